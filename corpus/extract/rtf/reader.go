package rtf

import (
	"fmt"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/passage"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// reader turns tokens into lines.
type reader struct {
	scanner
	limits  layout.Limits
	page    *charmap.Charmap // nil for UTF-8
	initial int              // the font of plain text
	fonts   map[int]*font
	groups  []group
	story   *story
	outer   []*story // around the one being read
	high    rune     // first half of a pair of \u
	office  bool     // LibreOffice wrote the file: after \u without a fallback, a space is one of the text's
	skip    int      // what still stands for a \u where it is not known
	bytes   []byte   // of one font, not yet decoded
	size    int      // bytes of text so far
	count   int      // lines so far
	notes   int
}

// destination is where the text of a group goes.
type destination int

const (
	toText destination = iota
	toNowhere
	toFonts
	toLabel // the number of a list
	toDepth // properties of a nested table: no text
)

// group is the state between braces.
type group struct {
	to      destination
	begun   bool // something stood in it
	starred bool // it began with \*
	either  bool // \upr: the plain form, before the Unicode one
	aside   bool // a note or box ends with it
	look    passage.Look
	hidden  bool
	skip    int // \uc
	font    int
	centred bool
	heading int
	depth   int // tables around it
}

func (r *reader) top() *group { return &r.groups[len(r.groups)-1] }

func (r *reader) token(t token) error {
	switch t.kind {
	case opens:
		if len(r.groups) >= maxGroups {
			return fmt.Errorf("%w: nhóm lồng quá sâu", layout.ErrTooLarge)
		}
		r.flush()
		r.skip = 0
		g := *r.top()
		g.begun, g.starred, g.aside = false, false, false
		if r.top().either { // the plain form of \upr is left out
			g.to, g.either = toNowhere, false
			r.top().either = false
		}
		r.groups = append(r.groups, g)
		return nil
	case closes:
		r.flush()
		r.skip = 0
		return r.close()
	case text, code:
		r.put(t)
		r.top().begun = true
		return nil
	}
	if r.skip > 0 && t.word != "u" && t.word != "" {
		r.skip--
		return nil
	}
	err := r.control(t)
	r.top().begun = true
	return err
}

// close ends a group.
func (r *reader) close() error {
	if len(r.groups) < 2 {
		return nil // one brace too many
	}
	g := *r.top()
	if g.aside {
		if err := r.endParagraph(false); err != nil {
			return err
		}
		r.endAside()
	}
	r.groups = r.groups[:len(r.groups)-1]
	return nil
}

// put takes bytes of text.
func (r *reader) put(t token) {
	raw := t.bytes
	if r.skip > 0 {
		n := min(r.skip, len(raw))
		r.skip -= n
		raw = raw[n:]
	}
	g := r.top()
	switch g.to {
	case toFonts:
		if f := r.fonts[g.font]; f != nil && f.name.Len() < maxName {
			for _, c := range raw {
				if c == ';' {
					break
				}
				f.name.WriteRune(rune(c))
			}
		}
	case toText, toLabel:
		r.bytes = append(r.bytes, raw...)
	}
}

// flush decodes the bytes that were put.
func (r *reader) flush() {
	if len(r.bytes) == 0 {
		return
	}
	g := r.top()
	s := r.decode(r.fonts[g.font], r.bytes)
	r.bytes = r.bytes[:0]
	r.write(s)
}

// write adds text in the look of the group.
func (r *reader) write(s string) {
	g := r.top()
	if s == "" || g.to != toText && g.to != toLabel || g.hidden && g.to == toText {
		return
	}
	r.size += len(s)
	name := ""
	if f := r.fonts[g.font]; f != nil {
		name = f.name.String()
	}
	r.story.add(charset.Run{Text: s, Font: name}, g)
}

// unicode writes the character of \u.
func (r *reader) unicode(n int) {
	r.flush()
	r.skip = r.top().skip
	u := rune(uint16(n)) // negative where 16 bits are written as signed
	if n > 0xFFFF {
		u = rune(n)
	}
	if utf16.IsSurrogate(u) {
		if full := utf16.DecodeRune(r.high, u); full != '\uFFFD' {
			r.write(string(full))
			r.high = 0
			return
		}
		r.high = u
		return
	}
	r.high = 0
	r.write(string(u))
	if r.office && r.skip == 0 && r.raw[r.at-1] == ' ' {
		r.write(" ")
	}
}

// beginAside begins a note or a box: text that stands elsewhere.
func (r *reader) beginAside(note bool) {
	if len(r.outer) >= maxAsides {
		r.top().to = toNowhere
		return
	}
	g := r.top()
	g.aside, g.to, g.depth = true, toText, 0
	r.outer = append(r.outer, r.story)
	r.story = &story{note: note}
}

// endAside puts the note or box behind the paragraph around it.
func (r *reader) endAside() {
	r.closeTables(0)
	lines := r.story.lines
	if r.story.note && len(lines) > 0 {
		r.notes++
		for i := range lines {
			lines[i].Style = structure.Style{Note: true}
			if i == 0 && !lines[i].Table {
				lines[i].Text = fmt.Sprintf("[%d] %s", r.notes, lines[i].Text)
			}
		}
	}
	n := len(r.outer) - 1
	r.story, r.outer = r.outer[n], r.outer[:n]
	r.story.asides = append(r.story.asides, lines...)
}

const maxAsides = 8 // boxes in boxes
