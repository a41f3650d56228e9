package pdf

import (
	"context"
	"math"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

// maxChars bounds the characters of one page; a full page of print has 4,000.
const maxChars = 200_000

// char is a character in the space of the file: Y grows upwards.
type char struct {
	layout.Char
	quarter int // of turns counter-clockwise that its text makes
}

// chars are the characters of a page that have a place, and how many have no known
// letter.
type chars struct {
	all      []char
	unmapped int
	cut      bool
}

// readChars reads the characters of a page.
func (d *Document) readChars(ctx context.Context, page requests.Page) (chars, error) {
	var cs chars
	text, err := d.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return cs, err
	}
	defer func() {
		_, _ = d.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	}()
	count, err := d.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return cs, err
	}
	n := count.Count
	if n > maxChars {
		n, cs.cut = maxChars, true
	}
	r := charReader{Document: d, text: text.TextPage, fresh: true, decoders: map[string]func(string) string{}}
	for i := range n {
		if i%256 == 0 && ctx.Err() != nil {
			return cs, ctx.Err()
		}
		if err := r.read(i, &cs); err != nil {
			return cs, err
		}
	}
	return cs, nil
}

// charReader reads one page's characters. What is dear, the font, is asked for at the
// first letter of a word.
type charReader struct {
	*Document
	text     references.FPDF_TEXTPAGE
	fresh    bool // a word begins
	size     float64
	bold     bool
	italic   bool
	quarter  int
	decode   func(string) string
	decoders map[string]func(string) string
}

func (r *charReader) read(i int, cs *chars) error {
	u, err := r.instance.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: r.text, Index: i})
	if err != nil {
		return err
	}
	letter := printable(rune(uint32(u.Unicode))) // 32 bits of it are the character
	if letter == "" {
		r.fresh = true
		if u.Unicode == 0 {
			cs.unmapped++
		}
		return nil
	}
	c := char{}
	if letter == " " {
		r.fresh = true
		made, err := r.instance.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: r.text, Index: i})
		if err != nil || made.IsGenerated {
			return err // the reader's guess; layout makes its own
		}
	} else if r.fresh {
		r.fresh = false
		r.font(i)
	}
	if !r.place(i, &c) {
		return nil
	}
	c.Text, c.Decode = letter, r.decode
	c.Size, c.Bold, c.Italic, c.quarter = r.size, r.bold, r.italic, r.quarter
	cs.all = append(cs.all, c)
	return nil
}

// place fills in where the character stands; false when it stands nowhere.
func (r *charReader) place(i int, c *char) bool {
	box, err := r.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: r.text, Index: i})
	if err != nil {
		return false
	}
	c.X0, c.X1 = float64(box.Rect.Left), float64(box.Rect.Right)
	c.Y0, c.Y1 = float64(box.Rect.Bottom), float64(box.Rect.Top)
	origin, err := r.instance.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: r.text, Index: i})
	if err != nil {
		return false
	}
	if r.quarter%2 == 0 {
		c.Base = origin.Y
	} else {
		c.Base = origin.X
	}
	return finite(c.X0, c.X1, c.Y0, c.Y1, c.Base)
}

// font reads size, weight, slant, direction and encoding at character i. What cannot
// be read stays as it was.
func (r *charReader) font(i int) {
	if m, err := r.instance.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: r.text, Index: i}); err == nil {
		if s, err := r.instance.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: r.text, Index: i}); err == nil {
			r.size = s.FontSize * math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
		}
		angle := math.Atan2(float64(m.Matrix.B), float64(m.Matrix.A))
		r.quarter = (int(math.Round(angle/(math.Pi/2))) + 4) % 4
	}
	if r.size <= 0 || !finite(r.size) {
		r.size = 12
	}
	info, err := r.instance.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: r.text, Index: i})
	if err != nil {
		return
	}
	weight, err := r.instance.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: r.text, Index: i})
	name := strings.ToLower(info.FontName)
	r.bold = strings.Contains(name, "bold") || info.Flags&(1<<18) != 0 || err == nil && weight.FontWeight >= 600
	r.italic = strings.Contains(name, "italic") || strings.Contains(name, "oblique") || info.Flags&(1<<6) != 0
	r.decode = r.decoder(info.FontName)
}

func (r *charReader) decoder(font string) func(string) string {
	if r.opts.Font == nil {
		return nil
	}
	decode, known := r.decoders[font]
	if !known {
		_, name, cut := strings.Cut(font, "+") // the tag of a subset
		if !cut {
			name = font
		}
		if d, ok := r.opts.Font(name); ok {
			decode = d
		}
		r.decoders[font] = decode
	}
	return decode
}

// printable is what a character of the file reads as: "" for none, " " for a space.
func printable(r rune) string {
	switch {
	case r == 2, r == 0xFFFE: // PDFium's marks for a hyphen at the end of a line
		return "-"
	case r == 0xAD:
		return "-"
	case r == 0, r == '\r', r == '\n', r == 0xFEFF, r == 0x200B, r == 0xFFFF:
		return ""
	case r >= 0xF020 && r <= 0xF0FF: // Symbol and Wingdings
		return symbol(r)
	case unicode.IsSpace(r):
		return " "
	case unicode.IsControl(r), r > unicode.MaxRune, r >= 0xD800 && r <= 0xDFFF:
		return ""
	}
	return string(r)
}

// symbol reads the private characters that Word makes of its list signs.
func symbol(r rune) string {
	switch r {
	case 0xF0B7, 0xF09F, 0xF06C:
		return "•"
	case 0xF0A7, 0xF06E:
		return "▪"
	case 0xF0D8:
		return "➢"
	case 0xF0FC:
		return "✓"
	case 0xF06F, 0xF0A8, 0xF071, 0xF072:
		return "□"
	case 0xF0FE, 0xF053:
		return "☑"
	case 0xF0E0, 0xF0AE:
		return "→"
	}
	if r < 0xF07F { // the letters of Symbol where no sign of a list is meant: "-", "+", digits
		return strings.TrimSpace(string(r - 0xF000))
	}
	return string(r)
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) || math.Abs(v) > 1e7 {
			return false
		}
	}
	return true
}
