package openaitest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/model"
)

// Generator is what the suite is for: a client of one model. An error always
// wraps one of package model's; nothing is asked again once a piece was emitted.
type Generator interface {
	Generate(ctx context.Context, req model.Request, emit func(piece string) error) (model.Reply, error)
}

// Key is the key that the servers of the suite want.
const Key = "sk-khoa-bi-mat-0123456789"

// said is what the model of the suite says.
const said = "Người khiếu nại có quyền tự mình khiếu nại [1]. Thời hiệu là 90 ngày, kể từ ngày nhận được quyết định [2]."

func ask(text string) model.Request {
	return model.Request{Messages: []model.Message{{Role: model.System, Text: "Trả lời ngắn."}, {Role: model.User, Text: text}}}
}

// Run is the conformance suite. connect returns a client for the server, of its
// model and with Key, that asks at least three times where that may help, without
// real pauses between.
func Run(t *testing.T, connect func(t *testing.T, s *Server) Generator) {
	t.Helper()
	start := func(t *testing.T, settings Settings) (*Server, Generator) {
		t.Helper()
		settings.Key = Key
		s := New(t, settings, Says(said))
		return s, connect(t, s)
	}
	t.Run("answers", func(t *testing.T) { answers(t, start) })
	t.Run("outcomes", func(t *testing.T) { outcomes(t, start) })
	t.Run("after the first piece", func(t *testing.T) { afterFirst(t, start) })
	t.Run("ends in time", func(t *testing.T) { endsInTime(t, start) })
	t.Run("stops", func(t *testing.T) { stops(t, start) })
}

type starter func(t *testing.T, settings Settings) (*Server, Generator)

// answers: however an answer comes, it is the same, whole and streamed.
func answers(t *testing.T, start starter) {
	for name, settings := range map[string]Settings{
		"plainly":           {},
		"inside characters": {WriteBytes: 1},
		"rune by rune":      {PieceRunes: 1, WriteBytes: 7},
		"in one event":      {PieceRunes: 1000},
		"thinking":          {Think: "Hỏi <về> khiếu nại?\n", PieceRunes: 3},
		"reasoning":         {Reasoning: "Hỏi về khiếu nại?"},
		"uncounted":         {NoUsage: true},
		"without options":   {RefuseSeed: true, RefuseTemperature: true, RefuseMaxTokens: true, RefuseStreamOptions: true},
	} {
		t.Run(name, func(t *testing.T) {
			s, g := start(t, settings)
			whole, err := g.Generate(t.Context(), ask("Khiếu nại thế nào?"), nil)
			if err != nil || whole.Text != said || whole.Cut {
				t.Errorf("whole: %+v, %v", whole, err)
			}
			var pieces []string
			reply, err := g.Generate(t.Context(), ask("Khiếu nại thế nào?"), func(piece string) error {
				pieces = append(pieces, piece)
				return nil
			})
			if err != nil || reply.Text != said || strings.Join(pieces, "") != said || reply.Model != s.Model() {
				t.Errorf("streamed: %+v in pieces %q, %v", reply, pieces, err)
			}
			if (len(pieces) > 1) != (settings.PieceRunes < 1000) {
				t.Errorf("%d pieces", len(pieces))
			}
			if reply.Usage.Prompt <= 0 || reply.Usage.Completion <= 0 || reply.Usage.Attempts < 1 {
				t.Errorf("usage %+v", reply.Usage)
			}
		})
	}
}

// outcomes: what each way to fail is called, and what is tried again.
func outcomes(t *testing.T, start starter) {
	const echo = "Incorrect API key provided: " + Key
	for _, test := range []struct {
		name   string
		behave Behaviour
		want   error // of all package model's
		again  bool  // it was worth another try
	}{
		{"wrong key", Status(401, echo), model.ErrRefused, false},
		{"forbidden", Status(403, echo), model.ErrRefused, false},
		{"no such model", Status(404, "model not found"), model.ErrRefused, false},
		{"too long", Status(400, "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens"), model.ErrRefused, false},
		{"quota", TooMany(1), model.ErrBusy, true},
		{"quota for an hour", TooMany(3600), model.ErrBusy, false},
		{"down", Status(500, echo), model.ErrUnavailable, true},
		{"overloaded", Status(503, "loading"), model.ErrUnavailable, true},
		{"hangs up", Hangup, model.ErrUnavailable, true},
		{"web page", WebPage, model.ErrNonsense, false},
		{"no choices", NoChoices, model.ErrNonsense, false},
		{"filtered", Filtered, model.ErrRefused, false},
		{"giant", Giant(17 << 20), model.ErrNonsense, false},
	} {
		for _, emit := range []func(string) error{nil, func(string) error { return nil }} {
			s, g := start(t, Settings{})
			s.Always(test.behave)
			reply, err := g.Generate(t.Context(), ask("x"), emit)
			check(t, test.name, err, test.want)
			if n := len(s.Requests()); (n > 1) != test.again {
				t.Errorf("%s: asked %d times", test.name, n)
			}
			if reply.Usage.Attempts != len(s.Requests()) {
				t.Errorf("%s: %d attempts, %d requests", test.name, reply.Usage.Attempts, len(s.Requests()))
			}
		}
	}
	s, g := start(t, Settings{})
	s.Then(Status(503, "loading"), Hangup)
	if reply, err := g.Generate(t.Context(), ask("x"), nil); err != nil || reply.Text != said {
		t.Errorf("after two failures: %+v, %v", reply, err)
	}
	s.Always(Length)
	if reply, err := g.Generate(t.Context(), ask("x"), func(string) error { return nil }); err != nil || !reply.Cut {
		t.Errorf("out of tokens: %+v, %v", reply, err)
	}
}

// check: err is exactly one of package model's and does not tell the key.
func check(t *testing.T, name string, err, want error) {
	t.Helper()
	for _, sentinel := range []error{model.ErrUnavailable, model.ErrBusy, model.ErrRefused, model.ErrNonsense} {
		if errors.Is(err, sentinel) != errors.Is(want, sentinel) {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
	}
	if err != nil && strings.Contains(err.Error(), Key) {
		t.Errorf("%s: %v tells the key", name, err)
	}
}

// afterFirst: what fails once a piece was emitted fails for good, and the pieces
// are the beginning of what the model said.
func afterFirst(t *testing.T, start starter) {
	for name, test := range map[string]struct {
		behave Behaviour
		want   error
	}{
		"cut":    {CutAfter(3), model.ErrUnavailable},
		"broken": {BreakAfter(3), model.ErrUnavailable},
		"error":  {ErrorAfter(3, "CUDA out of memory, key "+Key), model.ErrUnavailable},
		"JSON":   {BrokenAfter(3), model.ErrNonsense},
	} {
		s, g := start(t, Settings{})
		s.Always(test.behave)
		var text strings.Builder
		reply, err := g.Generate(t.Context(), ask("x"), func(piece string) error {
			text.WriteString(piece)
			return nil
		})
		check(t, name, err, test.want)
		if n := len(s.Requests()); n != 1 {
			t.Errorf("%s: asked %d times", name, n)
		}
		if got := text.String(); got == "" || !strings.HasPrefix(said, got) || reply.Text != got {
			t.Errorf("%s: emitted %q, replied %q", name, got, reply.Text)
		}
	}
	s, g := start(t, Settings{Think: "nghĩ mãi chưa xong", PieceRunes: 3})
	s.Then(BreakAfter(4)) // nothing but thoughts came
	reply, err := g.Generate(t.Context(), ask("x"), func(string) error { return nil })
	if err != nil || reply.Text != said || len(s.Requests()) != 2 {
		t.Errorf("broken while thinking: %+v, %v", reply, err)
	}
}

// endsInTime: a server that hangs holds nobody longer than the deadline. The test
// itself would run into its limit otherwise.
func endsInTime(t *testing.T, start starter) {
	for name, behave := range map[string]Behaviour{
		"silent":                    Hang,
		"silent after three pieces": HangAfter(3),
		"trickling":                 Trickle(time.Hour),
	} {
		for _, emit := range []func(string) error{nil, func(string) error { return nil }} {
			s, g := start(t, Settings{})
			s.Always(behave)
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			_, err := g.Generate(ctx, ask("x"), emit)
			cancel()
			check(t, name, err, model.ErrUnavailable)
		}
	}
	s, g := start(t, Settings{})
	s.Always(Status(http.StatusServiceUnavailable, "loading"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := g.Generate(ctx, ask("x"), nil)
	check(t, "called off", err, model.ErrUnavailable)
	if !errors.Is(err, context.Canceled) || len(s.Requests()) > 0 {
		t.Errorf("called off: %v, %d requests", err, len(s.Requests()))
	}
}

// stops: emit's error ends the exchange and comes back.
func stops(t *testing.T, start starter) {
	s, g := start(t, Settings{})
	s.Always(HangAfter(5))
	enough := errors.New("enough")
	n := 0
	reply, err := g.Generate(t.Context(), ask("x"), func(string) error {
		if n++; n == 2 {
			return enough
		}
		return nil
	})
	check(t, "stopped", err, model.ErrUnavailable)
	if !errors.Is(err, enough) || n != 2 || len(s.Requests()) != 1 || reply.Text == "" {
		t.Errorf("got %v after %d pieces, %d requests, %+v", err, n, len(s.Requests()), reply)
	}
}
