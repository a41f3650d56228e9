package embedding

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// pause waits for d or the end of ctx.
type pause func(ctx context.Context, d time.Duration) error

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

const (
	firstDelay = 500 * time.Millisecond
	maxDelay   = 15 * time.Second
	maxAfter   = 2 * time.Minute // a server that wants to wait longer is an error
)

// embed asks for the vectors of one batch until it has them, the server's no, or
// attempts failures.
func (c *Client) embed(ctx context.Context, inputs []string, attempts int) ([][]float32, error) {
	for n := 1; ; n++ {
		if err := c.breaker.allow(time.Now()); err != nil {
			return nil, err
		}
		vectors, err := c.request(ctx, inputs)
		c.breaker.note(time.Now(), err)
		var again *transient
		switch {
		case err == nil:
			return vectors, nil
		case !errors.As(err, &again):
			return nil, err
		}
		if n >= attempts {
			return nil, fmt.Errorf("%w (đã thử %d lần)", err, n)
		}
		if again.after > maxAfter {
			return nil, fmt.Errorf("%w (máy chủ yêu cầu đợi %v)", err, again.after)
		}
		wait := delay(n, again.after)
		c.config.Logger.Warn("embedding: thử lại", "lần", n, "đợi", wait, "lỗi", err)
		if err := c.pause(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// delay is how long to wait after failure n: doubling, the upper half of it by
// chance so that clients do not come back together, and never before after.
func delay(n int, after time.Duration) time.Duration {
	d := min(firstDelay<<min(n-1, 10), maxDelay)
	return max(d/2+rand.N(d/2), after+rand.N(d/4))
}

const (
	breakAfter = 8                // failures in a row
	breakFor   = 30 * time.Second // until one request may try again
)

// breaker spares a server that is down, and those who wait for it. Its zero
// value lets through.
type breaker struct {
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
		return fmt.Errorf("%w: tạm ngưng gọi sau %d lần lỗi liên tiếp; lần cuối: %w", ErrUnavailable, b.failures, b.last)
	}
	b.until = now.Add(breakFor) // this one tries; the others wait for how it fares
	return nil
}

// note learns how a request went. A refusal is the answer of a server that
// works; what the caller called off says nothing.
func (b *breaker) note(now time.Time, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var again *transient
	busy := errors.As(err, &again) && again.busy
	switch {
	case err == nil, errors.Is(err, ErrRefused):
		b.failures, b.last = 0, nil
	case busy, errors.Is(err, context.Canceled), errors.Is(err, ErrRemote):
	default:
		b.failures++
		b.until, b.last = now.Add(breakFor), err
	}
}
