package phapdien

import (
	"strings"
)

// token is a tag of the HTML or a stretch of text between tags.
type token struct {
	name  string // lower-case tag name; empty for text
	close bool   // </name>
	attrs string // what stands after the name in the tag
	text  string // raw text, character references included
}

// scanner cuts HTML into tags and text. It knows that the official code holds
// "<" that begin no tag ("<đăng ký kinh doanh>") and leaves those in the text.
type scanner struct {
	src      string
	pos      int
	comments int // where the last comment ends; 0 before the first is looked for
}

// next returns the next token; ok is false at the end.
func (s *scanner) next() (t token, ok bool) {
	start := s.pos
	for i := start; i < len(s.src); {
		lt := strings.IndexByte(s.src[i:], '<')
		if lt < 0 {
			break
		}
		i += lt
		tag, end := s.readTag(i)
		if end == 0 {
			i++
			continue
		}
		if i > start {
			s.pos = i
			return token{text: s.src[start:i]}, true
		}
		s.pos = end
		if tag.name == "" { // a comment
			start, i = end, end
			continue
		}
		return tag, true
	}
	s.pos = len(s.src)
	return token{text: s.src[start:]}, start < len(s.src)
}

// readTag reads the tag or comment at src[at], where a "<" stands. end is where
// what follows begins, or 0 when no tag that HTML knows stands there.
func (s *scanner) readTag(at int) (t token, end int) {
	src := s.src
	if strings.HasPrefix(src[at:], "<!") || strings.HasPrefix(src[at:], "<?") {
		return token{}, s.endOfDeclaration(at)
	}
	i := at + 1
	if i < len(src) && src[i] == '/' {
		t.close = true
		i++
	}
	n := i
	for n < len(src) && isNameByte(src[n]) {
		n++
	}
	name := strings.ToLower(src[i:n])
	if glued := gluedParagraph(src, i, n); glued > 0 && !t.close {
		return token{name: "p"}, glued
	}
	if !knownTag(name) {
		return token{}, 0
	}
	t.name = name
	end = endOfTag(src, n)
	if end == 0 {
		return token{}, 0
	}
	t.attrs = strings.TrimSuffix(src[n:end], ">")
	return t, end
}

// gluedParagraph handles "<p1. Hồ sơ …", a paragraph whose ">" was lost: it
// returns where the text of the paragraph begins, or 0.
func gluedParagraph(src string, name, end int) int {
	if end-name < 2 || src[name] != 'p' {
		return 0
	}
	c := src[name+1]
	if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' {
		return name + 1
	}
	return 0
}

// endOfDeclaration returns where the comment or declaration at src[at] ends.
func (s *scanner) endOfDeclaration(at int) int {
	if s.comments == 0 {
		s.comments = strings.LastIndex(s.src, "-->") + 1
	}
	if strings.HasPrefix(s.src[at:], "<!--") && at+4 < s.comments {
		return at + 4 + strings.Index(s.src[at+4:], "-->") + len("-->")
	}
	if i := strings.IndexByte(s.src[at:], '>'); i >= 0 {
		return at + i + 1
	}
	return 0
}

// endOfTag returns the offset after the ">" that closes the tag whose attributes
// begin at src[at]. A tag that another one interrupts ends where that begins.
// 0 means that no tag stands here.
func endOfTag(src string, at int) int {
	if at < len(src) && !isSpace(src[at]) && src[at] != '>' && src[at] != '/' && src[at] != '<' {
		return 0
	}
	var quote byte
	for i := at; i < len(src); i++ {
		switch c := src[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i + 1
		case c == '<':
			return i
		case (c == '"' || c == '\'') && src[i-1] == '=':
			if end := strings.IndexAny(src[i+1:], string(c)+"<"); end >= 0 && src[i+1+end] == c {
				quote = c // otherwise the closing quote was lost
			}
		}
	}
	return 0
}

// attr returns the value of the attribute called name in the attributes of a tag.
func attr(attrs, name string) string {
	lower := strings.ToLower(attrs)
	if len(lower) != len(attrs) { // letters whose case differs in size: no HTML attribute has any
		lower = attrs
	}
	for at := 0; ; {
		i := strings.Index(lower[at:], name+"=")
		if i < 0 {
			return ""
		}
		i += at
		at = i + len(name) + 1
		if i > 0 && !isSpace(attrs[i-1]) && attrs[i-1] != '\'' && attrs[i-1] != '"' {
			continue
		}
		rest := attrs[at:]
		if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
			value, _, _ := strings.Cut(rest[1:], rest[:1])
			return value
		}
		if end := strings.IndexAny(rest, " \t\n\r/"); end >= 0 {
			return rest[:end]
		}
		return rest
	}
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':' || c == '-'
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'
}
