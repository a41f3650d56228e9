package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/store"
)

func turn(conversation, question string) store.Turn {
	return store.Turn{
		Conversation: conversation, Question: question, Standalone: question + " (đủ)", Answer: json.RawMessage(`{"status":"answered"}`),
		Subject: store.Subject{Document: "02-2011-qh13", Article: "28"}, AsOf: 20260310,
	}
}

func TestTurnsComeBackAsTheyWere(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	first := must(s.AddTurn(ctx, "an", turn("", "thời hạn giải quyết khiếu nại lần đầu")))(t)
	c.at = c.at.Add(time.Minute)
	second := must(s.AddTurn(ctx, "an", turn(first.Conversation, "còn lần hai?")))(t)
	if first.Position != 1 || second.Position != 2 || second.Conversation != first.Conversation || second.ID <= first.ID {
		t.Errorf("turns %+v and %+v", first, second)
	}
	got := must(s.Transcript(ctx, "an", first.Conversation))(t)
	want := store.Transcript{
		Conversation: store.Conversation{
			ID: first.Conversation, User: "an", Title: "thời hạn giải quyết khiếu nại lần đầu",
			Created: start, Updated: start.Add(time.Minute), Turns: 2,
		},
		History: []store.Turn{first, second},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("transcript (-want +got):\n%s", diff)
	}
	last := must(s.LastTurns(ctx, "an", first.Conversation, 1))(t)
	if diff := cmp.Diff([]store.Turn{second}, last); diff != "" {
		t.Errorf("last turn (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.History, must(s.LastTurns(ctx, "an", first.Conversation, 5))(t)); diff != "" {
		t.Errorf("last turns (-want +got):\n%s", diff)
	}
}

// TestNobodyReadsAnothers: with the right identifier and the wrong person nothing is
// found, changed or told apart from what is not there.
func TestNobodyReadsAnothers(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	mine := must(s.AddTurn(ctx, "an", turn("", "bí mật của An")))(t)
	rec := must(s.AddRecord(ctx, record("an", "bí mật của An")))(t)
	must(s.PutFeedback(ctx, store.Feedback{User: "an", Answer: rec.ID, Verdict: store.Up}))(t)
	for what, try := range map[string]func(user, conversation, answer string) error{
		"Conversation":       func(u, c, _ string) error { _, err := s.Conversation(ctx, u, c); return err },
		"Transcript":         func(u, c, _ string) error { _, err := s.Transcript(ctx, u, c); return err },
		"Rename":             func(u, c, _ string) error { return s.Rename(ctx, u, c, "của tôi") },
		"DeleteConversation": func(u, c, _ string) error { return s.DeleteConversation(ctx, u, c) },
		"Record":             func(u, _, a string) error { _, err := s.Record(ctx, u, a); return err },
		"FeedbackOf":         func(u, _, a string) error { _, err := s.FeedbackOf(ctx, u, a); return err },
		"WithdrawFeedback":   func(u, _, a string) error { return s.WithdrawFeedback(ctx, u, a) },
		"PutFeedback": func(u, _, a string) error {
			_, err := s.PutFeedback(ctx, store.Feedback{User: u, Answer: a, Verdict: store.Down})
			return err
		},
	} {
		theirs, nobodys := try("bình", mine.Conversation, rec.ID), try("bình", "khong-co", "khong-co")
		if !errors.Is(theirs, store.ErrNotFound) {
			t.Errorf("%s of another's: %v, want ErrNotFound", what, theirs)
			continue
		}
		blur := func(err error) string {
			return strings.NewReplacer(mine.Conversation, "X", rec.ID, "X", "khong-co", "X").Replace(err.Error())
		}
		if blur(theirs) != blur(nobodys) {
			t.Errorf("%s tells another's %q from nobody's %q", what, theirs, nobodys)
		}
	}
	if _, err := s.PutFeedback(ctx, store.Feedback{User: "bình", Answer: mine.ID, Verdict: store.Down}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("feedback on another's turn: %v", err)
	}
	if got := must(s.LastTurns(ctx, "bình", mine.Conversation, 5))(t); len(got) != 0 {
		t.Errorf("LastTurns: %v", got)
	}
	if got, _, err := s.Conversations(ctx, "bình", store.Page{}); err != nil || len(got) != 0 {
		t.Errorf("Conversations: %v, %v", got, err)
	}
	// The same identifier is a conversation of one's own, and the other's stays as it was.
	must(s.AddTurn(ctx, "bình", turn(mine.Conversation, "câu của Bình")))(t)
	if got := must(s.Transcript(ctx, "an", mine.Conversation))(t); len(got.History) != 1 || got.Title != "bí mật của An" {
		t.Errorf("An's conversation is now %+v", got)
	}
	if got := must(s.Transcript(ctx, "bình", mine.Conversation))(t); len(got.History) != 1 || got.History[0].Question != "câu của Bình" {
		t.Errorf("Bình's conversation is %+v", got)
	}
	var mined strings.Builder
	if n := must(s.Export(ctx, "bình", &mined))(t); n.Records != 0 || strings.Contains(mined.String(), "bí mật") {
		t.Errorf("export of Bình: %+v\n%s", n, mined.String())
	}
}

func TestConversationsArePagedNewestFirst(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	for i := range 7 {
		if i%3 != 0 { // some share one millisecond
			c.at = c.at.Add(time.Second)
		}
		must(s.NewConversation(ctx, "an", fmt.Sprintf("cuộc %d", i)))(t)
	}
	must(s.NewConversation(ctx, "bình", "của người khác"))(t)
	var titles []string
	page := store.Page{Limit: 3}
	for {
		list, more, err := s.Conversations(ctx, "an", page)
		if err != nil {
			t.Fatal(err)
		}
		for _, conv := range list {
			titles = append(titles, conv.Title)
		}
		if more == "" {
			break
		}
		page.After = more
	}
	want := []string{"cuộc 6", "cuộc 5", "cuộc 4", "cuộc 3", "cuộc 2", "cuộc 1", "cuộc 0"}
	if diff := cmp.Diff(want, titles); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
	if _, _, err := s.Conversations(ctx, "an", store.Page{After: "x"}); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("bad mark: %v", err)
	}
}

func TestRenameAndDelete(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	one := must(s.AddTurn(ctx, "an", turn("", "câu một")))(t)
	must(s.PutFeedback(ctx, store.Feedback{User: "an", Answer: one.ID, Verdict: store.Down, Reason: store.Wrong}))(t)
	must(0, s.Rename(ctx, "an", one.Conversation, "  tên\nmới "))(t)
	if got := must(s.Conversation(ctx, "an", one.Conversation))(t); got.Title != "tên mới" {
		t.Errorf("title %q", got.Title)
	}
	if err := s.Rename(ctx, "an", one.Conversation, " "); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("empty title: %v", err)
	}
	must(0, s.DeleteConversation(ctx, "an", one.Conversation))(t)
	if n := must(s.CountUser(ctx, "an"))(t); n.Total() != 0 {
		t.Errorf("left %+v", n)
	}
}

// TestGrowthIsBounded: the oldest turns and conversations make room.
func TestGrowthIsBounded(t *testing.T) {
	dir, c := t.TempDir(), &clock{start}
	s := open(t, dir, c)
	ctx := t.Context()
	for i := range store.MaxTurns + 3 {
		must(s.AddTurn(ctx, "an", store.Turn{Conversation: "dài", Question: fmt.Sprint("câu ", i+1)}))(t)
	}
	got := must(s.Transcript(ctx, "an", "dài"))(t)
	if len(got.History) != store.MaxTurns || got.History[0].Position != 4 || got.History[0].Question != "câu 4" {
		t.Errorf("%d turns, first %+v", len(got.History), got.History[0])
	}
	must(rawDB(t, dir).ExecContext(ctx, `WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < ?)
		INSERT INTO conversation (user, id, title, created, updated) SELECT 'an', 'c' || i, '', ?2 + i, ?2 + i FROM k`,
		store.MaxConversations-1, start.UnixMilli()))(t)
	if n := must(s.CountUser(ctx, "an"))(t); n.Conversations != store.MaxConversations || n.Turns != store.MaxTurns {
		t.Errorf("before one too many: %+v", n)
	}
	c.at = c.at.Add(time.Hour)
	must(s.NewConversation(ctx, "an", "một cuộc nữa"))(t)
	if n := must(s.CountUser(ctx, "an"))(t); n.Conversations != store.MaxConversations || n.Turns != 0 {
		t.Errorf("kept %+v", n)
	}
}

func TestLimits(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	long := strings.Repeat("ă", store.MaxQuestion+1)
	for what, try := range map[string]func() error{
		"no user":       func() error { _, err := s.AddTurn(ctx, "", turn("", "a")); return err },
		"user of lines": func() error { _, err := s.AddTurn(ctx, "a\nb", turn("", "a")); return err },
		"no question":   func() error { _, err := s.AddTurn(ctx, "an", turn("", " ")); return err },
		"long question": func() error { _, err := s.AddTurn(ctx, "an", turn("", long)); return err },
		"bad UTF-8":     func() error { _, err := s.AddTurn(ctx, "an", turn("", "\xff")); return err },
		"control":       func() error { _, err := s.AddTurn(ctx, "an", turn("", "a\x00b")); return err },
		"bad answer": func() error {
			tn := turn("", "a")
			tn.Answer = []byte("{")
			_, err := s.AddTurn(ctx, "an", tn)
			return err
		},
		"bad record":      func() error { tn := turn("", "a"); tn.Record = "x"; _, err := s.AddTurn(ctx, "an", tn); return err },
		"record, long":    func() error { _, err := s.AddRecord(ctx, record("an", long)); return err },
		"record, status":  func() error { r := record("an", "a"); r.Status = ""; _, err := s.AddRecord(ctx, r); return err },
		"record, no user": func() error { _, err := s.AddRecord(ctx, record(" ", "a")); return err },
		"export, nobody":  func() error { _, err := s.Export(ctx, "", nil); return err },
		"delete, nobody":  func() error { _, err := s.DeleteUser(ctx, ""); return err },
	} {
		if err := try(); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", what, err)
		}
	}
	if st := must(s.Stats(ctx))(t); st.Total() != 0 {
		t.Errorf("kept %+v", st.Counts)
	}
}
