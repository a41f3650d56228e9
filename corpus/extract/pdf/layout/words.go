package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Char is one letter as a page draws it. A space has the text " ".
type Char struct {
	Text string
	Box
	Base         float64
	Size         float64
	Bold, Italic bool
	Decode       func(string) string // what the word that it begins reads as; nil for itself
}

// wordGap is the space between letters, in sizes of the font, that parts words where
// the file draws no space.
const wordGap = 0.18

// Words makes words of letters by where they stand: the order in which a file draws
// them is not that of reading.
func Words(chars []Char) []Word {
	chars = attachMarks(chars)
	slices.SortStableFunc(chars, func(a, b Char) int { return cmp.Compare(a.Base, b.Base) })
	var words []Word
	for from := 0; from < len(chars); {
		to := from + 1
		for to < len(chars) && math.Abs(chars[to].Base-chars[from].Base) <= 0.2*max(chars[from].Size, 1) {
			to++
		}
		words = append(words, lineWords(chars[from:to])...)
		from = to
	}
	return words
}

// attachMarks joins combining marks to the letter drawn before them.
func attachMarks(chars []Char) []Char {
	out := make([]Char, 0, len(chars))
	for _, c := range chars {
		r, _ := utf8.DecodeRuneInString(c.Text)
		if n := len(out); n > 0 && unicode.Is(unicode.Mn, r) && strings.TrimSpace(out[n-1].Text) != "" {
			out[n-1].Text += c.Text
			continue
		}
		out = append(out, c)
	}
	return out
}

func lineWords(chars []Char) []Word {
	slices.SortStableFunc(chars, func(a, b Char) int { return cmp.Compare(a.X0, b.X0) })
	gap := spacing(chars)
	var words []Word
	var decode []func(string) string
	open := false
	for _, c := range chars {
		if strings.TrimSpace(c.Text) == "" {
			open = false
			continue
		}
		if n := len(words); open && n > 0 && c.X0-words[n-1].X1 <= gap*max(c.Size, 1) && c.fits(words[n-1]) {
			words[n-1].add(c)
			continue
		}
		words = append(words, Word{Text: c.Text, Box: c.Box, Base: c.Base, Size: c.Size, Bold: c.Bold, Italic: c.Italic})
		decode = append(decode, c.Decode)
		open = true
	}
	for i := range words {
		if decode[i] != nil {
			words[i].Text = decode[i](words[i].Text)
		}
		words[i].Text = norm.NFC.String(words[i].Text)
	}
	return words
}

// fits tells whether a letter is of the size of the word, so that a footnote mark
// becomes a word of its own.
func (c Char) fits(w Word) bool {
	return c.Size > 0.8*w.Size && w.Size > 0.8*c.Size
}

func (w *Word) add(c Char) {
	w.Text += c.Text
	w.X0, w.Y0, w.X1, w.Y1 = min(w.X0, c.X0), min(w.Y0, c.Y0), max(w.X1, c.X1), max(w.Y1, c.Y1)
	w.Bold, w.Italic = w.Bold && c.Bold, w.Italic && c.Italic
}

// spacing is the space that parts words on this line: wider where the letters
// themselves are spaced out.
func spacing(chars []Char) float64 {
	var gaps []float64
	for i := 1; i < len(chars); i++ {
		if strings.TrimSpace(chars[i].Text) != "" && strings.TrimSpace(chars[i-1].Text) != "" {
			gaps = append(gaps, (chars[i].X0-chars[i-1].X1)/max(chars[i].Size, 1))
		}
	}
	if len(gaps) < 8 {
		return wordGap
	}
	slices.Sort(gaps)
	if median := gaps[len(gaps)/2]; median > wordGap/2 {
		return 1.8 * median
	}
	return wordGap
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLetter)
}

func hasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
