package store

import (
	"context"

	"github.com/trolycongvu/congvu/corpus"
)

// listing is one table of things that a source may stop to hold.
type listing struct {
	all, withdraw string
	readings      string // marks those of one thing
	saw           func(id string) bool
	item          func(missing) ChangedItem // how the report names it
}

func (im *Import) listed() []listing {
	return []listing{
		{
			all: `SELECT id, articles FROM document d WHERE source = ?1 AND withdrawn = 0 AND NOT EXISTS
				(SELECT 1 FROM reading r WHERE r.document = d.n AND ` + elsewhere + `) ORDER BY id`,
			withdraw: `UPDATE document SET withdrawn = ?, edition = max(edition, ?), revision = ? WHERE id = ?`,
			readings: `UPDATE reading SET withdrawn = ? WHERE source = ? AND document = (SELECT n FROM document WHERE id = ?)`,
			saw:      func(id string) bool { _, ok := im.seen[seenAs{id: corpus.DocumentID(id)}]; return ok },
			item: func(m missing) ChangedItem {
				return ChangedItem{Document: corpus.DocumentID(m.id), Change: Withdrawn, Articles: m.articles}
			},
		},
		{
			all:      `SELECT code, 0 FROM procedure WHERE source = ? AND withdrawn = 0 ORDER BY code`,
			withdraw: `UPDATE procedure SET withdrawn = ?, edition = max(edition, ?), revision = ? WHERE code = ?`,
			saw:      func(code string) bool { _, ok := im.seenCodes[code]; return ok },
			item:     func(m missing) ChangedItem { return ChangedItem{Procedure: m.id, Change: Withdrawn} },
		},
	}
}

// elsewhere is a reading r, not of source ?1, that can be shown when that source no
// longer holds the document.
const elsewhere = `r.source <> ?1 AND r.withdrawn = 0 AND r.digest = 0`

// retire marks the readings of documents that the source did not bring this time
// and that are shown, or can be, as another source has them.
func (im *Import) retire(ctx context.Context) error {
	ids, err := column[corpus.DocumentID](ctx, im.prep, `SELECT d.id FROM reading o JOIN document d ON d.n = o.document
		WHERE o.source = ?1 AND o.withdrawn = 0 AND (o.digest OR EXISTS (SELECT 1 FROM reading r WHERE r.document = d.n AND `+elsewhere+`))
		ORDER BY d.id`, im.info.Source)
	if err != nil {
		return err
	}
	im.retiring = true
	defer func() { im.retiring = false }()
	for _, id := range ids {
		if _, seen := im.seen[seenAs{id: id}]; seen {
			continue
		}
		if err := im.retireReading(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// retireReading marks one reading and shows the best of the others.
func (im *Import) retireReading(ctx context.Context, id corpus.DocumentID) error {
	st, err := im.standing(ctx, id)
	if err != nil {
		return err
	}
	set, err := im.readingSet(ctx, st)
	if err != nil {
		return err
	}
	for i, r := range set.rows {
		if r.slot.Source == im.info.Source {
			set.put = i
			r.withdrawn, r.meta.Withdrawn, r.fresh = im.mark(), true, true
		}
	}
	_, _, err = im.settle(ctx, set)
	return err
}

type missing struct {
	id       string
	articles int
}

// unseen lists what the source has in the store and did not bring this time.
func (im *Import) unseen(ctx context.Context, t listing) (gone []missing, all int, err error) {
	err = each(ctx, im.prep, func(scan scanner) error {
		var m missing
		if err := scan(&m.id, &m.articles); err != nil {
			return err
		}
		all++
		if !t.saw(m.id) {
			gone = append(gone, m)
		}
		return nil
	}, t.all, im.info.Source)
	return gone, all, err
}

// withdraw marks what is missing and makes the import's edition the source's.
func (im *Import) withdraw(ctx context.Context) error {
	before, err := im.sourceEdition(ctx)
	if err != nil {
		return err
	}
	if err := im.retire(ctx); err != nil {
		return err
	}
	for _, t := range im.listed() {
		gone, _, err := im.unseen(ctx, t)
		if err != nil {
			return err
		}
		for _, m := range gone {
			rev, err := im.nextRevision(ctx)
			if err != nil {
				return err
			}
			if err := im.prep.exec(ctx, t.withdraw, im.mark(), before, rev, m.id); err != nil {
				return err
			}
			if err := im.changed(ctx, t.item(m)); err != nil {
				return err
			}
			if t.readings == "" {
				continue
			}
			if err := im.prep.exec(ctx, t.readings, im.mark(), im.info.Source, m.id); err != nil {
				return err
			}
		}
	}
	return im.prep.exec(ctx, `INSERT INTO source (name, edition) VALUES (?, ?)
		ON CONFLICT DO UPDATE SET edition = excluded.edition WHERE edition <> excluded.edition`, im.info.Source, im.info.Edition)
}

// sourceEdition is the edition of the last complete import of the source.
func (im *Import) sourceEdition(ctx context.Context) (d corpus.Date, err error) {
	err = im.prep.QueryRowContext(ctx,
		`SELECT coalesce((SELECT edition FROM source WHERE name = ?), 0)`, im.info.Source).Scan(&d)
	return d, err
}
