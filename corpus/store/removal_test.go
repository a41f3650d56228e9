package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// TestRemoveOverwrites looks for the words of a removed document in the file.
func TestRemoveOverwrites(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	doc := numbered(0)
	doc.Articles = []corpus.Article{{Key: "1", Label: "1", Body: []corpus.Node{{Text: "từ lạ không nén"}}}}
	put(t, s, doc, numbered(1))
	holds := func() bool {
		t.Helper()
		for _, suffix := range []string{"", "-wal"} {
			b, err := os.ReadFile(filepath.Join(dir, store.FileName+suffix))
			if err == nil && bytes.Contains(b, []byte("từ lạ không nén")) {
				return true
			}
		}
		return false
	}
	if !holds() {
		t.Fatal("the words are not found while the document is there: the test looks in the wrong place")
	}
	if err := s.Remove(t.Context(), doc.ID, "đưa nhầm"); err != nil {
		t.Fatal(err)
	}
	if holds() {
		t.Error("the words are still in the file")
	}
}
