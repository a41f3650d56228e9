package openai

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/openai/openaitest"
)

func TestConfigRefuses(t *testing.T) {
	base := Config{BaseURL: "http://127.0.0.1:1/v1", Model: "m", LocalOnly: true}
	for name, change := range map[string]func(*Config){
		"no address":     func(c *Config) { c.BaseURL = "" },
		"no model":       func(c *Config) { c.Model = " " },
		"no scheme":      func(c *Config) { c.BaseURL = "127.0.0.1:8000/v1" },
		"key in address": func(c *Config) { c.BaseURL = "http://user:secret@127.0.0.1/v1" },
		"query":          func(c *Config) { c.BaseURL = "http://127.0.0.1/v1?key=secret" },
		"another kind":   func(c *Config) { c.APIType = "claude" },
		"another way":    func(c *Config) { c.Structured = "xml" },
		"limit":          func(c *Config) { c.MaxTokens = -1 },
		"time":           func(c *Config) { c.Timeout = -1 },
		"price":          func(c *Config) { c.PricePrompt = -1 },
		"split key":      func(c *Config) { c.APIKey = "secret\nX: y" },
	} {
		config := base
		change(&config)
		_, err := New(config)
		if !errors.Is(err, ErrConfig) {
			t.Errorf("%s: got %v, want ErrConfig", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v tells the key", name, err)
		}
	}
	base.BaseURL = "https://203.0.113.9/v1"
	if _, err := New(base); !errors.Is(err, ErrRemote) || !strings.Contains(err.Error(), "llm.local_only") {
		t.Errorf("an address outside: %v", err)
	}
}

// outside resolves every name to one address outside.
type outside struct{}

func (outside) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) {
	return []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("203.0.113.7")}, nil
}

// TestLocalOnly: a name with an address outside gets nothing, and it is no reason
// to try again or to rest.
func TestLocalOnly(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	settings := config(s)
	settings.BaseURL, settings.Names = strings.Replace(s.BaseURL(), "127.0.0.1", "model.vn", 1), outside{}
	c := connect(t, settings)
	_, err := c.Generate(t.Context(), question(false), nil)
	if !errors.Is(err, ErrRemote) || !errors.Is(err, model.ErrRefused) {
		t.Errorf("got %v", err)
	}
	if got := s.Received(); got != "" {
		t.Errorf("received %q", got)
	}
	if got := c.Stats(); got.Refused != 1 || got.Retries != 0 || got.Failures != 0 {
		t.Errorf("%+v", got)
	}
}

// TestRetries: pauses grow, and are as long as the server wants.
func TestRetries(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	s.Then(openaitest.Status(500, ""), openaitest.TooMany(7), openaitest.Hangup)
	settings := config(s)
	var waited []time.Duration
	settings.Retries, settings.Random = 3, func() float64 { return 0 }
	settings.Pause = func(_ context.Context, d time.Duration) error { waited = append(waited, d); return nil }
	c := connect(t, settings)
	reply, err := c.Generate(t.Context(), question(false), ignore)
	if err != nil || reply.Text != "được" || reply.Usage.Attempts != 4 {
		t.Errorf("%+v, %v", reply, err)
	}
	if diff := cmp.Diff([]time.Duration{250 * time.Millisecond, 7 * time.Second, time.Second}, waited); diff != "" {
		t.Error(diff)
	}
	settings.Retries = -1
	s.Then(openaitest.Status(500, ""))
	if _, err := connect(t, settings).Generate(t.Context(), question(false), ignore); !errors.Is(err, model.ErrUnavailable) {
		t.Errorf("without retries: %v", err)
	}
	s.Then(openaitest.TooMany(90))
	settings.Retries = 2
	if _, err := connect(t, settings).Generate(t.Context(), question(false), ignore); !errors.Is(err, model.ErrBusy) || len(waited) != 3 {
		t.Errorf("a wait beyond the deadline: %v, waited %v", err, waited)
	}
}

// TestFirstByte: a server that stays silent is given up for another try.
func TestFirstByte(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	settings := config(s)
	settings.FirstByte = 20 * time.Millisecond
	c := connect(t, settings)
	s.Always(openaitest.Hang)
	_, err := c.Generate(t.Context(), question(false), ignore)
	if !errors.Is(err, model.ErrUnavailable) || !strings.Contains(err.Error(), "chưa có chữ nào") || len(s.Requests()) != 3 {
		t.Errorf("%v after %d requests", err, len(s.Requests()))
	}
}

// TestTimeout: the exchange ends in time by itself, whatever the caller allows.
func TestTimeout(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	settings := config(s)
	settings.Timeout, settings.FirstByte = 40*time.Millisecond, time.Minute
	c := connect(t, settings)
	for _, behave := range []openaitest.Behaviour{openaitest.Hang, openaitest.HangAfter(1), openaitest.Trickle(time.Hour)} {
		s.Always(behave)
		for _, emit := range []func(string) error{nil, ignore} {
			_, err := c.Generate(t.Context(), question(false), emit)
			if !errors.Is(err, model.ErrUnavailable) || !strings.Contains(err.Error(), "40ms") {
				t.Errorf("got %v", err)
			}
		}
	}
}

// TestRests: a server that is down is spared until its time is over.
func TestRests(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	s.Always(openaitest.Status(503, "loading"))
	now := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	settings := config(s)
	settings.Retries, settings.Now = -1, func() time.Time { return now }
	c := connect(t, settings)
	for range 20 {
		if _, err := c.Generate(t.Context(), question(false), nil); !errors.Is(err, model.ErrUnavailable) {
			t.Fatal(err)
		}
	}
	asked := len(s.Requests())
	if got := c.Stats(); asked >= 20 || !got.Resting || got.Failures != asked || got.Unavailable != 20 {
		t.Errorf("%d requests, %+v", asked, got)
	}
	s.Always(nil)
	now = now.Add(time.Minute)
	if _, err := c.Generate(t.Context(), question(false), nil); err != nil || c.Stats().Resting {
		t.Errorf("when it works again: %v, %+v", err, c.Stats())
	}
}

// TestQueue: one runs, one waits, the next is sent away.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(1, 1)
		if err := q.enter(t.Context()); err != nil {
			t.Fatal(err)
		}
		waits := make(chan error)
		limited, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		go func() { waits <- q.enter(limited) }()
		synctest.Wait()
		if running, waiting := q.lengths(); running != 1 || waiting != 1 {
			t.Errorf("%d run, %d wait", running, waiting)
		}
		if err := q.enter(t.Context()); !errors.Is(err, model.ErrBusy) {
			t.Errorf("the third: %v", err)
		}
		if err := <-waits; !errors.Is(err, model.ErrBusy) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the second, in vain: %v", err)
		}
		go func() { waits <- q.enter(t.Context()) }()
		synctest.Wait()
		q.leave()
		if err := <-waits; err != nil {
			t.Errorf("the second, in its turn: %v", err)
		}
		q.leave()
		if running, waiting := q.lengths(); running != 0 || waiting != 0 {
			t.Errorf("%d run, %d wait", running, waiting)
		}
	})
}

// TestBusy: who comes when one runs and one waits is sent away at once, and the
// others are not.
func TestBusy(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	s.Always(openaitest.Hang)
	settings := config(s)
	settings.Concurrency, settings.Queue = 1, 1
	c := connect(t, settings)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := c.Generate(ctx, question(false), ignore)
			ended <- err
		}()
	}
	for len(s.Requests()) == 0 || c.Stats().Waiting == 0 {
		time.Sleep(time.Millisecond)
	}
	if _, err := c.Generate(t.Context(), question(false), ignore); !errors.Is(err, model.ErrBusy) {
		t.Errorf("the third: %v", err)
	}
	if got := c.Stats(); got.InFlight != 1 || got.Waiting != 1 || got.Busy != 1 || len(s.Requests()) != 1 {
		t.Errorf("%+v, %d requests", got, len(s.Requests()))
	}
	cancel()
	for range 2 {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("called off: %v", err)
		}
	}
}

func TestStats(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("mười chữ cái"))
	settings := config(s)
	settings.PricePrompt, settings.PriceCompletion = 1_000_000, 2_000_000
	c := connect(t, settings)
	req := model.Request{Messages: []model.Message{{Role: model.User, Text: "bốn chữ"}}}
	stop := func(string) error { return errors.New("thôi") }
	for _, step := range []struct {
		behave openaitest.Behaviour
		emit   func(string) error
	}{{nil, nil}, {openaitest.TooMany(3600), nil}, {openaitest.Status(401, ""), ignore}, {openaitest.WebPage, ignore}, {openaitest.Filtered, nil}} {
		s.Then(step.behave)
		_, _ = c.Generate(t.Context(), req, step.emit)
	}
	s.Then(openaitest.Status(500, ""), openaitest.Status(500, ""), openaitest.Status(500, ""))
	_, _ = c.Generate(t.Context(), req, nil)
	got := c.Stats()
	want := Stats{
		Requests: 6, Answered: 1, Busy: 1, Refused: 2, Nonsense: 1, Unavailable: 1, Retries: 2, Failures: 3,
		PromptTokens: 14, CompletionTokens: 24, Cost: 62, // the filtered answer was counted by the server too
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := c.Generate(t.Context(), req, stop); err == nil || c.Stats().Stopped != 1 {
		t.Errorf("%v, %+v", err, c.Stats())
	}
}

// TestLogsTellNothing: neither the key nor a word of the conversation is logged.
func TestLogsTellNothing(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("câu trả lời kín"))
	s.Then(openaitest.Status(500, "key "+openaitest.Key), openaitest.TooMany(1))
	var log bytes.Buffer
	settings := config(s)
	settings.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if _, err := connect(t, settings).Generate(t.Context(), question(false), ignore); err != nil {
		t.Fatal(err)
	}
	if log.Len() == 0 {
		t.Error("nothing was logged, so nothing was shown")
	}
	for _, secret := range []string{openaitest.Key, "câu trả lời kín", "bên trong"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q is in the log: %s", secret, log.String())
		}
	}
	if got := s.Received(); !strings.Contains(got, "bên trong") || !strings.Contains(got, openaitest.Key) {
		t.Errorf("the server did not note what came: %q", got)
	}
}

// TestStreamsOfOthers: what else servers send on a stream.
func TestStreamsOfOthers(t *testing.T) {
	const chunk = `data: {"choices":[{"index":0,"delta":{"content":"chào"}}]}` + "\n\n"
	const stop = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\n"
	for name, test := range map[string]struct {
		body string
		want error
		text string
	}{
		"without DONE":          {chunk + stop, nil, "chào"},
		"no space, CR":          {"data:" + chunk[6:len(chunk)-2] + "\r\n\r\n" + stop, nil, "chào"},
		"named events":          {"event: chunk\nid: 4\n" + chunk + ": wait\n\n" + stop, nil, "chào"},
		"another choice":        {`data: {"choices":[{"index":1,"delta":{"content":"khác"}}]}` + "\n\n" + chunk + stop, nil, "chào"},
		"null finish reason":    {chunk + `data: {"choices":[{"index":0,"delta":{},"finish_reason":"null"}]}` + "\n\n", model.ErrUnavailable, "chào"},
		"DONE without a reason": {chunk + "data: [DONE]\n\n", model.ErrUnavailable, "chào"},
		"error of llama.cpp":    {chunk + `error: {"code":500,"message":"slot lost","type":"server_error"}` + "\n\n", model.ErrUnavailable, "chào"},
		"refused":               {`data: {"choices":[{"index":0,"delta":{"refusal":"I'm sorry"}}]}` + "\n\n" + stop, model.ErrRefused, ""},
		"white space only":      {`data: {"choices":[{"index":0,"delta":{"content":" \n"}}]}` + "\n\n" + stop, model.ErrNonsense, ""},
		"nothing":               {"", model.ErrUnavailable, ""},
		"no stream":             {"xin chào\n", model.ErrUnavailable, ""},
		"another shape":         {`data: {"choices":"none"}` + "\n\n", model.ErrNonsense, ""},
		"thinking to the end":   {`data: {"choices":[{"index":0,"delta":{"content":"<think>hừm"},"finish_reason":"length"}]}` + "\n\n", model.ErrNonsense, ""},
	} {
		s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("không dùng"))
		s.Always(openaitest.Raw("text/event-stream", test.body))
		reply, err := connect(t, config(s)).Generate(t.Context(), question(false), ignore)
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) || reply.Text != test.text {
			t.Errorf("%s: %q, %v", name, reply.Text, err)
		}
	}
}

func TestCheck(t *testing.T) {
	states := func(r CheckReport) map[string]CheckState {
		all := map[string]CheckState{}
		for _, item := range r.Items {
			all[item.Name] = item.State
			if item.Said == "" || strings.Contains(item.Said, openaitest.Key) {
				t.Errorf("%s says %q", item.Name, item.Said)
			}
		}
		return all
	}
	says := func(r openaitest.Request) string {
		if strings.Contains(r.Last(), "JSON") {
			return `{"ok": true}`
		}
		return "Hà Nội"
	}
	for name, test := range map[string]struct {
		settings openaitest.Settings
		always   openaitest.Behaviour
		change   func(*Config)
		want     map[string]CheckState
		err      error
	}{
		"all well":        {openaitest.Settings{}, nil, nil, map[string]CheckState{"reachable": Works, "model": Works, "answer": Works, "stream": Works, "structured": Works}, nil},
		"not streaming":   {openaitest.Settings{RefuseSchema: true}, openaitest.Whole, nil, map[string]CheckState{"reachable": Works, "model": Works, "answer": Works, "stream": Fails, "structured": Works}, nil},
		"pinned, refused": {openaitest.Settings{RefuseSchema: true}, nil, func(c *Config) { c.Structured = BySchema }, map[string]CheckState{"reachable": Works, "model": Works, "answer": Works, "stream": Works, "structured": Fails}, nil},
		"another model":   {openaitest.Settings{}, nil, func(c *Config) { c.Model = "khac" }, map[string]CheckState{"reachable": Works, "model": Fails, "answer": Fails}, model.ErrRefused},
		"wrong key":       {openaitest.Settings{Key: "another"}, nil, nil, map[string]CheckState{"reachable": Works, "model": Unknown}, model.ErrRefused},
		"not there":       {openaitest.Settings{}, nil, func(c *Config) { c.BaseURL = "http://127.0.0.1:1/v1" }, map[string]CheckState{"reachable": Fails}, model.ErrUnavailable},
		"no list":         {openaitest.Settings{NoModels: true}, nil, nil, map[string]CheckState{"reachable": Works, "model": Unknown, "answer": Works, "stream": Works, "structured": Works}, nil},
		"down":            {openaitest.Settings{}, openaitest.Status(503, "loading"), nil, map[string]CheckState{"reachable": Works, "model": Works, "answer": Fails}, model.ErrUnavailable},
	} {
		s := openaitest.New(t, test.settings, says)
		s.Always(test.always)
		settings := config(s)
		if test.change != nil {
			test.change(&settings)
		}
		report, err := connect(t, settings).Check(t.Context())
		if !errors.Is(err, test.err) || (err == nil) != (test.err == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.err)
		}
		if diff := cmp.Diff(test.want, states(report)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
