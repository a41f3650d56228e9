package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus"
)

// fold lower-cases s, takes off its diacritics and leaves single spaces where
// there is anything but letters and digits.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			space = true
			continue
		case r == 'đ' || r == 'Đ':
			r = 'd'
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// foldTitle is how titles are compared: folded, without the kind and the "về"
// that may stand before them ("Luật Khiếu nại", "về công tác văn thư").
func foldTitle(kind corpus.Kind, title string) string {
	t := fold(title)
	for _, lead := range []string{fold(string(kind)), "ve", "ve viec"} {
		if rest, ok := strings.CutPrefix(t, lead+" "); ok && lead != "" && rest != "" {
			t = rest
		}
	}
	return t
}
