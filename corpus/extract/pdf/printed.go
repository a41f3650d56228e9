package pdf

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

// The letters of a page of type: 12 points high, half as wide, as a typewriter sets.
const (
	typeWidth = 6.0
	typeSize  = 12.0
	typeStep  = 15.0
)

// printed gives the words of a page in plain text, laid out with spaces, the places
// that a typewriter would.
func printed(number int, text string) layout.Page {
	p := layout.Page{Number: number}
	for i, line := range strings.Split(text, "\n") {
		base := float64(i+3) * typeStep
		x := 0
		for line != "" {
			word := strings.TrimLeft(line, " \t\r")
			x += len(line) - len(word)
			end := strings.IndexAny(word, " \t\r")
			if end < 0 {
				end = len(word)
			}
			line, word = word[end:], word[:end]
			if word == "" {
				break
			}
			n := utf8.RuneCountInString(word)
			box := layout.Box{X0: float64(x) * typeWidth, X1: float64(x+n) * typeWidth, Y0: base - 9, Y1: base + 3}
			p.Words = append(p.Words, layout.Word{Text: word, Box: box, Base: base, Size: typeSize})
			p.Width, p.Height = max(p.Width, box.X1), base+2*typeStep
			x += n
		}
	}
	return p
}

// absolute makes a path that no program takes for an option.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
