package httpapi

import (
	"container/list"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"sync"
	"time"
)

// Bounds of the threads kept, in memory alone. They are no older than what the
// assistant remembers of a conversation, two hours.
const (
	maxThreads = 10_000
	threadAge  = 100 * time.Minute
)

// thread stands for a person and all messages up to a moment, in one number: whoever
// sends the same messages again continues the same conversation.
type thread [sha256.Size]byte

// threadKey is the thread of messages of a person. What systems and tools said is
// none of it: no answer rests on that.
func threadKey(person string, messages []chatMessage) thread {
	h := sha256.New()
	part(h, person)
	for _, m := range messages {
		if m.Role == "user" || m.Role == "assistant" {
			part(h, m.Role)
			part(h, oneLine(m.Content.Text)) // clients trim what they keep
		}
	}
	return thread(h.Sum(nil))
}

// part adds a text with its length, so that texts do not run together.
func part(h hash.Hash, text string) {
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(text)))
	h.Write(length[:]) // hash.Hash never returns an error
	h.Write([]byte(text))
}

// newThread is an identifier for a conversation that nobody guesses.
func newThread() string { return "chat-" + rand.Text() }

// threads tells in which conversation of the assistant a thread goes on.
type threads struct {
	mu    sync.Mutex
	limit int
	now   func() time.Time
	byKey map[thread]*list.Element
	order *list.List // of threadEntry, the oldest last
}

type threadEntry struct {
	key          thread
	conversation string
	at           time.Time
}

func newThreads(limit int, now func() time.Time) *threads {
	return &threads{limit: limit, now: now, byKey: map[thread]*list.Element{}, order: list.New()}
}

// take returns the conversation of a thread and forgets the thread: once continued,
// the conversation is at another point.
func (t *threads) take(key thread) (string, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	e, ok := t.byKey[key]
	if !ok {
		return "", false
	}
	t.remove(e)
	held := e.Value.(threadEntry)
	return held.conversation, t.now().Sub(held.at) <= threadAge
}

func (t *threads) put(key thread, conversation string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if e, ok := t.byKey[key]; ok {
		t.remove(e)
	}
	t.byKey[key] = t.order.PushFront(threadEntry{key, conversation, t.now()})
	if t.order.Len() > t.limit {
		t.remove(t.order.Back())
	}
}

func (t *threads) remove(e *list.Element) {
	t.order.Remove(e)
	delete(t.byKey, e.Value.(threadEntry).key)
}
