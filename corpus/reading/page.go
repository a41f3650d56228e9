package reading

import (
	"errors"
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
	"github.com/trolycongvu/congvu/corpus/vbpl"
)

// fromPage makes a document of a saved page of vbpl.vn: of its text when it has
// one, and in any case of its properties and relations.
func fromPage(raw []byte, file corpus.File) (Result, error) {
	page, err := vbpl.Parse(raw)
	switch {
	case errors.Is(err, vbpl.ErrNotDocument):
		return Result{}, fmt.Errorf("%w: trang %s của vbpl.vn (lưu trang toàn văn, thuộc tính hoặc lược đồ của văn bản)", ErrNoDocument, page.Kind)
	case err != nil:
		return Result{}, err
	}
	file.Format, file.Reader = "html", "vbpl.vn, trang "+string(page.Kind)
	var r Result
	if len(page.Lines) > 0 {
		if r, err = understand(page.Lines, nil, file); err != nil {
			return Result{}, err
		}
	}
	d := &r.Document
	d.File = file
	d.Partial = len(d.Articles) == 0
	d.Source.Address = page.Address
	properties(d, page)
	effect.Read(d)
	for _, act := range page.Acts() { // what others do to it as well
		if act.Target == page.Ref() {
			act.Target = d.Ref() // by the title that it is kept under
		}
		d.Amends = append(d.Amends, act)
	}
	return r, nil
}

// properties takes over what the page lists of its document, which is more
// certain than what was recognised in the text.
func properties(d *corpus.Document, page vbpl.Page) {
	if page.Number != "" {
		d.Number = page.Number
	}
	switch {
	case page.DocKind != "":
		d.Kind = page.DocKind
	case page.Kind == vbpl.PagePrecedent:
		d.Kind = "Án lệ"
	}
	for _, s := range []struct {
		to   *string
		from string
	}{{&d.Title, page.Title}, {&d.Issuer, page.Issuer}, {&d.Signatory, page.Signatory}} {
		if s.from != "" {
			*s.to = s.from
		}
	}
	if rest, ok := strings.CutPrefix(d.Title, string(d.Kind)+" "); ok { // "Hiến pháp năm 2013"
		d.Title = rest
	}
	if page.Issued != 0 {
		d.Issued = page.Issued
	}
	if page.Effective != 0 {
		d.Effective = page.Effective
	}
	if page.Expired != 0 {
		d.InForce = corpus.Validity{From: d.Effective, Until: page.Expired}
	}
	identify(d, page.Title)
}
