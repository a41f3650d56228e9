package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store/collation"
)

// PutDocument is Put for those who need no reason.
func (im *Import) PutDocument(ctx context.Context, doc corpus.Document) (Change, error) {
	out, err := im.Put(ctx, doc)
	return out.Change, err
}

// Put is PutReading for a reading without warnings.
func (im *Import) Put(ctx context.Context, doc corpus.Document) (Outcome, error) {
	return im.PutReading(ctx, doc, Quality{})
}

// PutReading stores doc with its articles, whole or not at all, and says what
// that did. The same content again changes nothing. Where the store has the
// document from elsewhere, the best of its readings is shown and the others are
// kept (Store.Readings); a file whose text the store has under another
// identifier is Unchanged, and the outcome names that one. It returns ErrInvalid
// when doc has no identifier or two articles have one key; the import may go on.
func (im *Import) PutReading(ctx context.Context, doc corpus.Document, q Quality) (Outcome, error) {
	if doc.Source.Name == "" {
		doc.Source.Name = im.info.Source
	}
	enc, err := im.admit(doc)
	if err != nil {
		return Outcome{}, err
	}
	as := seenAs{doc.ID, doc.File.SHA256}
	if earlier, again := im.seen[as]; again {
		return Outcome{Change: repeated(earlier == enc.hash), Document: doc.ID}, nil
	}
	im.seen[as] = enc.hash
	out, err := im.put(ctx, &arrival{doc: doc, enc: enc, quality: q})
	if err != nil {
		return Outcome{}, fail(im.s.file, err)
	}
	im.documents.put++
	im.articles.put += len(doc.Articles)
	if out.Change == Kept {
		im.documents.kept++
		im.articles.kept += len(doc.Articles)
	}
	return out, nil
}

// seenAs tells apart what one import brings: each document once, but from a file
// as often as there are files.
type seenAs struct {
	id     corpus.DocumentID
	sha256 string
}

// arrival is a document on its way into the store.
type arrival struct {
	doc     corpus.Document
	enc     encodedDocument
	quality Quality
	text    []byte // its fingerprint, made when needed: see fingerprint
	joined  bool   // it was made of stored readings: its edition is what it says, also when unknown
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
	readings  int            // rows of reading
	slot      collation.Slot // of the reading that is shown
	makesWay  bool           // a digest whose real text has come

	// What follows is set when the document is made of several readings.
	joined   bool
	switched bool                      // another reading is shown from now on
	former   map[string]corpus.Article // the earlier reading of the slot that was put
}

func (im *Import) standing(ctx context.Context, id corpus.DocumentID) (*standing, error) {
	st := standing{id: id}
	err := im.prep.QueryRowContext(ctx, `SELECT d.n, d.hash, d.source, `+currentEdition+`, d.digest, d.partial, d.withdrawn, d.readings
		FROM document d LEFT JOIN source s ON s.name = d.source WHERE d.id = ?`, id).
		Scan(&st.n, &st.hash, &st.source, &st.edition, &st.digest, &st.partial, &st.withdrawn, &st.readings)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	st.slot.Source = st.source
	if err == nil && st.readings > 0 {
		err = im.prep.QueryRowContext(ctx, `SELECT sha256 FROM reading WHERE document = ? AND chosen`, st.n).Scan(&st.slot.SHA256)
	}
	return &st, err
}

func (im *Import) put(ctx context.Context, in *arrival) (Outcome, error) {
	st, err := im.standing(ctx, in.doc.ID)
	switch {
	case err != nil:
		return Outcome{}, err
	case st == nil:
		return im.putNew(ctx, in)
	case st.readings <= 1 && st.slot == collation.SlotOf(in.doc):
		change, err := im.putAgain(ctx, st, in)
		out := Outcome{Change: change, Document: st.id}
		if change == Changed && in.doc.File.SHA256 != "" {
			out.Reason = "cùng tệp, chương trình nay đọc khác lần trước"
		}
		return out, err
	}
	return im.putAnother(ctx, st, in)
}

// putNew stores a document that the store does not have, unless it has its text.
func (im *Import) putNew(ctx context.Context, in *arrival) (Outcome, error) {
	if in.doc.Source.Name == FileSource {
		known, err := im.knownText(ctx, in)
		if err != nil || known != "" {
			return Outcome{Unchanged, known, fmt.Sprintf("cùng nội dung với văn bản đã có trong kho (%s)", known)}, err
		}
	}
	out := Outcome{Change: Added, Document: in.doc.ID}
	if was, ok := im.removed[in.doc.ID]; ok {
		out.Reason = "nạp lại văn bản đã gỡ khỏi kho ngày " + was.Day.Vietnamese()
		if was.Reason != "" {
			out.Reason += " (" + was.Reason + ")"
		}
	}
	return out, immediately(ctx, im.conn, func() error { return im.addDocument(ctx, in) })
}

// putAgain stores a document in the place of an earlier reading of the same
// source, the only one there is.
func (im *Import) putAgain(ctx context.Context, st *standing, in *arrival) (Change, error) {
	if string(st.hash) == string(in.enc.hash[:]) && st.withdrawn == 0 {
		return Unchanged, im.noteQuality(ctx, st, in)
	}
	if doc := in.doc; doc.Digest && !st.digest {
		return Kept, nil
	}
	st.makesWay = st.digest && !in.doc.Digest
	same, err := im.sameDocument(ctx, st, in.doc)
	if err != nil {
		return "", err
	}
	change := Changed
	switch {
	case same && st.withdrawn == 0:
		return Unchanged, im.noteQuality(ctx, st, in)
	case st.withdrawn != 0:
		change = Added
	}
	return change, immediately(ctx, im.conn, func() error {
		if err := im.replaceDocument(ctx, st, in, change); err != nil {
			return err
		}
		return im.writeOnlyReading(ctx, st.n, in)
	})
}
