package store

import (
	"context"
	"database/sql"

	"github.com/trolycongvu/congvu/corpus"
)

// Edge is one amendment with the place that it acts on.
type Edge struct {
	Document  corpus.DocumentID `json:"document"`
	Article   string            `json:"article,omitempty"` // key; empty for the whole document
	Amendment corpus.Amendment  `json:"amendment"`
}

// Edges are the amendments that a document takes part in.
type Edges struct {
	On []Edge `json:"on,omitempty"` // what acts on it
	By []Edge `json:"by,omitempty"` // what it acts on
}

// Amendments returns what amends document id and what it amends, by the notes
// of the articles that were amended, in order of document and article. It
// returns ErrNotFound when the store never had the document.
func (s *Store) Amendments(ctx context.Context, id corpus.DocumentID) (found Edges, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		n, doc, err := s.head(ctx, tx, id)
		if err != nil {
			return err
		}
		if found.On, err = edges(ctx, tx, `WHERE m.document = ? ORDER BY m.n`, n); err != nil {
			return err
		}
		const by = `WHERE d.withdrawn = 0 AND d.id <> ? AND (by_number = ? AND by_number <> '' OR by_number = '' AND by_title = ? AND by_title <> '') ORDER BY d.id, m.n`
		found.By, err = edges(ctx, tx, by, id, doc.Number.Key(), foldTitle(doc.Kind, doc.Title))
		return err
	})
	return found, err
}

func edges(ctx context.Context, q querier, where string, args ...any) (found []Edge, err error) {
	var u unpacker
	err = each(ctx, q, func(scan scanner) error {
		var e Edge
		var edge []byte
		if err := scan(&e.Document, &e.Article, &edge); err != nil {
			return err
		}
		err := u.unpack(edge, &e.Amendment)
		found = append(found, e)
		return err
	}, `SELECT d.id, m.article, m.edge FROM amendment m JOIN document d ON d.n = m.document `+where, args...)
	return found, err
}
