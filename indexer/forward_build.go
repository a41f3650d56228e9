package indexer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// draftText is the text of some units in numbers of a vocabulary of its own, so
// that many goroutines can make such at once.
type draftText struct {
	words   []string // by number, less firstWord
	numbers map[string]uint32
	tokens  []uint32
	ends    []int // of the units in tokens
	buffer  []viet.Token
	spelled []byte
}

// add appends the text of a unit.
func (d *draftText) add(u *unit) {
	for _, part := range [partCount]string{u.Title, u.Within, u.Heading, u.Body} {
		d.addPart(part)
		d.tokens = append(d.tokens, uint32(partEnd))
	}
	d.ends = append(d.ends, len(d.tokens))
}

func (d *draftText) addPart(text string) {
	text = viet.Normalize(text)
	d.buffer = viet.AppendTokens(d.buffer[:0], text)
	end := 0
	for i, t := range d.buffer {
		if i > 0 {
			switch between := text[end:t.Start]; {
			case strings.Contains(between, clauseEnd):
				d.tokens = append(d.tokens, uint32(clauseBreak))
			case strings.IndexByte(between, '\n') >= 0:
				d.tokens = append(d.tokens, uint32(lineBreak))
			}
		}
		end = t.End
		d.spelled = viet.AppendLower(d.spelled[:0], t.Text)
		d.tokens = append(d.tokens, d.number(d.spelled))
	}
}

func (d *draftText) number(spelled []byte) uint32 {
	if n, ok := d.numbers[string(spelled)]; ok {
		return n
	}
	if d.numbers == nil {
		d.numbers = make(map[string]uint32)
	}
	n := uint32(len(d.words)) + uint32(firstWord)
	d.words = append(d.words, string(spelled))
	d.numbers[d.words[len(d.words)-1]] = n
	return n
}

// forwardBuilder gathers drafts, in any order, and makes a forward of them.
type forwardBuilder struct {
	all draftText
	ids map[string]int // place of a unit in all
}

// add takes the units ids of a draft in.
func (b *forwardBuilder) add(ids []string, d *draftText) {
	if b.ids == nil {
		b.ids = make(map[string]int)
	}
	renumbered := make([]uint32, len(d.words))
	for i, text := range d.words {
		renumbered[i] = b.all.number([]byte(text))
	}
	offset := len(b.all.tokens)
	for _, t := range d.tokens {
		if t >= uint32(firstWord) {
			t = renumbered[t-uint32(firstWord)]
		}
		b.all.tokens = append(b.all.tokens, t)
	}
	for i, id := range ids {
		b.ids[id] = len(b.all.ends)
		b.all.ends = append(b.all.ends, offset+d.ends[i])
	}
}

// addOld takes units of an older forward in, all but those that ids lacks.
func (b *forwardBuilder) addOld(f *forward, ids []string, keep func(id string) bool) {
	var d draftText
	var kept []string
	for n, id := range ids {
		if id == "" || !keep(id) {
			continue
		}
		for _, t := range f.unit(uint32(n)) {
			if t < firstWord {
				d.tokens = append(d.tokens, uint32(t))
				continue
			}
			d.spelled = append(d.spelled[:0], f.Words[t-firstWord]...)
			d.tokens = append(d.tokens, d.number(d.spelled))
		}
		d.ends = append(d.ends, len(d.tokens))
		kept = append(kept, id)
	}
	b.add(kept, &d)
}

// finish returns the forward of the units in the order of ids. The commonest
// words get numbers; equally common ones in the order of their spelling.
func (b *forwardBuilder) finish(ids []string) *forward {
	f := &forward{Starts: make([]uint32, 1, len(ids)+1), Tokens: make([]word, 0, len(b.all.tokens))}
	final := b.choose(f)
	for _, id := range ids {
		if at, ok := b.ids[id]; ok {
			start := 0
			if at > 0 {
				start = b.all.ends[at-1]
			}
			for _, t := range b.all.tokens[start:b.all.ends[at]] {
				f.Tokens = append(f.Tokens, final[t])
			}
		}
		f.Starts = append(f.Starts, uint32(len(f.Tokens)))
	}
	f.count()
	f.index()
	return f
}

// choose fills f.Words and returns the number there of each drafted one.
func (b *forwardBuilder) choose(f *forward) []word {
	counts := make([]int, len(b.all.words)+int(firstWord))
	for _, t := range b.all.tokens {
		counts[t]++
	}
	order := make([]int, len(b.all.words))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(counts[y+int(firstWord)], counts[x+int(firstWord)]), cmp.Compare(b.all.words[x], b.all.words[y]))
	})
	final := make([]word, len(counts))
	for mark := range firstWord {
		final[mark] = mark
	}
	for _, i := range order[:min(len(order), maxWords)] {
		final[i+int(firstWord)] = word(len(f.Words)) + firstWord
		f.Words = append(f.Words, b.all.words[i])
	}
	return final
}

// count fills Counts.
func (f *forward) count() {
	f.Counts = make([]uint32, len(f.Words)+int(firstWord))
	for _, t := range f.Tokens {
		f.Counts[t]++
	}
}
