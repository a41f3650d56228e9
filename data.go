package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
)

// library is an open data folder: the store and the index over it.
type library struct {
	store *store.Store
	index *indexer.Index
}

// openStore opens the store of the data folder.
func (a *app) openStore() (*store.Store, error) {
	return store.Open(a.ctx, a.config.Data, store.Options{Logger: a.log})
}

// withStore runs f on the store of the data folder.
func (a *app) withStore(f func(*store.Store) error) (err error) {
	st, err := a.openStore()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return f(st)
}

// withLibrary runs f on the data folder, ready to search.
func (a *app) withLibrary(f func(*library) error) (err error) {
	l, err := a.openLibrary()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	return f(l)
}

// openLibrary opens the data folder ready to search: an empty one is filled with
// the starter corpus, an index that is missing or of another version is built.
// An index that only lags behind the store is opened as it is.
func (a *app) openLibrary() (_ *library, err error) {
	st, err := a.openStore()
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, st.Close())
		}
	}()
	if err := a.seed(st); err != nil {
		return nil, err
	}
	idx, err := indexer.Open(a.indexDir())
	if errors.Is(err, indexer.ErrNoIndex) || errors.Is(err, indexer.ErrFormat) {
		a.say("Chưa có chỉ mục dùng được ở %s: đang dựng…", a.indexDir())
		if err := a.syncIndex(a.ctx, st); err != nil {
			return nil, err
		}
		idx, err = indexer.Open(a.indexDir())
	}
	if err != nil {
		return nil, err
	}
	a.useEmbedding(idx)
	return &library{store: st, index: idx}, nil
}

func (l *library) Close() error { return errors.Join(l.index.Close(), l.store.Close()) }

// seed fills an empty store with the starter corpus, so that the program can be
// tried with nothing downloaded.
func (a *app) seed(st *store.Store) error {
	revision, err := st.Revision(a.ctx)
	if err != nil || revision > 0 {
		return err
	}
	a.say("Kho %s còn trống: nạp bộ dữ liệu khởi đầu (bản tóm lược để dùng thử).\n"+
		"Dữ liệu thật: congvu corpus pull phapdien, hoặc congvu corpus import TỆP…", a.config.Data)
	_, err = ingest.Starter(a.ctx, st, ingest.Options{Logger: a.log})
	return err
}

// syncIndex brings the index to the state of the store, with progress.
func (a *app) syncIndex(ctx context.Context, st *store.Store) error {
	return a.showIndexing(ctx, st, func(o indexer.BuildOptions) (string, error) {
		outcome, err := indexer.Sync(ctx, a.indexDir(), st, o)
		return outcomes[outcome], err
	})
}

// rebuildIndex builds the index anew whatever state it is in, with progress.
func (a *app) rebuildIndex(ctx context.Context, st *store.Store) error {
	return a.showIndexing(ctx, st, func(o indexer.BuildOptions) (string, error) {
		name, err := indexer.Build(ctx, a.indexDir(), st, o)
		return "Đã dựng chỉ mục mới: " + name, err
	})
}

// showIndexing runs work behind a bar and says what it did.
func (a *app) showIndexing(ctx context.Context, st *store.Store, work func(indexer.BuildOptions) (string, error)) error {
	stats, err := st.Stats(ctx)
	if err != nil {
		return err
	}
	bar := a.progress("Dựng chỉ mục", int64(stats.Articles+stats.Procedures))
	did, err := work(indexer.BuildOptions{Progress: func(units int) { bar.set(int64(units)) }})
	bar.finish()
	if err != nil {
		return fmt.Errorf("%s: %w", a.indexDir(), err)
	}
	a.say("%s", did)
	return nil
}

var outcomes = map[indexer.Outcome]string{
	indexer.UpToDate: "Chỉ mục đã khớp với kho.",
	indexer.Updated:  "Đã cập nhật chỉ mục theo các thay đổi.",
	indexer.Rebuilt:  "Đã dựng chỉ mục mới.",
}

type indexCmd struct {
	Build indexBuildCmd `cmd:"" help:"Dựng hoặc cập nhật chỉ mục cho khớp với kho."`
	Embed indexEmbedCmd `cmd:"" help:"Tính vectơ của mọi điều luật và thủ tục bằng mô hình embedding đã cấu hình."`
}

type indexBuildCmd struct {
	Full bool `help:"Dựng lại toàn bộ dù chỉ mục đã khớp."`
}

// Run builds the index.
func (c *indexBuildCmd) Run(a *app) error {
	return a.withStore(func(st *store.Store) error {
		if err := a.seed(st); err != nil {
			return err
		}
		if !c.Full {
			return a.syncIndex(a.ctx, st)
		}
		return a.rebuildIndex(a.ctx, st)
	})
}

// updateOutlooks brings what documents do to each other up to today.
func (a *app) updateOutlooks(st *store.Store) error {
	_, err := ingest.Outlooks(a.ctx, st, corpus.DateOf(time.Now()))
	return err
}
