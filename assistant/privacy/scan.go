package privacy

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// span is a piece of personal data in a text, in bytes.
type span struct {
	start, end int
	kind       Kind
}

// composed is s in NFC. Vietnamese has no combining mark outside U+0300–U+037F,
// so a text without the first bytes of those is taken as it is.
func composed(s string) string {
	if strings.IndexByte(s, 0xCC) < 0 && strings.IndexByte(s, 0xCD) < 0 {
		return s
	}
	return norm.NFC.String(s)
}

// class is what a byte begins.
type class uint8

const (
	other  class = iota // white space, punctuation, symbols
	letter              // or the rest of one
	digit
	at
)

// classes tells the classes of bytes apart. Of the letters beyond ASCII only
// those of Latin scripts count: the first bytes C3–CD and E1.
var classes = func() (t [256]class) {
	for c := range t {
		switch {
		case c >= '0' && c <= '9':
			t[c] = digit
		case c == '@':
			t[c] = at
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= 0x80 && c < 0xC0, c >= 0xC3 && c <= 0xCD, c == 0xE1:
			t[c] = letter
		}
	}
	return t
}()

// finder reads a text once, from left to right. What costs time is done only at
// the few places where a value could stand: an @, a run of digits long enough,
// a word that introduces a name, a birthday or an address.
type finder struct {
	text  string
	spans []span
}

// find returns the personal data in s, in order and without overlaps.
func find(s string) []span {
	f := finder{text: s}
	for i := 0; i < len(s); {
		switch c := s[i]; classes[c] {
		case digit:
			i = f.number(i)
		case letter:
			i = f.word(i)
		case at:
			i = f.mail(i)
		default:
			i += width(c)
		}
	}
	f.repeatNames()
	return f.spans
}

// width is the number of bytes of the character that c begins.
func width(c byte) int {
	switch {
	case c < 0xC0:
		return 1
	case c < 0xE0:
		return 2
	case c < 0xF0:
		return 3
	}
	return 4
}

// add keeps a span and gives way to none: what was found before it and overlaps
// it is taken up in it.
func (f *finder) add(start, end int, kind Kind) int {
	for len(f.spans) > 0 && f.spans[len(f.spans)-1].end > start {
		last := f.spans[len(f.spans)-1]
		start, end = min(start, last.start), max(end, last.end)
		f.spans = f.spans[:len(f.spans)-1]
	}
	f.spans = append(f.spans, span{start, end, kind})
	return end
}

// free is where the text begins that no span has taken yet.
func (f *finder) free() int {
	if len(f.spans) == 0 {
		return 0
	}
	return f.spans[len(f.spans)-1].end
}

// wordEnd is the end of the run of letters that begins at i.
func wordEnd(s string, i int) int {
	for i < len(s) && classes[s[i]] == letter {
		i++
	}
	return i
}

// before returns at most n bytes of the text before end, without case and
// diacritics. It goes no further back than what was found before, nor than a
// placeholder.
func (f *finder) before(end, n int) string { return viet.Fold(f.near(end, n)) }

// near is before as written.
func (f *finder) near(end, n int) string {
	start := max(f.free(), end-n)
	for start < end && !utf8.RuneStart(f.text[start]) {
		start++
	}
	if start >= end {
		return ""
	}
	near := f.text[start:end]
	if i := strings.LastIndexByte(near, ']'); i >= 0 {
		near = near[i:]
	}
	return near
}

// after returns about n bytes of the text from start, folded.
func (f *finder) after(start, n int) string {
	end := min(len(f.text), start+n)
	for end < len(f.text) && !utf8.RuneStart(f.text[end]) {
		end++
	}
	return viet.Fold(f.text[start:end])
}

// repeatNames hides a name wherever it stands again without its title.
func (f *finder) repeatNames() {
	var names []string
	for _, p := range f.spans {
		if name := f.text[p.start:p.end]; p.kind == Name && strings.IndexByte(name, ' ') > 0 && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	found := len(f.spans)
	for _, name := range names {
		f.spans = append(f.spans, occurrences(f.text, name, Name, f.spans)...)
	}
	if len(f.spans) > found {
		slices.SortFunc(f.spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	}
}

// occurrences finds value as whole words in s outside the spans taken.
func occurrences(s, value string, kind Kind, taken []span) (spans []span) {
	for i := 0; ; {
		at := strings.Index(s[i:], value)
		if at < 0 {
			return spans
		}
		start, end := i+at, i+at+len(value)
		i = end
		if (start > 0 && isWord(s[start-1])) || (end < len(s) && isWord(s[end])) {
			continue
		}
		if !slices.ContainsFunc(taken, func(p span) bool { return p.start < end && start < p.end }) {
			spans = append(spans, span{start, end, kind})
		}
	}
}

// isWord tells whether c belongs to a letter or is a digit.
func isWord(c byte) bool { return classes[c] == letter || classes[c] == digit }
