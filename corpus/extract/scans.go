package extract

import (
	"context"
	"fmt"
	"sync"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/ocr"
	"github.com/trolycongvu/congvu/corpus/extract/pdf"
	"github.com/trolycongvu/congvu/corpus/extract/program"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// recognizer is shared by all files, so that they share the processors.
var recognizer = sync.OnceValues(func() (*ocr.Reader, error) {
	return ocr.New(context.Background(), ocr.Options{})
})

// recognizer gives what recognises text, nil where that is switched off or, unless
// it is required, not installed.
func (f *file) recognizer() (*ocr.Reader, error) {
	if f.opts.OCR == OCROff {
		return nil, nil //nolint:nilnil // nobody is asked for is no error
	}
	r, err := recognizer()
	if err != nil && f.opts.OCR == OCRAuto {
		f.note("tesseract", err)
		return nil, nil //nolint:nilnil // as above
	}
	return r, err
}

// readPDF reads a PDF, its scanned pages by recognition.
func readPDF(ctx context.Context, f *file) (Text, error) {
	r, err := f.recognizer()
	if err != nil {
		return Text{}, err
	}
	path := f.path
	if path == "" {
		onDisk, done, err := f.onDisk(".pdf")
		if err != nil {
			return Text{}, err
		}
		defer done()
		path = onDisk
	}
	opts := pdf.Options{
		MaxBytes: f.opts.Limits.FileBytes, MaxPages: f.opts.Limits.Pages, Font: charset.ForFont, Progress: f.opts.Progress,
	}
	if r != nil {
		opts.Recognize = r.Recognize
	}
	d, err := pdf.Read(ctx, path, opts)
	if err != nil {
		return Text{}, err
	}
	t := Text{Lines: d.Lines, Reader: d.Reader, Pages: d.Pages, Confidence: d.Confidence, Warnings: d.Warnings}
	for _, stamp := range d.Stamps {
		t.Remarks = append(t.Remarks, structure.Line{Text: stamp})
	}
	if len(d.Scanned) == 0 || r != nil {
		return t, nil
	}
	missing := fmt.Errorf("%d/%d trang là ảnh chưa đọc được", len(d.Scanned), d.Pages)
	if len(t.Lines) == 0 {
		if f.opts.OCR == OCROff {
			return Text{}, fmt.Errorf("%w: %w, hãy bật nhận dạng chữ", ErrNoText, missing)
		}
		return Text{}, fmt.Errorf("%w: %w: %w", ErrNeedsTool, missing, ocr.ErrNeedsTool)
	}
	t.Warnings = append(t.Warnings, missing.Error()+" (cần tesseract-ocr-vie)")
	return t, nil
}

// readImage recognises the pages in a picture file.
func readImage(ctx context.Context, f *file) (Text, error) {
	r, err := f.recognizer()
	if err != nil {
		return Text{}, err
	}
	if r == nil {
		if f.opts.OCR == OCROff {
			return Text{}, fmt.Errorf("%w: đây là ảnh, hãy bật nhận dạng chữ", ErrNoText)
		}
		return Text{}, ocr.ErrNeedsTool
	}
	pages := newFrames(f.raw)
	t := Text{Reader: program.Version(ctx, "tesseract", "--version"), Pages: pages.count()}
	if t.Pages > f.opts.Limits.Pages {
		return Text{}, fmt.Errorf("%w: %d trang", ErrTooLarge, t.Pages)
	}
	for i := range t.Pages {
		img, err := pages.page(i)
		if err != nil {
			return Text{}, err
		}
		p, err := r.Page(ctx, img)
		if err != nil {
			return Text{}, err
		}
		for _, l := range p.Lines {
			l.Page = i + 1
			t.Lines = append(t.Lines, l)
		}
		t.Confidence = append(t.Confidence, p.Confidence)
		t.Warnings = append(t.Warnings, p.Warnings...)
		if f.opts.Progress != nil {
			f.opts.Progress(i+1, t.Pages)
		}
	}
	return t, nil
}
