package store

import (
	"context"

	"github.com/trolycongvu/congvu/corpus"
)

// listing is one table of things that a source may stop to hold.
type listing struct {
	all, withdraw string
	saw           func(id string) bool
	item          func(missing) ChangedItem // how the report names it
}

func (im *Import) listed() []listing {
	return []listing{
		{
			all:      `SELECT id, articles FROM document WHERE source = ? AND withdrawn = 0 ORDER BY id`,
			withdraw: `UPDATE document SET withdrawn = ?, edition = max(edition, ?), revision = ? WHERE id = ?`,
			saw:      func(id string) bool { _, ok := im.seen[corpus.DocumentID(id)]; return ok },
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
