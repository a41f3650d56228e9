// Package reading turns one file of any kind that an office has into a document:
// it reads the lines (package extract), refuses state secrets, recognises the
// structure (package structure) and what the document does to others (package
// effect). Saved pages of vbpl.vn bring their properties and relations along.
package reading

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/structure"
	"github.com/trolycongvu/congvu/corpus/vbpl"
)

// Version changes when the same bytes would be read differently, so that files
// imported by an older program are read again.
const Version = "1"

var (
	// ErrSecret refuses a file that carries a mark of state secrecy. Nothing of the
	// file's content is in the error.
	ErrSecret = errors.New("tệp mang dấu chỉ độ mật nên không được nạp; không lưu và không ghi lại nội dung nào " +
		"(văn bản mật chỉ soạn và giữ trên máy riêng theo quy định về bảo vệ bí mật nhà nước)")
	// ErrNoDocument is returned for files that hold no document, such as a page of
	// search results.
	ErrNoDocument = errors.New("không phải văn bản")
)

// Options change how a file is read. The zero value is fit for use.
type Options struct {
	Name    string // as it is kept and shown; the base name of the path when empty
	Extract extract.Options
}

// Result is a file that was read.
type Result struct {
	Document corpus.Document
	Warnings []corpus.ReadingWarning
}

// File reads the document in the file at path, whose bytes are raw. The error
// wraps ErrSecret, ErrNoDocument or one of package extract's.
func File(ctx context.Context, path string, raw []byte, opts Options) (Result, error) {
	if opts.Name == "" {
		opts.Name = filepath.Base(path)
	}
	sum := sha256.Sum256(raw)
	file := corpus.File{Name: opts.Name, SHA256: hex.EncodeToString(sum[:])}
	if vbpl.Is(raw) {
		return fromPage(raw, file)
	}
	text, err := extract.Read(ctx, path, opts.Extract)
	if err != nil {
		return Result{}, err
	}
	file.Format, file.Pages, file.Reader, file.Confidence = text.Format, text.Pages, text.Reader, mean(text.Confidence)
	r, err := understand(text.Lines, file)
	if err != nil {
		return Result{}, err
	}
	identify(&r.Document, text.Title)
	for _, w := range text.Warnings {
		r.Warnings = append(r.Warnings, corpus.ReadingWarning{Problem: w})
	}
	effect.Read(&r.Document)
	return r, nil
}

// understand makes a document of lines.
func understand(lines []structure.Line, file corpus.File) (Result, error) {
	if mark, line, ok := structure.SecrecyMark(lines); ok {
		return Result{}, fmt.Errorf("dòng %d có dấu %s: %w", line, mark, ErrSecret)
	}
	parsed := structure.Parse(lines)
	r := Result{Document: parsed.Document, Warnings: make([]corpus.ReadingWarning, 0, len(parsed.Warnings))}
	r.Document.File = file
	for _, w := range parsed.Warnings {
		r.Warnings = append(r.Warnings, corpus.ReadingWarning{Line: w.Line, Page: w.Page, Text: w.Text, Problem: w.Problem})
	}
	return r, nil
}

// identify names a document that says neither number nor title after its file.
func identify(d *corpus.Document, title string) {
	if d.Kind == "" {
		d.Kind = corpus.KindOther
	}
	if d.Number == "" && d.Title == "" {
		d.Title = strings.TrimSpace(title)
		if base := strings.TrimSuffix(d.File.Name, filepath.Ext(d.File.Name)); d.Title == "" {
			d.Title = strings.Join(strings.Fields(strings.ReplaceAll(base, "_", " ")), " ")
		}
	}
	d.ID = corpus.NewDocumentID(d.Kind, d.Number, d.Title)
}

// mean is the average confidence of pages, 0 when none was recognised from an image.
func mean(pages []float64) float64 {
	if len(pages) == 0 {
		return 0
	}
	sum := 0.0
	for _, p := range pages {
		sum += p
	}
	return sum / float64(len(pages))
}
