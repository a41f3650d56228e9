package forest

import "fmt"

// Config says how to train. A field that is 0 means the value in brackets.
type Config struct {
	Trees        int     // how many, at most [300]
	Leaves       int     // of a tree, at most; 2 to MaxLeaves [15]
	MinRows      int     // training rows of a leaf, at least [20]
	Rate         float64 // how much of each tree counts, above 0 to 1 [0.05]
	Bins         int     // that a feature's values are put into; 2 to MaxBins [64]
	RowShare     float64 // share of the questions that each tree sees [1]
	FeatureShare float64 // share of the features that each tree may ask [1]
	L2           float64 // pull of leaves towards 0, added to the sum of second derivatives
	TruncateAt   int     // pairs pull only when one of them is in the first so many ranks [30]
	Seed         uint64  // of the sampling
	Monotone     []int8  // by feature: 1 when the score may only rise with it, -1 only fall; nil is none
	// Patience ends training when the valid set's nDCG@10 has not risen for so many
	// trees, and keeps the trees up to the best; 0 keeps all trees.
	Patience int
	// Progress is told the nDCG@10 of both sets after each round, counted from 1;
	// valid is NaN when there is no such set.
	Progress func(tree int, train, valid float64)
}

// complete puts in what is left open and names what is wrong.
func (c *Config) complete(features int) error {
	orInt := func(v *int, otherwise int) {
		if *v == 0 {
			*v = otherwise
		}
	}
	orFloat := func(v *float64, otherwise float64) {
		if *v == 0 {
			*v = otherwise
		}
	}
	orInt(&c.Trees, 300)
	orInt(&c.Leaves, 15)
	orInt(&c.MinRows, 20)
	orFloat(&c.Rate, 0.05)
	orInt(&c.Bins, 64)
	orFloat(&c.RowShare, 1)
	orFloat(&c.FeatureShare, 1)
	orInt(&c.TruncateAt, 30)
	for _, f := range []struct {
		name  string
		ok    bool
		value any
	}{
		{"số cây", c.Trees > 0, c.Trees},
		{"số lá", c.Leaves >= 2 && c.Leaves <= MaxLeaves, c.Leaves},
		{"số hàng ít nhất của lá", c.MinRows > 0, c.MinRows},
		{"tốc độ học", c.Rate > 0 && c.Rate <= 1, c.Rate},
		{"số khoảng giá trị", c.Bins >= 2 && c.Bins <= MaxBins, c.Bins},
		{"phần câu hỏi", c.RowShare > 0 && c.RowShare <= 1, c.RowShare},
		{"phần đặc trưng", c.FeatureShare > 0 && c.FeatureShare <= 1, c.FeatureShare},
		{"L2", c.L2 >= 0 && finite(c.L2), c.L2},
		{"số hạng đầu", c.TruncateAt > 0, c.TruncateAt},
		{"kiên nhẫn", c.Patience >= 0, c.Patience},
	} {
		if !f.ok {
			return fmt.Errorf("%s không thể là %v", f.name, f.value)
		}
	}
	if c.Monotone == nil {
		c.Monotone = make([]int8, features)
	}
	if len(c.Monotone) != features {
		return fmt.Errorf("chiều của %d đặc trưng cho trước, cần %d", len(c.Monotone), features)
	}
	for i, m := range c.Monotone {
		if m < -1 || m > 1 {
			return fmt.Errorf("chiều của đặc trưng %d là %d, phải là -1, 0 hoặc 1", i, m)
		}
	}
	return nil
}
