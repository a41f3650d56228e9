package openai

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/indexer/endpoint"
)

// ErrConfig is wrapped by every error of New but that for a forbidden address.
var ErrConfig = errors.New("cấu hình mô hình ngôn ngữ không hợp lệ")

// ErrRemote is wrapped by the error for an address that LocalOnly forbids, when
// New sees it or, for a name, when the name is looked up.
var ErrRemote = fmt.Errorf("%w: địa chỉ của mô hình nằm ngoài mạng nội bộ, không gửi gì đi", model.ErrRefused)

// The kinds of servers, by how they are addressed.
const (
	OpenAI = "openai" // POST {base}/chat/completions: OpenAI, vLLM, Ollama, llama.cpp
	Azure  = "azure"  // POST {base}/openai/deployments/{deployment}/chat/completions
)

// Structured says how an answer in JSON is asked for. Whichever way, the prompt
// must describe the shape too.
type Structured string

// The ways to ask for JSON.
const (
	Auto       Structured = "auto"   // by schema, and less where the server refuses
	BySchema   Structured = "schema" // response_format json_schema, or ErrRefused
	ByJSON     Structured = "json"   // response_format json_object, or ErrRefused
	ByPrompt   Structured = "none"   // by the prompt alone
	defaultAPI            = "2024-10-21"
)

// Config says where the model is and how it is to be used. Zero values of numbers
// and times stand for the defaults beside them.
type Config struct {
	BaseURL    string // http://127.0.0.1:8000/v1; for Azure https://name.openai.azure.com
	APIKey     string // may be empty
	Model      string // as the server calls it
	APIType    string // OpenAI (the default) or Azure
	APIVersion string // of Azure: 2024-10-21
	Deployment string // of Azure: Model

	// LocalOnly forbids any address that is not of this machine or of a private
	// network: loopback, RFC 1918, unique local and link-local.
	LocalOnly bool

	Timeout   time.Duration // for a Generate as a whole, waiting and retries included: 1 minute
	FirstByte time.Duration // for the first event of a stream: half of Timeout; what is not streamed has Timeout only

	MaxTokens   int        // of an answer, at most: 1,024
	Seed        int        // sent with every request; the temperature is always 0
	Concurrency int        // requests at once, at most: 4
	Queue       int        // how many more may wait for their turn: twice Concurrency
	Retries     int        // after the first try, before anything was passed on: 2; negative is none
	Structured  Structured // Auto

	PricePrompt, PriceCompletion float64 // for a million tokens, in any currency

	Logger *slog.Logger // nil is slog.Default; nothing of a conversation is ever logged

	// What follows is for tests; nil is the real thing. Transport cannot be set
	// together with LocalOnly.
	Transport http.RoundTripper
	Names     endpoint.Resolver
	Now       func() time.Time
	Random    func() float64 // in [0,1)
	Pause     endpoint.Pause
}

// checked is the configuration with its defaults, or why it cannot be used.
func (c Config) checked() (Config, error) {
	bad := func(format string, args ...any) (Config, error) {
		return c, fmt.Errorf("%w: "+format, append([]any{ErrConfig}, args...)...)
	}
	c.fill()
	switch {
	case c.BaseURL == "" || strings.TrimSpace(c.Model) == "":
		return bad("cần cả llm.base_url và llm.model")
	case c.APIType != OpenAI && c.APIType != Azure:
		return bad("llm.api_type là %q, phải là openai hoặc azure", c.APIType)
	case !slices.Contains([]Structured{Auto, BySchema, ByJSON, ByPrompt}, c.Structured):
		return bad("llm.structured là %q, phải là auto, schema, json hoặc none", c.Structured)
	case c.MaxTokens < 0 || c.Concurrency < 0 || c.Queue < 0:
		return bad("các giới hạn không được âm")
	case c.Timeout < 0 || c.FirstByte < 0:
		return bad("llm.timeout không được âm")
	case c.PricePrompt < 0 || c.PriceCompletion < 0:
		return bad("llm.price_prompt và llm.price_completion không được âm")
	}
	return c, nil
}

// fill puts the defaults in.
func (c *Config) fill() {
	for _, d := range []struct {
		field *int
		value int
	}{{&c.MaxTokens, 1024}, {&c.Concurrency, 4}, {&c.Retries, 2}} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	if c.Queue == 0 {
		c.Queue = 2 * c.Concurrency
	}
	if c.Timeout == 0 {
		c.Timeout = time.Minute
	}
	if c.FirstByte == 0 {
		c.FirstByte = c.Timeout / 2 // a slow machine that is given time reads long prompts slowly
	}
	for _, d := range []struct {
		field *string
		value string
	}{{&c.APIType, OpenAI}, {(*string)(&c.Structured), string(Auto)}, {&c.APIVersion, defaultAPI}, {&c.Deployment, c.Model}} {
		if *d.field == "" {
			*d.field = d.value
		}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
}
