package docx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

// stream reads the elements of a part one after another.
type stream struct {
	p     *pack
	d     *xml.Decoder
	depth int
	seen  int // elements
	names map[xml.Name]string
}

// element is a start tag.
type element struct {
	name  string // "w:p", with the usual prefixes whatever the file's are
	attrs []xml.Attr
}

func newStream(p *pack, r io.Reader) *stream {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // the byte order mark has told
	return &stream{p: p, d: d, names: map[xml.Name]string{}}
}

// attr returns an attribute by its name without prefix.
func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reads a switch such as <w:b/>: absent value is on.
func (e element) on() bool {
	switch e.attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// next returns the next token, counting depth.
func (s *stream) next() (xml.Token, error) {
	t, err := s.d.Token()
	if err != nil {
		return nil, err
	}
	switch t.(type) {
	case xml.StartElement:
		s.depth++
		s.seen++
		if s.depth > s.p.limits.Depth {
			return nil, fmt.Errorf("%w: lồng quá %d tầng", layout.ErrTooLarge, s.p.limits.Depth)
		}
		if s.seen%4096 == 0 {
			if err := s.p.ctx.Err(); err != nil {
				return nil, err
			}
		}
	case xml.EndElement:
		s.depth--
	}
	return t, nil
}

// walk calls visit for every child of the element whose start was read last; visit
// must read the child to its end. At the top it visits the root.
func (s *stream) walk(visit func(element) error) error {
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) && s.depth == 0 && s.seen > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := visit(element{s.name(t.Name), t.Attr}); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// walkInto reads the children of an element for nothing but their attributes.
func (s *stream) walkInto(element) error { return s.skip() }

// skip reads on to the end of the element whose start was read last.
func (s *stream) skip() error {
	for depth := s.depth - 1; s.depth > depth; {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}

// text returns the text of the element whose start was read last.
func (s *stream) text() (string, error) {
	var b strings.Builder
	for depth := s.depth - 1; s.depth > depth; {
		t, err := s.next()
		if err != nil {
			return "", err
		}
		if c, ok := t.(xml.CharData); ok {
			b.Write(c)
		}
	}
	return b.String(), nil
}

// title finds the title of the core properties.
func (s *stream) title(into *string) error {
	return s.walk(func(e element) error {
		switch {
		case strings.HasSuffix(e.name, ":coreProperties"):
			return s.title(into)
		case strings.HasSuffix(e.name, ":title"):
			text, err := s.text()
			*into = layout.Clean(text)
			return err
		}
		return s.skip()
	})
}

// maxNames bounds the cache of names.
const maxNames = 4096

// name gives an element its usual prefix.
func (s *stream) name(n xml.Name) string {
	if known, ok := s.names[n]; ok {
		return known
	}
	full := prefix(n.Space) + ":" + n.Local
	if len(s.names) < maxNames {
		s.names[n] = full
	}
	return full
}

// prefix of a namespace, transitional or strict.
func prefix(space string) string {
	switch {
	case strings.HasSuffix(space, "/main") && strings.Contains(space, "/wordprocessingml/"):
		return "w"
	case strings.HasSuffix(space, "/markup-compatibility/2006"):
		return "mc"
	case strings.HasSuffix(space, "/math"):
		return "m"
	case strings.HasSuffix(space, "/main") && strings.Contains(space, "/drawingml/"):
		return "a"
	case strings.HasSuffix(space, "/picture"):
		return "pic"
	case strings.Contains(space, "/wordprocessingDrawing"):
		return "wp"
	case space == "urn:schemas-microsoft-com:vml":
		return "v"
	case space == "urn:schemas-microsoft-com:office:office":
		return "o"
	}
	return ""
}
