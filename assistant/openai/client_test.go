package openai

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/openai/openaitest"
)

// config is for s, without real pauses.
func config(s *openaitest.Server) Config {
	return Config{
		BaseURL: s.BaseURL(), Model: s.Model(), APIKey: openaitest.Key, LocalOnly: true, Seed: 7,
		Logger: slog.New(slog.DiscardHandler),
		Pause:  func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
}

func connect(t *testing.T, c Config) *Client {
	t.Helper()
	client, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestConformance(t *testing.T) {
	openaitest.Run(t, func(t *testing.T, s *openaitest.Server) openaitest.Generator { return connect(t, config(s)) })
}
