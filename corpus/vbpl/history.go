package vbpl

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// history reads "Lịch sử": rows of day, event, source document and the parts
// concerned. An event says what was done to the page's document.
func (r *reader) history(box *html.Node) {
	if r.page.Kind != PageHistory {
		return
	}
	notes := map[string]string{}
	for _, n := range findAll(r.root, hasClass("balloonstyle")) {
		var b strings.Builder
		for c := range n.ChildNodes() { // the balloon itself is hidden until asked for
			appendText(&b, c)
		}
		notes[attr(n, "id")] = squeeze(b.String())
	}
	for _, row := range findAll(box, isElement(atom.Tr)) {
		cells := findAll(row, isElement(atom.Td, atom.Th))
		if len(cells) >= 2 {
			r.event(cells, notes)
		}
	}
}

// event reads one row; its day is empty for the header.
func (r *reader) event(cells []*html.Node, notes map[string]string) {
	day, what := dateOf(text(cells[0])), key(text(cells[1]))
	if day.IsZero() {
		return
	}
	p := &r.page
	switch {
	case strings.Contains(what, "ban hành"):
		p.Issued = day
	case strings.HasSuffix(what, "có hiệu lực"):
		p.Effective = day
	case strings.HasSuffix(what, "hết hiệu lực") && !strings.Contains(what, "phần"):
		p.Expired = day
	}
	label, ok := readLabel("Văn bản " + strings.TrimPrefix(what, "văn bản "))
	if !ok || len(cells) < 3 || !label.out {
		return
	}
	t := parseName(text(cells[2]))
	if link := find(cells[2], isElement(atom.A)); link != nil {
		if _, id, ok := splitAddress(attr(link, "href")); ok {
			t.ItemID, t.Address = id, pageAddress(id, false)
		}
	}
	if t.Number == "" && t.ItemID == "" {
		return
	}
	rel := Relation{Kind: label.kind, Partly: label.partly, Label: text(cells[1]), Target: t, Since: day}
	if len(cells) > 3 {
		rel.Places = places(cells[3], notes)
		rel.Partly = rel.Partly || rel.Places != ""
	}
	p.Relations = append(p.Relations, rel)
}

// places is the text of the last column, or of the balloon that it opens.
func places(cell *html.Node, notes map[string]string) string {
	if link := find(cell, func(n *html.Node) bool { return notes[attr(n, "rel")] != "" }); link != nil {
		return notes[attr(link, "rel")]
	}
	if s := text(cell); !strings.Contains(strings.ToLower(s), "xem tại đây") {
		return s
	}
	return ""
}
