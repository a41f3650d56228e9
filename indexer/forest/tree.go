package forest

import (
	"fmt"
	"slices"
)

// tree is a tree on its own, as it is grown or read.
type tree struct {
	splits []split // the first is the root; never empty
	leaves []leaf  // one more than splits
}

// split is a node of a tree. A child that is 0 or more is a split, one that is
// negative is the leaf ^child.
type split struct {
	feature     int
	threshold   float32
	bin         uint8 // the threshold as a bin, in training only
	gain        float64
	left, right int
}

// leaf is the end of a path: what it adds to the score, and how many training
// rows came to it.
type leaf struct {
	value float32
	rows  uint32
}

// assemble makes a forest of trees over so many features. Every tree must be
// one: all splits reachable from the first, each leaf once.
func assemble(features int, gains []float64, trees []tree) (*Forest, error) {
	f := &Forest{features: features, gains: gains, bounds: thresholds(features, trees)}
	for feature, bounds := range f.bounds {
		if len(bounds) >= MaxBins {
			return nil, fmt.Errorf("đặc trưng %d có %d ngưỡng, nhiều nhất %d", feature, len(bounds), MaxBins-1)
		}
	}
	for i := range trees {
		from := &trees[i]
		if len(from.leaves) > MaxLeaves {
			return nil, fmt.Errorf("cây %d có %d lá, nhiều nhất %d", i, len(from.leaves), MaxLeaves)
		}
		t := span{node: len(f.nodes), nodes: len(from.splits), leaf: len(f.counts)}
		for _, s := range from.splits {
			if s.left < 0 && s.right < 0 {
				t.twigs++
			}
		}
		f.trees = append(f.trees, t)
		f.nodes = append(f.nodes, make([]node, t.nodes)...)
		f.means = append(f.means, make([]float64, t.nodes)...)
		flat := flattening{forest: f, from: from, span: t, other: t.twigs}
		flat.add(0)
		f.widest = max(f.widest, t.nodes+1)
	}
	f.search = make([]halving, features)
	for i := range f.search {
		f.search[i] = newHalving(f.bounds[i])
	}
	f.leaves = append(f.leaves, make([]float64, MaxLeaves)...)
	return f, nil
}

// thresholds lists the different thresholds of each feature, ascending.
func thresholds(features int, trees []tree) [][]float32 {
	bounds := make([][]float32, features)
	for _, t := range trees {
		for _, s := range t.splits {
			bounds[s.feature] = append(bounds[s.feature], s.threshold)
		}
	}
	for i, b := range bounds {
		slices.Sort(b)
		bounds[i] = slices.Clip(slices.Compact(b))
	}
	return bounds
}

// flattening copies a tree into a forest: leaves from left to right, twigs before
// other nodes, children before parents.
type flattening struct {
	forest      *Forest
	from        *tree
	span        span
	twig, other int // places of the next twig and the next other node
}

// reached is a part of the tree that has been copied.
type reached struct {
	place uint8   // as a child in node
	mean  float64 // of its training rows
	rows  float64
}

// add copies what lies below a child of split.
func (f *flattening) add(child int) reached {
	to := f.forest
	if child < 0 {
		l := f.from.leaves[^child]
		place := uint8(len(to.counts) - f.span.leaf)
		to.leaves = append(to.leaves, float64(l.value))
		to.counts = append(to.counts, l.rows)
		return reached{place: place, mean: float64(l.value), rows: float64(l.rows)}
	}
	s := f.from.splits[child]
	left, right := f.add(s.left), f.add(s.right)
	bound, _ := slices.BinarySearch(to.bounds[s.feature], s.threshold)
	next := &f.other
	if s.left < 0 && s.right < 0 {
		next = &f.twig
	}
	at := *next
	*next++
	all := reached{place: uint8(firstNode + at), rows: left.rows + right.rows}
	if all.rows > 0 {
		all.mean = left.mean + (right.mean-left.mean)*(right.rows/all.rows)
	}
	to.means[f.span.node+at] = all.mean
	to.nodes[f.span.node+at] = node{
		add:       uint64(MaxBins-1-bound) * eachByte,
		threshold: s.threshold,
		feature:   uint16(s.feature),
		left:      left.place,
		right:     right.place,
	}
	return all
}
