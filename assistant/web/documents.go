package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// listed is how many documents one page of the list shows.
const listed = 60

// documentsBody fills the list of documents.
type documentsBody struct {
	Filter     string
	Total      int
	Documents  []corpus.Document
	Page       int
	Prev, Next int // pages, 0 for none
}

func (p *Pages) documents(r *http.Request) (page, error) {
	heads, err := p.Corpus.Heads(r.Context())
	if err != nil {
		return page{}, err
	}
	body := documentsBody{Filter: strings.TrimSpace(r.URL.Query().Get("loc")), Page: 1}
	if n, err := strconv.Atoi(r.URL.Query().Get("trang")); err == nil && n > 0 && n < 1_000_000 {
		body.Page = n
	}
	wanted := viet.Fold(viet.Normalize(body.Filter))
	heads = slices.DeleteFunc(heads, func(d corpus.Document) bool {
		return wanted != "" && !strings.Contains(viet.Fold(d.Name()), wanted) && !strings.Contains(string(d.ID), wanted)
	})
	slices.SortStableFunc(heads, func(a, b corpus.Document) int {
		if f := b.Force() - a.Force(); f != 0 {
			return f
		}
		return int(b.Issued) - int(a.Issued)
	})
	body.Total = len(heads)
	from := min((body.Page-1)*listed, len(heads))
	to := min(from+listed, len(heads))
	body.Documents = heads[from:to]
	if body.Page > 1 {
		body.Prev = body.Page - 1
	}
	if to < len(heads) {
		body.Next = body.Page + 1
	}
	return page{Template: "documents", Title: "Văn bản trong kho", Body: body}, nil
}

// documentBody fills the page of a document.
type documentBody struct {
	corpus.Document
	Place   string
	Outline []outlineItem
}

// outlineItem is one line of a document's table of contents.
type outlineItem struct {
	Title string
	Depth int
	Page  string // empty for a division
}

func (p *Pages) document(r *http.Request) (page, error) {
	doc, err := p.Corpus.Document(r.Context(), corpus.DocumentID(r.PathValue("id")))
	if err != nil {
		return page{}, err
	}
	ref := doc.Ref()
	body := documentBody{Document: doc, Place: capital(ref.Official(&doc)), Outline: outline(doc, doc.Outline(), 0)}
	return page{Template: "document", Title: doc.Name(), Body: body}, nil
}

// outline lays the tree of a document out line by line.
func outline(doc corpus.Document, branches []corpus.Branch, depth int) []outlineItem {
	var out []outlineItem
	for _, b := range branches {
		item := outlineItem{Title: b.Heading.String(), Depth: depth}
		if b.Article >= 0 {
			item.Page = assistant.ArticlePage(doc.ID, doc.Articles[b.Article].Key)
		}
		out = append(append(out, item), outline(doc, b.Branches, depth+1)...)
	}
	return out
}

// articleBody fills the page of an article.
type articleBody struct {
	assistant.ArticleView
	Prev, Next *outlineItem
}

func (p *Pages) article(r *http.Request) (page, error) {
	day, err := dayOf(r.URL.Query().Get("as_of"))
	if err != nil {
		return page{}, err
	}
	id, key := corpus.DocumentID(r.PathValue("id")), r.PathValue("article")
	view, err := p.Asker.ArticleOn(r.Context(), id, key, day)
	if err != nil {
		return page{}, err
	}
	body := articleBody{ArticleView: view}
	if body.Prev, body.Next, err = p.around(r, id, key); err != nil {
		return page{}, err
	}
	title := view.Article.Title() + " · " + view.Document.Name
	return page{Template: "article", Title: title, Form: form{AsOf: day}, Body: body}, nil
}

// around finds the articles before and after one.
func (p *Pages) around(r *http.Request, id corpus.DocumentID, key string) (prev, next *outlineItem, err error) {
	doc, err := p.Corpus.Document(r.Context(), id)
	if err != nil {
		return nil, nil, err
	}
	item := func(i int) *outlineItem {
		if i < 0 || i >= len(doc.Articles) {
			return nil
		}
		a := doc.Articles[i]
		return &outlineItem{Title: a.Title(), Page: assistant.ArticlePage(id, a.Key)}
	}
	i := slices.IndexFunc(doc.Articles, func(a corpus.Article) bool { return a.Key == key })
	if i < 0 {
		return nil, nil, nil
	}
	return item(i - 1), item(i + 1), nil
}

// procedureBody fills the card of a procedure.
type procedureBody struct {
	corpus.Procedure
	Steps []string // lines of Procedure.Steps
}

func (p *Pages) procedure(r *http.Request) (page, error) {
	proc, err := p.Corpus.Procedure(r.Context(), r.PathValue("code"))
	if err != nil {
		return page{}, err
	}
	return page{Template: "procedure", Title: proc.Name, Body: procedureBody{proc, lines(proc.Steps)}}, nil
}
