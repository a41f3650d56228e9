// Package openaitest has a small server that answers as OpenAI documents POST
// /v1/chat/completions, whole and streamed, and that misbehaves on request as
// real servers do: it errs, limits, hangs, trickles, breaks off and talks
// nonsense. Run is the conformance suite for what asks such a server.
//
// The documentation is https://platform.openai.com/docs/api-reference/chat.
package openaitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Message is one turn of a conversation as it came.
type Message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Request is what the server was asked.
type Request struct {
	Model               string          `json:"model"`
	Messages            []Message       `json:"messages"`
	Stream              bool            `json:"stream"`
	StreamOptions       json.RawMessage `json:"stream_options"`
	ResponseFormat      *Format         `json:"response_format"`
	MaxTokens           int             `json:"max_tokens"`
	MaxCompletionTokens int             `json:"max_completion_tokens"`
	Temperature         *float64        `json:"temperature"`
	Seed                *int            `json:"seed"`

	Path   string      `json:"-"` // with the query
	Header http.Header `json:"-"`
}

// Format is the response_format of a request.
type Format struct {
	Type       string `json:"type"`
	JSONSchema struct {
		Name   string          `json:"name"`
		Schema json.RawMessage `json:"schema"`
	} `json:"json_schema"`
}

// Last is the text of the last message.
func (r Request) Last() string {
	if len(r.Messages) == 0 {
		return ""
	}
	return r.Messages[len(r.Messages)-1].Content
}

// Settings are how a server is; a test sets them before the first request.
type Settings struct {
	Model string // the only one that it has; empty is "thu-nghiem"
	Key   string // that it wants; empty is none

	PieceRunes int  // characters in an event of a stream; 0 is 4
	WriteBytes int  // bytes in a write to the network, inside characters too; 0 is an event
	NoUsage    bool // it counts no tokens
	NoModels   bool // it does not tell its models

	Think     string // what the model thinks aloud before it answers, between marks
	Reasoning string // the same in fields named reasoning_content

	// What it refuses with status 400, as servers do that do not know it.
	RefuseSchema, RefuseJSON, RefuseSeed, RefuseTemperature, RefuseMaxTokens, RefuseStreamOptions bool

	Quota int // requests that it answers before it says 429 to all; 0 is no limit
}

// Server is a fake model server. It closes with the test.
type Server struct {
	*httptest.Server
	settings Settings
	answer   func(Request) string
	closing  chan struct{}

	mu       sync.Mutex
	always   Behaviour
	next     []Behaviour
	requests []Request
	received bytes.Buffer
}

// New starts a server that answers every request with what answer says.
func New(t testing.TB, settings Settings, answer func(Request) string) *Server {
	t.Helper()
	if settings.Model == "" {
		settings.Model = "thu-nghiem"
	}
	if settings.PieceRunes == 0 {
		settings.PieceRunes = 4
	}
	s := &Server{settings: settings, answer: answer, closing: make(chan struct{})}
	s.Server = httptest.NewUnstartedServer(s)
	s.Listener = listener{s.Listener, s}
	s.Start()
	t.Cleanup(func() {
		close(s.closing)
		s.Close()
	})
	return s
}

// Says answers every request with the same text.
func Says(text string) func(Request) string { return func(Request) string { return text } }

// BaseURL is where a client is to be pointed.
func (s *Server) BaseURL() string { return s.URL + "/v1" }

// Model is the name of the model that the server has.
func (s *Server) Model() string { return s.settings.Model }

// Always makes the server treat all further requests so; nil is properly.
func (s *Server) Always(b Behaviour) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.always = b
}

// Then makes the server treat the next requests so, one after the other; nil is
// properly.
func (s *Server) Then(b ...Behaviour) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next = append(s.next, b...)
}

// Requests are the requests for an answer that came so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Received is every byte that reached the server.
func (s *Server) Received() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.received.String()
}

// listener hands out connections that the server listens in on.
type listener struct {
	net.Listener
	server *Server
}

func (l listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return tap{c, l.server}, err
}

type tap struct {
	net.Conn
	server *Server
}

func (t tap) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	t.server.mu.Lock()
	defer t.server.mu.Unlock()
	t.server.received.Write(p[:n])
	return n, err
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ") + r.Header.Get("Api-Key")
	switch {
	case s.settings.Key != "" && key != s.settings.Key:
		fail(w, http.StatusUnauthorized, "Incorrect API key provided: "+key)
	case r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/models") && !s.settings.NoModels:
		s.models(w)
	case r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/chat/completions"):
		s.chat(w, r)
	default:
		fail(w, http.StatusNotFound, "Invalid URL ("+r.Method+" "+r.URL.Path+")")
	}
}

func (s *Server) models(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"object":"list","data":[{"id":%s,"object":"model"}]}`, quoted(s.settings.Model))
}

func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var asked Request
	if err = firstError(err, json.Unmarshal(body, &asked)); err != nil {
		fail(w, http.StatusBadRequest, "We could not parse the JSON body of your request: "+err.Error())
		return
	}
	asked.Path, asked.Header = r.URL.RequestURI(), r.Header
	s.mu.Lock()
	s.requests = append(s.requests, asked)
	behave := s.always
	if len(s.next) > 0 {
		behave, s.next = s.next[0], s.next[1:]
	}
	over := s.settings.Quota > 0 && len(s.requests) > s.settings.Quota
	s.mu.Unlock()
	switch complaint := s.complaint(asked); {
	case over:
		w.Header().Set("Retry-After", "60")
		fail(w, http.StatusTooManyRequests, "Rate limit reached for requests")
	case asked.Model != s.settings.Model:
		fail(w, http.StatusNotFound, fmt.Sprintf("The model `%s` does not exist", asked.Model))
	case complaint != "":
		fail(w, http.StatusBadRequest, complaint)
	default:
		e := &Exchange{Request: asked, server: s, w: w, r: r}
		if behave == nil {
			behave = Properly
		}
		behave(e)
	}
}

// complaint is what the server says of a part of the request that it refuses.
func (s *Server) complaint(asked Request) string {
	refuse := s.settings
	format := ""
	if asked.ResponseFormat != nil {
		format = asked.ResponseFormat.Type
	}
	switch {
	case refuse.RefuseSchema && format == "json_schema", refuse.RefuseJSON && format == "json_object":
		return fmt.Sprintf("Invalid parameter: 'response_format' of type '%s' is not supported with this model.", format)
	case refuse.RefuseMaxTokens && asked.MaxTokens > 0:
		return "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
	case refuse.RefuseSeed && asked.Seed != nil:
		return "Unrecognized request argument supplied: seed"
	case refuse.RefuseTemperature && asked.Temperature != nil:
		return "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
	case refuse.RefuseStreamOptions && len(asked.StreamOptions) > 0:
		return "Unrecognized request argument supplied: stream_options"
	}
	return ""
}

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"error":{"message":%s,"type":"invalid_request_error","param":null,"code":null}}`, quoted(message)) //nolint:gosec // JSON for a test
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// quoted is text as a JSON string.
func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		return `""`
	}
	return string(b)
}
