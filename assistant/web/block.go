package web

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// block is a stretch of a text as a page shows it: one node, or rows of a table.
type block struct {
	Node nodeIn
	Rows []tableRow // of a table; then Node is not shown
}

// tableRow is one row of a table.
type tableRow struct {
	ID    string // name of the row in the page, where it is a khoản or điểm
	Cells []string
}

// cellSplit stands between the cells of a row.
const cellSplit = " | "

// blocks lays nodes out that lie in a clause, if that is not empty. The rows of a
// table that are khoản or điểm by their numbers are shown as rows all the same.
func blocks(clause string, nodes []corpus.Node) []block {
	var out []block
	for _, n := range nodes {
		in := nodeIn{n, clause}
		switch {
		case n.Level == corpus.LevelTable:
			var rows []tableRow
			for _, line := range lines(n.Text) {
				rows = append(rows, tableRow{Cells: strings.Split(line, cellSplit)})
			}
			out = join(out, block{Rows: rows})
		case strings.HasSuffix(n.Marker, "|"):
			label := strings.TrimSpace(strings.TrimSuffix(n.Marker, "|"))
			cells := append([]string{label}, strings.Split(n.Text, cellSplit)...)
			out = join(out, block{Rows: []tableRow{{ID: nodeID(in), Cells: cells}}})
		default:
			out = append(out, block{Node: in})
			continue
		}
		for _, b := range blocks(in.In(), n.Children) {
			out = join(out, b)
		}
	}
	return out
}

// join adds a block; rows behind rows are one table.
func join(out []block, b block) []block {
	if last := len(out) - 1; last >= 0 && len(out[last].Rows) > 0 && len(b.Rows) > 0 {
		out[last].Rows = append(out[last].Rows, b.Rows...)
		return out
	}
	return append(out, b)
}
