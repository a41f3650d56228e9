package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// Removal says that a document was taken out of the store.
type Removal struct {
	Document corpus.DocumentID `json:"document"`
	Day      corpus.Date       `json:"day"`
	Reason   string            `json:"reason,omitempty"`
}

// removalSource is the source of the imports that stand for removals.
const removalSource = "remove"

// Remove takes a document out for good: its texts old and new, its readings, what
// it does to others, and the files that nothing else was read from; what they
// took up in the file is overwritten. Only its identifier, the day and the reason stay, so that whoever follows changes learns
// of it; the document may be imported again. It takes the importer's place
// (ErrBusy) and returns ErrNotFound when the store does not have the document.
func (s *Store) Remove(ctx context.Context, id corpus.DocumentID, reason string) (err error) {
	if _, err := s.Head(ctx, id); err != nil {
		return err
	}
	im, err := s.BeginImport(ctx, ImportInfo{Source: removalSource, Path: reason})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, im.Close()) }()
	if err := im.removeOverwriting(ctx, id, reason); err != nil {
		return fail(s.file, err)
	}
	_, err = im.Finish(ctx, false)
	return err
}

// removeOverwriting is remove with SQLite's secure_delete, which slows other
// deletions down.
func (im *Import) removeOverwriting(ctx context.Context, id corpus.DocumentID, reason string) error {
	if _, err := im.conn.ExecContext(ctx, `PRAGMA secure_delete = ON`); err != nil {
		return err
	}
	err := immediately(ctx, im.conn, func() error {
		if err := im.remove(ctx, id, reason); err != nil {
			return err
		}
		return im.dropFiles(ctx)
	})
	_, off := im.conn.ExecContext(ctx, `PRAGMA secure_delete = OFF`)
	return errors.Join(err, off)
}

// remove deletes every row of a document.
func (im *Import) remove(ctx context.Context, id corpus.DocumentID, reason string) error {
	var n int64
	var articles int
	err := im.prep.QueryRowContext(ctx, `SELECT n, articles FROM document WHERE id = ?`, id).Scan(&n, &articles)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("văn bản %q: %w", id, ErrNotFound)
	}
	if err != nil {
		return err
	}
	rev, err := im.nextRevision(ctx)
	if err != nil {
		return err
	}
	if err := dropOutlook(ctx, im.prep, n); err != nil {
		return err
	}
	for _, table := range []string{"article", "version", "amendment", "act", "reading"} {
		if err := im.prep.exec(ctx, `DELETE FROM `+table+` WHERE document = ?`, n); err != nil {
			return err
		}
	}
	if err := im.prep.exec(ctx, `DELETE FROM document WHERE n = ?`, n); err != nil {
		return err
	}
	if err := im.prep.exec(ctx, `DELETE FROM file_seen WHERE sha256 IN (SELECT sha256 FROM file_seen WHERE document = ?)`, id); err != nil {
		return err
	}
	if err := im.prep.exec(ctx, `INSERT INTO removed (id, reason, day, revision) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET (reason, day, revision) = (excluded.reason, excluded.day, excluded.revision)`,
		id, reason, im.today, rev); err != nil {
		return err
	}
	return im.changed(ctx, ChangedItem{Document: id, Change: Removed, Articles: articles})
}

// Removals lists what was removed and has not come back, in order of identifier.
func (s *Store) Removals(ctx context.Context) ([]Removal, error) {
	found, err := removals(ctx, s.read)
	list := slices.SortedFunc(maps.Values(found), func(a, b Removal) int { return cmp.Compare(a.Document, b.Document) })
	return list, fail(s.file, err)
}

func removals(ctx context.Context, q querier) (map[corpus.DocumentID]Removal, error) {
	found := map[corpus.DocumentID]Removal{}
	err := each(ctx, q, func(scan scanner) error {
		var r Removal
		err := scan(&r.Document, &r.Day, &r.Reason)
		found[r.Document] = r
		return err
	}, `SELECT id, day, reason FROM removed`)
	return found, err
}

// forgetRemoval lets a document be as if it had never been removed.
func (im *Import) forgetRemoval(ctx context.Context, id corpus.DocumentID) error {
	if _, ok := im.removed[id]; !ok {
		return nil
	}
	delete(im.removed, id)
	return im.prep.exec(ctx, `DELETE FROM removed WHERE id = ?`, id)
}

// removedDocument is what is left of a removed document; missing is the error for
// one that never was.
func removedDocument(ctx context.Context, q querier, id corpus.DocumentID, missing error) (corpus.Document, error) {
	doc := corpus.Document{ID: id}
	err := q.QueryRowContext(ctx, `SELECT day FROM removed WHERE id = ?`, id).Scan(&doc.Withdrawn)
	if errors.Is(err, sql.ErrNoRows) {
		return corpus.Document{}, missing
	}
	return doc, err
}
