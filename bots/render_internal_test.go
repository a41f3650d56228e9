package bots

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

type noAsker struct{}

func (noAsker) Ask(context.Context, assistant.Request) (assistant.Answer, error) {
	return assistant.Answer{}, nil
}

func (noAsker) Search(context.Context, indexer.Query) ([]assistant.Result, error) { return nil, nil }

func (noAsker) Today() corpus.Date { return 20260302 }

func TestRender(t *testing.T) {
	citation := assistant.Citation{
		N: 1, Place: "điều 28 Luật Thử", Article: "28", Link: "/v1/a", Page: "/van-ban/thu/28",
		Validity: assistant.Force{Evidence: "hiệu lực từ 01/07/2012"}, Amendments: []string{"sửa 2014", "sửa 2020", "sửa 2025"},
		Document: &assistant.CitedDocument{},
	}
	second := citation
	second.N, second.Clause = 2, "3"
	a := assistant.Answer{
		Status: assistant.StatusAnswered, Mode: assistant.ModeExtractive, UnderstoodAs: "Câu hỏi đủ", AsOf: 20230301,
		Sentences: []assistant.Sentence{
			{Text: "Không quá 30 ngày.", Citations: []int{1}, Lead: true, Quoted: true}, {Text: "Không quá 45 ngày *nếu* phức_tạp.", Citations: []int{2}, Quoted: true},
		},
		Citations: []assistant.Citation{citation, second}, Warnings: []string{"Bản tóm lược."}, Suggestions: []string{"Điều 29?"},
		Nearest: []assistant.Nearest{{Place: "điều 30", Title: "Tên", Page: "/p"}},
	}
	b := &Bot{Config: Config{Asker: noAsker{}, BaseURL: "https://cv.vn"}}
	want := `Hiểu câu hỏi là: Câu hỏi đủ
(Theo quy định vào ngày 01/03/2023)
▸ Không quá 30 ngày. [1]
Không quá 45 ngày *nếu* phức_tạp. [2]

Nguồn:
[1] Điều 28 Luật Thử · hiệu lực từ 01/07/2012
– sửa 2020
– sửa 2025
… và 1 lần sửa đổi trước đó, xem nguồn
Toàn văn: https://cv.vn/van-ban/thu/28
[2] Khoản 3 Điều 28, cùng văn bản ở [1]

⚠ Bản tóm lược.

Gần nhất:
· Điều 30: Tên
Toàn văn: https://cv.vn/p

Có thể hỏi tiếp:
· Điều 29?`
	if diff := cmp.Diff(want, b.render(a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b.BaseURL = ""
	want = "Điều này chưa rõ. Ý nào?\n· Một"
	clarify := assistant.Answer{
		Status: assistant.StatusNeedsClarifying, Mode: assistant.ModeExtractive, AsOf: 20260302,
		Sentences: []assistant.Sentence{{Text: "Điều này chưa rõ. Ý nào?"}}, Suggestions: []string{"Một"},
	}
	if diff := cmp.Diff(want, b.render(clarify)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	model := assistant.Answer{
		Mode: assistant.ModeApproved, Approved: &assistant.ApprovedBy{On: 20260101}, Sentences: []assistant.Sentence{{Text: "Được.", Citations: []int{1}}},
		Citations: []assistant.Citation{citation},
	}
	want = "Được. [1]\n(câu trả lời đã được chuyên gia duyệt ngày 01/01/2026)\n\nNguồn:\n[1] Điều 28 Luật Thử · hiệu lực từ 01/07/2012\n– sửa 2020\n– sửa 2025\n… và 1 lần sửa đổi trước đó, xem nguồn"
	if diff := cmp.Diff(want, b.render(model)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
