package extract

import (
	"fmt"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

// finish makes all readers alike: clean lines without empty ones, within the limits.
func (f *file) finish(t Text) (Text, error) {
	lines := t.Lines[:0]
	size := 0
	said := false
	for _, l := range t.Lines {
		if !l.Table {
			l.Text = layout.Clean(l.Text)
		}
		if l.Text == "" {
			continue
		}
		size += len(l.Text)
		said = said || l.Text != layout.Picture
		lines = append(lines, l)
	}
	t.Lines = lines
	if size > f.opts.Limits.Bytes || len(lines) > f.opts.Limits.Lines {
		return Text{}, fmt.Errorf("%w: %d dòng, %d MB chữ", ErrTooLarge, len(lines), size>>20)
	}
	if !said {
		for _, a := range t.Attachments {
			if a.Err == nil {
				return t, nil
			}
		}
		return Text{}, noText(t)
	}
	return t, nil
}

// noText says why, as far as the format tells.
func noText(t Text) error {
	switch {
	case t.Format == FormatPDF || t.Format == FormatImage:
		return fmt.Errorf("%w: trang là ảnh, hãy cài tesseract-ocr và tesseract-ocr-vie (Debian: apt install tesseract-ocr-vie) rồi nhập lại", ErrNoText)
	case len(t.Lines) > 0:
		return fmt.Errorf("%w: tệp chỉ có ảnh, hãy xuất ra PDF rồi nhập lại để nhận dạng chữ", ErrNoText)
	}
	return ErrNoText
}
