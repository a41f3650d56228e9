package charset

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// VNI writes a marked letter as the plain one and a second character for its
// marks; ơ, ư, đ, the letters i and ỵ are single characters. The tables hold the
// small letters, the capitals lie at the same distance as in Latin-1.
var (
	vniSingle = map[rune]rune{
		'ñ': 'đ', 'ô': 'ơ', 'ö': 'ư', 'í': 'í', 'ì': 'ì', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ',
	}
	// vniMarks gives combining marks: shape, then tone.
	vniMarks = map[rune]string{
		'ù': "\u0301", 'ø': "\u0300", 'û': "\u0309", 'õ': "\u0303", 'ï': "\u0323",
		'â': "\u0302", 'á': "\u0302\u0301", 'à': "\u0302\u0300", 'å': "\u0302\u0309", 'ã': "\u0302\u0303", 'ä': "\u0302\u0323",
		'ê': "\u0306", 'é': "\u0306\u0301", 'è': "\u0306\u0300", 'ú': "\u0306\u0309", 'ü': "\u0306\u0303", 'ë': "\u0306\u0323",
	}
)

// VNI decodes text of a VNI font that was read as Windows-1252. What is no letter
// of the code stays.
func VNI(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		base := runes[i]
		small := unicode.ToLower(base)
		if letter, ok := vniSingle[small]; ok {
			base = matchCase(letter, base)
		}
		if i+1 < len(runes) {
			if marks := vniMarks[unicode.ToLower(runes[i+1])]; marks != "" && takesMarks(small, marks) {
				b.WriteString(norm.NFC.String(string(base) + marks))
				i++
				continue
			}
		}
		b.WriteRune(base)
	}
	return b.String()
}

// takesMarks tells whether the base (as VNI writes it) may carry the marks.
func takesMarks(base rune, marks string) bool {
	switch {
	case strings.HasPrefix(marks, "\u0302"):
		return base == 'a' || base == 'e' || base == 'o'
	case strings.HasPrefix(marks, "\u0306"):
		return base == 'a'
	}
	return strings.ContainsRune("aeouyôö", base)
}

func matchCase(letter, like rune) rune {
	if unicode.IsUpper(like) {
		return unicode.ToUpper(letter)
	}
	return letter
}
