package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store/collation"
)

// fingerprint recognises the text of a whole document; it is empty for a part, a
// digest and a text too short to be told by its letters.
func (im *Import) fingerprint(in *arrival) []byte {
	if in.text == nil {
		in.text = im.fingerprintOf(in.doc)
	}
	return in.text
}

func (im *Import) fingerprintOf(doc corpus.Document) []byte {
	if doc.Partial || doc.Digest {
		return []byte{}
	}
	f, ok, buf := collation.FingerprintOf(doc, im.letters)
	if im.letters = buf; !ok {
		return []byte{}
	}
	return f[:]
}

// knownText finds the document that has the very text of in, in any reading.
func (im *Import) knownText(ctx context.Context, in *arrival) (id corpus.DocumentID, err error) {
	text := im.fingerprint(in)
	if len(text) == 0 {
		return "", nil
	}
	err = im.prep.QueryRowContext(ctx, `SELECT id FROM document WHERE text = ?1 AND withdrawn = 0
		UNION SELECT d.id FROM reading r JOIN document d ON d.n = r.document WHERE r.text = ?1 AND r.withdrawn = 0
		ORDER BY id LIMIT 1`, text).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return id, err
}

// fillFingerprints makes those of documents that an older program stored.
func (im *Import) fillFingerprints(ctx context.Context) error {
	left, err := column[int64](ctx, im.prep, `SELECT n FROM document WHERE text IS NULL`)
	if err != nil || len(left) == 0 {
		return err
	}
	im.s.log.Info("lập dấu nhận dạng nội dung", "số văn bản", len(left))
	return immediately(ctx, im.conn, func() error {
		for _, n := range left {
			var doc corpus.Document
			if err := im.prep.QueryRowContext(ctx, `SELECT digest, partial FROM document WHERE n = ?`, n).
				Scan(&doc.Digest, &doc.Partial); err != nil {
				return err
			}
			if doc.Articles, err = articles(ctx, im.prep, n, 0); err != nil {
				return err
			}
			if err := im.prep.exec(ctx, `UPDATE document SET text = ? WHERE n = ?`, im.fingerprintOf(doc), n); err != nil {
				return err
			}
		}
		return nil
	})
}
