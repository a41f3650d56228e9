package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	"github.com/trolycongvu/congvu/corpus"
)

// PutDocument stores doc with its articles, whole or not at all, and says what
// that did. The same content again changes nothing. It returns ErrInvalid when
// doc has no identifier or two articles have one key; the import may go on.
func (im *Import) PutDocument(ctx context.Context, doc corpus.Document) (Change, error) {
	if doc.Source.Name == "" {
		doc.Source.Name = im.info.Source
	}
	enc, err := im.admit(doc)
	if err != nil {
		return "", err
	}
	earlier, again := im.seen[doc.ID]
	if again {
		return repeated(earlier == enc.hash), nil
	}
	im.seen[doc.ID] = enc.hash
	change, err := im.putDocument(ctx, doc, enc)
	if err != nil {
		return "", fail(im.s.file, err)
	}
	im.documents.put++
	im.articles.put += len(doc.Articles)
	if change == Kept {
		im.documents.kept++
		im.articles.kept += len(doc.Articles)
	}
	return change, nil
}

// repeated is the change of something that the same import brought before.
func repeated(same bool) Change {
	if same {
		return Unchanged
	}
	return Kept
}

// admit checks and encodes doc.
func (im *Import) admit(doc corpus.Document) (encodedDocument, error) {
	if doc.ID == "" {
		return encodedDocument{}, fmt.Errorf("%w: văn bản %q %q không có định danh", ErrInvalid, doc.Number, doc.Title)
	}
	keys := make(map[string]bool, len(doc.Articles))
	for _, a := range doc.Articles {
		if a.Key == "" || keys[a.Key] {
			return encodedDocument{}, fmt.Errorf("%w: %s: khóa điều %q trống hoặc trùng", ErrInvalid, doc.ID, a.Key)
		}
		keys[a.Key] = true
	}
	return encodeDocument(doc)
}

// standing is the row of a document that the store has already.
type standing struct {
	id        corpus.DocumentID
	n         int64
	hash      []byte
	source    string
	edition   corpus.Date // the last known to hold it
	digest    bool
	partial   bool
	withdrawn corpus.Date
	makesWay  bool // a digest whose real text has come
}

func (im *Import) standing(ctx context.Context, id corpus.DocumentID) (*standing, error) {
	st := standing{id: id}
	err := im.prep.QueryRowContext(ctx, `SELECT d.n, d.hash, d.source, `+currentEdition+`, d.digest, d.partial, d.withdrawn
		FROM document d LEFT JOIN source s ON s.name = d.source WHERE d.id = ?`, id).
		Scan(&st.n, &st.hash, &st.source, &st.edition, &st.digest, &st.partial, &st.withdrawn)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &st, err
}

// keeps tells whether what stands is worth more than doc.
func (st *standing) keeps(doc corpus.Document) bool {
	if st.digest != doc.Digest {
		return doc.Digest
	}
	return st.source != doc.Source.Name && doc.Partial && !st.partial
}

func (im *Import) putDocument(ctx context.Context, doc corpus.Document, enc encodedDocument) (Change, error) {
	st, err := im.standing(ctx, doc.ID)
	switch {
	case err != nil:
		return "", err
	case st == nil:
		return Added, immediately(ctx, im.conn, func() error { return im.addDocument(ctx, doc, enc) })
	case string(st.hash) == string(enc.hash[:]) && st.withdrawn == 0:
		return Unchanged, nil
	case st.keeps(doc):
		return Kept, nil
	}
	st.makesWay = st.digest && !doc.Digest
	same, err := im.sameDocument(ctx, st, doc)
	if err != nil {
		return "", err
	}
	change := Changed
	switch {
	case same && st.withdrawn == 0:
		return Unchanged, nil
	case st.withdrawn != 0:
		change = Added
	}
	return change, immediately(ctx, im.conn, func() error { return im.replaceDocument(ctx, st, doc, enc, change) })
}

func (im *Import) addDocument(ctx context.Context, doc corpus.Document, enc encodedDocument) error {
	n, err := im.writeHead(ctx, doc, enc)
	if err != nil {
		return err
	}
	for _, in := range im.incoming(n, doc, enc) {
		if err := im.insertArticle(ctx, in); err != nil {
			return err
		}
	}
	if err := im.writeAmendments(ctx, n, doc); err != nil {
		return err
	}
	return im.changed(ctx, ChangedItem{Document: doc.ID, Change: Added, Articles: len(doc.Articles)})
}

func (im *Import) replaceDocument(ctx context.Context, st *standing, doc corpus.Document, enc encodedDocument, change Change) error {
	if _, err := im.writeHead(ctx, doc, enc); err != nil {
		return err
	}
	articles := 0
	if change == Added { // it had been withdrawn: all of it is new to readers
		articles = len(doc.Articles)
	}
	if err := im.changed(ctx, ChangedItem{Document: doc.ID, Change: change, Articles: articles}); err != nil {
		return err
	}
	if err := im.replaceArticles(ctx, st, im.incoming(st.n, doc, enc), change); err != nil {
		return err
	}
	if err := im.prep.exec(ctx, `DELETE FROM amendment WHERE document = ?`, st.n); err != nil {
		return err
	}
	return im.writeAmendments(ctx, st.n, doc)
}

// stem matches the part of a number key that officials cite on its own.
var stem = regexp.MustCompile(`^\d+/\d{4}`)

// writeHead inserts or replaces the row of the document itself.
func (im *Import) writeHead(ctx context.Context, doc corpus.Document, enc encodedDocument) (n int64, err error) {
	rev, err := im.nextRevision(ctx)
	if err != nil {
		return 0, err
	}
	key := doc.Number.Key()
	err = im.prep.QueryRowContext(ctx, `INSERT INTO document (id, number_key, stem, kind, title_fold, issued, source, edition,
			digest, partial, articles, hash, head, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET (number_key, stem, kind, title_fold, issued, source, edition,
			digest, partial, articles, hash, head, revision, withdrawn) = (excluded.number_key, excluded.stem, excluded.kind,
			excluded.title_fold, excluded.issued, excluded.source, excluded.edition, excluded.digest, excluded.partial,
			excluded.articles, excluded.hash, excluded.head, excluded.revision, 0)
		RETURNING n`,
		doc.ID, key, stem.FindString(key), doc.Kind, foldTitle(doc.Kind, doc.Title), doc.Issued,
		doc.Source.Name, im.edition(doc.Source.Edition), doc.Digest, doc.Partial, len(doc.Articles), enc.hash[:], enc.head, rev).Scan(&n)
	return n, err
}

// nextRevision is the revision of a change about to be written.
func (im *Import) nextRevision(ctx context.Context) (int64, error) {
	rev, err := revision(ctx, im.conn)
	return rev + 1, err
}

// writeAmendments enters the edges that lead to doc.
func (im *Import) writeAmendments(ctx context.Context, n int64, doc corpus.Document) error {
	if err := im.writeEdges(ctx, n, "", doc.Amendedby); err != nil {
		return err
	}
	for _, a := range doc.Articles {
		if err := im.writeEdges(ctx, n, a.Key, a.Amendments); err != nil {
			return err
		}
	}
	return nil
}

func (im *Import) writeEdges(ctx context.Context, n int64, article string, edges []corpus.Amendment) error {
	for _, m := range edges {
		b, err := json.Marshal(m)
		if err != nil {
			return err
		}
		title := ""
		if m.By.Title != "" {
			title = foldTitle(m.By.Kind, m.By.Title)
		}
		if err := im.prep.exec(ctx, `INSERT INTO amendment (document, article, by_number, by_title, edge) VALUES (?, ?, ?, ?, ?)`,
			n, article, m.By.Number.Key(), title, b); err != nil {
			return err
		}
	}
	return nil
}
