package assistant

import (
	"testing"
	"time"
)

func TestConversationsAreBounded(t *testing.T) {
	now := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	c := newConversations(2, time.Hour, func() time.Time { return now })
	c.keep("a", turn{question: "1"})
	c.keep("b", turn{question: "2"})
	c.keep("a", turn{question: "3"})
	c.keep("c", turn{question: "4"})
	for id, want := range map[string]string{"a": "3", "b": "", "c": "4", "": ""} {
		if got := c.last(id).question; got != want {
			t.Errorf("last(%q) = %q, want %q", id, got, want)
		}
	}
	now = now.Add(2 * time.Hour)
	if got := c.last("a"); got != (turn{}) {
		t.Errorf("a turn outlived its time: %+v", got)
	}
	if got := len(c.byID); got != 1 {
		t.Errorf("%d conversations kept, want 1", got)
	}
}
