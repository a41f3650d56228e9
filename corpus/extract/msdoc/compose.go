package msdoc

import (
	"strings"
	"unicode/utf16"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/symbol"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// Signs in the text of a paragraph.
const (
	signBreak = "\x02" // always begins a line
	signWrap  = "\x03" // a line break
)

// composed is the text of a paragraph.
type composed struct {
	runs   []charset.Run
	raised bool // the last run is
	style  structure.Style
	some   bool  // anything but space was seen
	hidden bool  // there is text, and all of it is hidden
	boxes  []int // places of text boxes
	notes  []int // places of references to notes
}

// compose reads the characters of a paragraph.
func (b *body) compose(p paragraph, from, to int) *composed {
	t := &composed{style: structure.Style{Bold: true, Italic: true}}
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
	t.style.Bold, t.style.Italic = t.style.Bold && t.some, t.style.Italic && t.some
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
		t.hidden = t.hidden || c.hidden && !t.some
		return
	}
	t.add(b.inFont(c, text), c)
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
		return signWrap
	case charPage, charColumn:
		return signBreak
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
	switch {
	case !legacy && (symbol.IsFont(font) || which == 1):
		text = symbol.Text(font, text)
	case legacy && c.caps && strings.HasPrefix(font, "."):
		font += "H" // the font of capitals
	}
	if !legacy {
		font = ""
	}
	if c.caps && !strings.HasPrefix(font, ".") {
		text = strings.ToUpper(text)
	}
	return charset.Run{Text: text, Font: font}
}

func (b *body) font(i int) string {
	if i < 0 || i >= len(b.fonts) {
		return ""
	}
	return b.fonts[i]
}

// add puts a run behind the others.
func (t *composed) add(r charset.Run, c character) {
	if strings.TrimFunc(r.Text, func(r rune) bool { return r < ' ' || layout.IsSpace(r) }) != "" {
		t.some, t.hidden = true, false
		t.style.Bold = t.style.Bold && c.bold
		t.style.Italic = t.style.Italic && c.italic
	}
	if n := len(t.runs); n > 0 && c.raised && !t.raised && raises(t.runs[n-1].Text, r.Text) {
		r.Text = "^" + r.Text
	}
	t.runs = append(t.runs, r)
	t.raised = c.raised
}

// raises tells where reading raised text on the line would make another number:
// 10⁻⁵ is not 10-5. "m²" stays "m2".
func raises(before, raised string) bool {
	last, next := before[len(before)-1], raised[0]
	digit := last >= '0' && last <= '9'
	return digit && (next >= '0' && next <= '9' || next == '-' || next == '+' || strings.HasPrefix(raised, "–")) ||
		last == ')' && next != 'o'
}

// lines cuts the text at its breaks. There is at least one line; it may be empty.
func (t *composed) lines() []structure.Line {
	text := charset.Paragraph(t.runs)
	var lines []structure.Line
	var cur strings.Builder
	flush := func() {
		for _, part := range layout.Columns(cur.String()) {
			lines = append(lines, structure.Line{Text: layout.Clean(part)})
		}
		cur.Reset()
	}
	for {
		end := strings.IndexAny(text, signBreak+signWrap)
		if end < 0 {
			cur.WriteString(text)
			break
		}
		cur.WriteString(text[:end])
		wrap := text[end:end+1] == signWrap
		text = text[end+1:]
		if wrap && !layout.Breaks(layout.Clean(cur.String()), layout.Clean(upTo(text))) {
			cur.WriteByte(' ')
			continue
		}
		flush()
	}
	flush()
	return lines
}

// upTo is the text before the next break.
func upTo(text string) string {
	if end := strings.IndexAny(text, signBreak+signWrap); end >= 0 {
		return text[:end]
	}
	return text
}
