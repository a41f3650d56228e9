package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// cellSplit stands between the cells of a row.
const cellSplit = " | "

const (
	touch = 3.0 // points within which rules meet
	// minRule is the length of the shortest rule of a table.
	minRule = 6.0
	// maxRules bounds the rules of one page; drawings have thousands.
	maxRules = 4000
	// maxCells bounds the cells of one table.
	maxCells = 20_000
)

// grid is a table drawn with rules.
type grid struct {
	xs, ys []float64 // of its columns and rows, one more than there are of them
	region []int     // which cell each field of the grid belongs to: merged fields share one
	cells  map[int][]Word
}

// grids finds the tables that rules draw.
func grids(rules []Rule) []*grid {
	across, down := straight(rules)
	if len(across) < 2 || len(down) < 2 {
		return nil
	}
	group := connect(across, down)
	byGroup := map[int]*[2][]Rule{}
	var order []int
	add := func(g, side int, r Rule) {
		if byGroup[g] == nil {
			byGroup[g] = &[2][]Rule{}
			order = append(order, g)
		}
		byGroup[g][side] = append(byGroup[g][side], r)
	}
	for i, r := range across {
		add(group[i], 0, r)
	}
	for i, r := range down {
		add(group[len(across)+i], 1, r)
	}
	var all []*grid
	for _, g := range order {
		if t := newGrid(byGroup[g][0], byGroup[g][1]); t != nil {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *grid) int {
		return cmp.Or(cmp.Compare(a.ys[0], b.ys[0]), cmp.Compare(a.xs[0], b.xs[0]))
	})
	return all
}

// straight parts rules into those across and those down the page, joined where they
// continue each other.
func straight(rules []Rule) (across, down []Rule) {
	if len(rules) > maxRules {
		return nil, nil
	}
	for _, r := range rules {
		r = Rule{min(r.X0, r.X1), min(r.Y0, r.Y1), max(r.X0, r.X1), max(r.Y0, r.Y1)}
		w, h := r.X1-r.X0, r.Y1-r.Y0
		switch {
		case math.IsNaN(w + h):
		case w >= minRule && h <= touch:
			across = append(across, r)
		case h >= minRule && w <= touch:
			down = append(down, Rule{r.Y0, r.X0, r.Y1, r.X1}) // as if across
		}
	}
	across, down = merge(across), merge(down)
	for i, r := range down {
		down[i] = Rule{r.Y0, r.X0, r.Y1, r.X1}
	}
	return across, down
}

// merge joins rules across the page that lie on one line and meet.
func merge(rules []Rule) []Rule {
	slices.SortFunc(rules, func(a, b Rule) int {
		return cmp.Or(cmp.Compare(math.Round(a.Y0/2), math.Round(b.Y0/2)), cmp.Compare(a.X0, b.X0))
	})
	var out []Rule
	for _, r := range rules {
		if n := len(out); n > 0 && math.Abs(out[n-1].Y0-r.Y0) <= 2 && r.X0 <= out[n-1].X1+touch {
			out[n-1].X1 = max(out[n-1].X1, r.X1)
			continue
		}
		out = append(out, r)
	}
	return out
}

// connect numbers the groups of rules that touch each other.
func connect(across, down []Rule) []int {
	group := make([]int, len(across)+len(down))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, h := range across {
		for j, v := range down {
			if meets(h, v) {
				group[root(len(across)+j)] = root(i)
			}
		}
	}
	for i := range group {
		group[i] = root(i)
	}
	return group
}

func meets(h, v Rule) bool {
	return v.X0 >= h.X0-touch && v.X0 <= h.X1+touch && h.Y0 >= v.Y0-touch && h.Y0 <= v.Y1+touch
}

// newGrid makes the grid of rules that touch; nil when they draw no table.
func newGrid(across, down []Rule) *grid {
	if len(across) < 2 || len(down) < 2 {
		return nil
	}
	var xs, ys []float64
	for _, h := range across {
		xs = append(xs, h.X0, h.X1)
		ys = append(ys, h.Y0)
	}
	for _, v := range down {
		xs = append(xs, v.X0)
		ys = append(ys, v.Y0, v.Y1)
	}
	g := &grid{xs: distinct(xs), ys: distinct(ys), cells: map[int][]Word{}}
	cols, lines := g.size()
	if cols < 2 || lines < 1 || cols*lines > maxCells {
		return nil
	}
	g.region = make([]int, cols*lines)
	for i := range g.region {
		g.region[i] = i
	}
	g.open(across, down)
	return g
}

func (g *grid) size() (columns, rows int) { return len(g.xs) - 1, len(g.ys) - 1 }

// distinct sorts positions and drops those that are nearly the same.
func distinct(v []float64) []float64 {
	slices.Sort(v)
	out := v[:1]
	for _, x := range v[1:] {
		if x-out[len(out)-1] > touch {
			out = append(out, x)
		}
	}
	return out
}

// open merges the fields that no rule parts.
func (g *grid) open(across, down []Rule) {
	cols, lines := g.size()
	for r := range lines {
		y := (g.ys[r] + g.ys[r+1]) / 2
		for c := range cols {
			x := (g.xs[c] + g.xs[c+1]) / 2
			if c+1 < cols && !slices.ContainsFunc(down, func(v Rule) bool {
				return math.Abs(v.X0-g.xs[c+1]) <= touch && v.Y0 <= y && v.Y1 >= y
			}) {
				g.unite(r*cols+c, r*cols+c+1)
			}
			if r+1 < lines && !slices.ContainsFunc(across, func(h Rule) bool {
				return math.Abs(h.Y0-g.ys[r+1]) <= touch && h.X0 <= x && h.X1 >= x
			}) {
				g.unite(r*cols+c, (r+1)*cols+c)
			}
		}
	}
}

// unite gives two fields one region, the number of the first.
func (g *grid) unite(a, b int) {
	from, to := g.region[b], g.region[a]
	if from == to {
		return
	}
	from, to = max(from, to), min(from, to)
	for i, r := range g.region {
		if r == from {
			g.region[i] = to
		}
	}
}

// intoGrid puts a word into the cell of the grid that it stands in.
func (s *sheet) intoGrid(w Word) bool {
	x, y := (w.X0+w.X1)/2, w.Base-0.3*w.Size
	for _, g := range s.grids {
		c, okX := between(g.xs, x)
		r, okY := between(g.ys, y)
		if okX && okY {
			cols, _ := g.size()
			cell := g.region[r*cols+c]
			g.cells[cell] = append(g.cells[cell], w)
			return true
		}
	}
	return false
}

func between(v []float64, x float64) (int, bool) {
	i, found := slices.BinarySearch(v, x)
	if found {
		i++
	}
	return i - 1, i > 0 && i < len(v)
}

// isTable tells whether at least two cells in different columns have text: a frame
// around one text is none.
func (g *grid) isTable() bool {
	cols, _ := g.size()
	if len(g.cells) < 2 {
		return false
	}
	column := -1
	for cell := range g.cells {
		if column >= 0 && cell%cols != column {
			return true
		}
		column = cell % cols
	}
	return false
}

func (g *grid) words() []Word {
	var all []Word
	cells := make([]int, 0, len(g.cells))
	for c := range g.cells {
		cells = append(cells, c)
	}
	slices.Sort(cells)
	for _, c := range cells {
		all = append(all, g.cells[c]...)
	}
	return all
}

// table is the cells of the grid, row by row. The text of a merged cell stands in the
// first of its fields.
func (g *grid) table() [][]string {
	cols, lines := g.size()
	var out [][]string
	for r := range lines {
		cells := make([]string, cols)
		for c := range cols {
			if field := r*cols + c; g.region[field] == field {
				cells[c] = cellText(g.cells[field])
			}
		}
		if joinCells(cells) != "" {
			out = append(out, cells)
		}
	}
	return out
}

// joinCells writes a row; empty cells at its end are left out.
func joinCells(cells []string) string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return strings.TrimSpace(strings.Join(cells, cellSplit))
}

func cellText(words []Word) string {
	var text string
	for _, r := range rows(words) {
		text = joinText(text, r.text())
	}
	return strings.ReplaceAll(text, cellSplit, " / ")
}
