package embedding

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/trolycongvu/congvu/indexer/vector"
)

// Text is a passage to embed. What matters most comes first in Text, since long
// texts are cut: the title, the heading, the wording.
type Text struct{ ID, Text string }

// Progress says how far Build has come, in texts: Done of which Sent were
// computed now and the others were known.
type Progress struct{ Done, Sent int }

// Build returns the vectors of all texts of source, row by row in its order, and
// their identifiers. A vector is taken from the cache, or computed and put there
// at once, so that a Build that was stopped goes on where it was. Equal texts are
// computed once; an empty text has a zero row. progress may be nil; it is called
// by one goroutine at a time.
func Build(ctx context.Context, client *Client, cache *Cache, source iter.Seq2[Text, error], progress func(Progress)) (*vector.Matrix, []string, error) {
	s, err := cache.space(ctx, client.config.Model, client.config.Dimensions)
	if err != nil {
		return nil, nil, err
	}
	b := &build{client: client, space: s, report: progress, seen: map[key]bool{}}
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(client.config.Concurrency)
	err = b.collect(inner, group, source)
	if computing := group.Wait(); computing != nil {
		err = computing // the cause, collect saw only the end of its context
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, nil, err
	}
	m, err := b.matrix(ctx)
	return m, b.ids, err
}

// build is the state of one Build.
type build struct {
	client *Client
	space  *space
	report func(Progress)

	ids  []string
	keys []key // zero for an empty text
	seen map[key]bool

	pending []job

	mu   sync.Mutex
	done Progress
}

// job is a text whose vector is not known.
type job struct {
	id, input string
	key       key
}

// advance counts texts that are done.
func (b *build) advance(done, sent int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done.Done += done
	b.done.Sent += sent
	if b.report != nil {
		b.report(b.done)
	}
}

// collect reads source and has computed what the cache lacks.
func (b *build) collect(ctx context.Context, group *errgroup.Group, source iter.Seq2[Text, error]) error {
	for text, err := range source {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = b.add(ctx, text)
		}
		if err != nil {
			return err
		}
		if len(b.pending) > b.client.config.BatchTexts*b.client.config.Concurrency {
			b.send(ctx, group)
		}
	}
	for len(b.pending) > 0 {
		b.send(ctx, group)
	}
	return nil
}

// add notes a text, and its job when its vector is not known.
func (b *build) add(ctx context.Context, text Text) error {
	prefix := b.client.config.PassagePrefix
	input := b.client.input(prefix, text.Text)
	var k key
	if input != "" {
		k = keyOf(b.client.config.Model, prefix, input)
	}
	b.ids, b.keys = append(b.ids, text.ID), append(b.keys, k)
	known := input == "" || b.seen[k]
	if !known {
		b.seen[k] = true
		var err error
		if known, err = b.space.has(ctx, k); err != nil {
			return err
		}
	}
	if known {
		b.advance(1, 0)
		return nil
	}
	b.pending = append(b.pending, job{text.ID, input, k})
	return nil
}

// send has the next batch computed and kept.
func (b *build) send(ctx context.Context, group *errgroup.Group) {
	inputs := make([]string, len(b.pending))
	for i := range b.pending {
		inputs[i] = b.pending[i].input
	}
	n := b.client.batch(inputs)
	jobs, inputs := slices.Clone(b.pending[:n]), inputs[:n]
	b.pending = slices.Delete(b.pending, 0, n)
	group.Go(func() error {
		vectors, err := b.client.embed(ctx, inputs, b.client.config.Attempts)
		if err != nil {
			var one *textError
			if errors.As(err, &one) {
				err = fmt.Errorf("%s: %w", jobs[one.index].id, err)
			}
			return err
		}
		keys := make([]key, len(jobs))
		for i := range jobs {
			keys[i] = jobs[i].key
		}
		// What was computed is kept though the work has just been called off.
		if err := b.space.put(context.WithoutCancel(ctx), keys, vectors); err != nil {
			return err
		}
		b.advance(len(jobs), len(jobs))
		return nil
	})
}

// matrix reads all vectors back in the order of the texts.
func (b *build) matrix(ctx context.Context) (*vector.Matrix, error) {
	dimension, err := b.space.dimension(ctx)
	if err != nil {
		return nil, err
	}
	if dimension == 0 {
		return nil, fmt.Errorf("%w: không có đoạn nào để tính vectơ", ErrText)
	}
	m := vector.NewMatrix(dimension)
	zero := make([]float32, dimension)
	for _, k := range b.keys {
		v := zero
		if k != (key{}) {
			if v, err = b.space.get(ctx, k, dimension); err != nil {
				return nil, err
			}
		}
		m.Append(v)
	}
	return m, nil
}
