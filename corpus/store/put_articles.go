package store

import (
	"bytes"
	"context"

	"github.com/trolycongvu/congvu/corpus"
)

// kept is the row of an article that the store has already.
type kept struct {
	n         int64
	position  int
	hash      []byte
	since     corpus.Date
	withdrawn corpus.Date
}

// articleRows reads the articles of document n, withdrawn ones included.
func (im *Import) articleRows(ctx context.Context, n int64) (map[string]kept, error) {
	stmt, err := im.stmt(ctx, `SELECT key, n, position, hash, since, withdrawn FROM article WHERE document = ?`)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, n)
	if err != nil {
		return nil, err
	}
	found := map[string]kept{}
	err = eachRow(rows, func() error {
		var key string
		var k kept
		if err := rows.Scan(&key, &k.n, &k.position, &k.hash, &k.since, &k.withdrawn); err != nil {
			return err
		}
		found[key] = k
		return nil
	})
	return found, err
}

// sameDocument tells whether what stands, read and written again by this
// program, is doc: a field that the program did not know when it stored the
// document is no change of the document.
func (im *Import) sameDocument(ctx context.Context, st *standing, doc corpus.Document) (bool, error) {
	var old corpus.Document
	var head []byte
	if err := im.conn.QueryRowContext(ctx, `SELECT head FROM document WHERE n = ?`, st.n).Scan(&head); err != nil {
		return false, err
	}
	if err := im.unpack.unpack(head, &old); err != nil {
		return false, err
	}
	rows, err := im.articleRows(ctx, st.n)
	if err != nil {
		return false, err
	}
	current := 0
	for _, k := range rows {
		if k.withdrawn == 0 {
			current++
		}
	}
	if current != len(doc.Articles) {
		return false, nil
	}
	for i, a := range doc.Articles {
		k, ok := rows[a.Key]
		if !ok || k.withdrawn != 0 || k.position != i {
			return false, nil
		}
		was, err := im.articleBody(ctx, k.n)
		if err != nil {
			return false, err
		}
		old.Articles = append(old.Articles, was)
	}
	again, err := encodeDocument(old)
	if err != nil {
		return false, err
	}
	now, err := encodeDocument(doc)
	return again.hash == now.hash, err
}

func (im *Import) articleBody(ctx context.Context, n int64) (a corpus.Article, err error) {
	stmt, err := im.stmt(ctx, `SELECT body FROM article WHERE n = ?`)
	if err != nil {
		return a, err
	}
	var body []byte
	if err := stmt.QueryRowContext(ctx, n).Scan(&body); err != nil {
		return a, err
	}
	return a, im.unpack.unpack(body, &a)
}

// replaceArticles makes the articles of doc the current ones, keeping what they
// replace. The changes are noted one by one unless the document as a whole is
// noted as added.
func (im *Import) replaceArticles(ctx context.Context, st *standing, doc corpus.Document, enc encodedDocument, note bool) error {
	if st.digest && !doc.Digest { // our own words are no older wording of the law
		if err := im.exec(ctx, `DELETE FROM article WHERE document = ?`, st.n); err != nil {
			return err
		}
	}
	rows, err := im.articleRows(ctx, st.n)
	if err != nil {
		return err
	}
	edition := im.edition(doc.Source.Edition)
	for i, a := range doc.Articles {
		change := Unchanged
		k, ok := rows[a.Key]
		delete(rows, a.Key)
		switch {
		case !ok:
			change, err = Added, im.insertArticle(ctx, st.n, i, a.Key, enc.articles[i], edition)
		case bytes.Equal(k.hash, enc.articles[i].hash[:]):
			change, err = im.keepArticle(ctx, k, i)
		default:
			change, err = im.replaceArticle(ctx, st, k, i, a, enc.articles[i], edition)
		}
		if err == nil && note && change != Unchanged {
			err = im.changed(ctx, subjectDocument, string(doc.ID), a.Key, change, 0)
		}
		if err != nil {
			return err
		}
	}
	return im.withdrawArticles(ctx, st, doc.ID, rows, note)
}

func (im *Import) insertArticle(ctx context.Context, document int64, position int, key string, enc encodedArticle, edition corpus.Date) error {
	body, err := im.packer.pack(enc.json)
	if err != nil {
		return err
	}
	return im.exec(ctx, `INSERT INTO article (document, key, position, hash, body, since) VALUES (?, ?, ?, ?, ?, ?)`,
		document, key, position, enc.hash[:], body, edition)
}

// keepArticle leaves the text and, where they differ, sets place and mark.
func (im *Import) keepArticle(ctx context.Context, k kept, position int) (Change, error) {
	if k.position == position && k.withdrawn == 0 {
		return Unchanged, nil
	}
	err := im.exec(ctx, `UPDATE article SET position = ?, withdrawn = 0, until = 0 WHERE n = ?`, position, k.n)
	if k.withdrawn != 0 {
		return Added, err
	}
	return Unchanged, err
}

// replaceArticle puts a in the place of an older form of it. Only another
// wording is kept as a version, and only when the source changed it: the same
// file read again differs because the program does.
func (im *Import) replaceArticle(ctx context.Context, st *standing, k kept, position int, a corpus.Article, enc encodedArticle, edition corpus.Date) (Change, error) {
	old, err := im.articleBody(ctx, k.n)
	if err != nil {
		return "", err
	}
	since := k.since
	if !im.reread && !st.digest && !sameWording(old, a) {
		if err := im.keepVersion(ctx, st, k, replacedOn(old, a)); err != nil {
			return "", err
		}
		since = edition
	}
	body, err := im.packer.pack(enc.json)
	if err != nil {
		return "", err
	}
	err = im.exec(ctx, `UPDATE article SET position = ?, hash = ?, body = ?, since = ?, withdrawn = 0, until = 0 WHERE n = ?`,
		position, enc.hash[:], body, since, k.n)
	if k.withdrawn != 0 {
		return Added, err
	}
	return Changed, err
}

// keepVersion copies the stored wording of an article to its older ones.
func (im *Import) keepVersion(ctx context.Context, st *standing, k kept, replaced corpus.Date) error {
	return im.exec(ctx, `INSERT INTO version (document, key, source, body, since, until, replaced_on, withdrawn)
		SELECT document, key, ?, body, since, iif(withdrawn, until, max(since, ?)), ?, ? FROM article WHERE n = ?`,
		st.source, st.edition, replaced, max(k.withdrawn, st.withdrawn), k.n)
}

// withdrawArticles marks the articles that the document no longer has.
func (im *Import) withdrawArticles(ctx context.Context, st *standing, id corpus.DocumentID, left map[string]kept, note bool) error {
	for key, k := range left {
		if k.withdrawn != 0 {
			continue
		}
		if err := im.exec(ctx, `UPDATE article SET withdrawn = ?, until = max(since, ?) WHERE n = ?`, im.mark(), st.edition, k.n); err != nil {
			return err
		}
		if !note {
			continue
		}
		if err := im.changed(ctx, subjectDocument, string(id), key, Withdrawn, 0); err != nil {
			return err
		}
	}
	return nil
}
