// Package plain reads text files and Markdown: lines wrapped by hand or by a
// program become paragraphs again, marks become style, and what the maker of a
// Markdown file wrote about the document is kept apart from the document.
package plain

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// Document is what a file says.
type Document struct {
	Lines []structure.Line
	// Remarks are lines of the file's maker, not of the document: a summary, sources,
	// how it was transcribed.
	Remarks []structure.Line
	// Properties are what the maker says of the document, by folded key:
	// "so hieu", "ngay ban hanh", "title" (see Key).
	Properties map[string]string
	Pages      int    // parts between form feeds; 0 where there are none
	Encoding   string // as package charset names it
}

// Read reads a text file.
func Read(raw []byte) (Document, error) {
	text, enc, err := charset.ToUTF8(raw, "")
	if err != nil {
		return Document{}, err
	}
	d := Document{Lines: Text(text), Encoding: enc}
	if n := strings.Count(strings.TrimRight(text, "\f\n\r\t "), "\f"); n > 0 {
		d.Pages = n + 1
	}
	return d, nil
}

// Text turns text into lines. Form feeds divide pages; rows between bars, as
// antiword draws tables, become one table.
func Text(text string) []structure.Line {
	pages := strings.Split(newlines.Replace(text), "\f")
	w := wrapOf(text)
	var out []structure.Line
	for i, page := range pages {
		n := i + 1
		if len(pages) == 1 {
			n = 0
		}
		var block []string
		flush := func() {
			for _, l := range w.unwrap(block) {
				out = append(out, structure.Line{Text: l, Page: n})
			}
			block = block[:0]
		}
		for rows := strings.Split(page, "\n"); len(rows) > 0; {
			if table, used := drawnTable(rows); used > 0 {
				flush()
				for _, l := range table {
					l.Page = n
					out = append(out, l)
				}
				rows = rows[used:]
				continue
			}
			if layout.Clean(rows[0]) == "" {
				flush()
			} else {
				block = append(block, layout.Columns(rows[0])...)
			}
			rows = rows[1:]
		}
		flush()
	}
	return out
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\v", "\n")

// drawnTable reads rows such as "|a |b |" that stand together, and tells how many
// there were.
func drawnTable(rows []string) (lines []structure.Line, used int) {
	var t layout.Table
	t.Bordered = true
	for used < len(rows) {
		row := strings.TrimSpace(rows[used])
		if len(row) < 3 || row[0] != '|' || row[len(row)-1] != '|' {
			break
		}
		var cells []layout.Cell
		for _, c := range strings.Split(row[1:len(row)-1], "|") {
			var inside []structure.Line
			if text := layout.Clean(c); text != "" {
				inside = []structure.Line{{Text: text}}
			}
			cells = append(cells, layout.Cell{Lines: inside})
		}
		t.Rows = append(t.Rows, cells)
		used++
	}
	if used == 0 {
		return nil, 0
	}
	return t.Lines(), used
}
