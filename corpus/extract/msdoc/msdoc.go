// Package msdoc reads Word 97–2003 documents (.doc, [MS-DOC]) as the reader of the
// page sees them: numbers of automatic lists written out, footnotes behind the
// line that refers to them, text boxes behind the line that they hang on, the
// result of fields, tracked changes as if accepted, fonts of the old Vietnamese
// encodings turned into Unicode. Headers, footers and comments are left out.
//
// The file is a compound file of three streams. The text lies in WordDocument in
// pieces that the table stream lists (piece.go), the looks of characters and
// paragraphs in pages of property changes beside it (page.go, change.go), over the
// style sheet (style.go). Names in brackets in comments are those of [MS-DOC].
package msdoc

import (
	"errors"
	"fmt"
	"io"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// What keeps a file from being read, besides layout.ErrTooLarge.
var (
	ErrEncrypted = errors.New("tệp .doc có mật khẩu: hãy mở bằng Word hoặc LibreOffice, bỏ mật khẩu rồi lưu lại")
	ErrOld       = errors.New("tệp .doc của Word 6.0/95 hoặc cũ hơn: hãy mở bằng LibreOffice rồi lưu lại dạng .docx")
	ErrBroken    = errors.New("tệp .doc hỏng hoặc không phải tệp Word: hãy mở bằng LibreOffice rồi lưu lại dạng .docx")
)

// Read reads a .doc file of the given size in bytes. Zero fields of limits stand
// for the usual values. Errors wrap ErrEncrypted, ErrOld, ErrBroken or
// layout.ErrTooLarge.
func Read(r io.ReaderAt, size int64, limits layout.Limits) ([]structure.Line, error) {
	limits = limits.OrDefault()
	if size > limits.FileBytes {
		return nil, fmt.Errorf("%w: tệp .doc %d MB", layout.ErrTooLarge, size>>20)
	}
	f, err := open(r, size)
	if err != nil {
		return nil, err
	}
	pieces, err := f.readPieces()
	if err != nil {
		return nil, err
	}
	b := &body{
		file: f, limits: limits, text: pieces, known: map[int]paragraph{},
		characters: f.readPages(f.pair(pairCharacters), false),
		paragraphs: f.readPages(f.pair(pairParagraphs), true),
		styles:     f.readStyles(),
		fonts:      f.readFonts(),
		lists:      f.readLists(),
	}
	return b.read()
}
