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
		if got := c.turns(id).last().question; got != want {
			t.Errorf("the last turn of %q is %q, want %q", id, got, want)
		}
	}
	now = now.Add(2 * time.Hour)
	if got := c.turns("a"); got != nil {
		t.Errorf("a turn outlived its time: %+v", got)
	}
	if got := len(c.byID); got != 1 {
		t.Errorf("%d conversations kept, want 1", got)
	}
}

func TestConversationsKeepSeveralTurns(t *testing.T) {
	c := newConversations(2, time.Hour, time.Now)
	for range maxTurns {
		c.keep("a", turn{question: "trước"})
	}
	c.keep("a", turn{question: "văn bản", document: "1-2020-nd-cp"})
	c.keep("a", turn{question: "thủ tục", procedure: "1.000001"})
	turns := c.turns("a")
	if len(turns) != maxTurns {
		t.Errorf("%d turns kept, want %d", len(turns), maxTurns)
	}
	if got := turns.latest(func(t turn) bool { return t.document != "" }).question; got != "văn bản" {
		t.Errorf("the last turn with a document is %q", got)
	}
	if got := turns.last().procedure; got != "1.000001" {
		t.Errorf("the last turn is of %q", got)
	}
}
