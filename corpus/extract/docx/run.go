package docx

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/symbol"
)

// run reads <w:r>.
func (b *body) run(s *stream, p *paragraph) error {
	l := p.look
	return s.walk(func(e element) error {
		if e.name == "w:rPr" {
			own, err := b.runLook(s)
			l = p.look.over(own)
			return err
		}
		return b.content(s, e, p, l)
	})
}

// runLook reads <w:rPr>, its character style below it.
func (b *body) runLook(s *stream) (look, error) {
	var own, named look
	err := s.walk(func(e element) error {
		switch e.name {
		case "w:rStyle":
			named = b.sheet.look(e.attr("val"))
			return s.skip()
		case "w:b":
			own.bold = flag(e)
		case "w:i":
			own.italic = flag(e)
		case "w:caps":
			own.caps = flag(e)
		case "w:vanish":
			own.vanish = flag(e)
		case "w:vertAlign":
			raised := e.attr("val") == "superscript"
			own.raised = &raised
		case "w:rFonts":
			own.font = firstText(e.attr("ascii"), e.attr("hAnsi"))
		}
		return s.skip()
	})
	return named.over(own), err
}

// content reads one child of a run.
func (b *body) content(s *stream, e element, p *paragraph, l look) error {
	switch e.name {
	case "w:t":
		text, err := s.text()
		if isSet(l.caps) {
			text = strings.ToUpper(text)
		}
		b.put(p, l, symbol.Text(l.font, controls.Replace(text)))
		return err
	case "w:tab", "w:ptab":
		b.put(p, l, "\t")
	case "w:br":
		b.put(p, l, lineBreak(e))
	case "w:cr":
		b.put(p, l, wrapSign)
	case "w:noBreakHyphen":
		b.put(p, l, "-")
	case "w:sym":
		b.put(p, l, sign(e))
	case "w:lastRenderedPageBreak":
		b.add(p, piece{text: pageSign, font: l.font, bold: isSet(l.bold), italic: isSet(l.italic)})
	case "w:footnoteReference":
		b.refer(p, b.footnotes, &b.noted, e)
	case "w:endnoteReference":
		b.refer(p, b.endnotes, &b.ended, e)
	case "w:fldChar":
		b.field(e)
	case "mc:AlternateContent":
		return b.alternate(s, func(s *stream) error {
			return s.walk(func(e element) error { return b.content(s, e, p, l) })
		})
	case "w:drawing", "w:pict", "w:object":
		return b.drawing(s, e, p, l)
	case "w:ruby", "w:rubyBase", "w:r":
		return b.inline(s, p)
	}
	return s.skip()
}

// controls takes out of a text what stands for line ends there, so that no text can
// look like the signs inside pieces.
var controls = strings.NewReplacer("\r", " ", "\n", " ")

func lineBreak(e element) string {
	switch e.attr("type") {
	case "page", "column":
		return breakSign
	}
	return wrapSign
}

// put adds visible text in a look.
func (b *body) put(p *paragraph, l look, text string) {
	if isSet(l.vanish) || b.inInstruction() {
		return
	}
	b.add(p, piece{text: text, font: l.font, bold: isSet(l.bold), italic: isSet(l.italic), raised: isSet(l.raised)})
}

// maxFields bounds how deep fields nest; what goes deeper is read as its text.
const maxFields = 64

// field follows the begin, separator and end of a field: its instruction is left
// out, its result is text.
func (b *body) field(e element) {
	n := len(b.fields)
	switch e.attr("fldCharType") {
	case "begin":
		if n < maxFields {
			b.fields = append(b.fields, false)
		}
	case "separate":
		if n > 0 {
			b.fields[n-1] = true
		}
	case "end":
		if n > 0 {
			b.fields = b.fields[:n-1]
		}
	}
}

// inInstruction tells whether text now belongs to a field's instruction. Only
// w:instrText should stand there, but nested fields put their results there too.
func (b *body) inInstruction() bool {
	for _, result := range b.fields {
		if !result {
			return true
		}
	}
	return false
}

// drawing reads text boxes inside a drawing, and notes that a picture stands in
// the line.
func (b *body) drawing(s *stream, e element, p *paragraph, l look) error {
	inline := e.name == "w:object"
	picture := e.name == "w:object"
	var visit func(e element) error
	visit = func(e element) error {
		switch e.name {
		case "wp:inline":
			inline = true
		case "pic:pic":
			picture = true
		case "w:txbxContent":
			fields := b.fields
			b.fields = nil
			lines, err := b.aside(func() error { return b.blocks(s) })
			b.fields = fields
			p.boxes = append(p.boxes, lines...)
			return err
		case "a:t":
			text, err := s.text()
			b.put(p, l, " "+controls.Replace(text))
			return err
		case "mc:AlternateContent":
			return b.alternate(s, func(s *stream) error { return s.walk(visit) })
		}
		return s.walk(visit)
	}
	err := s.walk(visit)
	if inline && picture {
		b.put(p, l, " "+layout.Picture+" ")
	}
	return err
}
