package embedding

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"
	"golang.org/x/sync/errgroup"

	"github.com/trolycongvu/congvu/indexer/endpoint"
	"github.com/trolycongvu/congvu/indexer/vector"
)

// Client asks one model. It is safe for concurrent use.
type Client struct {
	config    Config
	api       *openai.Client
	endpoint  *endpoint.Endpoint
	slots     chan struct{} // as many as requests may run at once
	questions *recent
	dimension atomic.Int64 // of all vectors of the model, 0 before the first
}

// New checks the configuration; it sends nothing. Errors wrap ErrConfig, or
// ErrRemote for an address that LocalOnly forbids.
func New(config Config) (*Client, error) { return newClient(config, surroundings{}) }

// surroundings are what a test replaces; nil stands for the real thing.
type surroundings struct {
	names endpoint.Resolver
	now   func() time.Time
	pause endpoint.Pause
}

func newClient(config Config, around surroundings) (*Client, error) {
	config, err := config.checked()
	if err != nil {
		return nil, err
	}
	server, err := endpoint.New(endpoint.Config{
		BaseURL: config.BaseURL, APIKey: config.APIKey, LocalOnly: config.LocalOnly,
		Connections: config.Concurrency, MaxAnswer: maxAnswer,
		Section: "embedding", Shorter: "giảm embedding.max_chars",
		Errors: endpoint.Errors{
			Config: ErrConfig, Remote: ErrRemote, Refused: ErrRefused, Unavailable: ErrUnavailable, Busy: ErrUnavailable, Answer: ErrAnswer,
		},
		Check: checkNumbers, Logger: config.Logger,
		Names: around.names, Now: around.now, Pause: around.pause,
	})
	if err != nil {
		return nil, err
	}
	settings := openai.DefaultConfig(config.APIKey)
	settings.BaseURL, settings.HTTPClient = server.BaseURL(), server
	c := &Client{
		config:    config,
		api:       openai.NewClientWithConfig(settings),
		endpoint:  server,
		slots:     make(chan struct{}, config.Concurrency),
		questions: newRecent(256),
	}
	c.dimension.Store(int64(config.Dimensions))
	return c, nil
}

// maxAnswer is the largest answer that is read, in bytes: about 16 times what
// the default batch takes with 4,096 dimensions.
const maxAnswer = 64 << 20

// noNumber finds what some servers put among the numbers of an array for NaN:
// null, which encoding/json reads as 0, or what is no JSON.
var noNumber = regexp.MustCompile(`[\[,]\s*-?(null|NaN|Infinity)\b`)

// checkNumbers refuses an answer with a number that is none.
func checkNumbers(body []byte) error {
	for _, word := range []string{"null", "NaN", "Infinity"} { // quicker than the expression on megabytes of numbers
		if bytes.Contains(body, []byte(word)) && noNumber.Match(body) {
			return fmt.Errorf("%w: vectơ chứa %s thay cho số", ErrAnswer, word)
		}
	}
	return nil
}

// Model is the name of the model.
func (c *Client) Model() string { return c.config.Model }

// Passages returns the vector of each text, in order, or an error for all: it
// keeps nothing. A text that is empty once masked and trimmed is ErrText.
func (c *Client) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	inputs := make([]string, len(texts))
	for i, text := range texts {
		if inputs[i] = c.input(c.config.PassagePrefix, text); inputs[i] == "" {
			return nil, fmt.Errorf("%w: đoạn thứ %d", ErrText, i+1)
		}
	}
	vectors := make([][]float32, len(inputs))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.config.Concurrency)
	for start := 0; start < len(inputs); {
		end := start + c.batch(inputs[start:])
		part := vectors[start:end]
		texts := inputs[start:end]
		group.Go(func() error {
			got, err := c.embed(ctx, texts, c.config.Attempts)
			copy(part, got)
			return err
		})
		start = end
	}
	return vectors, group.Wait()
}

// Question returns the vector of a question within QuestionTimeout, so that a
// search without vectors can go on in time. Recent questions are remembered.
func (c *Client) Question(ctx context.Context, text string) ([]float32, error) {
	input := c.input(c.config.QueryPrefix, text)
	if input == "" {
		return nil, ErrText
	}
	if v, ok := c.questions.get(input); ok {
		return v, nil
	}
	limited, cancel := context.WithTimeout(ctx, c.config.QuestionTimeout)
	defer cancel()
	vectors, err := c.embed(limited, []string{input}, 1)
	if err != nil {
		if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("%w: quá %v chưa trả lời: %w", ErrUnavailable, c.config.QuestionTimeout, err)
		}
		return nil, err
	}
	c.questions.put(input, vectors[0])
	return vectors[0], nil
}

// input is what is sent for a text: masked, so that what is cut off cannot hide
// a number from the mask, then cut, then prefixed. It is empty for an empty text.
func (c *Client) input(prefix, text string) string {
	text = cut(strings.TrimSpace(c.config.Mask(strings.ToValidUTF8(text, " "))), c.config.MaxChars)
	if text == "" {
		return ""
	}
	return prefix + text
}

// cut keeps the first characters of s, at most limit, up to a space where one is
// near.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	end, count := len(s), 0
	for at := range s {
		if count == limit {
			end = at
			break
		}
		count++
	}
	if end == len(s) {
		return s
	}
	if space := strings.LastIndexFunc(s[:end], unicode.IsSpace); space > end/2 {
		end = space
	}
	return strings.TrimRightFunc(s[:end], unicode.IsSpace)
}

// batch is how many of the inputs, at least one, go into the next request.
func (c *Client) batch(inputs []string) int {
	chars := 0
	for n, input := range inputs {
		chars += utf8.RuneCountInString(input)
		if n == c.config.BatchTexts || n > 0 && chars > c.config.BatchChars {
			return n
		}
	}
	return len(inputs)
}

// embed asks for the vectors of one batch until it has them, the server's no, or
// attempts failures.
func (c *Client) embed(ctx context.Context, inputs []string, attempts int) (vectors [][]float32, err error) {
	err = c.endpoint.Call(ctx, attempts, func() error {
		vectors, err = c.request(ctx, inputs)
		return err
	})
	return vectors, err
}

// request asks once for the vectors of one batch.
func (c *Client) request(ctx context.Context, inputs []string) ([][]float32, error) {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, c.config.RequestTimeout)
	defer cancel()
	answer, err := c.api.CreateEmbeddings(limited, openai.EmbeddingRequest{
		Input: inputs, Model: openai.EmbeddingModel(c.config.Model), Dimensions: c.config.Dimensions,
		EncodingFormat: openai.EmbeddingEncodingFormatFloat,
	})
	if err != nil {
		return nil, c.explain(ctx, err)
	}
	return c.vectors(answer.Data, len(inputs))
}

// explain puts an error of a request into words; parent is the context without
// the limit of the request.
func (c *Client) explain(parent context.Context, err error) error {
	var failed *endpoint.Failure
	switch {
	case parent.Err() != nil:
		return parent.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return endpoint.Transient(fmt.Errorf("%w: quá %v chưa trả lời", ErrUnavailable, c.config.RequestTimeout))
	case errors.As(err, &failed), errors.Is(err, ErrRemote), errors.Is(err, ErrRefused), errors.Is(err, ErrAnswer):
		return err
	}
	return fmt.Errorf("%w: %w", ErrAnswer, err) // JSON of another shape
}

// textError is about one text of a batch.
type textError struct {
	index int // in the batch
	err   error
}

func (t *textError) Error() string { return t.err.Error() }
func (t *textError) Unwrap() error { return t.err }

// vectors puts the answer to n inputs in order, by its index fields, and checks it.
func (c *Client) vectors(data []openai.Embedding, n int) ([][]float32, error) {
	if len(data) != n {
		return nil, fmt.Errorf("%w: %d vectơ cho %d đoạn", ErrAnswer, len(data), n)
	}
	vectors := make([][]float32, n)
	for _, d := range data {
		switch {
		case d.Index < 0 || d.Index >= n:
			return nil, fmt.Errorf("%w: vectơ mang số thứ tự %d ngoài khoảng 0–%d", ErrAnswer, d.Index, n-1)
		case vectors[d.Index] != nil:
			return nil, fmt.Errorf("%w: hai vectơ cùng số thứ tự %d", ErrAnswer, d.Index)
		}
		if err := c.checkVector(d.Embedding); err != nil {
			return nil, &textError{d.Index, err}
		}
		vectors[d.Index] = d.Embedding
	}
	return vectors, nil
}

// checkVector refuses what is no direction, or one of another space.
func (c *Client) checkVector(v []float32) error {
	if len(v) == 0 || len(v) > vector.MaxDim {
		return fmt.Errorf("%w: vectơ %d chiều", ErrAnswer, len(v))
	}
	zero := true
	for _, x := range v {
		if f := float64(x); math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Errorf("%w: vectơ chứa %v", ErrAnswer, x)
		}
		zero = zero && x == 0
	}
	if zero {
		return fmt.Errorf("%w: vectơ toàn số 0", ErrAnswer)
	}
	c.dimension.CompareAndSwap(0, int64(len(v)))
	if want := c.dimension.Load(); want != int64(len(v)) {
		return fmt.Errorf("%w: mô hình %s cho %d chiều, cần %d", ErrDimension, c.config.Model, len(v), want)
	}
	return nil
}
