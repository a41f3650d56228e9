package phapdien

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
)

// readReal returns the official code of February 2026, read once for all tests.
func readReal(tb testing.TB) *Code {
	tb.Helper()
	if testing.Short() {
		tb.Skip("đọc cả Bộ Pháp điển: bỏ qua với -short")
	}
	path := realPath(tb) // skips, which must not happen inside Do
	realOnce.Do(func() {
		realRead, realErr = Read(context.Background(), path, Options{})
	})
	if realErr != nil {
		tb.Fatal(realErr)
	}
	return realRead
}

var (
	realOnce sync.Once
	realRead *Code
	realErr  error
)

func realPath(tb testing.TB) string {
	return filepath.Join(corpustest.SharedData(tb), "phapdien", "BoPhapDienDienTu.zip")
}

// TestRealCounts holds the figures of the code of February 2026, so that a change
// of reading shows.
func TestRealCounts(t *testing.T) {
	c := readReal(t)
	r := c.Report()
	got := fmt.Sprintf("edition %s\nsubjects %d, empty %d\ndocuments %d, partial %d, untitled %d\narticles %d, empty %d, unplaced %d, repeated %d\n"+
		"notes of amendments %d, amendments %d, unread %d\nreferences of divisions %d, bad files %d\n",
		r.Edition, r.Subjects, len(r.EmptySubjects), r.Documents, r.Partial, len(r.Untitled),
		r.Articles, len(r.Empty), len(r.Unplaced), len(r.Repeated),
		r.AmendmentNotes, r.Amendments, len(r.UnreadNotes), r.DivisionRefs, len(r.Members))
	golden(t, "real-counts.golden", got)
	if unread := float64(len(r.UnreadNotes)) / float64(r.AmendmentNotes); unread > 0.01 {
		t.Errorf("%.1f%% of the amendment notes are not read", 100*unread)
	}
}

// TestRealDocuments checks what must hold of every document.
func TestRealDocuments(t *testing.T) {
	c := readReal(t)
	ids, refs, resolved := map[corpus.DocumentID]bool{}, 0, 0
	levels := map[corpus.Level]int{}
	for d := range c.Documents() {
		if ids[d.ID] {
			t.Errorf("%s: twice", d.ID)
		}
		ids[d.ID] = true
		if d.Number == "" && d.Title == "" || d.Kind == "" || d.Effective.IsZero() || len(d.Subjects) == 0 || len(d.Articles) == 0 {
			t.Errorf("%s: incomplete: %s %s %q %s %v", d.ID, d.Kind, d.Number, d.Title, d.Effective, d.Subjects)
		}
		keys := map[string]bool{}
		for _, a := range d.Articles {
			if keys[a.Key] || a.Label == "" || len(a.Body) == 0 && a.Heading == "" {
				t.Errorf("%s [%s]: label %q heading %q", d.ID, a.Key, a.Label, a.Heading)
			}
			keys[a.Key] = true
			countLevels(levels, a.Body)
			for _, x := range a.CrossRefs {
				refs++
				if !x.Ref.IsZero() {
					resolved++
				}
			}
			for _, m := range a.Amendments {
				if m.By.Number == "" {
					t.Errorf("%s [%s]: amended by nothing: %q", d.ID, a.Key, m.Note)
				}
			}
		}
	}
	if resolved*10 < refs*8 {
		t.Errorf("only %d of %d cross-references lead to an article or document", resolved, refs)
	}
	golden(t, "real-levels.golden", fmt.Sprint(levels, "\n"))
}

func countLevels(levels map[corpus.Level]int, nodes []corpus.Node) {
	for _, n := range nodes {
		levels[n.Level]++
		countLevels(levels, n.Children)
	}
}

// outlined are the articles whose outline is kept: levels, labels and lengths only.
var outlined = []struct{ document, article string }{
	{"02-2011-qh13", "28"},                    // clauses without points
	{"63-2010-nd-cp", "8"},                    // amended, a table of contents of a procedure
	{"63-2010-nd-cp", "35a"},                  // put in by an amendment
	{"30-2020-nd-cp", "8"},                    // points
	{"91-2015-qh13", "651"},                   // no links to pages: chapters from the đề mục
	{"78-2014-tt-btc", "3"},                   // nested points
	{"71-2014-qh13", "6"},                     // amending article
	{"07-2025-tt-bkhdt", "2"},                 // found inside the article before it
	{"57-2014-qh13", "77"},                    // repealed as a whole, no text
	{"phap-lenh-ve-ham-cap-ngoai-giao", "13"}, // of an act without a number
	{"73-cp-1993", "1"},                       // shares its number with another decree
	{"03-2020-tt-bxd", "4"},                   // an annex with a table in the text
}

func TestRealOutlines(t *testing.T) {
	c := readReal(t)
	wanted := map[string]bool{}
	for _, o := range outlined {
		wanted[o.document+"#"+o.article] = true
	}
	found := map[string]string{}
	for d := range c.Documents() {
		for _, a := range d.Articles {
			if name := string(d.ID) + "#" + a.Key; wanted[name] {
				found[name] = shape(d, a)
			}
		}
	}
	var b strings.Builder
	for _, o := range outlined {
		name := o.document + "#" + o.article
		fmt.Fprintf(&b, "%s\n%s", name, found[name])
	}
	golden(t, "real-outlines.golden", b.String())
}

// shape is an article without its words.
func shape(d corpus.Document, a corpus.Article) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  ban hành %s, một phần %t, tiêu đề %d, trong", d.Issued, d.Partial, utf8.RuneCountInString(a.Heading))
	for _, h := range a.Within {
		fmt.Fprintf(&b, " %s %s (%d)", h.Level, h.Label, utf8.RuneCountInString(h.Title))
	}
	fmt.Fprintf(&b, ", từ %s đến %s\n", a.InForce.From, a.InForce.Until)
	for _, m := range a.Amendments {
		fmt.Fprintf(&b, "  %v %s %s\n", m.Kinds, m.By, m.Effective)
	}
	shapeNodes(&b, a.Body, "  ")
	return b.String()
}

func shapeNodes(b *strings.Builder, nodes []corpus.Node, indent string) {
	for _, n := range nodes {
		fmt.Fprintf(b, "%s%s %s %d\n", indent, n.Level, n.Label, utf8.RuneCountInString(n.Text))
		shapeNodes(b, n.Children, indent+"  ")
	}
}

// TestRealSome checks single facts known from the published documents.
func TestRealSome(t *testing.T) {
	c := readReal(t)
	docs := map[corpus.DocumentID]corpus.Document{}
	for d := range c.Documents() {
		docs[d.ID] = d
	}
	complaints := docs["02-2011-qh13"]
	if complaints.Title != "Khiếu nại" || complaints.Issued != 20111111 || complaints.Effective != 20120701 || complaints.Issuer != "Quốc hội" {
		t.Errorf("Luật Khiếu nại: %q %s %s %q", complaints.Title, complaints.Issued, complaints.Effective, complaints.Issuer)
	}
	if d := docs["30-2020-nd-cp"]; d.Title != "Về công tác văn thư" || d.Issued != 20200305 || d.Partial {
		t.Errorf("Nghị định 30/2020: %q %s partial %t", d.Title, d.Issued, d.Partial)
	}
	for _, a := range docs["63-2010-nd-cp"].Articles {
		if a.Label == "8" && (len(a.Amendments) == 0 || a.Amendments[len(a.Amendments)-1].Effective != 20170925) {
			t.Errorf("Điều 8 Nghị định 63/2010: %+v", a.Amendments)
		}
	}
	if _, ok := docs["nghi-quyet-18-2008-qh12"]; !ok || docs["18-2008-qh12"].Kind != corpus.KindLaw {
		t.Error("luật và nghị quyết số 18/2008/QH12 không tách được")
	}
}

// TestRealMemory holds the memory that the read code takes.
func TestRealMemory(t *testing.T) {
	c := readReal(t)
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > 450<<20 {
		t.Errorf("the code takes %d MiB", m.HeapAlloc>>20)
	}
	runtime.KeepAlive(c)
}

func BenchmarkRead(b *testing.B) {
	if testing.Short() {
		b.Skip("đọc cả Bộ Pháp điển: bỏ qua với -short")
	}
	name := realPath(b)
	for b.Loop() {
		if _, err := Read(b.Context(), name, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys>>20), "sys-MiB")
}

func BenchmarkDocuments(b *testing.B) {
	c := readReal(b)
	for b.Loop() {
		for d := range c.Documents() {
			_ = d
		}
	}
}

// BenchmarkParseSubject reads the made-up đề mục over and over.
func BenchmarkParseSubject(b *testing.B) {
	text, err := os.ReadFile("testdata/a-luat.html")
	if err != nil {
		b.Fatal(err)
	}
	src := strings.Repeat(string(text), 50)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := parseSubject(src); err != nil {
			b.Fatal(err)
		}
	}
}

// TestReportJSON shows that a report can be kept.
func TestReportJSON(t *testing.T) {
	b, err := json.Marshal(read(t, sample(t)...).Report())
	if err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if outlineReport(back) != outlineReport(read(t, sample(t)...).Report()) {
		t.Errorf("got %s", b)
	}
}
