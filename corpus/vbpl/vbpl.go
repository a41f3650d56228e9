// Package vbpl reads saved pages of vbpl.vn, the national database of legal
// documents, and of the courts' portal of án lệ: the full text, the properties
// (thuộc tính), the relation diagram (lược đồ), the related documents and the
// history of effect. One file is one page; what it does not show stays empty.
package vbpl

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

var (
	// ErrNotDocument is wrapped by the error about a page that shows no document,
	// such as a list of search results.
	ErrNotDocument = errors.New("không phải văn bản")
	// ErrBroken is wrapped by the error about a page that cannot be read.
	ErrBroken = errors.New("trang vbpl.vn không đọc được")
)

// PageKind tells what a page shows of its document.
type PageKind string

// The kinds of page.
const (
	PageText       PageKind = "toàn văn"
	PageProperties PageKind = "thuộc tính"
	PageDiagram    PageKind = "lược đồ"
	PageRelated    PageKind = "văn bản liên quan"
	PageHistory    PageKind = "lịch sử"
	PagePrecedent  PageKind = "án lệ"
	PageList       PageKind = "danh sách"
	PageOther      PageKind = "trang khác"
)

// Page is what one saved page says of its document.
type Page struct {
	Kind         PageKind
	Consolidated bool   // of a văn bản hợp nhất
	ItemID       string // "96172"; "TAND292162" of an án lệ
	Address      string // of the document's full text
	Number       corpus.Number
	DocKind      corpus.Kind
	Title        string
	Issuer       string
	Position     string // of the signatory: "Chủ tịch Quốc hội"
	Signatory    string
	Issued       corpus.Date // of a consolidated text the day it was authenticated
	Effective    corpus.Date
	Expired      corpus.Date
	Status       string // as printed: "Hết hiệu lực một phần"
	Reason       string // why it ended, as printed
	Gazette      string
	Fields       []string // ngành and lĩnh vực
	Lines        []structure.Line
	Relations    []Relation
	Listed       []Target // documents of a list page
}

// maxPage is the largest page read, in bytes; the longest codes take about 1 MB.
const maxPage = 64 << 20

// Is tells whether raw is a page of vbpl.vn or of the portal of án lệ. A page
// that only links to them is not.
func Is(raw []byte) bool {
	if bytes.Contains(raw, []byte("vbpq-")) {
		for _, mark := range []string{`box-tab-vb`, `toanvancontent`, `vbProperties`, `vbLienQuan`, `vbLuocDo`, `"listLaw"`} {
			if bytes.Contains(raw, []byte(mark)) {
				return true
			}
		}
	}
	return bytes.Contains(raw, []byte("chitietanle")) && bytes.Contains(raw, []byte(`id="thuoctinh"`))
}

// Parse reads a page. A list of search results comes with an error that wraps
// ErrNotDocument, and its documents in Listed.
func Parse(raw []byte) (Page, error) {
	if len(raw) > maxPage {
		return Page{}, fmt.Errorf("%w: dài %d MB, quá %d MB", ErrBroken, len(raw)>>20, maxPage>>20)
	}
	doc, err := html.Parse(decode(raw))
	if err != nil {
		return Page{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	r := reader{root: doc}
	switch {
	case r.precedent():
	case r.document():
	case r.list():
		return r.page, fmt.Errorf("%w: trang danh sách %d văn bản; hãy lưu trang toàn văn của từng văn bản", ErrNotDocument, len(r.page.Listed))
	default:
		return r.page, fmt.Errorf("%w: không thấy toàn văn, thuộc tính hay lược đồ trong trang", ErrNotDocument)
	}
	return r.page, nil
}

// decode gives the page in UTF-8; the sites write nothing else, editors may.
func decode(raw []byte) io.Reader {
	if utf8.Valid(raw) {
		return bytes.NewReader(raw)
	}
	in, err := charset.NewReader(bytes.NewReader(raw), "text/html")
	if err != nil {
		return bytes.NewReader(bytes.ToValidUTF8(raw, []byte("�")))
	}
	return in
}

// reader fills page from the tree of the file.
type reader struct {
	root *html.Node
	page Page
}

// document reads a page of vbpl.vn that shows one document.
func (r *reader) document() bool {
	box := find(r.root, hasClass("box-tab-vb"))
	text := find(r.root, func(n *html.Node) bool { return attr(n, "id") == "toanvancontent" || hasClass("toanvancontent")(n) })
	props := find(r.root, hasClass("vbProperties"))
	if box == nil && text == nil && props == nil {
		return false
	}
	if box == nil {
		box = r.root
	}
	r.identify(box)
	r.banner(box)
	if props != nil {
		r.properties(props)
		r.page.Kind = kindOr(r.page.Kind, PageProperties)
	}
	if text != nil {
		r.fulltext(text)
		r.page.Kind = kindOr(r.page.Kind, PageText)
	}
	r.related(box)
	r.diagram(box)
	r.merged(box)
	r.history(box)
	r.page.Kind = kindOr(r.page.Kind, PageOther)
	r.finish()
	return true
}

func kindOr(k, other PageKind) PageKind {
	if k == "" {
		return other
	}
	return k
}

// finish settles what the parts of the page say about each other.
func (r *reader) finish() {
	p := &r.page
	if p.DocKind == "" || p.DocKind == corpus.KindOther {
		if k := corpus.KindOf(p.Number); k != corpus.KindOther {
			p.DocKind = k
		}
	}
	if p.Address == "" && p.ItemID != "" {
		p.Address = pageAddress(p.ItemID, p.Consolidated)
	}
}

// list reads a page of search results.
func (r *reader) list() bool {
	list := find(r.root, hasClass("listLaw"))
	if list == nil {
		return false
	}
	r.page.Kind = PageList
	for _, item := range findAll(list, hasClass("title")) {
		if t := readTarget(item); t != (Target{}) {
			r.page.Listed = append(r.page.Listed, t)
		}
	}
	return true
}
