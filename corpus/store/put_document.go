package store

import (
	"context"
	"encoding/json"
	"regexp"

	"github.com/trolycongvu/congvu/corpus"
)

func (im *Import) addDocument(ctx context.Context, in *arrival) error {
	n, err := im.writeHead(ctx, in)
	if err != nil {
		return err
	}
	for _, a := range im.incoming(n, in) {
		if err := im.insertArticle(ctx, a); err != nil {
			return err
		}
	}
	if err := im.writeAmendments(ctx, n, in.doc); err != nil {
		return err
	}
	if err := im.writeOnlyReading(ctx, n, in); err != nil {
		return err
	}
	if err := im.forgetRemoval(ctx, in.doc.ID); err != nil {
		return err
	}
	return im.changed(ctx, ChangedItem{Document: in.doc.ID, Change: Added, Articles: len(in.doc.Articles)})
}

func (im *Import) replaceDocument(ctx context.Context, st *standing, in *arrival, change Change) error {
	if _, err := im.writeHead(ctx, in); err != nil {
		return err
	}
	if change == Changed && st.joined {
		added, err := im.addedNow(ctx, st.id)
		if err != nil {
			return err
		}
		if added {
			change = Added
			im.documents.put--
			im.articles.put -= len(in.doc.Articles)
		}
	}
	articles := 0
	if change == Added { // it was not there before this import, or withdrawn: all of it is new to readers
		articles = len(in.doc.Articles)
	}
	if err := im.changed(ctx, ChangedItem{Document: st.id, Change: change, Articles: articles}); err != nil {
		return err
	}
	if err := im.replaceArticles(ctx, st, im.incoming(st.n, in), change); err != nil {
		return err
	}
	for _, table := range []string{"amendment", "act"} {
		if err := im.prep.exec(ctx, `DELETE FROM `+table+` WHERE document = ?`, st.n); err != nil {
			return err
		}
	}
	if err := dropOutlook(ctx, im.prep, st.n); err != nil {
		return err
	}
	return im.writeAmendments(ctx, st.n, in.doc)
}

// addedNow tells whether this very import added the document.
func (im *Import) addedNow(ctx context.Context, id corpus.DocumentID) (added bool, err error) {
	err = im.prep.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM change
		WHERE import = ? AND subject = ? AND id = ? AND article = '' AND change = ?)`, im.n, subjectDocument, id, Added).Scan(&added)
	return added, err
}

// stem matches the part of a number key that officials cite on its own.
var stem = regexp.MustCompile(`^\d+/\d{4}`)

// writeHead inserts or replaces the row of the document itself.
func (im *Import) writeHead(ctx context.Context, in *arrival) (n int64, err error) {
	rev, err := im.nextRevision(ctx)
	if err != nil {
		return 0, err
	}
	doc, enc := &in.doc, &in.enc
	key := doc.Number.Key()
	err = im.prep.QueryRowContext(ctx, `INSERT INTO document (id, number_key, stem, kind, title_fold, issued, source, edition,
			digest, partial, articles, hash, head, rest, acts, text, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, x''), ?, coalesce(?, x''), ?)
		ON CONFLICT (id) DO UPDATE SET (number_key, stem, kind, title_fold, issued, source, edition,
			digest, partial, articles, hash, head, rest, acts, text, revision, withdrawn) = (excluded.number_key, excluded.stem, excluded.kind,
			excluded.title_fold, excluded.issued, excluded.source, excluded.edition, excluded.digest, excluded.partial,
			excluded.articles, excluded.hash, excluded.head, excluded.rest, excluded.acts, excluded.text, excluded.revision, 0)
		RETURNING n`,
		doc.ID, key, stem.FindString(key), doc.Kind, foldTitle(doc.Kind, doc.Title), doc.Issued,
		doc.Source.Name, im.editionOf(in), doc.Digest, doc.Partial, len(doc.Articles),
		enc.hash[:], enc.head, enc.rest, len(doc.Amends), im.fingerprint(in), rev).Scan(&n)
	return n, err
}

// nextRevision is the revision of a change about to be written.
func (im *Import) nextRevision(ctx context.Context) (int64, error) {
	rev, err := revision(ctx, im.prep)
	return rev + 1, err
}

// writeAmendments enters the edges that lead to doc and those that lead from it.
func (im *Import) writeAmendments(ctx context.Context, n int64, doc corpus.Document) error {
	if err := im.writeEdges(ctx, n, "", doc.Amendedby); err != nil {
		return err
	}
	for i := range doc.Articles {
		if err := im.writeEdges(ctx, n, doc.Articles[i].Key, doc.Articles[i].Amendments); err != nil {
			return err
		}
	}
	return im.writeActs(ctx, n, doc.Amends)
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
