package indexer

import "math"

// blockSize is how many consecutive units of the index share one upper bound.
// The builder writes batches of the same size, so that a block holds units that
// stand together in the corpus: articles of one document are found together or
// not at all, which is what makes skipping pay.
const blockSize = 256

// blockMinDF is the number of units from which the bounds of a term are kept with
// its postings; rarer terms are read whole, which costs less.
const blockMinDF = 256

// blockOf returns the block of a unit.
func blockOf(unit uint32) int { return int(unit / blockSize) }

// blockCount returns how many blocks hold that many units.
func blockCount(units int) int { return (units + blockSize - 1) / blockSize }

// maxima are the greatest impact of postings in each block, rounded up to 1/255.
func (g *generationInfo) maxima(p *postings) []byte {
	maxima := make([]byte, blockCount(len(g.Table.IDs)))
	for i, unit := range p.units {
		m := &maxima[blockOf(unit)]
		*m = max(*m, quantize(g.impact(p.tfs[i], unit)))
	}
	return maxima
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
