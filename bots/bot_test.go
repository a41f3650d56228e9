package bots_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/bots"
	"github.com/trolycongvu/congvu/bots/store"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

// rapid is a clock that runs five hundred times as fast as the wall's.
type rapid struct{ begun time.Time }

const speed = 500

func (r rapid) now() time.Time { return r.begun.Add(time.Since(r.begun) * speed) }

func (r rapid) pause(ctx context.Context, d time.Duration) error { return bots.Pause(ctx, d/speed) }

// network is a chat network in memory.
type network struct {
	mu     sync.Mutex
	sent   []string                    // "chat: text"
	typing int                         // times
	fail   func(n int, s string) error // of the n-th call of Send, from 1; nil sends
	calls  int
	came   chan struct{} // one for each message sent
}

func newNetwork() *network { return &network{came: make(chan struct{}, 1000)} }

func (n *network) Name() string { return "fake" }

func (n *network) Receive(ctx context.Context, _ bots.Take) error {
	<-ctx.Done()
	return nil
}

func (n *network) Typing(context.Context, bots.Place) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.typing++
	return nil
}

func (n *network) Send(_ context.Context, to bots.Place, text string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.calls++
	if n.fail != nil {
		if err := n.fail(n.calls, text); err != nil {
			return err
		}
	}
	n.sent = append(n.sent, to.Chat+": "+text)
	n.came <- struct{}{}
	return nil
}

func (n *network) texts() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.sent)
}

// wait waits until so many more messages are sent.
func (n *network) wait(t *testing.T, messages int) {
	t.Helper()
	for range messages {
		select {
		case <-n.came:
		case <-time.After(30 * time.Second):
			t.Fatalf("nothing was sent any more after %q", n.texts())
		}
	}
}

// asker repeats questions.
type asker struct {
	mu    sync.Mutex
	asked []assistant.Request
	ask   func(ctx context.Context, req assistant.Request) (assistant.Answer, error) // nil repeats
}

func (a *asker) Ask(ctx context.Context, req assistant.Request) (assistant.Answer, error) {
	a.mu.Lock()
	a.asked = append(a.asked, req)
	a.mu.Unlock()
	if a.ask != nil {
		return a.ask(ctx, req)
	}
	return said("Về: " + req.Question), nil
}

func (a *asker) requests() []assistant.Request {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.asked)
}

func (a *asker) Search(context.Context, indexer.Query) ([]assistant.Result, error) {
	return []assistant.Result{
		{Place: "Điều 1 Luật Thử", Heading: "Tên", Snippet: "Lời.", Coverage: 1, Page: "/van-ban/thu/1"},
		{Place: "Điều 2 Luật Thử", Coverage: 0.1},
	}, nil
}

func (a *asker) Today() corpus.Date { return 20260302 }

func said(text string) assistant.Answer {
	return assistant.Answer{Status: assistant.StatusAnswered, Mode: assistant.ModeExtractive, Sentences: []assistant.Sentence{{Text: text}}}
}

// memory notes what was forgotten.
type memory struct{ forgot []string }

func (m *memory) DeleteConversation(_ context.Context, user, id string) error {
	m.forgot = append(m.forgot, user+" "+id)
	return state.ErrNotFound
}

func (m *memory) DeleteUser(_ context.Context, user string) (state.Counts, error) {
	m.forgot = append(m.forgot, user)
	return state.Counts{Conversations: 2, Records: 3}, nil
}

// set is a bot with everything around it.
type set struct {
	dir   string
	net   *network
	asker *asker
	store *store.Store
	bot   *bots.Bot
	log   *bytes.Buffer
	stop  func() // ends Run and closes the store
}

// open puts a bot together that runs when run is called.
func (s *set) open(t *testing.T, change func(*bots.Config)) (run func()) {
	t.Helper()
	clock := rapid{time.Now()}
	var err error
	if s.store, err = store.Open(t.Context(), s.dir, clock.now); err != nil {
		t.Fatal(err)
	}
	s.log = new(bytes.Buffer)
	c := bots.Config{
		Asker: s.asker, Store: s.store, Links: []bots.Link{{Network: s.net, Limit: 60}}, BaseURL: "https://congvu.example.vn/",
		Now: clock.now, Pause: clock.pause, Jitter: func() float64 { return 0.5 }, Workers: 1, Logger: slog.New(slog.NewTextHandler(s.log, nil)),
	}
	if change != nil {
		change(&c)
	}
	if s.bot, err = bots.New(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	running := false
	s.stop = sync.OnceFunc(func() {
		cancel()
		if running {
			<-done
		}
		if err := s.store.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) { // closed as by a kill
			t.Error(err)
		}
	})
	t.Cleanup(s.stop)
	return func() {
		running = true
		go func() {
			defer close(done)
			s.bot.Run(ctx)
		}()
	}
}

func newSet(t *testing.T) *set {
	return &set{dir: t.TempDir(), net: newNetwork(), asker: new(asker)}
}

func (s *set) take(t *testing.T, id, person, text string) {
	t.Helper()
	m := bots.Message{ID: id, Person: person, Place: bots.Place{Chat: person}, Text: text, Kind: bots.KindText}
	if err := s.bot.Take(t.Context(), "fake", m); err != nil {
		t.Fatal(err)
	}
}

func TestAnswersInTurnAndOnce(t *testing.T) {
	s := newSet(t)
	run := s.open(t, nil)
	for _, m := range [][2]string{{"an1", "an"}, {"an2", "an"}, {"an3", "an"}, {"an1", "an"}, {"ba1", "ba"}, {"ba2", "ba"}} {
		s.take(t, m[0], m[1], m[0])
	}
	run()
	s.net.wait(t, 5)
	s.take(t, "an2", "an", "an2")
	s.take(t, "ba3", "ba", "ba3")
	s.net.wait(t, 1)
	want := []string{"an: Về: an1", "ba: Về: ba1", "an: Về: an2", "ba: Về: ba2", "an: Về: an3", "ba: Về: ba3"}
	if diff := cmp.Diff(want, s.net.texts()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s.net.typing == 0 {
		t.Error("nothing showed that an answer was being made")
	}
}

func TestTooManyAreTold(t *testing.T) {
	s := newSet(t)
	run := s.open(t, nil)
	for i := range bots.LaneLimit + 3 {
		s.take(t, fmt.Sprint("an", i), "an", fmt.Sprint("câu ", i))
	}
	for i := range bots.QueueLimit {
		s.take(t, fmt.Sprint("p", i), fmt.Sprint("p", i), "câu")
	}
	run()
	s.net.wait(t, bots.LaneLimit+1+bots.QueueLimit)
	busy := map[string]int{}
	for _, text := range s.net.texts() {
		if chat, rest, _ := strings.Cut(text, ": "); strings.HasPrefix(rest, "Đang có nhiều câu hỏi") {
			busy[chat]++
		}
	}
	// Three of an, one busy reply to an; the queue holds 50 with that one.
	want := map[string]int{"an": 1, "p46": 1, "p47": 1, "p48": 1, "p49": 1}
	if diff := cmp.Diff(want, busy); diff != "" {
		t.Errorf("told to be busy (-want +got):\n%s", diff)
	}
	if n := len(s.asker.requests()); n != bots.LaneLimit+46 {
		t.Errorf("%d questions were asked", n)
	}
}

func TestWaitingIsTold(t *testing.T) {
	s := newSet(t)
	slow := make(chan struct{})
	s.asker.ask = func(_ context.Context, req assistant.Request) (assistant.Answer, error) {
		if req.Question == "chậm" {
			time.Sleep(300 * time.Millisecond) // minutes by the bot's clock
		} else {
			<-slow
		}
		return said("Xong."), nil
	}
	run := s.open(t, nil)
	run()
	s.take(t, "1", "an", "chậm")
	s.net.wait(t, 1)
	s.take(t, "2", "an", "giữ chỗ")
	s.take(t, "3", "ba", "đợi")
	s.net.wait(t, 1)
	close(slow)
	s.net.wait(t, 2)
	if got := s.net.texts()[1]; !strings.HasPrefix(got, "ba: Đã nhận câu hỏi. Đang có người hỏi trước") {
		t.Errorf("got %q", got)
	}
}

func TestCommandsAndConversation(t *testing.T) {
	s := newSet(t)
	m := new(memory)
	run := s.open(t, func(c *bots.Config) { c.Memory, c.Links[0].Limit = m, 4000 })
	run()
	ids := map[string]string{}
	ask := func(id, text string) string {
		t.Helper()
		s.take(t, id, "an", text)
		s.net.wait(t, 1)
		if reqs := s.asker.requests(); len(reqs) > 0 {
			ids[id] = reqs[len(reqs)-1].ConversationID
		}
		sent := s.net.texts()
		return strings.TrimPrefix(sent[len(sent)-1], "an: ")
	}
	last := func() assistant.Request { reqs := s.asker.requests(); return reqs[len(reqs)-1] }
	ask("1", "câu một")
	ask("2", "/hỏi câu hai")
	if r := last(); ids["1"] != ids["2"] || ids["1"] == "" || r.Question != "câu hai" || r.User != "fake:an" || r.Channel != "fake" || r.AsOf != 0 {
		t.Errorf("asked %+v", r)
	}
	if got := ask("3", "/ngày 01/03/2023"); !strings.Contains(got, "01/03/2023") {
		t.Errorf("got %q", got)
	}
	ask("4", "câu ba")
	if r := last(); r.AsOf != 20230301 {
		t.Errorf("asked %+v", r)
	}
	ask("5", "lương cơ sở tại thời điểm 01/08/2024")
	if r := last(); r.AsOf != 0 {
		t.Errorf("a question with a day of its own was asked for %v", r.AsOf)
	}
	ask("6", "/ngay 02/03/2022 câu bốn")
	if r := last(); r.AsOf != 20220302 || r.Question != "câu bốn" {
		t.Errorf("asked %+v", r)
	}
	ask("7", "moi")
	ask("8", "câu năm")
	if r := last(); r.ConversationID == ids["1"] || r.AsOf != 0 {
		t.Errorf("asked in the old conversation: %+v", r)
	}
	ask("9", "/xoa")
	ask("10", "/xóa hết")
	ask("11", "câu sáu")
	if want := []string{"fake:an " + ids["8"], "fake:an"}; !slices.Equal(m.forgot, want) || last().ConversationID == ids["8"] {
		t.Errorf("forgot %q, want %q", m.forgot, want)
	}
	wants := map[string]string{
		"/trogiup":           "thoi han giai quyet khieu nai lan dau",
		"/la":                "Không có lệnh “/la”",
		"/tra luật thử":      "1. Điều 1 Luật Thử: Tên\nLời.\nToàn văn: https://congvu.example.vn/van-ban/thu/1",
		"/hoi":               "Hãy gõ câu hỏi sau lệnh",
		"/ngay mai":          "Không đọc được ngày",
		"/cancu Căn cứ Luật": "không kiểm tra căn cứ",
	}
	n := 20
	for text, want := range wants {
		n++
		if got := ask(fmt.Sprint(n), text); !strings.Contains(got, want) || strings.Contains(got, "Điều 2 Luật Thử") {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestPersonalDataAndSecretsAreNotKept(t *testing.T) {
	s := newSet(t)
	run := s.open(t, func(c *bots.Config) { c.Links[0].Limit = 4000 })
	s.take(t, "1", "an", "Căn cước 001203\u200b004567, thời hạn khiếu nại?")
	s.asker.ask = func(_ context.Context, req assistant.Request) (assistant.Answer, error) {
		if strings.Contains(req.Question, "TỐI MẬT") {
			return assistant.Answer{Status: assistant.StatusRefusedSecret, Sentences: []assistant.Sentence{{Text: "Từ chối vì mật."}}}, nil
		}
		return said("Về: " + req.Question), nil
	}
	s.take(t, "2", "ba", "Độ mật: TỐI MẬT. Phương án tác chiến")
	open, err := s.store.Unfinished(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range open {
		if strings.Contains(m.Text, "001203004567") || strings.Contains(m.Text, "tác chiến") {
			t.Errorf("kept: %q", m.Text)
		}
	}
	run()
	s.net.wait(t, 2)
	all := strings.Join(s.net.texts(), "\n")
	for _, want := range []string{"[đã che số căn cước]", "Đừng gửi thông tin cá nhân", "ba: Từ chối vì mật."} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in %q", want, all)
		}
	}
	if strings.Contains(all, "004567") || strings.Contains(all, "tác chiến") {
		t.Errorf("written back: %q", all)
	}
}

func TestFailuresAreTold(t *testing.T) {
	s := newSet(t)
	logged := errors.New("nguyên nhân-nội-bộ")
	s.asker.ask = func(_ context.Context, req assistant.Request) (assistant.Answer, error) {
		switch req.Question {
		case "lỗi":
			return assistant.Answer{}, logged
		case "hoảng":
			panic("hoảng")
		case "sai":
			return assistant.Answer{}, &assistant.InvalidError{Field: "question", Reason: "câu hỏi trống; hãy gõ điều cần hỏi"}
		}
		return said("Được."), nil
	}
	run := s.open(t, func(c *bots.Config) {
		c.Links[0].Limit = 4000
		c.Admit = func(_, person string) bool { return person != "lạ" }
	})
	run()
	tests := []struct{ id, person, text, want string }{
		{"1", "an", "lỗi", "an: Có lỗi nên chưa trả lời được câu này: hãy gửi lại sau ít phút, hoặc báo người quản trị số fake-1."},
		{"2", "an", "hoảng", "an: Có lỗi nên chưa trả lời được câu này: hãy gửi lại sau ít phút, hoặc báo người quản trị số fake-2."},
		{"3", "an", "sai", "an: Câu hỏi trống; hãy gõ điều cần hỏi."},
		{"4", "an", " \u200b ", "an: Tin không có chữ. Hãy gõ điều cần hỏi, ví dụ: thời hạn giải quyết khiếu nại lần đầu. Gõ /trogiup để xem cách dùng."},
		{"5", "an", strings.Repeat("a", 100_000), "an: Tin dài quá 20000 ký tự nên không đọc được: hãy rút gọn thành một câu hỏi."},
		{"6", "lạ", "hỏi", "lạ: Trợ lý này chỉ trả lời người đã được cấp quyền. Hãy gửi mã sau cho người quản trị để được thêm: fake:lạ"},
		{"7", "an", "được không", "an: Được."},
	}
	for i, tt := range tests {
		s.take(t, tt.id, tt.person, tt.text)
		s.net.wait(t, 1)
		if got := s.net.texts()[i]; got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	for _, kind := range []bots.Kind{bots.KindImage, bots.KindSticker, bots.KindVoice, bots.KindFile, bots.KindOther} {
		m := bots.Message{ID: string(kind), Person: "an", Place: bots.Place{Chat: "an"}, Kind: kind}
		if err := s.bot.Take(t.Context(), "fake", m); err != nil {
			t.Fatal(err)
		}
		s.net.wait(t, 1)
	}
	if err := s.bot.Take(t.Context(), "fake", bots.Message{Person: "an"}); !errors.Is(err, bots.ErrRejected) {
		t.Errorf("a message without an identifier: %v", err)
	}
	s.stop()
	if log := s.log.String(); !strings.Contains(log, "nội-bộ") || !strings.Contains(log, "ref=fake-1") || strings.Contains(log, "được không") {
		t.Errorf("log:\n%s", log)
	}
	if all := strings.Join(s.net.texts(), "\n"); strings.Contains(all, "nội-bộ") {
		t.Errorf("the reason was told to people: %s", all)
	}
}
