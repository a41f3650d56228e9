package stock_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/stock"
)

var texts = []indexer.Text{
	{ID: "a/law/1", Title: "Luật Hộ tịch", Heading: "Khai sinh", Body: "Trong thời hạn 60 ngày"},
	{ID: "a/law/2", Title: "Luật Hộ tịch", Heading: "Khai tử", Body: "Trong thời hạn 15 ngày"},
	{ID: "p/1.000", Title: "Thủ tục", Heading: "Cấp phép", Body: "Nộp hồ sơ"},
}

func given(list []indexer.Text, err error) func(func(indexer.Text, error) bool) {
	return func(yield func(indexer.Text, error) bool) {
		for _, text := range list {
			if !yield(text, nil) {
				return
			}
		}
		if err != nil {
			yield(indexer.Text{}, err)
		}
	}
}

// A word is found in whichever field it stands.
func TestSearch(t *testing.T) {
	dir := t.TempDir()
	if err := stock.Build(t.Context(), dir, given(texts, nil)); err != nil {
		t.Fatal(err)
	}
	idx, err := stock.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := idx.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, tt := range []struct {
		question string
		k        int
		want     []string
	}{
		{"khai tử 15", 10, []string{"a/law/2", "a/law/1"}},
		{"khai tử 15", 1, []string{"a/law/2"}},
		{"THỦ TỤC", 10, []string{"p/1.000"}},
		{"hồ sơ", 10, []string{"p/1.000"}},
		{"vũ trụ", 10, []string{}},
	} {
		got, err := idx.Search(t.Context(), tt.question, tt.k)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q, %d hits (-want +got):\n%s", tt.question, tt.k, diff)
		}
	}
}

func TestBuildEndsAtErrors(t *testing.T) {
	broken := errors.New("kho hỏng")
	if err := stock.Build(t.Context(), t.TempDir(), given(texts, broken)); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := stock.Build(ctx, t.TempDir(), given(texts, nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if err := stock.Build(t.Context(), t.TempDir(), given(nil, nil)); err == nil {
		t.Error("an index of nothing was built")
	}
	if _, err := stock.Open(t.TempDir()); err == nil {
		t.Error("an empty folder was opened")
	}
}
