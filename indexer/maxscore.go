package indexer

import (
	"cmp"
	"slices"
)

// scorer finds the best units for a question, block by block. In a block only
// the terms are read whole that could lift a unit over the score of the k-th
// best so far; the others are looked up for the few units still in the race
// (MaxScore: Turtle & Flood 1995, with the bounds of blocks as in block-max
// indexes: Ding & Suel 2011). A block where all terms together cannot do it is
// not read at all. The result is exact.
type scorer struct {
	info   *generationInfo
	terms  []searchTerm
	accept func(unit uint64) bool // nil accepts all
	best   topK

	partial [blockSize]found
	touched []int // of partial, in no order
	order   []int // terms by bound in the block, greatest first
	rest    []score
}

// primed is the number of blocks, those with the highest bounds, that are read
// first: they lift the threshold before the long run over all blocks.
const primed = 8

// blockBound is what the terms together can give in a block.
func (s *scorer) blockBound(block int) (sum score) {
	for i := range s.terms {
		sum += s.terms[i].bounds[block]
	}
	return sum
}

// promising returns the blocks with the highest bounds, in order of number.
func (s *scorer) promising(n int) []int {
	blocks := make([]int, blockCount(len(s.info.Table.IDs)))
	bounds := make([]score, len(blocks))
	for i := range blocks {
		blocks[i], bounds[i] = i, s.blockBound(i)
	}
	slices.SortStableFunc(blocks, func(a, b int) int { return cmp.Compare(bounds[b], bounds[a]) })
	blocks = blocks[:min(n, len(blocks))]
	slices.Sort(blocks)
	return blocks
}

// run scores the blocks from the first given on that skip does not name.
// Cursors only move forward, so blocks come in order.
func (s *scorer) run(blocks []int) error {
	for _, block := range blocks {
		if bound := s.blockBound(block); bound == 0 || bound < s.best.threshold() {
			continue
		}
		if err := s.scoreBlock(block); err != nil {
			return err
		}
	}
	return nil
}

// scoreBlock offers every unit of the block that may be among the best.
func (s *scorer) scoreBlock(block int) error {
	essential := s.arrange(block)
	first := uint64(block) * blockSize
	s.touched = s.touched[:0]
	for _, i := range s.order[:essential] {
		if err := s.scan(i, first); err != nil {
			return err
		}
	}
	candidates := s.touched
	if s.accept != nil {
		candidates = slices.DeleteFunc(candidates, func(n int) bool { return !s.accept(first + uint64(n)) })
	}
	slices.Sort(candidates)
	for at, i := range s.order[essential:] {
		var err error
		if candidates, err = s.lookUp(i, first, candidates, s.rest[essential+at]); err != nil {
			return err
		}
	}
	for _, n := range candidates {
		s.best.offer(s.partial[n])
	}
	return nil
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
func (s *scorer) scan(i int, first uint64) error {
	t := &s.terms[i]
	if err := t.cursor.advance(first); err != nil {
		return err
	}
	for t.cursor.unit < first+blockSize {
		n := int(t.cursor.unit - first)
		p := &s.partial[n]
		if p.score == 0 || p.unit != t.cursor.unit {
			*p = found{unit: t.cursor.unit}
			s.touched = append(s.touched, n)
		}
		s.add(p, i)
		if err := t.cursor.next(); err != nil {
			return err
		}
	}
	return nil
}

// lookUp adds term i to the candidates that have it, after dropping those that
// cannot reach the threshold with it and the rest of the terms.
func (s *scorer) lookUp(i int, first uint64, candidates []int, rest score) ([]int, error) {
	t := &s.terms[i]
	threshold := s.best.threshold()
	kept := candidates[:0]
	for _, n := range candidates {
		p := &s.partial[n]
		if p.score+rest < threshold {
			continue
		}
		kept = append(kept, n)
		if err := t.cursor.advance(p.unit); err != nil {
			return nil, err
		}
		if t.cursor.unit == p.unit {
			s.add(p, i)
		}
	}
	return kept, nil
}

// add adds what term i gives to the unit under its cursor.
func (s *scorer) add(p *found, i int) {
	t := &s.terms[i]
	p.score += contribution(t.weight, impact(t.cursor.tf, s.info.saturation[p.unit]))
	if i < 64 {
		p.mask |= 1 << i
	}
}
