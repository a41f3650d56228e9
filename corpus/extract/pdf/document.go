package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Document is one open PDF. It is for one goroutine at a time and must be closed:
// until then no other document can be opened in this process.
type Document struct {
	engine   *engine
	instance pdfium.Pdfium
	doc      references.FPDF_DOCUMENT
	pages    int
	opts     Options
	dead     error // why no more can be read
}

// Open reads the file at path. It waits for the document that is open to be closed.
// Errors: ErrEncrypted, ErrBroken, ErrTooLarge, or ErrReader when the reader itself
// does not start.
func Open(ctx context.Context, path string, opts Options) (*Document, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if limit := opts.maxBytes(); info.Size() > limit {
		return nil, fmt.Errorf("%w: tệp %d MB, giới hạn %d MB", ErrTooLarge, info.Size()>>20, limit>>20)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return OpenBytes(ctx, raw, opts)
}

// OpenBytes is Open for a file that is in memory.
func OpenBytes(ctx context.Context, raw []byte, opts Options) (*Document, error) {
	if len(raw) == 0 {
		return nil, fmt.Errorf("%w: tệp rỗng", ErrBroken)
	}
	if limit := opts.maxBytes(); int64(len(raw)) > limit {
		return nil, fmt.Errorf("%w: tệp %d MB, giới hạn %d MB", ErrTooLarge, len(raw)>>20, limit>>20)
	}
	select {
	case turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	d := &Document{opts: opts}
	if err := d.load(ctx, raw); err != nil {
		_ = d.Close() // the error that matters is the first
		return nil, err
	}
	return d, nil
}

func (d *Document) load(ctx context.Context, raw []byte) error {
	e, err := running(d.opts.CacheDir)
	if err != nil {
		return errors.Join(ErrReader, err)
	}
	d.engine = e
	return d.do(ctx, "mở tệp", func(context.Context) error {
		if d.instance, err = e.pool.GetInstanceWithContext(ctx); err != nil {
			return errors.Join(ErrReader, err)
		}
		opened, err := d.instance.OpenDocument(&requests.OpenDocument{File: &raw})
		if err != nil {
			return openError(err)
		}
		d.doc = opened.Document
		count, err := d.instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.doc})
		if err != nil {
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
		d.pages = count.PageCount
		if d.pages <= 0 {
			return fmt.Errorf("%w: không có trang nào", ErrBroken)
		}
		if limit := d.opts.maxPages(); d.pages > limit {
			return fmt.Errorf("%w: %d trang, giới hạn %d trang", ErrTooLarge, d.pages, limit)
		}
		return nil
	})
}

func openError(err error) error {
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return fmt.Errorf("%w: bỏ mật khẩu rồi nạp lại", ErrEncrypted)
	default:
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
}

// Pages is the number of pages, at least 1.
func (d *Document) Pages() int { return d.pages }

// Close gives the document's memory back and lets the next one be opened.
func (d *Document) Close() error {
	if d == nil || d.opts.closed {
		return nil
	}
	d.opts.closed = true
	defer func() { <-turn }()
	if d.instance == nil {
		return nil
	}
	err := d.instance.Close()
	d.instance = nil
	if d.dead != nil {
		return nil // a reader that was stopped has nothing to say
	}
	return err
}

// do runs what calls PDFium, within the time of a page. When the time or the context
// ends, or PDFium fails in a way that leaves it unusable, the document is dead.
func (d *Document) do(ctx context.Context, what string, work func(context.Context) error) (err error) {
	if d.dead != nil {
		return d.dead
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	limit := d.opts.pageTime()
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("%w: %s quá %v", ErrTooLarge, what, limit))
	defer cancel()
	stop := context.AfterFunc(ctx, d.engine.cancel)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %s: %v", ErrBroken, what, r)
			d.engine.cancel()
		}
		if !stop() || ctx.Err() != nil {
			d.engine.cancel()
			err = context.Cause(ctx)
		}
		if d.engine.ctx.Err() != nil {
			d.dead = err
			if err == nil {
				d.dead = fmt.Errorf("%w: %s", ErrBroken, what)
			}
		}
	}()
	return work(ctx)
}

func (d *Document) page(i int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: d.doc, Index: i}}
}

func (o Options) maxBytes() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return 256 << 20
}

func (o Options) maxPages() int {
	if o.MaxPages > 0 {
		return o.MaxPages
	}
	return 5000
}

func (o Options) pageTime() time.Duration {
	if o.PageTime > 0 {
		return o.PageTime
	}
	return time.Minute
}
