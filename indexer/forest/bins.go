package forest

import (
	"math"
	"slices"
	"sort"
)

// bounds are a feature's thresholds in training: a value is in the bin whose
// number is that of the bounds below it.
type bounds []float32

// bin is the bin of a value.
func (b bounds) bin(v float32) uint8 {
	return uint8(sort.Search(len(b), func(i int) bool { return !(v > b[i]) }))
}

// quantiles splits the values of a feature into at most n bins of about equally
// many rows. Rows without a value get a bin of their own below the others.
func quantiles(values []float32, n int) bounds {
	missing := 0
	for i, v := range values {
		if v != v {
			values[i], values[missing] = values[missing], v
			missing++
		}
	}
	values = values[missing:]
	slices.Sort(values)
	var b bounds
	if missing > 0 && len(values) > 0 {
		b = append(b, -math.MaxFloat32)
		n--
	}
	return append(b, cuts(values, n)...)
}

// cuts are the bounds of at most n bins over sorted values. With few different
// values each has its bin; a value more frequent than a bin's share has too.
func cuts(values []float32, n int) bounds {
	distinct, counts := runs(values)
	if len(distinct) == 0 {
		return nil
	}
	var b bounds
	open, left := 0, len(values) // rows in the bin being filled, rows in it and after
	for i := range len(distinct) - 1 {
		free := n - len(b) // bins for left rows, the one being filled among them
		if free <= 1 {
			break
		}
		open += counts[i]
		share := float64(left) / float64(free)
		if len(distinct) > n && float64(open) < share && float64(counts[i+1]) < share {
			continue
		}
		b = append(b, between(distinct[i], distinct[i+1]))
		left -= open
		open = 0
	}
	return b
}

// runs are the different values among sorted ones, and how often each occurs.
func runs(values []float32) (distinct []float32, counts []int) {
	for i, v := range values {
		if i == 0 || v != values[i-1] {
			distinct = append(distinct, v)
			counts = append(counts, 0)
		}
		counts[len(counts)-1]++
	}
	return distinct, counts
}

// between is a threshold that keeps low out and lets high through: their middle
// where a float32 lies between them, else low.
func between(low, high float32) float32 {
	if middle := low/2 + high/2; middle >= low && middle < high {
		return middle
	}
	return low
}

// binned is a set's rows as bins, feature by feature.
type binned struct {
	bounds  []bounds
	columns [][]uint8
}

// findBounds splits the features of a set into bins.
func findBounds(s *Set, n int) []bounds {
	all := make([]bounds, s.Features)
	parallel(s.Features, func(feature int) {
		values := make([]float32, len(s.Labels))
		for row := range values {
			values[row] = s.Rows[row*s.Features+feature]
		}
		all[feature] = quantiles(values, n)
	})
	return all
}

// binRows puts the rows of a set into bins.
func binRows(s *Set, all []bounds) *binned {
	b := &binned{bounds: all, columns: make([][]uint8, s.Features)}
	parallel(s.Features, func(feature int) {
		column := make([]uint8, len(s.Labels))
		for row := range column {
			column[row] = all[feature].bin(s.Rows[row*s.Features+feature])
		}
		b.columns[feature] = column
	})
	return b
}
