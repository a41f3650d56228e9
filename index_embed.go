package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/embedding"
)

// configured tells whether there is a model of embeddings.
func (c embeddingConfig) configured() bool { return c.BaseURL != "" && c.Model != "" }

// embedder is the client of the configured model. What it sends is masked first.
func (a *app) embedder() (*embedding.Client, error) {
	c := a.config.Embedding
	if !c.configured() {
		return nil, fmt.Errorf("%w: chưa có mô hình embedding, hãy đặt embedding.base_url và embedding.model (CONGVU_EMBEDDING_BASE_URL, CONGVU_EMBEDDING_MODEL)", errConfig)
	}
	config := embedding.Defaults()
	config.BaseURL, config.APIKey, config.Model = c.BaseURL, c.APIKey, c.Model
	config.QueryPrefix, config.PassagePrefix = c.QueryPrefix, c.PassagePrefix
	config.Dimensions, config.MaxChars = c.Dimensions, c.MaxChars
	config.LocalOnly, config.Logger = a.config.LLM.LocalOnly, a.log
	config.Mask = mask
	return embedding.New(config)
}

// useEmbedding has idx search with the vectors of the configured model. An address
// that cannot be used is logged: the search goes on without.
func (a *app) useEmbedding(idx *indexer.Index) {
	if !a.config.Embedding.configured() {
		return
	}
	client, err := a.embedder()
	if err != nil {
		a.log.Warn("tìm kiếm không dùng mô hình embedding", "lý do", err)
		return
	}
	idx.UseSemantics(indexer.Semantics{
		Embedder: client, Model: client.Model(), File: a.vectorsFile(), Weight: a.config.Embedding.Weight,
		Mask: mask, Logger: a.log,
	})
}

// mask hides the personal data in a text.
func mask(text string) string {
	hidden, _ := privacy.Mask(text)
	return hidden
}

// vectorsFile is where the vectors of the configured model lie, beside the index.
func (a *app) vectorsFile() string {
	return filepath.Join(a.indexDir(), embedding.FileName(a.config.Embedding.Model))
}

type indexEmbedCmd struct {
	Fresh bool `help:"Bỏ các vectơ đã tính của mô hình này và tính lại từ đầu."`
	JSON  bool `help:"In dạng JSON."`
}

// embedOutput is what congvu index embed --json prints.
type embedOutput struct {
	File       string `json:"file"`
	Model      string `json:"model"`
	Dimensions int    `json:"dimensions"`
	Units      int    `json:"units"`
	Computed   int    `json:"computed"` // now; the others were known
	Revision   int64  `json:"revision"` // of the corpus
	TookMS     int64  `json:"took_ms"`
}

// Run computes the vectors that are not known yet and writes the file of all.
func (c *indexEmbedCmd) Run(a *app) error {
	client, err := a.embedder()
	if err != nil {
		return err
	}
	return a.withStore(func(st *store.Store) error {
		if err := a.seed(st); err != nil {
			return err
		}
		out, err := c.embed(a, st, client)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(out)
		}
		a.say("Đã ghi %d vectơ %d chiều của %s vào %s (tính mới %d).", out.Units, out.Dimensions, out.Model, out.File, out.Computed)
		return nil
	})
}

func (c *indexEmbedCmd) embed(a *app, st *store.Store, client *embedding.Client) (out embedOutput, err error) {
	started := time.Now()
	cache, err := embedding.OpenCache(a.ctx, a.config.Data)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, cache.Close()) }()
	if c.Fresh {
		if err := cache.Forget(a.ctx, client.Model()); err != nil {
			return out, err
		}
	}
	// Asked before the texts are read: what is imported meanwhile makes the file old.
	revision, err := st.Revision(a.ctx)
	if err != nil {
		return out, err
	}
	stats, err := st.Stats(a.ctx)
	if err != nil {
		return out, err
	}
	a.say("Tính vectơ bằng %s ở %s; dừng lúc nào cũng được, lần sau làm tiếp.", client.Model(), a.config.Embedding.BaseURL)
	bar := a.progress("Tính vectơ", int64(stats.Articles+stats.Procedures))
	matrix, ids, err := embedding.Build(a.ctx, client, cache, passages(a.ctx, st), func(p embedding.Progress) {
		bar.of(int64(p.Done), int64(max(p.Done, stats.Articles+stats.Procedures))) // a procedure has several parts
		out.Computed = p.Sent
	})
	bar.finish()
	if err != nil {
		return out, err
	}
	vectors := embedding.Vectors{Model: client.Model(), Asked: a.config.Embedding.Dimensions, Revision: revision, IDs: ids, Matrix: matrix}
	out.File, out.Model, out.Revision = a.vectorsFile(), client.Model(), revision
	out.Dimensions, out.Units, out.TookMS = matrix.Dim(), matrix.Len(), time.Since(started).Milliseconds()
	if err := os.MkdirAll(a.indexDir(), 0o700); err != nil {
		return out, err
	}
	return out, vectors.WriteFile(out.File)
}

// passages are the units of the corpus as they are embedded: the title and the
// heading first, which stay when the wording is cut.
func passages(ctx context.Context, src indexer.Source) iter.Seq2[embedding.Text, error] {
	return func(yield func(embedding.Text, error) bool) {
		for t, err := range indexer.Texts(ctx, src) {
			if !yield(embedding.Text{ID: t.ID, Text: t.Title + "\n" + t.Heading + "\n" + t.Body}, err) {
				return
			}
		}
	}
}
