package layout

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Picture stands where a file shows a picture inside its text, most often a
// formula, so that nobody takes the text for complete.
const Picture = "[hình]"

// Clean returns the text of one line: composed Unicode, runs of white space as one
// space, none at the ends, no control or invisible characters.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case IsSpace(r):
			space = true
			continue
		case invisible(r):
			continue
		case r == 'Ð': // the Icelandic letters, typed for the Vietnamese ones
			r = 'Đ'
		case r == 'ð':
			r = 'đ'
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// isClean says that Clean has nothing to do.
func isClean(s string) bool {
	if s == "" {
		return true
	}
	if s[0] == ' ' || s[len(s)-1] == ' ' || !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) {
		return false
	}
	last := rune(0)
	for _, r := range s {
		if r == ' ' && last == ' ' || r != ' ' && IsSpace(r) || invisible(r) || r == 'Ð' || r == 'ð' {
			return false
		}
		last = r
	}
	return true
}

// IsSpace tells white space of any width, line ends included.
func IsSpace(r rune) bool {
	switch {
	case r == ' ', r >= '\t' && r <= '\r', r == 0x85, r == 0xa0, r == 0x3000, r == 0x1680:
		return true
	}
	return r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x2028 || r == 0x2029
}

// invisible tells control characters and those that take no room.
func invisible(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xad || r >= 0x200b && r <= 0x200f ||
		r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff || r == utf8.RuneError ||
		r >= 0xfff0 && r <= 0xfffc
}
