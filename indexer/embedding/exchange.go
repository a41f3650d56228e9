package embedding

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxAnswer is the largest answer that is read, in bytes: about 16 times what
// the default batch takes with 4,096 dimensions.
const maxAnswer = 64 << 20

// transient is an error that another try may not meet.
type transient struct {
	err   error
	after time.Duration // the server wants to be left alone so long
	busy  bool          // it works, but has too much to do
}

func (t *transient) Error() string { return t.err.Error() }
func (t *transient) Unwrap() error { return t.err }

// exchange sends requests for go-openai, which by itself reads answers of any
// size, drops Retry-After and calls a web page a broken JSON.
type exchange struct {
	http *http.Client
	host string
	key  string // never to be repeated in an error
}

func newExchange(t http.RoundTripper, host, key string) *exchange {
	return &exchange{
		host: host, key: key,
		http: &http.Client{
			Transport: t,
			// What is redirected is not sent: another place was not configured.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// Do returns only answers that are a whole JSON value with status 200.
func (e *exchange) Do(req *http.Request) (*http.Response, error) {
	res, err := e.http.Do(req) //nolint:gosec // the host is the one that the operator configured, and redirects are not followed
	switch {
	case errors.Is(err, ErrRemote):
		return nil, err
	case err != nil:
		return nil, &transient{err: fmt.Errorf("%w: không kết nối được %s: %w", ErrUnavailable, e.host, err)}
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	if res.StatusCode != http.StatusOK {
		return nil, e.refusal(res, body)
	}
	switch {
	case err != nil:
		return nil, &transient{err: fmt.Errorf("%w: câu trả lời bị cắt ngang: %w", ErrUnavailable, err)}
	case len(body) > maxAnswer:
		return nil, fmt.Errorf("%w: câu trả lời dài quá %d MB", ErrAnswer, maxAnswer>>20)
	}
	if err := e.checkBody(body); err != nil {
		return nil, err
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// nullNumber finds null among the numbers of an array, where some servers put it
// for NaN and where encoding/json reads it as 0.
var nullNumber = regexp.MustCompile(`[\[,]\s*null\b`)

// checkBody says what a body is, if not an answer in JSON.
func (e *exchange) checkBody(body []byte) error {
	text := bytes.TrimSpace(body)
	switch {
	case len(text) == 0:
		return &transient{err: fmt.Errorf("%w: câu trả lời rỗng", ErrUnavailable)}
	case text[0] == '<':
		return fmt.Errorf("%w: nhận được trang web (HTML) chứ không phải câu trả lời của API; kiểm tra embedding.base_url, thường kết thúc bằng /v1", ErrAnswer)
	}
	var failure struct {
		Error json.RawMessage `json:"error"`
	}
	var syntax *json.SyntaxError
	err := json.Unmarshal(text, &failure)
	switch {
	case errors.As(err, &syntax) && syntax.Offset >= int64(len(text)):
		return &transient{err: fmt.Errorf("%w: câu trả lời bị cắt ngang sau %d byte", ErrUnavailable, len(body))}
	case err != nil:
		return fmt.Errorf("%w: không phải JSON hợp lệ (có thể mô hình cho ra NaN): %w", ErrAnswer, err)
	case len(failure.Error) > 0 && string(failure.Error) != "null":
		return fmt.Errorf("%w: %s", ErrRefused, e.message(text))
	case bytes.Contains(text, []byte("null")) && nullNumber.Match(text):
		return fmt.Errorf("%w: vectơ chứa null thay cho số (thường là NaN)", ErrAnswer)
	}
	return nil
}

// refusal is the error for an answer whose status is not 200.
func (e *exchange) refusal(res *http.Response, body []byte) error {
	said := fmt.Sprintf("mã %d", res.StatusCode)
	if m := e.message(body); m != "" {
		said += ": " + m
	}
	switch code := res.StatusCode; {
	case code == http.StatusTooManyRequests:
		return &transient{
			err:   fmt.Errorf("%w: quá nhiều yêu cầu (%s)", ErrUnavailable, said),
			after: retryAfter(res.Header.Get("Retry-After"), time.Now()), busy: true,
		}
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly, code >= 500 && code != http.StatusNotImplemented:
		return &transient{
			err:   fmt.Errorf("%w: %s", ErrUnavailable, said),
			after: retryAfter(res.Header.Get("Retry-After"), time.Now()),
		}
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		return fmt.Errorf("%w: %s; kiểm tra embedding.api_key", ErrRefused, said)
	case code == http.StatusNotFound:
		return fmt.Errorf("%w: %s; kiểm tra embedding.base_url và embedding.model", ErrRefused, said)
	case code == http.StatusBadRequest, code == http.StatusRequestEntityTooLarge, code == http.StatusUnprocessableEntity:
		return fmt.Errorf("%w: %s; nếu văn bản quá dài với mô hình, giảm embedding.max_chars", ErrRefused, said)
	case code >= 300 && code < 400:
		return fmt.Errorf("%w: %s, chuyển sang %q; đặt thẳng địa chỉ đó ở embedding.base_url", ErrRefused, said, res.Header.Get("Location"))
	}
	return fmt.Errorf("%w: %s", ErrRefused, said)
}

// message is what the server says in an error, short and without the key. The
// shapes are those of OpenAI ({"error":{"message"}}), Ollama ({"error":""}),
// text-embeddings-inference ({"error":"","type"}) and FastAPI ({"detail":""}).
func (e *exchange) message(body []byte) string {
	var shape struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
		Detail  json.RawMessage `json:"detail"`
	}
	if json.Unmarshal(body, &shape) != nil {
		return ""
	}
	var inner struct {
		Message string `json:"message"`
	}
	var plain string
	said := shape.Message
	switch {
	case json.Unmarshal(shape.Error, &inner) == nil && inner.Message != "":
		said = inner.Message
	case json.Unmarshal(shape.Error, &plain) == nil && plain != "":
		said = plain
	case json.Unmarshal(shape.Detail, &plain) == nil && plain != "":
		said = plain
	}
	if e.key != "" {
		said = strings.ReplaceAll(said, e.key, "********")
	}
	return cut(strings.Join(strings.Fields(said), " "), 200)
}

// retryAfter reads the header, seconds or an HTTP date; 0 when it says nothing.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(strings.TrimSpace(header), 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}
