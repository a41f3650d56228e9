package docx

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// errNoDocument says that the zip is no Word document.
var errNoDocument = errors.New("không có word/document.xml")

// ratioFrom is the size from which on a part's compression is judged.
const ratioFrom = 8 << 20

// pack is the zip with its parts.
type pack struct {
	ctx    context.Context //nolint:containedctx // of the one call of Read
	limits layout.Limits
	left   int64 // bytes that may still be unpacked
	parts  map[string]*zip.File
}

// mainPart finds the part that holds the text: the one that the package names,
// otherwise word/document.xml.
func (p *pack) mainPart() (string, error) {
	main := ""
	err := p.each("_rels/.rels", func(s *stream) error {
		return s.walk(func(e element) error {
			if strings.HasSuffix(e.attr("Type"), "/officeDocument") {
				main = strings.ToLower(strings.TrimPrefix(e.attr("Target"), "/"))
			}
			return s.walkInto(e)
		})
	})
	if err != nil {
		return "", err
	}
	if p.parts[main] == nil {
		main = "word/document.xml"
	}
	if p.parts[main] == nil {
		return "", errNoDocument
	}
	return main, nil
}

// beside names a part in the folder of another.
func (p *pack) beside(part, name string) string { return path.Join(path.Dir(part), name) }

// each reads one part; one that is not there is nothing to read.
func (p *pack) each(part string, read func(*stream) error) error {
	f := p.parts[part]
	if f == nil {
		return nil
	}
	if f.Flags&1 != 0 {
		return fmt.Errorf("%s: phần này bị mã hóa", f.Name)
	}
	rc, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	defer rc.Close()
	most := p.left
	if r := p.limits.Ratio * int64(f.CompressedSize64); r > ratioFrom {
		most = min(most, r)
	} else {
		most = min(most, ratioFrom)
	}
	capped := &cappedReader{r: rc, left: most}
	plain := transform.NewReader(capped, unicode.BOMOverride(encoding.Nop.NewDecoder()))
	err = read(newStream(p, plain))
	p.left -= most - capped.left
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	return nil
}

// cappedReader fails once more than left bytes are read.
type cappedReader struct {
	r    io.Reader
	left int64
}

func (c *cappedReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	if c.left -= int64(n); c.left < 0 {
		return 0, fmt.Errorf("%w: giải nén quá nhiều", layout.ErrTooLarge)
	}
	return n, err
}
