package forest

import (
	"fmt"
	"math"
	"math/bits"
)

// ScoreRows works on blocks of 64 rows. The values of a block become places
// among the forest's thresholds, a byte each, eight rows to a word. One addition
// then compares eight rows with a threshold, and a tree is worked out from its
// lowest nodes up to the root, without a branch: each node chooses, byte by byte,
// between the leaves that its two children have chosen.
const (
	lanes     = 8 // words of a block
	blockRows = 8 * lanes

	eachByte = 0x0101010101010101
	topBits  = 0x80 * eachByte
)

// lane is one byte for each row of a block: its place among a feature's
// thresholds, or the leaf that it reaches.
type lane [lanes]uint64

// ScoreRows puts into out what Score gives for each row: rows holds len(out)
// rows of Features values, one after the other. It panics when it does not.
func (f *Forest) ScoreRows(rows []float32, out []float64) {
	if len(rows) != len(out)*f.features {
		panic(fmt.Sprintf("forest: %d values for %d rows of %d features", len(rows), len(out), f.features))
	}
	var chosen [firstNode + MaxLeaves]lane
	for leaf := range f.widest {
		for i := range lanes {
			chosen[leaf][i] = uint64(leaf) * eachByte
		}
	}
	places := make([]lane, f.features)
	for first := 0; first < len(out); first += blockRows {
		end := min(first+blockRows, len(out))
		f.place(places, rows[first*f.features:end*f.features])
		var sums [blockRows]float64
		for _, t := range f.trees {
			root := choose(f.nodes[t.node:t.node+t.nodes], t.twigs, places, &chosen)
			gather(&sums, root, (*[MaxLeaves]float64)(f.leaves[t.leaf:]))
		}
		copy(out[first:end], sums[:])
	}
}

// choose fills in the leaves that each node chooses and returns the root's. All
// is written out because the compiler does not unroll loops.
func choose(nodes []node, twigs int, places []lane, chosen *[firstNode + MaxLeaves]lane) *lane {
	at := uint8(firstNode)
	for i := range nodes[:twigs] {
		n := &nodes[i]
		place, add, to := &places[n.feature], n.add, &chosen[at]
		// The right leaf is the one after the left: a carry is all the difference.
		left := chosen[n.left][0]
		to[0] = left + (place[0]+add)&topBits>>7
		to[1] = left + (place[1]+add)&topBits>>7
		to[2] = left + (place[2]+add)&topBits>>7
		to[3] = left + (place[3]+add)&topBits>>7
		to[4] = left + (place[4]+add)&topBits>>7
		to[5] = left + (place[5]+add)&topBits>>7
		to[6] = left + (place[6]+add)&topBits>>7
		to[7] = left + (place[7]+add)&topBits>>7
		at++
	}
	rest := nodes[twigs:]
	for i := range rest {
		n := &rest[i]
		place, add, left, right, to := &places[n.feature], n.add, &chosen[n.left], &chosen[n.right], &chosen[at]
		to[0] = pick(left[0], right[0], place[0]+add)
		to[1] = pick(left[1], right[1], place[1]+add)
		to[2] = pick(left[2], right[2], place[2]+add)
		to[3] = pick(left[3], right[3], place[3]+add)
		to[4] = pick(left[4], right[4], place[4]+add)
		to[5] = pick(left[5], right[5], place[5]+add)
		to[6] = pick(left[6], right[6], place[6]+add)
		to[7] = pick(left[7], right[7], place[7]+add)
		at++
	}
	return &chosen[at-1]
}

// pick takes each byte from right where the top bit of place is set, else from
// left. Leaves are seven bits, so that a mask of seven does.
func pick(left, right, place uint64) uint64 {
	above := place & topBits
	return left ^ (left^right)&(above-above>>7)
}

// gather adds the values of the leaves in root to sums.
func gather(sums *[blockRows]float64, root *lane, leaves *[MaxLeaves]float64) {
	for w, word := range root {
		part := (*[8]float64)(sums[8*w:])
		part[0] += leaves[word&127]
		part[1] += leaves[word>>8&127]
		part[2] += leaves[word>>16&127]
		part[3] += leaves[word>>24&127]
		part[4] += leaves[word>>32&127]
		part[5] += leaves[word>>40&127]
		part[6] += leaves[word>>48&127]
		part[7] += leaves[word>>56&127]
	}
}

// place says how many of a feature's thresholds are below each row's value, for
// at most blockRows rows. Features that no tree asks are left out.
func (f *Forest) place(places []lane, rows []float32) {
	for feature := range f.search {
		t := &f.search[feature]
		if t.size == 1 {
			continue
		}
		at := feature
		for w := range lanes {
			word, free := uint64(0), 64
			for ; free > 0 && at+3*f.features < len(rows); at += 4 * f.features {
				word = word>>32 | t.below4(rows[at], rows[at+f.features], rows[at+2*f.features], rows[at+3*f.features])<<32
				free -= 32
			}
			for ; free > 0 && at < len(rows); at += f.features {
				word = word>>8 | t.below(rows[at])<<56
				free -= 8
			}
			places[feature][w] = word >> free
		}
	}
}

// halving finds the place of a value among the thresholds of a feature. Nothing
// branches on the value, so that the processor works on many at once.
type halving struct {
	size       int              // a power of two above the number of thresholds, 1 when there is none
	thresholds [MaxBins]float32 // as a search tree: its root at 1, the children of i at 2i and 2i+1
}

func newHalving(bounds []float32) halving {
	h := halving{size: 1 << bits.Len(uint(len(bounds)))}
	for i := 1; i < h.size; i++ {
		// Nodes of a level are as far apart as there are nodes below one, and itself.
		level := bits.Len(uint(i)) - 1
		width := h.size >> level
		at := (i-1<<level)*width + width/2 - 1
		h.thresholds[i] = float32(math.Inf(1)) // which no value is above
		if at < len(bounds) {
			h.thresholds[i] = bounds[at]
		}
	}
	return h
}

// below is the number of thresholds less than v, 0 for NaN.
func (h *halving) below(v float32) uint64 {
	at := 1
	for at < h.size {
		at = 2*at + above(v, h.thresholds[at&(MaxBins-1)])
	}
	return uint64(at - h.size)
}

// below4 is below of four values, a byte each: their chains of loads run side by
// side.
func (h *halving) below4(a, b, c, d float32) uint64 {
	i, j, k, l := 1, 1, 1, 1
	for i < h.size {
		i = 2*i + above(a, h.thresholds[i&(MaxBins-1)])
		j = 2*j + above(b, h.thresholds[j&(MaxBins-1)])
		k = 2*k + above(c, h.thresholds[k&(MaxBins-1)])
		l = 2*l + above(d, h.thresholds[l&(MaxBins-1)])
	}
	n := h.size
	return uint64(i-n) | uint64(j-n)<<8 | uint64(k-n)<<16 | uint64(l-n)<<24
}

// above is 1 when v is above the threshold, else 0. The compiler makes no branch
// of it.
func above(v, threshold float32) int {
	n := 0
	if v > threshold {
		n = 1
	}
	return n
}
