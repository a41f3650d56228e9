package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// execFile runs SQL on a database file.
func execFile(t *testing.T, file, query string) {
	t.Helper()
	db, err := openDB(file, "rwc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustClose(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	made := filepath.Join(t.TempDir(), "made")
	mustClose(t, mustOpen(t, made))
	whole, err := os.ReadFile(filepath.Join(made, FileName))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, file string)
		want    error
		says    string
	}{
		{"empty", write(nil), ErrCorrupt, "congvu restore"},
		{"text", write([]byte(strings.Repeat("không phải cơ sở dữ liệu\n", 500))), ErrCorrupt, "congvu restore"},
		{"cut off", write(whole[:len(whole)/2]), ErrCorrupt, "congvu restore"},
		{"of another program", func(t *testing.T, file string) {
			execFile(t, file, `CREATE TABLE users (id); PRAGMA user_version = 1`)
		}, ErrCorrupt, "không phải kho văn bản"},
		{"newer", func(t *testing.T, file string) {
			write(whole)(t, file)
			execFile(t, file, `PRAGMA user_version = 99`)
		}, ErrTooNew, "nâng cấp"},
		{"a folder", func(t *testing.T, file string) {
			if err := os.Mkdir(file, 0o750); err != nil {
				t.Fatal(err)
			}
		}, ErrCorrupt, "không phải tệp"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, FileName)
			test.prepare(t, file)
			before, _ := os.ReadFile(file)
			_, err := Open(t.Context(), dir, Options{})
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("the error %q does not name %s and say %q", err, file, test.says)
			}
			if after, _ := os.ReadFile(file); !bytes.Equal(before, after) {
				t.Error("the file was touched")
			}
		})
	}
}

func write(content []byte) func(*testing.T, string) {
	return func(t *testing.T, file string) {
		t.Helper()
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenNotAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tệp")
	write([]byte("x"))(t, file)
	if _, err := Open(t.Context(), file, Options{}); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("got %v, want an error that names %s", err, file)
	}
}

// TestOpenInterruptedRestore refuses to start anew where data lies aside.
func TestOpenInterruptedRestore(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, restorePrefix+"1", "old"), 0o750); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v, want ErrCorrupt", err)
	}
}

func TestOpenOddNames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dữ liệu #1 50%?x=y&z", "sâu")
	for range 2 {
		s := mustOpen(t, dir)
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
		mustClose(t, s)
	}
	if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
		t.Error(err)
	}
}

func TestOpenAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := Open(context.Background(), dir, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestMigrate(t *testing.T) {
	db, err := openDB(filepath.Join(t.TempDir(), "m.db"), "rwc")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	steps := []string{`CREATE TABLE a (x); INSERT INTO a VALUES (1)`, `ALTER TABLE a ADD COLUMN y DEFAULT 2`}
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	if err := migrate(t.Context(), db, steps[:1], logger); err != nil {
		t.Fatal(err)
	}
	if log.Len() != 0 {
		t.Errorf("making a new file said %q", &log)
	}
	broken := append(steps[:1:1], `UPDATE a SET x = 9; SELECT nothing FROM nowhere`)
	if err := migrate(t.Context(), db, broken, logger); err == nil {
		t.Error("a broken step succeeded")
	}
	if got := scanInts(t, db, `SELECT x, user_version FROM a, pragma_user_version`); got != "[1 1]" {
		t.Errorf("after a broken step: %s, want [1 1]", got)
	}
	if err := migrate(t.Context(), db, steps, logger); err != nil {
		t.Fatal(err)
	}
	if got := scanInts(t, db, `SELECT x + y, user_version FROM a, pragma_user_version`); got != "[3 2]" {
		t.Errorf("after the second step: %s, want [3 2]", got)
	}
	if !strings.Contains(log.String(), "nâng cấp kho dữ liệu") {
		t.Errorf("the log says %q", &log)
	}
	if err := migrate(t.Context(), db, steps[:1], logger); !errors.Is(err, ErrTooNew) {
		t.Errorf("an older program: got %v, want ErrTooNew", err)
	}
}

func scanInts(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	var a, b int
	if err := db.QueryRowContext(t.Context(), query).Scan(&a, &b); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint([]int{a, b})
}
