package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// family is a way to number: one list keeps to one family.
type family byte

const (
	noFamily     family = iota
	decimal             // 1. 2. 2a. 3.
	letters             // a) b) c) d) đ) a1)
	decimalUnder        // 1.1. 1.2. 1.2.1
	letterUnder         // a.1) a.2)
	lowerRoman          // i) ii) iii)
	upperRoman          // I. II.
	upperLetters        // A. B.
)

// marker is the label at the start of a line.
type marker struct {
	family family
	sep    byte   // '.', ')', '-' or '/'
	label  string // "2", "2a", "đ", "1.1"
	under  string // what the label numbers on from: "2" of "2a", "1" of "1.1", "a" of "a1"
	n      int    // ordinal in its list, from 1
	sub    int    // ordinal of the letter in "2a" or of the number in "a1"; 0 when there is none
	len    int    // bytes of the line that the marker takes, without the space after it
}

// readMarker reads the label at the start of a line, in the family that its look
// says. A lone "i" is a letter until a list of Roman numerals wants it.
func readMarker(s string) marker {
	if s == "" {
		return marker{}
	}
	switch c := s[0]; {
	case c >= '1' && c <= '9' || c == '0':
		return readDecimal(s)
	case c >= 'A' && c <= 'Z':
		return readUpper(s)
	case c >= 'a' && c <= 'z' || strings.HasPrefix(s, "đ"):
		return readLetter(s)
	}
	return marker{}
}

// readDecimal reads "1.", "2a.", "1-", "1.1.", "1.1".
func readDecimal(s string) marker {
	n, i := number(s, 0)
	if i == 0 || i > 3 {
		return marker{}
	}
	m := marker{family: decimal, n: n, label: strings.TrimLeft(s[:i], "0")}
	if m.label == "" {
		return marker{}
	}
	if deeper, ok := readUnder(s, i, m); ok {
		deeper.family = decimalUnder
		return deeper
	}
	if r, size := utf8.DecodeRuneInString(s[i:]); letterRank(r) > 0 {
		m.under, m.sub = m.label, letterRank(r)
		i += size
		m.label = strings.TrimLeft(s[:i], "0")
	}
	return m.closed(s, i)
}

// readUnder reads the rest of a label in steps, "1.2.3" or "a.1", where its first
// step ends at s[i].
func readUnder(s string, i int, m marker) (marker, bool) {
	start := i
	for i < len(s) && s[i] == '.' {
		n, end := number(s, i+1)
		if end == i+1 || end > i+3 || n == 0 || s[i+1] == '0' {
			break
		}
		m.under, m.n, i = s[:i], n, end
	}
	if i == start {
		return m, false
	}
	m.label, m.sep = s[:i], '.'
	if i < len(s) && (s[i] == '.' || s[i] == ')') {
		m.sep = s[i]
		i++
	} else if i < len(s) && s[i] != ' ' {
		return m, false // "1.2%", "1.2-3"
	}
	m.len = i
	return m, i == len(s) || s[i] < '0' || s[i] > '9'
}

// readLetter reads "a)", "đ)", "a1)", "a.1)", "ii)".
func readLetter(s string) marker {
	if m := readLowerRoman(s); m.family != noFamily {
		return m
	}
	r, i := utf8.DecodeRuneInString(s)
	m := marker{family: letters, n: letterRank(r), label: s[:i]}
	if m.n == 0 {
		return marker{}
	}
	if deeper, ok := readUnder(s, i, m); ok {
		deeper.family = letterUnder
		return deeper
	}
	if n, end := number(s, i); end > i && end <= i+2 {
		m.under, m.sub = s[:i], n
		i = end
		m.label = s[:i]
	}
	return m.closed(s, i)
}

// readLowerRoman reads numerals of two letters or more.
func readLowerRoman(s string) marker {
	i := 0
	for i < len(s) && strings.IndexByte("ivx", s[i]) >= 0 {
		i++
	}
	n := romanValue(s[:i])
	if i < 2 || n == 0 {
		return marker{}
	}
	return marker{family: lowerRoman, n: n, label: s[:i]}.closed(s, i)
}

// readUpper reads "I.", "II-", "A.".
func readUpper(s string) marker {
	i := 0
	for i < len(s) && strings.IndexByte("IVXL", s[i]) >= 0 {
		i++
	}
	if n := romanValue(strings.ToLower(s[:i])); n > 0 {
		return marker{family: upperRoman, n: n, label: s[:i]}.closed(s, i)
	}
	return marker{family: upperLetters, n: letterRank(rune(s[0] + 'a' - 'A')), label: s[:1]}.closed(s, 1)
}

// closed ends the marker at s[i] when a separator and then something readable
// stand there.
func (m marker) closed(s string, i int) marker {
	if i < len(s) && s[i] == ' ' && i+1 < len(s) && strings.IndexByte(".)", s[i+1]) >= 0 {
		i++ // "2 ."
	}
	if i >= len(s) || strings.IndexByte(".)-/", s[i]) < 0 {
		return marker{}
	}
	m.sep = s[i]
	m.len = i + 1
	rest := s[m.len:]
	if rest == "" {
		return m
	}
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case next == ' ':
		return m
	case m.family == upperRoman || m.family == upperLetters:
		return marker{} // "A.B", "V-League"
	case unicode.IsDigit(next), strings.ContainsRune(".,-–/)%", next):
		return marker{} // "1.000", "2-3", "1/2", "a.."
	case m.sep == '/' || m.sep == '-' && !unicode.IsUpper(next):
		return marker{} // "a/c", "e-mail"
	case m.family == letters && m.sep == '.' && !unicode.IsUpper(next):
		return marker{} // "v.v", "o.b"
	}
	return m
}

// number reads up to four digits at s[at:] and returns the offset after them.
func number(s string, at int) (n, end int) {
	end = at
	for end < len(s) && s[end] >= '0' && s[end] <= '9' && end < at+4 {
		n = n*10 + int(s[end]-'0')
		end++
	}
	return n, end
}

// alphabet is the order of points; printed lists may or may not use the letters
// that Vietnamese has no use for, and some skip đ.
const alphabet = "abcdđefghijklmnopqrstuvwxyz"

// letterRank is the place of a letter in alphabet, from 1; 0 for anything else.
func letterRank(r rune) int {
	n := 0
	for _, a := range alphabet {
		n++
		if a == r {
			return n
		}
	}
	return 0
}

// romanValue reads a lower-case Roman numeral under 90, written the usual way.
func romanValue(s string) int {
	n, rest := 0, s
	for _, d := range []struct {
		text  string
		value int
		most  int
	}{{"l", 50, 1}, {"xl", 40, 1}, {"x", 10, 3}, {"ix", 9, 1}, {"v", 5, 1}, {"iv", 4, 1}, {"i", 1, 3}} {
		for k := 0; k < d.most && strings.HasPrefix(rest, d.text); k++ {
			n += d.value
			rest = rest[len(d.text):]
		}
	}
	if rest != "" {
		return 0
	}
	return n
}
