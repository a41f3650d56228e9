package layout

import (
	"math"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// table is a table while the document is put together.
type table struct {
	rows [][]string
	xs   []float64 // of its columns where rules draw them
}

// line is the table as a line of the document: a row a line, cells split by " | ".
func (t *table) line(page int) (structure.Line, bool) {
	var rows []string
	for _, cells := range t.rows {
		if row := joinCells(cells); row != "" {
			rows = append(rows, row)
		}
	}
	text := strings.Join(rows, "\n")
	return structure.Line{Text: text, Table: strings.Contains(text, cellSplit), Page: page}, text != ""
}

// takeRest moves the rest of a row that a page break cut, the first of next, to the
// row that it belongs to, the last of t. Next may begin with the head of t again.
func (t *table) takeRest(next *table) {
	if len(t.rows) == 0 || len(next.rows) == 0 || !sameColumns(t.xs, next.xs) {
		return
	}
	at := 0
	for at < len(next.rows) && at < len(t.rows)-1 && slices.Equal(next.rows[at], t.rows[at]) {
		at++
	}
	if at == len(next.rows) {
		return
	}
	last, rest := t.rows[len(t.rows)-1], next.rows[at]
	if !isRest(last, rest) {
		return
	}
	for c := range rest {
		last[c] = joinText(last[c], rest[c])
	}
	next.rows = slices.Delete(slices.Clone(next.rows), at, at+1)
}

// isRest tells whether the cells of a row go on with those of the row above: its first
// is empty and every other that has text breaks into a sentence.
func isRest(above, row []string) bool {
	if len(above) != len(row) || row[0] != "" {
		return false
	}
	for c, text := range row {
		if text != "" && (above[c] == "" || endsSentence(above[c]) || !startsLower(text) || startOf(text) != plainStart) {
			return false
		}
	}
	return true
}

// sameColumns tells whether two tables have the same columns; a page may stand further
// to one side than the next.
func sameColumns(a, b []float64) bool {
	if len(a) == 0 || len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Abs((a[i]-a[0])-(b[i]-b[0])) > 2*touch {
			return false
		}
	}
	return true
}
