package assistanttest

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/prompt"
)

// Script is a model that says what a function makes of what it was asked.
type Script struct {
	Say   func(asked string) (string, error) // gets the last message
	Piece int                                // runes a piece; 0 says all at once

	mu    sync.Mutex
	asked []model.Request
}

// Generate says the script's text in pieces. An error of Say comes after half of
// the text, as from an endpoint that breaks off.
func (s *Script) Generate(ctx context.Context, r model.Request, emit func(string) error) (model.Reply, error) {
	s.mu.Lock()
	s.asked = append(s.asked, r)
	s.mu.Unlock()
	text, failure := s.Say(r.Messages[len(r.Messages)-1].Text)
	if failure != nil {
		text = text[:len(text)/2]
		for !utf8.ValidString(text) {
			text = text[:len(text)-1]
		}
	}
	runes := []rune(text)
	for len(runes) > 0 {
		if err := ctx.Err(); err != nil {
			return model.Reply{}, err
		}
		n := len(runes)
		if s.Piece > 0 {
			n = min(s.Piece, n)
		}
		if emit != nil {
			if err := emit(string(runes[:n])); err != nil {
				return model.Reply{}, err
			}
		}
		runes = runes[n:]
	}
	return model.Reply{Text: text, Model: "script", Usage: model.Usage{Prompt: 100, Completion: 20, Attempts: 1}}, failure
}

// Asked are the requests so far.
func (s *Script) Asked() []model.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]model.Request(nil), s.asked...)
}

// ShownPassage is one passage that a model was shown.
type ShownPassage struct{ Handle, Place, Text string }

// Shown takes the passages out of what a model was asked.
func Shown(asked string) []ShownPassage {
	var out []ShownPassage
	for _, p := range prompt.Shown(asked) {
		out = append(out, ShownPassage{strconv.Itoa(p.N), p.Place, strings.TrimSpace(p.Text)})
	}
	return out
}
