package forest

// sums are the gradients of some rows, added up, and the number of these rows.
type sums struct {
	g, h float64
	n    int
}

func (s *sums) plus(o sums) { s.g += o.g; s.h += o.h; s.n += o.n }

func (s sums) minus(o sums) sums { return sums{g: s.g - o.g, h: s.h - o.h, n: s.n - o.n} }

// histogram has the sums of a leaf's rows by bin, for one feature.
type histogram [MaxBins]sums

// together is how many features are added up in one pass over the rows: their
// additions do not wait for one another.
const together = 4

// counting adds rows to the histograms of some features.
type counting struct {
	rows  []int32
	grads []gradient // of rows, in their order
}

// four adds the rows to four histograms.
func (c *counting) four(columns *[together][]uint8, to *[together]*histogram) {
	c0, c1, c2, c3 := columns[0], columns[1], columns[2], columns[3]
	h0, h1, h2, h3 := to[0], to[1], to[2], to[3]
	grads := c.grads[:len(c.rows)]
	for i, row := range c.rows {
		grad := grads[i]
		s := &h0[c0[row]&(MaxBins-1)]
		s.g += grad.g
		s.h += grad.h
		s.n++
		s = &h1[c1[row]&(MaxBins-1)]
		s.g += grad.g
		s.h += grad.h
		s.n++
		s = &h2[c2[row]&(MaxBins-1)]
		s.g += grad.g
		s.h += grad.h
		s.n++
		s = &h3[c3[row]&(MaxBins-1)]
		s.g += grad.g
		s.h += grad.h
		s.n++
	}
}

// one adds the rows to one histogram.
func (c *counting) one(column []uint8, to *histogram) {
	grads := c.grads[:len(c.rows)]
	for i, row := range c.rows {
		grad := grads[i]
		s := &to[column[row]&(MaxBins-1)]
		s.g += grad.g
		s.h += grad.h
		s.n++
	}
}
