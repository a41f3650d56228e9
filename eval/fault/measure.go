package fault

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/verify"
)

// ErrVerdicts is wrapped by the error about a checker that does not judge every sentence.
var ErrVerdicts = errors.New("số phán quyết khác số câu")

// Options say what Measure measures.
type Options struct {
	Answers int      // for each seed
	Seeds   []uint64 // one measurement each
	Show    int      // how many examples of each kind to keep
}

// Share is a part of a whole with its 95% Wilson interval.
type Share struct {
	Part  int     `json:"part"`
	Of    int     `json:"of"`
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// NewShare is part of of, 0 of 0 being nothing known: the interval from 0 to 1.
func NewShare(part, of int) Share {
	if of == 0 {
		return Share{High: 1}
	}
	const z = 1.959964
	n, p := float64(of), float64(part)/float64(of)
	mid, half := (p+z*z/(2*n))/(1+z*z/n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))/(1+z*z/n)
	return Share{Part: part, Of: of, Value: p, Low: max(0, mid-half), High: min(1, mid+half)}
}

// KindResult is what became of the faults of one kind.
type KindResult struct {
	Kind   Kind  `json:"kind"`
	Caught Share `json:"caught"`
	Named  int   `json:"named"` // caught for what is wrong, not for something else
}

// Figures are those of one seed, or of all.
type Figures struct {
	Seed    uint64       `json:"seed,omitempty"` // 0 of all together
	Answers int          `json:"answers"`
	Kinds   []KindResult `json:"kinds"`
	Caught  Share        `json:"caught"`       // the kinds asked for
	Named   Share        `json:"caught_named"` // of those, the kinds that the requirement names
	Apart   Share        `json:"caught_apart"` // the kinds beyond them
	Dropped Share        `json:"dropped"`      // true sentences made by rule
	Written Share        `json:"dropped_written"`
	Missing Share        `json:"missing_falsely"` // true answers that are said to leave out an exception
	Copied  float64      `json:"copied"`          // mean share of copied windows of the true sentences made by rule
}

// Example is a sentence to read.
type Example struct {
	Kind     Kind            `json:"kind,omitempty"` // empty of a true sentence
	Seed     uint64          `json:"seed"`
	Sentence verify.Sentence `json:"sentence"`
	Was      string          `json:"was,omitempty"`
	Faults   []verify.Fault  `json:"faults,omitempty"`
	Sources  []verify.Source `json:"sources"` // those cited
}

// Report is the outcome of Measure.
type Report struct {
	Seeds   []Figures `json:"seeds"`
	All     Figures   `json:"all"`
	Missed  []Example `json:"missed,omitempty"`  // faults that stand
	Dropped []Example `json:"dropped,omitempty"` // true sentences that do not
}

// tally counts what Figures are made of.
type tally struct {
	answers                                                         int
	planted, caught, named                                          map[Kind]int
	correct, dropped, written, writtenDropped, clean, falselyMissed int
	copied                                                          float64
}

func newTally() *tally {
	return &tally{planted: map[Kind]int{}, caught: map[Kind]int{}, named: map[Kind]int{}}
}

// meter measures one checker.
type meter struct {
	check  NewChecker
	show   int
	seed   uint64
	report Report
	counts []*tally // of the seed, and of all
}

// Measure writes answers over l, lets the checker judge them with and without their
// faults, and counts. It stops when ctx ends.
func Measure(ctx context.Context, l *Library, check NewChecker, o Options) (Report, error) {
	m := &meter{check: check, show: o.Show}
	all := newTally()
	for _, seed := range o.Seeds {
		cases, err := l.Cases(seed, o.Answers)
		if err != nil {
			return Report{}, err
		}
		m.seed, m.counts = seed, []*tally{newTally(), all}
		for _, c := range cases {
			if err := ctx.Err(); err != nil {
				return Report{}, err
			}
			if err := m.add(c); err != nil {
				return Report{}, err
			}
		}
		if err := m.addWritten(l); err != nil {
			return Report{}, err
		}
		m.report.Seeds = append(m.report.Seeds, m.counts[0].figures(seed))
	}
	m.report.All = all.figures(0)
	return m.report, nil
}

func (m *meter) count(f func(*tally)) {
	for _, t := range m.counts {
		f(t)
	}
}

// judge asks a new checker.
func (m *meter) judge(sources []verify.Source, sentences []verify.Sentence) (verify.Report, error) {
	r := m.check(sources).Answer(sentences)
	if len(r.Verdicts) != len(sentences) {
		return r, fmt.Errorf("%w: %d cho %d câu", ErrVerdicts, len(r.Verdicts), len(sentences))
	}
	return r, nil
}

func (m *meter) add(c Case) error {
	clean, err := m.judge(c.Sources, c.Correct)
	if err != nil {
		return err
	}
	m.count(func(t *tally) {
		t.answers++
		t.clean++
		if len(clean.Missing) > 0 {
			t.falselyMissed++
		}
	})
	if len(clean.Missing) > 0 {
		m.keep(&m.report.Dropped, Example{Sentence: verify.Sentence{Text: join(c.Correct)}, Faults: clean.Missing, Was: "Missing"}, c.Sources)
	}
	for i, v := range clean.Verdicts {
		if c.Written[i] {
			continue // judged by addWritten
		}
		m.count(func(t *tally) {
			t.correct++
			t.copied += c.Copied[i]
			if !v.Stands() {
				t.dropped++
			}
		})
		if !v.Stands() {
			m.keep(&m.report.Dropped, Example{Sentence: c.Correct[i], Faults: v.Faults}, c.Sources)
		}
	}
	return m.addFaults(c)
}

func (m *meter) addFaults(c Case) error {
	faulty, err := m.judge(c.Sources, c.Faulty)
	if err != nil {
		return err
	}
	for _, p := range c.Planted {
		v := faulty.Verdicts[p.Sentence]
		missing := (p.Kind == ExceptionLost || p.Kind == ExtensionLost) && slices.ContainsFunc(faulty.Missing, func(f verify.Fault) bool {
			return slices.Contains(c.Faulty[p.Sentence].Cites, f.Cite)
		})
		caught := missing || !v.Stands()
		named := missing || slices.ContainsFunc(v.Faults, func(f verify.Fault) bool { return slices.Contains(means[p.Kind], f.Kind) })
		m.count(func(t *tally) {
			t.planted[p.Kind]++
			if caught {
				t.caught[p.Kind]++
			}
			if caught && named {
				t.named[p.Kind]++
			}
		})
		if !caught {
			m.keep(&m.report.Missed, Example{Kind: p.Kind, Sentence: c.Faulty[p.Sentence], Was: p.Was}, c.Sources)
		}
	}
	return nil
}

// addWritten judges the hand-written sentences of each place as an answer of their
// own, among evidence drawn by seed.
func (m *meter) addWritten(l *Library) error {
	rng := rand.New(rand.NewPCG(m.seed, 1<<40))
	for _, p := range l.passages {
		if len(p.written) == 0 {
			continue
		}
		a := &answer{places: l.evidence(rng, p)}
		sentences := make([]verify.Sentence, len(p.written))
		for i, said := range p.written {
			sentences[i] = verify.Sentence{Text: said, Cites: []int{a.handle(p)}}
		}
		r, err := m.judge(a.sources(), sentences)
		if err != nil {
			return err
		}
		for i, v := range r.Verdicts {
			stands := v.Stands() && len(r.Missing) == 0
			m.count(func(t *tally) {
				t.written++
				if !stands {
					t.writtenDropped++
				}
			})
			if !stands {
				m.keep(&m.report.Dropped, Example{Sentence: sentences[i], Was: "viết tay", Faults: slices.Concat(v.Faults, r.Missing)}, a.sources())
			}
		}
	}
	return nil
}

// keep keeps an example with the sources that its sentence cites, while there are
// fewer of its kind than asked for.
func (m *meter) keep(list *[]Example, e Example, sources []verify.Source) {
	same := 0
	for _, o := range *list {
		if o.Kind == e.Kind && o.Was == e.Was || e.Kind != "" && o.Kind == e.Kind {
			same++
		}
	}
	if same >= m.show {
		return
	}
	e.Seed = m.seed
	for _, s := range sources {
		if slices.Contains(e.Sentence.Cites, s.N) || e.Was == "Missing" {
			e.Sources = append(e.Sources, s)
		}
	}
	*list = append(*list, e)
}

func join(sentences []verify.Sentence) string {
	var texts []string
	for _, s := range sentences {
		texts = append(texts, fmt.Sprint(s.Text, " ", s.Cites))
	}
	return strings.Join(texts, " ")
}

func (t *tally) figures(seed uint64) Figures {
	f := Figures{
		Seed: seed, Answers: t.answers, Dropped: NewShare(t.dropped, t.correct), Written: NewShare(t.writtenDropped, t.written),
		Missing: NewShare(t.falselyMissed, t.clean), Copied: t.copied / max(1, float64(t.correct)),
	}
	var asked, askedCaught, named, namedCaught, apart, apartCaught int
	for _, k := range Kinds() {
		f.Kinds = append(f.Kinds, KindResult{Kind: k, Caught: NewShare(t.caught[k], t.planted[k]), Named: t.named[k]})
		if k.Apart() {
			apart, apartCaught = apart+t.planted[k], apartCaught+t.caught[k]
			continue
		}
		asked, askedCaught = asked+t.planted[k], askedCaught+t.caught[k]
		if k.Named() {
			named, namedCaught = named+t.planted[k], namedCaught+t.caught[k]
		}
	}
	f.Caught, f.Named, f.Apart = NewShare(askedCaught, asked), NewShare(namedCaught, named), NewShare(apartCaught, apart)
	return f
}

// means are the verdicts that say what is wrong with a fault of the kind.
var means = map[Kind][]verify.Kind{
	NumberShifted: {verify.WrongNumber}, NumberSwapped: {verify.WrongNumber}, NumberInWords: {verify.WrongNumber}, UnitChanged: {verify.WrongNumber},
	DateChanged: {verify.WrongDate}, DateRole: {verify.WrongDate}, ForceDenied: {verify.NotInForce}, AmountChanged: {verify.WrongNumber}, PercentChanged: {verify.WrongNumber},
	DocumentForeign: {verify.ForeignDocument}, DocumentNear: {verify.ForeignDocument}, DocumentYear: {verify.ForeignDocument},
	ArticleWrong: {verify.WrongPlace}, ClauseWrong: {verify.WrongPlace}, PointWrong: {verify.WrongPlace},
	Repealed: {verify.NotInForce}, ExceptionLost: {verify.MissingException}, ExtensionLost: {verify.MissingException},
	QuoteWord: {verify.FalseQuote}, QuoteJoined: {verify.FalseQuote}, QuoteInvented: {verify.FalseQuote},
	PassageWrong:  {verify.Unsupported, verify.WrongNumber, verify.WrongPlace, verify.ForeignDocument, verify.FalseQuote, verify.WrongDate},
	HandleUnknown: {verify.UnknownCitation}, CitationNone: {verify.NoCitation},
	NegationDropped: {verify.Negation}, NegationAdded: {verify.Negation}, ModalityChanged: {verify.Modality, verify.Negation},
	BoundTurned: {verify.WrongNumber, verify.Modality, verify.Negation}, Invented: {verify.Unsupported}, FromMemory: {verify.Unsupported},
	SubjectChanged: {verify.Unsupported},
}
