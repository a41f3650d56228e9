package indexer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// Index searches the generation that serves. It is safe for concurrent use.
type Index struct {
	dir string
	mu  sync.RWMutex // held for reading during a search, for writing during a swap
	gen *generation
}

// Open opens the index in dir. It returns ErrNoIndex when nothing was built yet
// and ErrFormat when another version of the program built it.
func Open(dir string) (*Index, error) {
	name, err := currentName(dir)
	if err != nil {
		return nil, err
	}
	gen, err := openGeneration(dir, name)
	if err != nil {
		return nil, err
	}
	return &Index{dir: dir, gen: gen}, nil
}

// Close waits for running searches and closes the index.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.gen.idx.Close()
}

// Generation names what serves; Revision is the state of the corpus it holds,
// Units the number of articles and procedures in it.
func (x *Index) Generation() string { return x.look().name }

// Revision is the revision of the corpus that the serving generation holds.
func (x *Index) Revision() int64 { return x.look().info.Revision }

// Units is the number of articles and procedures that can be found.
func (x *Index) Units() int { return x.look().info.Units }

func (x *Index) look() *generation {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.gen
}

// Refresh moves to the newest generation, if there is a newer one. Searches
// that run finish on the old one.
func (x *Index) Refresh() (changed bool, err error) {
	name, err := currentName(x.dir)
	if err != nil || name == x.Generation() {
		return false, err
	}
	next, err := openGeneration(x.dir, name)
	if err != nil {
		return false, err
	}
	x.mu.Lock()
	old := x.gen
	x.gen = next
	x.mu.Unlock()
	return true, old.idx.Close()
}

// Watch calls Refresh at every interval until ctx ends, and report after every
// change and error.
func (x *Index) Watch(ctx context.Context, interval time.Duration, report func(generation string, err error)) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if changed, err := x.Refresh(); changed || err != nil {
				report(x.Generation(), err)
			}
		}
	}
}

// Search returns the best units for q, best first. A question without any known
// term finds nothing.
func (x *Index) Search(ctx context.Context, q Query) (hits []Hit, err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	reader, err := readerOf(x.gen.idx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	limit := q.limit()
	for k := limit + limit/4 + procedureParts; ; k = limit * procedureParts {
		r := &ranking{gen: x.gen, text: q.Text, k: k, accept: q.filter(&x.gen.info.Table)}
		ranked, asked, err := r.run(ctx, reader)
		if err != nil {
			return nil, err
		}
		hits = gather(ranked, newCoverage(asked, q.Emphasis), x.gen.info.Table.IDs, limit)
		if len(hits) == limit || len(ranked) < k || k >= limit*procedureParts {
			return hits, nil
		}
	}
}

// procedureParts is the greatest number of units of one procedure.
const procedureParts = 3

// gather makes hits of ranked units, at most limit. A procedure stands where the
// best of its parts does.
func gather(ranked []found, share coverage, ids []string, limit int) []Hit {
	hits := make([]Hit, 0, min(limit, len(ranked)))
	place := make(map[string]int)
	masks := make([]uint64, 0, cap(hits))
	for _, f := range ranked {
		hit := hitOf(ids[f.unit])
		if at, again := place[hit.Procedure]; again && hit.Procedure != "" {
			masks[at] |= f.mask
			continue
		}
		if len(hits) == limit {
			continue
		}
		place[hit.Procedure] = len(hits)
		hit.Score = f.score.float()
		hits, masks = append(hits, hit), append(masks, f.mask)
	}
	var together uint64
	for i, mask := range masks {
		together |= mask
		hits[i].Coverage, hits[i].Together = share.of(mask), share.of(together)
	}
	return hits
}

func (q *Query) limit() int {
	if q.Limit <= 0 {
		return DefaultLimit
	}
	return min(q.Limit, MaxLimit)
}

// filter returns what tells whether a unit may be found, or nil when all may.
func (q *Query) filter(t *unitTable) func(uint32) bool {
	byDate := q.InForceOnly && !q.AsOf.IsZero()
	if q.Scope == ScopeAll && len(q.Kinds) == 0 && q.Issuer == "" && q.Document == "" && !byDate {
		return nil
	}
	issuer := viet.Fold(q.Issuer)
	return func(n uint32) bool {
		r, procedure := t.row(int(n)), strings.HasPrefix(t.IDs[n], procedurePrefix)
		switch {
		case q.Scope == ScopeArticles && procedure,
			q.Scope == ScopeProcedures && !procedure,
			q.Document != "" && hitOf(t.IDs[n]).Document != q.Document,
			len(q.Kinds) > 0 && !slices.Contains(q.Kinds, r.Kind),
			issuer != "" && r.Issuer != issuer:
			return false
		}
		return !byDate || mayHold(r, q.AsOf)
	}
}

// mayHold leaves out only what is known not to be in force on the day.
func mayHold(r row, day corpus.Date) bool {
	switch (corpus.Validity{From: r.From, Until: r.Until}).At(day) {
	case corpus.ForceNotYet, corpus.ForceExpired:
		return false
	default:
		return true
	}
}
