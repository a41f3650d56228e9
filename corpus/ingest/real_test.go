package ingest_test

import (
	"archive/zip"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
)

// realCode is the official code.
func realCode(tb testing.TB) string {
	tb.Helper()
	return filepath.Join(corpustest.SharedData(tb), "phapdien", "BoPhapDienDienTu.zip")
}

// sample reads every n-th đề mục of the official code.
func sample(t *testing.T, n int) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(realCode(t))
	if err != nil {
		t.Skip(err)
	}
	defer z.Close()
	pages := map[string]string{}
	for i, f := range z.File {
		if i%n != 0 || !strings.HasSuffix(f.Name, ".html") || !strings.Contains(f.Name, "demuc/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		pages[f.Name] = string(b)
	}
	return pages
}

func importPages(t *testing.T, st *store.Store, pages map[string]string, edition corpus.Date) ingest.SourceReport {
	t.Helper()
	file := filepath.Join(tree(t, map[string]string{"BoPhapDienDienTu.zip": zipped(t, pages)}), "BoPhapDienDienTu.zip")
	opts := quiet
	opts.Edition = edition
	report, err := ingest.Import(t.Context(), st, []string{file}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return report.Sources[0]
}

// TestCodeEditions imports a part of the official code, the same again, and then
// editions in which words are amended and đề mục are gone.
func TestCodeEditions(t *testing.T) {
	if testing.Short() {
		t.Skip("đọc dữ liệu thật")
	}
	st, pages := openStore(t), sample(t, 12)
	first := importPages(t, st, pages, 20240201)
	if first.Documents.Added == 0 || first.Articles.Added < 100 || len(first.Warnings) > 2 {
		t.Fatalf("the first import: %+v", first)
	}
	before, err := st.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	again := importPages(t, st, pages, 20250201)
	want := store.Counts{Unchanged: first.Documents.Added}
	if diff := cmp.Diff(want, again.Documents); diff != "" {
		t.Errorf("the same again (-want +got):\n%s", diff)
	}
	if after, err := st.Revision(t.Context()); err != nil || after != before {
		t.Errorf("the same again: revision %d to %d, %v", before, after, err)
	}

	for name, text := range pages {
		pages[name] = strings.ReplaceAll(text, "ngày làm việc", "ngày đi làm")
	}
	amended := importPages(t, st, pages, 20260201)
	if amended.Documents.Changed == 0 || amended.Documents.Withdrawn != 0 || amended.Articles.Changed < amended.Documents.Changed {
		t.Fatalf("the amended edition: %+v", amended.Summary)
	}
	checkVersions(t, st, amended)

	dropped := 0
	for name := range pages {
		if dropped*10 < len(pages) {
			delete(pages, name)
			dropped++
		}
	}
	smaller := importPages(t, st, pages, 20270201)
	if smaller.Documents.Withdrawn == 0 && smaller.Articles.Withdrawn == 0 {
		t.Logf("nothing was withdrawn with %d đề mục: %v", dropped, smaller.Warnings)
	}
	one := map[string]string{}
	for name, text := range pages {
		one[name] = text
		break
	}
	if r := importPages(t, st, one, 20280201); r.Documents.Withdrawn != 0 || !strings.Contains(strings.Join(r.Warnings, " "), "--whole") {
		t.Errorf("one đề mục was taken for the whole code: %+v, %v", r.Documents, r.Warnings)
	}
}

// checkVersions reads the old wording of every article that an import changed.
func checkVersions(t *testing.T, st *store.Store, report ingest.SourceReport) {
	t.Helper()
	changes, err := st.Changes(t.Context(), report.Import)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		if c.Article == "" || c.Change != store.Changed {
			continue
		}
		versions, err := st.Versions(t.Context(), c.Document, c.Article)
		if err != nil || len(versions) != 1 {
			t.Fatalf("%s, %s: %d versions, %v", c.Document, c.Article, len(versions), err)
		}
		now, err := st.Article(t.Context(), c.Document, c.Article)
		if err != nil {
			t.Fatal(err)
		}
		old := versions[0]
		if got := strings.ReplaceAll(old.Article.Text(), "ngày làm việc", "ngày đi làm"); got != now.Text() {
			t.Errorf("%s, %s: the versions differ by more than what was amended", c.Document, c.Article)
		}
		if old.Since != 20240201 || old.Source.Edition != 20250201 {
			t.Errorf("%s, %s: seen from %v to %v", c.Document, c.Article, old.Since, old.Source.Edition)
		}
	}
}

// BenchmarkImport imports the whole official code and all procedures.
func BenchmarkImport(b *testing.B) {
	paths := []string{realCode(b), filepath.Join(corpustest.SharedData(b), "procedures", "tthc_dvcqg.zip")}
	for b.Loop() {
		st, err := store.Open(b.Context(), b.TempDir(), store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for range 2 {
			report, err := ingest.Import(b.Context(), st, paths, quiet)
			if err != nil {
				b.Fatal(err)
			}
			b.Logf("%v", report)
		}
		if err := st.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
