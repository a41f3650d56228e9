package score

import (
	"math/rand/v2"
	"slices"
)

// Metric is a mean over questions with its 95% interval.
type Metric struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Resamples is how often Bootstrap draws when it is not told.
const Resamples = 2000

// Bootstrap is the mean of values, one a question, and the 95% interval of that
// mean by the percentile bootstrap: resamples times as many questions as there
// are get drawn with replacement and averaged, and the interval runs from the
// 2.5th to the 97.5th percentile of those averages. The same values, resamples
// and seed always give the same interval. Resamples of 0 or less mean Resamples.
func Bootstrap(values []float64, resamples int, seed uint64) Metric {
	if len(values) == 0 {
		return Metric{}
	}
	if resamples <= 0 {
		resamples = Resamples
	}
	random := rand.New(rand.NewPCG(seed, uint64(len(values))))
	means := make([]float64, resamples)
	for i := range means {
		sum := 0.0
		for range values {
			sum += values[random.IntN(len(values))]
		}
		means[i] = sum / float64(len(values))
	}
	slices.Sort(means)
	return Metric{Value: Mean(values), Low: percentile(means, 2.5), High: percentile(means, 97.5)}
}
