package score_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/eval/score"
)

func TestBootstrapOfFewValues(t *testing.T) {
	tests := []struct {
		name   string
		values []float64
		want   score.Metric
	}{
		{"none", nil, score.Metric{}},
		{"one", []float64{0.25}, score.Metric{Value: 0.25, Low: 0.25, High: 0.25}},
		{"all the same", []float64{1, 1, 1, 1}, score.Metric{Value: 1, Low: 1, High: 1}},
		// Of the four equally likely draws of {0, 1} one averages 0 and one 1: far more than 2.5% each.
		{"two", []float64{0, 1}, score.Metric{Value: 0.5, Low: 0, High: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := score.Bootstrap(tt.values, 1000, 1)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Bootstrap(%v) (-want +got):\n%s", tt.values, diff)
			}
		})
	}
}

// The mean of n draws of 0 and 1 with share p has the standard error
// sqrt(p(1-p)/n); the interval must come out at about 1.96 of it each way.
func TestBootstrapWidth(t *testing.T) {
	const n, ones = 400, 300
	values := make([]float64, n)
	for i := range ones {
		values[i] = 1
	}
	got := score.Bootstrap(values, 0, 7)
	const want = 1.96 * 0.021650635094610966 // sqrt(0.75*0.25/400)
	if got.Value != 0.75 {
		t.Errorf("value %v, want 0.75", got.Value)
	}
	for side, width := range map[string]float64{"below": got.Value - got.Low, "above": got.High - got.Value} {
		if math.Abs(width-want) > 0.006 {
			t.Errorf("interval reaches %.4f %s the mean, want about %.4f", width, side, want)
		}
	}
}

func TestBootstrapRepeats(t *testing.T) {
	values := []float64{0, 0.2, 1, 0.5, 0.3, 0.9, 0, 1}
	first := score.Bootstrap(values, 1500, 42)
	if diff := cmp.Diff(first, score.Bootstrap(values, 1500, 42)); diff != "" {
		t.Errorf("the same seed gave another interval:\n%s", diff)
	}
	if first.Low > first.Value || first.Value > first.High {
		t.Errorf("interval %+v does not hold its value", first)
	}
}

func BenchmarkBootstrap(b *testing.B) {
	values := make([]float64, 710)
	for i := range values {
		values[i] = float64(i%11) / 10
	}
	for b.Loop() {
		score.Bootstrap(values, score.Resamples, 1)
	}
}
