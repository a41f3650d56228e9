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

// articleBody fills the page of an article.
type articleBody struct {
	assistant.ArticleView
	OpenFile     string // words of the link to the imported file
	OfficialPage string // elsewhere, where the text was taken from
	Prev, Next   *outlineItem
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
	doc, err := p.Corpus.Document(r.Context(), id)
	if err != nil {
		return page{}, err
	}
	body := articleBody{ArticleView: view, OpenFile: openFile(doc.File, view.Article.Page)}
	if view.Source.Address != view.FilePage {
		body.OfficialPage = view.Source.Address
	}
	body.Prev, body.Next = around(doc, key)
	title := view.Article.Title() + " · " + view.Document.Name
	return page{Template: "article", Title: title, Form: form{AsOf: day}, Body: body}, nil
}

// around finds the articles before and after one.
func around(doc corpus.Document, key string) (prev, next *outlineItem) {
	item := func(i int) *outlineItem {
		if i < 0 || i >= len(doc.Articles) {
			return nil
		}
		found := itemOf(doc, i)
		return &found
	}
	i := slices.IndexFunc(doc.Articles, func(a corpus.Article) bool { return a.Key == key })
	if i < 0 {
		return nil, nil
	}
	return item(i - 1), item(i + 1)
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
