package vbpl

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// cellSplit separates the cells of a row in a line that is a table.
const cellSplit = " | "

// layout finds what stands in tables that only set a page: the masthead and the
// signature.
var layout = regexp.MustCompile(`(?i)độc lập\s*[-–]\s*tự do|nơi nhận\s*:|\(đã ký\)|^\s*(?:số\s*:|tm\.|kt\.)`)

// layoutRows is the tallest table taken for layout when it has two columns.
const layoutRows = 6

// table writes a table: as one line, or cell by cell, the left column first, where
// it only sets the page.
func (w *writer) table(n *html.Node) {
	rows := rowsOf(n)
	width, columns := 0, 0
	for _, row := range rows {
		filled := 0
		for _, cell := range row {
			if text(cell) != "" {
				filled++
			}
		}
		width, columns = max(width, len(row)), max(columns, filled)
	}
	if columns <= 1 || columns == 2 && len(rows) <= layoutRows && layout.MatchString(text(n)) {
		for col := range width {
			for _, row := range rows {
				if col < len(row) {
					w.cell(row[col])
				}
			}
		}
		return
	}
	var b strings.Builder
	for _, row := range rows {
		if line := rowText(row); line != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(line)
		}
	}
	w.lines = append(w.lines, structure.Line{Text: b.String(), Table: true})
}

// cell writes what a cell of a layout table holds.
func (w *writer) cell(n *html.Node) {
	outer := w.face
	w.face = faceOf(n, outer)
	w.flush()
	w.children(n)
	w.flush()
	w.face = outer
}

// rowsOf returns the cells of the table's own rows; text that stands between
// cells against the rules has been moved out of the table by the parser.
func rowsOf(table *html.Node) [][]*html.Node {
	var rows [][]*html.Node
	for part := range table.ChildNodes() {
		switch part.DataAtom {
		case atom.Tr:
			rows = append(rows, cellsOf(part))
		case atom.Tbody, atom.Thead, atom.Tfoot:
			for tr := range part.ChildNodes() {
				if tr.DataAtom == atom.Tr {
					rows = append(rows, cellsOf(tr))
				}
			}
		case atom.Caption:
			rows = append(rows, []*html.Node{part})
		}
	}
	return rows
}

func cellsOf(tr *html.Node) []*html.Node {
	var cells []*html.Node
	for c := range tr.ChildNodes() {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
		}
	}
	return cells
}

func rowText(row []*html.Node) string {
	cells := make([]string, len(row))
	empty := true
	for i, c := range row {
		cells[i] = text(c)
		empty = empty && cells[i] == ""
	}
	if empty {
		return ""
	}
	return strings.TrimSpace(strings.Join(cells, cellSplit))
}
