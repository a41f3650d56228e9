package pdf

import (
	"context"
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

// Page is the text of one page with where it stands.
type Page struct {
	// Sheets are the page's words by the direction of their text, upright first; none
	// where the page has no text.
	Sheets []layout.Page
	// Scanned says that the page shows an image and has no text layer worth the name.
	Scanned bool
	// Stamps are the texts of visible digital signatures on the page.
	Stamps   []string
	Warnings []string
	dpi      float64 // of the image on a scanned page; 0 when not known
}

const (
	// textLetters is how many letters make a text layer.
	textLetters = 30
	// coverage is the share of a page that its images cover in a scan.
	coverage = 0.3
)

// Page reads page number n, from 1.
func (d *Document) Page(ctx context.Context, n int) (Page, error) {
	var p Page
	if n < 1 || n > d.pages {
		return p, fmt.Errorf("không có trang %d: tệp có %d trang", n, d.pages)
	}
	err := d.do(ctx, fmt.Sprintf("trang %d", n), func(ctx context.Context) error {
		ref := d.page(n - 1)
		f, err := d.frame(ref)
		if err != nil {
			return fmt.Errorf("%w: trang %d: %w", ErrBroken, n, err)
		}
		cs, err := d.readChars(ctx, ref)
		if err != nil {
			return fmt.Errorf("%w: trang %d: %w", ErrBroken, n, err)
		}
		m := d.readMarks(ref, f)
		p.judge(n, cs, m)
		p.dpi = m.dpi
		added, stamps := d.readAnnotations(ctx, n-1, cs)
		p.Stamps = stamps
		cs.all = append(cs.all, added...)
		p.Sheets = f.sheets(n, cs.all, m.rules)
		return nil
	})
	return p, err
}

// judge tells whether the page is a scan, and warns of what its text lacks.
func (p *Page) judge(n int, cs chars, m marks) {
	letters, strange := 0, 0
	for _, c := range cs.all {
		if c.isLetter() {
			letters++
		} else if strings.ContainsFunc(c.Text, func(r rune) bool { return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) }) {
			strange++
		}
	}
	p.Scanned = letters < textLetters && m.images >= coverage
	if unreadable := cs.unmapped + strange; unreadable > 0 && unreadable >= max(5, letters/10) {
		p.Warnings = append(p.Warnings, fmt.Sprintf("trang %d: %d ký tự không có mã chữ", n, unreadable))
		p.Scanned = p.Scanned || unreadable > letters
	}
	if cs.cut {
		p.Warnings = append(p.Warnings, fmt.Sprintf("trang %d: quá %d ký tự, phần sau bị bỏ", n, maxChars))
	}
}

func (c char) isLetter() bool { return strings.ContainsFunc(c.Text, unicode.IsLetter) }

// HasText tells whether the page has a text layer; the text of a digital signature is
// none.
func (d *Document) HasText(ctx context.Context, n int) (bool, error) {
	p, err := d.Page(ctx, n)
	return len(p.Sheets) > 0 && !p.Scanned, err
}

// sameSpot is how far apart, in points, a character may be found in two readings.
const sameSpot = 1.0

type spot struct {
	text string
	x, y int
}

func (c char) spot() spot {
	return spot{c.Text, int(math.Round(c.X0 / sameSpot)), int(math.Round(c.Y0 / sameSpot))}
}
