package docx

import (
	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

// table is a table being read.
type table struct {
	layout.Table
	columns []merge // what covers each column from above
	at      int     // column of the next cell
	drawn   *bool   // whether lines are drawn, as far as table and style say
	cells   bool    // some cell draws its own
}

// merge is a cell that may go on in the rows below.
type merge struct {
	row, cell int
	open      bool
}

// maxColumns bounds the columns of a table.
const maxColumns = 200

// table reads a table and emits its lines, then the notes that it refers to.
func (b *body) table(s *stream) error {
	t := &table{Table: layout.Table{First: len(b.lines) == 0 && b.tables == 0}}
	b.tables++
	err := b.rows(s, t)
	b.tables--
	if err != nil {
		return err
	}
	t.Bordered = t.cells || isSet(t.drawn)
	lines := t.Lines()
	b.lines = append(b.lines, lines...)
	if b.tables == 0 {
		b.lines = append(b.lines, b.pending...)
		b.pending = nil
	}
	return nil
}

// rows reads the rows up to the end of the element around them.
func (b *body) rows(s *stream, t *table) error {
	return s.walk(func(e element) error {
		switch e.name {
		case "w:tblPr":
			return b.tableLook(s, t)
		case "w:tr":
			return b.row(s, t)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			return b.rows(s, t)
		case "mc:AlternateContent":
			return b.alternate(s, func(s *stream) error { return b.rows(s, t) })
		case "w:p", "w:tbl": // not where Word puts them
			return b.block(s, e)
		}
		return s.skip()
	})
}

func (b *body) tableLook(s *stream, t *table) error {
	var own look
	var named look
	err := s.walk(func(e element) error {
		switch e.name {
		case "w:tblStyle":
			named = b.sheet.look(e.attr("val"))
		case "w:tblBorders":
			return s.look(&own)
		}
		return s.skip()
	})
	t.drawn = first(own.bordered, named.bordered)
	return err
}

func (b *body) row(s *stream, t *table) error {
	t.Rows = append(t.Rows, nil)
	t.at = 0
	deleted := false
	err := s.walk(func(e element) error { return b.rowPart(s, t, e, &deleted) })
	if deleted {
		t.Rows[len(t.Rows)-1] = nil
	}
	return err
}

func (b *body) rowPart(s *stream, t *table, e element, deleted *bool) error {
	switch e.name {
	case "w:trPr":
		return s.walk(func(e element) error {
			switch e.name {
			case "w:del":
				*deleted = true
			case "w:gridBefore":
				if n := number(e); n != nil && *n > 0 && *n < maxColumns {
					t.put(layout.Cell{Cols: *n}, false, false)
				}
			}
			return s.skip()
		})
	case "w:tc":
		return b.cell(s, t)
	case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
		return s.walk(func(e element) error { return b.rowPart(s, t, e, deleted) })
	case "mc:AlternateContent":
		return b.alternate(s, func(s *stream) error {
			return s.walk(func(e element) error { return b.rowPart(s, t, e, deleted) })
		})
	}
	return s.skip()
}

// cell reads one cell.
func (b *body) cell(s *stream, t *table) error {
	c := layout.Cell{Cols: 1, Rows: 1}
	starts, goesOn := false, false
	lines, err := b.aside(func() error {
		return s.walk(func(e element) error {
			if e.name != "w:tcPr" {
				return b.block(s, e)
			}
			return s.walk(func(e element) error {
				switch e.name {
				case "w:gridSpan":
					if n := number(e); n != nil {
						c.Cols = min(max(*n, 1), maxColumns)
					}
				case "w:vMerge":
					starts = e.attr("val") == "restart"
					goesOn = !starts
				case "w:tcBorders":
					var own look
					err := s.look(&own)
					t.cells = t.cells || isSet(own.bordered)
					return err
				}
				return s.skip()
			})
		})
	})
	c.Lines = lines
	t.put(c, starts, goesOn)
	return err
}

// put places a cell into the row; one that goes on from above and says nothing only
// makes that one longer.
func (t *table) put(c layout.Cell, starts, goesOn bool) {
	row := len(t.Rows) - 1
	at := t.at
	t.at += max(c.Cols, 1)
	if at < maxColumns {
		for len(t.columns) <= at {
			t.columns = append(t.columns, merge{})
		}
		if m := t.columns[at]; goesOn && m.open && len(c.Lines) == 0 && m.cell < len(t.Rows[m.row]) {
			t.Rows[m.row][m.cell].Rows = row - m.row + 1
			return
		}
		t.columns[at] = merge{row: row, cell: len(t.Rows[row]), open: starts}
	}
	t.Rows[row] = append(t.Rows[row], c)
}
