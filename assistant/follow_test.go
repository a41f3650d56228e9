package assistant_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
)

// TestFollowUpsByPlace holds that what the questions before spoke of is found again:
// several turns back, by its neighbour, by a clause alone, on another day.
func TestFollowUpsByPlace(t *testing.T) {
	const decree = "Điều 15 Nghị định 901/2019/NĐ-CP"
	tests := []struct {
		name  string
		turns []string
		first string
	}{
		{"clause alone", []string{decree, "khoản 3 nói gì?"}, "khoản 3 Điều 15 Nghị định số 901/2019/NĐ-CP"},
		{"clause alone, no diacritics", []string{"dieu 15 nd 901/2019/nd-cp", "khoan 3 noi gi"}, "khoản 3 Điều 15 Nghị định số 901/2019/NĐ-CP"},
		{"next article", []string{decree, "điều tiếp theo"}, "Điều 16 Nghị định số 901/2019/NĐ-CP"},
		{"article before", []string{"Điều 10 Nghị định 901/2019/NĐ-CP", "điều trước đó?"}, "Điều 9 Nghị định số 901/2019/NĐ-CP"},
		{"article then its clause", []string{decree, "còn Điều 16?", "khoản 2 thì sao"}, "khoản 2 Điều 16 Nghị định số 901/2019/NĐ-CP"},
		{"this article", []string{decree, "lệ phí cấp thẻ quan trắc viên cộng đồng", "khoản 2 điều này nói gì"}, "khoản 2 Điều 15 Nghị định số 901/2019/NĐ-CP"},
		{"a document two turns back", []string{decree, "lệ phí cấp thẻ quan trắc viên cộng đồng", "nghị định đó còn hiệu lực không"}, "Nghị định số 901/2019/NĐ-CP"},
		{"field of a procedure", []string{"lệ phí cấp thẻ quan trắc viên cộng đồng", "nộp ở đâu?", "mất bao lâu?"}, "1.999001"},
		{"this procedure, two turns back", []string{"lệ phí cấp thẻ quan trắc viên cộng đồng", decree, "thủ tục này cần giấy tờ gì"}, "1.999001"},
		{"another day", []string{"Điều 4 Luật Quan trắc cộng đồng", "vào năm 2015?"}, "Điều 4 Luật số 30/2010/QH12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := talk(t, assistanttest.New(), "c", tt.turns...)
			if len(got.Citations) == 0 || !strings.EqualFold(got.Citations[0].Ref, tt.first) {
				t.Errorf("want %q first:\n%s", tt.first, assistant.RenderText(got))
			}
		})
	}
}

// scriptedRewriter says one thing and keeps what it was asked.
type scriptedRewriter struct {
	says  string
	err   error
	turns []string
}

func (r *scriptedRewriter) Standalone(_ context.Context, turns []string, _ string) (string, error) {
	r.turns = turns
	return r.says, r.err
}

// TestRewriter takes a model's whole question unless it failed or names what no turn did.
func TestRewriter(t *testing.T) {
	const first, next = "con kết hôn được nghỉ luân phiên mấy ngày", "còn nhà bị thiên tai thì sao?"
	byCode := talk(t, assistanttest.New(), "c", first, next).UnderstoodAs
	tests := []struct {
		name string
		says scriptedRewriter
		want string
	}{
		{"whole question", scriptedRewriter{says: "nhà bị thiên tai được nghỉ luân phiên mấy ngày"}, "Nhà bị thiên tai được nghỉ luân phiên mấy ngày"},
		{"error", scriptedRewriter{err: errors.New("quá hạn")}, byCode},
		{"nothing", scriptedRewriter{}, byCode},
		{"a number of its own", scriptedRewriter{says: "nhà bị thiên tai được nghỉ 5 ngày phải không"}, byCode},
		{"a document of its own", scriptedRewriter{says: "nhà bị thiên tai theo Luật Quan trắc cộng đồng được nghỉ mấy ngày"}, byCode},
		{"too long", scriptedRewriter{says: strings.Repeat("nhà bị thiên tai ", 60)}, byCode},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			config := assistanttest.Config()
			config.Rewriter = &tt.says
			if got := talk(t, assistant.New(config), "c", first, next).UnderstoodAs; got != tt.want {
				t.Errorf("understood as %q, want %q", got, tt.want)
			}
			if diff := cmp.Diff([]string{first}, tt.says.turns); diff != "" {
				t.Errorf("turns (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRewriterIsNotAsked for questions that stand alone.
func TestRewriterIsNotAsked(t *testing.T) {
	r := &scriptedRewriter{says: "khác"}
	config := assistanttest.Config()
	config.Rewriter = r
	talk(t, assistant.New(config), "c", "Điều 15 Nghị định 901/2019/NĐ-CP", "thời hạn quyết định lập trạm quan trắc cộng đồng là bao lâu?")
	if r.turns != nil {
		t.Errorf("asked with %q", r.turns)
	}
}
