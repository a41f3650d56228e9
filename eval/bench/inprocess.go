package bench

import (
	"context"
	"time"

	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/stock"
)

// Own is the name of the program's own engine, which the others are measured
// against.
const Own = "congvu"

// Congvu is the program's own engine over src, whose texts the task has.
func Congvu(src indexer.Source) Engine { return congvu{src} }

type congvu struct{ src indexer.Source }

func (congvu) Name() string     { return Own }
func (congvu) Concurrent() bool { return true }

// Build reads the source itself, for what an index knows beside the texts.
func (e congvu) Build(ctx context.Context, dir string, _ Texts) error {
	_, err := indexer.Build(ctx, dir, e.src, indexer.BuildOptions{})
	return err
}

func (congvu) Open(_ context.Context, dir string) (Searcher, error) {
	idx, err := indexer.Open(dir)
	if err != nil {
		return nil, err
	}
	return congvuSearcher{idx}, nil
}

type congvuSearcher struct{ *indexer.Index }

func (congvuSearcher) Version() string { return "" }

func (s congvuSearcher) Search(ctx context.Context, question string, k int) ([]string, time.Duration, error) {
	start := time.Now()
	hits, err := s.Index.Search(ctx, indexer.Query{Text: question, Limit: k, Fresh: true})
	took := time.Since(start)
	ids := make([]string, len(hits))
	for i := range hits {
		ids[i] = hits[i].TextID()
	}
	return ids, took, err
}

// Bleve is Bleve as its documentation shows it.
func Bleve() Engine { return bleveStock{} }

type bleveStock struct{}

func (bleveStock) Name() string     { return "bleve" }
func (bleveStock) Concurrent() bool { return true }

func (bleveStock) Build(ctx context.Context, dir string, texts Texts) error {
	return stock.Build(ctx, dir, texts)
}

func (bleveStock) Open(_ context.Context, dir string) (Searcher, error) {
	idx, err := stock.Open(dir)
	if err != nil {
		return nil, err
	}
	return stockSearcher{idx}, nil
}

type stockSearcher struct{ *stock.Index }

func (stockSearcher) Version() string { return stock.Version() }

func (s stockSearcher) Search(ctx context.Context, question string, k int) ([]string, time.Duration, error) {
	start := time.Now()
	ids, err := s.Index.Search(ctx, question, k)
	return ids, time.Since(start), err
}
