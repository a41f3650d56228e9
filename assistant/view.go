package assistant

import (
	"context"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

// snippetLimit bounds, in bytes, the words shown of a search result.
const snippetLimit = 360

// Result is one search result: a provision or a procedure with the words of it
// that match best.
type Result struct {
	Place     string         `json:"place"`
	Document  *CitedDocument `json:"document,omitempty"`
	Article   string         `json:"article,omitempty"` // corpus.Article.Key
	Heading   string         `json:"heading,omitempty"`
	Clause    string         `json:"clause,omitempty"` // of the snippet
	Procedure string         `json:"procedure,omitempty"`
	Province  string         `json:"province,omitempty"`
	Snippet   string         `json:"snippet"`
	Validity  Force          `json:"validity"`
	Digest    bool           `json:"digest,omitempty"`
	Score     float64        `json:"score"`
	Coverage  float64        `json:"coverage"`
	Link      string         `json:"link"`
	Page      string         `json:"page"`
}

// Search finds provisions and procedures, best first, with the words that match.
// A zero q.AsOf is today.
func (a *Assistant) Search(ctx context.Context, q indexer.Query) ([]Result, error) {
	if q.AsOf.IsZero() {
		q.AsOf = a.Today()
	}
	units, err := a.find(ctx, q)
	if err != nil {
		return nil, err
	}
	parsed := question.Parse(q.Text)
	results := make([]Result, len(units))
	for i, u := range units {
		results[i] = resultOf(u, parsed, q.AsOf)
	}
	return results, nil
}

func resultOf(u unit, q question.Question, day corpus.Date) Result {
	near := nearUnit(u)
	r := Result{Place: near.Place, Heading: near.Title, Score: u.hit.Score, Coverage: u.hit.Coverage, Link: near.Link, Page: near.Page}
	if u.isProcedure() {
		p := u.procedure
		r.Procedure, r.Province, r.Digest = p.Code, p.Province, p.Digest
		r.Validity = citeProcedure(p, nil).Validity
		r.Snippet = firstWords(firstOf(p.Executor, p.Agency), 40)
		return r
	}
	choice := passage.Choose(u.article, q, snippetLimit)
	r.Document, r.Article, r.Digest = cited(u.document), u.article.Key, u.document.Digest
	r.Validity = reading{document: u.document, article: u.article}.force(day)
	r.Clause = choice.Lead.Clause
	if lines := choice.Lead.Lines; len(lines) > 0 {
		r.Snippet = lines[max(choice.Lead.Lead, 0)]
	}
	return r
}

// ArticleView is an article as it read on a day, with everything that an
// official must know of it.
type ArticleView struct {
	Place      string           `json:"place"`
	Document   CitedDocument    `json:"document"`
	Partial    bool             `json:"partial,omitempty"`
	AsOf       corpus.Date      `json:"as_of"`
	Article    corpus.Article   `json:"article"`
	Older      bool             `json:"older,omitempty"` // Article is an older wording, the one of the day
	Validity   Force            `json:"validity"`
	Amendments []string         `json:"amendments"`
	Warnings   []string         `json:"warnings"`
	Versions   []corpus.Version `json:"versions"` // other wordings, newest first
	Source     SourceLine       `json:"source"`
	FilePage   string           `json:"file_page,omitempty"` // web address of the imported file, open at the article's page
	Digest     bool             `json:"digest,omitempty"`
	Link       string           `json:"link"`
	Page       string           `json:"page"`
}

// Unit is the sort of unit that the article is: "Điều", "Mục", "Phụ lục".
func (v ArticleView) Unit() string { return unitWord(v.Article) }

// ArticleOn returns an article as it read on day, today when that is zero. The
// error wraps store.ErrNotFound when the corpus has no such article.
func (a *Assistant) ArticleOn(ctx context.Context, id corpus.DocumentID, key string, day corpus.Date) (ArticleView, error) {
	if day.IsZero() {
		day = a.Today()
	}
	doc, err := a.corpus.Head(ctx, id)
	if err != nil {
		return ArticleView{}, err
	}
	art, err := a.corpus.Article(ctx, id, key)
	if err != nil {
		return ArticleView{}, err
	}
	versions, err := a.corpus.Versions(ctx, id, key)
	if err != nil {
		return ArticleView{}, err
	}
	in := &inquiry{day: day, past: day < a.Today()}
	shown, err := a.readingOn(ctx, doc, art, in)
	if err != nil {
		return ArticleView{}, err
	}
	d := newDraft("", day)
	d.citePassage(shown, passage.Passage{Quote: shown.article.Text()})
	d.warnWording(shown.wording)
	d.warnOf(shown, in.past)
	if err := a.warnAuthority(ctx, d); err != nil {
		return ArticleView{}, err
	}
	answer := d.finish()
	c := answer.Citations[0]
	if versions == nil {
		versions = []corpus.Version{}
	}
	view := ArticleView{
		Place: c.Place, Document: *c.Document, Partial: doc.Partial, AsOf: day, Article: shown.article, Older: shown.wording == wordingThen,
		Validity: c.Validity, Amendments: c.Amendments, Warnings: answer.Warnings, Versions: versions,
		Source: c.Source, Digest: doc.Digest, Link: c.Link, Page: c.Page,
	}
	if doc.File.SHA256 != "" {
		view.FilePage = FilePage(doc.File, shown.article.Page)
	}
	return view, nil
}
