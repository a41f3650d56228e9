package layout

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// Table is a table as a file has it.
type Table struct {
	Rows     [][]Cell
	Bordered bool // lines are drawn around its cells
	First    bool // nothing stands before it in the document
}

// Cell is one cell: its lines and how many columns and rows it covers; 0 is 1.
type Cell struct {
	Lines      []structure.Line
	Cols, Rows int
}

const (
	// CellSplit stands between the cells of a row.
	CellSplit = " | "
	// repeatRunes is the longest text of a cell over several rows that is written
	// again in each row, so that a row can be read by itself.
	repeatRunes = 60
	// maxColumns bounds the table that merged cells can make.
	maxColumns = 200
	// maxSpread bounds how much larger than its own text repeating may make a table.
	maxSpread = 4
)

// Lines returns the table as one line, one row a line of its text. A table that
// only lays out the page (a masthead in two columns, a signature beside its
// recipients, a frame) comes as the lines of its cells, left cell first.
func (t Table) Lines() []structure.Line {
	if t.columns() < 2 || t.laysOut() {
		var all []structure.Line
		for _, row := range t.Rows {
			for _, c := range row {
				all = append(all, c.Lines...)
			}
		}
		return all
	}
	text := t.text()
	if text == "" {
		return nil
	}
	return []structure.Line{{Text: text, Table: strings.Contains(text, CellSplit), Page: t.page()}}
}

// page is that of the first line.
func (t Table) page() int {
	for _, row := range t.Rows {
		for _, c := range row {
			if len(c.Lines) > 0 {
				return c.Lines[0].Page
			}
		}
	}
	return 0
}

// text joins the rows.
func (t Table) text() string {
	grid := t.grid(repeatRunes)
	if size(grid) > maxSpread*t.size() {
		grid = t.grid(0)
	}
	var b strings.Builder
	for _, row := range grid {
		if text := joinRow(row); text != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(text)
		}
	}
	return b.String()
}

func (t Table) size() int {
	n := 0
	for _, row := range t.Rows {
		for _, c := range row {
			for _, l := range c.Lines {
				n += len(l.Text)
			}
		}
	}
	return n
}

func size(grid [][]string) int {
	n := 0
	for _, row := range grid {
		for _, s := range row {
			n += len(s)
		}
	}
	return n
}

// columns counts the columns that have text.
func (t Table) columns() int {
	most := 0
	for _, row := range t.Rows {
		n := 0
		for _, c := range row {
			if len(c.Lines) > 0 {
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
// columns the text comes once, over rows it is written again when it has at most
// repeat runes. In a formula, where the fraction stands in rows of its own between
// merged cells, nothing is repeated: it would read as two equations.
func (t Table) grid(repeat int) [][]string {
	if t.isFormula() {
		repeat = 0
	}
	var above []hanging
	grid := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		grid[i], above = spread(row, above, repeat)
	}
	return grid
}

// duration is a time that the rows of a merged cell share: written again in each
// row it would read as the time of each.
var duration = regexp.MustCompile(`(?i)^(?:không quá |tối đa )?\d+(?:[.,/]\d+)?\s*(?:giờ|ngày|tuần|tháng|phút|h)(?:\s|$)`)

// isFormula tells whether a cell holds nothing but an equals sign.
func (t Table) isFormula() bool {
	for _, row := range t.Rows {
		for _, c := range row {
			if len(c.Lines) == 1 && c.Lines[0].Text == "=" {
				return true
			}
		}
	}
	return false
}

// spread lays one row out in columns under the cells that hang down from above,
// and returns what hangs down from it: texts of at most repeat runes. Cells beyond
// maxColumns are joined into the last.
func spread(row []Cell, above []hanging, repeat int) (texts []string, below []hanging) {
	put := func(text string, down hanging) {
		if len(texts) < maxColumns {
			texts = append(texts, text)
			below = append(below, down)
		} else if text != "" {
			texts[maxColumns-1] += " " + text
		}
	}
	fill := func() { // the cells from above that come next
		for n := len(texts); n < len(above) && above[n].rows > 0; n++ {
			put(above[n].text, hanging{above[n].text, above[n].rows - 1})
		}
	}
	for _, c := range row {
		fill()
		text := c.text()
		down := max(c.Rows, 1) - 1
		again := text
		if utf8.RuneCountInString(text) > repeat || duration.MatchString(text) {
			again = ""
		}
		put(text, hanging{again, down})
		for k := 1; k < min(c.Cols, maxColumns) && len(row) > 1; k++ {
			put("", hanging{"", down})
		}
	}
	for n := len(texts); n < len(above); n = len(texts) {
		if fill(); len(texts) == n {
			put("", hanging{})
		}
	}
	return texts, below
}

// text joins the lines of a cell; tables inside it lose their row breaks.
func (c Cell) text() string {
	parts := make([]string, 0, len(c.Lines))
	for _, l := range c.Lines {
		text := l.Text
		if l.Table {
			text = strings.ReplaceAll(strings.ReplaceAll(text, CellSplit, ", "), "\n", "; ")
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
	return strings.TrimSpace(strings.Join(cells[:n], CellSplit))
}
