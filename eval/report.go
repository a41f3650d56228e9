package eval

import (
	"time"

	"github.com/trolycongvu/congvu/eval/score"
)

// Report is the outcome of Retrieval. Its JSON form is what "eval retrieval
// --json" prints.
type Report struct {
	Scores
	LatencyMS Latency           `json:"latency_ms"`
	Slices    map[string]Scores `json:"slices,omitempty"` // by Question.Slice, questions without one left out
}

// Scores are means over questions, unresolved ones included with 0.
type Scores struct {
	NDCG10     score.Metric `json:"ndcg@10"`
	Recall1    score.Metric `json:"recall@1"`
	Recall5    score.Metric `json:"recall@5"`
	Recall10   score.Metric `json:"recall@10"`
	Recall100  score.Metric `json:"recall@100"`
	MRR10      score.Metric `json:"mrr@10"`
	Questions  int          `json:"questions"`
	Unresolved int          `json:"unresolved"` // questions none of whose labels the corpus has
}

func newReport(outcomes []outcome, times []time.Duration, o Options) Report {
	report := Report{Scores: newScores(outcomes, o), LatencyMS: latencyOf(times)}
	for name, part := range bySlice(outcomes, func(out outcome) string { return out.slice }) {
		if report.Slices == nil {
			report.Slices = map[string]Scores{}
		}
		report.Slices[name] = newScores(part, o)
	}
	return report
}

func newScores(outcomes []outcome, o Options) Scores {
	mean := func(measure func(score.Judged) float64) score.Metric {
		values := make([]float64, len(outcomes))
		for i, out := range outcomes {
			values[i] = measure(out.judged)
		}
		return score.Bootstrap(values, o.Resamples, o.Seed)
	}
	scores := Scores{
		NDCG10:    mean(func(j score.Judged) float64 { return j.NDCG(10) }),
		Recall1:   mean(func(j score.Judged) float64 { return j.Recall(1) }),
		Recall5:   mean(func(j score.Judged) float64 { return j.Recall(5) }),
		Recall10:  mean(func(j score.Judged) float64 { return j.Recall(10) }),
		Recall100: mean(func(j score.Judged) float64 { return j.Recall(100) }),
		MRR10:     mean(func(j score.Judged) float64 { return j.ReciprocalRank(10) }),
		Questions: len(outcomes),
	}
	for _, out := range outcomes {
		if out.unresolved {
			scores.Unresolved++
		}
	}
	return scores
}

// bySlice groups items by name, leaving out those whose name is empty.
func bySlice[T any](items []T, name func(T) string) map[string][]T {
	parts := map[string][]T{}
	for _, item := range items {
		if n := name(item); n != "" {
			parts[n] = append(parts[n], item)
		}
	}
	return parts
}
