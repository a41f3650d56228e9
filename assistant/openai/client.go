// Package openai asks a language model behind an OpenAI-compatible chat endpoint,
// as vLLM, Ollama, llama.cpp, Azure OpenAI and OpenAI itself have it.
//
// It keeps what the assistant counts on: an answer within Config.Timeout or an
// error that wraps one of package model's; the same request for the same question
// (temperature 0, a seed); nothing tried again once a piece of an answer was
// passed on; no thinking aloud in what is passed on; the key in no error or log;
// and under LocalOnly not a byte outside the private network.
//
// Servers differ in what they take. What one refuses with a complaint that names
// it (response_format, seed, temperature, max_tokens, stream_options, streaming)
// is left out or put otherwise, and the client remembers that.
package openai

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/sashabaranov/go-openai"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/indexer/endpoint"
)

// maxAnswer is the largest answer that is read, in bytes: a streamed token takes
// about 300 with all that stands around it.
const maxAnswer = 16 << 20

// Client asks one model. It is safe for concurrent use.
type Client struct {
	config   Config
	api      *openai.Client
	endpoint *endpoint.Endpoint
	queue    queue
	manner   manners
	counters counters
}

// New checks the configuration; it sends nothing. Errors wrap ErrConfig, or
// ErrRemote for an address that LocalOnly forbids.
func New(config Config) (*Client, error) {
	config, err := config.checked()
	if err != nil {
		return nil, err
	}
	server, err := endpoint.New(endpoint.Config{
		BaseURL: config.BaseURL, APIKey: config.APIKey, LocalOnly: config.LocalOnly,
		Connections: config.Concurrency, MaxAnswer: maxAnswer,
		Section: "llm", Shorter: "giảm llm.context_tokens",
		Errors: endpoint.Errors{
			Config: ErrConfig, Remote: ErrRemote, Refused: model.ErrRefused,
			Unavailable: model.ErrUnavailable, Busy: model.ErrBusy, Answer: model.ErrNonsense,
		},
		Logger: config.Logger, Transport: config.Transport, Names: config.Names,
		Now: config.Now, Random: config.Random, Pause: config.Pause,
	})
	if err != nil {
		return nil, err
	}
	c := &Client{
		config: config, endpoint: server, queue: newQueue(config.Concurrency, config.Queue),
		manner: manners{now: manner{structured: config.Structured}, pinned: config.Structured != Auto},
	}
	if c.manner.now.structured == Auto {
		c.manner.now.structured = BySchema
	}
	c.api = openai.NewClientWithConfig(c.settings())
	return c, nil
}

// settings are go-openai's.
func (c *Client) settings() openai.ClientConfig {
	settings := openai.DefaultConfig(c.config.APIKey)
	if c.config.APIType == Azure {
		settings = openai.DefaultAzureConfig(c.config.APIKey, "")
		settings.APIVersion = c.config.APIVersion
		deployment := url.PathEscape(c.config.Deployment)
		settings.AzureModelMapperFunc = func(string) string { return deployment }
	}
	settings.BaseURL = c.endpoint.BaseURL()
	settings.HTTPClient = wire{c.endpoint}
	settings.EmptyMessagesLimit = maxAnswer // empty lines that keep a connection alive; bytes are limited
	return settings
}

// Model is the name of the model.
func (c *Client) Model() string { return c.config.Model }

// Generate asks for one answer. With emit it is streamed: emit is called with each
// piece as it comes, in order, and its error stops the exchange; the pieces
// together are Reply.Text. Thinking aloud between <think> and </think> is no part
// of the answer, and neither is white space before its first word.
//
// Every error wraps one of package model's. That for an ended context wraps its
// error besides, that for emit's its error; Reply then has what came before and
// what was spent. Usage is what the server counted; where it does not tell, it is
// estimated from the length of the texts, three characters to a token.
func (c *Client) Generate(ctx context.Context, req model.Request, emit func(piece string) error) (model.Reply, error) {
	started := c.config.Now()
	limited, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	x := &exchange{client: c, request: req, emit: emit}
	err := c.explain(ctx, c.generate(limited, x))
	reply := x.result()
	reply.Usage.Took = c.config.Now().Sub(started)
	c.counters.note(reply.Usage, err, x.stopped != nil)
	return reply, err
}

func (c *Client) generate(ctx context.Context, x *exchange) error {
	if len(x.request.Messages) == 0 {
		return fmt.Errorf("%w: không có lời nào để gửi", model.ErrRefused)
	}
	if err := c.queue.enter(ctx); err != nil {
		return err
	}
	defer c.queue.leave()
	err := c.endpoint.Call(ctx, 1+max(0, c.config.Retries), func() error { return x.try(ctx) })
	if x.stopped != nil {
		return fmt.Errorf("%w: người nhận dừng giữa chừng: %w", model.ErrUnavailable, x.stopped)
	}
	return err
}

// explain makes err wrap one of package model's errors; parent is the context
// without the limit of the exchange.
func (c *Client) explain(parent context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case known(err):
		return err
	case parent.Err() != nil:
		return fmt.Errorf("%w: %w", model.ErrUnavailable, parent.Err())
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%w: quá %v chưa xong: %w", model.ErrUnavailable, c.config.Timeout, err)
	}
	return fmt.Errorf("%w: %s", model.ErrNonsense, c.endpoint.Scrub(err.Error()))
}

// known tells whether err wraps one of package model's errors.
func known(err error) bool {
	for _, sentinel := range []error{model.ErrUnavailable, model.ErrBusy, model.ErrRefused, model.ErrNonsense} {
		if errors.Is(err, sentinel) {
			return true
		}
	}
	return false
}

// Stats are the counters since New.
func (c *Client) Stats() Stats {
	s := c.counters.read()
	s.InFlight, s.Waiting = c.queue.lengths()
	s.Resting, s.Failures = c.endpoint.Resting()
	return s
}
