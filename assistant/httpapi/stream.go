package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
)

// Listener answers and lets the parts of the answer be heard as they come;
// *assistant.Assistant is one. An Asker that is none is heard when it is done.
type Listener interface {
	Listen(ctx context.Context, req assistant.Request, hear func(assistant.Part) error) (assistant.Answer, error)
}

// eventStream is the media type of server-sent events (HTML Standard, 9.2).
const eventStream = "text/event-stream"

// sendTimeout bounds the time in which the reader must take one event.
const sendTimeout = 10 * time.Second

// wantsEvents tells whether the request asks for events rather than one JSON value.
func wantsEvents(c *gin.Context) bool {
	for accepted := range strings.SplitSeq(c.GetHeader("Accept"), ",") {
		if media, _, err := mime.ParseMediaType(accepted); err == nil && media == eventStream {
			return true
		}
	}
	return false
}

// stream answers with events: "stage", "citation" and "sentence" as the answer is
// made, then "answer" with the whole of it, or "error" with a problem document. A
// sentence that was sent has been verified.
func (s *Server) stream(c *gin.Context, req assistant.Request) error {
	e := &events{writer: c.Writer, control: http.NewResponseController(c.Writer)}
	answer, err := s.listen(c.Request.Context(), req, e.part)
	switch {
	case err != nil && e.begun && !errors.Is(err, errGone):
		return e.send("error", s.problem(c, err))
	case errors.Is(err, errGone):
		return nil // nobody is left to tell
	case err != nil:
		return err
	}
	return e.send("answer", answer)
}

func (s *Server) listen(ctx context.Context, req assistant.Request, hear func(assistant.Part) error) (assistant.Answer, error) {
	if l, ok := s.Asker.(Listener); ok {
		return l.Listen(ctx, req, hear)
	}
	return s.Asker.Ask(ctx, req)
}

// errGone tells that the reader of the events went away.
var errGone = errors.New("người nhận đã ngắt kết nối")

// events writes server-sent events.
type events struct {
	writer  gin.ResponseWriter
	control *http.ResponseController
	begun   bool
}

func (e *events) part(p assistant.Part) error {
	switch {
	case p.Stage != "":
		return e.send("stage", p)
	case p.Citation != nil:
		return e.send("citation", p.Citation)
	case p.Sentence != nil:
		return e.send("sentence", p.Sentence)
	}
	return nil
}

func (e *events) send(name string, value any) error {
	var data bytes.Buffer
	enc := json.NewEncoder(&data)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return err
	}
	if !e.begun {
		e.begun = true
		e.writer.Header().Set("Content-Type", eventStream+"; charset=utf-8")
		e.writer.Header().Set("X-Accel-Buffering", "no") // proxies must not hold events back
	}
	// A server that cannot set deadlines, as in tests, keeps its own.
	_ = e.control.SetWriteDeadline(time.Now().Add(sendTimeout))
	if _, err := fmt.Fprintf(e.writer, "event: %s\ndata: %s\n\n", name, bytes.TrimSpace(data.Bytes())); err != nil {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	if err := e.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	return nil
}
