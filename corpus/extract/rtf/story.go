package rtf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/passage"
	"github.com/trolycongvu/congvu/corpus/extract/symbol"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// story is text that is read through: the document, a note or a box.
type story struct {
	lines   []structure.Line
	tables  []*table         // open, the outermost first
	asides  []structure.Line // notes and boxes of the paragraph being read
	pending []structure.Line // those of the table being read
	note    bool

	label passage.Passage
	text  passage.Passage
}

// add puts a run behind the others.
func (s *story) add(run charset.Run, g *group) {
	if _, legacy := charset.ForFont(run.Font); !legacy {
		run.Text, run.Font = symbol.Text(run.Font, run.Text), ""
	}
	if g.to == toLabel {
		s.label.Add(run, passage.Look{})
	} else {
		s.text.Add(run, g.look)
	}
}

// endParagraph emits the lines of the paragraph, then its boxes and notes. hard
// tells that the file ends it, so that an empty one may close a table.
func (r *reader) endParagraph(hard bool) error {
	r.flush()
	s := r.story
	if hard || !s.text.Empty() {
		r.reach(r.top().depth)
	}
	for _, line := range s.text.Lines(labelText(&s.label)) {
		r.count++
		if r.size > r.limits.Bytes || r.count > r.limits.Lines {
			return fmt.Errorf("%w: quá nhiều chữ", layout.ErrTooLarge)
		}
		line.Style.Centred, line.Style.Heading = r.top().centred, r.top().heading
		s.emit(line)
	}
	if len(s.tables) > 0 {
		s.pending = append(s.pending, s.asides...)
	} else {
		s.lines = append(s.lines, s.asides...)
	}
	s.asides, s.text, s.label = nil, passage.Passage{}, passage.Passage{}
	return nil
}

// emit adds lines to the cell being read, or the text.
func (s *story) emit(lines ...structure.Line) {
	if n := len(s.tables); n > 0 {
		s.tables[n-1].lines = append(s.tables[n-1].lines, lines...)
		return
	}
	s.lines = append(s.lines, lines...)
}

// labelText is the number of a list as the file shows it, or the sign of one
// without numbers, with a space behind it.
func labelText(label *passage.Passage) string {
	text := layout.Clean(label.Text())
	if utf8.RuneCountInString(text) == 1 && !strings.ContainsAny(text, "0123456789") {
		text = symbol.Bullet("", text)
	}
	if text == "" {
		return ""
	}
	return text + " "
}
