package docx

import (
	"strconv"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// note is the text of a footnote or an endnote.
type note struct {
	lines []structure.Line
}

// readNotes reads footnotes.xml or endnotes.xml.
func (b *body) readNotes(s *stream, name string, into map[string]note) error {
	return s.walk(func(e element) error {
		switch e.name {
		case "w:footnotes", "w:endnotes":
			return b.readNotes(s, name, into)
		case name:
			if kind := e.attr("type"); kind != "" && kind != "normal" { // the line above the notes
				return s.skip()
			}
			id := e.attr("id")
			breaks := b.breaks
			lines, err := b.aside(func() error { return b.blocks(s) })
			b.breaks = breaks
			into[id] = note{lines: lines}
			return err
		}
		return s.skip()
	})
}

// refer puts a note behind the paragraph, with the number that the page shows.
func (b *body) refer(p *paragraph, notes map[string]note, count *int, e element) {
	n, ok := notes[e.attr("id")]
	if !ok || b.inInstruction() {
		return
	}
	delete(notes, e.attr("id"))
	*count++
	mark := strconv.Itoa(*count)
	if count == &b.ended {
		mark = writeNumber(*count, "lowerRoman")
	}
	for i, l := range n.lines {
		l.Style = structure.Style{Note: true}
		l.Page = b.breaks + 1
		if i == 0 && !l.Table {
			l.Text = "[" + mark + "] " + l.Text
		}
		p.notes = append(p.notes, l)
	}
}
