package fault

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/verify"
	"github.com/trolycongvu/congvu/corpus"
)

const maxPassage = 1500 // bytes of a passage that a model is given

// place is what a search may bring: an undivided article, a khoản, a
// điểm with the line that it hangs on.
type place struct {
	doc     *corpus.Document
	article *corpus.Article
	ref     corpus.Ref
	lines   []line      // its own words, labels left out
	text    string      // as the verifier gets it
	ended   bool        // at the library's day
	until   corpus.Date // when it ended
	excepts int         // how many exceptions it holds

	statements []statement
	written    []string        // true sentences about it, written by hand
	words      map[string]bool // its syllables of three letters and more
}

// Library holds the passages of a corpus.
type Library struct {
	day      corpus.Date
	docs     []corpus.Document
	passages []*place
	useful   []*place          // in force, and with statements to make sentences of
	ended    []*place          // with statements
	holding  map[string][]int  // places in passages by syllable
	places   map[string]*place // by ref
	together map[*corpus.Article][]*place
	suits    map[Kind][]*place
}

// NewLibrary takes the documents apart as they stand on day.
func NewLibrary(docs []corpus.Document, day corpus.Date) *Library {
	l := &Library{day: day, docs: docs, holding: map[string][]int{}, places: map[string]*place{}, suits: map[Kind][]*place{}, together: map[*corpus.Article][]*place{}}
	for i := range docs {
		for j := range docs[i].Articles {
			l.addArticle(&docs[i], &docs[i].Articles[j])
		}
	}
	for i, p := range l.passages {
		for w := range p.words {
			l.holding[w] = append(l.holding[w], i)
		}
		l.places[p.ref.String()] = p
		l.together[p.article] = append(l.together[p.article], p)
		switch {
		case len(p.statements) == 0:
		case p.ended:
			l.ended = append(l.ended, p)
		case p.excepts == 0 || p.excepts == 1 && p.excepted() != nil:
			l.useful = append(l.useful, p)
		}
	}
	return l
}

// addArticle adds the places of an article: each khoản and điểm, or the whole.
func (l *Library) addArticle(d *corpus.Document, a *corpus.Article) {
	whole := place{doc: d, article: a, ref: a.Ref(*d), until: ends(d, a, l.day)}
	whole.ended = !whole.until.IsZero()
	if !slices.ContainsFunc(a.Body, func(n corpus.Node) bool { return n.Level == corpus.LevelClause }) {
		whole.lines, whole.text = linesOf("", a.Body), a.Text()
		l.add(whole)
		return
	}
	for _, n := range a.Body {
		if n.Level != corpus.LevelClause {
			continue
		}
		clause := whole
		clause.ref.Clause = n.Label
		clause.lines, clause.text = linesOf("", []corpus.Node{n}), n.FullText()
		l.add(clause)
		for _, c := range n.Children {
			if c.Level != corpus.LevelPoint {
				continue
			}
			point := clause
			point.ref.Point = c.Label
			point.lines = linesOf(n.Text, []corpus.Node{c})
			point.text = n.Line() + "\n" + c.FullText()
			l.add(point)
		}
	}
}

func (l *Library) add(p place) {
	if len(p.text) > maxPassage || p.text == "" {
		return
	}
	p.excepts = len(exceptions(p.text))
	p.statements = statements(&p)
	p.words = map[string]bool{}
	for _, s := range syllables(p.text) {
		if len(s) > 3 {
			p.words[s] = true
		}
	}
	l.passages = append(l.passages, &p)
}

// line is a line of a place with the one that it hangs on.
type line struct{ intro, text string }

// linesOf takes nodes apart. A line that announces what follows is no line of its own.
func linesOf(intro string, nodes []corpus.Node) []line {
	var lines []line
	for _, n := range nodes {
		if n.Text != "" && !strings.HasSuffix(n.Text, ":") {
			lines = append(lines, line{intro, n.Text})
		}
		lines = append(lines, linesOf(n.Text, n.Children)...)
	}
	return lines
}

// ends is the day on or before day on which the article ended, zero when it has not.
func ends(d *corpus.Document, a *corpus.Article, day corpus.Date) corpus.Date {
	for _, v := range []corpus.Validity{a.InForce, d.InForce} {
		if !v.Until.IsZero() && v.Until <= day {
			return v.Until
		}
	}
	return 0
}

// source is the passage as the evidence holds it under handle n.
func (p *place) source(n int) verify.Source {
	s := verify.Source{N: n, Ref: p.ref, Text: p.text, Ended: p.ended}
	s.Names = append(s.Names, p.article.Heading, p.doc.Name(), string(p.doc.Kind)+" "+p.doc.Title)
	s.Issued, s.Effective, s.Since, s.Until = p.doc.Issued, p.doc.Effective, p.article.InForce.From, p.until
	return s
}

// covers tells whether one of the two places lies in the other.
func (p *place) covers(o *place) bool {
	if p.doc.ID != o.doc.ID || p.article.Key != o.article.Key {
		return false
	}
	a, b := p.ref, o.ref
	return a.Clause == "" || b.Clause == "" || a.Clause == b.Clause && (a.Point == "" || b.Point == "" || a.Point == b.Point)
}

// evidence draws three to six passages, as a search for the first one would bring
// them: its neighbours, similar ones of other articles, sometimes one that has ended.
func (l *Library) evidence(rng *rand.Rand, first *place) []*place {
	found := []*place{first}
	take := func(from []*place, limit int) {
		for _, p := range from {
			if limit == 0 || len(found) == 6 {
				return
			}
			if !slices.ContainsFunc(found, func(q *place) bool { return q.covers(p) }) {
				found = append(found, p)
				limit--
			}
		}
	}
	near, similar := l.around(first)
	take(shuffled(rng, near), 1+rng.IntN(2))
	take(similar, 1+rng.IntN(2))
	if old := l.endedFor(rng, similar); old != nil && rng.IntN(3) == 0 {
		take([]*place{old}, 1)
	}
	for len(found) < 3 {
		take([]*place{l.useful[rng.IntN(len(l.useful))]}, 1)
	}
	return shuffled(rng, found)
}

// endedFor draws a place that has ended. Corpora have few, so that half of the time,
// and where there is none, a similar place is supposed to have ended a year ago: what
// counts is the evidence's word for it.
func (l *Library) endedFor(rng *rand.Rand, similar []*place) *place {
	if len(l.ended) > 0 && rng.IntN(2) == 0 {
		return l.ended[rng.IntN(len(l.ended))]
	}
	for _, p := range shuffled(rng, similar) {
		if p.excepts == 0 && len(p.statements) > 0 {
			old := *p
			old.ended, old.until = true, l.day-10000
			return &old
		}
	}
	return nil
}

// around returns the places of the same article and the places of others that
// share most words with p.
func (l *Library) around(p *place) (near, similar []*place) {
	shared := make(map[int]float64)
	for _, w := range sortedKeys(p.words) {
		held := l.holding[w]
		if len(held) > min(len(l.passages)/20+5, 60) { // a word that is everywhere
			continue
		}
		for _, i := range held {
			shared[i] += 1 / float64(len(held))
		}
	}
	type scored struct {
		n     int
		score float64
	}
	var list []scored
	for i, score := range shared {
		list = append(list, scored{i, score})
	}
	slices.SortFunc(list, func(a, b scored) int {
		if a.score != b.score {
			if a.score > b.score {
				return -1
			}
			return 1
		}
		return a.n - b.n
	})
	for _, s := range list {
		o := l.passages[s.n]
		if o.ended || o.article == p.article {
			continue
		}
		if similar = append(similar, o); len(similar) == 8 {
			break
		}
	}
	for _, o := range l.together[p.article] {
		if !o.covers(p) {
			near = append(near, o)
		}
	}
	return near, similar
}

func shuffled[T any](rng *rand.Rand, list []T) []T {
	list = slices.Clone(list)
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
