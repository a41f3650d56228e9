package openai

import (
	"bufio"
	"bytes"
	"io"
	"net/http"

	"github.com/sashabaranov/go-openai"
)

// wire sends the requests that go-openai makes and hands it the answers, with
// what it cannot do itself put right.
type wire struct{ next openai.HTTPDoer }

// tiny stands for the temperature 0 where go-openai makes the request, for it
// leaves 0 out; vLLM would take it for 0.01.
const tiny = 1e-45

var (
	tinyWritten = []byte(`"temperature":1e-45`)
	zeroWritten = []byte(`"temperature":0.000`) // as long
)

// Do sends req with the temperature 0. No text of a message can be taken for the
// setting: a quotation mark in it is written \".
func (w wire) Do(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		body = bytes.Replace(body, tinyWritten, zeroWritten, 1)
		req.Body = io.NopCloser(bytes.NewReader(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	}
	res, err := w.next.Do(req)
	if err == nil && req.Header.Get("Accept") == "text/event-stream" {
		res.Body = &events{Closer: res.Body, lines: bufio.NewReader(res.Body)}
	}
	return res, err
}

// events are the lines of a stream of server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html) without
// comments and fields other than data: go-openai would take them for a part of
// the next error. A field "error", in which llama.cpp puts one, becomes data.
type events struct {
	io.Closer
	lines *bufio.Reader
	left  []byte // of the line that is being read
}

// Read reads on.
func (e *events) Read(p []byte) (int, error) {
	for len(e.left) == 0 {
		line, err := e.lines.ReadBytes('\n')
		name, value, _ := bytes.Cut(line, []byte(":"))
		switch {
		case len(bytes.TrimSpace(line)) == 0, string(name) == "data":
			e.left = line
		case string(name) == "error":
			e.left = append(append([]byte(`data: {"error":`), bytes.TrimSpace(value)...), "}\n"...)
		}
		if err != nil && len(e.left) == 0 {
			return 0, err // an error after a line comes again with the next read
		}
	}
	n := copy(p, e.left)
	e.left = e.left[n:]
	return n, nil
}
