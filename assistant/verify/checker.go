package verify

import "sync"

// Checker holds sentences against the passages of one evidence. It reads a passage
// when it is first needed, and once. It is safe for concurrent use.
type Checker struct {
	order []int // handles, in the order of the evidence
	byN   map[int]func() *source
}

// New takes the evidence. Of two sources with one handle the first counts.
func New(sources []Source) *Checker {
	c := &Checker{byN: make(map[int]func() *source, len(sources))}
	for _, s := range sources {
		if _, taken := c.byN[s.N]; taken {
			continue
		}
		c.order = append(c.order, s.N)
		c.byN[s.N] = sync.OnceValue(func() *source { return readSource(s) })
	}
	return c
}

// source is the passage with handle n, nil when there is none.
func (c *Checker) source(n int) *source {
	if read, ok := c.byN[n]; ok {
		return read()
	}
	return nil
}

// Answer judges all sentences of an answer and finds what those that stand leave out.
func (c *Checker) Answer(sentences []Sentence) Report {
	r := Report{Verdicts: make([]Verdict, len(sentences))}
	var said []Sentence
	for i, s := range sentences {
		r.Verdicts[i] = c.Sentence(s)
		if r.Verdicts[i].Stands() {
			said = append(said, s)
		}
	}
	r.Missing = c.Missing(said)
	return r
}
