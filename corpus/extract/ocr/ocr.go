// Package ocr reads images of pages with Tesseract 5 and its Vietnamese data, run as
// a program: a page is made grey, set straight and brought to the size that Tesseract
// reads best; what it says comes back as words with their places, from which package
// layout makes lines. Nothing is written to disk, and no text is dropped without a
// warning.
package ocr

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/trolycongvu/congvu/corpus/extract/pdf"
	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

var (
	// ErrNeedsTool says that Tesseract or its Vietnamese data is not installed; its
	// message names the Debian packages.
	ErrNeedsTool = errors.New("cần cài Tesseract để đọc ảnh: apt-get install tesseract-ocr tesseract-ocr-vie")
	// ErrBroken says that Tesseract failed on an image.
	ErrBroken = errors.New("không đọc được ảnh")
	// ErrTooLarge says that an image takes longer than a page may.
	ErrTooLarge = errors.New("ảnh quá lớn")
)

// Options of reading. The zero value is good.
type Options struct {
	Program  string        // of Tesseract; "" finds it in PATH
	PageTime time.Duration // that one page may take; 0 is two minutes
	Parallel int           // pages read at once; 0 is one a processor
}

// Reader reads pages. It may be used by several goroutines at once.
type Reader struct {
	program string
	opts    Options
	slots   *semaphore.Weighted
	osd     bool // the data that tells how a page is turned is installed
}

// New finds Tesseract and its Vietnamese data. Error: ErrNeedsTool.
func New(ctx context.Context, opts Options) (*Reader, error) {
	name := opts.Program
	if name == "" {
		name = "tesseract"
	}
	program, err := exec.LookPath(name)
	if err != nil {
		return nil, ErrNeedsTool
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, program, "--list-langs").CombinedOutput() //nolint:gosec // the program is found in PATH or named by whoever runs this
	if err != nil {
		return nil, fmt.Errorf("%w (chương trình %s không chạy: %w)", ErrNeedsTool, program, err)
	}
	languages := strings.Fields(string(out))
	if !slices.Contains(languages, "vie") {
		return nil, fmt.Errorf("%w (thiếu dữ liệu tiếng Việt)", ErrNeedsTool)
	}
	if opts.Parallel <= 0 {
		opts.Parallel = runtime.GOMAXPROCS(0)
	}
	if opts.PageTime <= 0 {
		opts.PageTime = 2 * time.Minute
	}
	return &Reader{
		program: program, opts: opts, osd: slices.Contains(languages, "osd"),
		slots: semaphore.NewWeighted(int64(opts.Parallel)),
	}, nil
}

// Page is a page that was read.
type Page struct {
	Lines      []structure.Line
	Confidence float64 // Tesseract's, 0 to 1, over the letters of the page; 0 for an empty page
	Words      layout.Page
	Removed    []layout.Removed
	Warnings   []string
	Skew       float64 // degrees by which the page stood askew, clockwise
}

// Page reads the image of one page. Its resolution is taken from its size, as that of
// a sheet of A4.
func (r *Reader) Page(ctx context.Context, img image.Image) (Page, error) {
	p, err := r.read(ctx, 1, img, 0)
	if err != nil {
		return Page{}, err
	}
	t := layout.Build([]layout.Page{p.Words})
	p.Lines, p.Removed = t.Lines, t.Removed
	return p, nil
}

// Recognize reads page number n from its image of dpi dots an inch; it is what package
// pdf asks for the pages that are scans.
func (r *Reader) Recognize(ctx context.Context, n int, img image.Image, dpi float64) (pdf.Recognized, error) {
	p, err := r.read(ctx, n, img, dpi)
	return pdf.Recognized{Page: p.Words, Confidence: p.Confidence, Warnings: p.Warnings}, err
}

// read reads one page, without making lines of its words.
func (r *Reader) read(ctx context.Context, n int, img image.Image, dpi float64) (Page, error) {
	if err := r.slots.Acquire(ctx, 1); err != nil {
		return Page{}, err
	}
	defer r.slots.Release(1)
	ctx, cancel := context.WithTimeoutCause(ctx, r.opts.PageTime, fmt.Errorf("%w: trang %d quá %v", ErrTooLarge, n, r.opts.PageTime))
	defer cancel()
	p, err := r.readAll(ctx, n, img, dpi)
	if ctx.Err() != nil {
		return Page{}, context.Cause(ctx)
	}
	return p, err
}

func (r *Reader) readAll(ctx context.Context, n int, img image.Image, dpi float64) (Page, error) {
	gray := toGray(img)
	if gray.Rect.Dx() < minSide || gray.Rect.Dy() < minSide {
		return Page{Words: layout.Page{Number: n}}, nil
	}
	if dpi <= 0 {
		dpi = guessDPI(gray)
	}
	p, err := r.straight(ctx, n, gray, dpi)
	if err != nil || !p.doubtful() || !r.osd {
		return p, err
	}
	// What reads badly may lie on its side or upside down.
	quarters := r.orientation(ctx, gray)
	if quarters == 0 {
		return p, nil
	}
	turned, err := r.straight(ctx, n, turn(gray, quarters), dpi)
	if err != nil || turned.Confidence <= p.Confidence {
		return p, err
	}
	return turned, nil
}

// doubtful tells whether a page reads so badly that it may not be upright.
func (p Page) doubtful() bool { return p.Confidence < 0.6 }

// straight sets the page straight, brings it to size and reads it.
func (r *Reader) straight(ctx context.Context, n int, gray *image.Gray, dpi float64) (Page, error) {
	angle := skew(gray)
	ready, scale := prepare(gray, angle, dpi)
	out, err := r.run(ctx, ready, dpi*scale, "3", "hocr")
	if err != nil {
		return Page{}, err
	}
	p, err := readHOCR(n, out, ready.Rect, dpi*scale)
	if err != nil {
		return Page{}, err
	}
	p.Skew = angle
	p.Words.Rules = rules(ready, dpi*scale)
	return p, nil
}
