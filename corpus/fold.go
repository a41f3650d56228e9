package corpus

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// baseLetters holds, for the code points of Vietnamese letters, the lower-case
// ASCII letter under the marks, or 0.
var baseLetters = buildBaseLetters()

const (
	latinEnd   = 0x250
	vietStart  = 0x1EA0
	vietEnd    = 0x1EFA
	latinSpace = 0xC0
)

func buildBaseLetters() *[vietEnd]byte {
	var table [vietEnd]byte
	for r := rune(latinSpace); r < vietEnd; r++ {
		if r >= latinEnd && r < vietStart {
			continue
		}
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
		if base = unicode.ToLower(base); base < utf8.RuneSelf && unicode.IsLetter(base) {
			table[r] = byte(base)
		}
	}
	for _, r := range "ĐđÐðƉ" { // not decomposed by Unicode; look-alikes occur in real files
		table[r] = 'd'
	}
	return &table
}

// foldRune returns r in lower case and without diacritics; combining marks
// fold to -1.
func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	case r >= 0x300 && r < 0x370:
		return -1
	case r < vietEnd && baseLetters[r] != 0:
		return rune(baseLetters[r])
	}
	lower := unicode.ToLower(r)
	if lower != r && lower < vietEnd && baseLetters[lower] != 0 { // the sign for ångström
		return rune(baseLetters[lower])
	}
	return lower
}

// fold returns s in lower case and without diacritics, đ as d.
func fold(s string) string {
	return string(appendFold(make([]byte, 0, len(s)), s))
}

func appendFold(dst []byte, s string) []byte {
	for _, r := range s {
		if f := foldRune(r); f >= 0 {
			dst = utf8.AppendRune(dst, f)
		}
	}
	return dst
}

// hasMarks tells whether s is written with Vietnamese vowel marks; đ alone does
// not count, for it stands in document numbers pasted into unaccented text.
func hasMarks(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && (foldRune(r) == -1 || r < vietEnd && baseLetters[r] != 0 && baseLetters[r] != 'd') {
			return true
		}
	}
	return false
}
