package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"github.com/trolycongvu/congvu/corpus"
)

// Heads lists all documents that their sources still hold, without articles,
// with ArticleCount, in order of identifier.
func (s *Store) Heads(ctx context.Context) ([]corpus.Document, error) {
	docs, err := heads(ctx, s.read, `WHERE d.withdrawn = 0 ORDER BY d.id`)
	return docs, fail(s.file, err)
}

// BaseHeads is Heads without outlooks, as BaseDocument.
func (s *Store) BaseHeads(ctx context.Context) ([]corpus.Document, error) {
	rows, err := headRows(ctx, s.read, `WHERE d.withdrawn = 0 ORDER BY d.id`)
	docs := make([]corpus.Document, len(rows))
	for i := range rows {
		docs[i] = rows[i].own
	}
	return docs, fail(s.file, err)
}

// Documents goes through the documents of Heads with their articles, all as of
// the moment that it starts. An error ends it.
func (s *Store) Documents(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return s.documents(ctx, underOutlook)
}

// BaseDocuments is Documents without outlooks, as BaseDocument.
func (s *Store) BaseDocuments(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return s.documents(ctx, ownText)
}

func (s *Store) documents(ctx context.Context, through lens) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		err := s.view(ctx, func(tx *sql.Tx) error {
			rows, err := headRows(ctx, tx, `WHERE d.withdrawn = 0 ORDER BY d.id`)
			if err != nil {
				return err
			}
			for i, row := range rows {
				doc, err := whole(ctx, tx, row, through)
				if err != nil {
					return err
				}
				rows[i] = headRow{}
				if !yield(doc, nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(corpus.Document{}, err)
		}
	}
}

// errStop says that the loop over an iterator was left.
var errStop = errors.New("stop")

// Procedures goes through all procedures that their sources still hold, in
// order of code, as of the moment that it starts. An error ends it.
func (s *Store) Procedures(ctx context.Context) iter.Seq2[corpus.Procedure, error] {
	return func(yield func(corpus.Procedure, error) bool) {
		err := each(ctx, s.read, func(scan scanner) error {
			p, err := scanProcedure(scan)
			if err == nil && !yield(p, nil) {
				return errStop
			}
			return err
		}, `SELECT `+procedureColumns+procedureTables+`WHERE d.withdrawn = 0 ORDER BY d.code`)
		if err != nil && !errors.Is(err, errStop) {
			yield(corpus.Procedure{}, fail(s.file, err))
		}
	}
}

// Revision is the number of the last change of content. An index is built for
// one revision; importing what the store holds already does not move it.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	rev, err := revision(ctx, s.read)
	return rev, fail(s.file, err)
}

func revision(ctx context.Context, q querier) (rev int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT max(coalesce((SELECT max(revision) FROM document), 0),
		coalesce((SELECT max(revision) FROM procedure), 0), coalesce((SELECT max(revision) FROM removed), 0))`).Scan(&rev)
	return rev, err
}

// ChangedSince lists the documents and procedures that changed after a
// revision, in order of identifier. Withdrawn and removed ones are among them:
// reading them shows the mark.
func (s *Store) ChangedSince(ctx context.Context, after int64) (docs []corpus.DocumentID, codes []string, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		if docs, err = column[corpus.DocumentID](ctx, tx, `SELECT id FROM document WHERE revision > ?1
			UNION SELECT id FROM removed WHERE revision > ?1 ORDER BY id`, after); err != nil {
			return err
		}
		codes, err = column[string](ctx, tx, `SELECT code FROM procedure WHERE revision > ? ORDER BY code`, after)
		return err
	})
	return docs, codes, err
}
