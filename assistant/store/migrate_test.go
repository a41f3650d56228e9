package store

import (
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
)

// TestMigrationsGoForwardStepByStep: a file takes the steps that it lacks; one that fails
// leaves it at the step before.
func TestMigrationsGoForwardStepByStep(t *testing.T) {
	file := filepath.Join(t.TempDir(), FileName)
	if err := touch(file); err != nil {
		t.Fatal(err)
	}
	db, err := openDB(file, "_txlock", "immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	steps := []string{`CREATE TABLE a (n)`, `INSERT INTO a VALUES (1)`, `INSERT INTO a VALUES (2); INSERT INTO missing VALUES (3)`}
	for _, tt := range []struct {
		steps []string
		fails bool
		want  int // version afterwards, and rows
	}{
		{steps[:1], false, 1},
		{steps[:2], false, 2},
		{steps[:2], false, 2},
		{steps, true, 2},
		{append(steps[:2:2], `INSERT INTO a VALUES (2)`), false, 3},
	} {
		err := migrate(t.Context(), db, tt.steps, slog.New(slog.DiscardHandler))
		if (err != nil) != tt.fails {
			t.Errorf("%d steps: error %v", len(tt.steps), err)
		}
		version, err := schemaVersion(t.Context(), db)
		rows := 0
		if scanned := db.QueryRowContext(t.Context(), `SELECT count(*) FROM a`).Scan(&rows); err != nil || scanned != nil {
			t.Fatal(err, scanned)
		}
		if version != tt.want || rows != tt.want-1 {
			t.Errorf("%d steps: version %d with %d rows, want %d", len(tt.steps), version, rows, tt.want)
		}
	}
	if err := migrate(t.Context(), db, steps[:1], slog.New(slog.DiscardHandler)); !errors.Is(err, ErrTooNew) {
		t.Errorf("newer than the program: %v", err)
	}
}
