package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/assistant/web"
)

// newState is an empty state.db.
func newState(t testing.TB) *state.Store {
	t.Helper()
	s, err := state.Open(context.Background(), t.TempDir(), state.Options{Now: assistanttest.Clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// rememberingPages keep what is asked and said in s; the person is the one that the
// header X-Person names.
func rememberingPages(s *state.Store) *web.Pages {
	c := assistanttest.Config()
	c.Journal = s
	return web.New(web.Config{
		Asker: assistant.New(c), Corpus: assistanttest.NewLibrary(), State: s,
		Person: func(r *http.Request) string { return r.Header.Get("X-Person") },
	})
}

const question = "Thời hạn quyết định lập trạm quan trắc cộng đồng"

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// asked asks and returns the hidden fields of the form for feedback.
func asked(t testing.TB, p http.Handler, q string) url.Values {
	t.Helper()
	w := request(t, p, "/?"+url.Values{"q": {q}}.Encode(), "")
	_, section, ok := strings.Cut(w.Body.String(), `action="/gop-y"`)
	if !ok {
		t.Fatalf("the answer asks for no opinion:\n%s", w.Body)
	}
	section, _, _ = strings.Cut(section, "</form>")
	form := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(section, -1) {
		form.Set(m[1], m[2])
	}
	return form
}

// with is the form with more fields.
func with(form url.Values, more ...string) string {
	out := url.Values{}
	for name, values := range form {
		out[name] = values
	}
	for i := 0; i+1 < len(more); i += 2 {
		out.Set(more[i], more[i+1])
	}
	return out.Encode()
}

func records(t *testing.T, s *state.Store) int {
	t.Helper()
	turns, err := s.LastTurns(t.Context(), assistant.Anonymous, conversationOf(t, s), 100)
	if err != nil {
		t.Fatal(err)
	}
	return len(turns)
}

func conversationOf(t *testing.T, s *state.Store) string {
	t.Helper()
	list, err := s.AllFeedback(t.Context(), time.Time{}, 1)
	if err != nil || len(list) == 0 {
		t.Fatalf("no feedback: %v", err)
	}
	return list[0].Conversation
}

func TestFeedback(t *testing.T) {
	s := newState(t)
	p := rememberingPages(s)
	form := asked(t, p, question)
	w := request(t, p, "/gop-y", with(form, "danh-gia", "down", "ly-do", "thiếu", "y-kien", "thiếu ngoại lệ\r\ngọi 0912345678"))
	if w.Code != http.StatusSeeOther {
		t.Fatalf("POST /gop-y = %d\n%s", w.Code, w.Body)
	}
	back := w.Header().Get("Location")
	if !strings.HasPrefix(back, "/?") || !strings.HasSuffix(back, "#gop-y") {
		t.Errorf("back to %q, want the question's page", back)
	}
	page := request(t, p, strings.TrimSuffix(back, "#gop-y"), "").Body.String()
	for _, want := range []string{"Cảm ơn anh/chị đã góp ý", "chưa đúng · thiếu ý", "[đã che số điện thoại]", "không quá 30 ngày", `value="thiếu" selected`, "Đổi thành hữu ích"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if n := records(t, s); n != 1 {
		t.Errorf("%d turns are kept, want 1: going back asks no second time", n)
	}
	got, err := s.FeedbackOf(t.Context(), assistant.Anonymous, form.Get("tra-loi"))
	if err != nil {
		t.Fatal(err)
	}
	want := state.Feedback{
		User: assistant.Anonymous, Answer: form.Get("tra-loi"), Conversation: form.Get("c"), Verdict: state.Down,
		Reason: state.Incomplete, Comment: "thiếu ngoại lệ\ngọi [đã che số điện thoại]", Time: got.Time,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	w = request(t, p, "/gop-y", with(form, "danh-gia", "up"))
	page = request(t, p, strings.TrimSuffix(w.Header().Get("Location"), "#gop-y"), "").Body.String()
	if !strings.Contains(page, "Đã ghi: hữu ích") || !strings.Contains(page, "Đổi thành chưa đúng") {
		t.Errorf("a change of mind is not shown:\n%s", page)
	}
}

func TestFeedbackRefused(t *testing.T) {
	s := newState(t)
	p := rememberingPages(s)
	form := asked(t, p, question)
	for _, tt := range []struct {
		name, form string
		status     int
		want       string
	}{
		{"secret", with(form, "danh-gia", "down", "y-kien", "ĐỘ MẬT: TỐI MẬT\nkế hoạch"), 422, "không có gì được lưu"},
		{"another answer", with(form, "danh-gia", "up", "tra-loi", "00000000000000000000000000"), 404, "Không còn câu trả lời này"},
		{"no answer", "danh-gia=up", 404, "Không còn câu trả lời này"},
		{"no verdict", with(form), 400, "Góp ý không hợp lệ"},
		{"a reason of its own", with(form, "danh-gia", "down", "ly-do", "chán"), 400, "không có trong danh sách"},
		{"long", with(form, "danh-gia", "down", "y-kien", strings.Repeat("ă", state.MaxComment+1)), 400, "dài quá 2000 ký tự"},
		{"huge", with(form, "danh-gia", "down", "y-kien", strings.Repeat("a", 1<<17)), 400, "Góp ý không hợp lệ"},
		{"escapes", "%zz", 400, "Góp ý không hợp lệ"},
	} {
		w := request(t, p, "/gop-y", tt.form)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s: %d, want %d and %q:\n%s", tt.name, w.Code, tt.status, tt.want, w.Body)
		}
	}
	w := request(t, p, "/gop-y", with(form, "danh-gia", "up"), "X-Person", "lan")
	if w.Code != http.StatusNotFound {
		t.Errorf("an opinion on another's answer: %d, want 404", w.Code)
	}
	if list, err := s.AllFeedback(t.Context(), time.Time{}, 10); err != nil || len(list) != 0 {
		t.Errorf("kept %v, %v; want nothing", list, err)
	}
}

// TestGivenAnswerOfOthers asks anew where the address names an answer that is not the person's.
func TestGivenAnswerOfOthers(t *testing.T) {
	s := newState(t)
	p := rememberingPages(s)
	form := asked(t, p, question)
	address := "/?" + with(form, "q", "Thẩm quyền quyết định lập trạm quan trắc cộng đồng")
	if page := request(t, p, address, "", "X-Person", "lan").Body.String(); strings.Contains(page, form.Get("tra-loi")) {
		t.Errorf("another's answer is shown:\n%s", page)
	}
	if page := request(t, p, address, "").Body.String(); !strings.Contains(page, form.Get("tra-loi")) {
		t.Errorf("one's own answer is not shown again:\n%s", page)
	}
}

func TestNoOpinionAsked(t *testing.T) {
	s := newState(t)
	for name, page := range map[string]string{
		"nothing kept": request(t, pages(), "/?"+url.Values{"q": {question}}.Encode(), "").Body.String(),
		"secret":       request(t, rememberingPages(s), "/?"+url.Values{"q": {"ĐỘ MẬT: TỐI MẬT\nkế hoạch"}}.Encode(), "").Body.String(),
	} {
		if strings.Contains(page, "/gop-y") {
			t.Errorf("%s: an opinion is asked for:\n%s", name, page)
		}
	}
	if w := request(t, pages(), "/gop-y", "danh-gia=up"); w.Code < 400 {
		t.Errorf("POST /gop-y with nothing to keep it = %d", w.Code)
	}
}

// TestModes shows in whose words an answer is, and what was left out of it.
func TestModes(t *testing.T) {
	c, s := assistanttest.Config(), newState(t)
	c.Model = &assistanttest.Script{Say: func(asked string) (string, error) {
		for _, p := range assistanttest.Shown(asked) {
			if strings.Contains(p.Text, "30 ngày") {
				return fmt.Sprintf(`{"answered":true,"sentences":[
					{"text":"Quyết định lập trạm quan trắc cộng đồng được đưa ra trong tối đa 30 ngày kể từ ngày nhận đủ hồ sơ.","sources":[%[1]s]},
					{"text":"Quá hạn thì bị phạt 50.000.000 đồng.","sources":[%[1]s]}]}`, p.Handle), nil
			}
		}
		return "", nil
	}}
	show := func(q string) string {
		_, page := get(t, web.New(web.Config{Asker: assistant.New(c), Corpus: assistanttest.NewLibrary()}), "/?"+url.Values{"q": {q}}.Encode())
		return page
	}
	page := show(question + " là bao lâu?")
	for _, want := range []string{`<p class="mode">Mô hình ngôn ngữ soạn, từng câu đã được đối chiếu với văn bản</p>`, "<p>Đã bỏ 1 câu của mô hình ngôn ngữ vì không khớp với văn bản được dẫn.</p>"} {
		if !strings.Contains(page, want) {
			t.Errorf("a model's answer lacks %q:\n%s", want, page)
		}
	}
	if strings.Contains(page, "50.000.000") {
		t.Error("the sentence that was dropped is shown")
	}
	const ref = "Điều 10 Nghị định 901/2019/NĐ-CP"
	text, _, err := state.CitedIn(c.Corpus, 20260201)(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutApproved(t.Context(), state.Approved{
		ID: "lap-tram", Questions: []string{question}, Approver: "Vụ Pháp chế", ApprovedOn: 20260115,
		Sentences: []state.ApprovedSentence{{Text: "Ba mươi ngày.", Citations: []int{1}}},
		Citations: []state.ApprovedCitation{{Ref: ref, SHA256: state.TextSum(text)}},
	}); err != nil {
		t.Fatal(err)
	}
	c.Bank = s
	if page, want := show(question), `<p class="mode">Câu trả lời đã được chuyên gia duyệt: Vụ Pháp chế, ngày 15/01/2026</p>`; !strings.Contains(page, want) {
		t.Errorf("an approved answer lacks %q:\n%s", want, page)
	}
	c.Bank, c.Model = nil, nil
	if page := show(question); !strings.Contains(page, "nguyên văn văn bản trong kho, không dùng mô hình ngôn ngữ") || strings.Contains(page, `class="mode"`) {
		t.Errorf("an extractive answer does not say that it is one:\n%s", page)
	}
}
