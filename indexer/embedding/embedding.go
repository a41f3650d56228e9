// Package embedding turns texts into vectors by a model that the operator runs,
// behind an OpenAI-compatible endpoint (POST …/embeddings), as vLLM, Ollama,
// llama.cpp, LM Studio and text-embeddings-inference have it.
//
// It keeps the fourth promise of the design: every text is masked before it is
// cut, keyed or sent, and under LocalOnly nothing is sent to an address outside
// the machine or its private network, whatever name the address hides behind.
//
// What was computed is kept in a Cache, so that Build can be stopped and goes on
// where it was. It distrusts the server: an answer with the wrong count, order,
// size or numbers is an error, never a vector.
package embedding

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/indexer/vector"
)

// Config says where the model is and how it is to be used. Zero values of
// numbers and times stand for the defaults beside them.
type Config struct {
	BaseURL string // up to the version: http://127.0.0.1:8000/v1
	APIKey  string // may be empty
	Model   string // as the server calls it: bge-m3

	// The models of the e5 family want "query: " and "passage: ".
	QueryPrefix, PassagePrefix string

	Dimensions int // to ask the server for; 0 as the model gives

	// MaxChars is how many characters of a text are embedded, 4,000; the rest is
	// left out. Vietnamese takes a token for three to four characters, so models
	// that read 512 tokens, as multilingual-e5 does, are better off with 1,600.
	MaxChars int

	BatchTexts  int // texts in a request, at most: 32
	BatchChars  int // characters in a request, at most, but for a single text: 48,000
	Concurrency int // requests at once, at most: 2
	Attempts    int // for passages, the first included: 5

	RequestTimeout  time.Duration // 2 minutes
	QuestionTimeout time.Duration // for Question as a whole, which is tried once: 2 seconds

	// Mask hides personal data. It may be nil only under LocalOnly.
	Mask func(string) string

	// LocalOnly forbids any address that is not of this machine or of a private
	// network: loopback, RFC 1918, unique local and link-local.
	LocalOnly bool

	Logger *slog.Logger // nil is slog.Default; no text is ever logged
}

// Defaults is the Config to start from: LocalOnly.
func Defaults() Config { return Config{LocalOnly: true} }

// The errors of this package that callers tell apart.
var (
	ErrConfig      = errors.New("cấu hình embedding không hợp lệ")
	ErrRemote      = errors.New("địa chỉ embedding nằm ngoài mạng nội bộ, không gửi gì đi")
	ErrText        = errors.New("đoạn văn rỗng")
	ErrRefused     = errors.New("máy chủ embedding từ chối")
	ErrUnavailable = errors.New("máy chủ embedding không dùng được lúc này")
	ErrAnswer      = errors.New("máy chủ embedding trả lời sai")
	ErrDimension   = errors.New("số chiều vectơ không khớp")
)

// checked is the configuration with its defaults, or why it cannot be used.
func (c Config) checked() (Config, error) {
	bad := func(format string, args ...any) (Config, error) {
		return c, fmt.Errorf("%w: "+format, append([]any{ErrConfig}, args...)...)
	}
	if c.BaseURL == "" || strings.TrimSpace(c.Model) == "" {
		return bad("cần cả embedding.base_url và embedding.model")
	}
	switch {
	case c.Dimensions < 0 || c.Dimensions > vector.MaxDim:
		return bad("embedding.dimensions là %d, phải từ 0 đến %d", c.Dimensions, vector.MaxDim)
	case c.MaxChars < 0 || c.BatchTexts < 0 || c.BatchChars < 0 || c.Concurrency < 0 || c.Attempts < 0:
		return bad("các giới hạn không được âm")
	case !c.LocalOnly && c.Mask == nil:
		return bad("gửi ra ngoài mạng nội bộ thì phải che dữ liệu cá nhân")
	}
	c.fill()
	return c, nil
}

// fill puts the defaults in.
func (c *Config) fill() {
	for _, d := range []struct {
		field *int
		value int
	}{{&c.MaxChars, 4000}, {&c.BatchTexts, 32}, {&c.BatchChars, 48_000}, {&c.Concurrency, 2}, {&c.Attempts, 5}} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	if c.RequestTimeout <= 0 {
		c.RequestTimeout = 2 * time.Minute
	}
	if c.QuestionTimeout <= 0 {
		c.QuestionTimeout = 2 * time.Second
	}
	if c.Mask == nil {
		c.Mask = func(s string) string { return s }
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
}
