package verify

// Checker holds sentences against the passages of one evidence, which New reads
// once. It is safe for concurrent use.
type Checker struct {
	sources []*source
	byN     map[int]*source
}

// New reads the evidence. Of two sources with one handle the first counts.
func New(sources []Source) *Checker {
	c := &Checker{byN: make(map[int]*source, len(sources))}
	for _, s := range sources {
		if _, taken := c.byN[s.N]; taken {
			continue
		}
		read := readSource(s)
		c.sources = append(c.sources, read)
		c.byN[s.N] = read
	}
	return c
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
