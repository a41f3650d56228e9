// Package extract reads the files that offices keep their documents in into lines
// of text: Word (.docx, .doc, .rtf), OpenDocument, PDF with and without a text
// layer, pictures of pages, web pages, plain text, Markdown and mail. What a file is
// shows in its content, not in its name: a ".doc" may be a web page.
//
// Every reader works within Limits; a broken or hostile file costs one error. What
// each format keeps and leaves out stands in the packages below.
package extract

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// Limits bound what reading one file may cost; zero fields stand for
// layout.DefaultLimits.
type Limits = layout.Limits

// The formats, as Text.Format names them.
const (
	FormatDocx     = "docx"
	FormatDoc      = "doc"
	FormatRTF      = "rtf"
	FormatODT      = "odt"
	FormatPDF      = "pdf"
	FormatImage    = "image"
	FormatHTML     = "html"
	FormatMHTML    = "mhtml"
	FormatText     = "txt"
	FormatMarkdown = "md"
	FormatMail     = "eml"
)

// OCRMode says whether text is recognised from pictures of pages.
type OCRMode int

// Recognition: where there is no text and the programs are installed, never, or
// with an error where they are not.
const (
	OCRAuto OCRMode = iota
	OCROff
	OCRRequired
)

// Options of Read. The zero value is good.
type Options struct {
	Limits   Limits
	OCR      OCRMode
	Logger   *slog.Logger          // told of readers that failed before another one did it; nil tells nobody
	TempDir  string                // for files handed to other programs; "" is the system's
	Progress func(page, pages int) // told of each page of a PDF as it is done; nil tells nobody
}

// Text is what a file says.
type Text struct {
	Lines      []structure.Line
	Format     string    // one of the Format constants
	Reader     string    // what read it: "docx", "msdoc", "antiword 0.37", "pdfium", "tesseract 5.3.0"
	Pages      int       // 0 where the format has none
	Confidence []float64 // of each page, 0 to 1, where text was recognised; otherwise nil
	Warnings   []string  // in Vietnamese, without the file's name
	Title      string    // as the file's properties have it; often nothing, or a leftover

	Attachments []Attachment // of mail
	// Properties are what the maker of a Markdown file, or the head of a mail, says of
	// it, by key without diacritics: "so hieu", "ngay ban hanh", "subject".
	Properties map[string]string
	// Remarks are lines beside the document, no part of Lines: page headers and footers
	// of .docx (a stamp of secrecy may stand there), the text of a digital signature,
	// what the maker of a Markdown file wrote about it.
	Remarks []structure.Line
}

// Attachment is a file inside a mail.
type Attachment struct {
	Name string
	Text Text
	Err  error // why it could not be read; nil when it could
}

// Read reads the file at path. Errors wrap one of the sentinels of this package, or
// the context's error, and name the file.
func Read(ctx context.Context, path string, opts Options) (Text, error) {
	name := filepath.Base(path)
	opts.Limits = opts.Limits.OrDefault()
	info, err := os.Stat(path)
	if err != nil {
		return Text{}, fmt.Errorf("%s: không mở được tệp: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return Text{}, fmt.Errorf("%s: %w: đây không phải một tệp", name, ErrUnknownFormat)
	}
	if info.Size() > opts.Limits.FileBytes {
		return Text{}, fmt.Errorf("%s: %w: %d MB, quá %d MB", name, ErrTooLarge, info.Size()>>20, opts.Limits.FileBytes>>20)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return Text{}, fmt.Errorf("%s: không đọc được tệp: %w", name, err)
	}
	return (&file{name: name, path: path, raw: raw, opts: opts}).read(ctx)
}

// ReadBytes reads a file that is held in memory, such as one out of a zip; name is
// what it is called there.
func ReadBytes(ctx context.Context, name string, raw []byte, opts Options) (Text, error) {
	name = filepath.Base(filepath.FromSlash(name))
	opts.Limits = opts.Limits.OrDefault()
	if int64(len(raw)) > opts.Limits.FileBytes {
		return Text{}, fmt.Errorf("%s: %w: %d MB", name, ErrTooLarge, len(raw)>>20)
	}
	return (&file{name: name, raw: raw, opts: opts}).read(ctx)
}

// file is one file being read.
type file struct {
	name  string
	path  string // empty while it is only in memory
	raw   []byte
	opts  Options
	depth int // mails around it
}

// read reads the file within its time, whatever happens in the reader.
func (f *file) read(ctx context.Context) (text Text, err error) {
	inner, cancel := context.WithTimeout(ctx, f.opts.Limits.Time)
	defer cancel()
	text, err = f.guarded(inner)
	if err == nil {
		text, err = f.finish(text)
	}
	if err == nil {
		return text, nil
	}
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("%w: đọc quá %v", ErrTooLarge, f.opts.Limits.Time)
	}
	return Text{}, fmt.Errorf("%s: %w", f.name, known(err))
}

// guarded turns a panic of a reader into an error.
func (f *file) guarded(ctx context.Context) (text Text, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrBroken, p)
		}
	}()
	format, err := sniff(f.name, f.raw)
	if err != nil {
		return Text{}, err
	}
	text, err = readers[format](ctx, f)
	if text.Format == "" {
		text.Format = format
	}
	return text, err
}
