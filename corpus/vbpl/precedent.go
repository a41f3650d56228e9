package vbpl

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/trolycongvu/congvu/corpus"
)

// precedent reads a page of the portal of án lệ: tabs with the text, which is
// often a PDF in a frame, the properties and other án lệ.
func (r *reader) precedent() bool {
	props := r.tab("thuoctinh")
	if props == nil {
		return false
	}
	p := &r.page
	p.Kind, p.DocKind = PagePrecedent, corpus.KindOther
	r.properties(props)
	for _, row := range findAll(props, isElement(atom.Tr)) {
		cells := findAll(row, isElement(atom.Td, atom.Th))
		if len(cells) == 2 && key(text(cells[0])) == "quyết định công bố" && text(cells[1]) != "" {
			t := parseName(text(cells[1]))
			if link := find(cells[1], isElement(atom.A)); link != nil {
				t.Address = attr(link, "href")
			}
			p.Relations = append(p.Relations, Relation{Kind: RelBasis, Out: true, Label: text(cells[0]), Target: t})
		}
	}
	r.otherPrecedents()
	if body := find(r.root, func(n *html.Node) bool { return attr(n, "id") == "divPrint" }); body != nil {
		w := &writer{}
		w.children(body)
		w.flush()
		if len(w.lines) > 1 || len(w.lines) == 1 && w.lines[0].Text != p.Title {
			p.Lines = w.lines
		}
	}
	if file := find(r.root, func(n *html.Node) bool { return strings.Contains(attr(n, "src"), "dDocName=") }); file != nil {
		_, id, _ := strings.Cut(attr(file, "src"), "dDocName=")
		p.ItemID, _, _ = strings.Cut(id, "&")
		p.Address = "https://anle.toaan.gov.vn/webcenter/portal/anle/chitietanle?dDocName=" + p.ItemID
	}
	return p.Number != "" || p.Title != ""
}

func (r *reader) tab(id string) *html.Node {
	return find(r.root, func(n *html.Node) bool { return attr(n, "id") == id && attr(n, "role") == "tabpanel" })
}

// otherPrecedents reads the table of other án lệ: number and name.
func (r *reader) otherPrecedents() {
	tab := r.tab("vblienquan")
	if tab == nil {
		return
	}
	for _, row := range findAll(tab, isElement(atom.Tr)) {
		cells := findAll(row, isElement(atom.Td))
		if len(cells) < 2 {
			continue
		}
		if n, size := numberAt([]string{text(cells[0])}); size > 0 {
			t := Target{Kind: corpus.KindOther, Number: n, Title: text(cells[1])}
			r.page.Relations = append(r.page.Relations, Relation{Kind: RelRelated, Out: true, Label: "Văn bản liên quan", Target: t})
		}
	}
}
