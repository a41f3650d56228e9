package eval_test

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/eval"
)

// TestFaithful finds every citation and quotation of a true answer, and tells those
// of a false one.
func TestFaithful(t *testing.T) {
	lib := assistanttest.NewLibrary()
	answer, err := assistanttest.New().Ask(t.Context(), assistant.Request{Question: "Thời hạn quyết định lập trạm quan trắc cộng đồng là bao lâu?"})
	if err != nil {
		t.Fatal(err)
	}
	truth, err := eval.Faithful(t.Context(), lib, answer)
	if err != nil || truth.Citations == 0 || truth.Quotes == 0 || truth.Resolved != truth.Citations || truth.Verbatim != truth.Quotes {
		t.Fatalf("%+v, %v; want everything found", truth, err)
	}
	answer.Sentences[0].Text = strings.Replace(answer.Sentences[0].Text, "30 ngày", "31 ngày", 1)
	answer.Citations[0].Quote = strings.Replace(answer.Citations[0].Quote, "không", "có thể không", 1)
	answer.Sentences = append(answer.Sentences, assistant.Sentence{Text: "Luật nói “bịa đặt”.", Citations: []int{1}})
	lie, err := eval.Faithful(t.Context(), lib, answer)
	if err != nil || lie.Quotes-lie.Verbatim != 3 || len(lie.Broken) != 3 {
		t.Errorf("%+v, %v; want three false quotations", lie, err)
	}
	answer.Citations[0].Clause = "77"
	if lost, err := eval.Faithful(t.Context(), lib, answer); err != nil || lost.Citations-lost.Resolved != 1 {
		t.Errorf("%+v, %v; want one citation that leads nowhere", lost, err)
	}
}
