// Package pdf reads PDF files: their text layer as lines of a document, and their
// pages as images for recognition where there is no text.
//
// It runs PDFium compiled to WebAssembly inside the process, without cgo: a file sees
// nothing of the machine, takes at most 1 GiB, is stopped when a page takes too long
// and costs one error when it is broken. The reader starts with the first file (0.3 s,
// or about 10 s the first time on a machine, after which the compiled code lies in the
// user's cache folder) and stays for the next ones until Shutdown. Characters are
// taken with their positions and put in order by package layout.
package pdf

import (
	"context"
	"errors"
	"image"
	"time"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

var (
	// ErrEncrypted says that the file asks for a password.
	ErrEncrypted = errors.New("tệp PDF có mật khẩu")
	// ErrBroken says that the file is no PDF or is damaged beyond reading.
	ErrBroken = errors.New("tệp PDF hỏng")
	// ErrTooLarge says that the file, its pages or the time they take are over the limits.
	ErrTooLarge = errors.New("tệp PDF quá lớn")
	// ErrReader says that the reader did not start; the file may be good.
	ErrReader = errors.New("bộ đọc PDF không chạy được")
)

// Options of reading. The zero value is good.
type Options struct {
	MaxBytes int64         // of the file; 0 is 256 MiB
	MaxPages int           // 0 is 5,000
	PageTime time.Duration // that one page may take; 0 is a minute
	CacheDir string        // for the compiled reader; "" is congvu/wasm in the user's cache folder
	// Font returns what turns text drawn in a font of a legacy encoding (.VnTime,
	// VNI-Times) into Unicode; nil leaves all text as it is.
	Font func(name string) (decode func(string) string, ok bool)
	// Recognize reads a page without text layer from its image, of DPI dots an inch;
	// nil leaves such pages out. It is called from several goroutines at once.
	Recognize func(ctx context.Context, page int, img image.Image, dpi float64) (Recognized, error)
	DPI       int // of the images for Recognize; 0 is that of the scan, from 200 to 300
	// Progress is told of each page as it is done, in any order; nil tells nobody.
	Progress func(done, pages int)

	closed bool
}

// Recognized is a page read from its image.
type Recognized struct {
	Page       layout.Page
	Confidence float64 // 0 to 1
	Warnings   []string
}

// Result is what a file says.
type Result struct {
	Lines  []structure.Line
	Pages  int
	Reader string // what read it: "pdfium", "pdfium+ocr" or "pdftotext"
	// Scanned are the pages, from 1, that are images without text of their own.
	Scanned []int
	// Confidence has a value for each page where pages were recognised: 0 to 1, and 1
	// for pages with text; nil where none was.
	Confidence []float64
	// Stamps are the texts of the visible digital signatures, which are no part of the
	// document: "Ký bởi: … Cơ quan: … Ngày ký: …".
	Stamps []string
	// Removed are the page headers, footers and page numbers.
	Removed  []layout.Removed
	Warnings []string
}
