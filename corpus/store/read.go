package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// currentEdition is the last edition known to hold document d of source s: an
// import that brings nothing new for a document does not touch its row.
const currentEdition = `iif(d.withdrawn = 0, max(d.edition, coalesce(s.edition, 0)), d.edition)`

// headColumns are what scanHead reads, of documentTables.
const (
	headColumns    = `d.n, d.head, d.articles, d.withdrawn, ` + currentEdition
	documentTables = ` FROM document d LEFT JOIN source s ON s.name = d.source `
)

// scanHead reads one row of headColumns.
func scanHead(scan scanner) (n int64, doc corpus.Document, err error) {
	var head []byte
	var articles int
	var withdrawn, edition corpus.Date
	if err := scan(&n, &head, &articles, &withdrawn, &edition); err != nil {
		return 0, doc, err
	}
	var u unpacker
	err = u.unpack(head, &doc)
	doc.ArticleCount, doc.Withdrawn, doc.Source.Edition = articles, withdrawn, edition
	return n, doc, err
}

// heads runs a query for headColumns.
func heads(ctx context.Context, q querier, where string, args ...any) (ns []int64, docs []corpus.Document, err error) {
	err = each(ctx, q, func(scan scanner) error {
		n, doc, err := scanHead(scan)
		ns, docs = append(ns, n), append(docs, doc)
		return err
	}, `SELECT `+headColumns+documentTables+where, args...)
	return ns, docs, err
}

// Document returns a document with the articles of its current wording. One
// that its source no longer holds is returned too, marked Withdrawn. It returns
// ErrNotFound when the store never had it.
func (s *Store) Document(ctx context.Context, id corpus.DocumentID) (doc corpus.Document, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		n, head, err := s.head(ctx, tx, id)
		if err != nil {
			return err
		}
		doc = head
		doc.Articles, err = articles(ctx, tx, n, head.ArticleCount)
		return err
	})
	return doc, err
}

// Head is Document without the articles.
func (s *Store) Head(ctx context.Context, id corpus.DocumentID) (corpus.Document, error) {
	_, doc, err := s.head(ctx, s.read, id)
	return doc, fail(s.file, err)
}

func (s *Store) head(ctx context.Context, q querier, id corpus.DocumentID) (int64, corpus.Document, error) {
	n, doc, err := scanHead(q.QueryRowContext(ctx, `SELECT `+headColumns+documentTables+`WHERE d.id = ?`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, doc, fmt.Errorf("văn bản %q: %w", id, ErrNotFound)
	}
	return n, doc, err
}

// view runs do on one state of the store, whatever is imported meanwhile.
func (s *Store) view(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return fail(s.file, err)
	}
	err = do(tx)
	if done := tx.Rollback(); !errors.Is(done, sql.ErrTxDone) {
		err = errors.Join(err, done)
	}
	return fail(s.file, err)
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

// articleRow is one article with what is known of its place.
type articleRow struct {
	document int64
	source   string
	article  corpus.Article // marked when withdrawn, alone or with its document
	since    corpus.Date
	edition  corpus.Date // the last that held it
}

// gone is the mark of withdrawal, zero for a current article.
func (r articleRow) gone() corpus.Date { return r.article.Withdrawn }

func (s *Store) articleRow(ctx context.Context, id corpus.DocumentID, key string) (articleRow, error) {
	var row articleRow
	var body []byte
	var gone, documentGone, until corpus.Date
	err := s.read.QueryRowContext(ctx, `SELECT d.n, d.source, a.body, a.since, a.until, a.withdrawn, d.withdrawn, `+currentEdition+documentTables+
		`JOIN article a ON a.document = d.n WHERE d.id = ? AND a.key = ?`, id, key).
		Scan(&row.document, &row.source, &body, &row.since, &until, &gone, &documentGone, &row.edition)
	if errors.Is(err, sql.ErrNoRows) {
		return row, fmt.Errorf("%s, Điều %s: %w", id, key, ErrNotFound)
	}
	if err != nil {
		return row, fail(s.file, err)
	}
	var u unpacker
	if err := u.unpack(body, &row.article); err != nil {
		return row, fail(s.file, err)
	}
	row.article.Withdrawn = documentGone
	if gone != 0 {
		row.article.Withdrawn, row.edition = gone, until
	}
	return row, nil
}

// Article returns one article by its key, in its current or, when its source no
// longer holds it, last wording; then it is marked Withdrawn. It returns
// ErrNotFound when the store never had it.
func (s *Store) Article(ctx context.Context, id corpus.DocumentID, key string) (corpus.Article, error) {
	row, err := s.articleRow(ctx, id, key)
	return row.article, err
}

// procedureTables and procedureColumns are to procedures what documentTables
// and headColumns are to documents.
const (
	procedureColumns = `d.body, d.withdrawn, ` + currentEdition
	procedureTables  = ` FROM procedure d LEFT JOIN source s ON s.name = d.source `
)

func scanProcedure(scan scanner) (p corpus.Procedure, err error) {
	var body []byte
	var withdrawn, edition corpus.Date
	if err := scan(&body, &withdrawn, &edition); err != nil {
		return p, err
	}
	var u unpacker
	err = u.unpack(body, &p)
	p.Withdrawn, p.Source.Edition = withdrawn, edition
	return p, err
}

// Procedure returns a procedure by its code, marked Withdrawn when its source no
// longer holds it. It returns ErrNotFound when the store never had it.
func (s *Store) Procedure(ctx context.Context, code string) (corpus.Procedure, error) {
	p, err := scanProcedure(s.read.QueryRowContext(ctx, `SELECT `+procedureColumns+procedureTables+`WHERE d.code = ?`, code).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return p, fmt.Errorf("thủ tục %q: %w", code, ErrNotFound)
	}
	return p, fail(s.file, err)
}
