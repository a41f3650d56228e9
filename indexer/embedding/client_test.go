package embedding

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPassages(t *testing.T) {
	s := newServer(t)
	s.upset = func(int, http.ResponseWriter, *http.Request) bool { time.Sleep(5 * time.Millisecond); return false }
	config := s.config()
	config.BatchTexts, config.BatchChars, config.Concurrency, config.MaxChars = 4, 200, 3, 150
	c, _ := client(t, config)
	var texts []string
	var want [][]float32
	for i := range 50 {
		text := fmt.Sprintf("Điều %d. %s", i, strings.Repeat("quy định chung ", i%7))
		texts = append(texts, text+"\n")
		want = append(want, vectorOf(config.Model, "passage: "+strings.TrimSpace(text), 8))
	}
	got, err := c.Passages(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, batch := range s.inputs {
		chars := 0
		for _, input := range batch {
			chars += utf8.RuneCountInString(input)
		}
		if len(batch) > 4 || len(batch) > 1 && chars > 200 {
			t.Errorf("a request of %d texts, %d characters", len(batch), chars)
		}
	}
	if s.mostRunning > 3 || s.mostRunning < 2 {
		t.Errorf("%d requests at once, want 2 or 3", s.mostRunning)
	}
	s.counted()
	if _, err := c.Passages(t.Context(), []string{"a", " \n"}); !errors.Is(err, ErrText) || s.counted() != 0 {
		t.Errorf("an empty text: got %v, want ErrText and nothing sent", err)
	}
	if got, err := c.Passages(t.Context(), nil); len(got) != 0 || err != nil {
		t.Errorf("no texts: %v, %v", got, err)
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		in    string
		limit int
		want  string
	}{
		{"điều kiện", 9, "điều kiện"},
		{"điều kiện", 8, "điều"},
		{"điều kiện hưởng", 12, "điều kiện"},
		{"đđđđđđ", 4, "đđđđ"},
		{"a đđđđđđđđđđ", 10, "a đđđđđđđđ"},
		{"", 3, ""},
	} {
		if got := cut(test.in, test.limit); got != test.want {
			t.Errorf("cut(%q, %d) = %q, want %q", test.in, test.limit, got, test.want)
		}
	}
}

func TestQuestion(t *testing.T) {
	s := newServer(t)
	s.dimension = 1024
	config := s.config()
	config.QuestionTimeout = 300 * time.Millisecond
	c, _ := client(t, config)
	got, err := c.Question(t.Context(), "thủ tục gì?")
	if err != nil {
		t.Fatal(err)
	}
	want := vectorOf(config.Model, "query: thủ tục gì?", 1024)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got[0] = 99 // the caller's own copy
	if again, err := c.Question(t.Context(), " thủ tục gì? "); err != nil || !slices.Equal(again, want) {
		t.Errorf("remembered: %v, %v", again[:1], err)
	}
	if n := s.counted(); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
	release := make(chan struct{})
	s.upset = func(int, http.ResponseWriter, *http.Request) bool { <-release; return false }
	defer close(release)
	started := time.Now()
	_, err = c.Question(t.Context(), "câu khác")
	if took := time.Since(started); !errors.Is(err, ErrUnavailable) || took > 3*time.Second {
		t.Errorf("a server that hangs: %v after %v, want ErrUnavailable", err, took)
	}
	if n := s.counted(); n != 1 {
		t.Errorf("%d tries, want 1", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Question(ctx, "câu nữa"); !errors.Is(err, context.Canceled) || errors.Is(err, ErrUnavailable) {
		t.Errorf("called off: %v, want context.Canceled", err)
	}
}

func TestRecentForgets(t *testing.T) {
	r := newRecent(2)
	for _, q := range []string{"a", "b", "a", "c"} {
		if _, ok := r.get(q); !ok {
			r.put(q, []float32{1})
		}
	}
	var kept []string
	for _, q := range []string{"a", "b", "c"} {
		if _, ok := r.get(q); ok {
			kept = append(kept, q)
		}
	}
	if diff := cmp.Diff([]string{"a", "c"}, kept); diff != "" {
		t.Error(diff)
	}
}

// raw answers every request with status and body.
func raw(status int, body string) func(int, http.ResponseWriter, *http.Request) bool {
	return func(_ int, w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
		return true
	}
}

func TestErrors(t *testing.T) {
	const key = "sk-bí-mật-123"
	good := `{"object":"embedding","index":0,"embedding":[1,2]}`
	second := `{"object":"embedding","index":1,"embedding":[1,2]}`
	list := func(items ...string) string { return `{"object":"list","data":[` + strings.Join(items, ",") + `]}` }
	item := func(vector string) string { return list(good, `{"index":1,"embedding":`+vector+`}`) }
	for _, test := range []struct {
		name     string
		upset    func(int, http.ResponseWriter, *http.Request) bool
		want     error
		says     string
		requests int
	}{
		{"wrong key", raw(401, `{"error":{"message":"Incorrect API key provided: `+key+`"}}`), ErrRefused, "embedding.api_key", 1},
		{"no such model", raw(404, `{"error":"model \"x\" not found, try pulling it first"}`), ErrRefused, "try pulling it first", 1},
		{"too long", raw(413, `{"error":"Input validation error","type":"Validation"}`), ErrRefused, "embedding.max_chars", 1},
		{"bad request in words", raw(400, `{"detail":"too long"}`), ErrRefused, "too long", 1},
		{"moved", func(_ int, w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
			return true
		}, ErrRefused, "/elsewhere", 1},
		{"overloaded", raw(500, `oops`), ErrUnavailable, "mã 500", 3},
		{"bad gateway", raw(502, `<html>`), ErrUnavailable, "mã 502", 3},
		{"too many", raw(429, `{"error":{"message":"Rate limit reached"}}`), ErrUnavailable, "Rate limit reached", 3},
		{"web page", raw(200, "\n<!DOCTYPE html><html></html>"), ErrAnswer, "HTML", 1},
		{"empty body", raw(200, ""), ErrUnavailable, "rỗng", 3},
		{"cut off", raw(200, `{"object":"list","data":[`+good+`,{"index":1,"emb`), ErrUnavailable, "cắt ngang", 3},
		{"cut off on the way", func(_ int, w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Length", "5000")
			_, _ = w.Write([]byte(list(good)))
			return true
		}, ErrUnavailable, "cắt ngang", 3},
		{"hangs up", func(int, http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) }, ErrUnavailable, "không kết nối", 3},
		{"error with status 200", raw(200, `{"error":{"message":"out of memory"}}`), ErrRefused, "out of memory", 1},
		{"another shape", raw(200, `{"data":"no"}`), ErrAnswer, "", 1},
		{"no JSON", raw(200, `ok`), ErrAnswer, "JSON", 1},
		{"too few", raw(200, list(good)), ErrAnswer, "1 vectơ cho 2 đoạn", 1},
		{"none", raw(200, `{}`), ErrAnswer, "0 vectơ cho 2 đoạn", 1},
		{"too many vectors", raw(200, list(good, second, good)), ErrAnswer, "3 vectơ cho 2 đoạn", 1},
		{"twice the same", raw(200, list(good, good)), ErrAnswer, "cùng số thứ tự 0", 1},
		{"index out of range", raw(200, list(good, `{"index":7,"embedding":[1,2]}`)), ErrAnswer, "số thứ tự 7", 1},
		{"NaN", raw(200, item(`[NaN, 1]`)), ErrAnswer, "NaN", 1},
		{"null", raw(200, item(`[0.5, null]`)), ErrAnswer, "null", 1},
		{"infinite", raw(200, item(`[1e999, 1]`)), ErrAnswer, "1e999", 1},
		{"zeros", raw(200, item(`[0, 0]`)), ErrAnswer, "toàn số 0", 1},
		{"empty vector", raw(200, item(`[]`)), ErrAnswer, "0 chiều", 1},
		{"other size", raw(200, item(`[1, 2, 3]`)), ErrDimension, "3 chiều, cần 2", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t)
			s.key, s.upset = key, test.upset
			config := s.config()
			config.Attempts = 3
			c, _ := client(t, config)
			_, err := c.Passages(t.Context(), []string{"một", "hai"})
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %v that says %q", err, test.want, test.says)
			}
			if err != nil && strings.Contains(err.Error(), key) {
				t.Errorf("%v tells the key", err)
			}
			if n := s.counted(); n != test.requests {
				t.Errorf("%d requests, want %d", n, test.requests)
			}
		})
	}
}

func TestDimensions(t *testing.T) {
	s := newServer(t)
	config := s.config()
	config.Dimensions = 4
	c, _ := client(t, config)
	got, err := c.Passages(t.Context(), []string{"a"})
	if err != nil || len(got[0]) != 4 {
		t.Errorf("got %v, %v, want 4 dimensions", got, err)
	}
	s.upset = raw(200, `{"data":[{"index":0,"embedding":[1,2,3,4,5]}]}`) // ignores what is asked
	if _, err := c.Passages(t.Context(), []string{"b"}); !errors.Is(err, ErrDimension) {
		t.Errorf("got %v, want ErrDimension", err)
	}
}

func TestRetryWaitsAsTold(t *testing.T) {
	s := newServer(t)
	s.upset = func(n int, w http.ResponseWriter, _ *http.Request) bool {
		switch n {
		case 1:
			fail(w, http.StatusServiceUnavailable, "loading")
		case 2:
			w.Header().Set("Retry-After", "7")
			fail(w, http.StatusTooManyRequests, "slow down")
		case 3:
			fail(w, http.StatusBadGateway, "")
		}
		return n <= 3
	}
	c, waited := client(t, s.config())
	if _, err := c.Passages(t.Context(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]time.Duration{
		{250 * time.Millisecond, 500 * time.Millisecond}, {7 * time.Second, 8 * time.Second}, {time.Second, 2 * time.Second},
	} {
		if i >= len(waited.all) || waited.all[i] < want[0] || waited.all[i] > want[1] {
			t.Errorf("waited %v, want between %v and %v as number %d", waited.all, want[0], want[1], i+1)
		}
	}
	s.upset = func(_ int, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
		fail(w, http.StatusTooManyRequests, "quota")
		return true
	}
	s.counted()
	if _, err := c.Passages(t.Context(), []string{"b"}); !errors.Is(err, ErrUnavailable) || s.counted() != 1 {
		t.Errorf("an hour to wait: got %v, want ErrUnavailable at once", err)
	}
}

// TestRestsAfterFailures: a server that is down is not asked for a while.
func TestRestsAfterFailures(t *testing.T) {
	s := newServer(t)
	s.upset = raw(500, "")
	now := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	c, err := newClient(s.config(), surroundings{now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if _, err := c.Question(t.Context(), "a"); !errors.Is(err, ErrUnavailable) {
			t.Fatalf("got %v, want ErrUnavailable", err)
		}
	}
	if n := s.counted(); n < 3 || n > 15 {
		t.Errorf("%d requests to a server that is down", n)
	}
	s.upset = nil
	now = now.Add(time.Minute)
	for range 3 {
		if _, err := c.Question(t.Context(), "a"); err != nil {
			t.Errorf("a server that works again: %v", err)
		}
	}
	if n := s.counted(); n != 1 {
		t.Errorf("%d requests, want 1 and its memory", n)
	}
}
