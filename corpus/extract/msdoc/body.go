package msdoc

import (
	"fmt"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// body reads the text, paragraph by paragraph.
type body struct {
	file                   *file
	limits                 layout.Limits
	text                   *pieces
	characters, paragraphs looks
	styles                 *styles
	known                  map[int]paragraph // by style
	fonts                  []string
	lists                  lists

	silent  []bool        // characters of fields that do not print
	notes   map[int]aside // by the place that refers to them
	boxes   map[int]aside // by the place that they hang on
	loose   []aside       // boxes whose place is not known
	lines   []structure.Line
	tables  []*table         // open, the outermost first
	pending []structure.Line // notes and boxes referred to from inside a table
	nested  int              // stories that are open inside each other
	bytes   int
	count   int
}

// aside is text that stands elsewhere: a note or a text box.
type aside struct {
	start, end int
	label      string
}

// read reads the main text and what hangs on it.
func (b *body) read() ([]structure.Line, error) {
	b.silent = fieldParts(b.text.units)
	b.findNotes()
	b.findBoxes()
	lines, err := b.story(0, b.file.counts[storyMain])
	if err != nil {
		return nil, err
	}
	for _, box := range b.loose {
		more, err := b.story(box.start, box.end)
		if err != nil {
			return nil, err
		}
		lines = append(lines, more...)
	}
	return lines, nil
}

// story reads the paragraphs from start to end and returns their lines.
func (b *body) story(start, end int) ([]structure.Line, error) {
	if b.nested >= maxNested {
		return nil, nil
	}
	b.nested++
	outer := *b
	b.lines, b.tables, b.pending = nil, nil, nil
	end = min(end, len(b.text.units))
	for from := start; from < end; {
		to := b.paragraphEnd(from, end)
		if err := b.paragraph(from, to); err != nil {
			return nil, err
		}
		from = to
	}
	b.closeTables(0)
	lines := b.lines
	b.lines, b.tables, b.pending = outer.lines, outer.tables, outer.pending
	b.nested--
	return lines, nil
}

const (
	maxNested = 4       // notes in notes in boxes
	maxDepth  = 16      // tables in tables
	maxWork   = 1 << 28 // bytes of property changes applied, a few seconds' worth
)

const (
	charPicture  = 0x01
	charNote     = 0x02
	charCell     = 0x07
	charShape    = 0x08
	charTab      = 0x09
	charLine     = 0x0B
	charPage     = 0x0C
	charEnd      = 0x0D
	charColumn   = 0x0E
	charField    = 0x13
	charResult   = 0x14
	charFieldEnd = 0x15
	charHyphen   = 0x1E
	charMayBreak = 0x1F
	charSymbol   = 0x28
)

// paragraphEnd finds the place behind the paragraph that begins at from.
func (b *body) paragraphEnd(from, end int) int {
	for cp := from; cp < end; cp++ {
		switch b.text.units[cp] {
		case charEnd, charCell:
			if b.text.units[cp] == charEnd && cp+1 < end && b.isDeleted(cp) {
				continue
			}
			return cp + 1
		case charPage:
			x := b.text.pieceAt(cp)
			if at := x.byteAt(cp); b.paragraphs.at(at).end == at+x.width { // the end of a section
				return cp + 1
			}
		}
	}
	return end
}

// isDeleted tells whether the end of a paragraph was deleted with changes tracked.
func (b *body) isDeleted(cp int) bool {
	x := b.text.pieceAt(cp)
	for op, operand := range changes(b.characters.at(x.byteAt(cp)).changes) {
		if op == opDeleted {
			return at(operand, 0) != 0 && !b.paragraphAt(cp).inTable
		}
	}
	return false
}

// paragraph reads one paragraph, whose end mark is the last character.
func (b *body) paragraph(from, to int) error {
	p := b.paragraphAt(to - 1)
	if b.styles.work > maxWork {
		return fmt.Errorf("%w: định dạng quá phức tạp", layout.ErrTooLarge)
	}
	last := b.text.units[to-1]
	depth := min(max(p.depth, 0), maxDepth, b.limits.Depth)
	if depth == 0 && last == charCell {
		depth = 1
	}
	b.closeTables(depth)
	for len(b.tables) < depth {
		b.tables = append(b.tables, &table{first: len(b.lines) == 0 && len(b.tables) == 0})
	}
	if depth > 0 && last == charCell && depth == 1 && p.rowEnd || depth > 1 && p.innerEnd {
		b.tables[depth-1].endRow(p)
		return nil
	}
	if err := b.emit(p, from, to); err != nil {
		return err
	}
	if depth == 1 && last == charCell || depth > 1 && p.innerCell {
		b.tables[depth-1].endCell()
	}
	return nil
}

// closeTables closes the tables deeper than depth.
func (b *body) closeTables(depth int) {
	for n := len(b.tables); n > depth; n-- {
		lines := b.tables[n-1].finish()
		b.tables = b.tables[:n-1]
		b.add(lines...)
	}
	if depth == 0 && len(b.pending) > 0 {
		b.lines = append(b.lines, b.pending...)
		b.pending = nil
	}
}

// add puts lines into the cell being read, or the text.
func (b *body) add(lines ...structure.Line) {
	if n := len(b.tables); n > 0 {
		b.tables[n-1].lines = append(b.tables[n-1].lines, lines...)
		return
	}
	b.lines = append(b.lines, lines...)
}

// emit adds the lines of a paragraph, then its boxes and notes.
func (b *body) emit(p paragraph, from, to int) error {
	t := b.compose(p, from, to)
	label := ""
	if p.list > 0 && (t.Visible() || !t.hidden) {
		label = b.lists.label(p.list, p.level, b.fonts)
	}
	for _, line := range t.Lines(label) {
		b.bytes += len(line.Text)
		b.count++
		if b.bytes > b.limits.Bytes || b.count > b.limits.Lines {
			return fmt.Errorf("%w: quá nhiều chữ", layout.ErrTooLarge)
		}
		line.Style.Centred, line.Style.Heading = p.centred, p.heading
		b.add(line)
	}
	return b.asides(t)
}
