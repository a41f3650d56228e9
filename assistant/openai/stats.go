package openai

import (
	"errors"
	"sync"

	"github.com/trolycongvu/congvu/assistant/model"
)

// Stats counts what a client did. The outcomes add up to Requests.
type Stats struct {
	Requests int64 `json:"requests"` // Generate calls that ended

	Answered    int64 `json:"answered"`
	Unavailable int64 `json:"unavailable"`
	Busy        int64 `json:"busy"`
	Refused     int64 `json:"refused"`
	Nonsense    int64 `json:"nonsense"`
	Stopped     int64 `json:"stopped"` // by the one who asked

	Retries          int64   `json:"retries"` // requests beyond the first of each call
	PromptTokens     int64   `json:"prompt_tokens"`
	CompletionTokens int64   `json:"completion_tokens"`
	Cost             float64 `json:"cost"`

	InFlight int  `json:"in_flight"` // now
	Waiting  int  `json:"waiting"`   // now, for a turn
	Resting  bool `json:"resting"`   // the server is left alone after failures
	Failures int  `json:"failures"`  // in a row
}

type counters struct {
	mu sync.Mutex
	s  Stats
}

func (c *counters) note(u model.Usage, err error, stopped bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := &c.s
	s.Requests++
	s.Retries += int64(max(0, u.Attempts-1))
	s.PromptTokens += int64(u.Prompt)
	s.CompletionTokens += int64(u.Completion)
	s.Cost += u.Cost
	outcome := &s.Unavailable
	switch {
	case err == nil:
		outcome = &s.Answered
	case stopped:
		outcome = &s.Stopped
	case errors.Is(err, model.ErrBusy):
		outcome = &s.Busy
	case errors.Is(err, model.ErrRefused):
		outcome = &s.Refused
	case errors.Is(err, model.ErrNonsense):
		outcome = &s.Nonsense
	}
	*outcome++
}

func (c *counters) read() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.s
}
