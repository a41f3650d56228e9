package vbpl

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/trolycongvu/congvu/corpus"
)

// banner reads the line of validity over the text: "Hiệu lực: Còn hiệu lực",
// "Ngày có hiệu lực: 01/01/2018".
func (r *reader) banner(box *html.Node) {
	info := find(box, hasClass("vbInfo"))
	if info == nil {
		return
	}
	for _, li := range findAll(info, isElement(atom.Li)) {
		line := text(li)
		label, value, ok := strings.Cut(line, ":")
		if !ok {
			if t := parseName(line); r.page.Number == "" && t.Number != "" {
				r.page.DocKind, r.page.Number = t.Kind, t.Number
			}
			continue
		}
		r.property(label, []string{strings.TrimSpace(value)})
	}
}

// properties reads the table of labels and values. A label's values are the
// cells behind it up to the next label; rows without label continue the one above.
func (r *reader) properties(box *html.Node) {
	label := ""
	for _, row := range findAll(box, isElement(atom.Tr)) {
		var values []string
		flush := func() {
			if label != "" && len(values) > 0 {
				r.property(label, values)
			}
			values = nil
		}
		for _, cell := range findAll(row, isElement(atom.Td, atom.Th)) {
			s := text(cell)
			switch {
			case hasClass("title")(cell):
				r.titleRow(s)
				label = ""
			case hasClass("label")(cell) || cell.DataAtom == atom.Th:
				flush()
				label = s
			default:
				values = append(values, s)
			}
		}
		flush()
	}
	for _, item := range findAll(box, hasClass("listVB")) {
		r.targets(item, relationLabel{kind: RelConsolidates, out: true, text: "Văn bản được hợp nhất"})
	}
}

// titleRow reads a cell across the table: the title, which comes first, or
// "Tình trạng hiệu lực: …".
func (r *reader) titleRow(s string) {
	label, value, ok := strings.Cut(s, ":")
	switch {
	case ok && key(label) == "tình trạng hiệu lực":
		r.page.Status = strings.TrimSpace(value)
	case r.page.Title == "":
		r.page.Title = s
	}
}

// key is a label as it is compared.
func key(label string) string {
	return strings.Trim(strings.ToLower(squeeze(label)), " :")
}

// property stores one value. A label that joins several ("Cơ quan ban hành/ Chức
// danh / Người ký") names its values in order.
func (r *reader) property(label string, values []string) {
	if strings.Contains(label, "/") {
		names := strings.Split(label, "/")
		for i := range min(len(names), len(values)) {
			r.property(names[i], values[i:i+1])
		}
		return
	}
	p, v := &r.page, values[0]
	switch k := key(label); k {
	case "số ký hiệu", "số hiệu", "số án lệ":
		if n, size := numberAt([]string{strings.ReplaceAll(v, " ", "")}); v != "" && size > 0 {
			p.Number = n
		}
	case "loại văn bản", "loại vb được sửa đổi bổ sung":
		if kind, ok := corpus.ParseKind(v); ok {
			p.DocKind = kind
		}
	case "tên án lệ", "trích yếu":
		p.Title = v
	case "ngày ban hành", "ngày xác thực", "ngày ký xác thực", "ngày thông qua":
		p.Issued = dateOf(v)
	case "ngày có hiệu lực", "ngày áp dụng":
		p.Effective = dateOf(v)
	case "ngày hết hiệu lực":
		p.Expired = dateOf(v)
	case "hiệu lực", "tình trạng hiệu lực", "trạng thái":
		p.Status = v
	case "lí do hết hiệu lực", "lý do hết hiệu lực", "lí do hết hiệu lực 1 phần", "lý do hết hiệu lực 1 phần":
		p.Reason = v
	case "cơ quan ban hành", "cơ quan hợp nhất":
		p.Issuer = join(p.Issuer, v)
	case "chức danh":
		p.Position = join(p.Position, v)
	case "người ký":
		p.Signatory = join(p.Signatory, v)
	case "nguồn thu thập", "nguồn trích":
		p.Gazette = v
	case "ngành", "lĩnh vực":
		if v != "" && !slices.Contains(p.Fields, v) {
			p.Fields = append(p.Fields, v)
		}
	}
}

// join adds the second issuer of a joint document, or its signatory.
func join(s, more string) string {
	switch {
	case more == "" || s == more:
		return s
	case s == "":
		return more
	}
	return s + "; " + more
}

// dateOf is the date in a cell, zero for "..." and the like.
func dateOf(s string) corpus.Date {
	d, err := corpus.ParseDate(s)
	if err != nil || d.Year() < 1930 { // the site writes unknown days as 01/01/0001
		return 0
	}
	return d
}
