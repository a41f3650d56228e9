package ingest_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/ingest"
)

// TestWatch sees the files that are there, a new one and a changed one, each once.
func TestWatch(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": "một", ".b.txt": "ẩn", "~$c.docx": "khóa của Word"})
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	steps := []func(){
		func() { write("d.txt", "hai") },
		func() { write("a.txt", "một, sửa lại") },
		nil,
	}
	want := []string{"a.txt", "d.txt", "a.txt"}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var got []string
	err := ingest.Watch(ctx, []string{dir}, time.Millisecond, func(changed []string) error {
		for _, path := range changed {
			got = append(got, filepath.Base(path))
		}
		if step := steps[len(got)-1]; step != nil {
			step()
			return nil
		}
		cancel()
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("seen (-want +got):\n%s", diff)
	}
	stop := errors.New("đủ rồi")
	if err := ingest.Watch(t.Context(), []string{dir}, time.Hour, func([]string) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v, want the error of load", err)
	}
}
