package indexer

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// held lists which of keys the cache has, without asking for them.
func held(c *cache[string, int], keys ...string) (there []string) {
	for _, key := range keys {
		if _, ok := c.entries.Load(key); ok {
			there = append(there, key)
		}
	}
	return there
}

// What was found since it was last looked at stays for one more round.
func TestCacheSecondChance(t *testing.T) {
	c := newCache[string, int](3)
	for i, key := range []string{"a", "b", "c"} {
		c.put(key, i, 1)
	}
	if v, ok := c.get("a"); !ok || v != 0 {
		t.Fatalf("got %d, %v for a", v, ok)
	}
	c.put("d", 3, 1)
	if diff := cmp.Diff([]string{"a", "c", "d"}, held(c, "a", "b", "c", "d")); diff != "" {
		t.Errorf("b was the oldest that was not found (-want +got):\n%s", diff)
	}
	c.put("e", 4, 1) // c goes
	c.put("f", 5, 1) // d goes
	c.put("g", 6, 1) // a had its second chance
	if diff := cmp.Diff([]string{"e", "f", "g"}, held(c, "a", "c", "d", "e", "f", "g")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCacheKeepsToItsCost(t *testing.T) {
	c := newCache[string, int](10)
	c.put("small", 1, 4)
	c.put("too costly", 2, 11)
	c.put("medium", 3, 6)
	if diff := cmp.Diff([]string{"small", "medium"}, held(c, "small", "too costly", "medium")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c.put("whole", 4, 10) // asks for all the room
	if diff := cmp.Diff([]string{"whole"}, held(c, "small", "medium", "whole")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c.put("whole", 5, 3) // there is one
	if v, ok := c.get("whole"); !ok || v != 4 || c.cost != 10 {
		t.Errorf("got %d, %v for whole, at a cost of %d; want what was put first, 4 for 10", v, ok, c.cost)
	}
}

// With all else found, the newest is what gives way, and put ends.
func TestCacheAllFound(t *testing.T) {
	c := newCache[string, int](2)
	c.put("a", 1, 1)
	c.put("b", 2, 1)
	c.get("a")
	c.get("b")
	c.put("c", 3, 1)
	if diff := cmp.Diff([]string{"a", "b"}, held(c, "a", "b", "c")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCacheZeroKeepsNothing(t *testing.T) {
	var c cache[string, int]
	c.put("a", 1, 1)
	if _, ok := c.get("a"); ok {
		t.Error("the zero cache kept something")
	}
}

func TestCacheConcurrently(t *testing.T) {
	const most, keys, workers = 50, 40, 8
	c := newCache[int, int](most)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for n := range 2000 {
				key := (n*7 + w*13) % keys
				if v, ok := c.get(key); ok && v != key*key {
					t.Errorf("key %d has %d", key, v)
				}
				c.put(key, key*key, 1+key%5)
			}
		})
	}
	wait.Wait()
	queued := 0
	for _, e := range c.queue {
		queued += e.cost
		if kept, ok := c.entries.Load(e.key); !ok || kept != e {
			t.Errorf("key %d is queued but not kept", e.key)
		}
	}
	kept := 0
	c.entries.Range(func(any, any) bool { kept++; return true })
	if c.cost > most || queued != c.cost || kept != len(c.queue) {
		t.Errorf("cost %d of %d, %d in the queue; %d kept, %d queued", c.cost, most, queued, kept, len(c.queue))
	}
	if c.cost == 0 {
		t.Error("nothing is kept")
	}
}
