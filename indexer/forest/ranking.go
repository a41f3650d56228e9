package forest

import (
	"cmp"
	"math"
	"slices"
)

// measuredRanks is where nDCG is cut for early stopping and progress.
const measuredRanks = 10

// ranking is a set under the scores of the trees so far.
type ranking struct {
	set       *Set
	starts    []int
	scores    []float64 // by row
	order     []int32   // rows, those of each question from best to worst
	discounts []float64 // by rank, from 0
	ideal     []float64 // by question, the best DCG of the first measuredRanks
	values    []float64 // by question, the nDCG of the order
}

func newRanking(s *Set) *ranking {
	r := &ranking{
		set: s, starts: s.starts(),
		scores: make([]float64, len(s.Labels)), order: make([]int32, len(s.Labels)),
		values: make([]float64, len(s.Groups)),
	}
	for i := range r.order {
		r.order[i] = int32(i)
	}
	longest := 0
	for _, n := range s.Groups {
		longest = max(longest, n)
	}
	for i := range longest {
		r.discounts = append(r.discounts, 1/math.Log2(float64(i+2)))
	}
	r.ideal = r.idealDCG(measuredRanks)
	return r
}

// idealDCG is, by question, the best DCG that the first k ranks can have.
func (r *ranking) idealDCG(k int) []float64 {
	ideal := make([]float64, len(r.set.Groups))
	for q := range ideal {
		labels := slices.Clone(r.set.Labels[r.starts[q]:r.starts[q+1]])
		slices.SortFunc(labels, func(a, b float32) int { return cmp.Compare(b, a) })
		for i, l := range labels[:min(k, len(labels))] {
			ideal[q] += float64(l) * r.discounts[i]
		}
	}
	return ideal
}

// update puts the rows in the order of their scores and returns the mean nDCG of
// the questions with a relevant row, weighted as the set says; 0 without any.
func (r *ranking) update() float64 {
	parallel(len(r.values), func(q int) {
		rows := r.order[r.starts[q]:r.starts[q+1]]
		slices.SortFunc(rows, func(a, b int32) int {
			if c := cmp.Compare(r.scores[b], r.scores[a]); c != 0 {
				return c
			}
			return cmp.Compare(a, b)
		})
		sum := 0.0
		for i, row := range rows[:min(measuredRanks, len(rows))] {
			sum += float64(r.set.Labels[row]) * r.discounts[i]
		}
		r.values[q] = sum
	})
	sum, weights := 0.0, 0.0
	for q, ideal := range r.ideal {
		if ideal > 0 {
			w := r.set.weight(q)
			sum += w * r.values[q] / ideal
			weights += w
		}
	}
	if weights == 0 {
		return 0
	}
	return sum / weights
}
