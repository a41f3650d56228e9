package indexer

import (
	"container/list"
	"sync"
)

// cacheBytes bounds the decoded postings that a generation keeps. The most
// frequent syllables of the official code, which nearly every question has some
// of, fill about half of it.
const cacheBytes = 96 << 20

// postingsCache keeps the postings used last. It is safe for concurrent use.
type postingsCache struct {
	mu      sync.Mutex
	entries map[termKey]*list.Element
	recent  list.List // of *cached, the one used last in front
	bytes   int
}

type termKey struct{ field, term string }

type cached struct {
	key      termKey
	postings *postings
}

func (c *postingsCache) get(key termKey) *postings {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries[key]
	if !ok {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*cached).postings
}

func (c *postingsCache) put(key termKey, p *postings) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries == nil {
		c.entries = make(map[termKey]*list.Element)
	}
	if _, ok := c.entries[key]; ok {
		return
	}
	c.entries[key] = c.recent.PushFront(&cached{key: key, postings: p})
	c.bytes += p.size()
	for c.bytes > cacheBytes && c.recent.Len() > 1 {
		oldest := c.recent.Remove(c.recent.Back()).(*cached)
		delete(c.entries, oldest.key)
		c.bytes -= oldest.postings.size()
	}
}
