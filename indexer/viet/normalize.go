package viet

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize gives every spelling of a text one form: composed letters (NFC), Đ
// for its look-alikes, plain spaces and hyphens for the odd ones, no zero-width
// characters, U+FFFD for broken UTF-8, and each tone on the vowel where the
// traditional rule puts it (hòa, thủy, quý, hoàn). Case and line breaks are
// kept. Normalizing twice is normalizing once.
func Normalize(s string) string {
	if isASCII(s) {
		return s
	}
	s, composed := plainRunes(s)
	if !composed {
		s = norm.NFC.String(s)
	}
	return placeTones(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// drop is what plainRune returns for characters that have no place in a text.
const drop rune = -1

// plainRune replaces one look-alike or invisible character.
func plainRune(r rune) rune {
	switch {
	case r == 'Ð', r == 'Ɖ':
		return 'Đ'
	case r == 'ð', r == 'ɖ':
		return 'đ'
	case r == 0xA0, r >= 0x2000 && r <= 0x200A, r == 0x202F, r == 0x205F, r == 0x3000, r == 0x1680:
		return ' '
	case r == 0x2028, r == 0x2029, r == 0x85:
		return '\n'
	case r >= 0x2010 && r <= 0x2015, r == 0x2212, r == 0xFE58, r == 0xFE63, r == 0xFF0D:
		return '-'
	case r == 0xAD, r == 0x34F, r == 0x180E, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x2064, r == 0xFEFF:
		return drop
	}
	return r
}

// plainRunes applies plainRune, and returns s itself when nothing changes.
// composed tells that s holds only characters that NFC leaves alone, which
// spares nearly every text the slower general check.
func plainRunes(s string) (plain string, composed bool) {
	from := -1
	composed = true
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if from < 0 && (plainRune(r) != r || r == utf8.RuneError && size == 1) {
			from = i
		}
		if _, ok := letterOf(r); !ok && (r < 0x2000 || r > 0x2026) {
			composed = false
		}
		i += size
	}
	if from < 0 {
		return s, composed
	}
	return rewriteRunes(s, from), composed
}

func rewriteRunes(s string, from int) string {
	var b strings.Builder
	b.Grow(len(s) + utf8.UTFMax)
	b.WriteString(s[:from])
	for _, r := range s[from:] {
		if p := plainRune(r); p != drop {
			b.WriteRune(p)
		}
	}
	return b.String()
}
