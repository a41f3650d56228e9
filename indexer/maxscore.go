package indexer

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
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
	*slate
}

// slate is what a scorer works on. It holds no memory of the search before but its
// room.
type slate struct {
	bounds   []score // by block, then by term: no unit there gains more from it
	promised []promise

	partial [blockSize]found
	touched blockBits // places in partial that some term was added to
	race    []uint8   // places still in the race, ascending
	order   []int     // terms by bound in the block, greatest first
	rest    []score
}

// slates are used again by later searches: one takes up to 200 KB.
var slates = sync.Pool{New: func() any { return new(slate) }}

// promise is a block and what the terms together can give a unit in it.
type promise struct {
	block int
	bound score
}

// run scores what may be among the best.
func (s *scorer) run() {
	s.slate = slates.Get().(*slate)
	defer func() {
		slates.Put(s.slate)
		s.slate = nil
	}()
	s.bind()
	for _, p := range s.promises() {
		if p.bound < s.best.threshold() {
			return
		}
		s.scoreBlock(p.block)
	}
}

// bind fills the bounds.
func (s *scorer) bind() {
	n := len(s.terms)
	s.bounds = slices.Grow(s.bounds[:0], n*blockCount(len(s.info.Table.IDs)))
	s.bounds = s.bounds[:n*blockCount(len(s.info.Table.IDs))]
	clear(s.bounds)
	for i := range s.terms {
		t := &s.terms[i]
		for block, greatest := range t.list.maxima {
			s.bounds[block*n+i] = t.each * score(greatest)
		}
		if t.list.maxima == nil {
			for at, unit := range t.list.units {
				b := &s.bounds[blockOf(unit)*n+i]
				*b = max(*b, t.each*score(t.list.impacts[at]))
			}
		}
	}
}

// boundsIn are those of a block, by term.
func (s *scorer) boundsIn(block int) []score {
	return s.bounds[block*len(s.terms) : (block+1)*len(s.terms)]
}

// promises returns the blocks that any term touches, most promising first.
func (s *scorer) promises() []promise {
	s.promised = s.promised[:0]
	for block := range blockCount(len(s.info.Table.IDs)) {
		p := promise{block: block}
		for _, b := range s.boundsIn(block) {
			p.bound += b
		}
		if p.bound > 0 {
			s.promised = append(s.promised, p)
		}
	}
	slices.SortFunc(s.promised, func(a, b promise) int {
		return cmp.Or(cmp.Compare(b.bound, a.bound), cmp.Compare(a.block, b.block))
	})
	return s.promised
}

// runExhaustively scores every posting of every term.
func (s *scorer) runExhaustively() {
	units := make([]found, len(s.info.Table.IDs))
	for i := range s.terms {
		s.terms[i].list.all(func(unit uint32, of impact) {
			units[unit].unit = unit
			s.add(&units[unit], i, of)
		})
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
		s.drop(s.best.threshold() - s.rest[essential+at])
		if len(s.race) == 0 {
			break
		}
		s.lookUp(i, block)
	}
	for _, n := range s.race {
		if s.partial[n].score >= s.best.threshold() {
			s.best.offer(s.partial[n])
		}
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
			s.partial[n].unit = first + uint32(n)
			if s.accept == nil || s.accept(first+uint32(n)) {
				s.race = append(s.race, uint8(n))
			}
		}
	}
}

// arrange orders the terms by their bound in the block and returns how many of
// them are essential: a unit with none of these cannot reach the threshold.
// rest[i] is what the terms from order[i] on can give together.
func (s *scorer) arrange(block int) (essential int) {
	s.order = s.order[:0]
	bounds := s.boundsIn(block)
	for i, b := range bounds {
		if b == 0 {
			continue
		}
		at := len(s.order) // terms come by weight, which is nearly this order
		s.order = append(s.order, i)
		for ; at > 0 && bounds[s.order[at-1]] < b; at-- {
			s.order[at] = s.order[at-1]
		}
		s.order[at] = i
	}
	s.rest = append(s.rest[:0], make([]score, len(s.order)+1)...)
	for at := len(s.order) - 1; at >= 0; at-- {
		s.rest[at] = s.rest[at+1] + bounds[s.order[at]]
	}
	threshold := s.best.threshold()
	for essential < len(s.order) && s.rest[essential] >= threshold {
		essential++
	}
	return essential
}

// scan adds term i to every unit of the block that has it.
func (s *scorer) scan(i, block int) {
	list, each, bit := s.terms[i].list, s.terms[i].each, termBit(i)
	if list.held == nil {
		units, impacts := list.in(block)
		for at, unit := range units {
			n := unit % blockSize
			p := &s.partial[n]
			p.score += each * score(impacts[at])
			p.mask |= bit
			s.touched[n/64] |= 1 << (n % 64)
		}
		return
	}
	held, impacts := list.heldIn(block)
	at := 0
	for w, set := range held {
		s.touched[w] |= set
		for ; set != 0; set &= set - 1 {
			p := &s.partial[uint8(w*64+bits.TrailingZeros64(set))]
			p.score += each * score(impacts[at])
			p.mask |= bit
			at++
		}
	}
}

// drop takes the units out of the race whose score is below least.
func (s *scorer) drop(least score) {
	kept := 0
	for _, n := range s.race {
		s.race[kept] = n
		if s.partial[n].score >= least { // no branch is made of it
			kept++
		}
	}
	s.race = s.race[:kept]
}

// lookUp adds term i to the units in the race that have it.
func (s *scorer) lookUp(i, block int) {
	list := s.terms[i].list
	if list.held == nil {
		units, impacts := list.in(block)
		for at, unit := range units {
			n := unit % blockSize
			if s.touched[n/64]>>(n%64)&1 != 0 { // those out of the race do not mind
				s.add(&s.partial[n], i, impacts[at])
			}
		}
		return
	}
	held, impacts := list.heldIn(block)
	each, mask, before := s.terms[i].each, termBit(i), held.before()
	for _, n := range s.race {
		at, bit := held.find(n, &before)
		p := &s.partial[n]
		p.score += each * score(impacts[at]) * score(bit)
		p.mask |= mask & -bit
	}
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
