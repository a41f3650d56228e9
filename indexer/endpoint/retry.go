package endpoint

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	firstDelay = 500 * time.Millisecond
	maxDelay   = 15 * time.Second
	maxAfter   = 2 * time.Minute // a server that wants to wait longer is an error
)

// Call runs try until it succeeds, fails for good, or has failed attempts times;
// with pauses between that end with ctx and are not begun when they would outlast
// it. It does not run try while the server rests after failures in a row.
func (e *Endpoint) Call(ctx context.Context, attempts int, try func() error) error {
	for n := 1; ; n++ {
		if err := e.breaker.allow(e.config.Now()); err != nil {
			return err
		}
		err := try()
		e.breaker.note(e.config.Now(), err)
		var f *Failure
		switch {
		case !errors.As(err, &f), !f.Again:
			return err
		case n >= attempts:
			return fmt.Errorf("%w (đã thử %d lần)", err, n)
		case f.After > maxAfter:
			return fmt.Errorf("%w (máy chủ yêu cầu đợi %v)", err, f.After)
		}
		wait := delay(n, f.After, e.config.Random)
		if end, ok := ctx.Deadline(); ok && time.Until(end) < wait {
			return fmt.Errorf("%w (không còn thời gian để thử lại sau %v)", err, wait.Round(time.Millisecond))
		}
		e.config.Logger.Warn(e.config.Section+": thử lại", "lần", n, "đợi", wait, "lỗi", err)
		if err := e.config.Pause(ctx, wait); err != nil {
			return err
		}
	}
}

// delay is how long to wait after failure n: doubling, the upper half of it by
// chance so that clients do not come back together, and never before after.
func delay(n int, after time.Duration, random func() float64) time.Duration {
	d := min(firstDelay<<min(n-1, 10), maxDelay)
	part := func(d time.Duration) time.Duration { return time.Duration(float64(d) * random()) }
	return max(d/2+part(d/2), after+part(d/4))
}
