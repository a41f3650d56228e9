package store_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/store"
)

// childEnv makes the test binary write to the folder that it names.
const childEnv = "CONGVU_STATE_TEST_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		if err := writeMany(context.Background(), dir, "child"); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// each process and goroutine writes this many answers.
const written = 30

func writeMany(ctx context.Context, dir, user string) error {
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return err
	}
	if err := writeAnswers(ctx, s, user); err != nil {
		return err
	}
	return s.Close()
}

func writeAnswers(ctx context.Context, s *store.Store, user string) error {
	for i := range written {
		r, err := s.AddRecord(ctx, record(user, fmt.Sprint("câu ", i)))
		if err != nil {
			return err
		}
		t := turn("c", fmt.Sprint("câu ", i))
		t.Record = r.ID
		if _, err := s.AddTurn(ctx, user, t); err != nil {
			return err
		}
		if _, err := s.PutFeedback(ctx, store.Feedback{User: user, Answer: r.ID, Verdict: store.Up}); err != nil {
			return err
		}
		if _, err := s.LastTurns(ctx, user, "c", 3); err != nil {
			return err
		}
	}
	return nil
}

// TestManyWriters: two processes that open a new folder at the same moment, and several
// goroutines, write and read while another deletes; nothing is lost and turns are
// numbered without a gap.
func TestManyWriters(t *testing.T) {
	dir := t.TempDir()
	var children []*exec.Cmd
	for range 2 {
		self := must(os.Executable())(t)
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), childEnv+"="+dir)
		cmd.Stdout = os.Stderr
		must(0, cmd.Start())(t)
		children = append(children, cmd)
	}
	s := open(t, dir, &clock{time.Now()})
	var writers sync.WaitGroup
	for i := range 3 {
		writers.Go(func() {
			if err := writeAnswers(t.Context(), s, fmt.Sprint("người ", i)); err != nil {
				t.Error(err)
			}
		})
	}
	writers.Go(func() {
		for range 5 {
			if _, err := s.AddRecord(t.Context(), record("bị xóa", "a")); err != nil {
				t.Error(err)
			}
			if _, err := s.DeleteUser(t.Context(), "bị xóa"); err != nil {
				t.Error(err)
			}
			if _, err := s.Purge(t.Context(), store.Ages{Audit: time.Hour}, false); err != nil {
				t.Error(err)
			}
		}
	})
	writers.Wait()
	for _, cmd := range children {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	for user, n := range map[string]int{"child": 2 * written, "người 0": written, "người 1": written, "người 2": written, "bị xóa": 0} {
		got := must(s.CountUser(t.Context(), user))(t)
		if got.Records != n || got.Turns != n || got.Feedback != n {
			t.Errorf("%s: %+v, want %d of each", user, got, n)
		}
	}
	for i, tn := range must(s.Transcript(t.Context(), "child", "c"))(t).History {
		if tn.Position != i+1 {
			t.Fatalf("turn %d has position %d", i+1, tn.Position)
		}
	}
}
