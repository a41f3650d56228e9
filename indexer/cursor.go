package indexer

import (
	"math"
	"sort"

	index "github.com/blevesearch/bleve_index_api"
)

// postings are the units that have a term, in order, with the term's weighted
// frequency in each. They are read-only once made.
type postings struct {
	units  []uint32
	tfs    []uint16
	maxima []byte // by block, nil for a rare term: see generationInfo.maxima
}

// maxFrequency caps weighted term frequencies when a unit is indexed; BM25 is
// flat long before it.
const maxFrequency = math.MaxUint16

// readPostings decodes what r has, about 40 ns a posting. Bleve's own Advance
// walks a list one by one, so skipping is only worth something on a decoded list.
func readPostings(r index.TermFieldReader) (*postings, error) {
	n := r.Count()
	p := &postings{units: make([]uint32, 0, n), tfs: make([]uint16, 0, n)}
	var doc index.TermFieldDoc
	for {
		next, err := r.Next(doc.Reset())
		if err != nil {
			return nil, err
		}
		if next == nil {
			return p, nil
		}
		p.units = append(p.units, uint32(next.ID.Value()))
		p.tfs = append(p.tfs, uint16(min(next.Freq, maxFrequency)))
	}
}

// postingsOverhead is what keeping even empty postings takes.
const postingsOverhead = 256

// size is the memory that the postings take, in bytes.
func (p *postings) size() int { return postingsOverhead + 6*cap(p.units) + len(p.maxima) }

// mergePostings joins two lists; where both have a unit, it has the sum of the
// frequencies.
func mergePostings(a, b *postings) *postings {
	out := &postings{units: make([]uint32, 0, len(a.units)+len(b.units)), tfs: make([]uint16, 0, len(a.units)+len(b.units))}
	i, j := 0, 0
	for i < len(a.units) || j < len(b.units) {
		switch {
		case j == len(b.units) || i < len(a.units) && a.units[i] < b.units[j]:
			out.units, out.tfs = append(out.units, a.units[i]), append(out.tfs, a.tfs[i])
			i++
		case i == len(a.units) || b.units[j] < a.units[i]:
			out.units, out.tfs = append(out.units, b.units[j]), append(out.tfs, b.tfs[j])
			j++
		default:
			out.units = append(out.units, a.units[i])
			out.tfs = append(out.tfs, uint16(min(int(a.tfs[i])+int(b.tfs[j]), maxFrequency)))
			i, j = i+1, j+1
		}
	}
	return out
}

// cursor is a place in postings.
type cursor struct {
	*postings
	at int
}

// valid tells whether the cursor is on a posting, and not past the last one.
func (c *cursor) valid() bool { return c.at < len(c.units) }

// seek moves to the first posting at or after unit, forward by doubling steps
// and backward by starting over.
func (c *cursor) seek(unit uint32) {
	if c.at > 0 && c.units[c.at-1] >= unit {
		c.at = 0
	}
	step := 1
	for c.at+step < len(c.units) && c.units[c.at+step] < unit {
		c.at += step
		step *= 2
	}
	rest := c.units[c.at:min(c.at+step+1, len(c.units))]
	c.at += sort.Search(len(rest), func(i int) bool { return rest[i] >= unit })
}
