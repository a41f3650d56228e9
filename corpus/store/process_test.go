package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/corpus/storetest"
)

// childEnv makes the test binary import into the folder that it names.
const childEnv = "CONGVU_STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		if err := child(context.Background(), dir); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// many is how many documents the child imports, slowly.
const many = 400

var slowImport = store.ImportInfo{Source: "phapdien", Path: "BoPhapDien.zip", Checksum: "abc", Edition: 20260201}

func numbered(i int) corpus.Document {
	doc := storetest.Decree(corpus.Number(strconv.Itoa(i+1)+"/2020/NĐ-CP"), 5)
	doc.Source = corpus.Source{}
	return doc
}

// child imports and says each document once it is stored.
func child(ctx context.Context, dir string) error {
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	im, err := s.BeginImport(ctx, slowImport)
	if err != nil {
		return err
	}
	for i := range many {
		if _, err := im.PutDocument(ctx, numbered(i)); err != nil {
			return err
		}
		fmt.Println("stored", i+1)
		time.Sleep(2 * time.Millisecond)
	}
	if _, err := im.Finish(ctx, true); err != nil {
		return err
	}
	return s.Close()
}

// startChild starts the child and returns when it has stored after documents.
func startChild(t *testing.T, dir string, after int) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), childEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if lines.Text() == fmt.Sprint("stored ", after) {
			go func() { // the child must not wait for a reader
				for lines.Scan() {
				}
			}()
			return cmd
		}
	}
	t.Fatalf("the child ended early: %v", lines.Err())
	return nil
}

// TestKilledImport kills an import and runs it again.
func TestKilledImport(t *testing.T) {
	dir := t.TempDir()
	cmd := startChild(t, dir, 50)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed

	s := open(t, dir)
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := 0
	for doc, err := range s.Documents(t.Context()) {
		if err != nil || len(doc.Articles) != 5 {
			t.Fatalf("%s has %d articles, error %v", doc.ID, len(doc.Articles), err)
		}
		before++
	}
	if before < 50 || before >= many {
		t.Fatalf("%d documents survive, want 50 to %d", before, many-1)
	}
	im, err := s.BeginImport(t.Context(), slowImport)
	if err != nil {
		t.Fatal(err)
	}
	redone := 0
	for i := range many {
		change, err := im.PutDocument(t.Context(), numbered(i))
		if err != nil {
			t.Fatal(err)
		}
		if change == store.Unchanged {
			redone++
		}
	}
	sum, err := im.Finish(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	if redone != before {
		t.Errorf("%d documents were found stored, want %d", redone, before)
	}
	if !sum.Resumed || sum.Documents != (store.Counts{Added: many}) || sum.Articles != (store.Counts{Added: 5 * many}) {
		t.Errorf("the summary over both runs is %+v", sum)
	}
}

// TestWhileImporting reads, copies and tries to import beside another process.
func TestWhileImporting(t *testing.T) {
	dir := t.TempDir()
	cmd := startChild(t, dir, 20)
	s := open(t, dir)

	_, err := s.BeginImport(t.Context(), slowImport)
	if !errors.Is(err, store.ErrBusy) || !strings.Contains(err.Error(), fmt.Sprint("pid ", cmd.Process.Pid)) {
		t.Errorf("got %v, want ErrBusy naming pid %d", err, cmd.Process.Pid)
	}
	if err := store.Restore(t.Context(), dir, strings.NewReader(""), true); !errors.Is(err, store.ErrBusy) {
		t.Errorf("Restore: got %v, want ErrBusy", err)
	}
	slowest := time.Duration(0)
	for range 30 {
		start := time.Now()
		doc, err := s.Document(t.Context(), "01-2020-nd-cp")
		if err != nil || len(doc.Articles) != 5 {
			t.Fatalf("got %d articles, %v", len(doc.Articles), err)
		}
		slowest = max(slowest, time.Since(start))
	}
	if slowest > 5*time.Second {
		t.Errorf("a reader waited %v", slowest)
	}
	copied := filepath.Join(t.TempDir(), store.FileName)
	if err := s.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	stats, err := open(t, filepath.Dir(copied)).Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.Documents < 20 || stats.Articles != 5*stats.Documents {
		t.Errorf("the copy holds %d documents and %d articles", stats.Documents, stats.Articles)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the importing process: %v", err)
	}
	if stats, err := s.Stats(t.Context()); err != nil || stats.Documents != many || stats.Imports[0].Finished == "" {
		t.Errorf("afterwards %+v, %v", stats, err)
	}
}
