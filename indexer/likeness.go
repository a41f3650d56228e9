package indexer

import (
	"context"
	"math"
	"sync"

	"github.com/trolycongvu/congvu/indexer/vector"
)

// Embedder gives questions vectors in the space that a file of vectors is in.
// *embedding.Client is one.
type Embedder interface {
	Question(ctx context.Context, text string) ([]float32, error)
}

// likenessDepth is how many of the units nearest to a question by the operator's
// model are looked at, and what the others are measured by.
const likenessDepth = 100

// likeness is what the vectors of the operator's model say of one question. A nil
// likeness says nothing.
type likeness struct {
	with    *joined
	weight  float64
	probe   *vector.Probe
	nearest []vector.Near // rows of the vectors, best first
	rate    float64       // at which their cosines fall off
	spread  float64       // of the scores that it was fused with
}

// look finds the nearest units among those that accept takes, nil for all.
func (l *likeness) look(accept func(unit uint32) bool) {
	if l == nil {
		return
	}
	units := l.with.units
	l.nearest = l.with.vectors.Matrix.Nearest(l.probe, likenessDepth, func(row uint32) bool {
		return units[row] != noUnit && (accept == nil || accept(units[row]))
	}, nil)
	l.measure()
}

// measure finds how the cosines of the nearest fall off.
func (l *likeness) measure() {
	n, excess := len(l.nearest), 0.0
	for _, near := range l.nearest {
		excess += float64(near.Similarity - l.nearest[n-1].Similarity)
	}
	l.rate = math.Max(excess/float64(max(n, 1)), 1e-6)
}

// found are the nearest units with their cosines.
func (l *likeness) found() []vector.Near {
	if l == nil {
		return nil
	}
	units := make([]vector.Near, len(l.nearest))
	for i, n := range l.nearest {
		units[i] = vector.Near{Row: l.with.units[n.Row], Similarity: n.Similarity}
	}
	return units
}

// similarity is the cosine of a unit and the question; ok is false when the unit
// has no vector.
func (l *likeness) similarity(unit uint32) (cosine float32, ok bool) {
	if row := l.with.rows[unit]; row != noUnit {
		return l.with.vectors.Matrix.Similarity(int(row), l.probe), true
	}
	return 0, false
}

// surelyNear is how many units lie as near to a question as one whose calibrated
// likeness is a half.
const surelyNear = 10

// calibrated turns a cosine into 0 to 1 whatever the model's cosines are like: how
// many units of the corpus lie so near is read off the tail of the cosines, which
// falls off exponentially beyond the last of the nearest (peaks over a threshold:
// Pickands 1975; the mean excess is the rate), and few of them is a lot. It is a
// logistic function of the cosine.
func (l *likeness) calibrated(cosine float32) float64 {
	n := len(l.nearest)
	if n == 0 {
		return 0
	}
	units := float64(n) * math.Exp(float64(l.nearest[n-1].Similarity-cosine)/l.rate)
	return 1 / (1 + units/surelyNear)
}

// share is what l adds to the score of a unit, once fused.
func (l *likeness) share(unit uint32) float64 {
	cosine, ok := l.similarity(unit)
	if !ok {
		return 0
	}
	return l.weight * l.spread * l.calibrated(cosine)
}

// fuse adds to every score what the vectors say: up to weight times the standard
// deviation of the scores, so that the weight means the same for any ranking.
func (l *likeness) fuse(ranked []scored) {
	if l == nil || len(ranked) == 0 {
		return
	}
	var sum, squares float64
	for _, r := range ranked {
		sum += r.worth
	}
	mean := sum / float64(len(ranked))
	for _, r := range ranked {
		squares += (r.worth - mean) * (r.worth - mean)
	}
	l.spread = math.Sqrt(squares / float64(len(ranked)))
	for i := range ranked {
		ranked[i].worth += l.share(ranked[i].unit)
	}
}

// explain says what l adds to the score of a unit, and why. nil when nothing.
func (l *likeness) explain(unit uint32) *Alike {
	if l == nil {
		return nil
	}
	cosine, ok := l.similarity(unit)
	if !ok {
		return nil
	}
	return &Alike{Cosine: float64(cosine), Calibrated: l.calibrated(cosine), Score: l.share(unit)}
}

// awaited is a question on its way to the embedder. It is nil when the vectors take
// no part.
type awaited struct {
	with *joined
	come func() *vector.Probe // waits; nil when no vector came in time
}

// likeness waits for the vector of the question; nil means to go on without.
func (a *awaited) likeness() *likeness {
	if a == nil {
		return nil
	}
	probe := a.come()
	if probe == nil {
		return nil
	}
	return &likeness{with: a.with, weight: a.with.weight, probe: probe}
}

// answered tells whether the vector came, if one was asked for. It waits.
func (a *awaited) answered() bool { return a == nil || a.come() != nil }

// ask sends the question to the embedder and does not wait for the vector.
func (s *semantics) ask(ctx context.Context, with *joined, text string) *awaited {
	type answer struct {
		vector []float32
		err    error
	}
	limited, cancel := context.WithTimeout(ctx, s.Deadline)
	answers := make(chan answer, 1)
	go func() {
		defer cancel()
		v, err := s.Embedder.Question(limited, text)
		answers <- answer{v, err}
	}()
	return &awaited{with: with, come: sync.OnceValue(func() *vector.Probe {
		var got answer
		select {
		case got = <-answers:
		case <-limited.Done():
			select { // it may have come at the same time
			case got = <-answers:
			default:
				got.err = limited.Err()
			}
		}
		if ctx.Err() != nil { // nobody waits any more, which is not the server's fault
			return nil
		}
		var probe *vector.Probe
		if got.err == nil {
			probe, got.err = with.vectors.Probe(got.vector)
		}
		s.server.note(got.err)
		return probe
	})}
}
