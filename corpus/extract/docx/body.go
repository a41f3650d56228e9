package docx

import (
	"fmt"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// body reads the text part by part of the page.
type body struct {
	pack                *pack
	sheet               *sheet
	footnotes, endnotes map[string]note

	lines    []structure.Line // of the document, or of the cell or box being read
	bytes    int              // of text read so far
	count    int              // of lines read so far
	breaks   int              // page breaks that Word drew so far
	tables   int              // tables that are open
	fields   []bool           // open fields: is the result being read?
	carry    []piece          // of a paragraph whose end was deleted
	pending  []structure.Line // notes referred to from inside a table
	noted    int              // footnotes referred to
	ended    int              // endnotes referred to
	warnings []string
	warned   map[string]bool
}

// read reads the part that holds the text.
func (b *body) read(s *stream) error {
	return s.walk(func(e element) error {
		if e.name == "w:document" {
			return b.read(s)
		}
		if e.name == "w:body" {
			return b.blocks(s)
		}
		return s.skip()
	})
}

// blocks reads paragraphs and tables up to the end of the element around them.
func (b *body) blocks(s *stream) error {
	return s.walk(func(e element) error { return b.block(s, e) })
}

func (b *body) block(s *stream, e element) error {
	switch e.name {
	case "w:p":
		return b.paragraph(s)
	case "w:tbl":
		return b.table(s)
	case "w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo":
		return b.blocks(s)
	case "mc:AlternateContent":
		return b.alternate(s, b.blocks)
	case "w:altChunk":
		b.warn("có phần nhúng từ tệp khác (altChunk) chưa đọc được: hãy mở bằng Word rồi lưu lại dạng .docx")
	}
	return s.skip()
}

// alternate reads one of the alternatives of mc:AlternateContent: the first that
// says anything.
func (b *body) alternate(s *stream, read func(*stream) error) error {
	said := false
	return s.walk(func(e element) error {
		if said || e.name != "mc:Choice" && e.name != "mc:Fallback" {
			return s.skip()
		}
		before := b.bytes
		err := read(s)
		said = b.bytes > before
		return err
	})
}

// emit adds a line to what is being read.
func (b *body) emit(l structure.Line) error {
	b.count++
	if b.bytes > b.pack.limits.Bytes || b.count > b.pack.limits.Lines {
		return fmt.Errorf("%w: quá nhiều chữ", layout.ErrTooLarge)
	}
	b.lines = append(b.lines, l)
	return nil
}

// aside reads something with lines of its own and returns them.
func (b *body) aside(read func() error) ([]structure.Line, error) {
	outer := b.lines
	b.lines = nil
	err := read()
	inner := b.lines
	b.lines = outer
	return inner, err
}

func (b *body) warn(problem string) {
	if b.warned[problem] {
		return
	}
	if b.warned == nil {
		b.warned = map[string]bool{}
	}
	b.warned[problem] = true
	b.warnings = append(b.warnings, problem)
}
