package basis

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// MediaDocx is the media type of what Docx writes.
const MediaDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// Docx writes the report as a Word document (ISO/IEC 29500): a heading, the counts
// and a table of citation, verdict, reason and the line as it should read. Equal
// reports make equal bytes.
func (r Report) Docx(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", docxTypes},
		{"_rels/.rels", docxRelations},
		{"word/document.xml", r.documentXML()},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, xml.Header+part.text); err != nil {
			return err
		}
	}
	return z.Close()
}

const (
	docxTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	docxRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	// A4 on its side, margins of 2 cm, in twentieths of a point.
	docxPage = `<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>` +
		`<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`
	docxBorders = `<w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>` +
		`<w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>`
)

// columns are the heads of the table and their widths in twentieths of a point.
var columns = []struct {
	head  string
	width int
}{
	{"TT", 700}, {"Dự thảo viết", 4300}, {"Kết quả", 1500}, {"Lý do", 4070}, {"Viết lại", 4000},
}

func (r Report) documentXML() string {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	b.WriteString(paragraph("KẾT QUẢ KIỂM TRA CĂN CỨ", 28, true))
	b.WriteString(paragraph(r.heading(), 24, false))
	b.WriteString(paragraph(r.summary(), 24, false))
	if len(r.Lines) > 0 {
		b.WriteString(r.tableXML())
	}
	for _, w := range r.Warnings {
		b.WriteString(paragraph("Lưu ý: "+w, 24, false))
	}
	b.WriteString(paragraph("", 24, false) + docxPage + `</w:body></w:document>`)
	return b.String()
}

func (r Report) tableXML() string {
	var b strings.Builder
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>` + docxBorders + `<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	heads := make([]string, len(columns))
	for i, c := range columns {
		b.WriteString(`<w:gridCol w:w="` + strconv.Itoa(c.width) + `"/>`)
		heads[i] = c.head
	}
	b.WriteString(`</w:tblGrid>` + rowXML(heads, true))
	for _, l := range r.Lines {
		where := fmt.Sprintf("(%s, dòng %d)", strings.ToLower(partNames[l.Part]), l.Line)
		b.WriteString(rowXML([]string{
			strconv.Itoa(l.N), l.Text + "\n" + where, l.Verdict.Sign() + " " + l.Verdict.String(),
			strings.Join(l.reasons(), "\n"), l.Corrected,
		}, false))
	}
	return b.String() + `</w:tbl>`
}

// rowXML is one row of the table; the head is repeated on every page.
func rowXML(cells []string, head bool) string {
	var b strings.Builder
	b.WriteString(`<w:tr>`)
	if head {
		b.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
	}
	for i, text := range cells {
		b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(columns[i].width) + `" w:type="dxa"/></w:tcPr>`)
		for line := range strings.SplitSeq(text, "\n") {
			b.WriteString(paragraph(line, 22, head))
		}
		b.WriteString(`</w:tc>`)
	}
	return b.String() + `</w:tr>`
}

// paragraph is one paragraph; size is in half points.
func paragraph(text string, size int, bold bool) string {
	style := `<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>`
	if bold {
		style += `<w:b/>`
	}
	style += `<w:sz w:val="` + strconv.Itoa(size) + `"/></w:rPr>`
	return `<w:p><w:r>` + style + `<w:t xml:space="preserve">` + escaped(text) + `</w:t></w:r></w:p>`
}

// escaped makes text fit for XML; characters that XML cannot hold are replaced.
func escaped(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(text)); err != nil { // a buffer takes everything
		return ""
	}
	return b.String()
}
