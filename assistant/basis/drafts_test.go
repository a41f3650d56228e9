package basis_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/reading"
	"github.com/trolycongvu/congvu/corpus/starter"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/corpus/storetest"
)

// today is the day of every check here.
const today corpus.Date = 20270501

// libraryOf is a store in memory with these documents, each under its own source.
func libraryOf(t testing.TB, docs ...corpus.Document) *storetest.Memory {
	t.Helper()
	m := storetest.NewMemory(nil, nil)
	for _, source := range []string{starter.Name, "file"} {
		im, err := m.BeginImport(t.Context(), store.ImportInfo{Source: source, Checksum: source, Edition: 20260701})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			if d.Source.Name != source {
				continue
			}
			if _, err := im.PutDocument(t.Context(), d); err != nil {
				t.Fatalf("%s: %v", d.Name(), err)
			}
		}
		if _, err := im.Finish(t.Context(), false); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// starterLibrary is the starter corpus with the invented acts.
func starterLibrary(t testing.TB) *storetest.Memory {
	t.Helper()
	docs, err := starter.Documents()
	if err != nil {
		t.Fatal(err)
	}
	return libraryOf(t, append(docs, inventedActs()...)...)
}

// clause is a khoản with points of these labels.
func clause(label string, points ...string) corpus.Node {
	n := corpus.Node{Level: corpus.LevelClause, Label: label, Marker: label + ".", Text: "Quy định giả định."}
	for _, p := range points {
		n.Children = append(n.Children, corpus.Node{Level: corpus.LevelPoint, Label: p, Marker: p + ")", Text: "nội dung giả định;"})
	}
	return n
}

// invented is an act that never was.
func invented(number corpus.Number, title, issuer string, issued corpus.Date) corpus.Document {
	d := corpus.Document{
		Number: number, Kind: corpus.KindOf(number), Title: title, Issuer: issuer, Issued: issued, Effective: issued,
		Source: corpus.Source{Name: "file"}, File: corpus.File{Name: "gia-dinh.txt", SHA256: strings.Repeat("0", 64), Format: "txt"},
		Articles: []corpus.Article{
			{Key: "1", Label: "1", Body: []corpus.Node{clause("1"), clause("2", "a", "b"), clause("3")}},
			{Key: "2", Label: "2", Body: []corpus.Node{clause("1"), clause("2")}},
			{Key: "3", Label: "3", Heading: "Hiệu lực thi hành", Body: []corpus.Node{{Level: corpus.LevelParagraph, Text: "Văn bản giả định này có hiệu lực từ ngày ký."}}},
		},
	}
	d.ID = corpus.NewDocumentID(d.Kind, d.Number, d.Title)
	return d
}

// inventedActs are one decree that was replaced, the one that replaced it, of which
// an article was reworded, and a circular that is suspended for a time.
func inventedActs() []corpus.Document {
	old := invented("901/2019/NĐ-CP", "Về quản lý sân phơi giả định", "Chính phủ", 20190510)
	replaced := corpus.Amendment{
		Kinds: []corpus.AmendmentKind{corpus.AmendReplace}, By: corpus.Ref{Number: "902/2024/NĐ-CP", Article: "3"},
		Effective: 20240801, Except: "trừ quy định tại Điều 2",
	}
	old.InForce = corpus.Validity{From: 20190701, Until: 20240801, EndedBy: &replaced}
	now := invented("902/2024/NĐ-CP", "Về quản lý sân phơi giả định", "Chính phủ", 20240601)
	now.Effective, now.InForce = 20240801, corpus.Validity{From: 20240801}
	now.Articles[1].Amendments = []corpus.Amendment{{
		Kinds: []corpus.AmendmentKind{corpus.AmendModify}, By: corpus.Ref{Number: "903/2025/NĐ-CP", Article: "1"}, Effective: 20250301,
	}}
	circular := invented("905/2024/TT-BNV", "Hướng dẫn ghi sổ phơi giả định", "Bộ Nội vụ", 20241015)
	circular.InForce = corpus.Validity{From: 20241015}
	circular.Amendedby = []corpus.Amendment{{
		Kinds: []corpus.AmendmentKind{corpus.AmendSuspend}, By: corpus.Ref{Number: "906/2025/TT-BNV"}, Effective: 20250101, Until: 20280101, Partly: true,
	}}
	return []corpus.Document{old, now, circular}
}

// planted is one error that a draft was given.
type planted struct{ draft, kind, text string }

func plantedErrors(t testing.TB) []planted {
	t.Helper()
	raw, err := os.ReadFile("testdata/planted.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []planted
	for line := range strings.Lines(string(raw)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
			out = append(out, planted{f[0], f[1], f[2]})
		}
	}
	return out
}

// TestDrafts: every planted error of the drafts is found, and nothing else is.
func TestDrafts(t *testing.T) {
	checkDrafts(t, starterLibrary(t), func(name string) bool { return !strings.HasPrefix(name, "luat-") })
}

// TestDraftsOfWholeLaws is TestDrafts for laws that were imported whole, where a
// missing Điều, khoản or điểm is wrong.
func TestDraftsOfWholeLaws(t *testing.T) {
	if testing.Short() {
		t.Skip("reads whole laws")
	}
	folder := filepath.Join(corpustest.SharedData(t), "documents", "docx")
	var laws []corpus.Document
	for _, id := range []string{"139264", "170517", "173332", "177815", "178340", "179106", "179427", "179942"} {
		path := filepath.Join(folder, "VBPL_"+id+".docx")
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		read, err := reading.File(t.Context(), path, raw, reading.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := read[0].Document
		d.Source.Name = "file"
		laws = append(laws, d)
	}
	checkDrafts(t, libraryOf(t, laws...), func(name string) bool { return strings.HasPrefix(name, "luat-") })
}

// checkDrafts checks the drafts of the folder that pick takes and reports the counts.
func checkDrafts(t *testing.T, library basis.Corpus, pick func(string) bool) {
	t.Helper()
	entries, err := os.ReadDir("testdata/drafts")
	if err != nil {
		t.Fatal(err)
	}
	all, checker := plantedErrors(t), basis.New(library)
	drafts, found, sown, lines, accused := 0, 0, 0, 0, 0
	for _, e := range entries {
		if !pick(e.Name()) {
			continue
		}
		drafts++
		want := slices.DeleteFunc(slices.Clone(all), func(p planted) bool { return p.draft != e.Name() })
		report := checkFile(t, checker, filepath.Join("testdata", "drafts", e.Name()))
		sown += len(want)
		for _, l := range report.Lines {
			lines++
			for _, f := range l.Faults {
				i := slices.IndexFunc(want, func(p planted) bool { return p.kind == string(f.Kind) && strings.Contains(l.Text, p.text) })
				switch {
				case i >= 0:
					found++
					want = slices.Delete(want, i, i+1)
				case f.Kind != basis.FaultAbsent:
					accused++
					t.Errorf("%s: %q is accused of %s: %s", e.Name(), l.Text, f.Kind, f.Text)
				}
			}
		}
		for _, p := range want {
			t.Errorf("%s: %s of %q was not found in\n%s", e.Name(), p.kind, p.text, report.Text())
		}
	}
	t.Logf("%d drafts, %d citations: %d of %d planted errors found, %d correct citations accused", drafts, lines, found, sown, accused)
}

func checkFile(t *testing.T, checker *basis.Checker, path string) basis.Report {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	draft, err := basis.ReadText(string(raw))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if draft.Date.IsZero() {
		t.Errorf("%s: the date was not read", path)
	}
	report, err := checker.Check(context.Background(), draft, today)
	if err != nil {
		t.Fatal(err)
	}
	return report
}
