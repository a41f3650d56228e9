package docx

import (
	"strings"
	"unicode/utf8"
)

// formula reads a formula as one line: fractions with "/", raised parts with "^",
// lowered ones with "_".
func (s *stream) formula() (string, error) {
	text, err := s.formulaParts()
	return " " + text + " ", err
}

// parts of a formula by what stands before them on the line.
var formulaSigns = map[string]string{"m:num": "", "m:den": "/", "m:sup": "^", "m:sub": "_", "m:rad": "√"}

func (s *stream) formulaParts() (string, error) {
	var b strings.Builder
	err := s.walk(func(e element) error {
		switch e.name {
		case "m:t", "w:t":
			part, err := s.text()
			b.WriteString(controls.Replace(part))
			return err
		case "w:rPr", "m:rPr", "w:del":
			return s.skip()
		}
		part, err := s.formulaParts()
		if part == "" {
			return err
		}
		sign, special := formulaSigns[e.name]
		if special && utf8.RuneCountInString(part) > 1 {
			part = "(" + part + ")"
		}
		b.WriteString(sign + part)
		return err
	})
	return b.String(), err
}
