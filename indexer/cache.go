package indexer

import (
	"sync"
	"sync/atomic"
)

// cache keeps values up to a total cost. Finding one takes no lock. What goes when
// it is full is found by the second-chance rule (Corbató 1968): the oldest that was
// not found since it was last looked at. The zero value keeps nothing; use
// newCache. It is safe for concurrent use.
type cache[K comparable, V any] struct {
	entries sync.Map // K → *entry[K, V]
	most    int

	mu    sync.Mutex // for what follows, held only to put
	queue []*entry[K, V]
	cost  int
}

type entry[K comparable, V any] struct {
	key   K
	value V
	cost  int
	found atomic.Bool // since it was last looked at
}

func newCache[K comparable, V any](most int) *cache[K, V] { return &cache[K, V]{most: most} }

// get returns the value kept under key.
func (c *cache[K, V]) get(key K) (value V, ok bool) {
	found, ok := c.entries.Load(key)
	if !ok {
		return value, false
	}
	e := found.(*entry[K, V])
	if !e.found.Load() {
		e.found.Store(true)
	}
	return e.value, true
}

// put keeps value under key, unless there is one or it alone is too costly.
func (c *cache[K, V]) put(key K, value V, cost int) {
	if cost > c.most {
		return
	}
	e := &entry[K, V]{key: key, value: value, cost: cost}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.entries.LoadOrStore(key, e); there {
		return
	}
	c.queue = append(c.queue, e)
	c.cost += cost
	for c.cost > c.most {
		oldest := c.queue[0]
		c.queue = c.queue[1:]
		if oldest.found.Swap(false) && oldest != e {
			c.queue = append(c.queue, oldest)
			continue
		}
		c.entries.Delete(oldest.key)
		c.cost -= oldest.cost
	}
}
