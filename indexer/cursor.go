package indexer

import (
	"math"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// frequencies are the units that have a term, in order, with the term's weighted
// frequency in each.
type frequencies struct {
	units []uint32
	tfs   []uint16
}

// maxFrequency caps weighted term frequencies when a unit is indexed; BM25 is
// flat long before it.
const maxFrequency = math.MaxUint16

// readFrequencies decodes what r has, about 40 ns a posting. Bleve's own Advance
// walks a list one by one, so skipping is only worth something on a decoded list.
func readFrequencies(r index.TermFieldReader) (*frequencies, error) {
	n := r.Count()
	f := &frequencies{units: make([]uint32, 0, n), tfs: make([]uint16, 0, n)}
	var doc index.TermFieldDoc
	for {
		next, err := r.Next(doc.Reset())
		if err != nil {
			return nil, err
		}
		if next == nil {
			return f, nil
		}
		f.units = append(f.units, uint32(next.ID.Value()))
		f.tfs = append(f.tfs, uint16(min(next.Freq, maxFrequency)))
	}
}

// merge joins two lists; where both have a unit, it has the sum of the frequencies.
func (f *frequencies) merge(o *frequencies) *frequencies {
	n := len(f.units) + len(o.units)
	out := &frequencies{units: make([]uint32, 0, n), tfs: make([]uint16, 0, n)}
	i, j := 0, 0
	for i < len(f.units) || j < len(o.units) {
		switch {
		case j == len(o.units) || i < len(f.units) && f.units[i] < o.units[j]:
			out.units, out.tfs = append(out.units, f.units[i]), append(out.tfs, f.tfs[i])
			i++
		case i == len(f.units) || o.units[j] < f.units[i]:
			out.units, out.tfs = append(out.units, o.units[j]), append(out.tfs, o.tfs[j])
			j++
		default:
			out.units = append(out.units, f.units[i])
			out.tfs = append(out.tfs, uint16(min(int(f.tfs[i])+int(o.tfs[j]), maxFrequency)))
			i, j = i+1, j+1
		}
	}
	return out
}

// postings are the units that have a term, in order, with what the term is worth
// in each. They are read-only once made.
type postings struct {
	units   []uint32
	impacts []impact
	starts  []uint32 // by block, and one more: where its units begin; nil for a rare term
	maxima  []impact // by block, the greatest impact there; nil for a rare term
}

// postings works out what the frequencies are worth.
func (g *generationInfo) postings(f *frequencies) *postings {
	p := &postings{units: f.units, impacts: make([]impact, len(f.units))}
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
	return p
}

// postingsOverhead is what keeping even empty postings takes.
const postingsOverhead = 256

// size is the memory that the postings take, in bytes.
func (p *postings) size() int { return postingsOverhead + 6*cap(p.units) + 6*len(p.maxima) }

// in returns the units of a block and their impacts.
func (p *postings) in(block int) ([]uint32, []impact) {
	if p.starts != nil {
		from, to := p.starts[block], p.starts[block+1]
		return p.units[from:to], p.impacts[from:to]
	}
	from, _ := slices.BinarySearch(p.units, uint32(block)*blockSize)
	to, _ := slices.BinarySearch(p.units[from:], uint32(block+1)*blockSize)
	return p.units[from : from+to], p.impacts[from : from+to]
}

// of is the impact in a unit, 0 when it lacks the term.
func (p *postings) of(unit uint32) impact {
	units, impacts := p.units, p.impacts
	if p.starts != nil {
		units, impacts = p.in(blockOf(unit))
	}
	if at, has := slices.BinarySearch(units, unit); has {
		return impacts[at]
	}
	return 0
}
