package html

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
	"golang.org/x/net/html"
)

// writer turns a tree into lines.
type writer struct {
	page   page
	total  *weight
	lines  []structure.Line
	pieces []piece // of the line being written; "\n" in a piece is a <br>
	look   look
	lists  []*list
	marker string // of a list item whose text has not begun
	tables int
}

// piece is a stretch of text in one look.
type piece struct {
	text string
	look look
}

// look is how text is shown.
type look struct {
	bold, italic, centred, raised, kept bool
	heading                             int
	font                                string
}

// blocks are the elements that begin and end a line.
var blocks = map[string]bool{
	"address": true, "article": true, "aside": true, "blockquote": true, "body": true, "caption": true,
	"center": true, "dd": true, "details": true, "div": true, "dl": true, "dt": true, "fieldset": true,
	"figcaption": true, "figure": true, "footer": true, "form": true, "h1": true, "h2": true, "h3": true,
	"h4": true, "h5": true, "h6": true, "header": true, "hr": true, "html": true, "legend": true, "li": true,
	"main": true, "nav": true, "ol": true, "p": true, "pre": true, "section": true, "summary": true,
	"table": true, "tbody": true, "td": true, "tfoot": true, "th": true, "thead": true, "tr": true, "ul": true,
}

// node writes a node and all below it.
func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.DocumentNode:
		w.children(n)
		return
	case html.ElementNode:
	default:
		return
	}
	if w.total == nil {
		total := w.page[n]
		w.total = &total
	}
	if hidden(n) || w.page.isFurniture(n, *w.total) {
		return
	}
	outer := w.look
	w.look = outer.inside(n)
	defer func() { w.look = outer }()
	switch n.Data {
	case "br":
		w.add("\n")
	case "img":
		w.image(n)
	case "table":
		w.flush()
		w.table(n)
	case "ol", "ul":
		w.flush()
		w.list(n)
	case "li":
		w.flush()
		w.item(n)
	default:
		if blocks[n.Data] {
			w.flush()
			w.children(n)
			w.flush()
			return
		}
		w.children(n)
	}
}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// text adds text; line ends in it are spaces except where they are kept.
func (w *writer) text(s string) {
	if w.look.kept {
		w.add(strings.ReplaceAll(s, "\r", ""))
		return
	}
	w.add(strings.NewReplacer("\n", " ", "\r", " ").Replace(s))
}

func (w *writer) add(s string) {
	if w.marker != "" && layout.Clean(s) != "" {
		marker := w.marker
		w.marker = ""
		if !strings.HasPrefix(layout.Clean(s), marker) {
			w.add(marker + " ")
		}
	}
	if s == "" {
		return
	}
	if n := len(w.pieces); n > 0 && w.pieces[n-1].look == w.look && len(w.pieces[n-1].text) < 4096 {
		w.pieces[n-1].text += s
		return
	}
	if n := len(w.pieces); n > 0 && w.look.raised && !w.pieces[n-1].look.raised && raises(w.pieces[n-1].text, s) {
		s = "^" + s
	}
	w.pieces = append(w.pieces, piece{s, w.look})
}

// raises tells where reading raised text on the line would make another number:
// 10⁻⁵ is not 10-5. "m²" stays "m2".
func raises(before, raised string) bool {
	if before == "" || raised == "" {
		return false
	}
	last, next := before[len(before)-1], raised[0]
	return last >= '0' && last <= '9' && (next >= '0' && next <= '9' || next == '-' || next == '+') || last == ')' && next != 'o'
}

// image notes that a picture stands among the text; pictures alone are ornament.
func (w *writer) image(n *html.Node) {
	if len(w.pieces) == 0 || w.look.heading > 0 || n.Parent != nil && n.Parent.Data == "a" {
		return
	}
	w.add(" " + layout.Picture + " ")
}

// flush ends the line being written.
func (w *writer) flush() {
	pieces := w.pieces
	w.pieces = nil
	if len(pieces) == 0 {
		return
	}
	style := styleOf(pieces)
	runs := make([]charset.Run, len(pieces))
	legacy := false
	var b strings.Builder
	for i, p := range pieces {
		runs[i] = charset.Run{Text: p.text, Font: p.look.font}
		b.WriteString(p.text)
		if _, ok := charset.ForFont(p.look.font); ok {
			legacy = true
		}
	}
	text := b.String()
	if legacy {
		text = charset.Paragraph(runs)
	}
	for _, line := range layout.Wrapped(text) {
		w.lines = append(w.lines, structure.Line{Text: line, Style: style})
	}
}

// styleOf is what all of the text has in common.
func styleOf(pieces []piece) structure.Style {
	s := structure.Style{Bold: true, Italic: true, Centred: true}
	some := false
	for _, p := range pieces {
		if layout.Clean(p.text) == "" {
			continue
		}
		some = true
		s.Bold = s.Bold && p.look.bold
		s.Italic = s.Italic && p.look.italic
		s.Centred = s.Centred && p.look.centred
		s.Heading = max(s.Heading, p.look.heading)
	}
	if !some {
		return structure.Style{}
	}
	return s
}

var (
	boldStyle    = regexp.MustCompile(`(?i)font-weight\s*:\s*(bold|[6-9]00)`)
	plainStyle   = regexp.MustCompile(`(?i)font-weight\s*:\s*(normal|[1-5]00)`)
	italicStyle  = regexp.MustCompile(`(?i)font-style\s*:\s*italic`)
	centredStyle = regexp.MustCompile(`(?i)text-align\s*:\s*(\w+)`)
	raisedStyle  = regexp.MustCompile(`(?i)vertical-align\s*:\s*super`)
	keptStyle    = regexp.MustCompile(`(?i)white-space\s*:\s*pre`)
	fontStyle    = regexp.MustCompile(`(?i)font-family\s*:\s*["']?([^;,"']+)`)
)

// inside is the look of what stands in an element.
func (l look) inside(n *html.Node) look {
	switch n.Data {
	case "b", "strong", "th":
		l.bold = true
	case "i", "em", "cite":
		l.italic = true
	case "center":
		l.centred = true
	case "sup":
		l.raised = true
	case "pre":
		l.kept = true
	case "h1", "h2", "h3", "h4", "h5", "h6":
		l.heading = int(n.Data[1] - '0')
		l.bold = true
	case "td", "p", "div", "li":
		if align := attr(n, "align"); align != "" {
			l.centred = strings.EqualFold(align, "center")
		}
	case "font":
		if face := attr(n, "face"); face != "" {
			l.font = face
		}
	}
	style := attr(n, "style")
	if style == "" {
		return l
	}
	if plainStyle.MatchString(style) {
		l.bold = false
	}
	l.bold = l.bold || boldStyle.MatchString(style)
	l.italic = l.italic || italicStyle.MatchString(style)
	l.raised = l.raised || raisedStyle.MatchString(style)
	l.kept = l.kept || keptStyle.MatchString(style)
	if m := centredStyle.FindStringSubmatch(style); m != nil {
		l.centred = strings.EqualFold(m[1], "center")
	}
	if m := fontStyle.FindStringSubmatch(style); m != nil {
		l.font = m[1]
	}
	return l
}
