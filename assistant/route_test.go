package assistant_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
)

func refsOf(a assistant.Answer) []string {
	var out []string
	for _, c := range a.Citations {
		out = append(out, c.Ref)
	}
	return out
}

func TestCompare(t *testing.T) {
	const first, second = "Điều 10 Nghị định số 901/2019/NĐ-CP", "Điều 5 Luật số 90/2018/QH14"
	got := ask(t, assistanttest.New(), "Điều 10 Nghị định 901/2019/NĐ-CP và Điều 5 Luật số 90/2018/QH14 khác gì?")
	if refs := refsOf(got); !slices.Contains(refs, first) || !slices.Contains(refs, second) || got.Status != assistant.StatusAnswered {
		t.Errorf("places: %s from %q", got.Status, refs)
	}
	got = ask(t, assistanttest.New(), "so sánh thời hạn quyết định lập trạm quan trắc cộng đồng và thời hạn lưu sổ quan trắc")
	refs := refsOf(got)
	if len(refs) < 2 || refs[0] != first || !strings.HasSuffix(refs[1], "Điều 16 Nghị định số 901/2019/NĐ-CP") {
		t.Errorf("matters: %s from %q\n%s", got.Status, refs, assistant.RenderText(got))
	}
	for _, s := range got.Sentences {
		if len(s.Citations) == 0 {
			t.Errorf("no source: %s", s.Text)
		}
	}
}

func TestListing(t *testing.T) {
	tests := []struct {
		question string
		status   assistant.Status
		want     []string
	}{
		{"các nghị định về trạm quan trắc cộng đồng", assistant.StatusAnswered, []string{"Nghị định số 901/2019/NĐ-CP"}},
		{"Luật Quan trắc cộng đồng còn hiệu lực không?", assistant.StatusAnswered, []string{"Luật số 90/2018/QH14"}},
		{"văn bản nào sửa đổi Nghị định 901/2019/NĐ-CP", assistant.StatusAnswered, []string{"Nghị định số 901/2019/NĐ-CP"}},
		{"văn bản nào thay thế Nghị định 555/2020/NĐ-CP", assistant.StatusNothingFound, nil},
	}
	for _, tt := range tests {
		got := ask(t, assistanttest.New(), tt.question)
		if diff := cmp.Diff(tt.want, refsOf(got)); diff != "" || got.Status != tt.status {
			t.Errorf("%s: %s (-want +got):\n%s\n%s", tt.question, got.Status, diff, assistant.RenderText(got))
		}
	}
	got := ask(t, assistanttest.New(), "văn bản nào sửa đổi Nghị định 901/2019/NĐ-CP")
	if text := assistant.RenderText(got); !strings.Contains(text, "902/2022/NĐ-CP") || !strings.Contains(text, "không có trong kho") {
		t.Errorf("an act known of without being held is not named:\n%s", text)
	}
}

func TestDraftCheckIsPointedOut(t *testing.T) {
	got := ask(t, assistanttest.New(), "kiểm tra căn cứ giúp tôi: Căn cứ Luật Quan trắc cộng đồng;\nCăn cứ Nghị định số 901/2019/NĐ-CP;")
	if got.Status != assistant.StatusNeedsClarifying || !strings.Contains(got.Sentences[0].Text, "congvu check") {
		t.Errorf("%s: %s", got.Status, assistant.RenderText(got))
	}
}

func TestProcedureOfAnotherProvince(t *testing.T) {
	got := ask(t, assistanttest.New(), "thủ tục hỗ trợ lắp phao tiêu tại bến dân sinh ở tỉnh Đồng Nai mất bao lâu")
	const want = "Tỉnh Vân Hải; kho không có bản của Đồng Nai"
	if got.Procedure == nil || !strings.Contains(strings.Join(got.Warnings, "\n"), want) {
		t.Errorf("not said to be of another province:\n%s", assistant.RenderText(got))
	}
}
