// Package forest ranks with gradient-boosted regression trees.
//
// Training is LambdaMART (Burges 2010, "From RankNet to LambdaRank to
// LambdaMART", MSR-TR-2010-82) over histogram trees that grow leaf by leaf
// (Ke et al. 2017, "LightGBM"): every pair of rows of one question pulls the
// more relevant one up by as much nDCG as exchanging the two would change. nDCG
// is that of eval/score: linear gain, discount log2(rank+1); rows with equal
// scores keep their order.
//
// A split sends a row to the right when its value is above the threshold. A
// missing value (NaN) is thus below every threshold; a feature with missing
// values in training has them in the smallest bin, apart from all real values.
//
// The same sets and configuration give the same forest, bit for bit, on any
// number of processors of one architecture.
package forest

import "math"

const (
	// MaxBins is the most bins that a feature can have: a bin is seven bits in
	// ScoreRows.
	MaxBins = 128
	// MaxLeaves is the most leaves of a tree, seven bits in ScoreRows too.
	MaxLeaves = 128
	// MaxFeatures is the most features that a row can have.
	MaxFeatures = 1<<16 - 1
)

// Forest is a trained model. It does not change once trained or unmarshalled,
// so that any number of goroutines may use it. The zero Forest has no feature
// and scores 0.
type Forest struct {
	features int
	gains    []float64   // by feature: what its splits gained in training
	bounds   [][]float32 // by feature: the thresholds in use, ascending
	search   []halving   // by feature: bounds, prepared for ScoreRows
	trees    []span
	nodes    []node    // tree after tree, within a tree children before parents
	means    []float64 // by node: the mean of the training rows that reached it
	leaves   []float64 // tree after tree, values that fit a float32; padded for ScoreRows
	counts   []uint32  // by leaf: training rows
	widest   int       // the most leaves of a tree
}

// span says where a tree lies. Its root is the last of its nodes.
type span struct {
	node, nodes int // first node, number of nodes
	twigs       int // how many of them, at the beginning, have two leaves
	leaf        int // first leaf; there is one leaf more than nodes
}

// node is a split. A child below firstNode is a leaf of the tree, one from
// firstNode on is the node that many places after the tree's first.
type node struct {
	add         uint64 // every byte: 127 minus the threshold's place in bounds
	threshold   float32
	feature     uint16
	left, right uint8
}

const firstNode = MaxLeaves

// Features is the number of values in a row.
func (f *Forest) Features() int { return f.features }

// Trees is the number of trees.
func (f *Forest) Trees() int { return len(f.trees) }

// Score is the score of one row of Features values; only its order among the
// rows of one question means anything. It allocates nothing.
func (f *Forest) Score(row []float32) float64 {
	sum := 0.0
	for _, t := range f.trees {
		nodes := f.nodes[t.node : t.node+t.nodes]
		at := uint8(firstNode + t.nodes - 1)
		for at >= firstNode {
			at = nodes[at-firstNode].next(row)
		}
		sum += f.leaves[t.leaf+int(at)]
	}
	return sum
}

// next is the child that row goes to.
func (n *node) next(row []float32) uint8 {
	if row[n.feature] > n.threshold {
		return n.right
	}
	return n.left
}

// Importance is each feature's share of what all splits gained in training. The
// shares sum to 1, or are all 0 when there is no tree.
func (f *Forest) Importance() []float64 {
	shares := make([]float64, f.features)
	sum := 0.0
	for _, g := range f.gains {
		sum += g
	}
	if sum == 0 {
		return shares
	}
	for i, g := range f.gains {
		shares[i] = g / sum
	}
	return shares
}

// Explain says what each feature of row adds to its score, with the bias as
// last entry; together they sum to Score. A tree's mean over its training rows
// is bias; a step from a node to its child adds the difference of their means to
// the feature that the node asks (Saabas 2014, "Interpreting random forests").
func (f *Forest) Explain(row []float32) []float64 {
	parts := make([]float64, f.features+1)
	for _, t := range f.trees {
		at := t.nodes - 1
		mean := f.means[t.node+at]
		parts[f.features] += mean
		for {
			n := &f.nodes[t.node+at]
			child := n.next(row)
			if child < firstNode {
				parts[n.feature] += f.leaves[t.leaf+int(child)] - mean
				break
			}
			at = int(child - firstNode)
			parts[n.feature] += f.means[t.node+at] - mean
			mean = f.means[t.node+at]
		}
	}
	return parts
}

// finite tells whether v is a number, neither infinite nor NaN.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
