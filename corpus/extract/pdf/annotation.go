package pdf

import (
	"context"
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

// maxAnnotations is how many annotations of one page are looked at.
const maxAnnotations = 2000

// readAnnotations reads what is laid over a page and is no part of its content: the
// values of form fields and typed notes, which belong to the text, and the visible
// digital signatures, which do not. Page i, from 0, is copied and its annotations
// drawn into the copy; the characters that this adds are theirs. A failure costs them
// alone.
func (d *Document) readAnnotations(ctx context.Context, i int, known chars) (added []char, stamps []string) {
	signatures, others := d.annotations(i)
	if len(signatures) == 0 && !others {
		return nil, nil
	}
	all, ok := d.flattened(ctx, i)
	if !ok {
		return nil, nil
	}
	seen := map[spot]bool{}
	for _, c := range known.all {
		seen[c.spot()] = true
	}
	stamped := make([][]layout.Char, len(signatures))
	for _, c := range all.all {
		if seen[c.spot()] {
			continue
		}
		if s := inside(signatures, c); s >= 0 {
			// Text reads downwards here, and Y grows upwards in the file.
			c.Y0, c.Y1, c.Base = -c.Y1, -c.Y0, -c.Base
			stamped[s] = append(stamped[s], c.Char)
		} else if others {
			added = append(added, c)
		}
	}
	for _, s := range stamped {
		var text []string
		for _, l := range layout.Build([]layout.Page{{Words: layout.Words(s)}}).Lines {
			text = append(text, l.Text)
		}
		if len(text) > 0 {
			stamps = append(stamps, strings.Join(text, "\n"))
		}
	}
	return added, stamps
}

func inside(boxes []layout.Box, c char) int {
	x, y := (c.X0+c.X1)/2, (c.Y0+c.Y1)/2
	for i, b := range boxes {
		if x >= b.X0 && x <= b.X1 && y >= b.Y0 && y <= b.Y1 {
			return i
		}
	}
	return -1
}

// annotations are the places of the visible signatures of a page, and whether it has
// other annotations with text of their own.
func (d *Document) annotations(i int) (signatures []layout.Box, others bool) {
	page := d.page(i)
	count, err := d.instance.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: page})
	if err != nil {
		return nil, false
	}
	for n := range min(count.Count, maxAnnotations) {
		a, err := d.instance.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: page, Index: n})
		if err != nil {
			continue
		}
		kind, err := d.instance.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.Annotation})
		if err == nil {
			switch kind.Subtype {
			case enums.FPDF_ANNOT_SUBTYPE_WIDGET:
				if !d.isSignature(a.Annotation) {
					others = true
				} else if box, ok := d.annotationBox(a.Annotation); ok {
					signatures = append(signatures, box)
				}
			case enums.FPDF_ANNOT_SUBTYPE_FREETEXT:
				others = true
			}
		}
		_, _ = d.instance.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation})
	}
	return signatures, others
}

func (d *Document) isSignature(a references.FPDF_ANNOTATION) bool {
	kind, err := d.instance.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a, Key: "FT"})
	return err == nil && kind.Value == "Sig"
}

func (d *Document) annotationBox(a references.FPDF_ANNOTATION) (layout.Box, bool) {
	r, err := d.instance.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a})
	if err != nil {
		return layout.Box{}, false
	}
	b := layout.Box{X0: float64(r.Rect.Left), Y0: float64(r.Rect.Bottom), X1: float64(r.Rect.Right), Y1: float64(r.Rect.Top)}
	return b, finite(b.X0, b.Y0, b.X1, b.Y1) && b.X1-b.X0 > 1 && b.Y1-b.Y0 > 1
}

// flattened reads a copy of the page into which its annotations are drawn.
func (d *Document) flattened(ctx context.Context, i int) (chars, bool) {
	made, err := d.instance.FPDF_CreateNewDocument(&requests.FPDF_CreateNewDocument{})
	if err != nil {
		return chars{}, false
	}
	defer func() {
		_, _ = d.instance.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: made.Document})
	}()
	if _, err := d.instance.FPDF_ImportPagesByIndex(&requests.FPDF_ImportPagesByIndex{
		Source: d.doc, Destination: made.Document, PageIndices: []int{i},
	}); err != nil {
		return chars{}, false
	}
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: made.Document}}
	if _, err := d.instance.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: page}); err != nil {
		return chars{}, false
	}
	loaded, err := d.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: made.Document})
	if err != nil {
		return chars{}, false
	}
	defer func() { _, _ = d.instance.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) }()
	cs, err := d.readChars(ctx, requests.Page{ByReference: &loaded.Page})
	return cs, err == nil
}
