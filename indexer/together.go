package indexer

import (
	"sync"
	"sync/atomic"
)

// Both functions here have another goroutine help, and never wait for one that has
// not begun: on a busy machine that can take longer than the whole search.

// inShares calls f for the parts of n things, of so many each at most, perhaps at
// the same time.
func inShares(n, each int, f func(from, to int)) {
	if n <= each {
		f(0, n)
		return
	}
	var next atomic.Int64
	var open sync.WaitGroup // of parts
	open.Add((n + each - 1) / each)
	work := func() {
		for {
			from := int(next.Add(1)-1) * each
			if from >= n {
				return
			}
			f(from, min(from+each, n))
			open.Done()
		}
	}
	go work()
	work()
	open.Wait()
}

// aside has f run, at the latest when what it returns is called.
func aside(f func()) (finish func()) {
	once := sync.OnceFunc(f)
	go once()
	return once
}
