package passage

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// Choose picks what to show of a for q within limit bytes. An article without
// text gives a Choice without lines.
func Choose(a corpus.Article, q question.Question, limit int) Choice {
	us := units(a)
	if len(us) == 0 {
		return Choice{Lead: Passage{Lead: -1}}
	}
	intro, us := openingOf(us)
	s := newScorer(q, a)
	scores := s.scores(unitTexts(us))
	c := chooser{scorer: s, units: us, intro: intro, limit: limit, scores: scores}
	c.general = s.headingShare >= generalHeading && q.Wants.List
	c.best, _ = pick(scores, earlier)
	if c.general {
		c.best, _ = pick(scores, generalEarlier)
	}
	choice := Choice{Lead: c.lead()}
	c.rest(&choice)
	return choice
}

// openingOf splits off the first line when it announces the clauses after it.
func openingOf(us []unit) (intro []string, rest []unit) {
	if len(us) > 1 && us[0].clause == "" && len(us[0].lines) == 1 && opens(us[0].lines[0].text) && us[1].clause != "" {
		return us[0].shown(), us[1:]
	}
	return nil, us
}

func unitTexts(us []unit) []string {
	out := make([]string, len(us))
	for i, u := range us {
		out[i] = u.text()
	}
	return out
}

type chooser struct {
	scorer scorer
	units  []unit
	intro  []string
	limit  int
	scores []float64
	best   int // index of the unit that answers
	point  string
	// general tells that the heading is what was asked about: then the clauses
	// answer together, in their order.
	general bool
}

// lead builds the passage that answers: the clause, or one point of it when that
// point alone answers.
func (c *chooser) lead() Passage {
	u := c.units[c.best]
	scores := c.scorer.scores(u.shown())
	at, ahead := pick(scores, earlier)
	label := u.lines[at].point
	if ahead && label != "" && at > 0 && !c.introAnswers(scores) {
		c.point = label
		return c.pointPassage(u, label)
	}
	if !ahead {
		at = 0
	}
	p := Passage{Clause: u.clause, Intro: c.intro, Apart: c.best > 0, Lead: at, Quote: u.text()}
	p.Lines, p.Lead, p.Shortened = shorten(u.shown(), at, c.limit)
	return p
}

// introAnswers tells whether the unit's first line matches better than any point.
func (c *chooser) introAnswers(scores []float64) bool {
	return scores[0] >= slices.Max(scores[1:])
}

// pointPassage is one point with the lines that introduce it.
func (c *chooser) pointPassage(u unit, label string) Passage {
	p := Passage{Clause: u.clause, Point: label, Intro: slices.Clone(c.intro)}
	if len(c.intro) > 0 && c.best > 0 {
		p.Intro = append(p.Intro, Ellipsis) // clauses stand between the opening and this one
	}
	for _, l := range u.lines {
		if l.point != "" {
			p.Apart = l.point != label
			break
		}
		p.Intro = append(p.Intro, l.text)
	}
	lines := pointLines(u, label)
	p.Quote = join(lines)
	p.Lines, p.Lead, p.Shortened = shorten(texts(lines), 0, c.limit)
	return p
}

func pointLines(u unit, label string) []line {
	var out []line
	for _, l := range u.lines {
		if l.point == label {
			out = append(out, l)
		}
	}
	return out
}

// rest adds what must be read with the lead: everything when the article is
// short, otherwise what refers to the lead, exceptions and close seconds.
func (c *chooser) rest(choice *Choice) {
	used := size(choice.Lead.Lines) + size(choice.Lead.Intro)
	if c.point != "" {
		used += c.restOfClause(choice)
	}
	if w := c.scorer.q.Wants; w.Definition && c.scorer.defines(c.units[c.best].text()) > 0 {
		choice.Omitted = 0 // the other terms of the list are no part of this definition
		return
	}
	total := 0
	for _, u := range c.units {
		total += u.size()
	}
	if total <= c.limit && len(c.units) > 1 {
		choice.Rest = append(choice.Rest, c.others(func(int) bool { return true })...)
		return
	}
	for _, i := range c.ranked() {
		if n := c.units[i].size(); used+n <= c.limit {
			used += n
			u := c.units[i]
			choice.Rest = append(choice.Rest, Passage{Clause: u.clause, Lines: u.shown(), Lead: -1, Quote: u.text()})
		}
	}
	choice.Omitted = len(c.units) - 1 - len(choice.Rest)
	if c.point != "" && len(choice.Rest) > 0 && choice.Rest[0].Clause == choice.Lead.Clause {
		choice.Omitted++
	}
}

// restOfClause shows the other points of the clause whose one point answers,
// when the clause is short, and always the paragraphs that close it: that is
// where exceptions stand. It returns the bytes added.
func (c *chooser) restOfClause(choice *Choice) int {
	u := c.units[c.best]
	whole := u.size() <= clauseLimit
	var lines []string
	seen := false
	for _, l := range u.lines {
		seen = seen || l.point != ""
		closing := seen && l.point == ""
		if l.point != c.point && seen && (whole || closing) {
			lines = append(lines, l.text)
		}
	}
	if len(lines) == 0 {
		return 0
	}
	p := Passage{Clause: u.clause, Lead: -1, Quote: u.text()}
	p.Lines, _, p.Shortened = shorten(lines, 0, c.limit)
	choice.Rest = append(choice.Rest, p)
	return size(p.Lines)
}

// others makes one passage of all units but the best: the clause itself when
// there is but one, the article when there are more.
func (c *chooser) others(want func(int) bool) []Passage {
	var rest []unit
	for i, u := range c.units {
		if i != c.best && want(i) {
			rest = append(rest, u)
		}
	}
	if len(rest) == 1 {
		return []Passage{{Clause: rest[0].clause, Lines: rest[0].shown(), Lead: -1, Quote: rest[0].text()}}
	}
	p := Passage{Lead: -1, Quote: strings.Join(append(slices.Clone(c.intro), unitTexts(c.units)...), "\n")}
	for _, u := range rest {
		p.Lines = append(p.Lines, u.shown()...)
	}
	return []Passage{p}
}

var exception = regexp.MustCompile(`(?i)trừ (?:các )?trường hợp|trường hợp đặc biệt|không áp dụng|ngoại trừ|trường hợp (?:không|vì)`)

// ranked returns the units that belong to the lead, most needed first, then in
// the order of the text.
func (c *chooser) ranked() []int {
	lead := c.units[c.best]
	var refers, near []int
	for i, u := range c.units {
		switch {
		case i == c.best:
		case lead.clause != "" && refersTo(u.text(), lead.clause, c.point):
			refers = append(refers, i)
		case c.scores[i] > 0 && c.scores[i] >= 0.6*c.scores[c.best],
			c.scores[i] >= 0.3*c.scores[c.best] && exception.MatchString(u.text()) && c.scores[i] > 0:
			near = append(near, i)
		}
	}
	slices.SortStableFunc(near, func(a, b int) int {
		switch {
		case c.scores[a] > c.scores[b]:
			return -1
		case c.scores[a] < c.scores[b]:
			return 1
		}
		return a - b
	})
	picked := append(refers, near[:min(len(near), 2)]...)
	picked = picked[:min(len(picked), 3)]
	if c.general {
		for i := range c.units {
			if i != c.best && !slices.Contains(picked, i) {
				picked = append(picked, i)
			}
		}
		return picked
	}
	slices.Sort(picked)
	return picked
}

// refersTo tells whether text speaks of clause ("khoản 2 Điều này") or of the
// point of it.
func refersTo(text, clause, point string) bool {
	re := regexp.MustCompile(`(?i)(?:khoản|các khoản)\s+(?:[\dđa-z]+\s*(?:,|và|hoặc|đến)\s*)*` + regexp.QuoteMeta(clause) + `(?:\s*(?:,|và|hoặc)[^.;]{0,60})?\s+Điều này`)
	m := re.FindStringIndex(text)
	if m == nil {
		return false
	}
	before := text[max(0, m[0]-80):m[0]]
	if i := strings.LastIndexAny(before, ".;"); i >= 0 {
		before = before[i:]
	}
	at := strings.LastIndex(strings.ToLower(before), "điểm")
	if at < 0 || point == "" {
		return true
	}
	return slices.Contains(question.Syllables(before[at:]), point)
}

func size(lines []string) int {
	n := 0
	for _, l := range lines {
		n += len(l) + 1
	}
	return n
}
