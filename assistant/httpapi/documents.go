package httpapi

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer/viet"
)

const (
	pageSize    = 50
	maxPageSize = 500
	maxPage     = 100_000
)

// documentList is the body of GET /v1/documents.
type documentList struct {
	Total     int               `json:"total"`
	Page      int               `json:"page"`
	PerPage   int               `json:"per_page"`
	Documents []documentSummary `json:"documents"`
}

// documentSummary is a document in a list.
type documentSummary struct {
	corpus.Document
	Name string `json:"name"`
	Link string `json:"link"`
	Page string `json:"page"`
}

func summaryOf(d corpus.Document) documentSummary {
	if d.ArticleCount == 0 {
		d.ArticleCount = len(d.Articles)
	}
	d.Articles = nil
	return documentSummary{Document: d, Name: d.Name(), Link: assistant.DocumentLink(d.ID), Page: assistant.DocumentPage(d.ID)}
}

func (s *Server) documents(c *gin.Context) error {
	p, err := readParams(c.Request.URL, "q", "kind", "issuer", "source", "page", "per_page")
	if err != nil {
		return err
	}
	list := documentList{Documents: []documentSummary{}}
	if list.Page, err = p.number("page", 1, maxPage); err != nil {
		return err
	}
	if list.PerPage, err = p.number("per_page", pageSize, maxPageSize); err != nil {
		return err
	}
	fits, err := p.documentFilter()
	if err != nil {
		return err
	}
	heads, err := s.Corpus.Heads(c.Request.Context())
	if err != nil {
		return err
	}
	heads = slices.DeleteFunc(heads, func(d corpus.Document) bool { return !fits(d) })
	list.Total = len(heads)
	from := min((list.Page-1)*list.PerPage, len(heads))
	for _, d := range heads[from:min(from+list.PerPage, len(heads))] {
		list.Documents = append(list.Documents, summaryOf(d))
	}
	writeJSON(c, list)
	return nil
}

// documentFilter reads which documents are wanted.
func (p params) documentFilter() (func(corpus.Document) bool, error) {
	kinds, err := p.kinds()
	if err != nil {
		return nil, err
	}
	q, issuer, source := viet.Fold(viet.Normalize(p.Get("q"))), viet.Fold(viet.Normalize(p.Get("issuer"))), p.Get("source")
	return func(d corpus.Document) bool {
		return (len(kinds) == 0 || slices.Contains(kinds, d.Kind)) &&
			(issuer == "" || strings.Contains(viet.Fold(d.Issuer), issuer)) &&
			(source == "" || d.Source.Name == source) &&
			(q == "" || strings.Contains(viet.Fold(d.Name()), q) || strings.Contains(string(d.ID), q))
	}, nil
}

func (s *Server) article(c *gin.Context) error {
	p, err := readParams(c.Request.URL, "as_of")
	if err != nil {
		return err
	}
	day, err := parseDay("as_of", p.Get("as_of"))
	if err != nil {
		return err
	}
	id, err := s.documentID(c)
	if err != nil {
		return err
	}
	view, err := s.Asker.ArticleOn(c.Request.Context(), id, c.Param("article"), day)
	if err != nil {
		return err
	}
	writeJSON(c, view)
	return nil
}

func (s *Server) procedure(c *gin.Context) error {
	if _, err := readParams(c.Request.URL); err != nil {
		return err
	}
	p, err := s.Corpus.Procedure(c.Request.Context(), c.Param("code"))
	if err != nil {
		return err
	}
	writeJSON(c, p)
	return nil
}

// documentID reads the document of a path: its slug, or its number in any
// spelling, escaped.
func (s *Server) documentID(c *gin.Context) (corpus.DocumentID, error) {
	name := c.Param("number")
	ctx := c.Request.Context()
	if _, err := s.Corpus.Head(ctx, corpus.DocumentID(name)); !errors.Is(err, store.ErrNotFound) {
		return corpus.DocumentID(name), err
	}
	if unescaped, err := url.PathUnescape(name); err == nil {
		name = unescaped
	}
	number, err := corpus.ParseNumber(name)
	if err != nil {
		id, err := corpus.ParseDocumentID(name)
		if err != nil {
			return "", &fieldError{"number", err.Error()}
		}
		return id, nil
	}
	docs, err := s.Corpus.FindRef(ctx, corpus.Ref{Number: number})
	if err != nil {
		return "", err
	}
	switch len(docs) {
	case 0:
		return corpus.DocumentID(number.Slug()), nil
	case 1:
		return docs[0].ID, nil
	}
	choice := &choiceError{number: string(number)}
	for _, d := range docs {
		choice.choices = append(choice.choices, assistant.DocumentLink(d.ID))
	}
	return "", choice
}
