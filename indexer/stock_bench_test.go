package indexer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
)

// official is the official code, stored and indexed once for all benchmarks.
var official struct {
	once  sync.Once
	dir   string
	store *store.Store
	err   error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if official.dir != "" {
		_ = os.RemoveAll(official.dir)
	}
	os.Exit(code)
}

// openOfficial returns the store of the official code and the folder of its index.
func openOfficial(b *testing.B) (*store.Store, string) {
	b.Helper()
	data := corpustest.SharedData(b)
	official.once.Do(func() { official.err = buildOfficial(data) })
	if official.err != nil {
		b.Fatal(official.err)
	}
	return official.store, filepath.Join(official.dir, "index")
}

func buildOfficial(data string) (err error) {
	ctx := context.Background()
	if official.dir, err = os.MkdirTemp("", "congvu-bench-"); err != nil {
		return err
	}
	if official.store, err = store.Open(ctx, official.dir, store.Options{}); err != nil {
		return err
	}
	zip := filepath.Join(data, "phapdien", "BoPhapDienDienTu.zip")
	if _, err = ingest.Import(ctx, official.store, []string{zip}, ingest.Options{}); err != nil {
		return err
	}
	_, err = indexer.Build(ctx, filepath.Join(official.dir, "index"), official.store, indexer.BuildOptions{})
	return err
}

// BenchmarkQuestions asks the questions of zalo-dev of the official code twice:
// with the program's search and with Bleve's stock MatchQuery on the same field
// of the same index. One operation is one question with 10 results; beside the
// time of each it prints how well it ranks.
//
//	go test ./indexer -run xxx -bench Questions
func BenchmarkQuestions(b *testing.B) {
	st, dir := openOfficial(b)
	questions, err := eval.ReadQuestions(filepath.Join(corpustest.SharedData(b), "questions", "zalo-dev.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	idx, err := indexer.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	stock, err := bleve.OpenUsing(filepath.Join(dir, idx.Generation(), "bleve"), map[string]any{"read_only": true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = idx.Close(); _ = stock.Close() })
	for _, engine := range []struct {
		name   string
		search eval.SearcherFunc
	}{{"congvu", own(idx)}, {"bleve-match", match(stock)}} {
		b.Run(engine.name, func(b *testing.B) {
			report, err := eval.Retrieval(b.Context(), engine.search, eval.NewResolver(st), questions, eval.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			for n := range b.N {
				if _, err := engine.search(b.Context(), questions[n%len(questions)], 10); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(report.NDCG10.Value, "ndcg@10")
			b.ReportMetric(report.Recall10.Value, "recall@10")
			b.ReportMetric(report.LatencyMS.P50, "p50-ms")
			b.ReportMetric(report.LatencyMS.P95, "p95-ms")
		})
	}
}

func own(idx *indexer.Index) eval.SearcherFunc {
	return func(ctx context.Context, q eval.Question, limit int) ([]eval.Unit, error) {
		hits, err := idx.Search(ctx, indexer.Query{Text: q.Text, Limit: limit})
		units := make([]eval.Unit, len(hits))
		for i, h := range hits {
			units[i] = eval.Unit{Document: h.Document, Article: h.Article, Procedure: h.Procedure}
		}
		return units, err
	}
}

// match is Bleve as its documentation shows it.
func match(idx bleve.Index) eval.SearcherFunc {
	return func(ctx context.Context, q eval.Question, limit int) ([]eval.Unit, error) {
		query := bleve.NewMatchQuery(q.Text)
		query.SetField("written")
		result, err := idx.SearchInContext(ctx, bleve.NewSearchRequestOptions(query, limit, 0, false))
		if err != nil {
			return nil, err
		}
		units := make([]eval.Unit, len(result.Hits))
		for i, hit := range result.Hits {
			if units[i], err = unitOf(hit.ID); err != nil {
				return nil, err
			}
		}
		return units, nil
	}
}

// unitOf reads an identifier of the index: "a/<document>/<article>".
func unitOf(id string) (eval.Unit, error) {
	parts := strings.SplitN(id, "/", 3)
	if len(parts) != 3 || parts[0] != "a" {
		return eval.Unit{}, fmt.Errorf("unit %q", id)
	}
	return eval.Unit{Document: corpus.DocumentID(parts[1]), Article: parts[2]}, nil
}
