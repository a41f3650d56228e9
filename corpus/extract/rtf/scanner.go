package rtf

import "strconv"

// kind of a token.
type kind int

const (
	opens kind = iota
	closes
	control // a word, or a sign such as ~
	text    // bytes as they stand
	code    // one byte written \'hh
)

type token struct {
	kind  kind
	word  string
	value int
	given bool // a value was
	bytes []byte
}

// scanner cuts the file into tokens.
type scanner struct {
	raw []byte
	at  int
}

// next returns the next token; ok is false at the end.
func (s *scanner) next() (t token, ok bool) {
	for s.at < len(s.raw) {
		c := s.raw[s.at]
		switch c {
		case '{':
			s.at++
			return token{kind: opens}, true
		case '}':
			s.at++
			return token{kind: closes}, true
		case '\\':
			s.at++
			return s.control(), true
		case '\r', '\n', 0:
			s.at++
			continue
		}
		start := s.at
		for s.at < len(s.raw) && !isSpecial(s.raw[s.at]) {
			s.at++
		}
		return token{kind: text, bytes: s.raw[start:s.at]}, true
	}
	return token{}, false
}

func isSpecial(c byte) bool {
	return c == '{' || c == '}' || c == '\\' || c == '\r' || c == '\n' || c == 0
}

// control reads what follows a backslash.
func (s *scanner) control() token {
	if s.at >= len(s.raw) {
		return token{kind: control}
	}
	c := s.raw[s.at]
	if !isLetter(c) {
		s.at++
		switch c {
		case '\'':
			return s.code()
		case '\\', '{', '}':
			return token{kind: text, bytes: s.raw[s.at-1 : s.at]}
		case '\r', '\n':
			return token{kind: control, word: "par"}
		case '\t':
			return token{kind: control, word: "tab"}
		}
		return token{kind: control, word: string(rune(c))}
	}
	const longest = 32 // letters of a word
	start := s.at
	for s.at < len(s.raw) && isLetter(s.raw[s.at]) && s.at-start < longest {
		s.at++
	}
	t := token{kind: control, word: string(s.raw[start:s.at])}
	start = s.at
	if s.at < len(s.raw) && s.raw[s.at] == '-' {
		s.at++
	}
	for s.at < len(s.raw) && s.raw[s.at] >= '0' && s.raw[s.at] <= '9' && s.at-start < 11 {
		s.at++
	}
	if n, err := strconv.ParseInt(string(s.raw[start:s.at]), 10, 32); err == nil {
		t.value, t.given = int(n), true
	}
	if s.at < len(s.raw) && s.raw[s.at] == ' ' {
		s.at++
	}
	if t.word == "bin" && t.value > 0 {
		s.at += min(t.value, len(s.raw)-s.at)
	}
	return t
}

// code reads the two digits of \'hh.
func (s *scanner) code() token {
	if s.at+2 > len(s.raw) {
		s.at = len(s.raw)
		return token{kind: control}
	}
	n, err := strconv.ParseUint(string(s.raw[s.at:s.at+2]), 16, 8)
	if err != nil {
		return token{kind: control}
	}
	s.at += 2
	return token{kind: code, bytes: []byte{byte(n)}}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
