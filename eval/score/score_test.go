package score_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/eval/score"
)

// near says whether two figures agree to nine places: the hand-computed ones
// below are given with more than that.
func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestNDCG(t *testing.T) {
	// 1/log2(rank+1): 1, 0.6309297535714575, 0.5, 0.4306765580733931, 0.38685280723454163
	tests := []struct {
		name            string
		gains, relevant []float64
		k               int
		want            float64
	}{
		{"first of one", []float64{1, 0, 0}, []float64{1}, 10, 1},
		{"third of one", []float64{0, 0, 1}, []float64{1}, 10, 0.5},
		{"second of one", []float64{0, 1}, []float64{1}, 10, 0.6309297535714575},
		{"beyond the cut", []float64{0, 0, 1}, []float64{1}, 2, 0},
		{"at the cut", []float64{0, 0, 1}, []float64{1}, 3, 0.5},
		// (1 + 0.5) / (1 + 0.6309297535714575)
		{"first and third of two", []float64{1, 0, 1}, []float64{1, 1}, 10, 0.9197207891481877},
		// 0.6309297535714575 / (1 + 0.6309297535714575): the one not found counts
		{"one of two", []float64{0, 1}, []float64{1, 1}, 10, 0.3868528072345416},
		// ideal cut at k too: 1 / 1
		{"more relevant than ranks", []float64{1}, []float64{1, 1, 1}, 1, 1},
		// graded, linear gain: (1 + 3*0.6309297535714575) / (3 + 1*0.6309297535714575)
		{"graded, swapped", []float64{1, 3}, []float64{1, 3}, 10, 0.796707580991247},
		// (2 + 0 + 1*0.5) / (3 + 2*0.6309297535714575 + 1*0.5)
		{"graded, best missing", []float64{2, 0, 1}, []float64{1, 2, 3}, 10, 0.5250049893849101},
		{"negative grade is no gain", []float64{-1, 1}, []float64{1, -1}, 10, 0.6309297535714575},
		{"nothing returned", nil, []float64{1}, 10, 0},
		{"nothing relevant", []float64{0, 0}, nil, 10, 0},
		{"no ranks", []float64{1}, []float64{1}, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := score.Judged{Gains: tt.gains, Relevant: tt.relevant}.NDCG(tt.k)
			if !near(got, tt.want) {
				t.Errorf("NDCG(%d) of %v with %v = %v, want %v", tt.k, tt.gains, tt.relevant, got, tt.want)
			}
		})
	}
}

func TestNDCGLeavesLabelsInOrder(t *testing.T) {
	judged := score.Judged{Gains: []float64{1}, Relevant: []float64{1, 3, 2}}
	judged.NDCG(10)
	if diff := cmp.Diff([]float64{1, 3, 2}, judged.Relevant); diff != "" {
		t.Errorf("labels changed (-want +got):\n%s", diff)
	}
}

func TestRecallAndReciprocalRank(t *testing.T) {
	tests := []struct {
		name            string
		gains, relevant []float64
		k               int
		recall, rr      float64
		first           int
	}{
		{"first of one", []float64{1, 0}, []float64{1}, 1, 1, 1, 1},
		{"second, cut before it", []float64{0, 1}, []float64{1}, 1, 0, 0, 2},
		{"second", []float64{0, 1}, []float64{1}, 10, 1, 0.5, 2},
		{"one of three", []float64{0, 0, 0, 1}, []float64{1, 1, 1}, 10, 1.0 / 3, 0.25, 4},
		{"two of four at 5", []float64{0, 2, 0, 0, 1, 1}, []float64{1, 1, 1, 2}, 5, 0.5, 0.5, 2},
		{"none", []float64{0, 0}, []float64{1}, 10, 0, 0, 0},
		{"no labels", []float64{0}, nil, 10, 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			judged := score.Judged{Gains: tt.gains, Relevant: tt.relevant}
			if got := judged.Recall(tt.k); !near(got, tt.recall) {
				t.Errorf("Recall(%d) = %v, want %v", tt.k, got, tt.recall)
			}
			if got := judged.ReciprocalRank(tt.k); !near(got, tt.rr) {
				t.Errorf("ReciprocalRank(%d) = %v, want %v", tt.k, got, tt.rr)
			}
			if got := judged.FirstRank(); got != tt.first {
				t.Errorf("FirstRank() = %d, want %d", got, tt.first)
			}
		})
	}
}

func TestPercentile(t *testing.T) {
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[99-i] = float64(i + 1)
	}
	tests := []struct {
		name   string
		values []float64
		p      float64
		want   float64
	}{
		{"p50 of 1..100", hundred, 50, 50},
		{"p95 of 1..100", hundred, 95, 95},
		{"p99 of 1..100", hundred, 99, 99},
		{"p7 of 1..100, a product that rounds up", hundred, 7, 7},
		{"p50 of three", []float64{30, 10, 20}, 50, 20}, // rank ceil(1.5) = 2
		{"p95 of three", []float64{30, 10, 20}, 95, 30}, // rank ceil(2.85) = 3
		{"p0", []float64{30, 10, 20}, 0, 10},
		{"p100", []float64{30, 10, 20}, 100, 30},
		{"one value", []float64{4}, 99, 4},
		{"no value", nil, 50, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := score.Percentile(tt.values, tt.p); got != tt.want {
				t.Errorf("Percentile(%v) = %v, want %v", tt.p, got, tt.want)
			}
		})
	}
	if hundred[0] != 100 {
		t.Error("Percentile sorted its caller's values")
	}
}
