package pdf

import (
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

const (
	maxObjects  = 20_000 // looked at on one page
	maxSegments = 400    // of one path: more are a drawing
	maxForms    = 3      // levels of objects in objects
	// thin is the width of the thickest rule of a table, in points.
	thin = 3.0
	// shortRule is the length of the shortest.
	shortRule = 6.0
)

// marks are what a page draws besides text.
type marks struct {
	rules  []layout.Rule // in the space of the file
	images float64       // the share of the page that its images cover
	dpi    float64       // of the image that covers most
	widest float64       // the share that it covers
}

// matrix is how an object stands on the page.
type matrix = structs.FPDF_FS_MATRIX

var identity = matrix{A: 1, D: 1}

// readMarks looks at the objects of a page. What cannot be read is left out: rules and
// images only help.
func (d *Document) readMarks(page requests.Page, f frame) marks {
	count, err := d.instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return marks{}
	}
	r := markReader{Document: d, frame: f}
	for i := range count.Count {
		obj, err := d.instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			continue
		}
		if !r.object(obj.PageObject, identity, 0) {
			break
		}
	}
	return r.marks
}

type markReader struct {
	*Document
	marks
	frame frame
	seen  int
}

// object looks at one object; false when enough have been looked at.
func (r *markReader) object(obj references.FPDF_PAGEOBJECT, m matrix, level int) bool {
	if r.seen++; r.seen > maxObjects {
		return false
	}
	kind, err := r.instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: obj})
	if err != nil {
		return true
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_PATH:
		r.path(obj, m)
	case enums.FPDF_PAGEOBJ_IMAGE:
		r.image(obj, m)
	case enums.FPDF_PAGEOBJ_FORM:
		return level >= maxForms || r.form(obj, m, level)
	}
	return true
}

func (r *markReader) form(obj references.FPDF_PAGEOBJECT, m matrix, level int) bool {
	own, err := r.instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: obj})
	if err != nil {
		return true
	}
	count, err := r.instance.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: obj})
	if err != nil {
		return true
	}
	m = multiply(own.Matrix, m)
	for i := range count.Count {
		inner, err := r.instance.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: obj, Index: uint64(i)})
		if err == nil && !r.object(inner.PageObject, m, level+1) {
			return false
		}
	}
	return true
}

// bounds is the rectangle of an object on the page.
func (r *markReader) bounds(obj references.FPDF_PAGEOBJECT, m matrix) (layout.Box, bool) {
	b, err := r.instance.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: obj})
	if err != nil {
		return layout.Box{}, false
	}
	x0, y0 := apply(m, float64(b.Left), float64(b.Bottom))
	x1, y1 := apply(m, float64(b.Right), float64(b.Top))
	box := layout.Box{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
	return box, finite(x0, y0, x1, y1)
}

func (r *markReader) image(obj references.FPDF_PAGEOBJECT, m matrix) {
	b, ok := r.bounds(obj, m)
	if !ok {
		return
	}
	f := r.frame
	w := min(b.X1, f.right) - max(b.X0, f.left)
	h := min(b.Y1, f.top) - max(b.Y0, f.bottom)
	if w > 0 && h > 0 {
		// Scans are often cut into strips: what they cover together counts.
		share := w * h / ((f.right - f.left) * (f.top - f.bottom))
		r.images += share
		size, err := r.instance.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: obj})
		if err == nil && share > r.widest {
			r.widest, r.dpi = share, 72*math.Sqrt(float64(size.Width)*float64(size.Height)/((b.X1-b.X0)*(b.Y1-b.Y0)))
		}
	}
}

// path takes the rules from a path: itself when it is thin, otherwise the straight
// sides that it strokes.
func (r *markReader) path(obj references.FPDF_PAGEOBJECT, m matrix) {
	b, ok := r.bounds(obj, m)
	if !ok {
		return
	}
	w, h := b.X1-b.X0, b.Y1-b.Y0
	if w <= thin || h <= thin {
		if max(w, h) >= shortRule {
			x, y := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
			if w > h {
				r.rules = append(r.rules, layout.Rule{X0: b.X0, Y0: y, X1: b.X1, Y1: y})
			} else {
				r.rules = append(r.rules, layout.Rule{X0: x, Y0: b.Y0, X1: x, Y1: b.Y1})
			}
		}
		return
	}
	mode, err := r.instance.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: obj})
	if err == nil && mode.Stroke {
		r.sides(obj, m)
	}
}

// sides takes the straight sides of a path that run along or across the page.
func (r *markReader) sides(obj references.FPDF_PAGEOBJECT, m matrix) {
	own, err := r.instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: obj})
	if err != nil {
		return
	}
	m = multiply(own.Matrix, m)
	count, err := r.instance.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: obj})
	if err != nil || count.Count > maxSegments {
		return
	}
	var x, y, fromX, fromY float64
	for i := range count.Count {
		segment, err := r.instance.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: obj, Index: i})
		if err != nil {
			return
		}
		s := segment.PathSegment
		point, err1 := r.instance.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s})
		kind, err2 := r.instance.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: s})
		if err1 != nil || err2 != nil {
			return
		}
		px, py := apply(m, float64(point.X), float64(point.Y))
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			fromX, fromY = px, py
		case enums.FPDF_SEGMENT_LINETO:
			r.side(x, y, px, py)
		}
		if closed, err := r.instance.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: s}); err == nil && closed.IsClose {
			r.side(px, py, fromX, fromY)
		}
		x, y = px, py
	}
}

func (r *markReader) side(x0, y0, x1, y1 float64) {
	if !finite(x0, y0, x1, y1) || math.Abs(x0-x1) > 1 && math.Abs(y0-y1) > 1 || math.Hypot(x0-x1, y0-y1) < shortRule {
		return
	}
	r.rules = append(r.rules, layout.Rule{X0: x0, Y0: y0, X1: x1, Y1: y1})
}

func apply(m matrix, x, y float64) (float64, float64) {
	return float64(m.A)*x + float64(m.C)*y + float64(m.E), float64(m.B)*x + float64(m.D)*y + float64(m.F)
}

// multiply is first a, then b.
func multiply(a, b matrix) matrix {
	return matrix{
		A: a.A*b.A + a.B*b.C, B: a.A*b.B + a.B*b.D,
		C: a.C*b.A + a.D*b.C, D: a.C*b.B + a.D*b.D,
		E: a.E*b.A + a.F*b.C + b.E, F: a.E*b.B + a.F*b.D + b.F,
	}
}
