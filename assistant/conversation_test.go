package assistant_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
)

// talk asks the questions in turn in one conversation and returns the last answer.
func talk(t *testing.T, a *assistant.Assistant, id string, questions ...string) assistant.Answer {
	t.Helper()
	var got assistant.Answer
	for _, q := range questions {
		var err error
		if got, err = a.Ask(t.Context(), assistant.Request{Question: q, ConversationID: id}); err != nil {
			t.Fatal(err)
		}
	}
	return got
}

func TestFollowUps(t *testing.T) {
	tests := []struct {
		name      string
		questions []string
		status    assistant.Status
		first     string
	}{
		{"a place in the document before", []string{"Điều 15 Nghị định 901/2019/NĐ-CP", "khoản 2 điều 16 thì sao?"}, assistant.StatusAnswered, "khoản 2 Điều 16 Nghị định số 901/2019/NĐ-CP"},
		{"another word of the same question", []string{"con kết hôn được nghỉ luân phiên mấy ngày", "còn nhà bị thiên tai thì sao?"}, assistant.StatusAnswered, "khoản 1 Điều 7 Nghị định số 901/2019/NĐ-CP"},
		{"this document", []string{"Điều 15 Nghị định 901/2019/NĐ-CP", "nghị định này quy định lưu sổ bao lâu"}, assistant.StatusAnswered, "khoản 2 Điều 16 Nghị định số 901/2019/NĐ-CP"},
		{"no conversation", []string{"khoản 2 điều 16 thì sao?"}, assistant.StatusNeedsClarifying, ""},
		{"a whole question stands alone", []string{"Điều 15 Nghị định 901/2019/NĐ-CP", "lệ phí cấp thẻ quan trắc viên cộng đồng"}, assistant.StatusAnswered, "1.999001"},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := talk(t, assistanttest.New(), fmt.Sprint("c", i), tt.questions...)
			first := ""
			if len(got.Citations) > 0 {
				first = got.Citations[0].Ref
			}
			if got.Status != tt.status || first != tt.first {
				t.Errorf("got %s from %q, want %s from %q\n%s", got.Status, first, tt.status, tt.first, assistant.RenderText(got))
			}
		})
	}
}

func TestConversationsAreKeptApart(t *testing.T) {
	a := assistanttest.New()
	talk(t, a, "one", "Điều 15 Nghị định 901/2019/NĐ-CP")
	if got := talk(t, a, "two", "khoản 2 điều 16 thì sao?"); got.Status != assistant.StatusNeedsClarifying {
		t.Errorf("another conversation's document was taken: %s", assistant.RenderText(got))
	}
	if got := talk(t, a, "", "khoản 2 điều 16 thì sao?"); got.Status != assistant.StatusNeedsClarifying {
		t.Errorf("a question without conversation took a document: %s", assistant.RenderText(got))
	}
}

func TestFollowUpSaysHowItWasUnderstood(t *testing.T) {
	got := talk(t, assistanttest.New(), "c", "con kết hôn được nghỉ luân phiên mấy ngày", "còn nhà bị thiên tai thì sao?")
	if !strings.Contains(got.UnderstoodAs, "nhà bị thiên tai") || !strings.Contains(assistant.RenderText(got), "Hiểu câu hỏi là") {
		t.Errorf("understood as %q", got.UnderstoodAs)
	}
}
