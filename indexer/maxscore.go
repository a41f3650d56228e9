package indexer

import (
	"cmp"
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
	touched []int // of partial, in no order
	kept    []int // of touched, those still in the race
	order   []int // terms by bound in the block, greatest first
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
		for c := &s.terms[i].cursor; c.valid(); c.at++ {
			f := &units[c.units[c.at]]
			f.unit = c.units[c.at]
			s.add(f, i)
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
		c := &s.terms[i].cursor
		if c.seek(unit); c.valid() && c.units[c.at] == unit {
			s.add(&f, i)
		}
	}
	return f
}

// scoreBlock offers every unit of the block that may be among the best.
func (s *scorer) scoreBlock(block int) {
	essential := s.arrange(block)
	first := uint32(block) * blockSize
	s.touched = s.touched[:0]
	for _, i := range s.order[:essential] {
		s.scan(i, first)
	}
	candidates := append(s.kept[:0], s.touched...)
	s.kept = candidates
	if s.accept != nil {
		candidates = slices.DeleteFunc(candidates, func(n int) bool { return !s.accept(first + uint32(n)) })
	}
	slices.Sort(candidates)
	for at, i := range s.order[essential:] {
		candidates = s.lookUp(i, candidates, s.rest[essential+at])
	}
	for _, n := range candidates {
		s.best.offer(s.partial[n])
	}
	for _, n := range s.touched {
		s.partial[n] = found{}
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
func (s *scorer) scan(i int, first uint32) {
	c := &s.terms[i].cursor
	for c.seek(first); c.valid() && c.units[c.at] < first+blockSize; c.at++ {
		n := int(c.units[c.at] - first)
		p := &s.partial[n]
		if p.score == 0 {
			p.unit = c.units[c.at]
			s.touched = append(s.touched, n)
		}
		s.add(p, i)
	}
}

// lookUp adds term i to the candidates that have it, after dropping those that
// cannot reach the threshold with it and the rest of the terms.
func (s *scorer) lookUp(i int, candidates []int, rest score) []int {
	c := &s.terms[i].cursor
	threshold := s.best.threshold()
	kept := candidates[:0]
	for _, n := range candidates {
		p := &s.partial[n]
		if p.score+rest < threshold {
			continue
		}
		kept = append(kept, n)
		if c.seek(p.unit); c.valid() && c.units[c.at] == p.unit {
			s.add(p, i)
		}
	}
	return kept
}

// add adds what term i gives to the unit under its cursor.
func (s *scorer) add(p *found, i int) {
	t := &s.terms[i]
	p.score += contribution(t.weight, s.info.impact(t.cursor.tfs[t.cursor.at], p.unit))
	if i < 64 {
		p.mask |= 1 << i
	}
}
