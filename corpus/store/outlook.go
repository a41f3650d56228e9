package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
)

// articleOutlooks reads what is laid over the articles of document n.
func articleOutlooks(ctx context.Context, q querier, n int64) (map[string]corpus.ArticleOutlook, error) {
	var u unpacker
	found := map[string]corpus.ArticleOutlook{}
	err := each(ctx, q, func(scan scanner) error {
		var key string
		var body sql.RawBytes
		if err := scan(&key, &body); err != nil {
			return err
		}
		var over corpus.ArticleOutlook
		err := u.unpack(body, &over)
		found[key] = over
		return err
	}, `SELECT key, body FROM outlook_article WHERE document = ?`, n)
	return found, err
}

// SetOutlooks lays outlooks over their documents in the place of all that were
// laid before: a document that is not named loses its own. It takes the
// importer's place (ErrBusy), does all or nothing, and returns how many documents
// changed for their readers; an outlook equal to the one that stands changes
// nothing. One of a document that the store does not have is passed over.
func (s *Store) SetOutlooks(ctx context.Context, outlooks []corpus.Outlook) (changed int, err error) {
	place, err := acquire(ctx, s.dir, 0)
	if errors.Is(err, ErrBusy) {
		return 0, s.whoHolds(ctx, err)
	}
	if err != nil {
		return 0, err
	}
	defer place.release()
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return 0, fail(s.file, err)
	}
	w := outlookWriter{prep: &prepared{conn: conn, stmts: map[string]*sql.Stmt{}}}
	err = immediately(ctx, conn, func() error {
		changed, err = w.setAll(ctx, outlooks)
		return err
	})
	if err = errors.Join(err, w.prep.close()); err != nil {
		return 0, fail(s.file, err)
	}
	return changed, nil
}

// outlookWriter writes outlooks in one transaction.
type outlookWriter struct {
	prep     *prepared
	packer   packer
	revision int64 // of all that changes
}

// overlaid is a document with the outlook that stands over it.
type overlaid struct {
	n    int64
	hash []byte // nil for none
}

func (w *outlookWriter) setAll(ctx context.Context, outlooks []corpus.Outlook) (changed int, err error) {
	if w.revision, err = revision(ctx, w.prep); err != nil {
		return 0, err
	}
	w.revision++
	standing, err := w.standing(ctx)
	if err != nil {
		return 0, err
	}
	for _, o := range outlooks {
		was, ok := standing[o.Document]
		if !ok {
			continue
		}
		delete(standing, o.Document)
		wrote, err := w.set(ctx, was, o)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", o.Document, err)
		}
		changed += wrote
	}
	for _, was := range standing {
		if was.hash == nil {
			continue
		}
		if err := w.clear(ctx, was.n); err != nil {
			return 0, err
		}
		changed++
	}
	return changed, nil
}

func (w *outlookWriter) standing(ctx context.Context) (map[corpus.DocumentID]overlaid, error) {
	found := map[corpus.DocumentID]overlaid{}
	err := each(ctx, w.prep, func(scan scanner) error {
		var id corpus.DocumentID
		var was overlaid
		err := scan(&id, &was.n, &was.hash)
		found[id] = was
		return err
	}, `SELECT d.id, d.n, o.hash FROM document d LEFT JOIN outlook o ON o.document = d.n`)
	return found, err
}

// set lays o over a document unless it stands there already.
func (w *outlookWriter) set(ctx context.Context, was overlaid, o corpus.Outlook) (changed int, err error) {
	all, err := marshal(o) // keys of maps come in order
	if err != nil {
		return 0, err
	}
	hash := digestOf(all)
	empty := o.InForce.IsZero() && len(o.Amendedby)+len(o.Articles)+len(o.Doubts) == 0
	if bytes.Equal(was.hash, hash[:]) || empty && was.hash == nil {
		return 0, nil
	}
	if err := w.clear(ctx, was.n); err != nil || empty {
		return 1, err
	}
	articles, added, err := w.articles(ctx, was.n, o.Articles)
	if err != nil {
		return 0, err
	}
	o.Articles = nil
	head, err := marshal(o)
	if err != nil {
		return 0, err
	}
	if err := w.prep.exec(ctx, `INSERT INTO outlook (document, hash, head, added) VALUES (?, ?, ?, ?)`, was.n, hash[:], head, added); err != nil {
		return 0, err
	}
	for key, over := range articles {
		if err := w.setArticle(ctx, was.n, key, over); err != nil {
			return 0, err
		}
	}
	return 1, nil
}

// articles are those of an outlook that say something of document n: of articles
// that it has, and of those that are added to them.
func (w *outlookWriter) articles(ctx context.Context, n int64, all map[string]corpus.ArticleOutlook) (_ map[string]corpus.ArticleOutlook, added int, err error) {
	keys, err := column[string](ctx, w.prep, `SELECT key FROM article WHERE document = ? AND withdrawn = 0`, n)
	if err != nil {
		return nil, 0, err
	}
	has := make(map[string]bool, len(keys))
	for _, key := range keys {
		has[key] = true
	}
	fitting := make(map[string]corpus.ArticleOutlook, len(all))
	for key, over := range all {
		switch {
		case has[key]:
			over.Added = nil
		case over.Added == nil:
			continue
		default:
			added++
		}
		fitting[key] = over
	}
	return fitting, added, nil
}

func (w *outlookWriter) setArticle(ctx context.Context, n int64, key string, over corpus.ArticleOutlook) error {
	b, err := marshal(over)
	if err != nil {
		return err
	}
	if b, err = w.packer.pack(b); err != nil {
		return err
	}
	return w.prep.exec(ctx, `INSERT INTO outlook_article (document, key, body) VALUES (?, ?, ?)`, n, key, b)
}

// clear takes the outlook off document n, which changes it.
func (w *outlookWriter) clear(ctx context.Context, n int64) error {
	if err := dropOutlook(ctx, w.prep, n); err != nil {
		return err
	}
	return w.prep.exec(ctx, `UPDATE document SET revision = ? WHERE n = ?`, w.revision, n)
}

// dropOutlook deletes the outlook of document n: it was worked out from a text
// that is about to change.
func dropOutlook(ctx context.Context, prep *prepared, n int64) error {
	if err := prep.exec(ctx, `DELETE FROM outlook_article WHERE document = ?`, n); err != nil {
		return err
	}
	return prep.exec(ctx, `DELETE FROM outlook WHERE document = ?`, n)
}
