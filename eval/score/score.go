// Package score holds the measures of retrieval: nDCG, recall, reciprocal rank,
// percentiles and bootstrap intervals. Numbers in, numbers out: it knows nothing
// of questions, documents or search.
//
// The definitions are those of NIST's trec_eval, so that figures compare with
// published ones: the gain of a unit is its grade itself (not 2^grade-1), the
// discount is log2(rank+1), and what a ranking did not find stays in every
// denominator.
package score

import (
	"cmp"
	"math"
	"slices"
)

// Judged is one question's ranking seen through its labels.
type Judged struct {
	Gains    []float64 // gain of each unit returned, best rank first; 0 or less is "not relevant"
	Relevant []float64 // gains of all relevant units, returned or not, in any order
}

// NDCG is the normalised discounted cumulative gain of the first k ranks
// (trec_eval's ndcg_cut_k), 0 when nothing is relevant.
func (j Judged) NDCG(k int) float64 {
	ideal := slices.Clone(j.Relevant)
	slices.SortFunc(ideal, func(a, b float64) int { return cmp.Compare(b, a) })
	best := dcg(ideal, k)
	if best == 0 {
		return 0
	}
	return dcg(j.Gains, k) / best
}

// Recall is the share of the relevant units that stand in the first k ranks
// (trec_eval's recall_k), 0 when nothing is relevant.
func (j Judged) Recall(k int) float64 {
	all := countRelevant(j.Relevant)
	if all == 0 {
		return 0
	}
	return float64(countRelevant(head(j.Gains, k))) / float64(all)
}

// ReciprocalRank is 1 over the rank of the first relevant unit, 0 when none
// stands in the first k ranks (trec_eval's recip_rank, cut at k).
func (j Judged) ReciprocalRank(k int) float64 {
	rank := j.FirstRank()
	if rank == 0 || rank > k {
		return 0
	}
	return 1 / float64(rank)
}

// FirstRank is the rank, counted from 1, of the first relevant unit; 0 when
// there is none.
func (j Judged) FirstRank() int {
	return slices.IndexFunc(j.Gains, func(g float64) bool { return g > 0 }) + 1
}

// Percentile is the nearest-rank percentile of values, p from 0 to 100: the
// smallest value that at least p in a hundred do not exceed. It is 0 for no
// values and leaves values as they are.
func Percentile(values []float64, p float64) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return percentile(sorted, p)
}

// percentile is Percentile over values that are sorted already.
func percentile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	const rounding = 1e-9 // 7% of 100 is 7.000000000000001 in floating point
	rank := int(math.Ceil(p/100*float64(len(sorted)) - rounding))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// Mean is the arithmetic mean, 0 for no values.
func Mean(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func dcg(gains []float64, k int) float64 {
	sum := 0.0
	for i, gain := range head(gains, k) {
		if gain > 0 {
			sum += gain / math.Log2(float64(i+2))
		}
	}
	return sum
}

func countRelevant(gains []float64) int {
	n := 0
	for _, gain := range gains {
		if gain > 0 {
			n++
		}
	}
	return n
}

func head(gains []float64, k int) []float64 {
	return gains[:min(max(k, 0), len(gains))]
}
