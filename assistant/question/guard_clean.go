package question

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean returns text without the characters that a reader does not see and a
// model does: controls that text pasted from a PDF carries, Unicode tags, zero-width characters, marks and overrides of
// direction, variation selectors, soft hyphens, fillers. Orders to a model can
// be hidden in them, or hide behind them. It is for questions and for evidence
// alike; everything visible stays as it is.
func Clean(text string) string {
	i := strings.IndexFunc(text, invisible)
	if i < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:i])
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !invisible(r) {
			b.WriteString(text[i : i+size])
		}
		i += size
	}
	return b.String()
}

// invisible tells whether r leaves no mark on the page. White space does.
func invisible(r rune) bool {
	switch {
	case r < 0xAD:
		return unicode.IsControl(r) && !unicode.IsSpace(r)
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x3164, r == 0xFEFF, r == 0xFFA0:
		return true
	case r >= 0x180B && r <= 0x180F, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	}
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0xFFF0 && r <= 0xFFFB || r >= 0x1D173 && r <= 0x1D17A || r >= 0xE0000 && r <= 0xE0FFF
}
