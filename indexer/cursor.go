package indexer

import (
	"math"

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
