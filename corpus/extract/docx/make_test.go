package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus/extract/docx"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

const namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:v="urn:schemas-microsoft-com:vml"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

// parts are the parts of a made-up .docx by name; "body", "styles", "numbering",
// "footnotes" are put into their frames.
type parts map[string]string

// pack makes the .docx.
func pack(tb testing.TB, p parts) []byte {
	tb.Helper()
	frames := map[string][3]string{
		"body":      {"word/document.xml", "<w:document" + namespaces + "><w:body>", "</w:body></w:document>"},
		"styles":    {"word/styles.xml", "<w:styles" + namespaces + ">", "</w:styles>"},
		"numbering": {"word/numbering.xml", "<w:numbering" + namespaces + ">", "</w:numbering>"},
		"footnotes": {"word/footnotes.xml", "<w:footnotes" + namespaces + ">", "</w:footnotes>"},
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range p {
		if f, ok := frames[name]; ok {
			name, content = f[0], f[1]+content+f[2]
		}
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// read reads a made-up .docx that must be good.
func read(tb testing.TB, p parts) docx.Document {
	tb.Helper()
	raw := pack(tb, p)
	d, err := docx.Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), layout.Limits{})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// texts are the lines, tables and notes marked as such.
func texts(d docx.Document) []string {
	var out []string
	for _, l := range d.Lines {
		text := l.Text
		if l.Table {
			text = "TABLE " + strings.ReplaceAll(text, "\n", " // ")
		}
		if l.Style.Note {
			text = "NOTE " + text
		}
		out = append(out, text)
	}
	return out
}

// para is a paragraph with properties and one run for each text.
func para(properties string, runs ...string) string {
	s := "<w:p>"
	if properties != "" {
		s += "<w:pPr>" + properties + "</w:pPr>"
	}
	return s + strings.Join(runs, "") + "</w:p>"
}

// run is a run of text with properties.
func run(properties, text string) string {
	return "<w:r><w:rPr>" + properties + `</w:rPr><w:t xml:space="preserve">` + text + "</w:t></w:r>"
}

// text is a plain run.
func text(s string) string { return run("", s) }

// item is a paragraph of list num at level.
func item(num, level, s string) string {
	return para(`<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+num+`"/></w:numPr>`, text(s))
}

// level is a level of a list.
func level(i, format, label, more string) string {
	return `<w:lvl w:ilvl="` + i + `"><w:start w:val="1"/><w:numFmt w:val="` + format + `"/>` + more + `<w:lvlText w:val="` + label + `"/></w:lvl>`
}

// table is a table of rows of cells, each cell its content.
func table(properties string, rows ...[]string) string {
	s := "<w:tbl><w:tblPr>" + properties + "</w:tblPr>"
	for _, row := range rows {
		s += "<w:tr>"
		for _, c := range row {
			s += "<w:tc>" + c + "</w:tc>"
		}
		s += "</w:tr>"
	}
	return s + "</w:tbl>"
}

const drawn = `<w:tblBorders><w:top w:val="single"/></w:tblBorders>`
