package assistant_test

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
)

// TestNamesWhatEnded asks what only a provision out of force answers: it is named
// as such, and is no answer.
func TestNamesWhatEnded(t *testing.T) {
	got, err := assistanttest.New().Ask(t.Context(), assistant.Request{Question: "quan trắc tự nguyện do người dân tự nguyện làm"})
	if err != nil {
		t.Fatal(err)
	}
	text := assistant.RenderText(got)
	if got.Status != assistant.StatusNothingFound || !strings.Contains(text, "Điều 4 Luật số 30/2010/QH12, đã hết hiệu lực từ 01/01/2019") {
		t.Errorf("status %s:\n%s", got.Status, text)
	}
}
