package indexer

import (
	"cmp"
	"math/bits"
	"slices"
)

// scorer finds the best units for a question, block by block, the block first
// that promises most. In a block only the terms are read whole that could lift a
// unit over the score of the k-th best so far; the others are looked up for the
// few units still in the race (MaxScore: Turtle & Flood 1995, with the bounds of
// blocks as in block-max indexes: Ding & Suel 2011). Once all terms together
// cannot do it in a block, no later block is read. The result is exact.
type scorer struct {
	info   *generationInfo
	terms  []searchTerm
	accept func(unit uint32) bool // nil accepts all
	best   topK

	partial [blockSize]found
	touched [blockSize / 64]uint64 // set of places in partial
	race    []int                  // places still in the race, ascending
	order   []int                  // terms by bound in the block, greatest first
	rest    []score
}

// promise is a block and what the terms together can give a unit in it.
type promise struct {
	block int
	bound score
}

// promises returns the blocks that any term touches, most promising first.
func (s *scorer) promises() []promise {
	blocks := make([]promise, 0, blockCount(len(s.info.Table.IDs)))
	for block := range cap(blocks) {
		p := promise{block: block}
		for i := range s.terms {
			p.bound += s.terms[i].bounds[block]
		}
		if p.bound > 0 {
			blocks = append(blocks, p)
		}
	}
	slices.SortStableFunc(blocks, func(a, b promise) int { return cmp.Compare(b.bound, a.bound) })
	return blocks
}

// run scores what may be among the best.
func (s *scorer) run() {
	for _, p := range s.promises() {
		if p.bound < s.best.threshold() {
			return
		}
		s.scoreBlock(p.block)
	}
}

// runExhaustively scores every posting of every term.
func (s *scorer) runExhaustively() {
	units := make([]found, len(s.info.Table.IDs))
	for i := range s.terms {
		list := s.terms[i].list
		for at, unit := range list.units {
			units[unit].unit = unit
			s.add(&units[unit], i, list.impacts[at])
		}
	}
	for _, f := range units {
		if f.score > 0 && (s.accept == nil || s.accept(f.unit)) {
			s.best.offer(f)
		}
	}
}

// scoreUnit scores one unit.
func (s *scorer) scoreUnit(unit uint32) found {
	f := found{unit: unit}
	for i := range s.terms {
		if of := s.terms[i].list.of(unit); of > 0 {
			s.add(&f, i, of)
		}
	}
	return f
}

// scoreBlock offers every unit of the block that may be among the best.
func (s *scorer) scoreBlock(block int) {
	essential := s.arrange(block)
	for _, i := range s.order[:essential] {
		s.scan(i, block)
	}
	s.gatherTouched(uint32(block) * blockSize)
	for at, i := range s.order[essential:] {
		s.lookUp(i, block, s.rest[essential+at])
	}
	for _, n := range s.race {
		s.best.offer(s.partial[n])
	}
	for w, set := range s.touched {
		for ; set != 0; set &= set - 1 {
			s.partial[w*64+bits.TrailingZeros64(set)] = found{}
		}
		s.touched[w] = 0
	}
}

// gatherTouched puts the places that were touched and are accepted into the race.
func (s *scorer) gatherTouched(first uint32) {
	s.race = s.race[:0]
	for w, set := range s.touched {
		for ; set != 0; set &= set - 1 {
			n := w*64 + bits.TrailingZeros64(set)
			if s.accept == nil || s.accept(first+uint32(n)) {
				s.race = append(s.race, n)
			}
		}
	}
}

// arrange orders the terms by their bound in the block and returns how many of
// them are essential: a unit with none of these cannot reach the threshold.
// rest[i] is what the terms from order[i] on can give together.
func (s *scorer) arrange(block int) (essential int) {
	s.order = s.order[:0]
	for i := range s.terms {
		if s.terms[i].bounds[block] > 0 {
			s.order = append(s.order, i)
		}
	}
	slices.SortStableFunc(s.order, func(a, b int) int {
		return cmp.Compare(s.terms[b].bounds[block], s.terms[a].bounds[block])
	})
	s.rest = append(s.rest[:0], make([]score, len(s.order)+1)...)
	for at := len(s.order) - 1; at >= 0; at-- {
		s.rest[at] = s.rest[at+1] + s.terms[s.order[at]].bounds[block]
	}
	threshold := s.best.threshold()
	for essential < len(s.order) && s.rest[essential] >= threshold {
		essential++
	}
	return essential
}

// scan adds term i to every unit of the block that has it.
func (s *scorer) scan(i, block int) {
	units, impacts := s.terms[i].list.in(block)
	each, bit := s.terms[i].each, termBit(i)
	first := uint32(block) * blockSize
	for at, unit := range units {
		n := (unit - first) % blockSize
		p := &s.partial[n]
		p.unit = unit
		p.score += each * score(impacts[at])
		p.mask |= bit
		s.touched[n/64] |= 1 << (n % 64)
	}
}

// lookUp adds term i to the units in the race that have it, after dropping those
// that cannot reach the threshold with it and the rest of the terms.
func (s *scorer) lookUp(i, block int, rest score) {
	units, impacts := s.terms[i].list.in(block)
	threshold := s.best.threshold()
	kept, at := s.race[:0], 0
	for _, n := range s.race {
		p := &s.partial[n]
		if p.score+rest < threshold {
			continue
		}
		kept = append(kept, n)
		for at < len(units) && units[at] < p.unit {
			at++
		}
		if at < len(units) && units[at] == p.unit {
			s.add(p, i, impacts[at])
		}
	}
	s.race = kept
}

// add adds what term i gives for an impact.
func (s *scorer) add(p *found, i int, of impact) {
	p.score += s.terms[i].each * score(of)
	p.mask |= termBit(i)
}

// termBit is that of term i in a mask; later terms than 64 have none.
func termBit(i int) uint64 {
	if i >= 64 {
		return 0
	}
	return 1 << i
}
