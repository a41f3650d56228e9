package store

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

// bulky is a document that takes about 100 kB.
func bulky(id corpus.DocumentID) corpus.Document {
	doc := corpus.Document{ID: id, Kind: corpus.KindDecree, Title: string(id)}
	for i := range 50 {
		var text strings.Builder
		for j := range 400 {
			text.WriteString(string(rune('a' + (i*31+j*j*7+len(id))%26)))
			text.WriteString(string(id)[j%len(id):])
		}
		key := string(rune('A' + i))
		doc.Articles = append(doc.Articles, corpus.Article{Key: key, Label: key, Body: []corpus.Node{{Text: text.String()}}})
	}
	return doc
}

// fill imports documents until it fails and returns which were stored.
func fill(ctx context.Context, t *testing.T, s *Store) (stored []corpus.DocumentID, failure error) {
	t.Helper()
	im, err := s.BeginImport(ctx, ImportInfo{Source: "phapdien", Checksum: "c", Edition: 20260201})
	if err != nil {
		return nil, err
	}
	defer func() {
		if err := im.Close(); err != nil {
			t.Error(err)
		}
	}()
	for i := range 100 {
		id := corpus.DocumentID("van-ban-" + string(rune('a'+i%26)) + string(rune('a'+i/26)))
		if _, err := im.PutDocument(ctx, bulky(id)); err != nil {
			return stored, err
		}
		stored = append(stored, id)
	}
	return stored, nil
}

func checkStored(t *testing.T, s *Store, want []corpus.DocumentID) {
	t.Helper()
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	var got []corpus.DocumentID
	for doc, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Articles) != 50 {
			t.Errorf("%s has %d articles, want 50", doc.ID, len(doc.Articles))
		}
		got = append(got, doc.ID)
	}
	if len(got) != len(want) {
		t.Errorf("%d documents are stored, want %d", len(got), len(want))
	}
}

func TestNoSpace(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	defer mustClose(t, s)
	if _, err := s.write.ExecContext(t.Context(), `PRAGMA max_page_count = 200`); err != nil {
		t.Fatal(err)
	}
	stored, err := fill(t.Context(), t, s)
	if !errors.Is(err, ErrNoSpace) || !strings.Contains(err.Error(), s.file) || len(stored) == 0 {
		t.Fatalf("after %d documents got %v, want ErrNoSpace naming %s", len(stored), err, s.file)
	}
	checkStored(t, s, stored)

	if _, err := s.write.ExecContext(t.Context(), `PRAGMA max_page_count = 1000000`); err != nil {
		t.Fatal(err)
	}
	stored, err = fill(t.Context(), t, s)
	if err != nil {
		t.Fatalf("with space again: %v", err)
	}
	checkStored(t, s, stored)
}

func TestPutCancelled(t *testing.T) {
	s := mustOpen(t, t.TempDir())
	defer mustClose(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	im, err := s.BeginImport(ctx, ImportInfo{Source: "phapdien"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := im.PutDocument(ctx, bulky("mot")); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := im.PutDocument(ctx, bulky("hai")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if err := im.Close(); err != nil {
		t.Error(err)
	}
	checkStored(t, s, []corpus.DocumentID{"mot"})
}
