package eval

import (
	"context"
	"io"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/trolycongvu/congvu/eval/score"
)

// defaultWarmup is how many questions are asked unmeasured when Options does not say.
const defaultWarmup = 20

// Options of a run. The zero value is right for a report that others will
// compare with theirs.
type Options struct {
	StripDiacritics bool                  // ask every question without diacritics
	HalfStripped    bool                  // ask with every second word without diacritics
	Slips           bool                  // ask with one typing slip, drawn by the question's ID
	Warmup          int                   // questions asked once beforehand, unmeasured; 0 means 20, negative none
	Parallel        int                   // questions asked at once; below 2 they go one after another. Times then include waiting
	Resamples       int                   // bootstrap draws; 0 means score.Resamples
	Seed            uint64                // of the bootstrap
	Trace           io.Writer             // one JSON line a question; nil for none
	Progress        func(done, total int) // called after each question, from one goroutine at a time; nil for none
}

// Latency is percentiles of the time a question took, in milliseconds.
type Latency struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
}

func latencyOf(times []time.Duration) Latency {
	ms := make([]float64, len(times))
	for i, t := range times {
		ms[i] = float64(t) / float64(time.Millisecond)
	}
	return Latency{
		P50: score.Percentile(ms, 50),
		P95: score.Percentile(ms, 95),
		P99: score.Percentile(ms, 99),
	}
}

// asked is the question as o wants it put.
func (o Options) asked(q Question) Question {
	if o.Slips {
		q.Text = slipped(q.Text, slipSeed(q))
	}
	switch {
	case o.StripDiacritics:
		q.Text = stripDiacritics(q.Text)
	case o.HalfStripped:
		q.Text = halfStripped(q.Text)
	}
	return q
}

// run calls ask with the index of each of n questions, first for the warm-up and
// then once each, and returns how long each of the latter took. It ends at the
// first error.
func (o Options) run(ctx context.Context, n int, ask func(ctx context.Context, i int) error) ([]time.Duration, error) {
	warmup := o.Warmup
	if warmup == 0 {
		warmup = defaultWarmup
	}
	for i := range min(warmup, n) {
		if err := ask(ctx, i); err != nil {
			return nil, err
		}
	}
	times := make([]time.Duration, n)
	var progress sync.Mutex
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(o.Parallel, 1))
	for i := range n {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			start := time.Now()
			err := ask(ctx, i)
			times[i] = time.Since(start)
			if o.Progress != nil {
				progress.Lock()
				defer progress.Unlock()
				done++
				o.Progress(done, n)
			}
			return err
		})
	}
	return times, group.Wait()
}
