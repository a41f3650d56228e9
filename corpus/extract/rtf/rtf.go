// Package rtf reads Rich Text Format (RTF 1.9.1) as the reader of the page sees
// it: the numbers of lists as the file shows them, footnotes behind the line that
// refers to them, text boxes, the result of fields; hidden and deleted text,
// headers, footers and comments are left out. Text comes in the encoding of its
// font, legacy Vietnamese ones included.
package rtf

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// ErrBroken says that the bytes are no RTF.
var ErrBroken = errors.New("tệp .rtf hỏng: hãy mở bằng Word hoặc LibreOffice rồi lưu lại dạng .docx")

const (
	maxGroups       = 1000 // nested in each other; real files have about thirty
	generatorWithin = 1 << 18
)

// Read reads an RTF file. A file that breaks off is read as far as it goes. Zero
// fields of limits stand for the usual values. Errors wrap ErrBroken or
// layout.ErrTooLarge.
func Read(raw []byte, limits layout.Limits) ([]structure.Line, error) {
	limits = limits.OrDefault()
	raw = bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")), " \t\r\n\x00")
	if !bytes.HasPrefix(raw, []byte(`{\rtf`)) {
		return nil, ErrBroken
	}
	if int64(len(raw)) > limits.FileBytes {
		return nil, fmt.Errorf("%w: tệp .rtf %d MB", layout.ErrTooLarge, len(raw)>>20)
	}
	r := &reader{scanner: scanner{raw: raw}, limits: limits, fonts: map[int]*font{}, page: codePage(1252), story: &story{}}
	r.groups = []group{{skip: 1}}
	r.office = bytes.Contains(raw[:min(len(raw), generatorWithin)], []byte(`\generator LibreOffice`))
	for {
		t, ok := r.next()
		if !ok {
			break
		}
		if err := r.token(t); err != nil {
			return nil, err
		}
	}
	r.flush()
	for len(r.groups) > 2 { // a file that breaks off; the text stands in the second
		if err := r.close(); err != nil {
			return nil, err
		}
	}
	if err := r.endParagraph(false); err != nil {
		return nil, err
	}
	r.closeTables(0)
	return r.story.lines, nil
}
