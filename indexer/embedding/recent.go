package embedding

import (
	"container/list"
	"slices"
	"sync"
)

// recent remembers the vectors of the questions asked last.
type recent struct {
	mu    sync.Mutex
	size  int
	byAge *list.List // of remembered, the latest first
	byKey map[string]*list.Element
}

type remembered struct {
	question string
	vector   []float32
}

func newRecent(size int) *recent {
	return &recent{size: size, byAge: list.New(), byKey: make(map[string]*list.Element, size)}
}

// get returns a copy of the vector of a question.
func (r *recent) get(question string) ([]float32, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.byKey[question]
	if !ok {
		return nil, false
	}
	r.byAge.MoveToFront(e)
	return slices.Clone(e.Value.(remembered).vector), true
}

// put remembers a copy of the vector and forgets the oldest when there are too many.
func (r *recent) put(question string, vector []float32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, ok := r.byKey[question]; ok {
		r.byAge.MoveToFront(e)
		return
	}
	r.byKey[question] = r.byAge.PushFront(remembered{question, slices.Clone(vector)})
	if r.byAge.Len() > r.size {
		oldest := r.byAge.Back()
		delete(r.byKey, oldest.Value.(remembered).question)
		r.byAge.Remove(oldest)
	}
}
