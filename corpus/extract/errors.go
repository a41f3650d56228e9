package extract

import (
	"context"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/msdoc"
	"github.com/trolycongvu/congvu/corpus/extract/ocr"
	"github.com/trolycongvu/congvu/corpus/extract/pdf"
	"github.com/trolycongvu/congvu/corpus/extract/rtf"
)

// What keeps a file from being read. The sentences say what to do.
var (
	ErrUnknownFormat = errors.New("không nhận ra dạng tệp; đọc được .docx, .doc, .rtf, .odt, .pdf, ảnh, .html, .txt, .md và .eml")
	ErrTooLarge      = layout.ErrTooLarge
	ErrEncrypted     = errors.New("tệp có mật khẩu: hãy mở bằng chương trình đã tạo ra nó, bỏ mật khẩu rồi lưu lại")
	ErrBroken        = errors.New("tệp hỏng: hãy mở bằng Word hoặc LibreOffice rồi lưu lại, hoặc lấy lại tệp gốc")
	ErrNeedsTool     = errors.New("cần cài thêm chương trình")
	ErrNoText        = errors.New("tệp không có chữ")
)

// sentinels are the errors that a reader's error may already wrap.
var sentinels = []error{
	ErrUnknownFormat, ErrTooLarge, ErrEncrypted, ErrBroken, ErrNeedsTool, ErrNoText,
	context.Canceled, context.DeadlineExceeded,
}

// aliases say which sentinel the errors of the readers stand for.
var aliases = []struct{ of, is error }{
	{charset.ErrNotText, ErrUnknownFormat},
	{msdoc.ErrEncrypted, ErrEncrypted},
	{msdoc.ErrBroken, ErrBroken},
	{msdoc.ErrOld, ErrBroken},
	{rtf.ErrBroken, ErrBroken},
	{pdf.ErrEncrypted, ErrEncrypted},
	{pdf.ErrBroken, ErrBroken},
	{pdf.ErrTooLarge, ErrTooLarge},
	{pdf.ErrReader, ErrBroken},
	{ocr.ErrNeedsTool, ErrNeedsTool},
	{ocr.ErrBroken, ErrBroken},
	{ocr.ErrTooLarge, ErrTooLarge},
}

// alias is a reader's error that stands for a sentinel too, in the reader's words.
type alias struct{ err, is error }

func (a alias) Error() string   { return a.err.Error() }
func (a alias) Unwrap() []error { return []error{a.err, a.is} }

// known makes err wrap a sentinel: what a reader says in its own way is broken.
func known(err error) error {
	for _, s := range sentinels {
		if errors.Is(err, s) {
			return err
		}
	}
	for _, a := range aliases {
		if errors.Is(err, a.of) {
			return alias{err, a.is}
		}
	}
	return fmt.Errorf("%w (%w)", ErrBroken, err)
}
