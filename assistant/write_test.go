package assistant_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/model"
)

const (
	deadlineQuestion = "Thời hạn quyết định lập trạm quan trắc cộng đồng là bao lâu?"
)

// withModel is the assistant over the made-up corpus with a model that says what
// say makes of the passages it is shown.
func withModel(say func(passages []assistanttest.ShownPassage) (string, error)) (*assistant.Assistant, *assistanttest.Script) {
	script := &assistanttest.Script{Piece: 7, Say: func(asked string) (string, error) { return say(assistanttest.Shown(asked)) }}
	c := assistanttest.Config()
	c.Model = script
	return assistant.New(c), script
}

// handleOf is the handle of the passage that holds words, 0 when none does.
func handleOf(passages []assistanttest.ShownPassage, words string) string {
	for _, p := range passages {
		if strings.Contains(p.Text, words) {
			return p.Handle
		}
	}
	return "0"
}

// TestWritten is an answer in a model's words: sentences that stand are said, the
// others dropped.
func TestWritten(t *testing.T) {
	a, script := withModel(func(p []assistanttest.ShownPassage) (string, error) {
		n := handleOf(p, "30 ngày")
		return fmt.Sprintf(`{"answered":true,"sentences":[
			{"text":"Quyết định lập trạm quan trắc cộng đồng được đưa ra trong tối đa 30 ngày kể từ ngày nhận đủ hồ sơ.","sources":[%s]},
			{"text":"Quá hạn thì bị phạt 50.000.000 đồng.","sources":[%s]}]}`, n, n), nil
	})
	answer := ask(t, a, deadlineQuestion)
	t.Log(assistant.RenderText(answer))
	if len(script.Asked()) != 1 {
		t.Fatalf("the model was asked %d times, want once", len(script.Asked()))
	}
	if answer.Mode != assistant.ModeModel || answer.Status != assistant.StatusAnswered {
		t.Fatalf("mode %s, status %s, want model, answered", answer.Mode, answer.Status)
	}
	if got := len(answer.Sentences); got < 1 || !answer.Sentences[0].Lead {
		t.Errorf("sentences %+v, want the one that stands first and marked", answer.Sentences)
	}
	for _, s := range answer.Sentences {
		if strings.Contains(s.Text, "50.000.000") {
			t.Errorf("said %q, which no provision says", s.Text)
		}
	}
	if !strings.Contains(strings.Join(answer.Warnings, "\n"), "Đã bỏ 1 câu") {
		t.Errorf("warnings %q do not say that a sentence was dropped", answer.Warnings)
	}
}

// TestExtractiveInstead gives the provision's own words whenever the model is of
// no use.
func TestExtractiveInstead(t *testing.T) {
	want := ask(t, assistanttest.New(), deadlineQuestion)
	for name, test := range map[string]struct {
		say     func([]assistanttest.ShownPassage) (string, error)
		warning string
	}{
		"down": {func([]assistanttest.ShownPassage) (string, error) {
			return "", fmt.Errorf("%w: 503", model.ErrUnavailable)
		}, "không trả lời được"},
		"nonsense": {func([]assistanttest.ShownPassage) (string, error) { return "{", nil }, "không trả lời được"},
		"declined": {func([]assistanttest.ShownPassage) (string, error) { return `{"answered":false,"sentences":[]}`, nil }, ""},
		"wrong first sentence": {func(p []assistanttest.ShownPassage) (string, error) {
			return `{"answered":true,"sentences":[{"text":"Thời hạn là 90 ngày.","sources":[1]},{"text":"` + p[0].Text + `","sources":[1]}]}`, nil
		}, "không khớp"},
		"cites nothing": {func([]assistanttest.ShownPassage) (string, error) { return "Thời hạn là 30 ngày.", nil }, "không khớp"},
	} {
		t.Run(name, func(t *testing.T) {
			a, _ := withModel(test.say)
			got := ask(t, a, deadlineQuestion)
			if got.Mode != assistant.ModeExtractive {
				t.Errorf("mode %s, want extractive", got.Mode)
			}
			if diff := cmp.Diff(want.Sentences, got.Sentences); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
			said := strings.Join(got.Warnings, "\n")
			if test.warning != "" && !strings.Contains(said, test.warning) {
				t.Errorf("warnings %q do not say %q", said, test.warning)
			}
		})
	}
}

// TestBrokenOff keeps what stands of an answer that broke off, and says so.
func TestBrokenOff(t *testing.T) {
	a, _ := withModel(func(p []assistanttest.ShownPassage) (string, error) {
		n := handleOf(p, "30 ngày")
		line := fmt.Sprintf(`Thời hạn quyết định lập trạm quan trắc cộng đồng tối đa là 30 ngày kể từ ngày nhận đủ hồ sơ [%s]. `, n)
		return line + strings.Repeat("Xem thêm ", len(line)), model.ErrUnavailable
	})
	got := ask(t, a, deadlineQuestion)
	if got.Mode != assistant.ModeModel || got.Status != assistant.StatusPartlyAnswered {
		t.Errorf("mode %s, status %s, want model, partly_answered", got.Mode, got.Status)
	}
}

// TestListen hears citations before the sentences that cite them, and nothing that
// the answer does not have.
func TestListen(t *testing.T) {
	a, _ := withModel(func(p []assistanttest.ShownPassage) (string, error) {
		return fmt.Sprintf("Thời hạn quyết định lập trạm quan trắc cộng đồng không quá 30 ngày [%s]. Bịa ra 99 ngày [1].", handleOf(p, "30 ngày")), nil
	})
	for _, asked := range []*assistant.Assistant{a, assistanttest.New()} {
		var heard []assistant.Sentence
		known := map[int]bool{}
		answer, err := asked.Listen(t.Context(), assistant.Request{Question: deadlineQuestion}, func(p assistant.Part) error {
			switch {
			case p.Citation != nil:
				known[p.Citation.N] = true
			case p.Sentence != nil:
				for _, n := range p.Sentence.Citations {
					if !known[n] {
						t.Errorf("%q cites [%d], which was not heard before", p.Sentence.Text, n)
					}
				}
				heard = append(heard, *p.Sentence)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(answer.Sentences, heard); diff != "" {
			t.Errorf("%s: heard (-answer +heard):\n%s", answer.Mode, diff)
		}
	}
	gone := errors.New("đi rồi")
	if _, err := a.Listen(t.Context(), assistant.Request{Question: deadlineQuestion}, func(assistant.Part) error { return gone }); !errors.Is(err, gone) {
		t.Errorf("a listener that is gone: error %v, want %v", err, gone)
	}
}

// TestNotWorded leaves to the provisions' own words what is asked for word for word.
func TestNotWorded(t *testing.T) {
	a, script := withModel(func([]assistanttest.ShownPassage) (string, error) { return "x [1].", nil })
	for _, q := range []string{"khoan 2 dieu 15 nd 901/2019", "lệ phí cấp thẻ quan trắc viên cộng đồng", "quy trình cấp phép nuôi rồng", "xin chào"} {
		if got := ask(t, a, q); got.Mode != assistant.ModeExtractive {
			t.Errorf("%q: mode %s, want extractive", q, got.Mode)
		}
	}
	if n := len(script.Asked()); n > 0 {
		t.Errorf("the model was asked %d times, want never", n)
	}
}

// slow is a model that says nothing until the exchange is given up.
type slow struct{}

func (slow) Generate(ctx context.Context, _ model.Request, _ func(string) error) (model.Reply, error) {
	<-ctx.Done()
	return model.Reply{}, fmt.Errorf("%w: %w", model.ErrUnavailable, ctx.Err())
}

// TestSlowModel waits for a model no longer than it was told.
func TestSlowModel(t *testing.T) {
	c := assistanttest.Config()
	c.Model, c.ModelTime = slow{}, 1
	if got := ask(t, assistant.New(c), deadlineQuestion); got.Mode != assistant.ModeExtractive || got.Status != assistant.StatusAnswered {
		t.Errorf("mode %s, status %s, want extractive, answered", got.Mode, got.Status)
	}
}

// TestHalfAnswer quotes the rule itself when the model tells another case alone.
func TestHalfAnswer(t *testing.T) {
	a, _ := withModel(func(p []assistanttest.ShownPassage) (string, error) {
		return fmt.Sprintf("Ở vùng sâu, vùng xa, thời hạn này tối đa là 60 ngày [%s].", handleOf(p, "30 ngày")), nil
	})
	got := ask(t, a, deadlineQuestion)
	text := assistant.RenderText(got)
	if got.Mode != assistant.ModeModel || !strings.Contains(text, "không quá 30 ngày") || !strings.Contains(text, "không quá 45 ngày") {
		t.Errorf("mode %s, want the model's, with the rule that it left out:\n%s", got.Mode, text)
	}
}
