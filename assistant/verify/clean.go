package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// clean gives text the form in which texts are compared: compatibility forms made
// plain (full-width figures, ligatures), what cannot be seen taken out, figures of
// other scripts and letters that only look Latin put into Latin. Case, marks and
// line breaks are kept; an ellipsis stays one character.
func clean(s string) string {
	const ellipsis = "\uE000" // stands in for …, which compatibility forms spell out
	plain := plainASCII(s)
	if plain && !strings.ContainsAny(s, "\x00\r\v\f") {
		return s
	}
	if vietnamese(s) {
		return viet.Normalize(s)
	}
	s = strings.NewReplacer(ellipsis, "", "…", ellipsis, "\r\n", "\n", "\r", "\n").Replace(s)
	s = norm.NFKC.String(s)
	s = strings.Map(visible, s)
	return viet.Normalize(strings.ReplaceAll(s, ellipsis, "…"))
}

// vietnamese tells whether s holds nothing but composed Vietnamese letters, printable
// ASCII and the marks of provisions: of these only the place of tones may differ.
func vietnamese(s string) bool {
	for _, r := range s {
		switch {
		case r >= ' ' && r < 0x7F, r == '\n', r == '\t', r >= 0xC0 && r <= 0xFF, r >= 0x1EA0 && r <= 0x1EF9:
		case strings.ContainsRune("ĂăĐđĨĩŨũƠơƯư“”–…", r):
		default:
			return false
		}
	}
	return true
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// visible maps one character, to -1 what is not seen.
func visible(r rune) rune {
	if r < utf8.RuneSelf {
		switch r {
		case '\v', '\f':
			return '\n'
		case 0:
			return -1
		}
		return r
	}
	if r == '\uE000' {
		return r
	}
	if hidden(r) {
		return -1
	}
	if l, ok := lookalikes[r]; ok {
		return l
	}
	if d, ok := digitOf(r); ok {
		return rune('0' + d)
	}
	return r
}

// hidden tells whether nothing is seen of r: format characters, Unicode tags,
// variation selectors, the fillers of Hangul.
func hidden(r rune) bool {
	switch {
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return true
	case r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}

// digitOf is the value of a decimal digit of any script.
func digitOf(r rune) (int, bool) {
	if r >= '0' && r <= '9' {
		return int(r - '0'), true
	}
	if r < utf8.RuneSelf || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	if r >= 0x1D7CE && r <= 0x1D7FF { // five alphabets of mathematical digits without gaps
		return int(r-0x1D7CE) % 10, true
	}
	zero := r // every other set of ten begins at its zero
	for zero > 0 && r-zero < 9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	return int(r - zero), true
}

// lookalikes are letters of other alphabets that are drawn as Latin ones.
var lookalikes = pairUp(
	"АВЕКМНОРСТУХаеорсухіјѕԁԛԝІЈЅҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανɡı",
	"ABEKMHOPCTYXaeopcyxijsdqwIJSYABEZHIKMNOPTYXoavgi",
)

func pairUp(from, to string) map[rune]rune {
	latin := []rune(to)
	m := make(map[rune]rune, len(latin))
	for i, r := range []rune(from) {
		m[r] = latin[i]
	}
	return m
}
