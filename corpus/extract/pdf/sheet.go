package pdf

import (
	"cmp"
	"slices"

	"github.com/klippa-app/go-pdfium/requests"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

// frame is the visible part of a page in the space of the file, and how it is turned
// to be shown.
type frame struct {
	left, bottom, right, top float64
	quarter                  int // turns clockwise
}

// frame reads the visible part of a page.
func (d *Document) frame(page requests.Page) (frame, error) {
	box, err := d.instance.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return frame{}, err
	}
	f := frame{
		left: float64(box.Rect.Left), right: float64(box.Rect.Right),
		bottom: float64(box.Rect.Bottom), top: float64(box.Rect.Top),
	}
	if rotation, err := d.instance.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page}); err == nil {
		f.quarter = int(rotation.PageRotation) & 3
	}
	if !finite(f.left, f.right, f.bottom, f.top) || f.right <= f.left || f.top <= f.bottom {
		return frame{right: 595, top: 842, quarter: f.quarter}, nil
	}
	return f, nil
}

// size is the width and height after q quarter turns clockwise.
func (f frame) size(q int) (width, height float64) {
	width, height = f.right-f.left, f.top-f.bottom
	if q%2 == 1 {
		return height, width
	}
	return width, height
}

// turn brings a point of the file to the page turned by q quarters clockwise, with
// its origin at the top left.
func (f frame) turn(x, y float64, q int) (float64, float64) {
	u, v := x-f.left, f.top-y
	w, h := f.right-f.left, f.top-f.bottom
	switch q & 3 {
	case 1:
		return h - v, u
	case 2:
		return w - u, h - v
	case 3:
		return v, w - u
	}
	return u, v
}

func (f frame) box(b layout.Box, q int) layout.Box {
	x0, y0 := f.turn(b.X0, b.Y0, q)
	x1, y1 := f.turn(b.X1, b.Y1, q)
	return layout.Box{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
}

// base brings the line on which a character stands to the page turned upright.
func (f frame) base(c char, q int) float64 {
	x, y := c.X0, c.Base
	if c.quarter%2 == 1 {
		x, y = c.Base, c.Y0
	}
	_, b := f.turn(x, y, q)
	return b
}

// sheets parts a page by the direction of its text, each part turned upright: the one
// that is upright on the page as it is shown comes first.
func (f frame) sheets(number int, cs []char, rules []layout.Rule) []layout.Page {
	byTurn := map[int][]layout.Char{}
	for _, c := range cs {
		// Text that makes c.quarter turns counter-clockwise is upright after as many
		// clockwise ones.
		q := c.quarter
		l := c.Char
		l.Box, l.Base = f.box(c.Box, q), f.base(c, q)
		byTurn[q] = append(byTurn[q], l)
	}
	var pages []layout.Page
	for q, letters := range byTurn {
		p := layout.Page{Number: number, Words: layout.Words(letters), Turned: q != f.quarter}
		p.Width, p.Height = f.size(q)
		for _, r := range rules {
			p.Rules = append(p.Rules, layout.Rule(f.box(layout.Box(r), q)))
		}
		pages = append(pages, p)
	}
	slices.SortFunc(pages, func(a, b layout.Page) int {
		if a.Turned != b.Turned {
			return cmp.Compare(rank(a), rank(b))
		}
		return cmp.Or(cmp.Compare(len(b.Words), len(a.Words)), cmp.Compare(a.Width, b.Width))
	})
	return pages
}

func rank(p layout.Page) int {
	if p.Turned {
		return 1
	}
	return 0
}
