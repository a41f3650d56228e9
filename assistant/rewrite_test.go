package assistant_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
)

// TestModelRewrites lets the model make a follow-up question whole, and does without
// when it cannot.
func TestModelRewrites(t *testing.T) {
	const first, next = "con kết hôn được nghỉ luân phiên mấy ngày", "còn nhà bị thiên tai thì sao?"
	for name, test := range map[string]struct {
		says string
		err  error
		want string
	}{
		"as asked":  {"“Nhà bị thiên tai được nghỉ luân phiên mấy ngày?”\nGiải thích: …", nil, "Nhà bị thiên tai được nghỉ luân phiên mấy ngày?"},
		"it failed": {"", errors.New("hỏng"), "thiên tai"},
	} {
		script := &assistanttest.Script{Say: func(asked string) (string, error) {
			if strings.Contains(asked, "Câu hỏi cuối:") {
				return test.says, test.err
			}
			return `{"answered":false,"sentences":[]}`, nil
		}}
		c := assistanttest.Config()
		c.Model = script
		got := talk(t, assistant.New(c), "c", first, next).UnderstoodAs
		if !strings.Contains(got, test.want) {
			t.Errorf("%s: understood as %q, want %q", name, got, test.want)
		}
	}
}
