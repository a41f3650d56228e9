package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/storetest"
)

const day = corpus.Date(20260310)

// decree is an invented decree, changed.
func decree(change func(*corpus.Document)) corpus.Document {
	doc := corpus.Document{
		Kind: corpus.KindDecree, Number: "900/2020/NĐ-CP", Title: "Về việc thử", Issued: 20200101, Effective: 20200301,
		ID: "900-2020-nd-cp", Source: corpus.Source{Name: "thử"},
		Articles: []corpus.Article{
			{Key: "1", Label: "1", Heading: "Phạm vi", Body: []corpus.Node{{Level: corpus.LevelParagraph, Text: "Quy định việc thử."}}},
			{Key: "2", Label: "2", Heading: "Thời hạn", Body: []corpus.Node{
				{Level: corpus.LevelClause, Label: "1", Marker: "1.", Text: "Các thời hạn sau:", Children: []corpus.Node{
					{Level: corpus.LevelPoint, Label: "a", Marker: "a)", Text: "05 ngày;"},
					{Level: corpus.LevelPoint, Label: "b", Marker: "b)", Text: "07 ngày."},
				}},
				{Level: corpus.LevelClause, Label: "2", Marker: "2.", Text: "Không quá 30 ngày."},
			}},
		},
	}
	if change != nil {
		change(&doc)
	}
	return doc
}

func TestCitedText(t *testing.T) {
	procedure := corpus.Procedure{Code: "1.900001", Name: "Thủ tục thử", Steps: "Bước 1."}
	twice := func(d *corpus.Document) {
		again := d.Articles[0]
		again.Key, again.Body = "1~2", []corpus.Node{{Level: corpus.LevelParagraph, Text: "Phạm vi của quy chế."}}
		d.Articles = append(d.Articles, again)
	}
	suspended := func(clause string) func(*corpus.Document) {
		return func(d *corpus.Document) {
			d.Articles[1].Amendments = []corpus.Amendment{{
				Kinds: []corpus.AmendmentKind{corpus.AmendSuspend}, Target: corpus.Ref{Clause: clause}, Effective: 20260101, Until: 20260601,
			}}
		}
	}
	tests := []struct {
		name, ref string
		change    func(*corpus.Document)
		text      string // empty for one that is gone
		inForce   bool
	}{
		{"article", "Điều 1 Nghị định số 900/2020/NĐ-CP", nil, "Phạm vi\nQuy định việc thử.", true},
		{"clause", "khoản 2 Điều 2 Nghị định số 900/2020/NĐ-CP", nil, "2. Không quá 30 ngày.", true},
		{"point", "điểm b khoản 1 Điều 2 Nghị định số 900/2020/NĐ-CP", nil, "1. Các thời hạn sau:\nb) 07 ngày.", true},
		{"short form", "k2 đ2 nđ 900/2020/NĐ-CP", nil, "2. Không quá 30 ngày.", true},
		{"two articles of one label", "Điều 1 Nghị định số 900/2020/NĐ-CP", twice, "Phạm vi\nQuy định việc thử.\nPhạm vi\nPhạm vi của quy chế.", true},
		{"procedure", "1.900001", nil, procedure.Text(), true},
		{"another procedure", "1.900002", nil, "", false},
		{"no such clause", "khoản 3 Điều 2 Nghị định số 900/2020/NĐ-CP", nil, "", false},
		{"no such article", "Điều 9 Nghị định số 900/2020/NĐ-CP", nil, "", false},
		{"no such document", "Điều 1 Nghị định số 901/2020/NĐ-CP", nil, "", false},
		{"a whole document", "Nghị định số 900/2020/NĐ-CP", nil, "", false},
		{"no document", "khoản 2 Điều 2", nil, "", false},
		{"nonsense", "xyz", nil, "", false},
		{"document ended", "Điều 1 Nghị định số 900/2020/NĐ-CP", func(d *corpus.Document) { d.InForce.Until = day }, "", true},
		{"document ends tomorrow", "Điều 1 Nghị định số 900/2020/NĐ-CP", func(d *corpus.Document) { d.InForce.Until = day + 1 }, "Phạm vi\nQuy định việc thử.", true},
		{"article ended", "Điều 1 Nghị định số 900/2020/NĐ-CP", func(d *corpus.Document) { d.Articles[0].InForce.Until = 20250101 }, "", true},
		{"not yet", "Điều 1 Nghị định số 900/2020/NĐ-CP", func(d *corpus.Document) { d.Effective = day + 1 }, "", true},
		{"suspended", "khoản 2 Điều 2 Nghị định số 900/2020/NĐ-CP", suspended("2"), "", true},
		{"another clause suspended", "khoản 2 Điều 2 Nghị định số 900/2020/NĐ-CP", suspended("1"), "2. Không quá 30 ngày.", true},
	}
	for _, tt := range tests {
		lib := storetest.NewMemory([]corpus.Document{decree(tt.change)}, []corpus.Procedure{procedure})
		text, inForce, err := store.CitedIn(lib, day)(t.Context(), tt.ref)
		ended := tt.text == "" && tt.inForce
		switch {
		case ended && (err != nil || inForce):
			t.Errorf("%s: %q, in force %v, error %v; want it ended", tt.name, text, inForce, err)
		case tt.text == "" && !ended && !errors.Is(err, store.ErrGone):
			t.Errorf("%s: %q, error %v; want ErrGone", tt.name, text, err)
		case tt.text != "" && (text != tt.text || !inForce || err != nil):
			t.Errorf("%s: %q, in force %v, error %v; want %q", tt.name, text, inForce, err, tt.text)
		}
	}
}

func TestSumIgnoresHowTextIsEncoded(t *testing.T) {
	same := store.TextSum("Không quá 30 ngày, hoà giải.")
	if got := store.TextSum("Không  quá\n30 ngày, hòa giải. "); got != same {
		t.Error("tone place and spaces change the sum")
	}
	if got := store.TextSum("Không quá 30 ngày, hòa giải"); got == same {
		t.Error("a full stop less has the same sum")
	}
	if got := store.TextSum("không quá 30 ngày, hòa giải."); got == same {
		t.Error("a small letter has the same sum")
	}
}

// TestImportTakesWhatStands: lines are taken one by one, with sums from the corpus.
func TestImportTakesWhatStands(t *testing.T) {
	s, c := fresh(t)
	c.at = time.Date(2026, 3, 10, 5, 0, 0, 0, time.UTC)
	reworded := func(d *corpus.Document) {
		d.Articles[0].Amendments = []corpus.Amendment{{
			Kinds: []corpus.AmendmentKind{corpus.AmendModify}, By: corpus.Ref{Number: "901/2025/NĐ-CP"}, Effective: 20250601,
		}}
		d.Articles[0].InForce = corpus.Validity{From: 20200301}
	}
	lib := storetest.NewMemory([]corpus.Document{decree(reworded)}, nil)
	line := func(id, ref, on, more string) string {
		return `{"id":"` + id + `","questions":["Câu ` + id + `?"],"sentences":[{"text":"Đáp.","citations":[1]}],"citations":[{"ref":"` +
			ref + `"` + more + `}],"approver":"A","approved_on":"` + on + `"}`
	}
	const clause = "khoản 2 Điều 2 Nghị định 900/2020/NĐ-CP"
	sum := store.TextSum("2. Không quá 30 ngày.")
	file := strings.Join([]string{
		line("tốt", clause, "2026-03-01", ""),
		"hỏng",
		line("mất", "khoản 9 Điều 2 Nghị định 900/2020/NĐ-CP", "2026-03-01", ""),
		line("khớp", clause, "2026-03-01", `,"sha256":"`+sum+`"`),
		line("khác", clause, "2026-03-01", `,"sha256":"`+store.TextSum("khác")+`"`),
		line("trước sửa đổi", "Điều 1 Nghị định 900/2020/NĐ-CP", "2025-05-31", ""),
		line("sau sửa đổi", "Điều 1 Nghị định 900/2020/NĐ-CP", "2025-06-01", ""),
		line("tương lai", clause, "2026-03-11", ""),
	}, "\n")
	done := must(s.ImportApproved(t.Context(), lib, strings.NewReader(file)))(t)
	if diff := cmp.Diff([]string{"tốt", "khớp", "sau sửa đổi"}, done.Kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	var rejected []int
	for _, r := range done.Rejected {
		rejected = append(rejected, r.Line)
	}
	if diff := cmp.Diff([]int{2, 3, 5, 6, 8}, rejected); diff != "" {
		t.Errorf("rejected lines (-want +got):\n%s\n%+v", diff, done.Rejected)
	}
	got := must(s.Approved(t.Context(), "tốt"))(t).Citations[0]
	if want := (store.ApprovedCitation{Ref: "khoản 2 Điều 2 Nghị định số 900/2020/NĐ-CP", SHA256: sum}); got != want {
		t.Errorf("citation %+v, want %+v", got, want)
	}
	changed := storetest.NewMemory([]corpus.Document{decree(func(d *corpus.Document) { d.Articles[1].Body[1].Text = "Không quá 45 ngày." })}, nil)
	checked := must(s.Revalidate(t.Context(), store.CitedIn(changed, s.Today())))(t)
	if len(checked.Stale) != 2 || checked.Current != 1 {
		t.Errorf("after the change: %+v", checked)
	}
}
