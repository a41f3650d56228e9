package httpapi_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// asPerson is the header by which the tests say who asks.
const asPerson = "X-Test-Person"

// keeping is a server that keeps what passes through it, in a folder of the test.
func keeping(t testing.TB) (http.Handler, *state.Store) {
	t.Helper()
	var ticks atomic.Int64 // so that what is kept has an order
	now := func() time.Time { return assistanttest.Now.Add(time.Duration(ticks.Add(1)) * time.Millisecond) }
	kept, err := state.Open(t.Context(), t.TempDir(), state.Options{Now: now, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	})
	c := assistanttest.Config()
	c.Journal = kept
	return httpapi.New(httpapi.Config{
		Asker: assistant.New(c), Corpus: c.Corpus.(httpapi.Corpus), Index: generation("g1"), State: kept, Clock: assistanttest.Clock,
		Logger: slog.New(slog.DiscardHandler),
		Person: func(r *http.Request) string { return r.Header.Get(asPerson) },
	}).Handler(), kept
}

const (
	annID = "0192f0c1-7e6b-4d55-9a3e-5b1c2d3e4f60"
	cited = "khoan 2 dieu 15 nd 901/2019"
)

// askIn asks a question in a conversation and returns the answer.
func askIn(t *testing.T, h http.Handler, person, conversation, question string) assistant.Answer {
	t.Helper()
	w := do(t, h, "POST /v1/ask", `{"question": "`+question+`", "conversation_id": "`+conversation+`"}`, asPerson, person)
	if w.Code != http.StatusOK {
		t.Fatalf("POST /v1/ask = %d %s", w.Code, w.Body)
	}
	return decode[assistant.Answer](t, w)
}

func TestConversationLife(t *testing.T) {
	h, _ := keeping(t)
	answer := askIn(t, h, "an", annID, cited)
	askIn(t, h, "an", annID, "lập trạm quan trắc")

	list := do(t, h, "GET /v1/conversations", "", asPerson, "an")
	for _, want := range []string{`"id":"` + annID + `"`, `"title":"khoan 2 dieu 15 nd 901/2019"`, `"turns":2`} {
		if list.Code != 200 || !strings.Contains(list.Body.String(), want) {
			t.Errorf("the list lacks %s: %d %s", want, list.Code, list.Body)
		}
	}
	type transcript struct {
		ID      string `json:"id"`
		History []struct {
			Position int              `json:"position"`
			Question string           `json:"question"`
			AnswerID string           `json:"answer_id"`
			Answer   assistant.Answer `json:"answer"`
		} `json:"history"`
	}
	got := decode[transcript](t, do(t, h, "GET /v1/conversations/"+annID, "", asPerson, "an"))
	if len(got.History) != 2 || got.History[0].AnswerID != answer.ID || got.History[0].Question != cited || got.History[1].Position != 2 {
		t.Fatalf("transcript = %+v", got)
	}
	if diff := cmp.Diff(answer.Citations, got.History[0].Answer.Citations); diff != "" {
		t.Errorf("the answer was kept otherwise (-given +kept):\n%s", diff)
	}
	renamed := do(t, h, "PATCH /v1/conversations/"+annID, `{"title": "Trạm quan trắc"}`, asPerson, "an")
	if renamed.Code != 200 || !strings.Contains(renamed.Body.String(), `"title":"Trạm quan trắc"`) {
		t.Errorf("PATCH = %d %s", renamed.Code, renamed.Body)
	}
	if w := do(t, h, "DELETE /v1/conversations/"+annID, "", asPerson, "an"); w.Code != 204 || w.Body.Len() != 0 {
		t.Errorf("DELETE = %d %s", w.Code, w.Body)
	}
	if w := do(t, h, "GET /v1/conversations/"+annID, "", asPerson, "an"); w.Code != 404 {
		t.Errorf("a deleted conversation is still there: %d", w.Code)
	}
}

func TestBeginConversation(t *testing.T) {
	h, _ := keeping(t)
	w := do(t, h, "POST /v1/conversations", `{"title": "Việc mới"}`)
	type begun struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	got := decode[begun](t, w)
	if w.Code != 201 || got.Title != "Việc mới" || w.Header().Get("Location") != "/v1/conversations/"+got.ID {
		t.Fatalf("POST = %d %v %s", w.Code, w.Header(), w.Body)
	}
	askIn(t, h, "", got.ID, cited)
	if w := do(t, h, "GET /v1/conversations/"+got.ID, ""); w.Code != 200 || !strings.Contains(w.Body.String(), `"turns":1`) {
		t.Errorf("the conversation begun did not take the turn: %d %s", w.Code, w.Body)
	}
}

// TestConversationsOfOthers finds nothing of anybody else's, by whatever method.
func TestConversationsOfOthers(t *testing.T) {
	h, _ := keeping(t)
	answer := askIn(t, h, "an", annID, cited)
	if w := do(t, h, "POST /v1/feedback", `{"answer_id": "`+answer.ID+`", "vote": "up"}`, asPerson, "an"); w.Code != 200 {
		t.Fatalf("POST /v1/feedback = %d %s", w.Code, w.Body)
	}
	for _, other := range []string{"bình", ""} {
		for _, tt := range []struct{ target, body string }{
			{"GET /v1/conversations/" + annID, ""},
			{"GET /v1/conversations/" + annID + "/export", ""},
			{"GET /v1/conversations/" + annID + "/export?format=markdown", ""},
			{"PATCH /v1/conversations/" + annID, `{"title": "của tôi"}`},
			{"DELETE /v1/conversations/" + annID, ""},
			{"GET /v1/feedback/" + answer.ID, ""},
			{"POST /v1/feedback", `{"answer_id": "` + answer.ID + `", "vote": "down"}`},
			{"DELETE /v1/feedback/" + answer.ID, ""},
		} {
			w := do(t, h, tt.target, tt.body, asPerson, other)
			if w.Code != 404 || strings.Contains(w.Body.String(), "901") || strings.Contains(w.Body.String(), "khoan") {
				t.Errorf("%q sends %s: %d %s", other, tt.target, w.Code, w.Body)
			}
		}
		if w := do(t, h, "GET /v1/conversations", "", asPerson, other); w.Code != 200 || !strings.Contains(w.Body.String(), `"conversations":[]`) {
			t.Errorf("the list of %q: %d %s", other, w.Code, w.Body)
		}
	}
	if w := do(t, h, "GET /v1/conversations/"+annID, "", asPerson, "an"); w.Code != 200 || !strings.Contains(w.Body.String(), `"turns":1`) {
		t.Errorf("what the others tried changed the conversation: %d %s", w.Code, w.Body)
	}
}

// TestAnonymousConversations are reached by an identifier that nobody guesses alone.
func TestAnonymousConversations(t *testing.T) {
	h, _ := keeping(t)
	guessable := []string{"c1", "1", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "00000000-0000-4000-8000-000000000000", "hoi-thoai-cua-toi-ngay-hom-nay"}
	for _, id := range guessable {
		if w := do(t, h, "POST /v1/ask", `{"question": "`+cited+`", "conversation_id": "`+id+`"}`); w.Code != 400 || !strings.Contains(w.Body.String(), `"field":"conversation_id"`) {
			t.Errorf("asked in %q: %d %s", id, w.Code, w.Body)
		}
		for _, method := range []string{"GET", "DELETE"} {
			if w := do(t, h, method+" /v1/conversations/"+id, ""); w.Code != 404 {
				t.Errorf("%s of %q = %d, want 404: it can be guessed", method, id, w.Code)
			}
		}
		if w := do(t, h, "PATCH /v1/conversations/"+id, `{"title":"x"}`); w.Code != 404 {
			t.Errorf("PATCH of %q = %d, want 404", id, w.Code)
		}
	}
	askIn(t, h, "", annID, cited)
	if w := do(t, h, "GET /v1/conversations/"+annID, ""); w.Code != 200 {
		t.Errorf("an unguessable conversation = %d %s", w.Code, w.Body)
	}
	if w := do(t, h, "GET /v1/conversations", ""); w.Code != 200 || !strings.Contains(w.Body.String(), `"conversations":[]`) {
		t.Errorf("anonymous conversations are listed: %s", w.Body)
	}
}

func TestConversationPages(t *testing.T) {
	h, _ := keeping(t)
	for _, id := range []string{"mot", "hai", "ba"} {
		askIn(t, h, "an", id, cited)
	}
	type list struct {
		Conversations []struct {
			ID string `json:"id"`
		} `json:"conversations"`
		Next string `json:"next"`
	}
	var got []string
	path := "/v1/conversations?limit=2"
	for range 2 {
		l := decode[list](t, do(t, h, "GET "+path, "", asPerson, "an"))
		for _, c := range l.Conversations {
			got = append(got, c.ID)
		}
		path = "/v1/conversations?limit=2&after=" + l.Next
		if len(got) == 3 && l.Next != "" {
			t.Errorf("next = %q after the last", l.Next)
		}
	}
	if diff := cmp.Diff([]string{"ba", "hai", "mot"}, got); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func TestExport(t *testing.T) {
	h, _ := keeping(t)
	askIn(t, h, "an", annID, "lập trạm * của 001093012345 _ thế nào?")
	askIn(t, h, "an", annID, cited)
	w := do(t, h, "GET /v1/conversations/"+annID+"/export?format=markdown", "", asPerson, "an")
	got := w.Body.String()
	if w.Code != 200 || w.Header().Get("Content-Type") != "text/markdown; charset=utf-8" ||
		w.Header().Get("Content-Disposition") != `attachment; filename="hoi-thoai.md"` {
		t.Fatalf("%d %v %s", w.Code, w.Header(), got)
	}
	for _, want := range []string{
		"## 1. lập trạm \\* của \\[đã che", "## 2. khoan 2 dieu 15 nd 901/2019", "*12:00 01/02/2026 · quy định tại ngày 01/02/2026*",
		"**Nguồn**", "1. [", "](http://example.com/van-ban/901-2019-nd-cp/15)",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the export lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "001093012345") {
		t.Errorf("personal data in the export:\n%s", got)
	}
	w = do(t, h, "GET /v1/conversations/"+annID+"/export", "", asPerson, "an")
	if w.Code != 200 || w.Header().Get("Content-Disposition") != `attachment; filename="hoi-thoai.json"` || !strings.Contains(w.Body.String(), `"history":[{`) {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
}

func TestFeedbackLife(t *testing.T) {
	h, kept := keeping(t)
	answer := askIn(t, h, "an", annID, cited)
	body := `{"answer_id": "` + answer.ID + `", "vote": "down", "reason": "thiếu", "comment": "gọi tôi 0912345678"}`
	w := do(t, h, "POST /v1/feedback", body, asPerson, "an")
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"conversation_id":"`+annID+`"`) || strings.Contains(w.Body.String(), "0912345678") {
		t.Fatalf("POST = %d %s", w.Code, w.Body)
	}
	f, err := kept.FeedbackOf(t.Context(), "an", answer.ID)
	if err != nil || f.Verdict != state.Down || f.Reason != state.Incomplete || !strings.Contains(f.Comment, "đã che") {
		t.Errorf("kept %+v, %v", f, err)
	}
	if w := do(t, h, "POST /v1/feedback", `{"answer_id": "`+answer.ID+`", "vote": "up"}`, asPerson, "an"); w.Code != 200 {
		t.Fatalf("POST = %d %s", w.Code, w.Body)
	}
	if w := do(t, h, "GET /v1/feedback/"+answer.ID, "", asPerson, "an"); !strings.Contains(w.Body.String(), `"vote":"up"`) || strings.Contains(w.Body.String(), "thiếu") {
		t.Errorf("GET = %d %s", w.Code, w.Body)
	}
	if w := do(t, h, "DELETE /v1/feedback/"+answer.ID, "", asPerson, "an"); w.Code != 204 {
		t.Errorf("DELETE = %d %s", w.Code, w.Body)
	}
	for _, method := range []string{"GET", "DELETE"} {
		if w := do(t, h, method+" /v1/feedback/"+answer.ID, "", asPerson, "an"); w.Code != 404 {
			t.Errorf("%s after the withdrawal = %d", method, w.Code)
		}
	}
}

// TestPeopleRefuses is every way to send something wrong to what keeps.
func TestPeopleRefuses(t *testing.T) {
	h, _ := keeping(t)
	answer := askIn(t, h, "an", annID, cited)
	id := `"answer_id": "` + answer.ID + `"`
	for _, tt := range []struct {
		target, body string
		status       int
		want         string
	}{
		{"POST /v1/feedback", `{"vote": "up"}`, 400, `"field":"answer_id"`},
		{"POST /v1/feedback", `{` + id + `}`, 400, `"field":"vote"`},
		{"POST /v1/feedback", `{` + id + `, "vote": "so-so"}`, 400, `up hoặc down`},
		{"POST /v1/feedback", `{` + id + `, "vote": "down", "reason": "xấu"}`, 400, `không có trong danh sách`},
		{"POST /v1/feedback", `{` + id + `, "vote": "up", "reason": "sai"}`, 400, `chỉ nêu khi đánh giá down`},
		{"POST /v1/feedback", `{` + id + `, "vote": "up", "coment": "x"}`, 400, `answer_id, vote, reason, comment`},
		{"POST /v1/feedback", `{` + id + `, "vote": "down", "comment": "` + strings.Repeat("x", 2001) + `"}`, 400, `dài quá 2000`},
		{"POST /v1/feedback", `{` + id + `, "vote": "down", "comment": "Độ mật: TỐI MẬT\nnội dung công văn"}`, 422, `problem:secret`},
		{"POST /v1/feedback", `{"answer_id": "0000000000000000000000abcd", "vote": "up"}`, 404, `problem:not-found`},
		{"POST /v1/feedback", `[]`, 400, `đối tượng JSON`},
		{"POST /v1/feedback", ``, 400, `answer_id`},
		{"GET /v1/conversations?limit=0", ``, 400, `"field":"limit"`},
		{"GET /v1/conversations?after=x", ``, 400, `dấu trang`},
		{"GET /v1/conversations?all=1", ``, 400, `"field":"all"`},
		{"GET /v1/conversations/" + annID + "?full=1", ``, 400, `"field":"full"`},
		{"GET /v1/conversations/" + annID + "/export?format=docx", ``, 400, `json hoặc markdown`},
		{"PATCH /v1/conversations/" + annID, `{}`, 400, `"field":"title"`},
		{"PATCH /v1/conversations/" + annID, `{"title": "  "}`, 400, `còn trống`},
		{"PATCH /v1/conversations/" + annID, `{"title": 5}`, 400, `"field":"title"`},
		{"PATCH /v1/conversations/" + annID, `{"title": "` + strings.Repeat("x", 201) + `"}`, 400, `dài quá 200`},
		{"PATCH /v1/conversations/" + annID, `{"title": "Độ mật: TỐI MẬT"}`, 422, `problem:secret`},
		{"POST /v1/conversations", `{"name": "x"}`, 400, `các trường là title`},
		{"PUT /v1/conversations/" + annID, `{}`, 405, `problem:method`},
		{"GET /v1/feedback", ``, 405, `problem:method`},
	} {
		w := do(t, h, tt.target, tt.body, asPerson, "an")
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s with %.80s = %d, want %d with %s:\n%s", tt.target, tt.body, w.Code, tt.status, tt.want, w.Body)
		}
	}
}

func serve(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestNothingKept tells what a server without a place to keep things says.
func TestNothingKept(t *testing.T) {
	h := server()
	for _, target := range []string{
		"GET /v1/conversations", "GET /v1/conversations/" + annID, "GET /v1/conversations/" + annID + "/export",
		"DELETE /v1/conversations/" + annID, "GET /v1/feedback/x", "DELETE /v1/feedback/x",
	} {
		if w := do(t, h, target, ""); w.Code != 404 || !strings.Contains(w.Body.String(), "problem:not-kept") {
			t.Errorf("%s = %d %s", target, w.Code, w.Body)
		}
	}
	for _, target := range []string{"POST /v1/conversations", "PATCH /v1/conversations/" + annID, "POST /v1/feedback"} {
		if w := do(t, h, target, `{}`); w.Code != 404 || !strings.Contains(w.Body.String(), "problem:not-kept") {
			t.Errorf("%s = %d %s", target, w.Code, w.Body)
		}
	}
}

// FuzzPeople sends anything to what keeps: no request is the program's fault.
func FuzzPeople(f *testing.F) {
	h, _ := keeping(f)
	f.Add(uint8(0), `{"answer_id": "x", "vote": "up"}`, "x")
	f.Add(uint8(1), `{"title": "a"}`, annID)
	f.Add(uint8(2), `{"title": null}`, "%00")
	f.Add(uint8(3), ``, "..%2f")
	f.Add(uint8(4), ``, annID+"/export?format=markdown")
	f.Add(uint8(5), `[`, "?limit=1&after=9.9")
	targets := []string{
		"POST /v1/feedback", "POST /v1/conversations", "PATCH /v1/conversations/", "DELETE /v1/feedback/", "GET /v1/conversations/", "GET /v1/conversations",
	}
	f.Fuzz(func(t *testing.T, which uint8, body, path string) {
		target := targets[int(which)%len(targets)]
		method, at, _ := strings.Cut(target, " ")
		if strings.HasSuffix(at, "/") || strings.HasPrefix(path, "?") && method == http.MethodGet {
			at += path
		}
		r, err := http.NewRequestWithContext(t.Context(), method, "http://x"+at, strings.NewReader(body))
		if err != nil {
			return
		}
		w := serve(h, r)
		if w.Code >= http.StatusInternalServerError {
			t.Errorf("%s %s with %q = %d %s", method, at, body, w.Code, w.Body)
		}
	})
}
