package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"github.com/trolycongvu/congvu/corpus"
)

// Acts goes through what the documents of the store say that they do to others,
// in order of the acting document and of its text, as of the moment that it
// starts. Article is the key of the target's article, or the label of one that
// the act brings. An error ends it.
func (s *Store) Acts(ctx context.Context) iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		err := s.view(ctx, func(tx *sql.Tx) error {
			acts, err := actRows(ctx, tx, `ORDER BY d.id, a.n`)
			if err != nil {
				return err
			}
			for _, a := range acts {
				e, err := a.edge(ctx, tx)
				if err != nil {
					return err
				}
				if !yield(e, nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Edge{}, err)
		}
	}
}

// actRow is an act with what is known of the document that acts.
type actRow struct {
	actor  corpus.DocumentID
	issued corpus.Date
	act    corpus.Amendment
}

func actRows(ctx context.Context, q querier, where string, args ...any) (found []actRow, err error) {
	var u unpacker
	err = each(ctx, q, func(scan scanner) error {
		var a actRow
		var edge []byte
		if err := scan(&a.actor, &a.issued, &edge); err != nil {
			return err
		}
		err := u.unpack(edge, &a.act)
		found = append(found, a)
		return err
	}, `SELECT d.id, d.issued, a.edge FROM act a JOIN document d ON d.n = a.document `+where, args...)
	return found, err
}

// edge finds the target of an act.
func (a actRow) edge(ctx context.Context, q querier) (Edge, error) {
	target, err := a.target(ctx, q)
	return Edge{Document: target, Article: a.act.Target.Article, Amendment: a.act, Actor: a.actor}, err
}

// actEdges reads acts with their targets.
func actEdges(ctx context.Context, q querier, where string, args ...any) (found []Edge, err error) {
	acts, err := actRows(ctx, q, where, args...)
	for _, a := range acts {
		e, err := a.edge(ctx, q)
		if err != nil {
			return nil, err
		}
		found = append(found, e)
	}
	return found, err
}

// actsOf reads what document n does to others.
func actsOf(ctx context.Context, q querier, n int64) ([]corpus.Amendment, error) {
	rows, err := actRows(ctx, q, `WHERE a.document = ? ORDER BY a.n`, n)
	acts := make([]corpus.Amendment, len(rows))
	for i := range rows {
		acts[i] = rows[i].act
	}
	return acts, err
}

// actsOn reads what other documents do to doc.
func actsOn(ctx context.Context, q querier, doc corpus.Document) ([]Edge, error) {
	number := doc.Number.Key()
	all, err := actEdges(ctx, q, `WHERE a.number = ?1 AND a.number <> '' OR a.stem = ?2 AND a.stem <> '' OR a.title = ?3 AND a.title <> ''
		ORDER BY d.id, a.n`, number, stem.FindString(number), foldTitle(doc.Kind, doc.Title))
	var on []Edge
	for _, e := range all {
		if e.Document == doc.ID {
			on = append(on, e)
		}
	}
	return on, err
}

// writeActs enters what document n does to others.
func (im *Import) writeActs(ctx context.Context, n int64, acts []corpus.Amendment) error {
	for _, m := range acts {
		b, err := marshal(m)
		if err != nil {
			return err
		}
		number, short, title := m.Target.Number.Key(), "", ""
		switch {
		case m.Target.Number.Incomplete():
			number, short = "", stem.FindString(number)
		case number == "" && m.Target.Title != "":
			title = foldTitle(m.Target.Kind, m.Target.Title)
		}
		if err := im.prep.exec(ctx, `INSERT INTO act (document, number, stem, title, edge) VALUES (?, ?, ?, ?, ?)`,
			n, number, short, title, b); err != nil {
			return err
		}
	}
	return nil
}
