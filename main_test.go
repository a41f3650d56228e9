package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// congvu runs the program in data folder dir and returns what it printed.
func congvu(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append(args, "--data", dir, "--log-level", "warn"), &out, &errs)
	return code, out.String(), errs.String()
}

// mustJSON runs the program and reads the one JSON value that it prints.
func mustJSON[T any](t *testing.T, dir string, args ...string) (value T) {
	t.Helper()
	code, stdout, stderr := congvu(t, dir, append(args, "--json")...)
	if code != exitOK {
		t.Fatalf("congvu %s: exit %d: %s", strings.Join(args, " "), code, stderr)
	}
	if err := json.Unmarshal([]byte(stdout), &value); err != nil {
		t.Fatalf("congvu %s: %v in %s", strings.Join(args, " "), err, stdout)
	}
	return value
}

type answer struct {
	Status    string `json:"status"`
	Citations []struct {
		Place string `json:"place"`
	} `json:"citations"`
}

// TestFromNothing: an empty folder answers from the starter corpus at once.
func TestFromNothing(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct{ question, status, place string }{
		{"thời hạn giải quyết khiếu nại lần đầu là bao lâu?", "answered", "Điều 28 Luật Khiếu nại số 02/2011/QH13"},
		{"khoan 2 dieu 8 nghi dinh 63/2010", "answered", "khoản 2 Điều 8 Nghị định số 63/2010/NĐ-CP"},
		{"quy trình cấp phép nuôi rồng", "nothing_found", ""},
	} {
		a := mustJSON[answer](t, dir, "ask", test.question)
		if a.Status != test.status {
			t.Errorf("%s: status %q, want %q", test.question, a.Status, test.status)
		}
		if test.place != "" && (len(a.Citations) == 0 || !strings.Contains(a.Citations[0].Place, test.place)) {
			t.Errorf("%s: citations %v, want %s", test.question, a.Citations, test.place)
		}
	}
	found := mustJSON[searchOutput](t, dir, "search", "giai quyet khieu nai", "--limit", "3")
	if len(found.Hits) != 3 || found.Hits[0].Document != "02-2011-qh13" {
		t.Errorf("search: %+v", found.Hits)
	}
	if heads := mustJSON[[]any](t, dir, "corpus", "list"); len(heads) < 10 {
		t.Errorf("corpus list: %d documents", len(heads))
	}
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "empty.zip")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args string
		code int
		said string // on standard error
	}{
		{"frob", exitUsage, "không hiểu tham số frob"},
		{"ask", exitUsage, "thiếu tham số"},
		{"search", exitUsage, "thiếu tham số"},
		{"search x --limit 0", exitUsage, "--limit là 0"},
		{"search x --limit y", exitUsage, "không đúng kiểu"},
		{"search x --kind gì", exitUsage, "không phải loại văn bản"},
		{"ask x --as-of 2023-02-30", exitUsage, "ngày không hợp lệ"},
		{"ask ?!", exitUsage, "question"},
		{"eval retrieval", exitUsage, "--questions"},
		{"eval retrieval --questions " + file, exitUsage, "empty.zip"},
		{"corpus import " + file, exitFailed, "empty.zip"},
		{"corpus import /no/such/file", exitFailed, "/no/such/file"},
		{"restore " + file, exitFailed, ""},
		{"config show --config /no/such.yaml", exitUsage, "/no/such.yaml"},
		{"serve --addr 127.0.0.1:99999", exitFailed, "127.0.0.1:99999"},
		{"version", exitOK, ""},
		{"--help", exitOK, ""},
	} {
		code, _, stderr := congvu(t, filepath.Join(dir, "data"), strings.Fields(test.args)...)
		if code != test.code || !strings.Contains(stderr, test.said) {
			t.Errorf("congvu %s: exit %d, want %d; said %s, want %q", test.args, code, test.code, stderr, test.said)
		}
	}
}

// TestConfigurationPrecedence: flags before environment before file before defaults.
func TestConfigurationPrecedence(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "c.yaml")
	if err := os.WriteFile(file, []byte("addr: 127.0.0.1:1111\nlog:\n  format: json\n  level: debug\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CONGVU_LOG_LEVEL", "error")
	t.Setenv("CONGVU_CONFIG", file)
	shown := mustJSON[map[string]any](t, dir, "config", "show")
	for key, want := range map[string]string{
		"addr": "127.0.0.1:1111", "log.format": "json", "log.level": "warn", "data": dir,
	} {
		if shown[key] != want {
			t.Errorf("%s = %q, want %q", key, shown[key], want)
		}
	}
	t.Setenv("CONGVU_LOG_COLOUR", "red")
	if code, _, stderr := congvu(t, dir, "config", "show"); code != exitUsage || !strings.Contains(stderr, "log.colour") {
		t.Errorf("unknown key: exit %d, %s", code, stderr)
	}
}

// lockedBuffer is a buffer that a server writes and a test reads.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// served runs congvu serve on dir until the test ends and returns its address.
func served(t *testing.T, dir string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	said := new(lockedBuffer)
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--data", dir, "--addr", "127.0.0.1:0"}, io.Discard, said)
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitOK {
			t.Errorf("serve ended with %d: %s", code, said)
		}
	})
	for range 400 {
		if _, rest, ok := strings.Cut(said.String(), "đang chạy: "); ok {
			return strings.Fields(rest)[0]
		}
		select {
		case code := <-ended:
			ended <- code
			t.Fatalf("serve ended with %d: %s", code, said)
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("serve does not come up: %s", said)
	return ""
}

func post(t *testing.T, url, body string) (status int, a answer) {
	t.Helper()
	res, err := http.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&a); err != nil && res.StatusCode == http.StatusOK {
		t.Fatal(err)
	}
	return res.StatusCode, a
}

// TestTwoServersOnOneFolder: both answer, from the page and over the API, while
// the index is built anew, and both take the new generation up.
func TestTwoServersOnOneFolder(t *testing.T) {
	dir := t.TempDir()
	first, second := served(t, dir), served(t, dir)
	generation := func(base string) string {
		res, err := http.Get(base + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		var state struct {
			Index struct{ Generation string }
		}
		if err := json.NewDecoder(res.Body).Decode(&state); err != nil {
			t.Fatal(err)
		}
		return state.Index.Generation
	}
	before := generation(first)
	if code, _, stderr := congvu(t, dir, "index", "build", "--full"); code != exitOK {
		t.Fatal(stderr)
	}
	for _, base := range []string{first, second} {
		if status, a := post(t, base+"/v1/ask", `{"question": "thời hạn giải quyết khiếu nại lần đầu"}`); status != http.StatusOK || a.Status != "answered" {
			t.Errorf("%s: status %d, %q", base, status, a.Status)
		}
		res, err := http.Get(base + "/?q=khieu+nai+lan+dau")
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(res.Body)
		if err != nil || !bytes.Contains(page, []byte("Luật Khiếu nại")) {
			t.Errorf("page: %v, %d bytes", err, len(page))
		}
		_ = res.Body.Close()
		for deadline := time.Now().Add(30 * time.Second); generation(base) == before; time.Sleep(100 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%s still serves %s", base, before)
			}
		}
	}
}

// TestBackupUnderLoadAndRestore: a backup taken while questions are asked
// restores to a folder that answers.
func TestBackupUnderLoadAndRestore(t *testing.T) {
	dir, fresh := t.TempDir(), filepath.Join(t.TempDir(), "fresh")
	base := served(t, dir)
	done := make(chan struct{})
	var load sync.WaitGroup
	load.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
				if status, _ := post(t, base+"/v1/ask", `{"question": "cấp bản sao trích lục"}`); status != http.StatusOK {
					t.Errorf("during the backup: status %d", status)
				}
			}
		}
	})
	file := filepath.Join(t.TempDir(), "b.tar.gz")
	code, _, stderr := congvu(t, dir, "backup", file)
	close(done)
	load.Wait()
	if code != exitOK {
		t.Fatal(stderr)
	}
	if code, _, stderr := congvu(t, dir, "backup", file); code != exitUsage {
		t.Errorf("backup over a file: exit %d, %s", code, stderr)
	}
	if code, _, stderr := congvu(t, fresh, "restore", file); code != exitOK {
		t.Fatal(stderr)
	}
	if a := mustJSON[answer](t, fresh, "ask", "thời hạn giải quyết khiếu nại lần đầu"); a.Status != "answered" {
		t.Errorf("restored: %+v", a)
	}
	if code, _, stderr := congvu(t, fresh, "restore", file); code != exitFailed || !strings.Contains(stderr, "--force") {
		t.Errorf("restore over a folder: exit %d, %s", code, stderr)
	}
}

func TestEvalPrintsTheAgreedObject(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "q.jsonl")
	line := `{"id": "a", "question": "thời hạn giải quyết khiếu nại lần đầu", "relevant": [{"document": "02/2011/QH13", "article": "28"}], "expect": "answered"}`
	if err := os.WriteFile(file, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	report := mustJSON[map[string]any](t, filepath.Join(dir, "data"), "eval", "retrieval", "--questions", file)
	for _, key := range []string{"ndcg@10", "recall@1", "recall@10", "recall@100", "mrr@10"} {
		metric, _ := report[key].(map[string]any)
		if fmt.Sprint(metric) != "map[high:1 low:1 value:1]" {
			t.Errorf("%s = %v", key, report[key])
		}
	}
	if report["questions"] != 1.0 || report["unresolved"] != 0.0 || report["latency_ms"] == nil {
		t.Errorf("report: %v", report)
	}
	answers := mustJSON[map[string]any](t, filepath.Join(dir, "data"), "eval", "answers", "--questions", file)
	if answers["statuses"].(map[string]any)["answered"] != 1.0 {
		t.Errorf("answers: %v", answers)
	}
}
