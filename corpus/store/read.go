package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
)

// currentEdition is the last edition known to hold document d of source s: an
// import that brings nothing new for a document does not touch its row.
const currentEdition = `iif(d.withdrawn = 0, max(d.edition, coalesce(s.edition, 0)), d.edition)`

// headColumns are what scanHead reads, of documentTables.
const (
	headColumns    = `d.n, d.head, d.articles, d.withdrawn, ` + currentEdition + `, d.acts * 2 + (d.rest IS NOT NULL), o.head, coalesce(o.added, 0)`
	documentTables = ` FROM document d LEFT JOIN source s ON s.name = d.source LEFT JOIN outlook o ON o.document = d.n `
)

// headRow is a document's head with what is known of its other parts.
type headRow struct {
	n     int64
	own   corpus.Document // without its outlook
	over  *corpus.Outlook // nil for none
	added int             // articles that the outlook adds
	acts  bool            // it has some
	rest  bool            // it has some
}

// shown is the head under its outlook.
func (r headRow) shown() corpus.Document {
	if r.over == nil {
		return r.own
	}
	doc := r.over.OverHead(r.own)
	doc.ArticleCount += r.added
	return doc
}

// scanHead reads one row of headColumns.
func scanHead(scan scanner, row *headRow) error {
	var head, outlook []byte
	var articles, parts int
	var withdrawn, edition corpus.Date
	if err := scan(&row.n, &head, &articles, &withdrawn, &edition, &parts, &outlook, &row.added); err != nil {
		return err
	}
	row.acts, row.rest = parts > 1, parts%2 == 1
	var u unpacker
	doc := &row.own
	if err := u.unpack(head, doc); err != nil {
		return err
	}
	doc.ArticleCount, doc.Withdrawn, doc.Source.Edition = articles, withdrawn, edition
	if outlook == nil {
		return nil
	}
	row.over = new(corpus.Outlook)
	return u.unpack(outlook, row.over)
}

// headRows runs a query for headColumns.
func headRows(ctx context.Context, q querier, where string, args ...any) (rows []headRow, err error) {
	err = each(ctx, q, func(scan scanner) error {
		rows = append(rows, headRow{})
		return scanHead(scan, &rows[len(rows)-1])
	}, `SELECT `+headColumns+documentTables+where, args...)
	return rows, err
}

// heads is headRows for the documents under their outlooks.
func heads(ctx context.Context, q querier, where string, args ...any) (docs []corpus.Document, err error) {
	err = each(ctx, q, func(scan scanner) error {
		var row headRow
		err := scanHead(scan, &row)
		docs = append(docs, row.shown())
		return err
	}, `SELECT `+headColumns+documentTables+where, args...)
	return docs, err
}

// Document returns a document with the articles of its current wording, under
// its outlook. One that its source no longer holds is returned too, marked
// Withdrawn; of one that was removed nothing but its identifier and the mark. It
// returns ErrNotFound when the store never had it.
func (s *Store) Document(ctx context.Context, id corpus.DocumentID) (doc corpus.Document, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		row, err := headOf(ctx, tx, id)
		if errors.Is(err, ErrNotFound) {
			doc, err = removedDocument(ctx, tx, id, err)
			return err
		}
		if err == nil {
			doc, err = whole(ctx, tx, row, underOutlook)
		}
		return err
	})
	return doc, err
}

// BaseDocument is Document without the outlook: the document's own text, from
// which an outlook is worked out.
func (s *Store) BaseDocument(ctx context.Context, id corpus.DocumentID) (doc corpus.Document, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		row, err := headOf(ctx, tx, id)
		if err == nil {
			doc, err = whole(ctx, tx, row, ownText)
		}
		return err
	})
	return doc, err
}

// Head is Document without the articles, what the document does to others, and
// the texts around its articles. One that was removed is ErrNotFound.
func (s *Store) Head(ctx context.Context, id corpus.DocumentID) (corpus.Document, error) {
	row, err := headOf(ctx, s.read, id)
	return row.shown(), fail(s.file, err)
}

func headOf(ctx context.Context, q querier, id corpus.DocumentID) (row headRow, err error) {
	err = scanHead(q.QueryRowContext(ctx, `SELECT `+headColumns+documentTables+`WHERE d.id = ?`, id).Scan, &row)
	if errors.Is(err, sql.ErrNoRows) {
		return row, fmt.Errorf("văn bản %q: %w", id, ErrNotFound)
	}
	return row, err
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

// articleRow is one article with what is known of its place.
type articleRow struct {
	document int64
	source   string
	article  corpus.Article // its own text; marked when withdrawn, alone or with its document
	outlook  corpus.ArticleOutlook
	since    corpus.Date
	edition  corpus.Date // the last that held it
}

// gone is the mark of withdrawal, zero for a current article.
func (r articleRow) gone() corpus.Date { return r.article.Withdrawn }

func (s *Store) articleRow(ctx context.Context, id corpus.DocumentID, key string) (articleRow, error) {
	var row articleRow
	var body, outlook []byte
	var gone, documentGone, until corpus.Date
	err := s.read.QueryRowContext(ctx, `SELECT d.n, d.source, a.body, a.since, a.until, a.withdrawn, d.withdrawn, `+currentEdition+`, w.body`+
		documentTables+`JOIN article a ON a.document = d.n LEFT JOIN outlook_article w ON w.document = d.n AND w.key = a.key
		WHERE d.id = ? AND a.key = ?`, id, key).
		Scan(&row.document, &row.source, &body, &row.since, &until, &gone, &documentGone, &row.edition, &outlook)
	if errors.Is(err, sql.ErrNoRows) {
		return s.addedRow(ctx, id, key)
	}
	if err != nil {
		return row, fail(s.file, err)
	}
	var u unpacker
	if err := u.unpack(body, &row.article); err != nil {
		return row, fail(s.file, err)
	}
	row.article.Withdrawn = documentGone
	if gone != 0 && outlook != nil {
		return s.addedRow(ctx, id, key)
	}
	if gone != 0 {
		row.article.Withdrawn, row.edition = gone, until
	} else if outlook != nil {
		return row, fail(s.file, u.unpack(outlook, &row.outlook))
	}
	return row, nil
}

// addedRow is articleRow for an article that the outlook adds.
func (s *Store) addedRow(ctx context.Context, id corpus.DocumentID, key string) (articleRow, error) {
	var row articleRow
	var outlook []byte
	err := s.read.QueryRowContext(ctx, `SELECT d.n, d.source, d.withdrawn, `+currentEdition+`, w.body`+documentTables+
		`JOIN outlook_article w ON w.document = d.n WHERE d.id = ? AND w.key = ?`, id, key).
		Scan(&row.document, &row.source, &row.article.Withdrawn, &row.edition, &outlook)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return row, fail(s.file, err)
	}
	if outlook != nil {
		var u unpacker
		if err := u.unpack(outlook, &row.outlook); err != nil {
			return row, fail(s.file, err)
		}
	}
	if row.outlook.Added == nil {
		return row, fmt.Errorf("%s, Điều %s: %w", id, key, ErrNotFound)
	}
	gone := row.article.Withdrawn
	row.article = *row.outlook.Added
	row.article.Key, row.article.Withdrawn = key, gone
	return row, nil
}

// Article returns one article by its key, in its current or, when its source no
// longer holds it, last wording; then it is marked Withdrawn. A current one is
// under its outlook. It returns ErrNotFound when the store does not have it.
func (s *Store) Article(ctx context.Context, id corpus.DocumentID, key string) (corpus.Article, error) {
	row, err := s.articleRow(ctx, id, key)
	return row.outlook.Over(row.article), err
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
