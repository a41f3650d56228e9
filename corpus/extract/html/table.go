package html

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"golang.org/x/net/html"
)

// table writes a table.
func (w *writer) table(n *html.Node) {
	outer, lists := w.lines, w.lists
	t := layout.Table{First: len(outer) == 0 && w.tables == 0, Bordered: bordered(n)}
	w.lists = nil
	w.tables++
	w.rows(n, &t)
	w.tables--
	w.lines, w.lists = outer, lists
	w.lines = append(w.lines, t.Lines()...)
}

// rows reads the rows below n, which no other table holds.
func (w *writer) rows(n *html.Node, t *layout.Table) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode {
			continue
		}
		if c.Type == html.ElementNode && hidden(c) {
			continue
		}
		switch c.Data {
		case "tbody", "thead", "tfoot", "form":
			w.rows(c, t)
		case "tr":
			t.Rows = append(t.Rows, nil)
			w.cells(c, t)
		case "colgroup", "col":
		default: // a caption, or what stands where it should not
			t.Rows = append(t.Rows, []layout.Cell{w.cell(c)})
		}
	}
}

func (w *writer) cells(tr *html.Node, t *layout.Table) {
	row := len(t.Rows) - 1
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || hidden(c) {
			continue
		}
		cell := w.cell(c)
		if c.Data == "td" || c.Data == "th" {
			cell.Cols, cell.Rows = span(c, "colspan"), span(c, "rowspan")
			t.Bordered = t.Bordered || c.Data == "th" || drawn.MatchString(attr(c, "style"))
		}
		t.Rows[row] = append(t.Rows[row], cell)
	}
}

func (w *writer) cell(n *html.Node) layout.Cell {
	w.lines = nil
	w.node(n)
	w.flush()
	lines := w.lines
	w.lines = nil
	return layout.Cell{Lines: lines}
}

// span reads colspan or rowspan.
func span(n *html.Node, key string) int {
	s, err := strconv.Atoi(strings.TrimSpace(attr(n, key)))
	if err != nil || s < 1 {
		return 1
	}
	return min(s, 200)
}

var drawn = regexp.MustCompile(`(?i)border(?:-(?:top|bottom|left|right))?(?:-style)?\s*:\s*[^;]*\b(?:solid|double|dotted|dashed)`)

// bordered tells whether the table itself says that lines are drawn.
func bordered(n *html.Node) bool {
	border := strings.TrimSpace(attr(n, "border"))
	return border != "" && border != "0" && border != "none" || drawn.MatchString(attr(n, "style"))
}
