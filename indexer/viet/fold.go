package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lower returns s in lower case; Icelandic Ð and African Ɖ become đ, as the
// person who typed them meant.
func Lower(s string) string {
	if isFolded(s) {
		return s
	}
	return string(AppendLower(make([]byte, 0, len(s)), s))
}

// Fold returns s in lower case and without diacritics: what a person types who
// has no Vietnamese keyboard. Combining marks are dropped, đ becomes d.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(AppendFold(make([]byte, 0, len(s)), s))
}

// AppendLower appends Lower(s) to dst.
func AppendLower(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, lowerASCII(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if l, ok := letterOf(r); ok {
			r = l.lower
		} else if r != utf8.RuneError {
			r = unicode.ToLower(r)
		}
		dst = utf8.AppendRune(dst, r)
		i += size
	}
	return dst
}

// AppendFold appends Fold(s) to dst.
func AppendFold(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, lowerASCII(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if l, ok := letterOf(r); ok {
			dst = utf8.AppendRune(dst, l.fold)
			continue
		}
		if isCombining(r) {
			continue
		}
		if r != utf8.RuneError {
			r = unicode.ToLower(r)
		}
		if l, ok := letterOf(r); ok { // the sign for ångström is å in small
			r = l.fold
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

// HasTones tells whether s is written with Vietnamese vowel marks or tones, in
// composed or combining form. A lone đ does not count: it stands in document
// numbers ("30/2020/NĐ-CP") that people paste into unaccented questions.
func HasTones(s string) bool {
	for _, r := range s {
		if r < utf8.RuneSelf {
			continue
		}
		if l, ok := letterOf(r); ok && l.class == vowel && l.fold != r || isCombining(r) {
			return true
		}
	}
	return false
}

// isFolded tells whether s is ASCII without capitals, which no folding changes.
func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c-'A' < 26 {
			return false
		}
	}
	return true
}

func lowerASCII(c byte) byte {
	if c-'A' < 26 {
		c += 'a' - 'A'
	}
	return c
}

// isCombining tells whether r is one of the combining diacritical marks.
func isCombining(r rune) bool { return r >= 0x300 && r < 0x370 }

// Capital returns text with a capital letter at its beginning.
func Capital(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(text[:size]) + text[size:]
}
