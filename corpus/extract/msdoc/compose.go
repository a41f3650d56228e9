package msdoc

import (
	"strings"
	"unicode/utf16"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/passage"
	"github.com/trolycongvu/congvu/corpus/extract/symbol"
)

// composed is the text of a paragraph and what hangs on it.
type composed struct {
	passage.Passage
	hidden bool  // there is text, and all of it is hidden
	boxes  []int // places of text boxes
	notes  []int // places of references to notes
}

// compose reads the characters of a paragraph.
func (b *body) compose(p paragraph, from, to int) *composed {
	t := &composed{}
	base := b.styles.text(p.style)
	for cp := from; cp < to; {
		x := b.text.pieceAt(cp)
		l := b.characters.at(x.byteAt(cp))
		end := min(to, x.end, cp+(l.end-x.byteAt(cp)+x.width-1)/x.width)
		if end <= cp {
			end = cp + 1
		}
		c := base
		c.apply(b.styles, l.changes, base)
		c.apply(b.styles, x.changes, base)
		b.run(t, c, cp, end)
		cp = end
	}
	return t
}

// run adds characters of one look.
func (b *body) run(t *composed, c character, from, to int) {
	if c.deleted {
		return
	}
	var s strings.Builder
	units := b.text.units
	for cp := from; cp < to; cp++ {
		u := units[cp]
		if b.silent[cp] {
			continue
		}
		switch {
		case c.hidden && u >= ' ':
		case utf16.IsSurrogate(rune(u)):
			if cp+1 < len(units) {
				if r := utf16.DecodeRune(rune(u), rune(units[cp+1])); r != '\uFFFD' {
					s.WriteRune(r)
				}
			}
		case c.symbol != 0 && u == charSymbol:
			s.WriteRune(symbol.Of(b.font(c.symbolFont), c.symbol))
		case u >= ' ':
			s.WriteRune(rune(u))
		default:
			s.WriteString(b.control(t, c, u, cp))
		}
	}
	text := s.String()
	if text == "" {
		t.hidden = t.hidden || c.hidden
		return
	}
	t.Add(b.inFont(c, text), passage.Look{Bold: c.bold, Italic: c.italic, Caps: c.caps, Raised: c.raised})
}

// control gives what a control character prints as.
func (b *body) control(t *composed, c character, u uint16, cp int) string {
	switch u {
	case charPicture:
		if c.special {
			return " " + layout.Picture + " "
		}
	case charNote:
		if _, ok := b.notes[cp]; ok {
			t.notes = append(t.notes, cp)
		}
	case charShape:
		if _, ok := b.boxes[cp]; ok {
			t.boxes = append(t.boxes, cp)
		}
	case charTab:
		return "\t"
	case charLine:
		return passage.Wrap
	case charPage, charColumn:
		return passage.Break
	case charHyphen:
		return "-"
	}
	return ""
}

// inFont gives the run its font as far as it matters for reading it.
func (b *body) inFont(c character, text string) charset.Run {
	which := 0
	for _, r := range text {
		if r >= 0x80 {
			which = 1
		}
	}
	font := b.font(c.fonts[which])
	_, legacy := charset.ForFont(font)
	if !legacy {
		text, font = symbol.Text(font, text), ""
	}
	return charset.Run{Text: text, Font: font}
}

func (b *body) font(i int) string {
	if i < 0 || i >= len(b.fonts) {
		return ""
	}
	return b.fonts[i]
}
