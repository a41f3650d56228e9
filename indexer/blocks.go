package indexer

import "math"

// blockSize is how many consecutive units of the index share one upper bound.
// The builder writes batches of the same size, so that a block holds units that
// stand together in the corpus: articles of one document are found together or
// not at all, which is what makes skipping pay.
const blockSize = 256

// blockMinDF is the number of units from which a term has stored bounds; rarer
// terms are read whole, which costs less than their bounds.
const blockMinDF = 256

// blockOf returns the block of a unit.
func blockOf(unit uint32) int { return int(unit / blockSize) }

// blockCount returns how many blocks hold that many units.
func blockCount(units int) int { return (units + blockSize - 1) / blockSize }

// blockBounds are, for the frequent terms of one field, the greatest impact of
// the term in each block, rounded up to 1/255.
type blockBounds struct {
	Blocks int
	Terms  []string
	Maxima []byte // len(Terms) rows of Blocks bytes
	rows   map[string]int
}

// row returns the bounds of a term, or nil when it has none.
func (b *blockBounds) row(term string) []byte {
	i, ok := b.rows[term]
	if !ok {
		return nil
	}
	return b.Maxima[i*b.Blocks : (i+1)*b.Blocks]
}

// index makes row fast; it is called once after loading.
func (b *blockBounds) index() {
	b.rows = make(map[string]int, len(b.Terms))
	for i, term := range b.Terms {
		b.rows[term] = i
	}
}

// quantize rounds an impact up to 1/255.
func quantize(impact float64) byte { return byte(math.Ceil(impact * 255)) }

// bound is an upper bound of contribution for any impact that quantized to q.
func bound(weight float64, q byte) score {
	if q == 0 {
		return 0
	}
	return contribution(weight, float64(q)/255) + 1
}
