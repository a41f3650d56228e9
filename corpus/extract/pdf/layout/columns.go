package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
)

const (
	// gutter is the least space between columns over several rows, loneGutter that in
	// a row by itself, in sizes of the letters.
	gutter     = 1.2
	loneGutter = 2.5
	// apart is the space between rows, in sizes of the letters, over which text on the
	// left alone no longer belongs to columns above it.
	apart = 3.0
)

// label is the label of a list with its text set off by a tab.
var label = regexp.MustCompile(`^(?:[-–—+•▪➢✓□*]|\(?(?:\d{1,3}|[IVXivx]{1,5}|[a-zđA-ZĐ])(?:\.\d{1,3})*[.)]?|Điều \d+\.?)$`)

// items are the lines and tables of the sheet in reading order.
func (s *sheet) items(number int) []item {
	var all []item
	next := 0 // column
	grids := s.grids
	bands := bands(s.rows)
	for from := 0; from < len(bands); {
		for len(grids) > 0 && grids[0].ys[0] < bands[from].base {
			all, grids = append(all, s.tableItem(number, grids[0])), grids[1:]
		}
		limit := math.Inf(1) // columns do not run over a table
		if len(grids) > 0 {
			limit = grids[0].ys[0]
		}
		to, cuts := s.block(bands[from:], limit)
		if to == 0 {
			all = append(all, s.lineItem(number, bands[from], zone{}))
			from++
			continue
		}
		all = append(all, s.columnItems(number, bands[from:from+to], cuts, &next)...)
		from += to
	}
	for _, g := range grids {
		all = append(all, s.tableItem(number, g))
	}
	return s.markNotes(all)
}

func (s *sheet) lineItem(number int, r row, z zone) item {
	z.turned, z.page = s.Turned, s.Width
	return item{row: r, page: s.Number, sheet: number, zone: z}
}

func (s *sheet) tableItem(number int, g *grid) item {
	it := s.lineItem(number, row{base: g.ys[0]}, zone{left: g.xs[0], right: g.xs[len(g.xs)-1], column: -1})
	it.table = &table{rows: g.table(), xs: g.xs}
	return it
}

// bands joins rows that stand beside each other though not on one base line: the two
// sides of a masthead seldom meet.
func bands(rows []row) []row {
	var out []row
	for _, r := range rows {
		n := len(out)
		if n > 0 && sameLine(out[n-1], r) {
			joined := row{words: slices.Concat(out[n-1].words, r.words), base: out[n-1].base, size: max(r.size, out[n-1].size)}
			slices.SortStableFunc(joined.words, func(a, b Word) int { return cmp.Compare(a.X0, b.X0) })
			out[n-1] = joined
			continue
		}
		out = append(out, r)
	}
	return out
}

// sameLine tells whether rows stand side by side: with a space between them, or next
// to each other and nearly on one base line, as a scan that is not flat has them.
func sameLine(a, b row) bool {
	size := min(a.size, b.size)
	drop := b.base - a.base
	return drop < 0.5*size && beside(a, b, -0.1*size) || drop < 0.7*size && beside(a, b, gutter/2*size)
}

// beside tells whether the rows do not overlap from left to right, with so much space
// between them.
func beside(a, b row, space float64) bool {
	for _, p := range a.segments(gutter) {
		for _, q := range b.segments(gutter) {
			if p.x0() < q.x1()+space && q.x0() < p.x1()+space {
				return false
			}
		}
	}
	return true
}

// cut is a space between columns.
type cut struct{ from, to float64 }

// block finds how many of the bands, from the first on, stand in columns, and the
// spaces between these; 0 when the first does not.
func (s *sheet) block(bands []row, limit float64) (int, []cut) {
	cuts := bands[0].cuts()
	if len(cuts) == 0 {
		return 0, nil
	}
	n := 1
	last := bands[0]
	for ; n < len(bands) && bands[n].base < limit; n++ {
		narrowed := narrow(cuts, bands[n])
		if len(narrowed) == 0 || strays(last, bands[n], narrowed) || len(narrowed) == 1 && s.inMiddle(last, bands[n]) {
			break
		}
		cuts, last = narrowed, bands[n]
	}
	if n == 1 {
		cuts = slices.DeleteFunc(cuts, func(c cut) bool { return c.to-c.from < loneGutter*bands[0].size })
		if len(cuts) == 0 {
			return 0, nil
		}
	}
	return n, cuts
}

// inMiddle tells whether a row stands in the middle of the page, set off from the one
// above: a title below a masthead.
func (s *sheet) inMiddle(above, r row) bool {
	left, right := r.x0()-s.left, s.right-r.x1()
	return r.base-above.base > 1.5*r.size && math.Abs(left-right) < r.size && left > 2*r.size &&
		len(r.segments(gutter)) == 1
}

// cuts are the wide spaces of a row; that between a label and its text is none.
func (r row) cuts() []cut {
	parts := r.segments(gutter)
	var cuts []cut
	for i, p := range parts[1:] {
		left := parts[i]
		if i == 0 && label.MatchString(left.text()) && p.x0()-left.x1() < 4*r.size {
			continue
		}
		cuts = append(cuts, cut{left.x1(), p.x0()})
	}
	return cuts
}

// narrow keeps of the spaces what the row leaves free.
func narrow(cuts []cut, r row) []cut {
	var out []cut
	for _, c := range cuts {
		for _, w := range r.words {
			if w.X1 <= c.from || w.X0 >= c.to {
				continue
			}
			if w.X0+w.X1 < c.from+c.to {
				c.from = max(c.from, w.X1)
			} else {
				c.to = min(c.to, w.X0)
			}
		}
		if c.to-c.from >= gutter*r.size {
			out = append(out, c)
		}
	}
	return out
}

// strays tells whether a row far below columns stands in the first of them only: it
// is read after the others, not before.
func strays(above, r row, cuts []cut) bool {
	return r.base-above.base > apart*max(r.size, above.size) && r.x1() <= cuts[0].to
}

// columnItems are the lines of bands in columns: column by column, or row by row
// where they are a table.
func (s *sheet) columnItems(number int, bands []row, cuts []cut, next *int) []item {
	columns := make([][]Word, len(cuts)+1)
	filled := make([][]string, len(bands)) // texts by band and column
	for i, b := range bands {
		filled[i] = make([]string, len(columns))
		for _, w := range b.words {
			c, _ := slices.BinarySearchFunc(cuts, (w.X0+w.X1)/2, func(c cut, x float64) int {
				return cmp.Compare((c.from+c.to)/2, x)
			})
			columns[c] = append(columns[c], w)
			filled[i][c] = strings.TrimSpace(filled[i][c] + " " + w.Text)
		}
	}
	if isAligned(filled) {
		for _, cells := range filled {
			for c := range cells {
				cells[c] = strings.ReplaceAll(cells[c], cellSplit, " / ")
			}
		}
		it := s.lineItem(number, row{base: bands[0].base}, zone{column: -1})
		it.table = &table{rows: filled}
		return []item{it}
	}
	var all []item
	for _, words := range columns {
		*next++
		for _, r := range rows(words) {
			all = append(all, s.lineItem(number, r, zone{column: *next}))
		}
	}
	return all
}

// isAligned tells whether text in columns is surely a table: three columns or more,
// all of them filled in nearly every row; or many rows of a text and a number.
func isAligned(filled [][]string) bool {
	whole, numbers := 0, 0
	for _, cells := range filled {
		if slices.Contains(cells, "") {
			continue
		}
		whole++
		if last := cells[len(cells)-1]; !hasLetter(last) && hasLetterOrDigit(last) {
			numbers++
		}
	}
	if len(filled) < 4 || 10*whole < 8*len(filled) {
		return false
	}
	return len(filled[0]) >= 3 || 10*numbers >= 7*len(filled)
}

// markNotes marks the footnotes: small print below a short rule at the foot.
func (s *sheet) markNotes(items []item) []item {
	top := math.Inf(1)
	for _, r := range s.Rules {
		if w := r.X1 - r.X0; w > 40 && w < 0.45*s.Width && math.Abs(r.Y1-r.Y0) <= touch && r.Y0 > s.Height/3 {
			top = min(top, s.noteTop(items, r.Y0))
		}
	}
	for i := range items {
		items[i].note = items[i].base > top
	}
	return items
}

// noteTop is y when all below it is small print that begins with the mark of a note.
func (s *sheet) noteTop(items []item, y float64) float64 {
	var above []float64
	first := -1
	for i, it := range items {
		switch {
		case it.base <= y:
			above = append(above, it.size)
		case it.table != nil || it.zone.column != 0:
			return math.Inf(1)
		case first < 0:
			first = i
		}
	}
	if first < 0 || len(above) == 0 || !noteMark.MatchString(items[first].text()) {
		return math.Inf(1)
	}
	slices.Sort(above)
	for _, it := range items[first:] {
		if it.base > y && it.size > 0.93*above[len(above)/2] {
			return math.Inf(1)
		}
	}
	return y
}

var noteMark = regexp.MustCompile(`^(?:\(?\[?\d{1,3}\]?\)?|\*{1,3})(?:\s|$|\p{L})`)
