package script_test

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/script"
)

// TestModels holds the answers that come of both models against the corpus.
func TestModels(t *testing.T) {
	lib := assistanttest.NewLibrary()
	for _, name := range script.Names {
		m, err := script.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		c := assistanttest.Config()
		c.Model = m
		answer, err := assistant.New(c).Ask(t.Context(), assistant.Request{Question: "Thời hạn quyết định lập trạm quan trắc cộng đồng là bao lâu?"})
		if err != nil {
			t.Fatal(err)
		}
		text := assistant.RenderText(answer)
		if answer.Mode != assistant.ModeModel {
			t.Errorf("%s: mode %s, want model:\n%s", name, answer.Mode, text)
		}
		faith, err := eval.Faithful(t.Context(), lib, answer)
		if err != nil || faith.Resolved != faith.Citations || faith.Verbatim != faith.Quotes {
			t.Errorf("%s: %+v, %v; want everything found", name, faith, err)
		}
		for _, lie := range []string{"999/2031", "777.000", "những người khác", "3 ngày"} {
			if strings.Contains(text, lie) {
				t.Errorf("%s: said %q:\n%s", name, lie, text)
			}
		}
		if warned := strings.Contains(text, "Đã bỏ"); warned != (name == script.Lying) {
			t.Errorf("%s: says that sentences were dropped: %t", name, warned)
		}
	}
	if _, err := script.Named("x"); err == nil {
		t.Error("a model of another name was found")
	}
}
