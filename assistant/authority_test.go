package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// act is a document of one Điều of one khoản.
func act(number corpus.Number, kind corpus.Kind, title, text string) corpus.Document {
	return corpus.Document{
		ID: corpus.DocumentID(number.Slug()), Number: number, Kind: kind, Title: title, Issued: 20250612, Effective: 20250701,
		Source: corpus.Source{Name: "file"},
		Articles: []corpus.Article{{
			Key: "1", Label: "1", InForce: corpus.Validity{From: 20250701},
			Body: []corpus.Node{{Level: corpus.LevelClause, Label: "1", Marker: "1.", Text: text}},
		}},
	}
}

// TestAuthority asks who decides, where the text names the district level.
func TestAuthority(t *testing.T) {
	ends := act("990/2025/QH15", corpus.KindLaw, "Tổ chức trạm địa phương", "Chính quyền địa phương cấp huyện kết thúc hoạt động từ ngày 01 tháng 7 năm 2025.")
	moves := act("991/2025/NĐ-CP", corpus.KindDecree, "Phân định thẩm quyền của chính quyền địa phương 02 cấp",
		"Thẩm quyền của Ủy ban nhân dân cấp huyện quy định tại khoản 1 Điều 9 Nghị định số 901/2019/NĐ-CP do Ủy ban nhân dân cấp xã thực hiện.")
	tests := []struct {
		name string
		docs []corpus.Document
		day  corpus.Date
		want string // empty for no warning
	}{
		{"nothing known", nil, 20260201, "chính quyền địa phương tổ chức theo hai cấp"},
		{"the end known", []corpus.Document{ends}, 20260201, "từ ngày 01/07/2025 (khoản 1 Điều 1 Luật số 990/2025/QH15)"},
		{"the move known", []corpus.Document{ends, moves}, 20260201, "do Ủy ban nhân dân cấp xã thực hiện từ ngày 01/07/2025 (khoản 1 Điều 1 Nghị định số 991/2025/NĐ-CP)"},
		{"before the end", []corpus.Document{ends, moves}, 20250630, ""},
	}
	for _, tt := range tests {
		lib := assistanttest.NewLibrary()
		im, err := lib.BeginImport(t.Context(), store.ImportInfo{Source: "file", Checksum: tt.name})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tt.docs {
			if _, err := im.PutDocument(t.Context(), d); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := im.Finish(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		a := assistant.New(assistant.Config{Corpus: lib, Search: assistanttest.Search{Library: lib}, Clock: assistanttest.Clock})
		got, err := a.Ask(t.Context(), assistant.Request{Question: "khoản 1 Điều 9 Nghị định 901/2019/NĐ-CP", AsOf: tt.day})
		if err != nil {
			t.Fatal(err)
		}
		about := slices.DeleteFunc(got.Warnings, func(w string) bool { return !strings.Contains(w, "cấp huyện") })
		if (len(about) == 1) != (tt.want != "") || len(about) == 1 && !strings.Contains(about[0], tt.want) {
			t.Errorf("%s: warnings %q, want %q", tt.name, about, tt.want)
		}
	}
}
