package openai

import (
	"errors"
	"net/http"
	"regexp"
	"sync"

	"github.com/sashabaranov/go-openai"

	"github.com/trolycongvu/congvu/indexer/endpoint"
)

// manner is what of a request the server takes.
type manner struct {
	structured       Structured // BySchema, ByJSON or ByPrompt
	completionTokens bool       // the limit is called max_completion_tokens
	noSeed           bool
	noTemperature    bool
	noStreamUsage    bool // no stream_options
	noStream         bool
}

// manners is the manner that is learned from refusals.
type manners struct {
	mu     sync.Mutex
	now    manner
	pinned bool // structured is as configured
}

func (m *manners) current() manner {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// How servers name what they refuse, in lower case.
var (
	saysFormat      = regexp.MustCompile(`response_?format|json_?schema|json_?object|guided_|structured output|grammar`)
	saysTokens      = regexp.MustCompile(`max_completion_tokens.*instead|instead.*max_completion_tokens|(unsupported|unrecognized|unknown|extra|not (supported|permitted|allowed)).*\bmax_tokens\b|\bmax_tokens\b.*(unsupported|unrecognized|unknown|extra|not (supported|permitted|allowed))`)
	saysSeed        = regexp.MustCompile(`\bseed\b`)
	saysTemperature = regexp.MustCompile(`\btemperature\b`)
	saysStreamUsage = regexp.MustCompile(`stream_?options|include_?usage`)
	saysStream      = regexp.MustCompile(`\bstream(ing|ed)?\b`)
)

// learn changes the manner by the error of a request made in the manner used. It
// tells whether the request is worth making again, in another manner.
func (m *manners) learn(used manner, err error) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.now != used && refusesPart(err) {
		return true // another request learned something meanwhile
	}
	before := m.now
	m.apply(err)
	return m.now != before
}

// refusesPart tells whether err can be about a part of the request.
func refusesPart(err error) bool {
	var f *endpoint.Failure
	if errors.As(err, &f) {
		switch f.Status {
		case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusNotImplemented:
			return true
		}
	}
	return errors.Is(err, endpoint.ErrNotStreamed) || errors.Is(err, openai.ErrReasoningModelMaxTokensDeprecated) ||
		errors.Is(err, openai.ErrReasoningModelLimitationsOther) || errors.Is(err, openai.ErrReasoningSamplingUnsupported)
}

// apply changes one thing by what err complains about, the most telling first.
func (m *manners) apply(err error) {
	if !refusesPart(err) {
		return
	}
	var f *endpoint.Failure
	says := func(p *regexp.Regexp) bool { return errors.As(err, &f) && f.Mentions(p) }
	now := &m.now
	switch {
	case errors.Is(err, endpoint.ErrNotStreamed):
		now.noStream = true
	// go-openai knows some models of OpenAI and refuses by itself.
	case errors.Is(err, openai.ErrReasoningModelMaxTokensDeprecated):
		now.completionTokens = true
	case errors.Is(err, openai.ErrReasoningModelLimitationsOther), errors.Is(err, openai.ErrReasoningSamplingUnsupported):
		now.noTemperature = true
	case says(saysFormat) && now.structured != ByPrompt && !m.pinned:
		now.structured = map[Structured]Structured{BySchema: ByJSON, ByJSON: ByPrompt}[now.structured]
	case says(saysTokens) && !now.completionTokens:
		now.completionTokens = true
	case says(saysTemperature) && !now.noTemperature:
		now.noTemperature = true
	case says(saysSeed) && !now.noSeed:
		now.noSeed = true
	case says(saysStreamUsage) && !now.noStreamUsage:
		now.noStreamUsage = true
	case f != nil && f.Status < http.StatusInternalServerError && says(saysStream) && !now.noStream:
		now.noStream = true
	}
}
