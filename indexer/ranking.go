package indexer

import (
	"context"
	"sort"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// ranking is a Bleve query that scores with BM25F. Its searcher yields only the
// best k units, so that it can skip all that cannot be among them.
type ranking struct {
	gen        *generation
	text       string
	k          int
	accept     func(unit uint32) bool
	exhaustive bool // score everything; for tests and measurement
}

var _ query.Query = (*ranking)(nil)

// Searcher runs the search; what it returns only hands out the results.
func (q *ranking) Searcher(ctx context.Context, _ index.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher, error) {
	s, _, err := q.run(ctx)
	if err != nil {
		return nil, err
	}
	ranked := s.best.ranked()
	sort.Slice(ranked, func(i, j int) bool { return ranked[i].unit < ranked[j].unit })
	return &rankedSearcher{hits: ranked}, nil
}

// run finds the best k units, which the scorer then holds, and returns the question
// as it was asked.
func (q *ranking) run(ctx context.Context) (*scorer, *question, error) {
	asked, err := q.gen.ask(ctx, q.text)
	if err != nil {
		return nil, nil, err
	}
	return q.score(asked), asked, ctx.Err()
}

// score finds the best k units for a question.
func (q *ranking) score(asked *question) *scorer {
	s := &scorer{
		info: q.gen.info, terms: asked.terms, accept: q.accept,
		best: topK{k: q.k, ids: q.gen.info.Table.IDs},
	}
	if q.exhaustive {
		s.runExhaustively()
	} else {
		s.run()
	}
	return s
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
	match.IndexInternalID = index.NewIndexInternalID(match.IndexInternalID, uint64(hit.unit))
	match.Score = hit.score.float()
	return match, nil
}

func (s *rankedSearcher) Advance(ctx *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	for s.at < len(s.hits) && uint64(s.hits[s.at].unit) < id.Value() {
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
