package assistant

import (
	"container/list"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

// Bounds of the conversations kept, in memory alone.
const (
	maxConversations = 10_000
	conversationAge  = 2 * time.Hour
)

// turn is what one question leaves for the next: masked words and what they led to.
type turn struct {
	question  string
	document  corpus.DocumentID
	article   string
	procedure string
}

// conversations keeps the last turn of each conversation, the most recently used
// ones, for a while.
type conversations struct {
	mu    sync.Mutex
	limit int
	age   time.Duration
	now   Clock
	byID  map[string]*list.Element
	order *list.List // of entries, last used first
}

type entry struct {
	id   string
	turn turn
	used time.Time
}

func newConversations(limit int, age time.Duration, now Clock) *conversations {
	return &conversations{limit: limit, age: age, now: now, byID: map[string]*list.Element{}, order: list.New()}
}

// last returns the last turn of a conversation, zero when it is unknown or too old.
func (c *conversations) last(id string) turn {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byID[id]
	if !ok || id == "" {
		return turn{}
	}
	kept := e.Value.(entry)
	if c.now().Sub(kept.used) > c.age {
		c.order.Remove(e)
		delete(c.byID, id)
		return turn{}
	}
	return kept.turn
}

// keep remembers the last turn of a conversation; without an id it does nothing.
func (c *conversations) keep(id string, t turn) {
	if id == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byID[id]; ok {
		e.Value = entry{id, t, c.now()}
		c.order.MoveToFront(e)
		return
	}
	c.byID[id] = c.order.PushFront(entry{id, t, c.now()})
	if c.order.Len() > c.limit {
		oldest := c.order.Back()
		c.order.Remove(oldest)
		delete(c.byID, oldest.Value.(entry).id)
	}
}
