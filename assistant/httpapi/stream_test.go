package httpapi_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
)

const longQuestion = `{"question":"Thời hạn quyết định lập trạm quan trắc cộng đồng là bao lâu?"}`

// event is one server-sent event.
type event struct{ name, data string }

func eventsOf(t *testing.T, body string) []event {
	t.Helper()
	var out []event
	for block := range strings.SplitSeq(strings.TrimSuffix(body, "\n\n"), "\n\n") {
		name, data, found := strings.Cut(block, "\ndata: ")
		if !found || !strings.HasPrefix(name, "event: ") || strings.Contains(data, "\n") {
			t.Fatalf("no event: %q", block)
		}
		out = append(out, event{strings.TrimPrefix(name, "event: "), data})
	}
	return out
}

// TestStream hears a model's answer sentence by sentence, and then the whole.
func TestStream(t *testing.T) {
	c := assistanttest.Config()
	c.Model = &assistanttest.Script{Piece: 5, Say: func(asked string) (string, error) {
		for _, p := range assistanttest.Shown(asked) {
			if strings.Contains(p.Text, "30 ngày") {
				return fmt.Sprintf("Thời hạn quyết định lập trạm quan trắc cộng đồng không quá 30 ngày [%s]. Trường hợp phức tạp không quá 45 ngày [%s]. Ở vùng sâu, vùng xa, thời hạn này không quá 60 ngày [%s].", p.Handle, p.Handle, p.Handle), nil
			}
		}
		return "", errors.New("không thấy đoạn trích")
	}}
	h := httpapi.New(httpapi.Config{Asker: assistant.New(c), Corpus: c.Corpus.(httpapi.Corpus)}).Handler()
	w := do(t, h, "POST /v1/ask", longQuestion, "Accept", "text/event-stream")
	if got := w.Header().Get("Content-Type"); w.Code != 200 || !strings.HasPrefix(got, "text/event-stream") {
		t.Fatalf("%d %s: %s", w.Code, got, w.Body)
	}
	var names []string
	var last event
	for _, e := range eventsOf(t, w.Body.String()) {
		names, last = append(names, e.name), e
	}
	if diff := cmp.Diff([]string{"stage", "stage", "citation", "sentence", "sentence", "sentence", "answer"}, names); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	var answer assistant.Answer
	if err := json.Unmarshal([]byte(last.data), &answer); err != nil || answer.Mode != assistant.ModeModel || len(answer.Sentences) != 3 {
		t.Errorf("answer %s, %v; want three sentences of the model", last.data, err)
	}
}

// TestStreamErrors tells what goes wrong before the first event as everywhere, and
// after it as an event.
func TestStreamErrors(t *testing.T) {
	w := do(t, server(), "POST /v1/ask", `{"question":"..."}`, "Accept", "text/event-stream")
	if w.Code != 400 || !strings.Contains(w.Header().Get("Content-Type"), "problem+json") {
		t.Errorf("an empty question: %d %s", w.Code, w.Header().Get("Content-Type"))
	}
	h := httpapi.New(httpapi.Config{Asker: breaking{}, Corpus: assistanttest.NewLibrary()}).Handler()
	events := eventsOf(t, do(t, h, "POST /v1/ask", longQuestion, "Accept", "text/event-stream").Body.String())
	if last := events[len(events)-1]; last.name != "error" || !strings.Contains(last.data, `"status":500`) || strings.Contains(last.data, "mật khẩu") {
		t.Errorf("last event %+v, want an error that shows nothing", last)
	}
}

// TestStreamGone ends the answer when nobody reads any more.
func TestStreamGone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := assistanttest.Config()
	c.Model = &assistanttest.Script{Say: func(string) (string, error) { return "x [1].", nil }}
	h := httpapi.New(httpapi.Config{Asker: assistant.New(c), Corpus: c.Corpus.(httpapi.Corpus)}).Handler()
	r := httptest.NewRequestWithContext(ctx, "POST", "/v1/ask", strings.NewReader(longQuestion))
	r.Header.Set("Accept", "text/event-stream")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if strings.Contains(w.Body.String(), "event: answer") && strings.Contains(w.Body.String(), `"mode":"model"`) {
		t.Errorf("a model's answer was made for nobody: %s", w.Body)
	}
}

// breaking says a sentence and then fails.
type breaking struct{ httpapi.Asker }

func (breaking) Ask(context.Context, assistant.Request) (assistant.Answer, error) {
	return assistant.Answer{}, errors.New("không được gọi")
}

func (breaking) Listen(_ context.Context, _ assistant.Request, hear func(assistant.Part) error) (assistant.Answer, error) {
	if err := hear(assistant.Part{Sentence: &assistant.Sentence{Text: "Một."}}); err != nil {
		return assistant.Answer{}, err
	}
	return assistant.Answer{}, errors.New("mật khẩu cơ sở dữ liệu")
}
