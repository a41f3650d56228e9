package assistant_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

// TestImportedGolden keeps answers from imported files as a terminal shows them.
func TestImportedGolden(t *testing.T) {
	questions := []string{
		"máy đo gió được bảo dưỡng bao lâu một lần",
		"Điều 3 Thông tư 05/2015/TT-BTN",
		"Điều 3 Thông tư 05/2015/TT-BTN tại thời điểm tháng 5/2020",
		"thông tư 05/2015/TT-BTN",
		"ảnh mây được chụp lúc nào",
		"Điều 1 Thông tư 01/2026/TT-BTN",
		"cột mốc được sơn màu gì",
		"Điều 1 Thông tư 10/2020/TT-BTN",
		"Điều 2 Thông tư 10/2020/TT-BTN",
		"quy trình QT 07/TTTV",
		"thẻ quan trắc viên hình gì nền màu gì",
	}
	a := assistanttest.NewWithImported()
	var b strings.Builder
	for _, q := range questions {
		answer := ask(t, a, q)
		fmt.Fprintf(&b, "══ %s\n(%s)\n%s\n", q, answer.Status, assistant.RenderText(answer))
	}
	golden(t, "imported.golden", b.String())
}

// TestEndedDocumentsDoNotLead searches for what an ended circular answers best:
// neither it nor one that is not in force yet is found.
func TestEndedDocumentsDoNotLead(t *testing.T) {
	a := assistanttest.NewWithImported()
	results, err := a.Search(t.Context(), indexer.Query{Text: "bảo dưỡng máy đo gió giật", InForceOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if r.Document != nil && (r.Document.ID == "05-2015-tt-btn" || r.Document.ID == "01-2026-tt-btn") {
			t.Errorf("found %s", r.Place)
		}
	}
	got := ask(t, a, "máy đo gió được bảo dưỡng bao lâu một lần")
	if len(got.Citations) == 0 || got.Citations[0].Document.ID != "12-2025-tt-btn" {
		t.Errorf("answer:\n%s", assistant.RenderText(got))
	}
}

func TestCitationsNameFileAndPage(t *testing.T) {
	got := ask(t, assistanttest.NewWithImported(), "Điều 1 Thông tư 12/2025/TT-BTN").Citations[0].Source
	file := assistanttest.FileOf("thong-tu")
	want := assistant.SourceLine{Name: "tệp đã nạp thông tư 12.pdf, trang 2", Address: "/tep/" + file.SHA256 + "#page=2", File: file.Name, Page: 2}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
}

func TestScansAreWarnedOfOnce(t *testing.T) {
	got := ask(t, assistanttest.NewWithImported(), "cột mốc được sơn màu gì")
	n := 0
	for _, w := range got.Warnings {
		if strings.Contains(w, "93%") && strings.Contains(w, "bản gốc") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d warnings of the scan: %q", n, got.Warnings)
	}
}

func TestStandingOf(t *testing.T) {
	tests := []struct {
		id   corpus.DocumentID
		day  corpus.Date
		want assistant.ForceStatus
		says string
	}{
		{"05-2015-tt-btn", 20260201, assistant.ForceExpired, "đã hết hiệu lực từ 01/01/2026, bị bãi bỏ bởi Điều 2 Thông tư số 12/2025/TT-BTN, “trừ Điều 9”."},
		{"05-2015-tt-btn", 20251231, assistant.ForceInForce, ""},
		{"06-2016-tt-btn", 20250831, assistant.ForceNoEndKnown, ""},
		{"06-2016-tt-btn", 20250901, assistant.ForceSuspended, "đang bị ngưng hiệu lực từ 01/09/2025, đến trước ngày 01/03/2027 theo Điều 1 Nghị quyết số 77/2025/NQ-CP."},
		{"06-2016-tt-btn", 20270301, assistant.ForceNoEndKnown, ""},
		{"01-2026-tt-btn", 20260201, assistant.ForceNotYet, "chưa có hiệu lực vào ngày 01/02/2026: hiệu lực từ 01/07/2026."},
		{"88-2025-qd-btn", 20260201, assistant.ForceNoEndKnown, "máy nhận dạng"},
		{"qt-07-tttv", 20260201, assistant.ForceUnknown, ""},
	}
	lib := assistanttest.NewImported()
	for _, tt := range tests {
		doc, err := lib.Document(t.Context(), tt.id)
		if err != nil {
			t.Fatal(err)
		}
		got := assistant.StandingOf(doc, tt.day)
		said := slices.ContainsFunc(got.Warnings(), func(w string) bool { return strings.Contains(w, tt.says) })
		if got.Status != tt.want || said != (tt.says != "") {
			t.Errorf("%s on %s is %s with %q, want %s with %q", tt.id, tt.day.Vietnamese(), got.Status, got.Warnings(), tt.want, tt.says)
		}
	}
}

func TestUnit(t *testing.T) {
	for label, want := range map[string]string{
		"28a": "Điều", "Mục IV": "Mục", "Mục 5.l": "Mục", "Phụ lục": "Phụ lục", "Phụ lục II": "Phụ lục",
		"Mẫu số 05": "Mẫu", "Biểu mẫu 1": "Biểu mẫu", "Đoạn 1-4": "Đoạn", "Bước 1": "Bước", "Mục III.1 Mẫu D.1": "Mục",
	} {
		if got := (assistant.ArticleView{Article: corpus.Article{Label: label}}).Unit(); got != want {
			t.Errorf("unit of %q = %q, want %q", label, got, want)
		}
	}
}
