package store

import (
	"context"
	"database/sql"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// Edge is one amendment with the place that it acts on.
type Edge struct {
	Document  corpus.DocumentID `json:"document,omitempty"` // empty when the store does not have what an act names
	Article   string            `json:"article,omitempty"`  // key; empty for the whole document
	Amendment corpus.Amendment  `json:"amendment"`
	// Actor is the document whose own words say so; empty for a note that stands
	// at the amended place.
	Actor corpus.DocumentID `json:"actor,omitempty"`
}

// Edges are the amendments that a document takes part in.
type Edges struct {
	On []Edge `json:"on,omitempty"` // what acts on it
	By []Edge `json:"by,omitempty"` // what it acts on
}

// Amendments returns what amends document id and what it amends, by the notes
// of the places that were amended and by what acting documents say themselves:
// first the notes in order of document and article, then the acts that say more
// than a note does. Where both say the same (MergeEdges) there is one. It returns
// ErrNotFound when the store does not have the document.
func (s *Store) Amendments(ctx context.Context, id corpus.DocumentID) (found Edges, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		row, err := headOf(ctx, tx, id)
		if err != nil {
			return err
		}
		doc := row.own
		notes, err := edges(ctx, tx, `WHERE m.document = ? ORDER BY m.n`, row.n)
		if err != nil {
			return err
		}
		acts, err := actsOn(ctx, tx, doc)
		if err != nil {
			return err
		}
		found.On = MergeEdges(notes, acts)
		const by = `WHERE d.withdrawn = 0 AND d.id <> ? AND (by_number = ? AND by_number <> '' OR by_number = '' AND by_title = ? AND by_title <> '') ORDER BY d.id, m.n`
		if notes, err = edges(ctx, tx, by, id, doc.Number.Key(), foldTitle(doc.Kind, doc.Title)); err != nil {
			return err
		}
		acts, err = actEdges(ctx, tx, `WHERE a.document = ? ORDER BY a.n`, row.n)
		acts = slices.DeleteFunc(acts, func(e Edge) bool { return e.Document == id }) // among those on it
		found.By = MergeEdges(notes, acts)
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
