package structure_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/quality"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// files lists the real documents of a kind.
func files(tb testing.TB, pattern string) []string {
	tb.Helper()
	if testing.Short() {
		tb.Skip("đọc văn bản thật: bỏ qua với -short")
	}
	found, err := filepath.Glob(filepath.Join(corpustest.SharedData(tb), "documents", pattern))
	if err != nil || len(found) == 0 {
		tb.Skip("không có văn bản thật: " + pattern)
	}
	return found
}

// read parses one file, and checks that nothing of its text is lost.
func read(tb testing.TB, path string) structure.Reading {
	tb.Helper()
	text, err := extract.Read(context.Background(), path, extract.Options{OCR: extract.OCROff})
	if err != nil {
		tb.Fatal(err)
	}
	r := structure.ParseWith(text.Lines, text.Properties)
	if row, is := structure.Lost(text.Lines, r); is {
		tb.Errorf("%s: lost %q", filepath.Base(path), row)
	}
	return r
}

// golden compares with a file under testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// facts are what the masthead, the closing and the effect clause say.
func facts(file string, d corpus.Document) string {
	return strings.Join([]string{file, string(d.Kind), string(d.Number), d.Issued.String(), d.Effective.String(), d.Issuer, d.Signatory, d.Title}, " | ")
}

// TestRealLaws reads the laws as a web site publishes them. The golden list was
// held against the files by hand, and against the official code where it has them.
func TestRealLaws(t *testing.T) {
	var got strings.Builder
	laws, whole := 0, 0
	for _, path := range files(t, "docx/*.docx") {
		d := read(t, path).Document
		laws++
		problems := quality.Numbering(d)
		if len(problems) == 0 {
			whole++
		}
		fmt.Fprintf(&got, "%s | %d\n", facts(filepath.Base(path), d), len(d.Articles))
		for _, p := range problems {
			fmt.Fprintf(&got, "  %s\n", p)
		}
	}
	if whole*100 < laws*97 {
		t.Errorf("numbering whole in %d of %d", whole, laws)
	}
	golden(t, "real-laws.golden", got.String())
}

// TestRealMarkdown reads decrees and circulars that were transcribed by machine.
func TestRealMarkdown(t *testing.T) {
	var got strings.Builder
	for _, path := range files(t, "md/*.md") {
		d := read(t, path).Document
		fmt.Fprintf(&got, "%s | %d\n", facts(filepath.Base(path), d), len(d.Articles))
		for _, p := range quality.Numbering(d) {
			fmt.Fprintf(&got, "  %s\n", p)
		}
	}
	golden(t, "real-markdown.golden", got.String())
}

// TestRealGazette reads issues of the gazette.
func TestRealGazette(t *testing.T) {
	var got strings.Builder
	for _, path := range files(t, "pdf/*.pdf") {
		d := read(t, path).Document
		fmt.Fprintf(&got, "%s | %d\n", facts(filepath.Base(path), d), len(d.Articles))
	}
	golden(t, "real-gazette.golden", got.String())
}

// TestRealOutlines holds the outlines of documents without Điều.
func TestRealOutlines(t *testing.T) {
	seen := 0
	for _, path := range files(t, "doc/*.doc") {
		name := outlineName(filepath.Base(path))
		t.Run(name, func(t *testing.T) {
			d := read(t, path).Document
			if slices.ContainsFunc(d.Articles, func(a corpus.Article) bool { return a.Label == "1" }) {
				return // has Điều
			}
			seen++
			golden(t, "outline-"+name+".golden", outlineOf(filepath.Base(path), d))
		})
	}
	if seen < 20 {
		t.Errorf("%d documents without Điều", seen)
	}
}

// outlineName is a file name of its own for each document.
func outlineName(file string) string {
	var b strings.Builder
	for _, r := range strings.TrimSuffix(file, filepath.Ext(file)) {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			b.WriteRune(r)
		}
	}
	name := b.String()
	return name[:min(len(name), 24)]
}

// outlineOf prints labels, headings cut short, and how long each unit is.
func outlineOf(file string, d corpus.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\npreamble %d, closing %d, basis %d\n", facts(cut(file, 60), d), len(d.Preamble), len(d.Closing), len(d.Basis))
	for _, a := range d.Articles {
		within := make([]string, 0, len(a.Within))
		for _, h := range a.Within {
			within = append(within, cut(h.String(), 40))
		}
		fmt.Fprintf(&b, "[%s] %s {%s} %d nodes, %d runes\n", a.Key, cut(a.Heading, 60), strings.Join(within, " / "), len(a.Body), len([]rune(a.Text())))
	}
	for _, s := range d.Steps {
		fmt.Fprintf(&b, "%s: %s | %s | %s | %d forms | %s\n", s.Label, cut(s.Text, 40), cut(s.Who, 40), s.Time, len(s.Forms), s.Article)
	}
	return b.String()
}

func cut(s string, n int) string {
	r := []rune(strings.ReplaceAll(s, "\n", " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n]) + "…"
}
