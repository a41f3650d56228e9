// Package layout turns what stands on pages, words and where they stand, into
// lines in reading order: a paragraph or a table each. It serves pages that were
// printed (package pdf) and pages that were recognised from images (package ocr).
//
// Page headers, footers and page numbers are taken out and told of; everything else
// is kept. Mastheads, signature blocks and whatever else stands side by side is read
// column by column, left first. A paragraph that runs over a page break is one line,
// of the page it begins on. It is a pure function of its input.
package layout

import (
	"math"
	"slices"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// Box is a rectangle in points (1/72 inch) from the top left corner of the page; Y
// grows downwards.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Word is what stands between two spaces.
type Word struct {
	Text string
	Box
	Base         float64 // Y of the line that the letters stand on
	Size         float64 // of the font, in points
	Bold, Italic bool
}

// Rule is a straight line drawn along or across the page.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// Page is one page, or the part of a page whose text runs in one direction.
type Page struct {
	Number        int // of the file, from 1
	Width, Height float64
	Words         []Word
	Rules         []Rule
	// Turned says that the text runs across the page as it is shown: headers and
	// footers are not looked for in it.
	Turned bool
}

// Removed is text that is not among the lines.
type Removed struct {
	Page int
	Text string
}

// Text is what Build makes of pages.
type Text struct {
	Lines   []structure.Line
	Removed []Removed // page headers, footers, page numbers, drawn lines of underscores
}

// Build reads the pages of a document, given in their order. Parts of the same page
// follow each other.
func Build(pages []Page) Text {
	sheets := make([]*sheet, len(pages))
	for i, p := range pages {
		sheets[i] = newSheet(p)
	}
	var t Text
	t.Removed = removeFurniture(sheets)
	for _, s := range sheets {
		s.left, s.right = edges(s.rows)
	}
	var items []item
	for i, s := range sheets {
		items = append(items, s.items(i)...)
	}
	looks := measure(items)
	t.Lines = paragraphs(items, looks)
	return t
}

// sheet is a page while it is read.
type sheet struct {
	Page
	grids []*grid
	rows  []row // what stands in no grid
	// left and right are the edges of the text.
	left, right float64
}

func newSheet(p Page) *sheet {
	p.Words = sane(p.Words)
	s := &sheet{Page: p, grids: grids(p.Rules)}
	var loose []Word
	for _, w := range p.Words {
		if !s.intoGrid(w) {
			loose = append(loose, w)
		}
	}
	for _, g := range s.grids {
		if !g.isTable() {
			loose = append(loose, g.words()...)
		}
	}
	s.grids = slices.DeleteFunc(s.grids, func(g *grid) bool { return !g.isTable() })
	s.rows = rows(loose)
	return s
}

// sane leaves out words without text and gives a place to those without one.
func sane(words []Word) []Word {
	kept := make([]Word, 0, len(words))
	for _, w := range words {
		if w.Text == "" {
			continue
		}
		for _, v := range []*float64{&w.X0, &w.Y0, &w.X1, &w.Y1, &w.Base, &w.Size} {
			if math.IsNaN(*v) || math.Abs(*v) > 1e6 {
				*v = 0
			}
		}
		w.X1, w.Y1 = max(w.X0, w.X1), max(w.Y0, w.Y1)
		if w.Size <= 0 {
			w.Size = max(1, w.Y1-w.Y0)
		}
		kept = append(kept, w)
	}
	return kept
}

// item is one printed line, or a whole table.
type item struct {
	row
	page  int
	sheet int
	table *table // nil for a line
	note  bool   // of a footnote
	zone  zone
}

// zone is the column that a line stands in.
type zone struct {
	left, right float64
	column      int // 0 for text over the whole page; columns are numbered on their sheet
	turned      bool
	page        float64 // the width of the page
}

func (z zone) width() float64 { return z.right - z.left }
