package access

import (
	"container/list"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rate is how many requests pass: Burst at once, PerSecond in the long run. PerSecond 0
// lets all pass.
type Rate struct {
	PerSecond float64
	Burst     int
}

// MaxLimited is how many names a Limiter remembers.
const MaxLimited = 20_000

// Limiter holds each of many names to a rate. It remembers the last MaxLimited of them;
// one that it forgot begins anew. It is safe for concurrent use.
type Limiter struct {
	rate Rate
	most int
	now  func() time.Time

	mu     sync.Mutex
	byName map[string]*list.Element
	recent *list.List // of *limited, the last used first
}

type limited struct {
	name string
	rate *rate.Limiter
}

// NewLimiter returns a Limiter; a nil clock is time.Now.
func NewLimiter(r Rate, now func() time.Time) *Limiter {
	if now == nil {
		now = time.Now
	}
	return &Limiter{rate: r, most: MaxLimited, now: now, byName: map[string]*list.Element{}, recent: list.New()}
}

// Allow is nil when a request of name may pass now, and otherwise a WaitError of
// ErrLimited that says when it may. A request that may not pass takes nothing from those
// that come later.
func (l *Limiter) Allow(name string) error {
	if l.rate.PerSecond <= 0 {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	taken := l.of(name).ReserveN(now, 1)
	if wait := taken.DelayFrom(now); wait > 0 {
		taken.CancelAt(now)
		return &WaitError{ErrLimited, wait}
	}
	return nil
}

// of is the limiter of a name, which becomes the last used.
func (l *Limiter) of(name string) *rate.Limiter {
	if e, ok := l.byName[name]; ok {
		l.recent.MoveToFront(e)
		return e.Value.(*limited).rate
	}
	if l.recent.Len() >= l.most {
		oldest := l.recent.Back()
		delete(l.byName, l.recent.Remove(oldest).(*limited).name)
	}
	fresh := &limited{name, rate.NewLimiter(rate.Limit(l.rate.PerSecond), max(l.rate.Burst, 1))}
	l.byName[name] = l.recent.PushFront(fresh)
	return fresh.rate
}
