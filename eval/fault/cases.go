package fault

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// ErrCorpus is wrapped by the error about a corpus that holds too little to make
// answers of.
var ErrCorpus = errors.New("kho không đủ quy định để dựng câu trả lời thử")

const tries = 60 // how many answers are written to find one that takes a fault

// Cases writes n answers with one or two faults each. Kinds come in turn, so that each
// is planted about as often as any other that the corpus has places for. The same
// library and seed give the same cases.
func (l *Library) Cases(seed uint64, n int) ([]Case, error) {
	if len(l.useful) < 10 {
		return nil, fmt.Errorf("%w: chỉ có %d chỗ dùng được", ErrCorpus, len(l.useful))
	}
	counts := make(map[Kind]int) // planted, and what failed attempts set a kind back
	kinds := Kinds()
	var cases []Case
	for i := range n {
		rng := rand.New(rand.NewPCG(seed, uint64(i)))
		slices.SortStableFunc(kinds, func(a, b Kind) int { return cmp.Compare(counts[a], counts[b]) })
		made := false
		for k := 0; k < len(kinds) && !made; k++ {
			var c Case
			if c, made = l.newCase(rng, kinds[k], kinds); !made {
				counts[kinds[k]] += 2 // the corpus has few places for it
				continue
			}
			for _, p := range c.Planted {
				counts[p.Kind]++
			}
			cases = append(cases, c)
		}
		if !made {
			return nil, fmt.Errorf("%w: không dựng được câu trả lời %d", ErrCorpus, i+1)
		}
	}
	return cases, nil
}

// newCase writes an answer that takes a fault of kind k, and in every second one a
// fault of one of the other kinds in another sentence.
func (l *Library) newCase(rng *rand.Rand, k Kind, kinds []Kind) (c Case, ok bool) {
	mains := l.suited(k)
	if len(mains) == 0 {
		return c, false
	}
	second := rng.IntN(2) == 0
	for range tries {
		w := writer{Library: l, rng: rng, rewriter: rewriter{rng}}
		correct, ok := w.compose(one(rng, mains))
		if !ok {
			continue
		}
		p := &planter{writer: w, a: correct.clone(), faulty: map[*draft]bool{}}
		d, was, ok := p.plant(k)
		if !ok {
			continue
		}
		faults := []planting{{k, d, was}}
		if second {
			for _, other := range kinds {
				if other == k || other == ExceptionLost || other == ExtensionLost { // taking a sentence out may take out the first fault
					continue
				}
				if d, was, ok := p.plant(other); ok {
					faults = append(faults, planting{other, d, was})
					break
				}
			}
		}
		return newCase(correct, p.a, faults), true
	}
	return c, false
}

type planting struct {
	kind Kind
	d    *draft
	was  string
}

func newCase(correct, faulty *answer, faults []planting) Case {
	c := Case{Sources: correct.sources(), Correct: correct.sentences(), Faulty: faulty.sentences()}
	for _, d := range correct.drafts {
		var text strings.Builder
		for _, p := range d.from {
			text.WriteString(p.text + "\n")
		}
		c.Copied = append(c.Copied, copied(d.text(), text.String()))
		c.Written = append(c.Written, d.written)
	}
	for _, f := range faults {
		c.Planted = append(c.Planted, Planted{Kind: f.kind, Sentence: slices.Index(faulty.drafts, f.d), Was: f.was})
	}
	return c
}

// suited are the places whose answers may take a fault of kind k.
func (l *Library) suited(k Kind) []*place {
	if list, ok := l.suits[k]; ok {
		return list
	}
	var list []*place
	for _, p := range l.useful {
		if suits(k, p) {
			list = append(list, p)
		}
	}
	l.suits[k] = list
	return list
}

func suits(k Kind, p *place) bool {
	said := func(f func(text string) bool) bool {
		return slices.ContainsFunc(p.statements, func(s statement) bool { return f(s.text) }) || slices.ContainsFunc(p.written, f)
	}
	has := func(units ...string) bool {
		return said(func(text string) bool {
			return slices.ContainsFunc(quantities(text), func(q quantity) bool { return slices.Contains(units, q.unit) })
		})
	}
	switch k {
	case NumberShifted, NumberSwapped, NumberInWords:
		return said(func(text string) bool { return len(counted(text)) > 0 })
	case UnitChanged, BoundTurned:
		return has("ngày", "ngày làm việc", "tháng", "năm", "giờ", "giờ làm việc")
	case NegationDropped:
		return said(func(text string) bool {
			return strings.Contains(text, "hông ") || strings.Contains(text, " cấm") || strings.Contains(text, "hưa ")
		})
	case ModalityChanged:
		return said(func(text string) bool {
			return strings.Contains(text, " phải ") || strings.Contains(text, "có thể") || strings.Contains(text, "có quyền")
		})
	case AmountChanged:
		return has("đồng")
	case PercentChanged:
		return has("%") || said(func(text string) bool {
			return strings.Contains(text, "phần ba") || strings.Contains(text, "quá nửa")
		})
	case ExceptionLost:
		return p.excepts == 1 && p.excepted() != nil
	case ExtensionLost:
		return p.extended() && said(func(text string) bool { return extensionTail.MatchString(text) })
	case PointWrong:
		return p.ref.Point != ""
	case ClauseWrong:
		return p.ref.Clause != ""
	}
	return true
}
