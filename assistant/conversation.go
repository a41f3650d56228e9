package assistant

import (
	"container/list"
	"slices"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

// Bounds of the conversations kept, in memory alone.
const (
	maxConversations = 10_000
	conversationAge  = 2 * time.Hour
)

// maxTurns is how many questions of a conversation are kept.
const maxTurns = 8

// turn is what one question leaves for the next: masked words and what they led to.
type turn struct {
	question  string // made whole
	base      string // question without what the last follow-up added to it
	topic     string // what it is about, without what is asked of it
	document  corpus.DocumentID
	article   string // key
	clause    string
	procedure string
	day       corpus.Date // asked about by name, else zero

	documents []corpus.DocumentID // all that the answer cites
}

// answered tells whether the turn led to anything.
func (t turn) answered() bool { return t.document != "" || t.procedure != "" }

// talk is the questions of one conversation, oldest first.
type talk []turn

// last is the last turn, zero when there is none.
func (t talk) last() turn {
	if len(t) == 0 {
		return turn{}
	}
	return t[len(t)-1]
}

// latest is the last turn that has what is looked for, zero when none has.
func (t talk) latest(has func(turn) bool) turn {
	for _, one := range slices.Backward(t) {
		if has(one) {
			return one
		}
	}
	return turn{}
}

// questions are the questions made whole, oldest first.
func (t talk) questions() []string {
	out := make([]string, len(t))
	for i, one := range t {
		out[i] = one.question
	}
	return out
}

// conversations keeps the last turns of each conversation, the most recently used
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
	id    string
	turns talk
	used  time.Time
}

func newConversations(limit int, age time.Duration, now Clock) *conversations {
	return &conversations{limit: limit, age: age, now: now, byID: map[string]*list.Element{}, order: list.New()}
}

// turns returns the turns of a conversation, none when it is unknown or too old.
func (c *conversations) turns(id string) talk {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byID[id]
	if !ok || id == "" {
		return nil
	}
	kept := e.Value.(entry)
	if c.now().Sub(kept.used) > c.age {
		c.order.Remove(e)
		delete(c.byID, id)
		return nil
	}
	return slices.Clone(kept.turns)
}

// keep adds a turn to a conversation; without an id it does nothing.
func (c *conversations) keep(id string, t turn) {
	if id == "" {
		return
	}
	before := c.turns(id)
	c.mu.Lock()
	defer c.mu.Unlock()
	turns := append(before[max(0, len(before)+1-maxTurns):], t)
	if e, ok := c.byID[id]; ok {
		e.Value = entry{id, turns, c.now()}
		c.order.MoveToFront(e)
		return
	}
	c.byID[id] = c.order.PushFront(entry{id, turns, c.now()})
	if c.order.Len() > c.limit {
		oldest := c.order.Back()
		c.order.Remove(oldest)
		delete(c.byID, oldest.Value.(entry).id)
	}
}
