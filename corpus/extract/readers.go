package extract

import (
	"bytes"
	"context"
	"fmt"

	"github.com/trolycongvu/congvu/corpus/extract/docx"
	"github.com/trolycongvu/congvu/corpus/extract/eml"
	"github.com/trolycongvu/congvu/corpus/extract/html"
	"github.com/trolycongvu/congvu/corpus/extract/plain"
	"github.com/trolycongvu/congvu/corpus/vbpl"
)

// formatWordXML is Word's own XML in one file, read through LibreOffice.
const formatWordXML = "word.xml"

// readers read one format each. A reader that finds another format inside sets
// Text.Format itself.
var readers map[string]func(context.Context, *file) (Text, error)

func init() { // not a composite literal: mail reads its attachments through the table
	readers = map[string]func(context.Context, *file) (Text, error){
		FormatDocx:     readDocx,
		FormatDoc:      readDoc,
		FormatRTF:      readRTF,
		FormatODT:      readODT,
		formatWordXML:  readWordXML,
		FormatPDF:      readPDF,
		FormatImage:    readImage,
		FormatHTML:     readHTML,
		FormatText:     readText,
		FormatMarkdown: readMarkdown,
		FormatMail:     readMail,
	}
}

func readDocx(ctx context.Context, f *file) (Text, error) {
	d, err := docx.Read(ctx, bytes.NewReader(f.raw), int64(len(f.raw)), f.opts.Limits)
	return Text{
		Lines: d.Lines, Reader: "docx", Pages: d.Pages, Warnings: d.Warnings, Title: d.Title, Remarks: d.Margins,
	}, err
}

func readHTML(_ context.Context, f *file) (Text, error) { return pageText(f.raw, "") }

// pageText reads a web page; hint is the encoding that came with it.
func pageText(raw []byte, hint string) (Text, error) {
	if vbpl.Is(raw) {
		if p, err := vbpl.Parse(raw); err == nil && len(p.Lines) > 0 {
			return Text{Lines: p.Lines, Reader: "vbpl", Title: p.Title}, nil
		}
	}
	d, err := html.Read(raw, hint)
	return Text{Lines: d.Lines, Reader: "html", Title: d.Title}, err
}

func readText(_ context.Context, f *file) (Text, error) {
	d, err := plain.Read(f.raw)
	return Text{Lines: d.Lines, Reader: "txt", Pages: d.Pages}, err
}

func readMarkdown(_ context.Context, f *file) (Text, error) {
	d, err := plain.ReadMarkdown(f.raw)
	return Text{
		Lines: d.Lines, Reader: "md", Title: d.Properties["title"], Properties: d.Properties, Remarks: d.Remarks,
	}, err
}

// readMail reads a message with what is attached to it.
func readMail(ctx context.Context, f *file) (Text, error) {
	m, err := eml.Read(f.raw, f.opts.Limits)
	if err != nil {
		return Text{}, err
	}
	t := Text{Reader: "eml", Title: m.Subject}
	if err := mailBody(&t, m); err != nil {
		return Text{}, err
	}
	if m.Page {
		t.Format = FormatMHTML
		return t, nil
	}
	t.Properties = map[string]string{"subject": m.Subject, "from": m.From, "to": m.To, "date": m.Date}
	for _, p := range m.Attachments {
		if ctx.Err() != nil {
			return Text{}, ctx.Err()
		}
		t.Attachments = append(t.Attachments, f.attachment(ctx, p))
	}
	return t, nil
}

// mailBody reads the body of a message.
func mailBody(t *Text, m eml.Message) error {
	switch {
	case len(m.Body.Raw) == 0:
		return nil
	case m.Body.Type == "text/html":
		page, err := pageText(m.Body.Raw, m.Body.Charset)
		t.Lines = page.Lines
		if t.Title == "" {
			t.Title = page.Title
		}
		return err
	}
	d, err := plain.Read(m.Body.Raw)
	t.Lines = d.Lines
	return err
}

// maxMails bounds how deep mails are attached to mails.
const maxMails = 5

func (f *file) attachment(ctx context.Context, p eml.Part) Attachment {
	a := Attachment{Name: p.Name}
	if f.depth >= maxMails {
		a.Err = fmt.Errorf("%s: %w: thư lồng trong thư quá %d tầng", p.Name, ErrTooLarge, maxMails)
		return a
	}
	inner := &file{name: p.Name, raw: p.Raw, opts: f.opts, depth: f.depth + 1}
	a.Text, a.Err = inner.read(ctx)
	return a
}

// note tells the log that a reader failed and another one is tried.
func (f *file) note(reader string, err error) {
	if f.opts.Logger != nil && err != nil {
		f.opts.Logger.Info("thử cách đọc khác", "tệp", f.name, "cách đọc", reader, "lỗi", err)
	}
}
