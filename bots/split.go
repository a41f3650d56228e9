package bots

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Split cuts text into parts of at most limit, measured by length, which must grow
// with every code point. The parts joined are text again. A cut falls, in this order
// of preference, after an empty line, at the end of a line, after a sentence with its
// citations, after a word that no citation follows, after any word, between two characters, so long as the part is not left
// with less than half of what it could hold; the white space at a cut stays at the
// end of the part before. A character with its combining marks is never cut unless it
// alone is longer than limit.
func Split(text string, limit int, length func(string) int) []string {
	var parts []string
	for text != "" {
		n := fitting(text, limit, length)
		if n < len(text) {
			n = cut(text, n)
		}
		parts = append(parts, text[:n])
		text = text[n:]
	}
	return parts
}

// fitting is the length in bytes of the longest beginning of text within limit, one
// code point at least.
func fitting(text string, limit int, length func(string) int) int {
	if length(text) <= limit {
		return len(text)
	}
	low, high := 0, len(text) // low fits, high does not
	for {
		middle := low + (high-low)/2
		for middle > low && !utf8.RuneStart(text[middle]) {
			middle--
		}
		if middle == low {
			_, size := utf8.DecodeRuneInString(text[low:])
			if middle = low + size; middle >= high {
				break
			}
		}
		if length(text[:middle]) <= limit {
			low = middle
		} else {
			high = middle
		}
	}
	if low == 0 {
		_, low = utf8.DecodeRuneInString(text)
	}
	return low
}

// borders are the places to cut at, the best first: each tells whether text may be
// cut at i, which is after white space.
var borders = []func(text string, i int) bool{
	func(text string, i int) bool { return strings.Count(spaceBefore(text, i), "\n") > 1 },
	func(text string, i int) bool { return strings.Contains(spaceBefore(text, i), "\n") },
	func(text string, i int) bool { return endsSentence(text[:i], text[i:]) },
	func(text string, i int) bool { return spaceBefore(text, i) != "" && text[i] != '[' },
	func(text string, i int) bool { return spaceBefore(text, i) != "" },
}

// cut is where to cut text, of which n bytes fit.
func cut(text string, n int) int {
	for rank, border := range borders {
		least := n / 2
		if rank == len(borders)-1 {
			least = 0
		}
		for i := n; i > least; {
			if border(text, i) && !spaceAt(text, i) {
				return i
			}
			_, size := utf8.DecodeLastRuneInString(text[:i])
			i -= size
		}
	}
	for i := n; i > 0; {
		if !joins(text, i) {
			return i
		}
		_, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
	}
	return n
}

// spaceBefore is the white space that ends at i.
func spaceBefore(text string, i int) string {
	return text[len(strings.TrimRightFunc(text[:i], unicode.IsSpace)):i]
}

// spaceAt tells whether white space begins at i.
func spaceAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsSpace(r)
}

// endsSentence tells whether before ends with a sentence, its citations and a space,
// and no citation of it follows.
func endsSentence(before, after string) bool {
	trimmed := strings.TrimRightFunc(before, unicode.IsSpace)
	if trimmed == before || trimmed == "" || strings.HasPrefix(after, "[") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(trimmed)
	return strings.ContainsRune(".;:?!…]”", r)
}

// joins tells whether the characters before and after i are one to the eye.
func joins(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	const joiner = 0x200D
	return unicode.Is(unicode.M, after) || after == joiner || before == joiner ||
		after >= 0x1F3FB && after <= 0x1F3FF || // skin tones
		before == '\r' && after == '\n'
}
