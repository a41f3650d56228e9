package rtf

import (
	"slices"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/passage"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// table is a table being read.
type table struct {
	rows  [][]layout.Cell
	row   []layout.Cell
	lines []structure.Line // of the cell being read
	def   rowDef           // of the rows to come
	open  []*layout.Cell   // by column: the cell that goes on below
	layout.Table
}

// rowDef is the definition of a row.
type rowDef struct {
	cells []cellDef
	next  cellDef
}

// cellDef is what stands before a \cellx.
type cellDef struct{ starts, goesOn, joined bool }

const (
	maxDepth = 16  // tables in tables
	maxCells = 200 // cells of a row
)

// reach opens and closes tables so that depth of them are open.
func (r *reader) reach(depth int) {
	r.closeTables(depth)
	s := r.story
	for len(s.tables) < depth {
		t := &table{}
		t.First = len(s.lines) == 0 && len(s.tables) == 0
		s.tables = append(s.tables, t)
	}
}

// closeTables closes the tables deeper than depth.
func (r *reader) closeTables(depth int) {
	s := r.story
	for n := len(s.tables); n > depth; n-- {
		t := s.tables[n-1]
		if len(t.lines) > 0 {
			t.endCell()
		}
		if len(t.row) > 0 {
			t.endRow()
		}
		t.Rows = t.rows
		s.tables = s.tables[:n-1]
		s.emit(t.Lines()...)
	}
	if depth == 0 {
		s.lines = append(s.lines, s.pending...)
		s.pending = nil
	}
}

// endCell ends a cell of the table at the given depth.
func (r *reader) endCell(depth int) error {
	depth = min(depth, maxDepth)
	before := r.top().depth
	r.top().depth = depth
	err := r.endParagraph(true)
	r.top().depth = before
	if err != nil {
		return err
	}
	r.story.tables[depth-1].endCell()
	return nil
}

func (r *reader) endRow(depth int) error {
	depth = min(depth, maxDepth)
	if !r.story.text.Empty() {
		if err := r.endParagraph(false); err != nil {
			return err
		}
	}
	r.reach(depth)
	r.story.tables[depth-1].endRow()
	return nil
}

func (t *table) endCell() {
	if len(t.row) >= maxCells { // the rest goes into the last
		last := &t.row[maxCells-1]
		last.Lines = append(last.Lines, t.lines...)
	} else {
		t.row = append(t.row, layout.Cell{Lines: t.lines})
	}
	t.lines = nil
}

// endRow puts the cells into the table. One that goes on from above and says
// nothing only makes that one longer.
func (t *table) endRow() {
	if len(t.lines) > 0 {
		t.endCell()
	}
	if len(t.row) == 0 {
		return
	}
	row := make([]layout.Cell, 0, len(t.row))
	open := make([]*layout.Cell, len(t.row))
	for i, c := range t.row {
		var def cellDef
		if len(t.def.cells) == len(t.row) {
			def = t.def.cells[i]
		}
		empty := len(c.Lines) == 0
		switch {
		case def.joined && empty && len(row) > 0:
			last := &row[len(row)-1]
			last.Cols = max(last.Cols, 1) + 1
			continue
		case def.goesOn && empty && i < len(t.open) && t.open[i] != nil:
			t.open[i].Rows = max(t.open[i].Rows, 1) + 1
			open[i] = t.open[i]
			continue
		}
		row = append(row, c)
		if def.starts || def.goesOn {
			open[i] = &row[len(row)-1]
		}
	}
	t.rows = append(t.rows, row)
	t.open, t.row = open, nil
}

// setRow handles the words that define a row.
func (r *reader) setRow(t token) bool {
	if !slices.Contains(rowWords, t.word) {
		return false
	}
	depth := 1
	if r.top().to == toDepth {
		depth = max(r.top().depth, 2)
	}
	s := r.story
	if t.word == "trowd" && len(s.tables) < depth {
		if len(s.tables) == 0 && !s.text.Empty() { // text that no \par ended
			s.emit(s.text.Lines("")...)
			s.text = passage.Passage{}
		}
		r.reach(depth)
	}
	if len(s.tables) < depth {
		return true
	}
	tab := s.tables[depth-1]
	switch t.word {
	case "trowd":
		tab.def = rowDef{}
	case "clvmgf":
		tab.def.next.starts = true
	case "clvmrg":
		tab.def.next.goesOn = true
	case "clmrg":
		tab.def.next.joined = true
	case "cellx":
		if len(tab.def.cells) < maxCells {
			tab.def.cells = append(tab.def.cells, tab.def.next)
		}
		tab.def.next = cellDef{}
	default:
		tab.Bordered = true
	}
	return true
}

var rowWords = []string{"trowd", "clvmgf", "clvmrg", "clmrg", "cellx", "brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair"}
