package ingest_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/corpus/ingest"
)

// zipOf is a zip that holds size bytes that do not compress.
func zipOf(t *testing.T, size int) []byte {
	t.Helper()
	noise := make([]byte, size)
	if _, err := rand.Read(noise); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	f, err := w.Create("BoPhapDien.html")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(noise); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// site is a server of one file that misbehaves as told.
type site struct {
	content   []byte
	etag      string
	modified  time.Time
	requests  atomic.Int32
	ranges    atomic.Int32
	misbehave func(n int, w http.ResponseWriter, r *http.Request) bool // true when it has answered
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := int(s.requests.Add(1))
	if r.Header.Get("Range") != "" {
		s.ranges.Add(1)
	}
	if s.etag != "" {
		w.Header().Set("ETag", s.etag)
	}
	if s.misbehave != nil && s.misbehave(n, w, r) {
		return
	}
	w.Header().Set("Content-Type", "application/x-zip-compressed")
	http.ServeContent(w, r, "", s.modified, bytes.NewReader(s.content))
}

// drop sends half of the file and breaks the connection.
func (s *site) drop(w http.ResponseWriter) {
	w.Header().Set("Content-Length", fmt.Sprint(len(s.content)))
	_, _ = w.Write(s.content[:len(s.content)/2])
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

func serve(t *testing.T, s *site) string {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return server.URL + "/Files/BoPhapDienDienTu.zip"
}

var quick = ingest.PullOptions{Backoff: time.Millisecond, Attempts: 4, Stall: 300 * time.Millisecond}

func checkPulled(t *testing.T, s *site, got ingest.Download) {
	t.Helper()
	b, err := os.ReadFile(got.Path)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(s.content)
	if !bytes.Equal(b, s.content) || got.SHA256 != hex.EncodeToString(sum[:]) || got.Size != int64(len(b)) {
		t.Errorf("the file of %d bytes (%+v) is not the server's of %d", len(b), got, len(s.content))
	}
	names, err := filepath.Glob(filepath.Join(filepath.Dir(got.Path), "*"))
	if err != nil || len(names) != 2 {
		t.Errorf("the folder holds %v, want the file and its record", names)
	}
}

func TestPull(t *testing.T) {
	for _, test := range []struct {
		name      string
		etag      string
		misbehave func(s *site) func(n int, w http.ResponseWriter, r *http.Request) bool
		ranges    int32 // requests that continued
	}{
		{"plainly", `"a"`, nil, 0},
		{"dropped halfway", `"a"`, func(s *site) func(int, http.ResponseWriter, *http.Request) bool {
			return func(n int, w http.ResponseWriter, _ *http.Request) bool {
				if n == 1 {
					s.drop(w)
				}
				return false
			}
		}, 1},
		{"dropped halfway, only a date to go by", "", func(s *site) func(int, http.ResponseWriter, *http.Request) bool {
			return func(n int, w http.ResponseWriter, _ *http.Request) bool {
				if n == 1 {
					w.Header().Set("Last-Modified", s.modified.UTC().Format(http.TimeFormat))
					s.drop(w)
				}
				return false
			}
		}, 1},
		{"dropped, ranges ignored", `"a"`, func(s *site) func(int, http.ResponseWriter, *http.Request) bool {
			return func(n int, w http.ResponseWriter, r *http.Request) bool {
				r.Header.Del("Range")
				if n == 1 {
					s.drop(w)
				}
				return false
			}
		}, 1},
		{"dropped, then another version", `"a"`, func(s *site) func(int, http.ResponseWriter, *http.Request) bool {
			return func(n int, w http.ResponseWriter, _ *http.Request) bool {
				if n == 1 {
					defer func() { s.content, s.etag = zipOf(t, 50_000), `"b"` }()
					s.drop(w)
				}
				return false
			}
		}, 1},
		{"dropped, part longer than the new file", `"a"`, func(s *site) func(int, http.ResponseWriter, *http.Request) bool {
			return func(n int, w http.ResponseWriter, r *http.Request) bool {
				switch {
				case n == 1:
					s.drop(w)
				case r.Header.Get("Range") != "":
					w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
					return true
				}
				return false
			}
		}, 1},
		{"wrong place", `"a"`, func(s *site) func(int, http.ResponseWriter, *http.Request) bool {
			return func(n int, w http.ResponseWriter, r *http.Request) bool {
				switch {
				case n == 1:
					s.drop(w)
				case r.Header.Get("Range") != "":
					w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-9/%d", len(s.content)))
					w.WriteHeader(http.StatusPartialContent)
					_, _ = w.Write(s.content[:10])
					return true
				}
				return false
			}
		}, 1},
		{"unavailable, then there", `"a"`, func(*site) func(int, http.ResponseWriter, *http.Request) bool {
			return func(n int, w http.ResponseWriter, _ *http.Request) bool {
				if n <= 2 {
					http.Error(w, "bảo trì", http.StatusServiceUnavailable)
				}
				return n <= 2
			}
		}, 0},
		{"stalls, then goes on", `"a"`, func(s *site) func(int, http.ResponseWriter, *http.Request) bool {
			return func(n int, w http.ResponseWriter, r *http.Request) bool {
				if n == 1 {
					w.Header().Set("Content-Length", fmt.Sprint(len(s.content)))
					_, _ = w.Write(s.content[:1000])
					w.(http.Flusher).Flush()
					<-r.Context().Done()
				}
				return n == 1
			}
		}, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &site{content: zipOf(t, 300_000), etag: test.etag, modified: time.Date(2026, 2, 10, 0, 0, 0, 0, time.UTC)}
			if test.misbehave != nil {
				s.misbehave = test.misbehave(s)
			}
			got, err := ingest.Pull(t.Context(), serve(t, s), t.TempDir(), quick)
			if err != nil {
				t.Fatal(err)
			}
			checkPulled(t, s, got)
			if got.Edition().String() != "2026-02-10" {
				t.Errorf("the edition is %v", got.Edition())
			}
			if n := s.ranges.Load(); n != test.ranges {
				t.Errorf("%d requests continued, want %d", n, test.ranges)
			}
		})
	}
}

func TestPullFails(t *testing.T) {
	page := func(kind string) func(int, http.ResponseWriter, *http.Request) bool {
		return func(_ int, w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Type", kind)
			fmt.Fprint(w, "<!DOCTYPE html><title>Đăng nhập</title>")
			return true
		}
	}
	for _, test := range []struct {
		name      string
		misbehave func(n int, w http.ResponseWriter, r *http.Request) bool
		content   []byte
		want      error
		requests  int32
	}{
		{"a page", page("text/html; charset=utf-8"), nil, ingest.ErrNotZip, 1},
		{"a page that says it is a zip", page("application/zip"), nil, ingest.ErrNotZip, 1},
		{"not found", func(_ int, w http.ResponseWriter, r *http.Request) bool { http.NotFound(w, r); return true }, nil, ingest.ErrDownload, 1},
		{"unavailable for good", func(_ int, w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(http.StatusBadGateway)
			return true
		}, nil, ingest.ErrDownload, 4},
		{"too large", nil, zipOf(t, 2<<20), ingest.ErrTooLarge, 1},
		{"too large, unsaid", func(_ int, w http.ResponseWriter, _ *http.Request) bool {
			_, _ = w.Write([]byte("PK\x03\x04"))
			for range 40 {
				_, _ = w.Write(make([]byte, 64<<10))
				w.(http.Flusher).Flush()
			}
			return true
		}, nil, ingest.ErrTooLarge, 1},
		{"cut off without saying so", nil, zipOf(t, 100_000)[:50_000], ingest.ErrNotZip, 1},
		{"damaged inside", nil, damaged(t), ingest.ErrNotZip, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &site{content: test.content, etag: `"a"`, misbehave: test.misbehave}
			address, dir, opts := serve(t, s), t.TempDir(), quick
			opts.Limit = 1 << 20
			_, err := ingest.Pull(t.Context(), address, dir, opts)
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), address) {
				t.Errorf("got %v, want %v naming %s", err, test.want, address)
			}
			if n := s.requests.Load(); n != test.requests {
				t.Errorf("%d requests, want %d", n, test.requests)
			}
			if names, _ := filepath.Glob(filepath.Join(dir, "downloads", "*.zip")); len(names) != 0 {
				t.Errorf("%v is left", names)
			}
		})
	}
	if _, err := ingest.Pull(t.Context(), "ftp://x/y.zip", t.TempDir(), quick); !errors.Is(err, ingest.ErrDownload) {
		t.Errorf("ftp: got %v, want ErrDownload", err)
	}
}

func damaged(t *testing.T) []byte {
	t.Helper()
	b := zipOf(t, 100_000)
	b[50_000] ^= 0xff
	return b
}

// TestPullAgain finds nothing newer, then a newer file, and survives a stop.
func TestPullAgain(t *testing.T) {
	s := &site{content: zipOf(t, 100_000), etag: `"a"`}
	address, dir := serve(t, s), t.TempDir()
	if _, err := ingest.Pull(t.Context(), address, dir, quick); err != nil {
		t.Fatal(err)
	}
	got, err := ingest.Pull(t.Context(), address, dir, quick)
	if err != nil || !got.Unchanged {
		t.Errorf("the same: %+v, %v", got, err)
	}
	checkPulled(t, s, got)
	s.content, s.etag = zipOf(t, 8<<20), `"b"`
	ctx, cancel := context.WithCancel(t.Context())
	opts := quick
	opts.Progress = func(int64, int64) { cancel() }
	if _, err := ingest.Pull(ctx, address, dir, opts); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: got %v, want context.Canceled", err)
	}
	var progress []int64
	opts.Progress = func(done, total int64) { progress = append(progress, done, total) }
	got, err = ingest.Pull(t.Context(), address, dir, opts)
	if err != nil || got.Unchanged {
		t.Fatalf("newer: %+v, %v", got, err)
	}
	checkPulled(t, s, got)
	size := int64(len(s.content))
	if n := len(progress); n < 2 || progress[n-2] != size || progress[n-1] != size {
		t.Errorf("progress ended with %v, want %d twice", progress[max(0, n-2):], size)
	}
}
