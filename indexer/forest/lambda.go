package forest

import "math"

// gradient is the first and second derivative of the loss by a row's score.
type gradient struct{ g, h float64 }

// lambdas works out the gradients of a ranking.
type lambdas struct {
	ranking  *ranking
	truncate int
	inverse  []float64 // by question, 1 over the best DCG at truncate, 0 without any
	grads    []gradient
}

func newLambdas(r *ranking, truncate int) *lambdas {
	l := &lambdas{ranking: r, truncate: truncate, inverse: r.idealDCG(truncate), grads: make([]gradient, len(r.scores))}
	for q, ideal := range l.inverse {
		if ideal > 0 {
			l.inverse[q] = 1 / ideal
		}
	}
	return l
}

// update works out the gradients under the ranking's present order.
func (l *lambdas) update() {
	parallel(len(l.inverse), func(q int) {
		first, end := l.ranking.starts[q], l.ranking.starts[q+1]
		grads := l.grads[first:end]
		clear(grads)
		if l.inverse[q] == 0 {
			return
		}
		sum := l.pairs(q)
		if sum <= 0 {
			return
		}
		// Questions with many pairs must not drown those with few (LightGBM's lambdarank_norm).
		factor := math.Log2(1+sum) / sum * l.ranking.set.weight(q)
		for i := range grads {
			grads[i].g *= factor
			grads[i].h *= factor
		}
	})
}

// pairs adds up the pulls of all pairs of a question and returns the sum of
// their strengths.
func (l *lambdas) pairs(q int) float64 {
	r := l.ranking
	rows := r.order[r.starts[q]:r.starts[q+1]]
	spread := r.scores[rows[0]] != r.scores[rows[len(rows)-1]]
	sum := 0.0
	for i, high := range rows {
		gain := r.set.Labels[high]
		if gain == 0 {
			continue
		}
		for j, low := range rows {
			other := r.set.Labels[low]
			if other >= gain || min(i, j) >= l.truncate {
				continue
			}
			apart := r.scores[high] - r.scores[low]
			change := float64(gain-other) * math.Abs(r.discounts[i]-r.discounts[j]) * l.inverse[q]
			if spread {
				change /= 0.01 + math.Abs(apart) // near pairs first, as in lambdarank_norm
			}
			wrong := 1 / (1 + math.Exp(apart))
			pull, bend := wrong*change, wrong*(1-wrong)*change
			l.grads[high].g -= pull
			l.grads[low].g += pull
			l.grads[high].h += bend
			l.grads[low].h += bend
			sum += 2 * pull
		}
	}
	return sum
}
