package openaitest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Behaviour is how a server treats one sound request.
type Behaviour func(*Exchange)

// Exchange is one request under way.
type Exchange struct {
	Request Request
	server  *Server
	w       http.ResponseWriter
	r       *http.Request
}

// text is the whole of what the model says, thinking aloud included.
func (e *Exchange) text() string {
	text := e.server.answer(e.Request)
	if think := e.server.settings.Think; think != "" {
		text = "<think>" + think + "</think>\n\n" + text
	}
	return text
}

// Properly answers as asked, whole or streamed.
func Properly(e *Exchange) {
	if !e.Request.Stream {
		Whole(e)
		return
	}
	e.streamed("stop")
}

// Whole answers in one, also when a stream was asked for.
func Whole(e *Exchange) { e.whole(e.text(), "stop") }

// Length answers and says that the limit of tokens was reached.
func Length(e *Exchange) { e.end("length") }

// Filtered says that the content was filtered.
func Filtered(e *Exchange) { e.end("content_filter") }

// ToolCall ends as if a tool was called that nobody offered.
func ToolCall(e *Exchange) { e.end("tool_calls") }

func (e *Exchange) end(reason string) {
	if e.Request.Stream {
		e.streamed(reason)
		return
	}
	e.whole(e.text(), reason)
}

// Status answers with an error.
func Status(code int, message string) Behaviour {
	return func(e *Exchange) { fail(e.w, code, message) }
}

// TooMany answers 429 and wants to be left alone for so many seconds.
func TooMany(seconds int) Behaviour {
	return func(e *Exchange) {
		e.w.Header().Set("Retry-After", strconv.Itoa(seconds))
		fail(e.w, http.StatusTooManyRequests, "Rate limit reached")
	}
}

// Raw answers with status 200 and this body.
func Raw(kind, body string) Behaviour {
	return func(e *Exchange) {
		e.w.Header().Set("Content-Type", kind)
		e.write(body)
	}
}

// WebPage answers with a web page, as a proxy does.
func WebPage(e *Exchange) {
	Raw("text/html", "<!DOCTYPE html><html><body>Đăng nhập</body></html>")(e)
}

// Hangup closes the connection before the first byte.
func Hangup(*Exchange) { panic(http.ErrAbortHandler) }

// Hang says nothing until the client goes away.
func Hang(e *Exchange) { e.wait() }

// HangAfter streams so many pieces and then says nothing until the client goes
// away. A whole answer is cut off in the middle of its bytes.
func HangAfter(pieces int) Behaviour {
	return func(e *Exchange) {
		e.part(pieces)
		e.wait()
	}
}

// CutAfter streams so many pieces and ends the stream properly, but with neither
// a reason nor [DONE].
func CutAfter(pieces int) Behaviour { return func(e *Exchange) { e.part(pieces) } }

// BreakAfter streams so many pieces and breaks the connection off.
func BreakAfter(pieces int) Behaviour {
	return func(e *Exchange) {
		e.part(pieces)
		panic(http.ErrAbortHandler)
	}
}

// ErrorAfter streams so many pieces and then an error, as servers do that run out
// of memory.
func ErrorAfter(pieces int, message string) Behaviour {
	return func(e *Exchange) {
		e.part(pieces)
		e.write(fmt.Sprintf("data: {\"error\":{\"message\":%s,\"code\":500}}\n\n", quoted(message)))
	}
}

// BrokenAfter streams so many pieces and then what is no JSON.
func BrokenAfter(pieces int) Behaviour {
	return func(e *Exchange) {
		e.part(pieces)
		e.write("data: {\"choices\":[{\"delta\":{\"content\": oops}}]}\n\ndata: [DONE]\n\n")
	}
}

// NoChoices answers without any.
func NoChoices(e *Exchange) {
	if !e.Request.Stream {
		Raw("application/json", `{"object":"chat.completion","choices":[]}`)(e)
		return
	}
	Raw("text/event-stream", "data: {\"choices\":[]}\n\ndata: [DONE]\n\n")(e)
}

// Trickle streams properly, with a pause before each piece; a whole answer comes
// after one.
func Trickle(pause time.Duration) Behaviour {
	return func(e *Exchange) {
		pieces := e.pieces()
		if e.Request.Stream {
			e.begin()
		} else {
			pieces = []string{e.text()}
		}
		for _, piece := range pieces {
			select {
			case <-time.After(pause):
			case <-e.r.Context().Done():
				return
			case <-e.server.closing:
				return
			}
			if !e.Request.Stream {
				Whole(e)
				return
			}
			e.delta(piece)
		}
		e.finish("stop")
	}
}

// Giant answers with so many bytes of text in one value, after which it would
// end properly.
func Giant(size int) Behaviour {
	return func(e *Exchange) {
		text := strings.Repeat("giấy tờ ", size/10+1)
		if !e.Request.Stream {
			e.whole(text, "stop")
			return
		}
		e.begin()
		e.delta(text)
		e.finish("stop")
	}
}

func (e *Exchange) wait() {
	if f, ok := e.w.(http.Flusher); ok && e.w.Header().Get("Content-Type") != "" {
		f.Flush()
	}
	select {
	case <-e.r.Context().Done():
	case <-e.server.closing:
	}
}

// part streams the first pieces only, or the first half of a whole answer.
func (e *Exchange) part(pieces int) {
	if !e.Request.Stream {
		text := e.wholeText(e.text(), "stop")
		e.w.Header().Set("Content-Type", "application/json")
		e.write(text[:len(text)/2])
		return
	}
	e.begin()
	all := e.pieces()
	for _, piece := range all[:min(pieces, len(all))] {
		e.delta(piece)
	}
}

func (e *Exchange) streamed(reason string) {
	e.begin()
	if reasoning := e.server.settings.Reasoning; reasoning != "" {
		e.event(fmt.Sprintf(`{"delta":{"reasoning_content":%s},"index":0,"finish_reason":null}`, quoted(reasoning)))
	}
	for _, piece := range e.pieces() {
		e.delta(piece)
	}
	e.finish(reason)
}

func (e *Exchange) begin() {
	e.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	e.write(": ping\n\n")
	e.event(`{"delta":{"role":"assistant","content":""},"index":0,"finish_reason":null}`)
}

func (e *Exchange) delta(piece string) {
	e.event(fmt.Sprintf(`{"delta":{"content":%s},"index":0,"finish_reason":null}`, quoted(piece)))
}

func (e *Exchange) finish(reason string) {
	e.event(fmt.Sprintf(`{"delta":{},"index":0,"finish_reason":%s}`, quoted(reason)))
	if len(e.Request.StreamOptions) > 0 && !e.server.settings.NoUsage {
		e.write(fmt.Sprintf("data: {\"object\":\"chat.completion.chunk\",\"model\":%s,\"choices\":[],\"usage\":%s}\n\n", quoted(e.Request.Model), e.usage()))
	}
	e.write("data: [DONE]\n\n")
}

func (e *Exchange) event(choice string) {
	e.write(fmt.Sprintf("data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":%s,\"choices\":[%s]}\n\n", quoted(e.Request.Model), choice))
}

func (e *Exchange) whole(text, reason string) {
	e.w.Header().Set("Content-Type", "application/json")
	e.write(e.wholeText(text, reason))
}

func (e *Exchange) wholeText(text, reason string) string {
	usage := ""
	if !e.server.settings.NoUsage {
		usage = `,"usage":` + e.usage()
	}
	return fmt.Sprintf(`{"id":"1","object":"chat.completion","model":%s,"choices":[{"index":0,"message":{"role":"assistant","content":%s,"reasoning_content":%s},"finish_reason":%s}]%s}`,
		quoted(e.Request.Model), quoted(text), quoted(e.server.settings.Reasoning), quoted(reason), usage)
}

// usage counts a token for each character, so that it is no estimate.
func (e *Exchange) usage() string {
	prompt := 0
	for _, m := range e.Request.Messages {
		prompt += utf8.RuneCountInString(m.Content)
	}
	answer := utf8.RuneCountInString(e.text())
	return fmt.Sprintf(`{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, prompt, answer, prompt+answer)
}

// pieces are the parts of the text in the events of a stream.
func (e *Exchange) pieces() []string {
	runes := []rune(e.text())
	var pieces []string
	for len(runes) > 0 {
		n := min(e.server.settings.PieceRunes, len(runes))
		pieces = append(pieces, string(runes[:n]))
		runes = runes[n:]
	}
	return pieces
}

// write sends text in writes of the size that is set; what the client no longer
// reads is lost.
func (e *Exchange) write(text string) {
	size := e.server.settings.WriteBytes
	if size <= 0 {
		size = len(text)
	}
	for text != "" {
		n := min(size, len(text))
		if _, err := e.w.Write([]byte(text[:n])); err != nil {
			return
		}
		text = text[n:]
		if f, ok := e.w.(http.Flusher); ok && e.Request.Stream {
			f.Flush()
		}
	}
}

// Answer answers with a status, a kind of content and a body.
func (e *Exchange) Answer(status int, kind, body string) {
	e.w.Header().Set("Content-Type", kind)
	e.w.WriteHeader(status)
	e.write(body)
}

// Redirect sends the client elsewhere.
func (e *Exchange) Redirect(to string, status int) { http.Redirect(e.w, e.r, to, status) }
