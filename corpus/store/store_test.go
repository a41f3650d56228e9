package store_test

import (
	"context"
	"testing"

	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/corpus/storetest"
)

// conforming fits a store to the suite, whose BeginImport returns an interface.
type conforming struct{ *store.Store }

func (c conforming) BeginImport(ctx context.Context, info store.ImportInfo) (storetest.Import, error) {
	im, err := c.Store.BeginImport(ctx, info)
	if err != nil {
		return nil, err
	}
	return im, nil
}

func TestConformance(t *testing.T) {
	storetest.Run(t, func(tb testing.TB) storetest.Store { return conforming{open(tb, tb.TempDir())} })
}

func open(tb testing.TB, dir string) *store.Store {
	tb.Helper()
	s, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("Close: %v", err)
		}
	})
	return s
}
