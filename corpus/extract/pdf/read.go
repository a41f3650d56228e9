package pdf

import (
	"context"
	"errors"
	"fmt"
	"image"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

// Read reads the file at path whole. Where the reader fails on it, and pdftotext of
// poppler-utils is installed, that is asked.
func Read(ctx context.Context, path string, opts Options) (Result, error) {
	d, err := Open(ctx, path, opts)
	if err != nil {
		return fallBack(ctx, path, opts, err)
	}
	r, err := d.Read(ctx)
	if cerr := d.Close(); err == nil && cerr != nil {
		err = fmt.Errorf("%w: %w", ErrBroken, cerr)
	}
	if err != nil {
		return fallBack(ctx, path, opts, err)
	}
	return r, nil
}

// Read reads all pages of the document.
func (d *Document) Read(ctx context.Context) (Result, error) {
	w := work{Document: d, sheets: make([][]layout.Page, d.pages), result: Result{Pages: d.pages, Reader: "pdfium"}}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0) + 1)
	for n := 1; n <= d.pages; n++ {
		if err := w.page(ctx, n, group); err != nil {
			return Result{}, errors.Join(err, group.Wait())
		}
	}
	if err := group.Wait(); err != nil {
		return Result{}, err
	}
	text := layout.Build(slices.Concat(w.sheets...))
	w.result.Lines, w.result.Removed = text.Lines, text.Removed
	return w.result, nil
}

// work is a document while all of it is read.
type work struct {
	*Document
	mu     sync.Mutex
	sheets [][]layout.Page
	result Result
	done   int
}

// page reads page n. Recognition goes on beside the reading of the next pages.
func (w *work) page(ctx context.Context, n int, group *errgroup.Group) error {
	p, err := w.Page(ctx, n)
	if err != nil {
		return err
	}
	w.mu.Lock()
	w.sheets[n-1] = p.Sheets
	w.result.Stamps = append(w.result.Stamps, p.Stamps...)
	w.result.Warnings = append(w.result.Warnings, p.Warnings...)
	if p.Scanned {
		w.result.Scanned = append(w.result.Scanned, n)
	}
	w.mu.Unlock()
	if !p.Scanned || w.opts.Recognize == nil {
		w.progress()
		return nil
	}
	img, dpi, err := w.Render(ctx, n, w.opts.dpi(p))
	if err != nil {
		return err
	}
	group.Go(func() error { return w.recognize(ctx, n, img, dpi) })
	return nil
}

// dpi is the resolution to draw a scanned page in: that of the scan, within reason.
func (o Options) dpi(p Page) float64 {
	switch {
	case o.DPI > 0:
		return float64(o.DPI)
	case p.dpi > 0 && finite(p.dpi):
		return min(300, max(200, p.dpi))
	}
	return 250
}

func (w *work) recognize(ctx context.Context, n int, img image.Image, dpi float64) error {
	r, err := w.opts.Recognize(ctx, n, img, dpi)
	if err != nil {
		return fmt.Errorf("trang %d: %w", n, err)
	}
	defer w.progress()
	w.mu.Lock()
	defer w.mu.Unlock()
	r.Page.Number = n
	w.sheets[n-1] = []layout.Page{r.Page}
	w.result.Reader = "pdfium+ocr"
	w.result.Warnings = append(w.result.Warnings, r.Warnings...)
	if w.result.Confidence == nil {
		w.result.Confidence = slices.Repeat([]float64{1}, w.pages)
	}
	w.result.Confidence[n-1] = r.Confidence
	return nil
}

func (w *work) progress() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
	if w.opts.Progress != nil {
		w.opts.Progress(w.done, w.pages)
	}
}
