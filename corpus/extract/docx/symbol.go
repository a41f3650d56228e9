package docx

import (
	"strconv"
	"strings"
)

// greek and the other letters of the font Symbol, by code.
var symbolFont = func() map[rune]rune {
	m := map[rune]rune{
		0xA3: '≤', 0xB3: '≥', 0xB1: '±', 0xB4: '×', 0xB8: '÷', 0xB0: '°', 0xB9: '≠', 0xBA: '≡', 0xBB: '≈',
		0xA5: '∞', 0xAB: '↔', 0xAC: '←', 0xAD: '↑', 0xAE: '→', 0xAF: '↓', 0xB7: '•', 0xC5: '⊕', 0xCE: '∈',
		0xCF: '∉', 0xC7: '∩', 0xC8: '∪', 0xD0: '∠', 0xD5: '∏', 0xD6: '√', 0xD7: '⋅', 0xDE: '⇒', 0xDB: '⇔',
		0xE5: '∑', 0xF2: '∫', 0x2D: '−', 0xA2: '′', 0xB2: '″', 0xA4: '⁄', 0xD1: '∇', 0xB6: '∂', 0xBC: '…',
	}
	for i, r := range []rune("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ") {
		m['A'+rune(i)] = r
	}
	for i, r := range []rune("αβχδεφγηιϕκλμνοπθρστυϖωξψζ") {
		m['a'+rune(i)] = r
	}
	return m
}()

// boxes of the Wingdings fonts that mean something in a form.
var wingdings = map[rune]rune{
	0x6F: '□', 0x71: '□', 0x72: '□', 0xA8: '□', 0xFE: '☑', 0xFD: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒',
	0xFC: '✓', 0xFB: '✗', 0xE0: '→', 0xDF: '←', 0xE8: '→', 0xF0: '⇨',
}

const otherSign = '•' // for ornaments that no other character stands for

// sign turns a character of a symbol font into Unicode.
func sign(font string, r rune) rune {
	if r >= 0xF000 && r <= 0xF0FF {
		r -= 0xF000
	}
	name := strings.ToLower(font)
	switch {
	case strings.HasPrefix(name, "symbol"), font == "":
		if s, ok := symbolFont[r]; ok {
			return s
		}
		if r > ' ' && r < 0x7f {
			return r
		}
	case strings.HasPrefix(name, "wingdings"), strings.HasPrefix(name, "webdings"):
		if s, ok := wingdings[r]; ok {
			return s
		}
	case r < 0xE000 || r > 0xF8FF:
		return r
	}
	return otherSign
}

// isSymbolFont tells the fonts whose characters are not what their codes say.
func isSymbolFont(font string) bool {
	name := strings.ToLower(font)
	return strings.HasPrefix(name, "symbol") || strings.HasPrefix(name, "wingdings") || strings.HasPrefix(name, "webdings")
}

// signs turns the text of a run in a symbol font into Unicode, and private
// characters in any font.
func signs(font, s string) string {
	symbols := isSymbolFont(font)
	if !symbols && !strings.ContainsFunc(s, isPrivate) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == '\t', r > 0xff && !isPrivate(r):
			return r
		case symbols:
			return sign(font, r)
		case isPrivate(r):
			return sign("", r)
		}
		return r
	}, s)
}

func isPrivate(r rune) bool { return r >= 0xF000 && r <= 0xF0FF }

// symbol reads <w:sym>.
func symbol(e element) string {
	n, err := strconv.ParseUint(e.attr("char"), 16, 32)
	if err != nil || n > 0x10ffff {
		return ""
	}
	return string(sign(e.attr("font"), rune(n)))
}

// bullet is the sign before an item of a list without numbers: a dash or a plus
// as it is, ornaments as "•".
func bullet(text, font string) string {
	for _, r := range text {
		if isPrivate(r) {
			r -= 0xF000
		}
		switch {
		case r == '-' || r == '+' || r == '*' || r == '–' || r == '—':
			return string(r)
		case isSymbolFont(font) || r == 'o' || r >= 0x80:
			return "•"
		case r == ' ' || r == '%':
		default:
			return strings.TrimSpace(text)
		}
	}
	return ""
}
