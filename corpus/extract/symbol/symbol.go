// Package symbol turns the characters of symbol fonts (Symbol, Wingdings), whose
// codes are not what they look like, into Unicode.
package symbol

import "strings"

// Other stands for ornaments that no other character stands for.
const Other = '•'

// greek holds the letters of the font Symbol in the order of the Latin alphabet.
const (
	greekCapitals = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
	greekSmall    = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
)

var (
	capitals = []rune(greekCapitals)
	small    = []rune(greekSmall)

	signs = map[rune]rune{
		0x2D: '-', 0xA2: '′', 0xA3: '≤', 0xA4: '⁄', 0xA5: '∞', 0xAB: '↔', 0xAC: '←', 0xAD: '↑', 0xAE: '→', 0xAF: '↓', 0xB0: '°',
		0xB1: '±', 0xB2: '″', 0xB3: '≥', 0xB4: '×', 0xB6: '∂', 0xB7: '•', 0xB8: '÷', 0xB9: '≠', 0xBA: '≡', 0xBB: '≈', 0xBC: '…',
		0xC5: '⊕', 0xC7: '∩', 0xC8: '∪', 0xCE: '∈', 0xCF: '∉', 0xD0: '∠', 0xD1: '∇', 0xD5: '∏', 0xD6: '√', 0xD7: '⋅',
		0xDB: '⇔', 0xDE: '⇒', 0xE5: '∑', 0xF2: '∫',
	}
	// wingdings holds the boxes and arrows that mean something in a form.
	wingdings = map[rune]rune{
		0x6F: '□', 0x71: '□', 0x72: '□', 0xA8: '□', 0xFE: '☑', 0xFD: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒',
		0xFC: '✓', 0xFB: '✗', 0xE0: '→', 0xDF: '←', 0xE8: '→', 0xF0: '⇨',
	}
)

// IsFont tells the fonts whose characters are not what their codes say.
func IsFont(font string) bool { return isSymbol(font) || isWingdings(font) }

func isSymbol(font string) bool { return strings.HasPrefix(strings.ToLower(font), "symbol") }

func isWingdings(font string) bool {
	name := strings.ToLower(font)
	return strings.HasPrefix(name, "wingdings") || strings.HasPrefix(name, "webdings")
}

// isPrivate tells the codes at which Word keeps the characters of symbol fonts.
func isPrivate(r rune) bool { return r >= 0xF000 && r <= 0xF0FF }

// Of returns what a character of the font looks like; in other fonts only private
// codes change.
func Of(font string, r rune) rune {
	private := isPrivate(r)
	if !private && (!IsFont(font) || r > 0xFF || r <= ' ') {
		return r
	}
	if private {
		r -= 0xF000
	}
	if isWingdings(font) {
		if s, ok := wingdings[r]; ok {
			return s
		}
		return Other
	}
	switch {
	case signs[r] != 0:
		return signs[r]
	case isSymbol(font) && r >= 'A' && r <= 'Z':
		return capitals[r-'A']
	case isSymbol(font) && r >= 'a' && r <= 'z':
		return small[r-'a']
	case r >= ' ' && r < 0x7F:
		return r
	}
	return Other
}

// Text turns the text of a run.
func Text(font, s string) string {
	if !IsFont(font) && !strings.ContainsFunc(s, isPrivate) {
		return s
	}
	return strings.Map(func(r rune) rune { return Of(font, r) }, s)
}

// Bullet is the sign before an item of a list without numbers: dashes and plus
// signs as they are, ornaments as Other.
func Bullet(font, s string) string {
	for _, r := range s {
		switch r = Of(font, r); {
		case r == ' ':
		case r == '-' || r == '+' || r == '*' || r == '–' || r == '—':
			return string(r)
		case r == 'o' || r >= 0x80:
			return string(Other)
		default:
			return strings.TrimSpace(s)
		}
	}
	return ""
}
