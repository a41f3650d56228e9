package endpoint

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

const (
	breakAfter = 8                // failures in a row
	breakFor   = 30 * time.Second // until one request may try again
)

// breaker spares a server that is down, and those who wait for it. Without
// failures it lets through.
type breaker struct {
	errors Errors

	mu       sync.Mutex
	failures int // in a row
	until    time.Time
	last     error
}

// allow returns an error while no request may be made.
func (b *breaker) allow(now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failures < breakAfter {
		return nil
	}
	if now.Before(b.until) {
		return fmt.Errorf("%w: tạm ngưng gọi sau %d lần lỗi liên tiếp; lần cuối: %w", b.errors.Unavailable, b.failures, b.last)
	}
	b.until = now.Add(breakFor) // this one tries; the others wait for how it fares
	return nil
}

// note learns how a request went. A refusal is the answer of a server that
// works; what the caller called off says nothing.
func (b *breaker) note(now time.Time, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var f *Failure
	busy := errors.As(err, &f) && f.Busy
	switch {
	case errors.Is(err, b.errors.Remote), busy, errors.Is(err, context.Canceled):
	case err == nil, errors.Is(err, b.errors.Refused):
		b.failures, b.last = 0, nil
	default:
		b.failures++
		b.until, b.last = now.Add(breakFor), err
	}
}

// Resting tells whether requests are not sent now because of failures in a row,
// and how many there were.
func (e *Endpoint) Resting() (resting bool, failures int) {
	b := &e.breaker
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.failures >= breakAfter && e.config.Now().Before(b.until), b.failures
}
