package openai

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/trolycongvu/congvu/assistant/model"
)

// queue lets so many requests run at once and so many more wait.
type queue struct {
	slots   chan struct{} // one for each that runs
	waiting *atomic.Int64
	limit   int64
}

func newQueue(running, waiting int) queue {
	return queue{slots: make(chan struct{}, running), waiting: new(atomic.Int64), limit: int64(waiting)}
}

// enter waits for a turn. Errors wrap model.ErrBusy.
func (q queue) enter(ctx context.Context) error {
	select {
	case q.slots <- struct{}{}:
		return nil
	default:
	}
	if q.waiting.Add(1) > q.limit {
		q.waiting.Add(-1)
		return fmt.Errorf("%w: %d câu đang chạy, %d câu đang chờ", model.ErrBusy, cap(q.slots), q.limit)
	}
	defer q.waiting.Add(-1)
	select {
	case q.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: chờ chưa đến lượt: %w", model.ErrBusy, ctx.Err())
	}
}

func (q queue) leave() { <-q.slots }

func (q queue) lengths() (running, waiting int) { return len(q.slots), int(q.waiting.Load()) }
