package phapdien

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// table is an open or finished <table>.
type table struct {
	rows  [][]cell
	fresh bool // a row was begun and has no cell yet
}

// cell is one cell: its lines and how many columns and rows it covers.
type cell struct {
	lines      []structure.Line
	cols, rows int
}

const (
	cellSplit = " | "
	// repeatRunes is the longest text of a cell over several rows that is written
	// again in each row, so that a row can be read by itself.
	repeatRunes = 60
	// maxColumns bounds the table that merged cells can make.
	maxColumns = 200
)

// row ends the current row; the next cell begins another.
func (t *table) row() { t.fresh = true }

func (t *table) cell(cols, rows int) {
	if t.fresh || len(t.rows) == 0 {
		t.rows = append(t.rows, nil)
		t.fresh = false
	}
	last := len(t.rows) - 1
	t.rows[last] = append(t.rows[last], cell{cols: cols, rows: rows})
}

// add adds a line to the last cell; text outside any cell makes a row of its own.
func (t *table) add(l structure.Line) {
	if len(t.rows) == 0 || t.fresh || len(t.rows[len(t.rows)-1]) == 0 {
		t.fresh = true
		t.cell(1, 1)
	}
	row := t.rows[len(t.rows)-1]
	last := &row[len(row)-1]
	last.lines = append(last.lines, l)
}

// lines returns the table as one line of the article. A table of one column only
// lays out the page: its paragraphs come as they are.
func (t *table) lines() []structure.Line {
	if t.columns() < 2 {
		var all []structure.Line
		for _, row := range t.rows {
			for _, c := range row {
				all = append(all, c.lines...)
			}
		}
		return all
	}
	var b strings.Builder
	for _, row := range t.grid() {
		if text := joinRow(row); text != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(text)
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return []structure.Line{{Text: b.String(), Table: strings.Contains(b.String(), cellSplit)}}
}

// columns counts the columns that have text.
func (t *table) columns() int {
	most := 0
	for _, row := range t.rows {
		n := 0
		for _, c := range row {
			if len(c.lines) > 0 {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// hanging is the rest of a cell that covers several rows.
type hanging struct {
	text string
	rows int // how many more
}

// grid returns the texts of the cells, row by row, with merged cells spread: over
// columns the text comes once, over rows it is repeated while it is short.
// In a formula, where the fraction stands in rows of its own between merged cells,
// nothing is repeated: it would read as two equations.
func (t *table) grid() [][]string {
	var above []hanging
	repeat := repeatRunes
	if t.isFormula() {
		repeat = 0
	}
	grid := make([][]string, len(t.rows))
	for i, row := range t.rows {
		grid[i], above = spread(row, above, repeat)
	}
	return grid
}

// isFormula tells whether a cell holds nothing but an equals sign.
func (t *table) isFormula() bool {
	for _, row := range t.rows {
		for _, c := range row {
			if len(c.lines) == 1 && c.lines[0].Text == "=" {
				return true
			}
		}
	}
	return false
}

// spread lays one row out in columns under the cells that hang down from above,
// and returns what hangs down from it: texts of at most repeat runes.
func spread(row []cell, above []hanging, repeat int) (texts []string, below []hanging) {
	put := func(text string, down hanging) {
		if len(texts) < maxColumns {
			texts = append(texts, text)
			below = append(below, down)
		}
	}
	fill := func() { // the cells from above that come next
		for n := len(texts); n < len(above) && above[n].rows > 0 && n < maxColumns; n++ {
			put(above[n].text, hanging{above[n].text, above[n].rows - 1})
		}
	}
	for _, c := range row {
		fill()
		text := c.text()
		put(text, hanging{shortText(text, repeat), c.rows - 1})
		for k := 1; k < c.cols && len(row) > 1; k++ {
			put("", hanging{"", c.rows - 1})
		}
	}
	for n := len(texts); n < len(above) && n < maxColumns; n = len(texts) {
		if fill(); len(texts) == n {
			put("", hanging{})
		}
	}
	return texts, below
}

func shortText(s string, most int) string {
	if len([]rune(s)) > most {
		return ""
	}
	return s
}

// text joins the lines of a cell; tables inside it lose their row breaks.
func (c *cell) text() string {
	var parts []string
	for _, l := range c.lines {
		text := l.Text
		if l.Table {
			text = strings.ReplaceAll(strings.ReplaceAll(text, cellSplit, ", "), "\n", "; ")
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}

// joinRow writes a row, empty when no cell has text.
func joinRow(cells []string) string {
	n := len(cells)
	for n > 0 && cells[n-1] == "" {
		n--
	}
	if n == 0 {
		return ""
	}
	return strings.TrimSpace(strings.Join(cells[:n], cellSplit))
}
