package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/trolycongvu/congvu/indexer/embedding"
)

// embeddingServer answers as an embeddings endpoint does, with vectors that count
// letters, and shows seen the number, from 1, and the body of every request. The
// environment then names it.
func embeddingServer(t *testing.T, seen func(n int, body string)) {
	t.Helper()
	var requests atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		seen(int(requests.Add(1)), string(body))
		var asked struct{ Input []string }
		if err := json.Unmarshal(body, &asked); err != nil || r.Header.Get("Authorization") != "Bearer sk-riêng" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var data []string
		for i, text := range asked.Input {
			data = append(data, fmt.Sprintf(`{"object":"embedding","index":%d,"embedding":[1,%d,%d]}`, i, strings.Count(text, "a"), strings.Count(text, "n")))
		}
		fmt.Fprintf(w, `{"object":"list","data":[%s]}`, strings.Join(data, ","))
	}))
	t.Cleanup(s.Close)
	t.Setenv("CONGVU_EMBEDDING_BASE_URL", s.URL+"/v1")
	t.Setenv("CONGVU_EMBEDDING_MODEL", "thử/Mô-hình 1")
	t.Setenv("CONGVU_EMBEDDING_API_KEY", "sk-riêng")
	t.Setenv("CONGVU_EMBEDDING_PASSAGE_PREFIX", "passage: ")
}

// TestIndexEmbed stops once and goes on.
func TestIndexEmbed(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	var sent, bare atomic.Int32
	embeddingServer(t, func(n int, body string) {
		var asked struct{ Input []string }
		if json.Unmarshal([]byte(body), &asked) == nil {
			sent.Add(int32(len(asked.Input)))
		}
		for _, text := range asked.Input {
			if !strings.HasPrefix(text, "passage: ") {
				bare.Add(1)
			}
		}
		if n == 3 { // two go at once: the third tells that what one of them brought is kept
			stop()
		}
	})
	var stdout, stderr bytes.Buffer
	if code := run(ctx, []string{"index", "embed", "--data", dir}, &stdout, &stderr); code != exitInterrupted {
		t.Fatalf("stopped: exit %d, want %d: %s", code, exitInterrupted, &stderr)
	}
	first := mustJSON[embedOutput](t, dir, "index", "embed")
	if first.Units < 100 || first.Computed == 0 || first.Computed >= first.Units || first.Dimensions != 3 || first.Revision == 0 {
		t.Errorf("after the stop: %+v", first)
	}
	before := sent.Load()
	if again := mustJSON[embedOutput](t, dir, "index", "embed"); again.Computed != 0 || again.Units != first.Units || sent.Load() != before {
		t.Errorf("nothing to do: %+v", again)
	}
	if fresh := mustJSON[embedOutput](t, dir, "index", "embed", "--fresh"); fresh.Computed < first.Computed || sent.Load() == before {
		t.Errorf("afresh: %+v", fresh)
	}
	if n := bare.Load(); n > 0 {
		t.Errorf("%d texts were sent without their prefix", n)
	}
	if want := filepath.Join(dir, "index", "vectors-th-m-h-nh-1.bin"); first.File != want {
		t.Errorf("file %s, want %s", first.File, want)
	}
	v, err := embedding.ReadFile(first.File)
	if err != nil {
		t.Fatal(err)
	}
	if v.Model != "thử/Mô-hình 1" || v.Revision != first.Revision || len(v.IDs) != first.Units || !strings.HasPrefix(v.IDs[0], "a/") {
		t.Errorf("file of %s at %d: %d units, first %q", v.Model, v.Revision, len(v.IDs), v.IDs[0])
	}
	// Building the index clears old generations away, not this file.
	if code, _, said := congvu(t, dir, "index", "build", "--full"); code != exitOK {
		t.Fatal(said)
	}
	if _, err := os.Stat(first.File); err != nil {
		t.Error(err)
	}
}

func TestIndexEmbedRefuses(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := congvu(t, dir, "index", "embed"); code != exitUsage || !strings.Contains(stderr, "embedding.base_url") {
		t.Errorf("not configured: exit %d, %s", code, stderr)
	}
	embeddingServer(t, func(int, string) { t.Error("something was sent") })
	t.Setenv("CONGVU_EMBEDDING_BASE_URL", "https://203.0.113.9/v1")
	if code, _, stderr := congvu(t, dir, "index", "embed"); code != exitUsage || !strings.Contains(stderr, "llm.local_only") {
		t.Errorf("an address outside: exit %d, %s", code, stderr)
	}
	for _, args := range [][]string{{"config", "show"}, {"config", "show", "--json"}} {
		code, stdout, _ := congvu(t, dir, args...)
		if code != exitOK || strings.Contains(stdout, "riêng") || !strings.Contains(stdout, "203.0.113.9") {
			t.Errorf("%v: exit %d, %s", args, code, stdout)
		}
	}
}

// TestEmbedderMasks: the program itself puts the mask in.
func TestEmbedderMasks(t *testing.T) {
	var bodies []string
	embeddingServer(t, func(_ int, body string) { bodies = append(bodies, body) })
	a, err := newApp(t.Context(), Flags{Data: t.TempDir()}, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	client, err := a.embedder()
	if err != nil {
		t.Fatal(err)
	}
	text := "Công dân Nguyễn Văn A, căn cước 079123456789, điện thoại 0912345678, a.nguyen@example.vn hỏi về hộ tịch"
	if _, err := client.Question(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Passages(t.Context(), []string{text}); err != nil {
		t.Fatal(err)
	}
	whole := strings.Join(bodies, "\n")
	for _, secret := range []string{"079123456789", "0912345678", "example.vn"} {
		if strings.Contains(whole, secret) {
			t.Errorf("%s was sent", secret)
		}
	}
	if len(bodies) != 2 || strings.Count(whole, "hộ tịch") != 2 {
		t.Errorf("sent: %s", whole)
	}
}

func TestEnvironmentKeys(t *testing.T) {
	for name, want := range map[string]string{
		"CONGVU_LOG_LEVEL": "log.level", "CONGVU_EMBEDDING_BASE_URL": "embedding.base_url", "CONGVU_EMBEDDING_API_KEY": "embedding.api_key",
		"CONGVU_LLM_LOCAL_ONLY": "llm.local_only", "CONGVU_LOG_COLOUR": "log.colour", "CONGVU_CONFIG": "",
	} {
		if got, _ := fromEnvironment(name, "x"); got != want {
			t.Errorf("%s sets %q, want %q", name, got, want)
		}
	}
}

// TestSearchWithEmbedding: once there is a file of vectors, a search asks the model
// about its question, masked, and goes on without it when it cannot.
func TestSearchWithEmbedding(t *testing.T) {
	dir := t.TempDir()
	var mu sync.Mutex
	var questions []string
	embeddingServer(t, func(_ int, body string) {
		var asked struct{ Input []string }
		if json.Unmarshal([]byte(body), &asked) == nil && len(asked.Input) == 1 && strings.HasPrefix(asked.Input[0], "query: ") {
			mu.Lock()
			questions = append(questions, asked.Input[0])
			mu.Unlock()
		}
	})
	t.Setenv("CONGVU_EMBEDDING_QUERY_PREFIX", "query: ")
	mustJSON[embedOutput](t, dir, "index", "embed")
	type found struct {
		Hits []struct{ Score float64 }
	}
	search := func() found {
		return mustJSON[found](t, dir, "search", "--json", "thoi han giai quyet khieu nai cua 0912345678")
	}
	with := search()
	if len(questions) != 1 || !strings.Contains(questions[0], "thời hạn giải quyết khiếu nại") || strings.Contains(questions[0], "0912345678") {
		t.Errorf("sent: %q", questions)
	}
	t.Setenv("CONGVU_EMBEDDING_WEIGHT", "0")
	without := search()
	if len(questions) != 1 || len(without.Hits) == 0 || with.Hits[0].Score <= without.Hits[0].Score {
		t.Errorf("weight 0: %d questions sent, first score %+v, with the model %+v", len(questions), without.Hits[:1], with.Hits[:1])
	}
	t.Setenv("CONGVU_EMBEDDING_WEIGHT", "4")
	t.Setenv("CONGVU_EMBEDDING_API_KEY", "sk-sai")
	code, _, said := congvu(t, dir, "search", "thời hạn giải quyết khiếu nại")
	if code != exitOK || strings.Count(said, "WARN") != 1 || strings.Contains(said, "sk-sai") {
		t.Errorf("the server refuses: exit %d, %s", code, said)
	}
	t.Setenv("CONGVU_EMBEDDING_BASE_URL", "https://203.0.113.9/v1")
	code, _, said = congvu(t, dir, "search", "thời hạn giải quyết khiếu nại")
	if code != exitOK || !strings.Contains(said, "llm.local_only") {
		t.Errorf("an address outside: exit %d, %s", code, said)
	}
	t.Setenv("CONGVU_EMBEDDING_WEIGHT", "-1")
	if code, _, said := congvu(t, dir, "search", "khiếu nại"); code != exitUsage || !strings.Contains(said, "embedding.weight") {
		t.Errorf("a weight below 0: exit %d, %s", code, said)
	}
}
