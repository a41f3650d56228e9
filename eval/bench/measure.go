package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/score"
	"github.com/trolycongvu/congvu/indexer"
)

const (
	warmup = 20  // questions asked unmeasured before each measurement
	deep   = 100 // hits asked for by the measures of quality
	short  = 10  // hits asked for by a page of results
	// parts is the greatest number of texts of one procedure.
	parts = 3
	// askers is how many goroutines ask at once for the questions per second.
	askers = 2
	// askedFor is how long they ask at most.
	askedFor = 10 * time.Second
)

// measurement is the measuring of one engine.
type measurement struct {
	engine  Engine
	task    *Task
	options *Options
}

// run builds, asks and removes.
func (m *measurement) run(ctx context.Context) (row Row, err error) {
	defer func() {
		if missing := (*MissingError)(nil); errors.As(err, &missing) {
			row, err = Row{Engine: m.engine.Name(), Missing: missing.Error()}, nil
		} else if err != nil {
			err = fmt.Errorf("%s: %w", m.engine.Name(), err)
		}
	}()
	index, err := m.index(ctx)
	if err != nil {
		return row, err
	}
	if !index.kept {
		defer func() { err = errors.Join(err, os.RemoveAll(index.dir)) }()
	}
	// The garbage of the build, or of the engine before, is no matter of this one.
	runtime.GC()
	debug.FreeOSMemory()
	searcher, err := m.engine.Open(ctx, index.dir)
	if err != nil {
		return row, err
	}
	defer func() { err = errors.Join(err, searcher.Close()) }()
	row, err = m.ask(ctx, searcher)
	if err != nil {
		return row, err
	}
	row.PerSecond, err = m.throughput(ctx, searcher, index.dir)
	row.Engine, row.Version = m.engine.Name(), searcher.Version()
	row.IndexMB, row.BuildSeconds, row.Texts = index.MB, index.Seconds, index.Texts
	return row, err
}

// ask measures quality, and the times of one question after another.
func (m *measurement) ask(ctx context.Context, s Searcher) (Row, error) {
	if err := m.warm(ctx, s, deep); err != nil {
		return Row{}, err
	}
	var times []time.Duration
	search := func(ctx context.Context, q eval.Question, limit int) ([]eval.Unit, error) {
		ids, took, err := s.Search(ctx, q.Text, limit)
		times = append(times, took)
		units := distinct(ids)
		if err == nil && len(units) < limit && len(ids) == limit {
			ids, _, err = s.Search(ctx, q.Text, limit*parts)
			units = distinct(ids)
		}
		return units, err
	}
	quality, err := eval.Retrieval(ctx, eval.SearcherFunc(search), m.task.Resolver, m.task.Questions,
		eval.Options{Warmup: -1, Progress: m.stage("hỏi, 100 kết quả")})
	if err != nil {
		return Row{}, err
	}
	row := Row{Scores: quality.Scores, Hits100: Times{Latency: latency(times)}}
	if err := m.warm(ctx, s, short); err != nil {
		return row, err
	}
	times = times[:0]
	progress := m.stage("hỏi, 10 kết quả")
	for i, q := range m.task.Questions {
		_, took, err := s.Search(ctx, q.Text, short)
		if err != nil {
			return row, fmt.Errorf("câu hỏi %s: %w", q.ID, err)
		}
		times = append(times, took)
		progress(i+1, len(m.task.Questions))
	}
	row.Hits10 = Times{Latency: latency(times)}
	return row, nil
}

// stage is Options.Progress for one piece of the work.
func (m *measurement) stage(name string) func(done, total int) {
	return func(done, total int) { m.options.Progress(m.engine.Name(), name, done, total) }
}

// warm asks the first questions.
func (m *measurement) warm(ctx context.Context, s Searcher, k int) error {
	for _, q := range m.task.Questions[:min(warmup, len(m.task.Questions))] {
		if _, _, err := s.Search(ctx, q.Text, k); err != nil {
			return fmt.Errorf("câu hỏi %s: %w", q.ID, err)
		}
	}
	return nil
}

// throughput is how many questions a second, with 10 hits each, the engine
// answers to two that ask at once, until each question was asked once or the
// time is over. An engine that answers one at a time is opened twice.
func (m *measurement) throughput(ctx context.Context, first Searcher, dir string) (_ float64, err error) {
	searchers := [askers]Searcher{first, first}
	for i := 1; i < askers && !m.engine.Concurrent(); i++ {
		another, err := m.engine.Open(ctx, dir)
		if err != nil {
			return 0, err
		}
		defer func() { err = errors.Join(err, another.Close()) }()
		if err := m.warm(ctx, another, short); err != nil {
			return 0, err
		}
		searchers[i] = another
	}
	m.options.Progress(m.engine.Name(), "hỏi cùng lúc", 0, 0)
	return askAtOnce(ctx, searchers, m.task.Questions)
}

// askAtOnce shares the questions out to the searchers, each asked by a goroutine
// of its own, and returns how many were answered a second.
func askAtOnce(ctx context.Context, searchers [askers]Searcher, questions []eval.Question) (float64, error) {
	var answered atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	start := time.Now()
	for i, s := range searchers {
		group.Go(func() error {
			for n := i; n < len(questions) && time.Since(start) < askedFor; n += askers {
				if _, _, err := s.Search(ctx, questions[n].Text, short); err != nil {
					return fmt.Errorf("câu hỏi %s: %w", questions[n].ID, err)
				}
				answered.Add(1)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return 0, err
	}
	return float64(answered.Load()) / time.Since(start).Seconds(), nil
}

// distinct turns texts into units, each where its best text stands.
func distinct(ids []string) []eval.Unit {
	units := make([]eval.Unit, 0, len(ids))
	seen := make(map[eval.Unit]bool, len(ids))
	for _, id := range ids {
		hit := indexer.HitOf(id)
		unit := eval.Unit{Document: hit.Document, Article: hit.Article, Procedure: hit.Procedure}
		if !seen[unit] {
			seen[unit] = true
			units = append(units, unit)
		}
	}
	return units
}

func latency(times []time.Duration) eval.Latency {
	ms := make([]float64, len(times))
	for i, t := range times {
		ms[i] = float64(t) / float64(time.Millisecond)
	}
	return eval.Latency{P50: score.Percentile(ms, 50), P95: score.Percentile(ms, 95), P99: score.Percentile(ms, 99)}
}
