// Package stock is Bleve as its documentation shows it: the default mapping,
// which analyses every field with the standard analyzer, and a MatchQuery over
// all fields. It is what the program's own ranking is compared with, nothing
// that an answer comes from.
package stock

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"runtime/debug"

	"github.com/blevesearch/bleve/v2"

	"github.com/trolycongvu/congvu/indexer"
)

// Index is an open index. It is safe for concurrent use.
type Index struct{ idx bleve.Index }

// The folder of the index in the one that Build is given, and how many texts the
// builder holds before it writes them out.
const (
	indexDir  = "bleve"
	batchSize = 1000
)

// fields are a text as Bleve's mapping sees it.
type fields struct {
	Title   string `json:"title"`
	Heading string `json:"heading"`
	Body    string `json:"body"`
}

// Build indexes all texts into the folder dir, with Bleve's own builder for
// indexes that will not change. When it fails, dir holds parts of an index.
func Build(ctx context.Context, dir string, texts iter.Seq2[indexer.Text, error]) error {
	builder, err := bleve.NewBuilder(filepath.Join(dir, indexDir), bleve.NewIndexMapping(),
		map[string]any{"batchSize": batchSize, "buildPathPrefix": dir})
	if err != nil {
		return fmt.Errorf("bleve: %w", err)
	}
	empty := true
	for text, err := range texts {
		if err = errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if err := builder.Index(text.ID, fields{text.Title, text.Heading, text.Body}); err != nil {
			return fmt.Errorf("bleve: %s: %w", text.ID, err)
		}
		empty = false
	}
	if empty {
		return errors.New("bleve: không có văn bản nào để lập chỉ mục") // its builder would panic
	}
	return builder.Close()
}

// Open opens what Build made of dir.
func Open(dir string) (*Index, error) {
	idx, err := bleve.OpenUsing(filepath.Join(dir, indexDir), map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("bleve: %w", err)
	}
	return &Index{idx}, nil
}

// Search returns the identifiers of the k best texts for question, best first.
func (x *Index) Search(ctx context.Context, question string, k int) ([]string, error) {
	request := bleve.NewSearchRequestOptions(bleve.NewMatchQuery(question), k, 0, false)
	result, err := x.idx.SearchInContext(ctx, request)
	if err != nil {
		return nil, fmt.Errorf("bleve: %w", err)
	}
	ids := make([]string, len(result.Hits))
	for i, hit := range result.Hits {
		ids[i] = hit.ID
	}
	return ids, nil
}

// Close closes the index.
func (x *Index) Close() error { return x.idx.Close() }

// Version is the version of Bleve in this program, "" when it was built without
// saying.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, module := range info.Deps {
		if module.Path == "github.com/blevesearch/bleve/v2" {
			return module.Version
		}
	}
	return ""
}
