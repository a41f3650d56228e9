package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/store"
)

// TestOneFeedbackAPersonAndAnswer: whether the answer is named by its record or its
// turn, a person has one opinion of it and can change it.
func TestOneFeedbackAPersonAndAnswer(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	rec := must(s.AddRecord(ctx, record("an", "câu hỏi")))(t)
	tn := turn("c1", "câu hỏi")
	tn.Record = rec.ID
	tn = must(s.AddTurn(ctx, "an", tn))(t)

	must(s.PutFeedback(ctx, store.Feedback{User: "an", Answer: rec.ID, Verdict: store.Up}))(t)
	c.at = c.at.Add(time.Minute)
	got := must(s.PutFeedback(ctx, store.Feedback{User: "an", Answer: tn.ID, Verdict: store.Down, Reason: store.Outdated, Comment: "luật đã đổi"}))(t)
	want := store.Feedback{
		User: "an", Answer: rec.ID, Conversation: "c1", Verdict: store.Down, Reason: store.Outdated, Comment: "luật đã đổi", Time: start.Add(time.Minute),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	for _, id := range []string{rec.ID, tn.ID} {
		if diff := cmp.Diff(want, must(s.FeedbackOf(ctx, "an", id))(t)); diff != "" {
			t.Errorf("FeedbackOf (-want +got):\n%s", diff)
		}
	}
	if diff := cmp.Diff([]store.Feedback{want}, must(s.AllFeedback(ctx, time.Time{}, 0))(t)); diff != "" {
		t.Errorf("AllFeedback (-want +got):\n%s", diff)
	}
	if later := must(s.AllFeedback(ctx, start.Add(time.Hour), 0))(t); len(later) != 0 {
		t.Errorf("since an hour later: %v", later)
	}
	must(0, s.WithdrawFeedback(ctx, "an", tn.ID))(t)
	if _, err := s.FeedbackOf(ctx, "an", rec.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("after withdrawing: %v", err)
	}
}

func TestFeedbackIsChecked(t *testing.T) {
	s, _ := fresh(t)
	rec := must(s.AddRecord(t.Context(), record("an", "câu hỏi")))(t)
	tests := []struct {
		name     string
		feedback store.Feedback
		ok       bool
	}{
		{"up", store.Feedback{Verdict: store.Up}, true},
		{"up, with words", store.Feedback{Verdict: store.Up, Comment: "tốt"}, true},
		{"down alone", store.Feedback{Verdict: store.Down}, true},
		{"up with a reason", store.Feedback{Verdict: store.Up, Reason: store.Wrong}, false},
		{"reason of another list", store.Feedback{Verdict: store.Down, Reason: "xấu"}, false},
		{"no verdict", store.Feedback{}, false},
		{"long comment", store.Feedback{Verdict: store.Down, Comment: strings.Repeat("ă", store.MaxComment+1)}, false},
	}
	for _, reason := range store.Reasons() {
		tests = append(tests, struct {
			name     string
			feedback store.Feedback
			ok       bool
		}{string(reason), store.Feedback{Verdict: store.Down, Reason: reason}, true})
	}
	for _, tt := range tests {
		tt.feedback.User, tt.feedback.Answer = "an", rec.ID
		if _, err := s.PutFeedback(t.Context(), tt.feedback); (err == nil) != tt.ok || err != nil && !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: error %v, want ok %v", tt.name, err, tt.ok)
		}
	}
}
