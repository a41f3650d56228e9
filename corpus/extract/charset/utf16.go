package charset

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Text decodes UTF-16; lone surrogates become U+FFFD, an odd last byte is
// dropped.
func utf16Text(raw []byte, big bool) string {
	var b strings.Builder
	b.Grow(len(raw))
	unit := func(i int) rune {
		if big {
			return rune(raw[i])<<8 | rune(raw[i+1])
		}
		return rune(raw[i+1])<<8 | rune(raw[i])
	}
	for i := 0; i+1 < len(raw); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			second := rune(0)
			if i+3 < len(raw) {
				second = unit(i + 2)
			}
			if r = utf16.DecodeRune(r, second); r != utf8.RuneError {
				i += 2
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

// looksUTF16 tells whether bytes without a byte order mark are UTF-16: every other
// byte is then one of the few high bytes of Vietnamese text.
func looksUTF16(raw []byte) (big, ok bool) {
	if len(raw)%2 != 0 || len(raw) < 4 {
		return false, false
	}
	if len(raw) > sampleSize {
		raw = raw[:sampleSize]
	}
	var high, zero [2]int
	for i, c := range raw {
		switch c {
		case 0:
			zero[i%2]++
			high[i%2]++
		case 0x01, 0x03, 0x1E, 0x20:
			high[i%2]++
		}
	}
	half := len(raw) / 2
	for side := range high {
		if high[side]*20 >= half*19 && zero[side]*3 >= half && zero[1-side]*100 <= half {
			return side == 0, true
		}
	}
	return false, false
}
