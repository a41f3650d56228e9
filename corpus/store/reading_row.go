package store

import (
	"context"
	"encoding/json"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store/collation"
)

// readingRow is one reading of a document, as it is kept.
type readingRow struct {
	n         int64 // 0 before it is written
	slot      collation.Slot
	meta      collation.Reading
	edition   corpus.Date // the last known to hold it
	hash      []byte
	text      []byte
	quality   []byte
	chosen    bool
	why       string
	withdrawn corpus.Date
	bodiless  bool // it is the document itself
	fresh     bool // to be written
	doc       *corpus.Document
}

const (
	readingColumns = `r.n, r.source, r.sha256, r.meta, ` + readingEdition + `, r.hash, r.text, r.quality, r.chosen, r.why, r.withdrawn, r.body IS NULL`
	readingTables  = ` FROM reading r LEFT JOIN source s ON s.name = r.source `
	readingEdition = `iif(r.withdrawn = 0, max(r.edition, coalesce(s.edition, 0)), r.edition)`
)

// readingRows reads the readings of document n in the order in which they came.
func readingRows(ctx context.Context, q querier, n int64) (rows []*readingRow, err error) {
	err = each(ctx, q, func(scan scanner) error {
		var r readingRow
		var meta []byte
		if err := scan(&r.n, &r.slot.Source, &r.slot.SHA256, &meta, &r.edition, &r.hash, &r.text, &r.quality,
			&r.chosen, &r.why, &r.withdrawn, &r.bodiless); err != nil {
			return err
		}
		rows = append(rows, &r)
		err := json.Unmarshal(meta, &r.meta)
		r.meta.Withdrawn = r.withdrawn != 0
		return err
	}, `SELECT `+readingColumns+readingTables+`WHERE r.document = ? ORDER BY r.n`, n)
	return rows, err
}

// newReading is the row of what is being put.
func (im *Import) newReading(in *arrival) (*readingRow, error) {
	quality, err := qualityJSON(in.quality)
	return &readingRow{
		slot: collation.SlotOf(in.doc), meta: collation.Of(in.doc), edition: im.edition(in.doc.Source.Edition),
		hash: in.enc.hash[:], text: im.fingerprint(in), quality: quality, fresh: true, doc: &in.doc,
	}, err
}

func qualityJSON(q Quality) ([]byte, error) {
	if q.IsZero() {
		return []byte{}, nil
	}
	return marshal(q)
}

// readingDocument reads the document of a reading. Only the one that is the
// document itself is read from there.
func (im *Import) readingDocument(ctx context.Context, st *standing, r *readingRow) (corpus.Document, error) {
	if r.doc != nil {
		return *r.doc, nil
	}
	var doc corpus.Document
	var err error
	if r.bodiless {
		if doc, err = im.ownHead(ctx, st.n); err == nil {
			doc.Articles, err = articles(ctx, im.prep, st.n, 0)
		}
	} else {
		doc, err = readingBody(ctx, im.prep, r.n)
	}
	doc.Source.Edition, doc.Withdrawn = r.edition, 0
	r.doc = &doc
	return doc, err
}

func readingBody(ctx context.Context, q querier, n int64) (doc corpus.Document, err error) {
	var body []byte
	if err := q.QueryRowContext(ctx, `SELECT body FROM reading WHERE n = ?`, n).Scan(&body); err != nil {
		return doc, err
	}
	var u unpacker
	return doc, u.unpack(body, &doc)
}

// writeReading enters a reading; with body it is kept whole.
func (im *Import) writeReading(ctx context.Context, st *standing, r *readingRow, withBody bool) error {
	meta, err := json.Marshal(r.meta)
	if err != nil {
		return err
	}
	var body []byte
	if withBody {
		doc, err := im.readingDocument(ctx, st, r)
		if err != nil {
			return err
		}
		all, err := marshal(unmarked(doc))
		if err != nil {
			return err
		}
		if body, err = im.packer.pack(all); err != nil {
			return err
		}
	}
	known := r.n != 0
	err = im.prep.QueryRowContext(ctx, `INSERT INTO reading
			(document, source, sha256, meta, digest, edition, hash, text, body, quality, chosen, why, withdrawn)
			VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(?, x''), nullif(?, x''), coalesce(?, x''), ?, ?, ?)
		ON CONFLICT (document, source, sha256) DO UPDATE SET (meta, digest, edition, hash, text, body, quality, chosen, why, withdrawn) =
			(excluded.meta, excluded.digest, excluded.edition, excluded.hash, excluded.text, excluded.body, excluded.quality,
			excluded.chosen, excluded.why, excluded.withdrawn) RETURNING n`,
		st.n, r.slot.Source, r.slot.SHA256, meta, r.meta.Digest, r.edition, r.hash, r.text, body, r.quality,
		r.chosen, r.why, r.withdrawn).Scan(&r.n)
	if err != nil || known {
		return err
	}
	return im.prep.exec(ctx, `UPDATE document SET readings = (SELECT count(*) FROM reading r WHERE r.document = ?1) WHERE n = ?1`, st.n)
}

// writeOnlyReading enters the reading of a document that has no other, when there
// is more to it than the document shows.
func (im *Import) writeOnlyReading(ctx context.Context, n int64, in *arrival) error {
	if in.doc.Source.Name != FileSource && in.doc.File.SHA256 == "" && in.quality.IsZero() {
		return nil
	}
	r, err := im.newReading(in)
	if err != nil {
		return err
	}
	r.chosen, r.why = true, onlyReading
	return im.writeReading(ctx, &standing{n: n}, r, false)
}

// onlyReading is why the only reading is shown.
const onlyReading = "bản duy nhất"

// noteQuality keeps what the reader now says of a reading that is stored already.
func (im *Import) noteQuality(ctx context.Context, st *standing, in *arrival) error {
	if st.readings == 0 && in.quality.IsZero() {
		return nil
	}
	quality, err := qualityJSON(in.quality)
	if err != nil {
		return err
	}
	slot := collation.SlotOf(in.doc)
	if st.readings == 0 {
		return im.writeOnlyReading(ctx, st.n, in)
	}
	return im.prep.exec(ctx, `UPDATE reading SET quality = ?1 WHERE document = ?2 AND source = ?3 AND sha256 = ?4 AND quality <> ?1`,
		quality, st.n, slot.Source, slot.SHA256)
}
