package msdoc

import (
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// table is a table being read.
type table struct {
	rows     [][]layout.Cell
	columns  [][]column // of each row, nil where the file does not say
	row      []layout.Cell
	lines    []structure.Line // of the cell being read
	bordered bool
	first    bool
}

// endCell closes the cell being read.
func (t *table) endCell() {
	t.row = append(t.row, layout.Cell{Lines: t.lines})
	t.lines = nil
}

// endRow closes the row being read, whose end mark looks like p.
func (t *table) endRow(p paragraph) {
	if len(t.lines) > 0 {
		t.endCell()
	}
	columns, bordered := readRow(p.table)
	t.bordered = t.bordered || bordered || p.bordered
	if len(columns) != len(t.row) {
		columns = nil
	}
	t.rows = append(t.rows, t.row)
	t.columns = append(t.columns, columns)
	t.row = nil
}

// finish returns the table as lines.
func (t *table) finish() []structure.Line {
	if len(t.lines) > 0 || len(t.row) > 0 {
		t.endRow(paragraph{})
	}
	out := layout.Table{Rows: t.merge(), Bordered: t.bordered, First: t.first}
	return out.Lines()
}

// merge joins the cells that cover several columns or rows. Text is never lost: a
// cell that should be empty and is not stays.
func (t *table) merge() [][]layout.Cell {
	all := edges(t.columns)
	merged := make([][]layout.Cell, len(t.rows))
	above := map[int]*layout.Cell{} // the open cell over several rows, by its left edge
	for i, row := range t.rows {
		columns := t.columns[i]
		if columns == nil {
			merged[i] = row
			clear(above)
			continue
		}
		merged[i] = make([]layout.Cell, 0, len(row)+1)
		open := map[int]*layout.Cell{}
		if before := edgeIndex(all, columns[0].left); before > 0 {
			merged[i] = append(merged[i], layout.Cell{Cols: before})
		}
		for k, cell := range row {
			c := columns[k]
			left := edgeIndex(all, c.left)
			cell.Cols = max(edgeIndex(all, c.right)-left, 1)
			cell.Rows = 1
			empty := len(cell.Lines) == 0
			switch {
			case c.joined && empty && len(merged[i]) > 0:
				merged[i][len(merged[i])-1].Cols += cell.Cols
				continue
			case c.goesOn && empty && above[left] != nil:
				above[left].Rows++
				open[left] = above[left]
				continue
			}
			merged[i] = append(merged[i], cell)
			if c.starts || c.goesOn {
				open[left] = &merged[i][len(merged[i])-1]
			}
		}
		above = open
	}
	return merged
}
