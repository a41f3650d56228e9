package zalobot_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/bots"
	"github.com/trolycongvu/congvu/bots/store"
	"github.com/trolycongvu/congvu/bots/zalobot"
	"github.com/trolycongvu/congvu/bots/zalobot/zalobottest"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

const secret = "mot-chuoi-bi-mat"

// quick is a clock that runs five hundred times as fast as the wall's.
type quick struct{ begun time.Time }

const speed = 500

func (q quick) now() time.Time { return q.begun.Add(time.Since(q.begun) * speed) }

func (q quick) pause(ctx context.Context, d time.Duration) error { return bots.Pause(ctx, d/speed) }

// echo repeats questions.
type echo struct{}

func (echo) Ask(_ context.Context, req assistant.Request) (assistant.Answer, error) {
	return assistant.Answer{Mode: assistant.ModeExtractive, Sentences: []assistant.Sentence{{Text: "Về: " + req.Question}}}, nil
}

func (echo) Search(context.Context, indexer.Query) ([]assistant.Result, error) { return nil, nil }

func (echo) Today() corpus.Date { return 20260302 }

// locked is a buffer that a logger and a test share.
type locked struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// scene is the platform and a bot that talks to it.
type scene struct {
	zalo    *zalobottest.Server
	web     *httptest.Server
	dir     string
	log     *locked
	network *zalobot.Network
	bot     *bots.Bot
	stop    func()
	kill    func() // ends it as kill -9 does: nothing is noted any more
}

func newScene(t *testing.T) *scene {
	s := &scene{zalo: zalobottest.New(), dir: t.TempDir(), log: new(locked)}
	s.zalo.PollTime = 20 * time.Millisecond
	s.web = httptest.NewServer(s.zalo)
	s.web.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	t.Cleanup(s.web.Close)
	return s
}

// start runs the bot on the scene's folder until stop.
func (s *scene) start(t *testing.T, change func(*zalobot.Config)) {
	t.Helper()
	clock := quick{time.Now()}
	logger := slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	client, err := zalobot.NewClient(zalobottest.Token, s.web.URL)
	if err != nil {
		t.Fatal(err)
	}
	c := zalobot.Config{Client: client, Logger: logger, Now: clock.now, Pause: clock.pause}
	if change != nil {
		change(&c)
	}
	if s.network, err = zalobot.New(c); err != nil {
		t.Fatal(err)
	}
	messages, err := store.Open(t.Context(), s.dir, clock.now)
	if err != nil {
		t.Fatal(err)
	}
	if s.bot, err = bots.New(t.Context(), bots.Config{
		Asker: echo{}, Store: messages, Links: []bots.Link{s.network.Link()}, Now: clock.now, Pause: clock.pause, Logger: logger,
	}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.bot.Run(ctx)
	}()
	s.stop = sync.OnceFunc(func() {
		cancel()
		<-done
		if err := messages.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) { // closed by kill
			t.Error(err)
		}
	})
	s.kill = func() {
		if err := messages.Close(); err != nil {
			t.Error(err)
		}
		s.stop()
	}
	t.Cleanup(s.stop)
}

// wait waits until the condition holds.
func wait(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func (s *scene) waitSent(t *testing.T, n int) []zalobottest.Sent {
	t.Helper()
	wait(t, fmt.Sprintf("%d messages sent", n), func() bool { return len(s.zalo.Sent()) >= n })
	return s.zalo.Sent()
}

func TestPolling(t *testing.T) {
	s := newScene(t)
	s.zalo.Push(
		zalobottest.Text("1", "an", "thời hạn"),
		zalobottest.Text("1", "an", "thời hạn"), // again
		zalobottest.Event("message.text.received", "2", zalobottest.BotID, "an", "tin của bot"),
		zalobottest.Event("message.unknown.event", "3", "an", "an", ""),
		json.RawMessage(`{"event_name":"message.unsupported.received"}`),
		json.RawMessage(`null`),
		json.RawMessage(`"lạ"`),
		zalobottest.Event("message.image.received", "4", "an", "an", ""),
		zalobottest.Event("message.unsupported.received", "5", "an", "an", ""),
		zalobottest.Event("message.text.received", "6", "an", "nhóm", "nói chuyện riêng"),
		zalobottest.Event("message.text.received", "7", "ba", "nhóm", "@bot CÔNG VỤ: phép năm?"),
		json.RawMessage(`{"event_name":"message.text.received","message":{"from":{"id":77},"chat":{"id":88,"chat_type":"PRIVATE"},"text":"số","message_id":99}}`),
	)
	s.start(t, nil)
	got := map[string]string{}
	for _, sent := range s.waitSent(t, 5) {
		got[sent.Chat] += sent.Text + "|"
	}
	wants := map[string]string{"an": "Về: thời hạn|Trợ lý chưa đọc được ảnh", "nhóm": "Về: phép năm?|", "88": "Về: số|"}
	for chat, want := range wants {
		if !strings.HasPrefix(got[chat], want) {
			t.Errorf("%s was sent %q, want %q", chat, got[chat], want)
		}
	}
	s.stop()
	if n := len(s.zalo.Sent()); n != 5 {
		t.Errorf("%d messages were sent: %q", n, s.zalo.Sent())
	}
	if s.zalo.Typing() == 0 {
		t.Error("the bot never showed that it types")
	}
}

// TestFaultsOfThePlatform: nothing is lost whatever the platform answers, the order is
// kept, and the token is nowhere.
func TestFaultsOfThePlatform(t *testing.T) {
	s := newScene(t)
	faults := []zalobottest.Fault{
		{Code: 403}, {Code: 429, RetryAfter: 2}, {Code: 429}, {Code: 500}, {Code: 502, HTML: true}, {Cut: true}, {Code: 408}, {Code: 401},
	}
	for _, method := range []string{"getMe", "getUpdates", "sendMessage"} {
		s.zalo.Fail(method, faults...)
	}
	s.zalo.Fail("sendChatAction", zalobottest.Fault{Code: 400}, zalobottest.Fault{Cut: true})
	for i := range 3 {
		s.zalo.Push(zalobottest.Text(fmt.Sprint(i), "an", fmt.Sprint("câu ", i)))
	}
	s.start(t, nil)
	for i, sent := range s.waitSent(t, 3) {
		if want := fmt.Sprint("Về: câu ", i); sent.Text != want {
			t.Errorf("message %d is %q, want %q", i, sent.Text, want)
		}
	}
	s.zalo.Fail("sendMessage", zalobottest.Fault{Code: 400})
	s.zalo.Push(zalobottest.Text("từ chối", "an", "bị từ chối"))
	if got := s.waitSent(t, 4)[3].Text; !strings.HasPrefix(got, "Có lỗi nên chưa trả lời được") {
		t.Errorf("after a rejection: %q", got)
	}
	s.stop()
	log := s.log.String()
	for _, leak := range []string{zalobottest.Token, "fakeTokenOfATestBot", "câu 0", s.web.URL} {
		if strings.Contains(log, leak) {
			t.Errorf("the log has %q:\n%s", leak, log)
		}
	}
	for _, want := range []string{"mã 429, vượt hạn mức", "mã 401", "lỗi bên trong Zalo"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log does not say %q:\n%s", want, log)
		}
	}
}

// TestAnswerArrivedThoughTheCallFailed: what the platform took before it failed is
// sent again, once.
func TestAnswerArrivedThoughTheCallFailed(t *testing.T) {
	s := newScene(t)
	s.zalo.Fail("sendMessage", zalobottest.Fault{Cut: true, Done: true})
	s.zalo.Push(zalobottest.Text("1", "an", "một"), zalobottest.Text("2", "an", "hai"))
	s.start(t, nil)
	got := s.waitSent(t, 3)
	if got[0].Text != "Về: một" || got[1].Text != "Về: một" || got[2].Text != "Về: hai" {
		t.Errorf("sent %q", got)
	}
}

func TestAWebhookThatIsSetStopsPolling(t *testing.T) {
	s := newScene(t)
	s.zalo.SetWebhook("https://other.example.vn/x", secret)
	s.zalo.Push(zalobottest.Text("1", "an", "một"))
	s.start(t, nil)
	wait(t, "the conflict in the log", func() bool { return strings.Contains(s.log.String(), "congvu bot check zalobot") })
	if n := s.zalo.Polls(); n != 0 {
		t.Errorf("polled %d times", n)
	}
	if address, _ := s.zalo.Webhook(); address != "https://other.example.vn/x" {
		t.Error("the webhook was deleted without being asked")
	}
	s.zalo.SetWebhook("", "")
	s.waitSent(t, 1)
}

const hook = "https://cv.example.vn/webhook/zalobot"

func withWebhook(c *zalobot.Config) { c.WebhookURL, c.Secret = hook, secret }

// post posts to the webhook and returns the status.
func (s *scene) post(t *testing.T, method string, header http.Header, body string) int {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "/webhook/zalobot", strings.NewReader(body))
	r.Header = header
	w := httptest.NewRecorder()
	s.network.Handler(func(ctx context.Context, m bots.Message) error {
		return s.bot.Take(ctx, zalobot.Name, m)
	}).ServeHTTP(w, r)
	return w.Code
}

func TestWebhook(t *testing.T) {
	s := newScene(t)
	s.zalo.SetWebhook(hook, secret)
	s.start(t, withWebhook)
	good := http.Header{"X-Bot-Api-Secret-Token": {secret}}
	body := zalobottest.Body(zalobottest.Text("1", "an", "một"))
	tests := []struct {
		name   string
		method string
		header http.Header
		body   string
		want   int
	}{
		{"no secret", "POST", http.Header{}, body, 401},
		{"empty secret", "POST", http.Header{"X-Bot-Api-Secret-Token": {""}}, body, 401},
		{"wrong secret", "POST", http.Header{"X-Bot-Api-Secret-Token": {secret + "x"}}, body, 401},
		{"beginning of the secret", "POST", http.Header{"X-Bot-Api-Secret-Token": {secret[:8]}}, body, 401},
		{"two secrets", "POST", http.Header{"X-Bot-Api-Secret-Token": {secret, "x"}}, body, 401},
		{"get", "GET", good, body, 405},
		{"cut off", "POST", good, body[:len(body)-9], 400},
		{"no result", "POST", good, `{"ok":true}`, 400},
		{"a list", "POST", good, "[" + body + "]", 400},
		{"result of another sort", "POST", good, `{"ok":true,"result":[1]}`, 400},
		{"nothing", "POST", good, "", 400},
		{"too large", "POST", good, `{"ok":true,"result":{"x":"` + strings.Repeat("a", 300<<10) + `"}}`, 413},
		{"unsupported without a message", "POST", good, `{"ok":true,"result":{"event_name":"message.unsupported.received"}}`, 200},
		{"unknown event", "POST", good, `{"ok":true,"result":{"event_name":"new"}}`, 200},
		{"a message", "POST", good, body, 200},
		{"the same again", "POST", good, body, 200},
	}
	for _, tt := range tests {
		if got := s.post(t, tt.method, tt.header, tt.body); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
	s.waitSent(t, 1)
	s.stop()
	if sent := s.zalo.Sent(); len(sent) != 1 || sent[0].Text != "Về: một" {
		t.Errorf("sent %q", sent)
	}
	if code := s.post(t, "POST", good, zalobottest.Body(zalobottest.Text("2", "an", "hai"))); code != 500 {
		t.Errorf("a message that could not be kept was acknowledged with %d", code)
	}
	if strings.Contains(s.log.String(), secret) {
		t.Error("the log has the secret")
	}
}

func TestConfigurationsThatAreRefused(t *testing.T) {
	client, err := zalobot.NewClient(zalobottest.Token, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"", "ngan", strings.Repeat("x", 257)} {
		if _, err := zalobot.New(zalobot.Config{Client: client, WebhookURL: hook, Secret: secret}); err == nil {
			t.Errorf("a secret of %d characters was accepted", len(secret))
		}
	}
	for _, c := range [][2]string{
		{"", ""},
		{"abc", ""},
		{" " + zalobottest.Token, ""},
		{zalobottest.Token + "\n", ""},
		{"1234567890:", ""},
		{zalobottest.Token, "http://example.vn"},
		{zalobottest.Token, "ftp://127.0.0.1"},
		{zalobottest.Token, "::"},
	} {
		if _, err := zalobot.NewClient(c[0], c[1]); err == nil {
			t.Errorf("accepted: %q", c)
		} else if c[0] != "" && strings.Contains(err.Error(), c[0]) {
			t.Errorf("the error has the token: %v", err)
		}
	}
}
