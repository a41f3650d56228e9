package indexer

import (
	"math/bits"
	"slices"
)

// maxSlots is how many distinct words, and pairs, of a question re-ranking looks
// for: those that come first.
const maxSlots = 63

// Bits of a slot beside its number: those of a mark that ends a line, and of "là".
const (
	markSlot = 1 << 6
	isSlot   = 1 << 7
)

// probe is a question as texts are held against it: each distinct word has a
// slot from 1, and so has each distinct pair. It is used by one search at a time
// and holds no memory of the one before but its buffers.
type probe struct {
	slots  [1 << 16]uint8                    // of words, 0 for those not asked for; with bits for marks and "là"
	pairs  [maxSlots + 1][maxSlots + 1]uint8 // of pairs, by the slots of both words
	marked []word                            // whose slots are set

	wordWeight, contentWeight, pairWeight [maxSlots + 1]float32
	words, pairCount                      int
	totalWords, totalContent, totalPairs  float32
	rare, numbers                         uint64 // the three rarest words; the numbers
	heaviest, heaviestPair                float32
	length                                int // words in the question
	sorts                                 sorts
}

// newSlot gives a word its slot, 0 when there are none left.
func (p *probe) newSlot(weight, content float64) uint8 {
	if p.words == maxSlots {
		return 0
	}
	p.words++
	p.wordWeight[p.words], p.contentWeight[p.words] = float32(weight), float32(weight*content)
	p.totalWords += float32(weight)
	p.totalContent += float32(weight * content)
	p.heaviest = max(p.heaviest, float32(weight))
	return uint8(p.words)
}

// load makes the probe that of q over text f.
func (p *probe) load(q *question, f *forward) {
	p.clear()
	var buffer [8]word
	bySpelling := make(map[string]uint8, len(q.sequence))
	previous := uint8(0)
	for _, w := range q.sequence {
		slot, again := bySpelling[w.text]
		if !again {
			slot = p.newSlot(w.weight, w.content)
			bySpelling[w.text] = slot
			for _, n := range f.spelled(w.text, q.folded, buffer[:0]) {
				p.slots[n] = slot
				p.marked = append(p.marked, n)
			}
			if isNumber(w.text) {
				p.numbers |= 1 << slot
			}
		}
		if w.joined && previous > 0 && slot > 0 && p.pairs[previous][slot] == 0 && p.pairCount < maxSlots {
			p.pairCount++
			p.pairs[previous][slot] = uint8(p.pairCount)
			p.pairWeight[p.pairCount] = float32(w.pairWeight)
			p.totalPairs += float32(w.pairWeight)
			p.heaviestPair = max(p.heaviestPair, float32(w.pairWeight))
		}
		previous = slot
	}
	p.length, p.sorts = len(q.sequence), q.sorts
	p.rare = p.rarest(3)
	p.mark(f)
}

// mark has the scan of a body stop at what it must not pass by: the ends of lines,
// and "là".
func (p *probe) mark(f *forward) {
	for _, w := range []word{partEnd, clauseBreak, lineBreak} {
		p.slots[w] |= markSlot
	}
	if is, ok := f.numbers["là"]; ok {
		p.slots[is] |= isSlot
		p.marked = append(p.marked, is)
	}
}

func (p *probe) clear() {
	for _, n := range p.marked {
		p.slots[n] = 0
	}
	for i := range p.words + 1 {
		clear(p.pairs[i][:])
	}
	p.marked = p.marked[:0]
	p.words, p.pairCount = 0, 0
	p.totalWords, p.totalContent, p.totalPairs, p.heaviest, p.heaviestPair = 0, 0, 0, 0, 0
	p.numbers = 0
}

// rarest is the set of the n heaviest words.
func (p *probe) rarest(n int) (set uint64) {
	order := make([]int, p.words)
	for i := range order {
		order[i] = i + 1
	}
	slices.SortStableFunc(order, func(a, b int) int { return compareFloat(p.wordWeight[b], p.wordWeight[a]) })
	for _, slot := range order[:min(n, len(order))] {
		set |= 1 << slot
	}
	return set
}

func compareFloat(a, b float32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// sum adds the weights of a set of slots.
func sum(set uint64, weights *[maxSlots + 1]float32) (total float32) {
	for ; set != 0; set &= set - 1 {
		total += weights[bits.TrailingZeros64(set)]
	}
	return total
}

func ratio(part, whole float32) float32 {
	if whole <= 0 {
		return 0
	}
	return part / whole
}

// both is the share of words and pairs together.
func (p *probe) both(words, pairs uint64) float32 {
	return ratio(sum(words, &p.wordWeight)+sum(pairs, &p.pairWeight), p.totalWords+p.totalPairs)
}

// most is no less than both, and quicker.
func (p *probe) most(words, pairs uint64) float32 {
	const rounding = 1.001 // more than what the order of additions can do
	return rounding * ratio(float32(bits.OnesCount64(words))*p.heaviest+float32(bits.OnesCount64(pairs))*p.heaviestPair, p.totalWords+p.totalPairs)
}

func isNumber(text string) bool { return text[0]-'0' < 10 }
