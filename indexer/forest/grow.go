package forest

import "slices"

// minGain is the least gain of a split: less is rounding.
const minGain = 1e-10

// grower grows trees over one set. It keeps its memory from tree to tree.
type grower struct {
	data   *binned
	config *Config

	grads    []gradient
	features []int   // that this tree may ask, ascending
	rows     []int32 // that this tree sees; those of a leaf lie together, ascending
	spare    []int32
	gathered []gradient
	found    []candidate // by place in features, twice: both children of a split
	free     [][]histogram
}

// growing is a leaf of the tree that is being grown.
type growing struct {
	first, end int // its part of rows
	total      sums
	value      float64
	limits     limits
	histograms []histogram // by place in features
	split      candidate   // the best there is
	parent     *int        // where the leaf hangs, nil for the root
}

// grow grows a tree over the rows and features chosen, leaf by leaf, always
// where it gains most. A tree without a split has no splits. The leaves of the
// result stand in the order of the returned list, which says their rows.
func (g *grower) grow() (tree, []growing) {
	root := growing{end: len(g.rows), limits: limits{low: -1e300, high: 1e300}, histograms: g.histograms()}
	g.gather(root)
	for _, grad := range g.gathered {
		root.total.plus(sums{g: grad.g, h: grad.h, n: 1})
	}
	g.examine(&root, nil)
	leaves := append(make([]growing, 0, g.config.Leaves), root)
	t := tree{splits: make([]split, 0, g.config.Leaves-1)}
	for len(leaves) < g.config.Leaves {
		at := mostGain(leaves)
		if leaves[at].split.gain < minGain {
			break
		}
		leaves = append(leaves, g.divide(&t, &leaves[at], at, len(leaves)))
		g.examineBoth(&leaves[at], &leaves[len(leaves)-1])
	}
	for i := range leaves {
		g.free = append(g.free, leaves[i].histograms)
		l := leaf{value: float32(leaves[i].value * g.config.Rate), rows: uint32(leaves[i].total.n)}
		t.leaves = append(t.leaves, l)
	}
	return t, leaves
}

// mostGain is the leaf whose split gains most, the first of equal ones.
func mostGain(leaves []growing) int {
	best := 0
	for i := range leaves {
		if leaves[i].split.gain > leaves[best].split.gain {
			best = i
		}
	}
	return best
}

// divide makes the split of leaf number at: l becomes its left child and keeps
// the number, what is returned is the right one, with the number right. The
// histograms of both are still to be made.
func (g *grower) divide(t *tree, l *growing, at, right int) growing {
	s := l.split
	if l.parent != nil {
		*l.parent = len(t.splits)
	}
	t.splits = append(t.splits, split{
		feature: s.feature, threshold: g.data.bounds[s.feature][s.bin], bin: s.bin,
		gain: s.gain, left: ^at, right: ^right,
	})
	node := &t.splits[len(t.splits)-1]
	middle := g.partition(l.first, l.end, s)
	other := growing{first: middle, end: l.end, total: s.right, value: s.valueR, limits: l.limits, parent: &node.right}
	l.end, l.total, l.value, l.parent = middle, s.left, s.valueL, &node.left
	// What lies below keeps to its side of the middle ("basic" of LightGBM).
	half := (s.valueL + s.valueR) / 2
	switch g.config.Monotone[s.feature] {
	case 1:
		l.limits.high, other.limits.low = half, half
	case -1:
		l.limits.low, other.limits.high = half, half
	}
	return other
}

// partition moves the rows that go left before the others, all in their order,
// and returns where the others begin.
func (g *grower) partition(first, end int, s candidate) int {
	column := g.data.columns[s.feature]
	rows, spare := g.rows[first:end], g.spare[first:end]
	left, right := 0, 0
	for _, row := range rows {
		rows[left], spare[right] = row, row // left is never ahead of what has been read
		if column[row] <= s.bin {
			left++
		} else {
			right++
		}
	}
	copy(rows[left:], spare[:right])
	return first + left
}

// examineBoth finds the best splits of the children of a split. The smaller one
// is added up, the other is what is left of the parent, whose histograms left
// still has.
func (g *grower) examineBoth(left, right *growing) {
	small, large := left, right
	if right.total.n < left.total.n {
		small, large = right, left
	}
	large.histograms, small.histograms = left.histograms, g.histograms()
	g.gather(*small)
	g.examine(small, large)
}

// gather puts the gradients of a leaf's rows side by side.
func (g *grower) gather(l growing) {
	g.gathered = g.gathered[:l.end-l.first]
	for i, row := range g.rows[l.first:l.end] {
		g.gathered[i] = g.grads[row]
	}
}

// examine makes the histograms of a leaf and finds its best split. When there is
// a sibling, which has their parent's histograms, those become its own, and its
// best split is found too.
func (g *grower) examine(l, sibling *growing) {
	n := len(g.features)
	parallel((n+together-1)/together, func(part int) {
		first, end := part*together, min((part+1)*together, n)
		g.count(l, first, end)
		for i := first; i < end; i++ {
			g.found[i] = g.search(l, i)
			if sibling == nil {
				continue
			}
			for bin := range g.bins(i) {
				sibling.histograms[i][bin] = sibling.histograms[i][bin].minus(l.histograms[i][bin])
			}
			g.found[n+i] = g.search(sibling, i)
		}
	})
	l.split = bestOf(g.found[:n])
	if sibling != nil {
		sibling.split = bestOf(g.found[n : 2*n])
	}
}

// count adds a leaf's rows to its histograms of the features from first to end.
func (g *grower) count(l *growing, first, end int) {
	c := counting{rows: g.rows[l.first:l.end], grads: g.gathered}
	var columns [together][]uint8
	var to [together]*histogram
	for i := first; i < end; i++ {
		to[i-first] = &l.histograms[i]
		columns[i-first] = g.data.columns[g.features[i]]
		clear(to[i-first][:g.bins(i)])
	}
	if end-first == together {
		c.four(&columns, &to)
		return
	}
	for i := range end - first {
		c.one(columns[i], to[i])
	}
}

// search finds the best split of a leaf by the feature in place i.
func (g *grower) search(l *growing, i int) candidate {
	feature := g.features[i]
	s := search{
		minRows: g.config.MinRows, l2: g.config.L2, limits: l.limits,
		total: l.total, monotone: g.config.Monotone[feature],
	}
	return s.best(feature, &l.histograms[i], g.bins(i))
}

// bestOf is the candidate that gains most, the first of equal ones.
func bestOf(found []candidate) candidate {
	return slices.MaxFunc(found, func(a, b candidate) int {
		switch {
		case a.gain > b.gain:
			return 1
		case a.gain < b.gain:
			return -1
		}
		return 0
	})
}

// bins is the number of bins of the feature in place i.
func (g *grower) bins(i int) int { return len(g.data.bounds[g.features[i]]) + 1 }

// histograms gives memory for a leaf's histograms.
func (g *grower) histograms() []histogram {
	if last := len(g.free) - 1; last >= 0 {
		h := g.free[last]
		g.free = g.free[:last]
		return h
	}
	return make([]histogram, len(g.features))
}
