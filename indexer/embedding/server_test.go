package embedding

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// server answers as OpenAI documents POST /v1/embeddings
// (https://platform.openai.com/docs/api-reference/embeddings), but for what
// upset does.
type server struct {
	*httptest.Server
	dimension int
	key       string

	// upset may answer request n, from 1, itself; then it returns true.
	upset func(n int, w http.ResponseWriter, r *http.Request) bool

	mu          sync.Mutex
	requests    int
	running     int
	mostRunning int
	inputs      [][]string
	received    []string // everything that came: URL, headers, body
}

type embeddingRequest struct {
	Input          []string `json:"input"`
	Model          string   `json:"model"`
	Dimensions     int      `json:"dimensions"`
	EncodingFormat string   `json:"encoding_format"`
}

type embeddingData struct {
	Object    string    `json:"object"`
	Index     int       `json:"index"`
	Embedding []float32 `json:"embedding"`
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{dimension: 8}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var asked embeddingRequest
	err := json.Unmarshal(body, &asked)
	s.mu.Lock()
	s.requests++
	n := s.requests
	s.running++
	s.mostRunning = max(s.mostRunning, s.running)
	s.inputs = append(s.inputs, asked.Input)
	s.received = append(s.received, fmt.Sprint(r.URL, r.Header, string(body)))
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.running--
		s.mu.Unlock()
	}()
	switch {
	case s.upset != nil && s.upset(n, w, r):
	case r.URL.Path != "/v1/embeddings" || r.Method != http.MethodPost:
		fail(w, http.StatusNotFound, "Invalid URL")
	case r.Header.Get("Authorization") != "Bearer "+s.key && s.key != "":
		fail(w, http.StatusUnauthorized, "Incorrect API key provided: "+r.Header.Get("Authorization"))
	case err != nil || len(asked.Input) == 0 || asked.Model == "":
		fail(w, http.StatusBadRequest, "Invalid body")
	default:
		s.answer(w, asked)
	}
}

// answer gives the vectors in reverse, as the index fields allow.
func (s *server) answer(w http.ResponseWriter, asked embeddingRequest) {
	dimension := s.dimension
	if asked.Dimensions > 0 {
		dimension = asked.Dimensions
	}
	data := []embeddingData{}
	for i := len(asked.Input) - 1; i >= 0; i-- {
		if asked.Input[i] == "" {
			fail(w, http.StatusBadRequest, "input cannot be an empty string")
			return
		}
		data = append(data, embeddingData{"embedding", i, vectorOf(asked.Model, asked.Input[i], dimension)})
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": data, "model": asked.Model, "usage": map[string]any{"prompt_tokens": 1, "total_tokens": 1, "details": nil}})
}

func fail(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": message, "type": "invalid_request_error", "param": nil, "code": nil}})
}

// vectorOf is the vector that the model gives to a text.
func vectorOf(model, text string, dimension int) []float32 {
	v := make([]float32, dimension)
	for i := range v {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", model, text, i))
		v[i] = float32(int(sum[0])-127) / 128
	}
	v[0] += 2
	return v
}

// counted is how many requests came since the last call.
func (s *server) counted() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.requests
	s.requests = 0
	return n
}

// config is for this server.
func (s *server) config() Config {
	c := Defaults()
	c.BaseURL, c.Model, c.APIKey = s.URL+"/v1", "thử/bge-m3", s.key
	c.QueryPrefix, c.PassagePrefix = "query: ", "passage: "
	return c
}

// waits are the pauses that a client would have made.
type waits struct {
	mu  sync.Mutex
	all []time.Duration
}

// client is a Client that notes its pauses instead of making them.
func client(t *testing.T, config Config) (*Client, *waits) {
	t.Helper()
	w := &waits{}
	c, err := newClient(config, surroundings{pause: func(ctx context.Context, d time.Duration) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.all = append(w.all, d)
		return ctx.Err()
	}})
	if err != nil {
		t.Fatal(err)
	}
	return c, w
}
