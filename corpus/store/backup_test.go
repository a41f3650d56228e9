package store_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/corpus/storetest"
)

// filled makes a data folder with one document, a state.db and an index.
func filled(t *testing.T, number corpus.Number) string {
	t.Helper()
	dir := t.TempDir()
	put(t, open(t, dir), storetest.Decree(number, 3))
	state, err := sql.Open("sqlite", filepath.Join(dir, "state.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := state.ExecContext(t.Context(), `CREATE TABLE said (what); INSERT INTO said VALUES (?)`, number); err != nil {
		t.Fatal(err)
	}
	if err := state.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "index", "1"), 0o750); err != nil {
		t.Fatal(err)
	}
	return dir
}

func put(tb testing.TB, s *store.Store, docs ...corpus.Document) {
	tb.Helper()
	im, err := s.BeginImport(context.Background(), store.ImportInfo{Source: "phapdien", Edition: 20260201, AllowOlder: true})
	if err != nil {
		tb.Fatal(err)
	}
	for _, doc := range docs {
		if _, err := im.PutDocument(context.Background(), doc); err != nil {
			tb.Fatal(err)
		}
	}
	if _, err := im.Finish(context.Background(), false); err != nil {
		tb.Fatal(err)
	}
}

func backup(t *testing.T, dir string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := store.Backup(t.Context(), dir, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// names lists a folder, hidden files included.
func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestBackupRestore(t *testing.T) {
	archive := backup(t, filled(t, "30/2020/NĐ-CP"))
	fresh := filepath.Join(t.TempDir(), "mới")
	if err := store.Restore(t.Context(), fresh, bytes.NewReader(archive), false); err != nil {
		t.Fatal(err)
	}
	want := []string{"corpus.db", "import.lock", "state.db"}
	if diff := cmp.Diff(want, names(t, fresh)); diff != "" {
		t.Errorf("the folder holds (-want +got):\n%s", diff)
	}
	doc, err := open(t, fresh).Document(t.Context(), "30-2020-nd-cp")
	if err != nil || len(doc.Articles) != 3 {
		t.Errorf("got %d articles, %v", len(doc.Articles), err)
	}
}

// TestRestoreInterrupted restores where an earlier restore was killed halfway.
func TestRestoreInterrupted(t *testing.T) {
	archive := backup(t, filled(t, "30/2020/NĐ-CP"))
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, ".restore-1", "old"), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), dir, bytes.NewReader(archive), true); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"corpus.db", "import.lock", "state.db"}, names(t, dir)); diff != "" {
		t.Errorf("the folder holds (-want +got):\n%s", diff)
	}
}

func TestRestoreOverData(t *testing.T) {
	archive := backup(t, filled(t, "30/2020/NĐ-CP"))
	dir := filled(t, "31/2020/NĐ-CP")
	err := store.Restore(t.Context(), dir, bytes.NewReader(archive), false)
	if !errors.Is(err, store.ErrNotEmpty) || !strings.Contains(err.Error(), "--force") {
		t.Fatalf("got %v, want ErrNotEmpty", err)
	}
	err = store.Restore(t.Context(), dir, bytes.NewReader(archive[:len(archive)/2]), true)
	if !errors.Is(err, store.ErrArchive) {
		t.Errorf("half an archive: got %v, want ErrArchive", err)
	}
	if _, err := open(t, dir).Head(t.Context(), "31-2020-nd-cp"); err != nil {
		t.Errorf("after a failed restore: %v", err)
	}
	if err := store.Restore(t.Context(), dir, bytes.NewReader(archive), true); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	if _, err := s.Head(t.Context(), "30-2020-nd-cp"); err != nil {
		t.Error(err)
	}
	if _, err := s.Head(t.Context(), "31-2020-nd-cp"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the old document: got %v, want ErrNotFound", err)
	}
	for _, name := range names(t, dir) {
		if name == "index" || strings.HasPrefix(name, ".") {
			t.Errorf("%s is left", name)
		}
	}
}

// entry is one entry of a hostile archive.
type entry struct {
	name    string
	kind    byte
	content []byte
	link    string
}

func archive(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var out bytes.Buffer
	zipped := gzip.NewWriter(&out)
	w := tar.NewWriter(zipped)
	for _, e := range entries {
		h := tar.Header{Name: e.name, Typeflag: e.kind, Size: int64(len(e.content)), Mode: 0o600, Linkname: e.link}
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// listing is a manifest of files, each with its true sum.
func listing(t *testing.T, format int, files ...entry) entry {
	t.Helper()
	type file struct {
		Name   string `json:"name"`
		Size   int    `json:"size"`
		SHA256 string `json:"sha256"`
	}
	var list []file
	for _, f := range files {
		sum := sha256.Sum256(f.content)
		list = append(list, file{f.name, len(f.content), hex.EncodeToString(sum[:])})
	}
	b, err := json.Marshal(map[string]any{"format": format, "files": list})
	if err != nil {
		t.Fatal(err)
	}
	return entry{name: "manifest.json", kind: tar.TypeReg, content: b}
}

func TestRestoreHostile(t *testing.T) {
	reg := func(name, content string) entry {
		return entry{name: name, kind: tar.TypeReg, content: []byte(content)}
	}
	db, text, up := reg("corpus.db", "SQLite format 3\x00"), reg("corpus.db", "văn bản"), reg("../evil", "x")
	link := entry{name: "corpus.db", kind: tar.TypeSymlink, link: "/etc/passwd"}
	empty := entry{name: "corpus.db", kind: tar.TypeReg}
	zeros := entry{name: "corpus.db", kind: tar.TypeReg, content: make([]byte, 96<<20)}
	for _, test := range []struct {
		name    string
		archive []byte
		want    error
	}{
		{"empty file", nil, store.ErrArchive},
		{"no gzip", []byte("PK\x03\x04 not a tar.gz"), store.ErrArchive},
		{"no manifest", archive(t, db), store.ErrArchive},
		{"manifest is no JSON", archive(t, reg("manifest.json", "{")), store.ErrArchive},
		{"newer format", archive(t, listing(t, 9, db), db), store.ErrTooNew},
		{"path upwards", archive(t, listing(t, 1, db, up), db, up), store.ErrArchive},
		{"unlisted", archive(t, listing(t, 1, db), db, up), store.ErrArchive},
		{"symbolic link", archive(t, listing(t, 1, empty), link), store.ErrArchive},
		{"twice", archive(t, listing(t, 1, db), db, db), store.ErrArchive},
		{"listed twice", archive(t, listing(t, 1, db, db), db, db), store.ErrArchive},
		{"missing", archive(t, listing(t, 1, db)), store.ErrArchive},
		{"no corpus", archive(t, listing(t, 1, reg("state.db", "x")), reg("state.db", "x")), store.ErrArchive},
		{"wrong sum", archive(t, listing(t, 1, reg("corpus.db", "văn bẢn")), text), store.ErrArchive},
		{"no database", archive(t, listing(t, 1, text), text), store.ErrArchive},
		{"half a database", archive(t, listing(t, 1, db), db), store.ErrArchive},
		{"bomb", archive(t, listing(t, 1, zeros), zeros), store.ErrArchive},
	} {
		t.Run(test.name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "data")
			err := store.Restore(t.Context(), dir, bytes.NewReader(test.archive), false)
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if diff := cmp.Diff([]string{"import.lock"}, names(t, dir)); diff != "" {
				t.Errorf("the folder holds (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"data"}, names(t, parent)); diff != "" {
				t.Errorf("its parent holds (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBackupNothing(t *testing.T) {
	if err := store.Backup(t.Context(), t.TempDir(), io.Discard); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
	dir := filled(t, "30/2020/NĐ-CP")
	dest := filepath.Join(t.TempDir(), "có rồi.db")
	if err := os.WriteFile(dest, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir).Backup(t.Context(), dest); !errors.Is(err, store.ErrNotEmpty) {
		t.Errorf("got %v, want ErrNotEmpty", err)
	}
}

func FuzzRestore(f *testing.F) {
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := store.Restore(t.Context(), t.TempDir(), bytes.NewReader(b), false); err == nil {
			t.Error("a random archive was restored")
		}
	})
}
