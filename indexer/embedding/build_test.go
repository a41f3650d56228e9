package embedding

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer/vector"
)

func openCache(t *testing.T, dir string) *Cache {
	t.Helper()
	c, err := OpenCache(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// source yields texts as "a/0", "a/1" and so on.
func source(texts []string) iter.Seq2[Text, error] {
	return func(yield func(Text, error) bool) {
		for i, text := range texts {
			if !yield(Text{fmt.Sprintf("a/%d", i), text}, nil) {
				return
			}
		}
	}
}

func articles(n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("Điều %d. Phạm vi điều chỉnh", i)
	}
	return texts
}

// checkRows compares the rows with what the model gives.
func checkRows(t *testing.T, m *vector.Matrix, model string, texts []string) {
	t.Helper()
	if m.Len() != len(texts) {
		t.Fatalf("%d rows, want %d", m.Len(), len(texts))
	}
	for i, text := range texts {
		want := 1.0
		if text == "" {
			want = 0
		}
		probe := vector.NewProbe(vectorOf(model, "passage: "+text, m.Dim()))
		if got := m.Similarity(i, probe); math.Abs(float64(got)-want) > 0.001 {
			t.Errorf("row %d is not the vector of %q: cosine %v", i, text, got)
		}
	}
}

func TestBuild(t *testing.T) {
	s := newServer(t)
	config := s.config()
	config.BatchTexts = 3
	c, _ := client(t, config)
	texts := append(articles(20), "", "Điều 4. Phạm vi điều chỉnh")
	var last Progress
	m, ids, err := Build(t.Context(), c, openCache(t, t.TempDir()), source(texts), func(p Progress) { last = p })
	if err != nil {
		t.Fatal(err)
	}
	checkRows(t, m, config.Model, texts)
	if len(ids) != 22 || ids[0] != "a/0" || ids[21] != "a/21" {
		t.Errorf("identifiers %v", ids)
	}
	if n := s.counted(); n != 7 {
		t.Errorf("%d requests, want 7 of at most 3 texts", n)
	}
	if diff := cmp.Diff(Progress{Done: 22, Sent: 20}, last); diff != "" {
		t.Error(diff)
	}
}

// TestBuildGoesOn: what was computed before a stop is not computed again.
func TestBuildGoesOn(t *testing.T) {
	s := newServer(t)
	config := s.config()
	config.BatchTexts, config.Concurrency = 5, 1
	dir, texts := t.TempDir(), articles(100)
	build := func(ctx context.Context, texts []string) (*vector.Matrix, error) {
		c, _ := client(t, config)
		cache, err := OpenCache(t.Context(), dir) // left open, as by a program that is killed
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = cache.Close() })
		m, _, err := Build(ctx, c, cache, source(texts), nil)
		return m, err
	}
	ctx, stop := context.WithCancel(t.Context())
	s.upset = func(n int, _ http.ResponseWriter, _ *http.Request) bool {
		if n == 8 {
			stop()
		}
		return false
	}
	if _, err := build(ctx, texts); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: got %v, want context.Canceled", err)
	}
	first := s.counted()
	s.upset = func(n int, w http.ResponseWriter, _ *http.Request) bool {
		if n == 4 {
			fail(w, http.StatusUnauthorized, "expired")
		}
		return n == 4
	}
	if _, err := build(t.Context(), texts); !errors.Is(err, ErrRefused) {
		t.Errorf("refused: got %v, want ErrRefused", err)
	}
	second := s.counted()
	s.upset = nil
	m, err := build(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	checkRows(t, m, config.Model, texts)
	third := s.counted()
	if first != 8 || second != 4 || third < 9 || third > 10 { // 20 batches; 7 or 8 and 3 were kept
		t.Errorf("requests: %d, %d, %d, want 8, 4 and 9 or 10", first, second, third)
	}
	if _, err := build(t.Context(), texts); err != nil || s.counted() != 0 {
		t.Errorf("nothing to do: %v, or it asked again", err)
	}
	texts[50] = "Điều 50. Sửa đổi"
	m, err = build(t.Context(), texts)
	if n := s.counted(); err != nil || n != 1 {
		t.Errorf("one change: %v and %d requests, want 1", err, n)
	}
	checkRows(t, m, config.Model, texts)
}

// TestSpacesDoNotMix: neither models nor prefixes nor dimensions.
func TestSpacesDoNotMix(t *testing.T) {
	s := newServer(t)
	cache, texts := openCache(t, t.TempDir()), articles(4)
	build := func(config Config) (*vector.Matrix, error) {
		c, _ := client(t, config)
		m, _, err := Build(t.Context(), c, cache, source(texts), nil)
		return m, err
	}
	one, other, smaller, bare := s.config(), s.config(), s.config(), s.config()
	other.Model, smaller.Dimensions, bare.PassagePrefix = "thử/e5", 4, ""
	for _, config := range []Config{one, other, smaller, bare} {
		m, err := build(config)
		if err != nil || s.counted() != 1 {
			t.Fatalf("%v, or not asked once", err)
		}
		if config.PassagePrefix != "" {
			checkRows(t, m, config.Model, texts)
		}
	}
	s.dimension = 16 // another model behind the same name
	texts = articles(6)
	if _, err := build(one); !errors.Is(err, ErrDimension) || !strings.Contains(err.Error(), "--fresh") {
		t.Errorf("got %v, want ErrDimension", err)
	}
	if err := cache.Forget(t.Context(), one.Model); err != nil {
		t.Fatal(err)
	}
	s.counted()
	m, err := build(one)
	if err != nil || m.Dim() != 16 || s.counted() != 1 {
		t.Errorf("afresh: %v", err)
	}
	if _, err := build(other); !errors.Is(err, ErrDimension) {
		t.Errorf("the other model was forgotten too: %v", err)
	}
}

func TestBuildErrors(t *testing.T) {
	s := newServer(t)
	cache := openCache(t, t.TempDir())
	c, _ := client(t, s.config())
	if _, _, err := Build(t.Context(), c, cache, source([]string{"", " "}), nil); !errors.Is(err, ErrText) {
		t.Errorf("nothing to embed: %v, want ErrText", err)
	}
	broken := errors.New("broken")
	failing := func(yield func(Text, error) bool) {
		_ = yield(Text{"a", "b"}, nil) && yield(Text{}, broken)
	}
	if _, _, err := Build(t.Context(), c, cache, failing, nil); !errors.Is(err, broken) {
		t.Errorf("got %v, want the error of the source", err)
	}
	s.upset = raw(200, `{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[0]}]}`)
	if _, _, err := Build(t.Context(), c, cache, source(articles(2)), nil); !errors.Is(err, ErrAnswer) || !strings.Contains(err.Error(), "a/1") {
		t.Errorf("got %v, want ErrAnswer that names a/1", err)
	}
}

func TestOpenCacheRefuses(t *testing.T) {
	for name, content := range map[string][]byte{
		"text":    bytes.Repeat([]byte("không phải cơ sở dữ liệu\n"), 300),
		"cut off": []byte("SQLite format 3\x00"),
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, CacheName)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := OpenCache(t.Context(), dir)
		if !errors.Is(err, ErrCache) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: got %v, want ErrCache that names the file", name, err)
		}
		if after, _ := os.ReadFile(file); !bytes.Equal(after, content) {
			t.Errorf("%s: the file was touched", name)
		}
	}
	dir := t.TempDir()
	cache := openCache(t, dir)
	if _, err := cache.db.ExecContext(t.Context(), `PRAGMA user_version = 9`); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenCache(t.Context(), dir); !errors.Is(err, ErrCache) || !strings.Contains(err.Error(), "mới hơn") {
		t.Errorf("newer: got %v", err)
	}
}
