package docx

import (
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// Signs inside pieces; XML cannot hold them.
const (
	pageSign  = "\x01" // Word drew a page break here
	breakSign = "\x02" // a break that always begins a line
	wrapSign  = "\x03" // a line break
)

// piece is a stretch of a paragraph in one look.
type piece struct {
	text         string
	font         string
	bold, italic bool
	raised       bool
}

// paragraph gathers what one <w:p> holds.
type paragraph struct {
	style  string // its style's name
	look   look   // of the paragraph and, under the runs' own, of its runs
	pieces []piece
	boxes  []structure.Line // text boxes anchored in it
	notes  []structure.Line // footnotes that it refers to
	joins  bool             // its end was deleted: the next one goes on
}

// paragraph reads a paragraph and emits its lines.
func (b *body) paragraph(s *stream) error {
	p := &paragraph{look: b.sheet.paragraph(""), pieces: b.carry}
	b.carry = nil
	if err := b.inline(s, p); err != nil {
		return err
	}
	if p.joins {
		b.carry = p.pieces
		p.pieces = nil
		return b.emitAll(append(p.boxes, p.notes...))
	}
	return b.finish(p)
}

// inline reads runs up to the end of the element around them.
func (b *body) inline(s *stream, p *paragraph) error {
	return s.walk(func(e element) error {
		switch e.name {
		case "w:pPr":
			return b.properties(s, p)
		case "w:r":
			return b.run(s, p)
		case "w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:fldSimple",
			"w:customXml", "w:dir", "w:bdo", "w:ruby", "w:rubyBase":
			return b.inline(s, p)
		case "mc:AlternateContent":
			return b.alternate(s, func(s *stream) error { return b.inline(s, p) })
		case "m:oMath", "m:oMathPara":
			text, err := s.formula()
			b.add(p, piece{text: text})
			return err
		case "w:p": // not where Word puts one, but text is text
			return b.paragraph(s)
		case "w:tbl":
			return b.table(s)
		}
		return s.skip()
	})
}

// properties reads <w:pPr>.
func (b *body) properties(s *stream, p *paragraph) error {
	var own look
	err := s.walk(func(e element) error {
		switch e.name {
		case "w:pStyle":
			p.style = e.attr("val")
		case "w:jc":
			centred := e.attr("val") == "center"
			own.centred = &centred
		case "w:outlineLvl":
			own.outline = number(e)
		case "w:numPr":
			return s.look(&own)
		case "w:rPr":
			return s.walk(func(e element) error {
				if e.name == "w:del" || e.name == "w:moveFrom" {
					p.joins = true
				}
				return s.skip()
			})
		}
		return s.skip()
	})
	p.look = b.sheet.paragraph(p.style).over(own)
	return err
}

// add appends a piece to the paragraph, into the last one where they look alike.
func (b *body) add(p *paragraph, x piece) {
	if x.text == "" {
		return
	}
	b.bytes += len(x.text)
	if n := len(p.pieces); n > 0 {
		last := &p.pieces[n-1]
		if last.font == x.font && last.bold == x.bold && last.italic == x.italic && last.raised == x.raised && len(last.text) < 4096 {
			last.text += x.text
			return
		}
	}
	p.pieces = append(p.pieces, x)
}

// finish emits the paragraph's lines, then its boxes and notes.
func (b *body) finish(p *paragraph) error {
	for i := range b.fields { // an instruction that never ends hides no more than its paragraph
		b.fields[i] = true
	}
	label := ""
	if p.look.num != nil && *p.look.num > 0 && !isSet(p.look.vanish) {
		label = b.sheet.label(*p.look.num, p.look.level, p.style)
	}
	text := p.text()
	style := p.lineStyle()
	for i, line := range b.split(text) {
		if i == 0 && label != "" {
			if line.Text == "" && !hasNumber(label) {
				continue
			}
			line.Text = layout.Clean(label + line.Text)
		}
		if line.Text == "" {
			continue
		}
		line.Style = style
		if err := b.emit(line); err != nil {
			return err
		}
	}
	if b.tables > 0 {
		b.pending = append(b.pending, p.notes...)
		return b.emitAll(p.boxes)
	}
	return b.emitAll(append(p.boxes, p.notes...))
}

// emitAll adds lines that were counted when they were read.
func (b *body) emitAll(lines []structure.Line) error {
	b.lines = append(b.lines, lines...)
	return nil
}

// hasNumber tells a number from the sign of a list without numbers.
func hasNumber(label string) bool {
	return strings.ContainsFunc(label, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// text decodes the pieces, each as its font asks.
func (p *paragraph) text() string {
	var b strings.Builder
	runs := make([]charset.Run, 0, len(p.pieces))
	legacy := false
	for i, x := range p.pieces {
		if x.raised && i > 0 && !p.pieces[i-1].raised && raises(p.pieces[i-1].text, x.text) {
			x.text = "^" + x.text
		}
		runs = append(runs, charset.Run{Text: x.text, Font: x.font})
		b.WriteString(x.text)
		if _, ok := charset.ForFont(x.font); ok {
			legacy = true
		}
	}
	if legacy {
		return charset.Paragraph(runs)
	}
	text := b.String()
	if !strings.ContainsFunc(text, isVietnamese) {
		text, _ = charset.Repair(text)
	}
	return text
}

// isVietnamese tells letters that no legacy code leaves in a text.
func isVietnamese(r rune) bool { return r >= 0x1ea0 && r <= 0x1ef9 }

// raises tells where reading raised text on the line would make another number:
// 10⁻⁵ is not 10-5. "m²" stays "m2".
func raises(before, raised string) bool {
	if before == "" || raised == "" {
		return false
	}
	last, next := before[len(before)-1], raised[0]
	digit := last >= '0' && last <= '9'
	return digit && (next >= '0' && next <= '9' || next == '-' || next == '+' || strings.HasPrefix(raised, "–")) ||
		last == ')' && next != 'o'
}

// split cuts the text into lines at its breaks and gives each the page that it
// begins on. It returns at least one line, which may be empty.
func (b *body) split(text string) []structure.Line {
	var lines []structure.Line
	var cur strings.Builder
	page := 0
	flush := func() {
		for _, column := range layout.Columns(cur.String()) {
			lines = append(lines, structure.Line{Text: layout.Clean(column), Page: max(page, 1)})
		}
		cur.Reset()
		page = 0
	}
	for text != "" {
		end := strings.IndexAny(text, pageSign+breakSign+wrapSign)
		part := text
		if end >= 0 {
			part = text[:end]
		}
		if page == 0 && layout.Clean(part) != "" {
			page = b.breaks + 1
		}
		cur.WriteString(part)
		if end < 0 {
			break
		}
		sign := text[end : end+1]
		text = text[end+1:]
		switch {
		case sign == pageSign:
			b.breaks++
		case sign == breakSign, layout.Breaks(layout.Clean(cur.String()), layout.Clean(upTo(text))):
			flush()
		default:
			cur.WriteByte(' ')
		}
	}
	flush()
	return lines
}

// upTo is the text before the next break.
func upTo(text string) string {
	if end := strings.IndexAny(text, breakSign+wrapSign); end >= 0 {
		text = text[:end]
	}
	return strings.ReplaceAll(text, pageSign, "")
}

// lineStyle is what all of the paragraph's text has in common.
func (p *paragraph) lineStyle() structure.Style {
	st := structure.Style{Centred: isSet(p.look.centred), Bold: true, Italic: true}
	some := false
	for _, x := range p.pieces {
		if layout.Clean(x.text) == "" {
			continue
		}
		some = true
		st.Bold = st.Bold && x.bold
		st.Italic = st.Italic && x.italic
	}
	st.Bold, st.Italic = st.Bold && some, st.Italic && some
	if o := p.look.outline; o != nil && *o >= 0 && *o < 9 {
		st.Heading = *o + 1
	}
	return st
}
