package httpapi_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// completion is what OpenAI's clients read of a whole answer.
type completion struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Created int64  `json:"created"`
	Model   string `json:"model"`
	Choices []struct {
		Index   int `json:"index"`
		Message struct {
			Role    string  `json:"role"`
			Content *string `json:"content"`
		} `json:"message"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage *struct {
		Prompt     int `json:"prompt_tokens"`
		Completion int `json:"completion_tokens"`
		Total      int `json:"total_tokens"`
	} `json:"usage"`
	Congvu struct {
		AnswerID string `json:"answer_id"`
		Status   string `json:"status"`
	} `json:"congvu"`
}

// piece is what they read of an event.
type piece struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Choices []struct {
		Delta struct {
			Role    string `json:"role"`
			Content string `json:"content"`
		} `json:"delta"`
		FinishReason *string `json:"finish_reason"`
	} `json:"choices"`
	Usage *struct {
		Total int `json:"total_tokens"`
	} `json:"usage"`
	Error *struct {
		Message string `json:"message"`
		Type    string `json:"type"`
	} `json:"error"`
}

// said is one message that a client sends.
type said struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// webUI is a request as Open WebUI sends it: with parameters that only models need.
func webUI(t *testing.T, stream bool, messages ...said) string {
	t.Helper()
	body, err := json.Marshal(struct {
		Stream   bool              `json:"stream"`
		Model    string            `json:"model"`
		Messages []said            `json:"messages"`
		Options  map[string]bool   `json:"stream_options"`
		Heat     float64           `json:"temperature"`
		Most     int               `json:"max_tokens"`
		Tools    []json.RawMessage `json:"tools"`
		User     map[string]string `json:"user"`
	}{
		stream, "congvu", append([]said{{"system", "You are a helpful assistant."}}, messages...),
		map[string]bool{"include_usage": true},
		0.8, 512,
		[]json.RawMessage{[]byte(`{"type": "function", "function": {"name": "web_search", "parameters": {}}}`)},
		map[string]string{"name": "An", "role": "admin"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// talk sends messages and returns the answer's text.
func talk(t *testing.T, h http.Handler, person string, messages ...said) string {
	t.Helper()
	w := do(t, h, "POST /v1/chat/completions", webUI(t, false, messages...), asPerson, person)
	if w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	got := decode[completion](t, w)
	if len(got.Choices) != 1 || got.Choices[0].Message.Content == nil {
		t.Fatalf("completion %s", w.Body)
	}
	return *got.Choices[0].Message.Content
}

// streamed sends messages and returns the pieces of the answer, without [DONE].
func streamed(t *testing.T, h http.Handler, messages ...said) []piece {
	t.Helper()
	w := do(t, h, "POST /v1/chat/completions", webUI(t, true, messages...))
	if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/event-stream") {
		t.Fatalf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	body, done := strings.CutSuffix(w.Body.String(), "data: [DONE]\n\n")
	if !done {
		t.Fatalf("no [DONE] at the end of %s", w.Body)
	}
	var out []piece
	for block := range strings.SplitSeq(strings.TrimSuffix(body, "\n\n"), "\n\n") {
		data, ok := strings.CutPrefix(block, "data: ")
		var p piece
		if err := json.Unmarshal([]byte(data), &p); !ok || err != nil || strings.Contains(data, "\n") {
			t.Fatalf("no event: %q, %v", block, err)
		}
		out = append(out, p)
	}
	return out
}

func contentOf(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		for _, c := range p.Choices {
			b.WriteString(c.Delta.Content)
		}
	}
	return b.String()
}

func TestChat(t *testing.T) {
	h, kept := keeping(t)
	w := do(t, h, "POST /v1/chat/completions", webUI(t, false, said{"user", cited}))
	got := decode[completion](t, w)
	if w.Code != 200 || got.Object != "chat.completion" || got.Model != "congvu" || got.Created != assistanttest.Now.Unix() ||
		len(got.Choices) != 1 || got.Choices[0].FinishReason != "stop" || got.Choices[0].Message.Role != "assistant" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	text := *got.Choices[0].Message.Content
	for _, want := range []string{
		"[1]", "**Nguồn**\n\n1. [", "Khoản 2 Điều 15 Nghị định số 901/2019/NĐ-CP", "hiệu lực từ", "](http://example.com/van-ban/901-2019-nd-cp/15)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the answer lacks %q:\n%s", want, text)
		}
	}
	if strings.Index(text, "Lưu ý") < strings.Index(text, "**Nguồn**") {
		t.Errorf("no warning below the sources:\n%s", text)
	}
	if u := got.Usage; u == nil || u.Prompt < 5 || u.Completion < 20 || u.Total != u.Prompt+u.Completion {
		t.Errorf("usage %+v", u)
	}
	record, err := kept.AnyRecord(t.Context(), got.Congvu.AnswerID)
	if err != nil || record.Channel != "openai" || record.User != assistant.Anonymous {
		t.Errorf("record %+v, %v", record, err)
	}
}

// TestChatStream hears in pieces what the whole answer says.
func TestChatStream(t *testing.T) {
	h, _ := keeping(t)
	for _, question := range []string{cited, "lập trạm quan trắc", "nuôi rồng trên mây xanh", "xin chào"} {
		pieces := streamed(t, h, said{"user", question})
		first, last, usage := pieces[0], pieces[len(pieces)-2], pieces[len(pieces)-1]
		if first.Choices[0].Delta.Role != "assistant" || first.Object != "chat.completion.chunk" || first.Choices[0].FinishReason != nil {
			t.Errorf("%s: first piece %+v", question, first)
		}
		if f := last.Choices[0].FinishReason; f == nil || *f != "stop" {
			t.Errorf("%s: last piece %+v", question, last)
		}
		if len(usage.Choices) != 0 || usage.Usage == nil || usage.Usage.Total == 0 {
			t.Errorf("%s: usage %+v", question, usage)
		}
		for _, p := range pieces {
			if p.ID != first.ID || p.ID == "" {
				t.Errorf("%s: a piece of %q in the answer %q", question, p.ID, first.ID)
			}
		}
		whole := talk(t, h, "", said{"user", question})
		if diff := cmp.Diff(whole, strings.TrimSpace(contentOf(pieces))); diff != "" {
			t.Errorf("%s (-whole +pieces):\n%s", question, diff)
		}
	}
}

// TestChatStreamOfModel sends a model's sentences as they stand verified.
func TestChatStreamOfModel(t *testing.T) {
	c := assistanttest.Config()
	c.Model = &assistanttest.Script{Piece: 5, Say: func(asked string) (string, error) {
		for _, p := range assistanttest.Shown(asked) {
			if strings.Contains(p.Text, "30 ngày") {
				return fmt.Sprintf("Thời hạn quyết định lập trạm quan trắc cộng đồng không quá 30 ngày [%s]. Trường hợp phức tạp không quá 45 ngày [%s].", p.Handle, p.Handle), nil
			}
		}
		return "", errors.New("không thấy đoạn trích")
	}}
	h := httpapi.New(httpapi.Config{Asker: assistant.New(c), Corpus: c.Corpus.(httpapi.Corpus)}).Handler()
	pieces := streamed(t, h, said{"user", "Thời hạn quyết định lập trạm quan trắc cộng đồng là bao lâu?"})
	if got := pieces[1].Choices[0].Delta.Content; !strings.HasPrefix(got, "**Thời hạn quyết định") || !strings.Contains(got, "30 ngày.** [1]") {
		t.Errorf("the first sentence is %q", got)
	}
	if got := contentOf(pieces); strings.Count(got, "30 ngày") < 1 || strings.Contains(got, "thay cho phần trên") || !strings.Contains(got, "**Nguồn**") {
		t.Errorf("the answer is\n%s", got)
	}
}

// takingBack says a sentence that its answer then lacks.
type takingBack struct{ breaking }

func (takingBack) Listen(_ context.Context, _ assistant.Request, hear func(assistant.Part) error) (assistant.Answer, error) {
	if err := hear(assistant.Part{Sentence: &assistant.Sentence{Text: "Một điều vội vàng.", Citations: []int{1}}}); err != nil {
		return assistant.Answer{}, err
	}
	return assistant.Answer{Status: assistant.StatusAnswered, Mode: assistant.ModeExtractive, Sentences: []assistant.Sentence{{Text: "Điều đúng.", Citations: []int{}}}}, nil
}

// TestChatStreamTakenBack says so when an answer is not what was heard of it.
func TestChatStreamTakenBack(t *testing.T) {
	h := httpapi.New(httpapi.Config{Asker: takingBack{}, Corpus: assistanttest.NewLibrary()}).Handler()
	got := contentOf(streamed(t, h, said{"user", "lập trạm"}))
	before, after, ok := strings.Cut(got, "thay cho phần trên")
	if !ok || !strings.Contains(before, "vội vàng") || !strings.Contains(after, "Điều đúng.") {
		t.Errorf("the answer is\n%s", got)
	}
}

// TestChatFollowUp leans a question on the messages before it: on the conversation
// that they were, and on the messages alone where the server does not know it.
func TestChatFollowUp(t *testing.T) {
	first, followUp := "Thời hạn lưu sổ quan trắc theo Điều 15 Nghị định 901/2019/NĐ-CP", "Còn khoản 1 Điều 15 thì sao?"
	h, kept := keeping(t)
	answer := talk(t, h, "an", said{"user", first})
	messages := []said{{"user", first}, {"assistant", answer}, {"user", followUp}}
	second := talk(t, h, "an", messages...)
	if !strings.Contains(second, "Khoản 1 Điều 15 Nghị định số 901/2019/NĐ-CP") {
		t.Errorf("the follow-up is not understood:\n%s", second)
	}
	if got := channels(t, kept); got != "openai openai" {
		t.Errorf("the questions were asked as %q, want each once", got)
	}
	if list, _, err := kept.Conversations(t.Context(), "an", state.Page{}); err != nil || len(list) != 1 || list[0].Turns != 2 {
		t.Errorf("conversations %+v, %v; want one of two turns", list, err)
	}
	// Asked once more from the same point, and where nothing is remembered.
	if again := talk(t, h, "an", messages...); again != second {
		t.Errorf("asked again it is answered otherwise:\n%s", cmp.Diff(second, again))
	}
	if got := channels(t, kept); got != "openai openai openai-context openai" {
		t.Errorf("the questions were asked as %q", got)
	}
	anew, _ := keeping(t)
	if elsewhere := talk(t, anew, "an", messages...); elsewhere != second {
		t.Errorf("without memory it is answered otherwise:\n%s", cmp.Diff(second, elsewhere))
	}
}

// channels are the channels of all records, oldest first.
func channels(t *testing.T, kept *state.Store) string {
	t.Helper()
	records, _, err := kept.Records(t.Context(), state.Filter{}, state.Page{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := len(records) - 1; i >= 0; i-- {
		out = append(out, records[i].Channel)
	}
	return strings.Join(out, " ")
}

// TestChatOfOthers keeps the conversations of two people apart who say the same.
func TestChatOfOthers(t *testing.T) {
	h, kept := keeping(t)
	question, next := said{"user", cited}, said{"user", "khoan 1 dieu 15 nd 901/2019"}
	answer := said{"assistant", talk(t, h, "an", question)}
	if other := talk(t, h, "bình", question); other != answer.Content {
		t.Fatalf("two people are answered otherwise:\n%s", cmp.Diff(answer.Content, other))
	}
	talk(t, h, "an", question, answer, next)
	for person, turns := range map[string]int{"an": 2, "bình": 1} {
		list, _, err := kept.Conversations(t.Context(), person, state.Page{})
		if err != nil || len(list) != 1 || list[0].Turns != turns {
			t.Errorf("conversations of %s: %+v, %v; want one of %d turns", person, list, err, turns)
		}
	}
}

// TestChatSecret refuses a secret and keeps nothing of it, also where it stands in an
// earlier message.
func TestChatSecret(t *testing.T) {
	h, kept := keeping(t)
	secret := said{"user", "Độ mật: TỐI MẬT\nkế hoạch Cây Tre"}
	got := talk(t, h, "an", secret)
	if strings.Contains(got, "Cây Tre") {
		t.Errorf("the secret comes back:\n%s", got)
	}
	talk(t, h, "an", secret, said{"assistant", "khác"}, said{"user", cited})
	records, _, err := kept.Records(t.Context(), state.Filter{}, state.Page{})
	if err != nil || len(records) != 3 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, r := range records {
		if body, err := json.Marshal(r); err != nil || strings.Contains(string(body), "Cây Tre") {
			t.Errorf("the audit holds the secret: %s, %v", body, err)
		}
	}
}

func TestChatParts(t *testing.T) {
	h, _ := keeping(t)
	body := `{"model": "congvu", "messages": [{"role": "user", "content": [{"type": "text", "text": "khoan 2 dieu 15"}, {"type": "text", "text": "nd 901/2019"}]}]}`
	if w := do(t, h, "POST /v1/chat/completions", body); w.Code != 200 || !strings.Contains(w.Body.String(), "Khoản 2 Điều 15 Nghị định số 901/2019") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestChatRefuses(t *testing.T) {
	h, _ := keeping(t)
	const message = `"messages": [{"role": "user", "content": "lập trạm"}]`
	for _, tt := range []struct {
		name, body string
		status     int
		want       string
	}{
		{"no body", ``, 400, `"type":"invalid_request_error"`},
		{"bad syntax", `{"model": `, 400, `JSON`},
		{"no model", `{` + message + `}`, 400, `"param":"model"`},
		{"another model", `{"model": "gpt-4o", ` + message + `}`, 404, `"code":"model_not_found"`},
		{"no messages", `{"model": "congvu"}`, 400, `"param":"messages"`},
		{"messages of another type", `{"model": "congvu", "messages": "lập trạm"}`, 400, `"param":"messages"`},
		{"no question", `{"model": "congvu", "messages": [{"role": "system", "content": "x"}]}`, 400, `role là user`},
		{"an empty question", `{"model": "congvu", "messages": [{"role": "user", "content": "  "}]}`, 400, `"param":"messages"`},
		{"null", `{"model": "congvu", "messages": [{"role": "user", "content": null}]}`, 400, `"param":"messages"`},
		{"too long", `{"model": "congvu", "messages": [{"role": "user", "content": "` + strings.Repeat("x", 4001) + `"}]}`, 400, `4000`},
		{"two answers", `{"model": "congvu", "n": 2, ` + message + `}`, 400, `"param":"n"`},
		{"a title", `{"model": "congvu", "messages": [{"role": "user", "content": "### Task:\nGenerate a concise, 3-5 word title.\n### Output:\nJSON format: {}\n<chat_history>\nUSER: x\n</chat_history>"}]}`, 400, `tiêu đề`},
		{"an image", `{"model": "congvu", "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:"}}]}]}`, 400, `image_url`},
		{"too large", `{"model": "congvu", "messages": [{"role": "user", "content": "` + strings.Repeat("x", 1<<20) + `"}]}`, 413, `1 MiB`},
		{"too many", `{"model": "congvu", "messages": [` + strings.Repeat(`{"role": "user", "content": "x"},`, 1000) + `{"role": "user", "content": "x"}]}`, 400, `1000`},
	} {
		for _, stream := range []string{"", `{"stream": true, `} {
			body := tt.body
			if stream != "" && strings.HasPrefix(body, "{") {
				body = stream + body[1:]
			}
			w := do(t, h, "POST /v1/chat/completions", body)
			type told struct {
				Error struct {
					Message string `json:"message"`
				} `json:"error"`
			}
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) || decode[told](t, w).Error.Message == "" {
				t.Errorf("%s: %d, want %d with %s:\n%.400s", tt.name, w.Code, tt.status, tt.want, w.Body)
			}
		}
	}
	if w := do(t, h, "POST /v1/chat/completions", `x`, "Content-Type", "text/plain"); w.Code != 415 || !strings.Contains(w.Body.String(), `"error":{`) {
		t.Errorf("plain text: %d %s", w.Code, w.Body)
	}
	if w := do(t, h, "POST /v1/chat/completions", `{"model": "congvu", "n": 1, `+message+`}`); w.Code != 200 {
		t.Errorf("n = 1: %d %s", w.Code, w.Body)
	}
}

// TestChatErrors shows nothing of what is the program's fault, before the first piece
// and after it.
func TestChatErrors(t *testing.T) {
	h := httpapi.New(httpapi.Config{Asker: breaking{}, Corpus: assistanttest.NewLibrary()}).Handler()
	pieces := streamed(t, h, said{"user", "lập trạm"})
	last := pieces[len(pieces)-1]
	if last.Error == nil || last.Error.Type != "server_error" || strings.Contains(last.Error.Message, "mật khẩu") {
		t.Errorf("last piece %+v", last)
	}
	w := do(t, h, "POST /v1/chat/completions", webUI(t, false, said{"user", "lập trạm"}))
	if w.Code != 500 || !strings.Contains(w.Body.String(), `"type":"server_error"`) || strings.Contains(w.Body.String(), "không được gọi") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestModels(t *testing.T) {
	h, _ := keeping(t)
	want := `{"object":"list","data":[{"id":"congvu","object":"model","created":1769922000,"owned_by":"congvu"}]}`
	if w := do(t, h, "GET /v1/models", ""); w.Code != 200 || strings.TrimSpace(w.Body.String()) != want {
		t.Errorf("GET /v1/models = %d %s", w.Code, w.Body)
	}
	if w := do(t, h, "GET /v1/models/congvu", ""); w.Code != 200 || !strings.Contains(w.Body.String(), `"id":"congvu"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := do(t, h, "GET /v1/models/gpt-4o", ""); w.Code != 404 || !strings.Contains(w.Body.String(), `"code":"model_not_found"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// FuzzChat sends anything as a body: no request is the program's fault, and every
// error is in OpenAI's form.
func FuzzChat(f *testing.F) {
	h, _ := keeping(f)
	f.Add(`{"model": "congvu", "messages": [{"role": "user", "content": "lập trạm"}]}`)
	f.Add(`{"model": "congvu", "stream": true, "messages": [{"role": "user", "content": [{"type": "text", "text": "x"}]}]}`)
	f.Add(`{"model": "congvu", "n": 0, "messages": [{}]}`)
	f.Add(`{"model": "congvu", "messages": [{"role": "user", "content": {}}, null]}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, body string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://x/v1/chat/completions", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		w := serve(h, r)
		if w.Code >= http.StatusInternalServerError || w.Code >= 400 && !strings.Contains(w.Body.String(), `{"error":{"message":"`) {
			t.Errorf("%q = %d %s", body, w.Code, w.Body)
		}
	})
}
