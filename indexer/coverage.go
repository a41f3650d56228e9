package indexer

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/analysis"
)

// pairCoverage is what a pair counts in a coverage beside its two syllables.
const pairCoverage = 0.5

// coverage measures which share of a question units contain.
type coverage struct {
	shares []float64 // of the terms that the index has, in their order
	total  float64   // of all terms
}

// newCoverage weighs the terms of a question with the emphasis on their syllables.
func newCoverage(q *question, emphasis map[string]float64) coverage {
	c := coverage{shares: make([]float64, len(q.terms))}
	for i, t := range q.terms {
		c.shares[i] = t.weight * emphasisOf(t.text, emphasis)
		c.total += c.shares[i]
	}
	for _, t := range q.unknown {
		c.total += t.weight * emphasisOf(t.text, emphasis)
	}
	return c
}

// emphasisOf is that of a syllable; of a pair it is half that of its weaker one.
func emphasisOf(term string, emphasis map[string]float64) float64 {
	of := func(syllable string) float64 {
		if e, ok := emphasis[syllable]; ok {
			return e
		}
		return 1
	}
	first, second, pair := strings.Cut(term, string(analysis.PairSeparator))
	if !pair {
		return of(term)
	}
	return pairCoverage * min(of(first), of(second))
}

// of returns the share that lies in the terms of mask.
func (c coverage) of(mask uint64) float64 {
	if c.total == 0 {
		return 0
	}
	var sum float64
	for i, share := range c.shares {
		if i < 64 && mask&(1<<i) != 0 {
			sum += share
		}
	}
	return sum / c.total
}
