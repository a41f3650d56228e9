package docx

import (
	"path"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// maxMargins bounds how many headers and footers are read.
const maxMargins = 100

// margins reads the headers and footers beside the main part.
func (b *body) margins(main string) ([]structure.Line, error) {
	var names []string
	for name := range b.pack.parts {
		base := path.Base(name)
		if path.Dir(name) == path.Dir(main) && path.Ext(name) == ".xml" &&
			(strings.HasPrefix(base, "header") || strings.HasPrefix(base, "footer")) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out []structure.Line
	known := map[string]bool{}
	b.fields = nil
	for _, name := range names[:min(len(names), maxMargins)] {
		lines, err := b.aside(func() error {
			return b.pack.each(name, func(s *stream) error {
				return s.walk(func(element) error { return b.blocks(s) })
			})
		})
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if !known[l.Text] {
				known[l.Text] = true
				l.Page = 0
				out = append(out, l)
			}
		}
	}
	return out, nil
}
