package indexer

import (
	"sync/atomic"
	"testing"
)

func TestInShares(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 100} {
		var times [100]atomic.Int32
		inShares(n, 8, func(from, to int) {
			if to-from > 8 {
				t.Errorf("a share of %d", to-from)
			}
			for i := from; i < to; i++ {
				times[i].Add(1)
			}
		})
		for i := range times {
			want := int32(0)
			if i < n {
				want = 1
			}
			if got := times[i].Load(); got != want {
				t.Errorf("%d things: number %d was done %d times", n, i, got)
			}
		}
	}
}

func TestAside(t *testing.T) {
	var times atomic.Int32
	finish := aside(func() { times.Add(1) })
	finish()
	if got := times.Load(); got != 1 {
		t.Errorf("done %d times once finished", got)
	}
	finish()
	if got := times.Load(); got != 1 {
		t.Errorf("done %d times", got)
	}
}
