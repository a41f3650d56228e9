package assistant

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// cite makes the citation of one passage; its number is given when it joins an answer.
func cite(r reading, p passage.Passage, day corpus.Date) Citation {
	doc, art := r.document, r.article
	ref := art.Ref(doc)
	ref.Clause, ref.Point = p.Clause, p.Point
	return Citation{
		Ref: ref.String(), Place: ref.Official(&doc), Document: cited(doc),
		Article: art.Key, Heading: art.Heading, Clause: p.Clause, Point: p.Point,
		Quote: p.Quote, Shortened: p.Shortened, Validity: r.force(day), Amendments: r.amendments(),
		Source: sourceOf(doc, art), Digest: doc.Digest,
		Link: ArticleLink(doc.ID, art.Key), Page: ArticlePage(doc.ID, art.Key),
	}
}

// Within is the place inside its document: "khoản 2 Điều 15".
func (c Citation) Within() string {
	if c.Document == nil {
		return c.Place
	}
	label, _, _ := strings.Cut(c.Article, "~")
	return corpus.Ref{Article: label, Clause: c.Clause, Point: c.Point}.Place()
}

func cited(doc corpus.Document) *CitedDocument {
	return &CitedDocument{
		ID: doc.ID, Number: doc.Number, Kind: doc.Kind, Title: doc.Title, Name: doc.Name(),
		Issuer: doc.Issuer, Issued: doc.Issued, Effective: doc.Effective,
	}
}

func sourceLine(s corpus.Source, address string) SourceLine {
	if address == "" {
		address = s.Address
	}
	return SourceLine{Name: SourceName(s.Name), Edition: s.Edition, Address: address}
}

// sourceOf is where the text of an article was taken from: its official page, or
// the imported file, open at its page.
func sourceOf(doc corpus.Document, art corpus.Article) SourceLine {
	line := sourceLine(doc.Source, art.Address)
	if doc.File.SHA256 == "" || doc.Source.Name == codeSource {
		return line
	}
	line.File, line.Page, line.Confidence = doc.File.Name, art.Page, doc.File.Confidence
	line.Name += " " + doc.File.Name
	if art.Page > 0 {
		line.Name += ", trang " + strconv.Itoa(art.Page)
	}
	if line.Address == "" {
		line.Address = FilePage(doc.File, art.Page)
	}
	return line
}

// FilePage is the address of an imported file among the web pages; a PDF opens
// at the page, when that is not 0.
func FilePage(f corpus.File, page int) string {
	address := "/tep/" + url.PathEscape(f.SHA256)
	if page > 0 && f.Format == "pdf" {
		address += "#page=" + strconv.Itoa(page)
	}
	return address
}

// FileLink is the path of an imported file in the HTTP API.
func FileLink(f corpus.File) string { return "/v1/files/" + url.PathEscape(f.SHA256) }

// DocumentLink is the path of a document in the HTTP API.
func DocumentLink(id corpus.DocumentID) string { return "/v1/documents/" + url.PathEscape(string(id)) }

// ArticleLink is the path of an article in the HTTP API.
func ArticleLink(id corpus.DocumentID, key string) string {
	return DocumentLink(id) + "/articles/" + url.PathEscape(key)
}

// ProcedureLink is the path of a procedure in the HTTP API.
func ProcedureLink(code string) string { return "/v1/procedures/" + url.PathEscape(code) }

// DocumentPage is the path of a document among the web pages.
func DocumentPage(id corpus.DocumentID) string { return "/van-ban/" + url.PathEscape(string(id)) }

// ArticlePage is the path of an article among the web pages.
func ArticlePage(id corpus.DocumentID, key string) string {
	return DocumentPage(id) + "/" + url.PathEscape(key)
}

// ProcedurePage is the path of a procedure among the web pages.
func ProcedurePage(code string) string { return "/thu-tuc/" + url.PathEscape(code) }

// placeIn names a place in a document as people speak of it, so that asking it
// finds it again: "Điều 28 Luật Khiếu nại số 02/2011/QH13".
func placeIn(doc corpus.Document, place corpus.Ref) string {
	ref := doc.Ref()
	ref.Article, ref.Clause, ref.Point = place.Article, place.Clause, place.Point
	if namedByTitle(doc) {
		ref.Title = doc.Title
	}
	return viet.Capital(ref.String())
}
