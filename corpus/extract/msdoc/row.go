package msdoc

import "sort"

// column is what a row's definition says about one cell.
type column struct {
	left, right int  // twips
	joined      bool // to the cell before
	starts      bool // a cell over several rows
	goesOn      bool // such a cell from above
}

const (
	maxColumns    = 63
	cellSize      = 20 // [TC80]
	nearby        = 40 // twips by which the same edge may differ from row to row
	flagJoined    = 0x0002
	flagGoesOn    = 0x0020
	flagStarts    = 0x0040
	cellLineTypes = 4
)

// readRow reads the definition of a row [TDefTableOperand].
func readRow(raw []byte) (columns []column, bordered bool) {
	n := int(at(raw, 0))
	if n == 0 || n > maxColumns || len(raw) < 1+2*(n+1) {
		return nil, false
	}
	edge := func(i int) int { return int(int16(short(raw, 1+2*i))) }
	for i := range n {
		c := column{left: edge(i), right: edge(i + 1)}
		if cell := slice(raw, 1+2*(n+1)+cellSize*i, cellSize); len(cell) == cellSize {
			flags := short(cell, 0)
			c.joined = flags&flagJoined != 0
			c.starts = flags&flagStarts != 0
			c.goesOn = flags&flagGoesOn != 0 && !c.starts
			for k := range cellLineTypes {
				bordered = bordered || visible(cell[4+4*k+1])
			}
		}
		columns = append(columns, c)
	}
	return columns, bordered
}

// edges are the places of all edges of a table's cells, near ones as one.
func edges(rows [][]column) []int {
	var all []int
	for _, row := range rows {
		for _, c := range row {
			all = append(all, c.left, c.right)
		}
	}
	sort.Ints(all)
	var few []int
	for _, e := range all {
		if len(few) == 0 || e-few[len(few)-1] > nearby {
			few = append(few, e)
		}
	}
	return few
}

// edgeIndex is the number of the edge at or before a place.
func edgeIndex(edges []int, place int) int {
	return max(sort.SearchInts(edges, place+1)-1, 0)
}
