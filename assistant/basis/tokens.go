package basis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// token is one word or numeral of a text, in the form that words are compared by.
type token struct {
	norm       string // lower case, tone placed, y as i, no leading zeros
	start, end int    // bytes of the text
}

// oneLetter makes i of y with every tone: "kỹ thuật" and "kĩ thuật" are one.
var oneLetter = strings.NewReplacer("y", "i", "ý", "í", "ỳ", "ì", "ỷ", "ỉ", "ỹ", "ĩ", "ỵ", "ị")

// tokenize cuts a text into words and numerals; marks of punctuation are dropped.
func tokenize(s string) []token {
	var out []token
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, token{norm: normWord(s[start:end]), start: start, end: end})
			start = -1
		}
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		default:
			flush(i)
		}
		i += size
	}
	flush(len(s))
	return out
}

func normWord(w string) string {
	w = oneLetter.Replace(viet.Lower(viet.Normalize(w)))
	if t := strings.TrimLeft(w, "0"); t != "" && t[0] >= '1' && t[0] <= '9' {
		return t
	}
	return w
}

// words are the norms of the tokens that carry the sense of a title: without "và",
// "việc" behind "về", "về" behind "quy định", the words between the parts of a date, and "Bộ trưởng" in
// front of a ministry.
func words(tokens []token) []string {
	out := make([]string, 0, len(tokens))
	at := func(i int) string {
		if i < 0 || i >= len(tokens) {
			return ""
		}
		return tokens[i].norm
	}
	for i := range tokens {
		switch w := at(i); {
		case w == "và",
			w == "việc" && at(i-1) == "về",
			w == "về" && at(i-1) == "định" && at(i-2) == "qui",
			w == "ngài" && isNumber(at(i+1)), // ngày
			(w == "tháng" || w == "năm") && isNumber(at(i-1)) && isNumber(at(i+1)),
			w == "bộ" && at(i+1) == "trưởng", w == "trưởng" && at(i-1) == "bộ":
		default:
			out = append(out, w)
		}
	}
	return out
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// titleWords are the words of a title without the "về" in front.
func titleWords(title string) []string {
	w := words(tokenize(title))
	if len(w) > 1 && w[0] == "về" {
		return w[1:]
	}
	return w
}

// likeness is the share of words that two titles have in common in one order, 0 to 1.
func likeness(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	const most = 400 // words; titles are shorter
	a, b = a[:min(len(a), most)], b[:min(len(b), most)]
	row := make([]int, len(b)+1)
	for _, w := range a {
		before := 0
		for j := range b {
			was := row[j+1]
			if w == b[j] {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = was
		}
	}
	return 2 * float64(row[len(b)]) / float64(len(a)+len(b))
}

// foldAll joins the words without diacritics.
func foldAll(w []string) string { return viet.Fold(strings.Join(w, " ")) }
