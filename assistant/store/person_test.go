package store_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/store"
)

// fill gives user n answers with everything that belongs to them. Bodies are short, so
// that they lie in the file as they are.
func fill(t testing.TB, s *store.Store, user, word string, n int) {
	t.Helper()
	ctx := t.Context()
	for i := range n {
		rec := must(s.AddRecord(ctx, store.Record{User: user, Question: word, Answer: word, Status: "answered"}))(t)
		conversation := fmt.Sprintf("%s-%d", user, i/3)
		must(s.AddTurn(ctx, user, store.Turn{Conversation: conversation, Question: word, Record: rec.ID}))(t)
		must(s.PutFeedback(ctx, store.Feedback{User: user, Answer: rec.ID, Verdict: store.Down, Comment: word}))(t)
	}
}

// onDisk tells whether any file of the folder holds the word.
func onDisk(t testing.TB, dir, word string) bool {
	t.Helper()
	for _, file := range must(filepath.Glob(filepath.Join(dir, "*")))(t) {
		if bytes.Contains(must(os.ReadFile(file))(t), []byte(word)) {
			return true
		}
	}
	return false
}

func TestExportHoldsEverything(t *testing.T) {
	s, _ := fresh(t)
	fill(t, s, "an", "câu của An", 4)
	fill(t, s, "bình", "câu của Bình", 2)
	var out bytes.Buffer
	n := must(s.Export(t.Context(), "an", &out))(t)
	if diff := cmp.Diff(store.Counts{Conversations: 2, Turns: 4, Feedback: 4, Records: 4}, n); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	var got store.Counts
	for d := json.NewDecoder(&out); d.More(); {
		var l store.Line
		if err := d.Decode(&l); err != nil {
			t.Fatal(err)
		}
		switch {
		case l.Kind == "conversation" && l.Conversation.User == "an":
			got.Conversations++
		case l.Kind == "turn" && l.Turn.Question == "câu của An":
			got.Turns++
		case l.Kind == "feedback" && l.Feedback.User == "an":
			got.Feedback++
		case l.Kind == "record" && l.Record.User == "an":
			got.Records++
		default:
			t.Errorf("line %+v", l)
		}
	}
	if diff := cmp.Diff(n, got); diff != "" {
		t.Errorf("lines (-counted +read):\n%s", diff)
	}
}

// TestDeletedIsGoneFromTheDisk: after a deletion no file of the folder holds the words,
// the write-ahead log included, and everybody else's are all there.
func TestDeletedIsGoneFromTheDisk(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, &clock{start})
	fill(t, s, "an", "TUYETMATCUAAN", 150)
	fill(t, s, "bình", "CAUCUABINH", 30)
	if !onDisk(t, dir, "TUYETMATCUAAN") {
		t.Fatal("the words are not found before the deletion: the test looks in the wrong place")
	}
	before := must(s.Space(t.Context()))(t)
	n := must(s.DeleteUser(t.Context(), "an"))(t)
	if diff := cmp.Diff(store.Counts{Conversations: 50, Turns: 150, Feedback: 150, Records: 150}, n); diff != "" {
		t.Errorf("deleted (-want +got):\n%s", diff)
	}
	if onDisk(t, dir, "TUYETMATCUAAN") {
		t.Error("the words of the deleted person are still on disk")
	}
	if n := must(s.CountUser(t.Context(), "bình"))(t); n.Total() != 10+3*30 {
		t.Errorf("left of the other person: %+v", n)
	}
	after := must(s.Space(t.Context()))(t)
	if after.Bytes >= before.Bytes/2 || after.Free != 0 {
		t.Errorf("space before %+v, after %+v", before, after)
	}
	if n := must(s.DeleteUser(t.Context(), "an"))(t); n.Total() != 0 {
		t.Errorf("deleted again: %+v", n)
	}
}

func TestDeletedConversationIsGoneFromTheDisk(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, &clock{start})
	tn := must(s.AddTurn(t.Context(), "an", store.Turn{Question: "TUYETMATCUAAN"}))(t)
	must(0, s.DeleteConversation(t.Context(), "an", tn.Conversation))(t)
	if onDisk(t, dir, "TUYETMATCUAAN") {
		t.Error("the words are still on disk")
	}
}

func TestPurge(t *testing.T) {
	const day = 24 * time.Hour
	dir, c := t.TempDir(), &clock{start}
	s := open(t, dir, c)
	fill(t, s, "an", "CAUCU", 30)
	for range 600 { // more than are deleted at once
		must(s.AddRecord(t.Context(), store.Record{User: "an", Question: "CAUCU", Status: "answered"}))(t)
	}
	c.at = c.at.Add(100 * day)
	fill(t, s, "an2", "CAUMOI", 30)
	tests := []struct {
		name string
		ages store.Ages
		want store.Counts
	}{
		{"nothing has an age", store.Ages{}, store.Counts{}},
		{"nothing is so old", store.Ages{Conversations: 200 * day, Feedback: 200 * day, Audit: 200 * day}, store.Counts{}},
		{"the audit alone", store.Ages{Audit: 50 * day}, store.Counts{Records: 630}},
		{"conversations take their feedback along", store.Ages{Conversations: 50 * day, Feedback: 50 * day}, store.Counts{Conversations: 10, Turns: 30, Feedback: 30}},
		{"nothing is left to purge", store.Ages{Conversations: 50 * day, Feedback: 50 * day, Audit: 50 * day}, store.Counts{}},
	}
	for _, tt := range tests {
		dry := must(s.Purge(t.Context(), tt.ages, true))(t)
		done := must(s.Purge(t.Context(), tt.ages, false))(t)
		if diff := cmp.Diff(tt.want, dry.Counts); diff != "" {
			t.Errorf("%s, dry run (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.want, done.Counts); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if done.After.Free != 0 || !done.Whole || tt.want.Total() > 0 && done.After.Bytes >= done.Before.Bytes {
			t.Errorf("%s: %+v", tt.name, done)
		}
	}
	if onDisk(t, dir, "CAUCU") || !onDisk(t, dir, "CAUMOI") {
		t.Error("the old words are still on disk, or the new ones are not")
	}
	if n := must(s.CountUser(t.Context(), "an2"))(t); n.Total() != 10+3*30 {
		t.Errorf("left of the new: %+v", n)
	}
}

func TestStats(t *testing.T) {
	s, c := fresh(t)
	fill(t, s, "an", "câu", 4)
	c.at = c.at.Add(time.Hour)
	must(s.AddRecord(t.Context(), store.Record{User: "bình", Question: "a", Status: "nothing_found"}))(t)
	got := must(s.Stats(t.Context()))(t)
	want := store.Stats{
		Counts: store.Counts{Conversations: 2, Turns: 4, Feedback: 4, Records: 5}, Users: 2, Down: 4, Oldest: start, Newest: start.Add(time.Hour),
		Statuses: []store.StatusCount{{Status: "answered", Records: 4}, {Status: "nothing_found", Records: 1}}, Space: got.Space,
	}
	if diff := cmp.Diff(want, got); diff != "" || got.Space.Bytes == 0 || strings.Contains(diff, "Space") {
		t.Errorf("stats (-want +got):\n%s", diff)
	}
}
