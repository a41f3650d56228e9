package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/bots/store"
	"github.com/trolycongvu/congvu/corpus"
)

var start = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func open(t *testing.T, dir string, c *clock) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, c.now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // again, where a test closed it
	return s
}

func accept(t *testing.T, s *store.Store, m store.Message) (kept store.Message, fresh bool) {
	t.Helper()
	kept, fresh, err := s.Accept(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	return kept, fresh
}

func unfinished(t *testing.T, s *store.Store) []store.Message {
	t.Helper()
	list, err := s.Unfinished(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func TestMessagesAreAcceptedOnceAcrossRestarts(t *testing.T) {
	dir, c := t.TempDir(), &clock{start}
	s := open(t, dir, c)
	m := store.Message{Network: "a", ID: "1", Person: "an", Chat: "an", Kind: "text", Text: "câu hỏi", Masked: true, Group: true, Thread: "x"}
	kept, fresh := accept(t, s, m)
	if !fresh || kept.Seq == 0 || kept.State != store.Waiting || !kept.Received.Equal(start) {
		t.Errorf("accepted: %+v, fresh %v", kept, fresh)
	}
	if _, fresh := accept(t, s, m); fresh {
		t.Error("the same message was accepted again")
	}
	m.Network = "b"
	if _, fresh := accept(t, s, m); !fresh {
		t.Error("the message of another network was taken for the same")
	}
	must(t, s.Close())
	s = open(t, dir, c)
	m.Network = "a"
	if _, fresh := accept(t, s, m); fresh {
		t.Error("the same message was accepted again after a restart")
	}
	list := unfinished(t, s)
	if len(list) != 2 {
		t.Fatalf("%d messages are open, want 2", len(list))
	}
	if diff := cmp.Diff(kept, list[0]); diff != "" {
		t.Errorf("read back (-kept +read):\n%s", diff)
	}
}

func TestAnswersAreKeptUntilSentAndThenErased(t *testing.T) {
	dir, c := t.TempDir(), &clock{start}
	s := open(t, dir, c)
	ctx := t.Context()
	kept, _ := accept(t, s, store.Message{Network: "a", ID: "1", Person: "an", Chat: "an", Kind: "text", Text: "chữ-của-câu-hỏi"})
	n, err := s.Attempt(ctx, kept.Seq)
	if err != nil || n != 1 {
		t.Errorf("attempt %d, error %v", n, err)
	}
	must(t, s.Reply(ctx, kept.Seq, []string{"chữ-của-phần-một", "phần hai"}), s.Sending(ctx, kept.Seq), s.Sent(ctx, kept.Seq, true), s.Sending(ctx, kept.Seq), s.Close())
	s = open(t, dir, c)
	list := unfinished(t, s)
	if len(list) != 1 || list[0].State != store.Replying || list[0].Sent != 1 || !list[0].Sending || len(list[0].Parts) != 2 || list[0].Attempts != 1 {
		t.Fatalf("after a restart: %+v", list)
	}
	must(t, s.Rewrite(ctx, kept.Seq, []string{"chữ-của-phần-một", "lời báo lỗi"}))
	if got := unfinished(t, s)[0]; got.Sent != 1 || got.Sending || got.Parts[1] != "lời báo lỗi" {
		t.Errorf("rewritten: %+v", got)
	}
	must(t, s.Finish(ctx, kept.Seq, store.Answered))
	if list := unfinished(t, s); len(list) != 0 {
		t.Errorf("open after the end: %+v", list)
	}
	known, err := s.Known(ctx, "a", "1")
	if err != nil || !known {
		t.Errorf("known %v, error %v", known, err)
	}
	must(t, s.Close()) // which empties the log
	for _, name := range []string{store.FileName, store.FileName + "-wal"} {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		for _, text := range []string{"chữ-của-câu-hỏi", "chữ-của-phần-một"} {
			if bytes.Contains(raw, []byte(text)) {
				t.Errorf("%s still has %q", name, text)
			}
		}
	}
}

func TestPurgeForgetsWhatIsFinishedAlone(t *testing.T) {
	c := &clock{start}
	s := open(t, t.TempDir(), c)
	ctx := t.Context()
	done, _ := accept(t, s, store.Message{Network: "a", ID: "done"})
	accept(t, s, store.Message{Network: "a", ID: "waiting"})
	must(t, s.Finish(ctx, done.Seq, store.Failed))
	for _, tt := range []struct {
		before time.Time
		want   int64
	}{{start, 0}, {start.Add(time.Hour), 1}, {start.Add(time.Hour), 0}} {
		if n, err := s.Purge(ctx, tt.before); err != nil || n != tt.want {
			t.Errorf("purged %d before %v, want %d; error %v", n, tt.before, tt.want, err)
		}
	}
	if list := unfinished(t, s); len(list) != 1 {
		t.Errorf("%d messages are open, want 1", len(list))
	}
}

func TestConversations(t *testing.T) {
	s := open(t, t.TempDir(), &clock{start})
	ctx := t.Context()
	got, err := s.Conversation(ctx, "k")
	if err != nil || got != (store.Conversation{Number: 1}) {
		t.Errorf("new: %+v, error %v", got, err)
	}
	for _, want := range []store.Conversation{{Number: 1, AsOf: corpus.Date(20230301)}, {Number: 2}} {
		must(t, s.PutConversation(ctx, "k", want))
		if got, err := s.Conversation(ctx, "k"); err != nil || got != want {
			t.Errorf("got %+v, want %+v; error %v", got, want, err)
		}
	}
}

func TestOneProcessAtATime(t *testing.T) {
	dir, c := t.TempDir(), &clock{start}
	s := open(t, dir, c)
	if _, err := store.Open(t.Context(), dir, c.now); !errors.Is(err, store.ErrBusy) {
		t.Errorf("opened twice: %v, want %v", err, store.ErrBusy)
	}
	must(t, s.Close())
	open(t, dir, c)
}

func TestForeignFilesAreLeftAlone(t *testing.T) {
	tests := []struct {
		name, schema string
		want         error
	}{
		{"newer", "PRAGMA application_id = 1129734705; PRAGMA user_version = 99", store.ErrTooNew},
		{"another program's", "CREATE TABLE t (x)", store.ErrCorrupt},
	}
	for _, tt := range tests {
		dir := t.TempDir()
		db, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
		if err != nil {
			t.Fatal(err)
		}
		_, err = db.ExecContext(context.Background(), tt.schema)
		must(t, err, db.Close())
		if _, err := store.Open(t.Context(), dir, nil); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}
