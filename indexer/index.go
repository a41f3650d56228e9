package indexer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/dense"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// Index searches the generation that serves. It is safe for concurrent use.
type Index struct {
	dir string
	gen atomic.Pointer[generation]
	mu  sync.Mutex // held while the generation is changed; searches take no lock

	semantics *semantics // nil when no model of embeddings is used
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
	return newIndex(dir, gen), nil
}

func newIndex(dir string, gen *generation) *Index {
	x := &Index{dir: dir}
	x.gen.Store(gen)
	return x
}

// Close waits for running searches and closes the index.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.gen.Load().retire()
}

// Generation names what serves; Revision is the state of the corpus it holds,
// Units the number of articles and procedures in it.
func (x *Index) Generation() string { return x.look().name }

// Revision is the revision of the corpus that the serving generation holds.
func (x *Index) Revision() int64 { return x.look().info.Revision }

// Units is the number of articles and procedures that can be found.
func (x *Index) Units() int { return x.look().info.Units }

func (x *Index) look() *generation { return x.gen.Load() }

// Refresh moves to the newest generation, if there is a newer one. Searches
// that run finish on the old one.
func (x *Index) Refresh() (changed bool, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	name, err := currentName(x.dir)
	if err != nil || name == x.Generation() {
		x.semantics.join(x.look()) // its file may have changed
		return false, err
	}
	next, err := openGeneration(x.dir, name)
	if err != nil {
		return false, err
	}
	x.semantics.join(next)
	return true, x.gen.Swap(next).retire()
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
	err = x.reading(func(g *generation) error {
		key, limit := q.key()+x.semantics.with(g).resultKey(), q.limit()
		if kept, ok := g.results.get(key); ok && !q.Fresh {
			hits = slices.Clone(kept)
			return nil
		}
		vector := x.semantics.start(ctx, g, q.Text)
		for k := max(rerankDepth, limit+limit/4+procedureParts); ; k = limit * procedureParts {
			c, err := g.find(ctx, q, k, vector)
			if err != nil {
				return err
			}
			hits = g.gather(g.rank(c), newCoverage(c.asked, q.Emphasis), limit)
			if len(hits) == limit || len(c.units) < k || k >= limit*procedureParts {
				if vector.answered() { // else the vectors may be there the next time
					g.keep(key, hits)
				}
				return nil
			}
		}
	})
	return hits, err
}

// Words are the vectors of words that the index ranks by, nil when there are none.
func (x *Index) Words() *dense.Encoder { return x.look().model.Words }

// WithModel returns a view of the generation that serves now, ranked by m; the
// vectors of its units are made anew. It may be used while x is open, and must
// not be closed.
func (x *Index) WithModel(m *Model) *Index {
	old := x.look()
	gen := &generation{
		name: old.name, info: old.info, text: old.text, idx: old.idx, read: old.read, model: m, cache: old.cache, learned: old.learned, lexicon: old.lexicon,
		results: newCache[string, []Hit](resultBytes),
	}
	gen.users.Store(1)
	if m.Words != nil {
		gen.vectors = encodeUnits(gen.text, m.Words)
	}
	return newIndex(x.dir, gen)
}

// errClosed means that a search came after Close.
var errClosed = errors.New("chỉ mục đã đóng")

// reading calls f with the serving generation, which stays open until f returns.
func (x *Index) reading(f func(*generation) error) error {
	for {
		g := x.gen.Load()
		if g.acquire() {
			defer g.release()
			return f(g)
		}
		if x.gen.Load() == g {
			return errClosed
		}
	}
}

// Candidate is one unit that the first ranking found, as re-ranking sees it.
type Candidate struct {
	Hit      Hit
	Features []float32 // in the order of FeatureNames
}

// Candidates returns what re-ranking would choose from, best first by BM25F: what
// a model is trained on. Several can be parts of one procedure. Vectors of an
// operator's model take no part.
func (x *Index) Candidates(ctx context.Context, q Query) (candidates []Candidate, err error) {
	err = x.reading(func(g *generation) error {
		c, err := g.find(ctx, q, rerankDepth, nil)
		if err != nil {
			return err
		}
		rows := g.featuresOf(c, nil)
		for i, f := range c.units {
			hit := hitOf(g.info.Table.IDs[f.unit])
			hit.Lexical = f.score.float()
			candidates = append(candidates, Candidate{Hit: hit, Features: rows[i*int(featureCount) : (i+1)*int(featureCount)]})
		}
		return nil
	})
	return candidates, err
}

// procedureParts is the greatest number of units of one procedure.
const procedureParts = 3

// gather makes hits of ranked units, at most limit. A procedure stands where the
// best of its parts does.
func (g *generation) gather(ranked []scored, share coverage, limit int) []Hit {
	ids := g.info.Table.IDs
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
		hit.Score, hit.Lexical = f.worth, f.score.float()
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
