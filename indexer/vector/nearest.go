package vector

import (
	"cmp"
	"fmt"
	"slices"
)

// Near is a row and its cosine to the question.
type Near struct {
	Row        uint32
	Similarity float32
}

// Similarity is the cosine between a row and the question, up to rounding. It
// panics when their dimensions differ.
func (m *Matrix) Similarity(row int, q *Probe) float32 {
	m.mustFit(q)
	words := m.words[row*m.stride : (row+1)*m.stride]
	return m.exact(row, dot(words, q.coarse.lanes), q)
}

func (m *Matrix) mustFit(q *Probe) {
	if q.dim != m.dim {
		panic(fmt.Sprintf("vector: a question of %d dimensions for rows of %d", q.dim, m.dim))
	}
}

// exact completes the raw product of the first digits to the cosine.
func (m *Matrix) exact(row int, raw uint64, q *Probe) float32 {
	words := m.words[row*m.stride : (row+1)*m.stride]
	whole := q.coarse.product(raw, m.sums[row])*digitBase + q.fine.product(dot(words, q.fine.lanes), m.sums[row])
	return float32(whole) * m.scales[row] * q.scale
}

// Nearest returns the k rows most similar to q among those that accept takes (nil
// takes all), best first, rows of equal similarity by number. It writes them over
// dst and allocates nothing when dst has room for k; only the first search of a
// wide matrix that was not loaded makes its sketch. accept is called for some of
// the rows, for a few twice. Nearest panics when the dimensions of q differ.
func (m *Matrix) Nearest(q *Probe, k int, accept func(row uint32) bool, dst []Near) []Near {
	m.mustFit(q)
	if k = min(k, m.Len()); k <= 0 {
		return dst[:0]
	}
	s := search{m: m, q: q, k: k, accept: accept, best: dst[:0], least: -2, first: q.scale * digitBase}
	if cap(s.best) < k {
		s.best = make([]Near, 0, k)
	}
	if m.dim < sketchedDims || !s.sketched() {
		s.all()
	}
	slices.SortFunc(s.best, order)
	return s.best
}

// search is one Nearest under way.
type search struct {
	m      *Matrix
	q      *Probe
	k      int
	accept func(row uint32) bool
	best   []Near  // a heap, the worst at its root
	least  float32 // a row whose first digits give less cannot belong
	first  float32 // of a product of first digits, for its cosine
}

// all looks at every row.
func (s *search) all() {
	m := s.m
	var raw [batch]uint64
	for start := 0; start < m.Len(); start += batch {
		end := min(start+batch, m.Len())
		dots(m.words[start*m.stride:end*m.stride], s.q.coarse.lanes, m.stride, &raw)
		sums, scales := m.sums[start:end], m.scales[start:end]
		for n, scale := range scales {
			if float32(s.q.coarse.product(raw[n%batch], sums[n]))*scale*s.first >= s.least {
				s.offer(start+n, raw[n%batch])
			}
		}
	}
}

// offer takes a row into the heap if it belongs there. raw is the product of its
// first digits.
func (s *search) offer(row int, raw uint64) {
	near := Near{Row: uint32(row), Similarity: s.m.exact(row, raw, s.q)}
	full := len(s.best) == s.k
	if full && order(near, s.best[0]) >= 0 || s.accept != nil && !s.accept(near.Row) {
		return
	}
	if full {
		s.best[0] = near
		sink(s.best)
	} else {
		s.best = append(s.best, near)
		rise(s.best)
	}
	if len(s.best) == s.k {
		s.least = s.best[0].Similarity - s.q.slack
	}
}

// order is best first: by similarity, then by row.
func order(a, b Near) int {
	return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Row, b.Row))
}

// rise brings the last of the heap to its place.
func rise(heap []Near) {
	for i := len(heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if order(heap[parent], heap[i]) >= 0 {
			return
		}
		heap[parent], heap[i] = heap[i], heap[parent]
		i = parent
	}
}

// sink brings the root of the heap to its place.
func sink(heap []Near) {
	for i := 0; ; {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(heap); child++ {
			if order(heap[child], heap[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		heap[worst], heap[i] = heap[i], heap[worst]
		i = worst
	}
}
