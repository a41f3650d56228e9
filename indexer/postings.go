package indexer

import (
	"math/bits"
	"slices"
)

// postings are the units that have a term, in order, with what the term is worth
// in each. They are read-only once made. Those of most terms list their units;
// those of a frequent term have a bit for each unit of the index, which takes less
// room and tells without a search whether a unit has the term.
type postings struct {
	count   int
	impacts []impact // by unit that has the term; with held one more, 0
	units   []uint32 // nil for a frequent term
	held    []uint64 // by unit, a bit; nil for any other term
	starts  []uint32 // by block, and one more: where its units begin; nil for a rare term
	maxima  []impact // by block, the greatest impact there; nil for a rare term
}

// heldShare is the share of all units from which a term is frequent: a list of them
// takes 32 bits each then, as much as a bit for each of all.
const heldShare = 32

// wordsOfBlock is how many words of bits a block has.
const wordsOfBlock = blockSize / 64

// blockBits are the units of a block, a bit each.
type blockBits [wordsOfBlock]uint64

// postings works out what the frequencies are worth.
func (g *generationInfo) postings(f *frequencies) *postings {
	p := &postings{count: len(f.units), units: f.units, impacts: make([]impact, len(f.units), len(f.units)+1)}
	for i, unit := range f.units {
		p.impacts[i] = g.impact(f.tfs[i], unit)
	}
	if len(p.units) < blockMinDF {
		return p
	}
	blocks := blockCount(len(g.Table.IDs))
	p.starts, p.maxima = make([]uint32, blocks+1), make([]impact, blocks)
	block := 0
	for i, unit := range p.units {
		for ; block <= blockOf(unit); block++ {
			p.starts[block] = uint32(i)
		}
		m := &p.maxima[blockOf(unit)]
		*m = max(*m, p.impacts[i])
	}
	for ; block <= blocks; block++ {
		p.starts[block] = uint32(len(p.units))
	}
	if p.count >= len(g.Table.IDs)/heldShare {
		p.hold(blocks)
	}
	return p
}

// hold puts bits in the place of the list of units.
func (p *postings) hold(blocks int) {
	p.held = make([]uint64, blocks*wordsOfBlock)
	for _, unit := range p.units {
		p.held[unit/64] |= 1 << (unit % 64)
	}
	p.units = nil
	p.impacts = append(p.impacts, 0)
}

// postingsOverhead is what keeping even empty postings takes.
const postingsOverhead = 256

// size is the memory that the postings take, in bytes.
func (p *postings) size() int {
	return postingsOverhead + 4*cap(p.units) + 2*cap(p.impacts) + 8*len(p.held) + 4*len(p.starts) + 2*len(p.maxima)
}

// in returns the units of a block and their impacts, of a term that is not frequent.
func (p *postings) in(block int) ([]uint32, []impact) {
	if p.starts != nil {
		from, to := p.starts[block], p.starts[block+1]
		return p.units[from:to], p.impacts[from:to]
	}
	from, _ := slices.BinarySearch(p.units, uint32(block)*blockSize)
	to, _ := slices.BinarySearch(p.units[from:], uint32(block+1)*blockSize)
	return p.units[from : from+to], p.impacts[from : from+to]
}

// heldIn returns the units of a block and the impacts of these and all that follow,
// of a frequent term.
func (p *postings) heldIn(block int) (*blockBits, []impact) {
	return (*blockBits)(p.held[block*wordsOfBlock:]), p.impacts[p.starts[block]:]
}

// of is the impact in a unit, 0 when it lacks the term.
func (p *postings) of(unit uint32) impact {
	if p.held != nil {
		held, impacts := p.heldIn(blockOf(unit))
		before := held.before()
		at, bit := held.find(uint8(unit%blockSize), &before)
		return impacts[at] * impact(bit)
	}
	units, impacts := p.units, p.impacts
	if p.starts != nil {
		units, impacts = p.in(blockOf(unit))
	}
	if at, has := slices.BinarySearch(units, unit); has {
		return impacts[at]
	}
	return 0
}

// all calls f for every unit in order.
func (p *postings) all(f func(unit uint32, of impact)) {
	for at, unit := range p.units {
		f(unit, p.impacts[at])
	}
	at := 0
	for w, set := range p.held {
		for ; set != 0; set &= set - 1 {
			f(uint32(w*64+bits.TrailingZeros64(set)), p.impacts[at])
			at++
		}
	}
}

// before is how many units there are before each word.
func (b *blockBits) before() (n [wordsOfBlock]int) {
	for w := 1; w < wordsOfBlock; w++ {
		n[w] = n[w-1] + bits.OnesCount64(b[w-1])
	}
	return n
}

// find returns how many units there are before place n, and 1 when there is one at
// it, else 0.
func (b *blockBits) find(n uint8, before *[wordsOfBlock]int) (at int, bit uint64) {
	word, shift := b[n/64], n%64
	return before[n/64] + bits.OnesCount64(word&(1<<shift-1)), word >> shift & 1
}
