package fault

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/verify"
	"github.com/trolycongvu/congvu/corpus"
)

// maxCopied is the share of a sentence's eight-syllable windows that its sources
// may hold too; what is nearer is a copy and is written anew or left out.
const maxCopied = 0.5

// role is what a sentence does in an answer.
type role int

const (
	tells    role = iota // a statement of a place
	excepts              // the exception of the sentence before it
	quotes               // words of a place, in quotation marks
	dates                // when the document was issued and takes effect
	recounts             // that a place has ended
)

// draft is a sentence in the making.
type draft struct {
	role    role
	lead    string // "theo Điều 28 Luật Khiếu nại", "ngoài ra"; empty when none
	named   bool   // lead names a place or document
	front   string // exception said first
	body    string
	tail    string // exception said last, its joint included
	cites   []int
	from    []*place // that it rests on, in the order of cites
	of      *draft   // the sentence whose exception this one tells
	written bool     // by hand
}

// text is the sentence.
func (d *draft) text() string {
	s := lowered(d.body) + d.tail
	if d.front != "" {
		s = lowered(d.front) + ", " + s
	}
	switch {
	case d.lead == "":
	case strings.HasSuffix(d.lead, "quy định"):
		s = d.lead + " " + s
	default:
		s = d.lead + ", " + s
	}
	return raised(s) + "."
}

// answer is an answer in the making.
type answer struct {
	places []*place // the evidence; handle n is at n-1
	drafts []*draft
}

func (a *answer) handle(p *place) int { return slices.Index(a.places, p) + 1 }

func (a *answer) sources() []verify.Source {
	sources := make([]verify.Source, len(a.places))
	for i, p := range a.places {
		sources[i] = p.source(i + 1)
	}
	return sources
}

func (a *answer) sentences() []verify.Sentence {
	out := make([]verify.Sentence, len(a.drafts))
	for i, d := range a.drafts {
		out[i] = verify.Sentence{Text: d.text(), Cites: slices.Clone(d.cites)}
	}
	return out
}

// clone copies the answer so that faults can be planted in the copy.
func (a *answer) clone() *answer {
	b := &answer{places: a.places}
	copies := map[*draft]*draft{}
	for _, d := range a.drafts {
		e := *d
		e.cites = slices.Clone(d.cites)
		copies[d] = &e
		b.drafts = append(b.drafts, &e)
	}
	for _, d := range b.drafts {
		d.of = copies[d.of]
	}
	return b
}

// A writer composes true answers over a library.
type writer struct {
	*Library
	rng *rand.Rand
	rewriter
}

// compose writes an answer of two to four sentences about main; ok is false when
// its words do not give so much.
func (w writer) compose(main *place) (*answer, bool) {
	a := &answer{places: w.evidence(w.rng, main)}
	w.tell(a, main, 1+w.rng.IntN(2))
	if len(a.drafts) == 0 {
		return nil, false
	}
	for _, p := range shuffled(w.rng, a.places) {
		switch {
		case len(a.drafts) >= 3 || p == main:
		case p.ended:
			if w.chance(25) {
				a.drafts = append(a.drafts, w.recount(a, p))
			}
		case p.excepts == 0 && w.chance(60):
			w.tell(a, p, 1)
		}
	}
	if len(a.drafts) < 4 && w.chance(35) {
		w.quote(a, main)
	}
	if len(a.drafts) < 4 && w.chance(25) && !main.doc.Effective.IsZero() && main.doc.Number != "" {
		a.drafts = append(a.drafts, w.date(a, main))
	}
	w.merge(a)
	w.pronouns(a)
	w.leads(a)
	return a, len(a.drafts) >= 2 && len(a.drafts) <= 4
}

// tell adds up to n statements of p, the one with an exception among them; of a place
// with a deadline that is longer for some cases, all that say a deadline. Nothing is
// added when what belongs together cannot be told together.
func (w writer) tell(a *answer, p *place, n int) {
	list := make([]*statement, len(p.statements))
	for i := range p.statements {
		list[i] = &p.statements[i]
	}
	list = shuffled(w.rng, list)
	together := func(s *statement) bool {
		return s.exception != "" || p.extended() && len(counted(s.text)) > 0
	}
	slices.SortStableFunc(list, func(x, y *statement) int {
		switch {
		case together(x) == together(y):
			return 0
		case together(x):
			return -1
		}
		return 1
	})
	before := slices.Clone(a.drafts)
	for _, s := range list {
		if n <= 0 && !together(s) {
			return
		}
		d, ok := w.draft(a, p, s)
		if !ok && !together(s) {
			continue
		}
		if !ok || len(a.drafts) == 4 {
			a.drafts = before
			return
		}
		a.drafts = append(a.drafts, d)
		if e := w.except(a, d, s); e != nil {
			a.drafts = append(a.drafts, e)
		}
		n--
	}
}

// draft puts a statement into words that are no copy.
func (w writer) draft(a *answer, p *place, s *statement) (*draft, bool) {
	if s.exception == "" && p.excepts == 0 && !p.extended() && len(p.written) > 0 && w.chance(40) {
		said := strings.TrimSuffix(one(w.rng, p.written), ".")
		return &draft{role: tells, body: said, written: true, cites: []int{a.handle(p)}, from: []*place{p}}, true
	}
	for range 14 {
		d := &draft{role: tells, body: w.topic(p, w.reword(s.text)), cites: []int{a.handle(p)}, from: []*place{p}}
		if copied(d.body, p.text) <= maxCopied {
			return d, true
		}
	}
	return nil, false
}

// topic puts the heading of the article before a statement that says nothing of
// what it is about: "không quá 30 ngày" of "Thời hạn giải quyết".
func (w writer) topic(p *place, text string) string {
	first, heading := strings.Fields(text)[0], lowered(p.article.Heading)
	if heading == "" || len(strings.Fields(heading)) > 14 || !among("không tối trong chậm muộn nhiều được phải trước có phức", first) {
		return text
	}
	switch {
	case strings.HasPrefix(heading, "thời h") && bounded.MatchString(text):
		return heading + " là " + text
	case w.chance(75):
		return one(w.rng, []string{"về ", "đối với "}) + heading + ", " + text
	}
	return text
}

// bounded begins with a bound, as a deadline without its subject does.
var bounded = regexp.MustCompile(`^(?:không quá|tối đa|không vượt quá|nhiều nhất|chậm nhất|muộn nhất) `)

// except says the exception of s: in the sentence d itself, or in the one returned.
func (w writer) except(a *answer, d *draft, s *statement) *draft {
	if s.exception == "" {
		return nil
	}
	exception := w.days(w.phrases(s.exception))
	bare := strings.TrimPrefix(exception, "trừ ")
	switch {
	case len(a.drafts) < 4 && w.chance(45):
		body := one(w.rng, []string{"ngoại lệ là ", "quy định này không áp dụng đối với ", "điều này không áp dụng cho "}) + strings.TrimPrefix(bare, "khi ")
		if strings.HasPrefix(bare, "khi ") {
			body = "ngoại lệ là " + bare
		}
		return &draft{role: excepts, body: body, cites: slices.Clone(d.cites), from: d.from, of: d}
	case w.chance(30):
		d.front = exception
	case w.chance(30):
		d.tail = ", ngoại trừ " + bare
	default:
		d.tail = ", " + exception
	}
	return nil
}

// quote adds a short verbatim quotation of p.
func (w writer) quote(a *answer, p *place) {
	words := segments(p)
	if len(words) == 0 {
		return
	}
	a.drafts = append(a.drafts, &draft{
		role: quotes, body: one(w.rng, quoteLeads(p)) + " “" + one(w.rng, words) + "”",
		cites: []int{a.handle(p)}, from: []*place{p},
	})
}

func quoteLeads(p *place) []string {
	return []string{
		p.ref.Place() + " ghi rõ:", "văn bản nêu nguyên văn:", "nguyên văn quy định là", p.ref.Place() + " nêu", "cụ thể, quy định ghi:",
	}
}

// figureAtEnd marks half a number: "2" of "2.000.000".
var figureAtEnd = regexp.MustCompile(`^\d|\d$`)

// segments are the runs of five to fourteen syllables between the stops of p's lines.
func segments(p *place) []string {
	var found []string
	for _, l := range p.lines {
		for _, s := range strings.FieldsFunc(l.text, func(r rune) bool { return strings.ContainsRune(",;.:()", r) }) {
			s = strings.TrimSpace(s)
			if n := len(strings.Fields(s)); n >= 5 && n <= 14 && strings.Contains(l.text, s) && !figureAtEnd.MatchString(s) && !unfit.MatchString(s) && len(exceptions(s)) == 0 {
				found = append(found, s)
			}
		}
	}
	return found
}

// date says when the document of p takes effect.
func (w writer) date(a *answer, p *place) *draft {
	d := &draft{role: dates, cites: []int{a.handle(p)}, from: []*place{p}, named: true}
	name := documentName(p.doc, p.doc.Number, w.rng.IntN(2))
	effective := one(w.rng, dayOf(p.doc.Effective).forms())
	if !p.doc.Issued.IsZero() && w.chance(50) {
		d.body = fmt.Sprintf("%s được ban hành %s và có hiệu lực từ %s", name, one(w.rng, dayOf(p.doc.Issued).forms()), effective)
	} else {
		d.body = fmt.Sprintf("%s %s %s", name, one(w.rng, []string{"có hiệu lực từ", "có hiệu lực thi hành kể từ", "bắt đầu có hiệu lực"}), effective)
	}
	return d
}

// recount says that a place has ended.
func (w writer) recount(a *answer, p *place) *draft {
	name := p.ref.Place() + " " + documentName(p.doc, p.doc.Number, w.rng.IntN(3))
	d := &draft{role: recounts, cites: []int{a.handle(p)}, from: []*place{p}, named: true}
	since := one(w.rng, dayOf(p.until).forms())
	d.body = one(w.rng, []string{
		"lưu ý: " + name + " đã hết hiệu lực từ " + since,
		name + " không còn hiệu lực kể từ " + since,
		name + " nay đã hết hiệu lực, không áp dụng từ " + since,
	})
	return d
}

func dayOf(d corpus.Date) day { return day{day: d.Day(), month: d.Month(), year: d.Year()} }
