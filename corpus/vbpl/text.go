package vbpl

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// fulltext reads the text, with the masthead that the site sets before it and the
// signature that it sets behind.
func (r *reader) fulltext(content *html.Node) {
	w := &writer{}
	if box := content.Parent; box != nil && box.DataAtom == atom.Div && !hasClass("content")(box) {
		w.skip = skipped
		w.children(box)
	} else {
		w.children(content)
	}
	w.flush()
	r.page.Lines = w.lines
	r.masthead()
}

// skipped are the parts of the site around the text.
func skipped(n *html.Node) bool {
	for _, class := range []string{"vbInfo", "vbFile", "vbLienQuan", "header", "bottom"} {
		if hasClass(class)(n) {
			return true
		}
	}
	return attr(n, "id") == "divShowDialogDownload"
}

// writer turns elements into lines.
type writer struct {
	lines []structure.Line
	skip  func(*html.Node) bool
	buf   strings.Builder
	// style counts the visible runes of the line and those under each style.
	runes, bold, italic int
	centred             bool
	face                face
}

// face is the style that the element being read stands in.
type face struct{ bold, italic, centred bool }

func (w *writer) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

func (w *writer) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.write(n.Data)
		return
	case n.Type != html.ElementNode || hidden(n) || w.skip != nil && w.skip(n):
		return
	case n.DataAtom == atom.Table:
		w.flush()
		w.table(n)
		return
	}
	outer := w.face
	w.face = faceOf(n, outer)
	line := breaks(n)
	if line {
		w.flush()
	}
	w.children(n)
	if line {
		w.flush()
	}
	w.face = outer
}

// faceOf is the style inside n.
func faceOf(n *html.Node, f face) face {
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.H1, atom.H2, atom.H3, atom.H4:
		f.bold = true
	case atom.I, atom.Em:
		f.italic = true
	case atom.Center:
		f.centred = true
	}
	f.bold = f.bold || strings.Contains(style, "font-weight:bold")
	f.italic = f.italic || strings.Contains(style, "font-style:italic")
	if align := strings.ToLower(attr(n, "align")); align != "" {
		f.centred = align == "center"
	}
	if _, align, ok := strings.Cut(style, "text-align:"); ok {
		f.centred = strings.HasPrefix(align, "center")
	}
	return f
}

func (w *writer) write(s string) {
	w.buf.WriteString(s)
	n := 0
	for word := range strings.FieldsSeq(s) {
		n += len(word)
	}
	w.runes += n
	if w.face.bold {
		w.bold += n
	}
	if w.face.italic {
		w.italic += n
	}
	w.centred = w.face.centred
}

// flush ends the line.
func (w *writer) flush() {
	if s := squeeze(w.buf.String()); s != "" {
		w.lines = append(w.lines, structure.Line{Text: s, Style: structure.Style{
			Bold: w.bold == w.runes, Italic: w.italic == w.runes, Centred: w.centred,
		}})
	}
	w.buf.Reset()
	w.runes, w.bold, w.italic = 0, 0, 0
}
