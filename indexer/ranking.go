package indexer

import (
	"context"
	"errors"
	"sort"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// ranking is a Bleve query that scores with BM25F. Its searcher yields only the
// best k units, so that it can skip all that cannot be among them.
type ranking struct {
	info       *generationInfo
	text       string
	k          int
	accept     func(unit uint64) bool
	exhaustive bool // score everything; for tests and measurement
}

var _ query.Query = (*ranking)(nil)

// Searcher runs the search; what it returns only hands out the results.
func (q *ranking) Searcher(ctx context.Context, reader index.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher, error) {
	ranked, _, err := q.run(ctx, reader)
	if err != nil {
		return nil, err
	}
	sort.Slice(ranked, func(i, j int) bool { return ranked[i].unit < ranked[j].unit })
	return &rankedSearcher{hits: ranked}, nil
}

// run returns the best k units, best first, and the share of the question's
// weight that each of them has.
func (q *ranking) run(ctx context.Context, reader index.IndexReader) (ranked []found, coverage []float64, err error) {
	terms, err := q.info.openTerms(ctx, reader, q.text)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, terms.close()) }()
	s := &scorer{info: q.info, terms: terms.terms, accept: q.accept, best: topK{k: q.k, ids: q.info.Table.IDs}}
	if q.exhaustive {
		err = s.runExhaustively()
	} else {
		err = s.runSkipping()
	}
	if err != nil {
		return nil, nil, err
	}
	ranked = s.best.ranked()
	coverage = make([]float64, len(ranked))
	for i, f := range ranked {
		coverage[i] = terms.coverage(f.mask)
	}
	return ranked, coverage, ctx.Err()
}

// runSkipping reads the most promising blocks, then what the rest may add.
func (s *scorer) runSkipping() error {
	first := s.promising(primed)
	if err := s.run(first); err != nil {
		return err
	}
	for i := range s.terms {
		if err := s.terms[i].cursor.rewind(); err != nil {
			return err
		}
	}
	done := make(map[int]bool, len(first))
	for _, block := range first {
		done[block] = true
	}
	var others []int
	for block := range blockCount(len(s.info.Table.IDs)) {
		if !done[block] {
			others = append(others, block)
		}
	}
	return s.run(others)
}

// runExhaustively scores every posting of every term.
func (s *scorer) runExhaustively() error {
	units := make([]found, len(s.info.Table.IDs))
	for i := range s.terms {
		c := &s.terms[i].cursor
		for c.unit != exhausted {
			units[c.unit].unit = c.unit
			s.add(&units[c.unit], i)
			if err := c.next(); err != nil {
				return err
			}
		}
	}
	for _, f := range units {
		if f.score > 0 && (s.accept == nil || s.accept(f.unit)) {
			s.best.offer(f)
		}
	}
	return nil
}

// coverage is the share of the question's weight that lies in the terms of mask.
func (q *questionTerms) coverage(mask uint64) float64 {
	var sum float64
	for i := range q.terms {
		if i < 64 && mask&(1<<i) != 0 {
			sum += q.terms[i].weight
		}
	}
	if q.total == 0 {
		return 0
	}
	return sum / q.total
}

// rankedSearcher hands out hits in the order of their numbers, as Bleve asks.
type rankedSearcher struct {
	hits []found
	at   int
}

func (s *rankedSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if s.at >= len(s.hits) {
		return nil, nil
	}
	hit := s.hits[s.at]
	s.at++
	match := ctx.DocumentMatchPool.Get()
	match.IndexInternalID = index.NewIndexInternalID(match.IndexInternalID, hit.unit)
	match.Score = hit.score.float()
	return match, nil
}

func (s *rankedSearcher) Advance(ctx *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	for s.at < len(s.hits) && s.hits[s.at].unit < id.Value() {
		s.at++
	}
	return s.Next(ctx)
}

func (s *rankedSearcher) Close() error               { return nil }
func (s *rankedSearcher) Weight() float64            { return 1 }
func (s *rankedSearcher) SetQueryNorm(float64)       {}
func (s *rankedSearcher) Count() uint64              { return uint64(len(s.hits)) }
func (s *rankedSearcher) Min() int                   { return 0 }
func (s *rankedSearcher) Size() int                  { return len(s.hits) * 24 }
func (s *rankedSearcher) DocumentMatchPoolSize() int { return 1 }
