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

// incoming is an article on its way into the store.
type incoming struct {
	document corpus.DocumentID
	n        int64 // of the document
	position int
	article  corpus.Article
	encodedArticle
	edition corpus.Date
}

func (im *Import) incoming(n int64, in *arrival) []incoming {
	list := make([]incoming, len(in.doc.Articles))
	for i, a := range in.doc.Articles {
		list[i] = incoming{
			document: in.doc.ID, n: n, position: i, article: a,
			encodedArticle: in.enc.articles[i], edition: im.editionOf(in),
		}
	}
	return list
}

// editionOf is the edition that in is stored under.
func (im *Import) editionOf(in *arrival) corpus.Date {
	if in.joined {
		return in.doc.Source.Edition
	}
	return im.edition(in.doc.Source.Edition)
}

// articleRows reads the articles of document n, withdrawn ones included.
func (im *Import) articleRows(ctx context.Context, n int64) (map[string]kept, error) {
	found := map[string]kept{}
	err := each(ctx, im.prep, func(scan scanner) error {
		var key string
		var k kept
		err := scan(&key, &k.n, &k.position, &k.hash, &k.since, &k.withdrawn)
		found[key] = k
		return err
	}, `SELECT key, n, position, hash, since, withdrawn FROM article WHERE document = ?`, n)
	return found, err
}

// sameDocument tells whether what stands, read and written again by this
// program, is doc: a field that the program did not know when it stored the
// document is no change of the document.
func (im *Import) sameDocument(ctx context.Context, st *standing, doc corpus.Document) (bool, error) {
	old, err := im.ownHead(ctx, st.n)
	if err != nil {
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

// ownHead reads all of document n but its articles.
func (im *Import) ownHead(ctx context.Context, n int64) (doc corpus.Document, err error) {
	var row headRow
	if err := scanHead(im.prep.QueryRowContext(ctx, `SELECT `+headColumns+documentTables+`WHERE d.n = ?`, n).Scan, &row); err != nil {
		return doc, err
	}
	row.own.ArticleCount = 0
	return aroundArticles(ctx, im.prep, row, row.own)
}

func (im *Import) articleBody(ctx context.Context, n int64) (a corpus.Article, err error) {
	var body []byte
	if err := im.prep.QueryRowContext(ctx, `SELECT body FROM article WHERE n = ?`, n).Scan(&body); err != nil {
		return a, err
	}
	return a, im.unpack.unpack(body, &a)
}

// replaceArticles makes list the current articles of a document, keeping what
// they replace. They are noted one by one only when the document as a whole is
// noted as changed.
func (im *Import) replaceArticles(ctx context.Context, st *standing, list []incoming, whole Change) error {
	rows, err := im.replaceable(ctx, st)
	if err != nil {
		return err
	}
	for _, in := range list {
		var change Change
		k, ok := rows[in.article.Key]
		delete(rows, in.article.Key)
		switch {
		case !ok:
			change, err = Added, im.insertArticle(ctx, in)
		case bytes.Equal(k.hash, in.hash[:]):
			change, err = im.keepArticle(ctx, in, k)
		default:
			change, err = im.replaceArticle(ctx, st, in, k)
		}
		if err == nil && whole == Changed && change != Unchanged {
			err = im.changed(ctx, ChangedItem{Document: in.document, Article: in.article.Key, Change: change})
		}
		if err != nil {
			return err
		}
	}
	return im.withdrawArticles(ctx, st, rows, whole)
}

// replaceable reads the articles that stand. Those of a digest make way for the
// real text: our own words are no older wording of the law.
func (im *Import) replaceable(ctx context.Context, st *standing) (map[string]kept, error) {
	if st.makesWay {
		return nil, im.prep.exec(ctx, `DELETE FROM article WHERE document = ?`, st.n)
	}
	return im.articleRows(ctx, st.n)
}

func (im *Import) insertArticle(ctx context.Context, in incoming) error {
	body, err := im.packer.pack(in.json)
	if err != nil {
		return err
	}
	return im.prep.exec(ctx, `INSERT INTO article (document, key, position, hash, body, since) VALUES (?, ?, ?, ?, ?, ?)`,
		in.n, in.article.Key, in.position, in.hash[:], body, in.edition)
}

// keepArticle leaves the text and, where they differ, sets place and mark.
func (im *Import) keepArticle(ctx context.Context, in incoming, k kept) (Change, error) {
	if k.position == in.position && k.withdrawn == 0 {
		return Unchanged, nil
	}
	err := im.prep.exec(ctx, `UPDATE article SET position = ?, withdrawn = 0, until = 0 WHERE n = ?`, in.position, k.n)
	if k.withdrawn != 0 {
		return Added, err
	}
	return Unchanged, err
}

// replaceArticle puts an article in the place of an older form of it. Only
// another wording is kept as a version, and only when the source changed it: the
// same file read again differs because the program does.
func (im *Import) replaceArticle(ctx context.Context, st *standing, in incoming, k kept) (Change, error) {
	old, err := im.articleBody(ctx, k.n)
	if err != nil {
		return "", err
	}
	since := k.since
	if im.outdates(st, old, in.article) {
		if err := im.keepVersion(ctx, st, k, replacedOn(old, in.article)); err != nil {
			return "", err
		}
		since = in.edition
	}
	body, err := im.packer.pack(in.json)
	if err != nil {
		return "", err
	}
	err = im.prep.exec(ctx, `UPDATE article SET position = ?, hash = ?, body = ?, since = ?, withdrawn = 0, until = 0 WHERE n = ?`,
		in.position, in.hash[:], body, since, k.n)
	if k.withdrawn != 0 {
		return Added, err
	}
	return Changed, err
}

// outdates tells whether now is a new wording of the law that makes old an older
// one. Another reading of the same law does not.
func (im *Import) outdates(st *standing, old, now corpus.Article) bool {
	if im.reread || st.digest || st.slot.SHA256 != "" || sameWording(old, now) {
		return false
	}
	if !st.joined {
		return true
	}
	was, ok := st.former[now.Key]
	return ok && sameWording(was, old)
}

// keepVersion copies the stored wording of an article to its older ones.
func (im *Import) keepVersion(ctx context.Context, st *standing, k kept, replaced corpus.Date) error {
	return im.prep.exec(ctx, `INSERT INTO version (document, key, source, body, since, until, replaced_on, withdrawn)
		SELECT document, key, ?, body, since, iif(withdrawn, until, max(since, ?)), ?, ? FROM article WHERE n = ?`,
		st.source, st.edition, replaced, max(k.withdrawn, st.withdrawn), k.n)
}

// withdrawArticles marks the articles that the document no longer has.
func (im *Import) withdrawArticles(ctx context.Context, st *standing, left map[string]kept, whole Change) error {
	for key, k := range left {
		if k.withdrawn != 0 {
			continue
		}
		if err := im.withdrawArticle(ctx, st, k); err != nil {
			return err
		}
		if whole != Changed {
			continue
		}
		if err := im.changed(ctx, ChangedItem{Document: st.id, Article: key, Change: Withdrawn}); err != nil {
			return err
		}
	}
	return nil
}

// withdrawArticle marks one article. What only the reading shown before had is
// kept with that reading.
func (im *Import) withdrawArticle(ctx context.Context, st *standing, k kept) error {
	if st.switched {
		return im.prep.exec(ctx, `DELETE FROM article WHERE n = ?`, k.n)
	}
	return im.prep.exec(ctx, `UPDATE article SET withdrawn = ?, until = max(since, ?) WHERE n = ?`, im.mark(), st.edition, k.n)
}
