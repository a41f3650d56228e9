package phapdien

import (
	"html"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lineText gathers the text of one line: runs of space become one space,
// invisible characters go.
type lineText struct {
	b     strings.Builder
	space bool // a space stands before the next visible character
	sup   bool // raised text begins
}

// add appends raw text of the HTML. It returns what follows the first blank line,
// which ends a paragraph where the <p> was lost, and whether there was one.
func (l *lineText) add(raw string) (rest string, broke bool) {
	if strings.IndexByte(raw, '&') >= 0 {
		raw = html.UnescapeString(raw)
	}
	for i := 0; i < len(raw); {
		c := raw[i]
		if c > ' ' && c < 0x7f {
			l.put(rune(c))
			i++
			continue
		}
		if c == '\n' {
			if end := blankLine(raw, i); end > 0 {
				return raw[end:], true
			}
		}
		r, n := utf8.DecodeRuneInString(raw[i:])
		i += n
		l.addRune(r)
	}
	return "", false
}

// blankLine returns the offset after the line break that ends the blank line
// beginning at raw[at], or 0 when the next line is not blank.
func blankLine(raw string, at int) int {
	for i := at + 1; i < len(raw); i++ {
		switch raw[i] {
		case '\n':
			return i + 1
		case ' ', '\t', '\r':
		default:
			return 0
		}
	}
	return 0
}

// addRune appends a character that is not plain ASCII.
func (l *lineText) addRune(r rune) {
	switch {
	case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v' || r == 0xa0 || r == 0x3000 ||
		r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x2028 || r == 0x2029:
		l.space = true
	case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xad || r >= 0x200b && r <= 0x200f ||
		r >= 0x202a && r <= 0x202e || r == 0x2060 || r == 0xfeff:
		// control and invisible characters
	case r == 'Ð': // the Icelandic letter typed for Đ
		l.put('Đ')
	case r == 'ð':
		l.put('đ')
	default:
		l.put(r)
	}
}

func (l *lineText) put(r rune) {
	if l.sup {
		l.raise(r)
	}
	if l.space && l.b.Len() > 0 {
		l.b.WriteByte(' ')
	}
	l.space = false
	if r < utf8.RuneSelf {
		l.b.WriteByte(byte(r))
		return
	}
	l.b.WriteRune(r)
}

// raise writes "^" before raised text where reading it on the line would make
// another number: 10⁻⁵ is not 10-5. "m²" stays "m2", and a raised "o" the degree
// sign of its neighbours.
func (l *lineText) raise(r rune) {
	l.sup = false
	s := l.b.String()
	if s == "" || l.space {
		return
	}
	last := s[len(s)-1]
	if digit := last >= '0' && last <= '9'; digit && (r >= '0' && r <= '9' || r == '-' || r == '+' || r == '–') ||
		last == ')' && r != 'o' {
		l.b.WriteByte('^')
	}
}

// take returns the line in composed Unicode and starts a new one.
func (l *lineText) take() string {
	s := l.b.String()
	l.b.Reset()
	l.space, l.sup = false, false
	return norm.NFC.String(s)
}

// plain returns raw HTML text as one line.
func plain(raw string) string {
	var l lineText
	for broke := true; broke; {
		raw, broke = l.add(raw)
		l.space = l.space || broke
	}
	return l.take()
}
