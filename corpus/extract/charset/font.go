package charset

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// ForFont gives the decoder of a legacy font's text: .VnTime, .VnTimeH (capitals)
// and their like are TCVN3, VNI-Times and its like VNI. The decoder leaves alone
// what makes more sense as Unicode, which people type in such fonts too. ok is
// false for other fonts.
func ForFont(font string) (decoder func(string) string, ok bool) {
	code := fontCode(font)
	if code == plain {
		return nil, false
	}
	return code.text, true
}

// fontKind is what a font makes of the characters.
type fontKind int

const (
	plain fontKind = iota
	tcvn3Font
	tcvn3CapitalFont
	vniFont
)

func fontCode(font string) fontKind {
	name := strings.ToLower(strings.TrimSpace(strings.Trim(font, `"'`)))
	switch {
	case strings.HasPrefix(name, ".vn"):
		if strings.HasSuffix(name, "h") {
			return tcvn3CapitalFont
		}
		return tcvn3Font
	case strings.HasPrefix(name, "vni-"), strings.HasPrefix(name, "vni "), name == "vni":
		return vniFont
	}
	return plain
}

func (k fontKind) decode(s string) string {
	switch k {
	case tcvn3Font:
		return TCVN3(s, false)
	case tcvn3CapitalFont:
		return TCVN3(s, true)
	case vniFont:
		return VNI(s)
	}
	return s
}

// text decodes s, unless it looks better as it is. Text that passed through
// Windows-1258 on its way to Unicode is taken back first.
func (k fontKind) text(s string) string {
	if ascii(s) {
		if k == tcvn3CapitalFont {
			return strings.ToUpper(s)
		}
		return s
	}
	raw := lookOf(norm.NFC.String(s))
	if back, ok := back1258(s); ok {
		s1 := k.decode(back)
		if l := lookOf(s1); l.score() > raw.score() {
			return norm.NFC.String(s1)
		}
		return norm.NFC.String(s)
	}
	out := k.decode(s)
	if gain := lookOf(out).score() - raw.score(); gain > 0 || gain == 0 && !beyondLatin1(s) {
		return norm.NFC.String(out)
	}
	return norm.NFC.String(s)
}

// beyondLatin1 tells whether s has letters that no legacy font can hold.
func beyondLatin1(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		_, in1252 := charmap.Windows1252.EncodeRune(r)
		return !in1252 && unicode.IsLetter(r)
	}) >= 0
}

// back1258 gives text with letters that only Windows-1258 has as Windows-1252; ok
// is false where it has none.
func back1258(s string) (text string, ok bool) {
	text = strings.Map(func(r rune) rune {
		if r <= 0xFF {
			return r
		}
		if _, in1252 := charmap.Windows1252.EncodeRune(r); in1252 {
			return r
		}
		if c, in1258 := charmap.Windows1258.EncodeRune(r); in1258 {
			ok = true
			return charmap.Windows1252.DecodeByte(c)
		}
		return r
	}, s)
	return text, ok
}

// Run is a stretch of a paragraph in one font.
type Run struct{ Text, Font string }

// Paragraph joins the runs of a paragraph, each decoded as its font asks; runs of
// other fonts only where they plainly hold legacy text. The result is composed.
func Paragraph(runs []Run) string {
	var b strings.Builder
	for i := 0; i < len(runs); {
		kind := fontCode(runs[i].Font)
		var same strings.Builder
		for ; i < len(runs) && fontCode(runs[i].Font) == kind; i++ {
			same.WriteString(runs[i].Text)
		}
		text := same.String()
		if kind == plain {
			text, _ = Repair(text)
		} else {
			text = kind.text(text)
		}
		b.WriteString(text)
	}
	return norm.NFC.String(b.String())
}
