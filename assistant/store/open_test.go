package store_test

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/store"
)

// start is the time at which the clock of every test begins.
var start = time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)

// clock is a clock that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// open opens a store under a clock, closed when the test ends.
func open(t testing.TB, dir string, c *clock) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{Now: c.now, Random: rand.NewChaCha8([32]byte{1})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func fresh(t testing.TB) (*store.Store, *clock) {
	t.Helper()
	c := &clock{start}
	return open(t, t.TempDir(), c), c
}

// must fails the test on an error and returns the value.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// rawDB opens the file behind the store's back.
func rawDB(t testing.TB, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestOpenRefusesWhatItMustNotTouch(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		want    error
		said    string
	}{
		{"newer schema", func(t *testing.T, dir string) {
			must(0, must(store.Open(t.Context(), dir, store.Options{}))(t).Close())(t)
			must(rawDB(t, dir).ExecContext(t.Context(), `PRAGMA user_version = 99`))(t)
		}, store.ErrTooNew, "hãy nâng cấp Công vụ"},
		{"another program's database", func(t *testing.T, dir string) {
			must(rawDB(t, dir).ExecContext(t.Context(), `CREATE TABLE theirs (a)`))(t)
		}, store.ErrCorrupt, "không phải tệp trạng thái"},
		{"no database", func(t *testing.T, dir string) {
			must(0, os.WriteFile(filepath.Join(dir, store.FileName), []byte(strings.Repeat("rác ", 2000)), 0o600))(t)
		}, store.ErrCorrupt, "congvu restore"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.prepare(t, dir)
			before := must(os.ReadFile(filepath.Join(dir, store.FileName)))(t)
			_, err := store.Open(t.Context(), dir, store.Options{})
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.said) {
				t.Errorf("error %v, want %v saying %q", err, tt.want, tt.said)
			}
			if after := must(os.ReadFile(filepath.Join(dir, store.FileName)))(t); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestFilesAreTheOwners(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("quyền tệp của Windows không theo kiểu này")
	}
	dir := t.TempDir()
	s := open(t, dir, &clock{start})
	must(s.NewConversation(t.Context(), "an", "thử"))(t)
	for _, name := range []string{store.FileName, store.FileName + "-wal", store.FileName + "-shm"} {
		if mode := must(os.Stat(filepath.Join(dir, name)))(t).Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %v, want 0600", name, mode)
		}
	}
}

func TestWhatWasKeptIsThereAgain(t *testing.T) {
	dir, c := t.TempDir(), &clock{start}
	s := must(store.Open(t.Context(), dir, store.Options{Now: c.now}))(t)
	r := must(s.AddRecord(t.Context(), record("an", "câu hỏi")))(t)
	must(0, s.Close())(t)
	if got := must(open(t, dir, c).Record(t.Context(), "an", r.ID))(t); got.Question != "câu hỏi" {
		t.Errorf("got %+v", got)
	}
}

func TestCancelledWriteChangesNothing(t *testing.T) {
	s, _ := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.AddTurn(ctx, "an", store.Turn{Question: "a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if st := must(s.Stats(t.Context()))(t); st.Total() != 0 {
		t.Errorf("kept %+v", st.Counts)
	}
}
