package endpoint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ErrNotStreamed is wrapped by the error for a sound answer that came whole where
// a stream was asked for.
var ErrNotStreamed = errors.New("máy chủ không trả lời dần từng phần")

// maxRefusal is how much of an answer with another status is read, in bytes.
const maxRefusal = 64 << 10

// Do sends one request, as go-openai's client does, which by itself reads answers
// of any size, drops Retry-After and calls a web page a broken JSON. It returns
// only answers with status 200: a whole JSON value, or the body of a stream where
// the request accepts one, which then fails with a Failure when it is cut off or
// grows past MaxAnswer. Except for errors of Config.Check, every error wraps one
// of Config.Errors.
func (e *Endpoint) Do(req *http.Request) (*http.Response, error) {
	errs := &e.config.Errors
	res, err := e.http.Do(req)
	switch {
	case errors.Is(err, errs.Remote):
		return nil, err
	case err != nil:
		return nil, Transient(fmt.Errorf("%w: không kết nối được %s: %w", errs.Unavailable, e.base.Host, err))
	case res.StatusCode != http.StatusOK:
		defer res.Body.Close()
		body, _ := io.ReadAll(io.LimitReader(res.Body, maxRefusal))
		return nil, e.refusal(res, body)
	}
	streams := req.Header.Get("Accept") == "text/event-stream"
	if kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); streams && kind != "application/json" && kind != "text/html" {
		res.Body = &streamBody{ReadCloser: res.Body, endpoint: e, left: e.config.MaxAnswer}
		return res, nil
	}
	body, err := e.whole(res)
	if err != nil {
		return nil, err
	}
	if streams {
		return nil, fmt.Errorf("%w: %w", errs.Answer, ErrNotStreamed)
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, nil
}

// whole reads and checks the body of an answer, and closes it.
func (e *Endpoint) whole(res *http.Response) ([]byte, error) {
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, e.config.MaxAnswer+1))
	switch {
	case err != nil:
		return nil, e.cutOff(err)
	case int64(len(body)) > e.config.MaxAnswer:
		return nil, e.tooLong()
	}
	return body, e.checkBody(body)
}

func (e *Endpoint) cutOff(err error) error {
	return Transient(fmt.Errorf("%w: câu trả lời bị cắt ngang: %w", e.config.Errors.Unavailable, err))
}

func (e *Endpoint) tooLong() error {
	return fmt.Errorf("%w: câu trả lời dài quá %d MB", e.config.Errors.Answer, e.config.MaxAnswer>>20)
}

// streamBody is the body of a stream.
type streamBody struct {
	io.ReadCloser
	endpoint *Endpoint
	left     int64
}

// Read reads on, with a Failure for all but the proper end.
func (s *streamBody) Read(p []byte) (int, error) {
	if s.left <= 0 {
		return 0, s.endpoint.tooLong()
	}
	n, err := s.ReadCloser.Read(p[:min(int64(len(p)), s.left)])
	s.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		err = s.endpoint.cutOff(err)
	}
	return n, err
}

// checkBody says what a body is, if not an answer in JSON.
func (e *Endpoint) checkBody(body []byte) error {
	errs := &e.config.Errors
	text := bytes.TrimSpace(body)
	switch {
	case len(text) == 0:
		return Transient(fmt.Errorf("%w: câu trả lời rỗng", errs.Unavailable))
	case text[0] == '<':
		return fmt.Errorf("%w: nhận được trang web (HTML) chứ không phải câu trả lời của API; kiểm tra %s.base_url, thường kết thúc bằng /v1", errs.Answer, e.config.Section)
	}
	if e.config.Check != nil {
		if err := e.config.Check(text); err != nil {
			return err
		}
	}
	var failure struct {
		Error json.RawMessage `json:"error"`
	}
	var syntax *json.SyntaxError
	err := json.Unmarshal(text, &failure)
	switch {
	case errors.As(err, &syntax) && syntax.Offset >= int64(len(text)):
		return Transient(fmt.Errorf("%w: câu trả lời bị cắt ngang sau %d byte", errs.Unavailable, len(body)))
	case err != nil:
		return fmt.Errorf("%w: không phải JSON hợp lệ: %w", errs.Answer, err)
	case len(failure.Error) > 0 && string(failure.Error) != "null":
		return fmt.Errorf("%w: %s", errs.Refused, e.message(text))
	}
	return nil
}

// refusal is the error for an answer whose status is not 200.
func (e *Endpoint) refusal(res *http.Response, body []byte) error {
	said := fmt.Sprintf("mã %d", res.StatusCode)
	if m := e.message(body); m != "" {
		said += ": " + m
	}
	errs, section := &e.config.Errors, e.config.Section
	f := &Failure{Status: res.StatusCode, body: strings.ToLower(e.Scrub(string(body)))}
	after := retryAfter(res.Header.Get("Retry-After"), e.config.Now())
	switch code := res.StatusCode; {
	case code == http.StatusTooManyRequests:
		f.Again, f.Busy, f.After = true, true, after
		f.err = fmt.Errorf("%w: quá nhiều yêu cầu (%s)", errs.Busy, said)
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly, code >= 500 && code != http.StatusNotImplemented:
		f.Again, f.After = true, after
		f.err = fmt.Errorf("%w: %s", errs.Unavailable, said)
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		f.err = fmt.Errorf("%w: %s; kiểm tra %s.api_key", errs.Refused, said, section)
	case code == http.StatusNotFound:
		f.err = fmt.Errorf("%w: %s; kiểm tra %s.base_url và %s.model", errs.Refused, said, section, section)
	case code == http.StatusBadRequest, code == http.StatusRequestEntityTooLarge, code == http.StatusUnprocessableEntity:
		f.err = fmt.Errorf("%w: %s; nếu văn bản quá dài với mô hình, %s", errs.Refused, said, e.config.Shorter)
	case code >= 300 && code < 400:
		f.err = fmt.Errorf("%w: %s, chuyển sang %q; đặt thẳng địa chỉ đó ở %s.base_url", errs.Refused, said, e.Say(res.Header.Get("Location")), section)
	default:
		f.err = fmt.Errorf("%w: %s", errs.Refused, said)
	}
	return f
}

// message is what the server says in an error, short and without the key. The
// shapes are those of OpenAI ({"error":{"message"}}), Ollama ({"error":""}),
// text-embeddings-inference ({"error":"","type"}) and FastAPI ({"detail":""}).
func (e *Endpoint) message(body []byte) string {
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
	return e.Say(said)
}

// Say is what a server said as an error may repeat it: short, on one line and
// without the key.
func (e *Endpoint) Say(said string) string { return shorten(e.Scrub(said)) }

// Scrub is text without the key.
func (e *Endpoint) Scrub(text string) string {
	if e.config.APIKey == "" {
		return text
	}
	return strings.ReplaceAll(text, e.config.APIKey, "********")
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
