package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
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

// TestReadersDuringImport reads from many goroutines while documents change.
func TestReadersDuringImport(t *testing.T) {
	s := open(t, t.TempDir())
	var docs []corpus.Document
	for i := range 10 {
		docs = append(docs, numbered(i))
	}
	put(t, s, docs...)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				for doc, err := range s.Documents(t.Context()) {
					if err != nil || len(doc.Articles) != doc.ArticleCount {
						t.Errorf("%s: %d articles of %d, %v", doc.ID, len(doc.Articles), doc.ArticleCount, err)
						return
					}
				}
			}
		})
	}
	for round := range 5 {
		for i := range docs {
			docs[i].Articles = storetest.Decree(docs[i].Number, 1+(round+i)%5).Articles
		}
		put(t, s, docs...)
	}
	close(done)
	readers.Wait()
}

// TestNothingRewritten imports the same twice and compares the tables.
func TestNothingRewritten(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	docs := []corpus.Document{numbered(1), numbered(2)}
	digest, file := numbered(1), numbered(2)
	digest.Digest, digest.Source.Name = true, "starter"
	file.Source.Name, file.File = store.FileSource, corpus.File{Name: "a.docx", SHA256: "sum"}
	file.Articles[1].Heading = "Khác"
	docs = append(docs, digest, file)
	put(t, s, docs[2:]...)
	put(t, s, docs...)
	before := dump(t, dir)
	put(t, s, docs...)
	if diff := cmp.Diff(before, dump(t, dir)); diff != "" {
		t.Errorf("the tables differ (-before +after):\n%s", diff)
	}
}

// dump lists all rows of all tables but that of imports.
func dump(t *testing.T, dir string) (lines []string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, table := range []string{"document", "article", "version", "amendment", "procedure", "source", "change", "act", "reading", "file", "file_seen", "outlook", "outlook_article", "removed"} {
		lines = append(lines, dumpTable(t, db, table)...)
	}
	return lines
}

func dumpTable(t *testing.T, db *sql.DB, table string) (lines []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT * FROM `+table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		line := table
		for i, v := range values {
			line += fmt.Sprintf(" %s=%v", columns[i], *v.(*any))
		}
		lines = append(lines, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}
