package web

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"strings"

	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/extract"
)

// Limits of a draft that is sent. What is a little over them is read to its end, for a
// browser shows an answer only when it could send everything.
const (
	maxDraftFile = 20 << 20 // bytes
	maxDraftText = 1 << 20  // bytes of pasted text
	maxDraftBody = 64 << 20 // bytes of the whole form
	maxDraftDay  = 64       // bytes
)

// The fields of the form.
const (
	fieldText = "van-ban"
	fieldFile = "tep"
	fieldDay  = "ngay"
)

// draftForm is a draft as it was sent.
type draftForm struct {
	Text string // pasted
	Name string // of the file
	Day  string // of the draft, as typed
	file []byte
	over error // what was too long
}

// Why a draft is not taken.
var (
	errNoDraft   = errors.New("hãy dán dự thảo vào ô hoặc chọn một tệp")
	errTwoDrafts = errors.New("chỉ kiểm tra một dự thảo mỗi lần: hãy dán chữ hoặc chọn tệp, không cả hai")
	errBigFile   = errors.New("tệp lớn hơn 20 MB: hãy bỏ bớt ảnh trong tệp hoặc chia nhỏ dự thảo")
	errLongText  = errors.New("đoạn dán dài hơn 1 MB: hãy lưu thành tệp rồi chọn tệp đó")
	errBadForm   = errors.New("biểu mẫu gửi lên bị hỏng hoặc thiếu phần cuối: hãy mở lại trang này rồi gửi lại")
)

// readDraft reads the form, whose body is bounded already.
func readDraft(r *http.Request) (f draftForm, err error) {
	form, err := r.MultipartReader()
	if err != nil {
		return f, errBadForm
	}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return f, f.check()
		}
		if err == nil {
			err = f.take(part)
		}
		if err != nil {
			return f, formError(r.Context(), err)
		}
	}
}

// take reads one part; those of other names are passed over.
func (f *draftForm) take(part *multipart.Part) error {
	switch part.FormName() {
	case fieldText:
		text, err := f.read(part, maxDraftText, errLongText)
		f.Text = strings.TrimSpace(strings.ToValidUTF8(string(text), "\uFFFD"))
		return err
	case fieldFile:
		f.Name = path.Base(strings.ReplaceAll(part.FileName(), `\`, "/"))
		file, err := f.read(part, maxDraftFile, errBigFile)
		f.file = file
		return err
	case fieldDay:
		day, err := f.read(part, maxDraftDay, corpus.ErrDate)
		f.Day = strings.TrimSpace(strings.ToValidUTF8(string(day), "\uFFFD"))
		return err
	}
	return nil
}

// read reads a part to its end and returns nothing of one that is longer than limit.
func (f *draftForm) read(part io.Reader, limit int64, over error) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(part, limit+1))
	if err != nil || int64(len(raw)) <= limit {
		return raw, err
	}
	if f.over == nil {
		f.over = over
	}
	_, err = io.Copy(io.Discard, part)
	return nil, err
}

// check tells whether there is one draft.
func (f *draftForm) check() error {
	switch {
	case f.over != nil:
		return f.over
	case f.Text != "" && len(f.file) > 0:
		return errTwoDrafts
	case f.Text == "" && len(f.file) == 0:
		return errNoDraft
	}
	return nil
}

// draft reads the text out of what was sent, and gives it the day that was typed.
func (f *draftForm) draft(ctx context.Context) (d basis.Draft, err error) {
	day, err := dayOf(f.Day)
	if err != nil {
		return d, err
	}
	if f.Text != "" {
		d, err = basis.ReadText(f.Text)
	} else {
		d, err = basis.ReadFile(ctx, f.Name, f.file, extract.Options{})
	}
	if !day.IsZero() {
		d.Date = day
	}
	return d, err
}

// formError says what is wrong with a form that cannot be read to its end.
func formError(ctx context.Context, err error) error {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return errBigFile
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return context.DeadlineExceeded
	}
	return errBadForm
}
