// Package docx reads Word documents (ISO/IEC 29500, .docx) as the reader of the
// page sees them: numbers of automatic lists written out, footnotes behind the
// line that refers to them, text boxes once, the result of fields, tracked changes
// as if accepted, fonts of the old Vietnamese encodings turned into Unicode.
// Headers and footers stand apart.
package docx

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// Document is what a file says.
type Document struct {
	Lines    []structure.Line
	Title    string // of the file's properties; often nothing, or a leftover
	Pages    int    // as last laid out by Word; 0 where the file does not say
	Warnings []string
	// Margins are the headers and footers, each line once: no part of the text, but a
	// stamp of secrecy may stand there.
	Margins []structure.Line
}

// Read reads a .docx file. Its errors are those of the zip and the XML inside, or
// layout.ErrTooLarge.
func Read(ctx context.Context, r io.ReaderAt, size int64, limits layout.Limits) (Document, error) {
	limits = limits.OrDefault()
	z, err := zip.NewReader(r, size)
	if err != nil {
		return Document{}, fmt.Errorf("mở tệp nén: %w", err)
	}
	p := &pack{ctx: ctx, limits: limits, left: limits.Unpacked, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		p.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	return p.document()
}

// document reads the parts in the order in which they are needed.
func (p *pack) document() (Document, error) {
	main, err := p.mainPart()
	if err != nil {
		return Document{}, err
	}
	b := &body{pack: p, footnotes: map[string]note{}, endnotes: map[string]note{}, sheet: newSheet()}
	steps := []struct {
		part string
		read func(*stream) error
	}{
		{p.beside(main, "styles.xml"), b.sheet.readStyles},
		{p.beside(main, "numbering.xml"), b.sheet.readNumbering},
		{p.beside(main, "footnotes.xml"), func(s *stream) error { return b.readNotes(s, "w:footnote", b.footnotes) }},
		{p.beside(main, "endnotes.xml"), func(s *stream) error { return b.readNotes(s, "w:endnote", b.endnotes) }},
	}
	for _, step := range steps {
		if err := p.each(step.part, step.read); err != nil {
			return Document{}, err
		}
	}
	b.fields = nil
	if err := p.each(main, b.read); err != nil {
		return Document{}, err
	}
	d := Document{Lines: b.lines, Warnings: b.warnings}
	if b.breaks > 0 {
		d.Pages = b.breaks + 1
	} else {
		for i := range d.Lines {
			d.Lines[i].Page = 0
		}
	}
	if d.Margins, err = b.margins(main); err != nil {
		return Document{}, err
	}
	if err := p.each("docprops/core.xml", func(s *stream) error { return s.title(&d.Title) }); err != nil {
		d.Warnings = append(d.Warnings, "không đọc được thuộc tính của tệp")
	}
	return d, nil
}
