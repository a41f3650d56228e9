package indexer

import (
	"cmp"
	"slices"
)

// found is a unit with its score and the terms of the question that it has.
type found struct {
	unit  uint32
	score score
	mask  uint64 // bit i: the unit has term i, for the first 64 terms
}

// topK keeps the best k units. Ties are broken by identifier, the smaller one
// first, so that a ranking never depends on the order of the index.
type topK struct {
	k    int
	ids  []string
	heap []found // a heap with the worst on top, once it is full
}

// better tells whether a ranks before b.
func (t *topK) better(a, b found) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	return t.ids[a.unit] < t.ids[b.unit]
}

// threshold is the score below which no unit gets in any more.
func (t *topK) threshold() score {
	if len(t.heap) < t.k {
		return 0
	}
	return t.heap[0].score
}

// offer takes f in if it is among the best k so far.
func (t *topK) offer(f found) {
	if len(t.heap) < t.k {
		if t.heap == nil {
			t.heap = make([]found, 0, min(t.k, len(t.ids)))
		}
		t.heap = append(t.heap, f)
		if len(t.heap) == t.k {
			for i := t.k/2 - 1; i >= 0; i-- {
				t.sink(i)
			}
		}
		return
	}
	if t.better(f, t.heap[0]) {
		t.heap[0] = f
		t.sink(0)
	}
}

// sink restores the heap below i.
func (t *topK) sink(i int) {
	for {
		worst, left := i, 2*i+1
		for _, child := range [...]int{left, left + 1} {
			if child < len(t.heap) && t.better(t.heap[worst], t.heap[child]) {
				worst = child
			}
		}
		if worst == i {
			return
		}
		t.heap[i], t.heap[worst] = t.heap[worst], t.heap[i]
		i = worst
	}
}

// compare puts the better unit first.
func (t *topK) compare(a, b found) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(t.ids[a.unit], t.ids[b.unit]))
}

// ranked returns what was kept, best first.
func (t *topK) ranked() []found {
	slices.SortFunc(t.heap, t.compare)
	return t.heap
}
