package store

import (
	"context"
	"database/sql"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// lens says how a document is looked at.
type lens bool

const (
	ownText      lens = false
	underOutlook lens = true
)

// whole reads what the head of a document leaves out.
func whole(ctx context.Context, q querier, row headRow, through lens) (doc corpus.Document, err error) {
	doc = row.own
	if through == underOutlook {
		doc = row.shown()
	}
	if doc.Articles, err = articles(ctx, q, row.n, doc.ArticleCount); err != nil {
		return doc, err
	}
	if doc, err = aroundArticles(ctx, q, row, doc); err != nil {
		return doc, err
	}
	if through == underOutlook && row.over != nil {
		over, err := articleOutlooks(ctx, q, row.n)
		doc = corpus.Outlook{Articles: over}.Over(doc)
		doc.ArticleCount = len(doc.Articles)
		return doc, err
	}
	return doc, nil
}

// aroundArticles adds to doc its acts and the texts around its articles.
func aroundArticles(ctx context.Context, q querier, row headRow, doc corpus.Document) (_ corpus.Document, err error) {
	if row.acts {
		if doc.Amends, err = actsOf(ctx, q, row.n); err != nil {
			return doc, err
		}
	}
	if row.rest {
		err = readRest(ctx, q, row.n, &doc)
	}
	return doc, err
}

func readRest(ctx context.Context, q querier, n int64, doc *corpus.Document) error {
	var packed []byte
	if err := q.QueryRowContext(ctx, `SELECT rest FROM document WHERE n = ?`, n).Scan(&packed); err != nil {
		return err
	}
	var u unpacker
	var r rest
	if err := u.unpack(packed, &r); err != nil {
		return err
	}
	r.over(doc)
	return nil
}

// articles reads the current wording of document n.
func articles(ctx context.Context, q querier, n int64, count int) ([]corpus.Article, error) {
	type placed struct {
		position int
		article  corpus.Article
	}
	var u unpacker
	found := make([]placed, 0, count)
	err := each(ctx, q, func(scan scanner) error {
		var body sql.RawBytes
		var p placed
		if err := scan(&p.position, &body); err != nil {
			return err
		}
		err := u.unpack(body, &p.article)
		found = append(found, p)
		return err
	}, `SELECT position, body FROM article WHERE document = ? AND withdrawn = 0`, n)
	slices.SortFunc(found, func(a, b placed) int { return a.position - b.position })
	list := make([]corpus.Article, len(found))
	for i := range found {
		list[i] = found[i].article
	}
	return list, err
}
