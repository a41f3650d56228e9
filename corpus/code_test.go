package corpus_test

import (
	"archive/zip"
	"html"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
)

// codeFiles are the đề mục of the official code, read once for all tests.
var codeFiles = sync.OnceValues(func() ([]string, error) {
	r, err := zip.OpenReader(codePath)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var files []string
	for _, f := range r.File {
		if !strings.HasPrefix(f.Name, "demuc/") || f.FileInfo().IsDir() {
			continue
		}
		rc, err := f.Open()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(rc)
		if err := rc.Close(); err != nil {
			return nil, err
		}
		if err != nil {
			return nil, err
		}
		files = append(files, string(b))
	}
	return files, nil
})

var codePath string

// code returns the files of the official code, or skips the test.
func code(t *testing.T) []string {
	t.Helper()
	if testing.Short() {
		t.Skip("đọc cả Bộ Pháp điển: bỏ qua khi -short")
	}
	codePath = filepath.Join(corpustest.SharedData(t), "phapdien", "BoPhapDienDienTu.zip")
	files, err := codeFiles()
	if err != nil {
		t.Skip(err)
	}
	return files
}

var (
	codeNote   = regexp.MustCompile(`(?s)class='pGhiChu'>(.*?)</p>`)
	codeTag    = regexp.MustCompile(`<[^>]*>`)
	noteNumber = regexp.MustCompile(`^\(+Điều \S+ (.{3,22}?) số (\d.*)`)
)

// codeNotes returns the plain text of every note on an article.
func codeNotes(t *testing.T) []string {
	var notes []string
	for _, f := range code(t) {
		for _, m := range codeNote.FindAllStringSubmatch(f, -1) {
			notes = append(notes, strings.Join(strings.Fields(html.UnescapeString(codeTag.ReplaceAllString(m[1], ""))), " "))
		}
	}
	return notes
}

// TestCodeNumbers reads every number of the official code.
func TestCodeNumbers(t *testing.T) {
	printed := make(map[string]corpus.Kind)
	var bad int
	for _, note := range codeNotes(t) {
		m := noteNumber.FindStringSubmatch(note)
		if m == nil {
			continue
		}
		_, rest, ok := corpus.CutNumber(m[2])
		if !ok {
			bad++
			t.Logf("no number: %.60q", m[2])
			continue
		}
		printed[strings.TrimSpace(m[2][:len(m[2])-len(rest)])], _ = corpus.ParseKind(m[1])
	}
	if len(printed) < 4000 {
		t.Fatalf("found %d numbers, want over 4,000", len(printed))
	}
	slugs := make(map[string]string)
	var kinds int
	for raw, kind := range printed {
		n, err := corpus.ParseNumber(raw)
		if err != nil {
			bad++
			t.Log(err)
			continue
		}
		if got, want := corpus.Number(raw).Key(), n.Key(); got != want {
			t.Errorf("Key of %q as printed is %q, parsed %q", raw, got, want)
		}
		if other, ok := slugs[n.Slug()]; ok && other != n.Key() {
			t.Errorf("%q and %q share the slug %q", n.Key(), other, n.Slug())
		}
		slugs[n.Slug()] = n.Key()
		back, ok := corpus.DocumentID(n.Slug()).Number()
		if !ok || back.Key() != n.Key() {
			t.Errorf("slug %q of %q leads to %q", n.Slug(), n, back)
		}
		if got := corpus.KindOf(n); got != kind && got != corpus.KindOther {
			kinds++
			t.Logf("KindOf(%q) = %q, printed %q", n, got, kind)
		}
	}
	t.Logf("%d numbers, %d unreadable, %d of another kind", len(printed), bad, kinds)
	if bad > 5 || kinds > len(printed)/40 {
		t.Errorf("%d of %d numbers unreadable, %d of another kind", bad, len(printed), kinds)
	}
}

// TestCodeNotes reads the place that opens every note, back and forth.
func TestCodeNotes(t *testing.T) {
	var places int
	for _, note := range codeNotes(t) {
		found := corpus.FindRefs(note, corpus.Ref{})
		if len(found) == 0 {
			t.Logf("no place: %.80q", note)
			continue
		}
		r := found[0].Ref
		if r.Article == "" || r.Number == "" {
			continue
		}
		places++
		if again, err := corpus.ParseRef(r.String()); err != nil || again != r {
			t.Errorf("%q: %+v reads back as %+v, %v", r, r, again, err)
		}
		if again, err := corpus.ParseRef(note[found[0].Start:found[0].End]); err != nil || !again.SamePlace(r) {
			t.Errorf("%q: found %+v, parsed %+v, %v", note[found[0].Start:found[0].End], r, again, err)
		}
	}
	if places < 64900 {
		t.Errorf("%d notes name a place, want over 64,900", places)
	}
}

var (
	codeParagraph = regexp.MustCompile(`(?s)<p>(.*?)</p>`)
	codeMention   = regexp.MustCompile(`(?:^|[ (,;])(?i:khoản|điều|điểm) (?:\d{1,3}[a-zđ]?|[a-zđ])(?:[ ,;.)]|$)`)
	codePlace     = regexp.MustCompile(`Điều \d+\.\d+\.`) // places in the official code itself
)

// TestCodeCitations checks on a sample of paragraphs that whatever looks like a
// place is found.
func TestCodeCitations(t *testing.T) {
	self := corpus.Ref{Kind: corpus.KindCircular, Number: "1/2000/TT-BTC", Article: "1", Clause: "1"}
	var mentions, missed, n int
	for _, f := range code(t) {
		for _, m := range codeParagraph.FindAllStringSubmatch(f, -1) {
			if n++; n%20 != 0 {
				continue
			}
			text := strings.Join(strings.Fields(html.UnescapeString(codeTag.ReplaceAllString(m[1], " "))), " ")
			if codePlace.MatchString(text) {
				continue
			}
			found := corpus.FindRefs(text, self)
			for _, at := range codeMention.FindAllStringIndex(text, -1) {
				mentions++
				if !slices.ContainsFunc(found, func(r corpus.FoundRef) bool { return r.Start < at[1] && at[0] < r.End }) {
					missed++
					t.Logf("missed: %q", text[at[0]:at[1]])
				}
			}
		}
	}
	t.Logf("%d of %d mentions found", mentions-missed, mentions)
	if mentions < 2500 || missed > mentions/100 {
		t.Errorf("missed %d of %d mentions", missed, mentions)
	}
}
