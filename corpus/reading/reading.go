// Package reading turns one file of any kind that an office has into a document,
// a mail into several: it reads the lines (package extract), refuses state secrets, recognises the
// structure (package structure) and what the document does to others (package
// effect). Saved pages of vbpl.vn bring their properties and relations along.
package reading

import (
	"cmp"
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

// Result is a document that was read.
type Result struct {
	Document corpus.Document
	Warnings []corpus.ReadingWarning
}

// File reads the documents in the file at path, whose bytes are raw: one, or those
// of a mail and its attachments. The error wraps ErrSecret, ErrNoDocument or one of
// package extract's; a mail of which any part is secret is refused whole.
func File(ctx context.Context, path string, raw []byte, opts Options) ([]Result, error) {
	if opts.Name == "" {
		opts.Name = filepath.Base(path)
	}
	sum := sha256.Sum256(raw)
	file := corpus.File{Name: opts.Name, SHA256: hex.EncodeToString(sum[:])}
	if vbpl.Is(raw) {
		r, err := fromPage(raw, file)
		if err != nil {
			return nil, err
		}
		return []Result{r}, nil
	}
	text, err := extract.Read(ctx, path, opts.Extract)
	if err != nil {
		return nil, err
	}
	return fromText(text, file)
}

// fromText makes a document of what a file says, and of each of its attachments.
func fromText(text extract.Text, file corpus.File) ([]Result, error) {
	if mark, _, ok := structure.SecrecyMark(text.Remarks); ok { // a page header may carry the stamp
		return nil, fmt.Errorf("đầu hoặc cuối trang có dấu %s: %w", mark, ErrSecret)
	}
	file.Format, file.Pages, file.Reader, file.Confidence = text.Format, text.Pages, text.Reader, mean(text.Confidence)
	r, err := understand(text.Lines, text.Properties, file)
	if err != nil {
		return nil, err
	}
	identify(&r.Document, cmp.Or(text.Title, text.Properties["subject"]))
	for _, w := range text.Warnings {
		r.Warnings = append(r.Warnings, corpus.ReadingWarning{Problem: w})
	}
	effect.Read(&r.Document)
	results := []Result{r}
	for _, a := range text.Attachments {
		if a.Err != nil {
			results[0].Warnings = append(results[0].Warnings, corpus.ReadingWarning{Problem: "tệp đính kèm " + a.Name + ": " + a.Err.Error()})
			continue
		}
		attached := file
		attached.Name = file.Name + " › " + a.Name
		more, err := fromText(a.Text, attached)
		if err != nil {
			return nil, err
		}
		results = append(results, more...)
	}
	return results, nil
}

// understand makes a document of lines and of properties that came with them.
func understand(lines []structure.Line, properties map[string]string, file corpus.File) (Result, error) {
	if mark, line, ok := structure.SecrecyMark(lines); ok {
		return Result{}, fmt.Errorf("dòng %d có dấu %s: %w", line, mark, ErrSecret)
	}
	parsed := structure.ParseWith(lines, properties)
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
