package language

import (
	"cmp"
	"slices"
)

// pairCount is how often a pair of symbols occurred; key holds the first of them
// in its upper half.
type pairCount struct {
	key   uint64
	count uint32
}

// pairCounts is a hash table from pairs to counts with open addressing: a corpus
// has millions of pairs to look up and Go's maps take twice the time. The zero
// value is empty.
type pairCounts struct {
	slots []pairCount // a power of two; count 0 is a free slot
	used  int
}

func (p *pairCounts) add(first, second, n uint32) {
	if p.used*4 >= len(p.slots)*3 {
		p.grow()
	}
	key := uint64(first)<<32 | uint64(second)
	slot := p.slot(key)
	if slot.count == 0 {
		slot.key = key
		p.used++
	}
	if sum := slot.count + n; sum >= n { // at 4 billion it stays
		slot.count = sum
	}
}

// slot is where key is, or a free one where it belongs.
func (p *pairCounts) slot(key uint64) *pairCount {
	mask := uint64(len(p.slots) - 1)
	h := key * 0x9E3779B97F4A7C15
	for i := (h ^ h>>32) & mask; ; i = (i + 1) & mask {
		if s := &p.slots[i]; s.count == 0 || s.key == key {
			return s
		}
	}
}

func (p *pairCounts) grow() {
	old := p.slots
	p.slots = make([]pairCount, max(1<<12, 2*len(old)))
	for _, s := range old {
		if s.count > 0 {
			*p.slot(s.key) = s
		}
	}
}

// sorted returns the pairs under the new numbers of their symbols, in order.
// What became number 0 without being the edge was dropped, and so are its pairs.
func (p *pairCounts) sorted(into []uint32) []pairCount {
	pairs := make([]pairCount, 0, p.used)
	for _, s := range p.slots {
		first, second := uint32(s.key>>32), uint32(s.key)
		if s.count == 0 || first != edge && into[first] == 0 || second != edge && into[second] == 0 {
			continue
		}
		pairs = append(pairs, pairCount{key: uint64(into[first])<<32 | uint64(into[second]), count: s.count})
	}
	slices.SortFunc(pairs, func(x, y pairCount) int { return cmp.Compare(x.key, y.key) })
	return pairs
}
