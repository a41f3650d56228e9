package store

import (
	"bytes"
	"context"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store/collation"
)

// readingSet are the readings of one document while one of them changes.
type readingSet struct {
	st     *standing
	rows   []*readingRow
	put    int         // the row that changes
	former *readingRow // what stood in its place, nil for nothing
	was    int         // the row shown until now
}

// putAnother stores one more reading of a document, or one of several anew.
func (im *Import) putAnother(ctx context.Context, st *standing, in *arrival) (Outcome, error) {
	set, err := im.readingSet(ctx, st)
	if err != nil {
		return Outcome{}, err
	}
	fresh, err := im.newReading(in)
	if err != nil {
		return Outcome{}, err
	}
	set.place(fresh)
	same, err := im.sameReading(ctx, set, in)
	if err != nil {
		return Outcome{}, err
	}
	if same {
		out := Outcome{Change: Unchanged, Document: st.id, Reason: set.former.why}
		if !set.former.chosen && set.twin() == nil {
			out.Change = Kept
		}
		return out, im.noteQuality(ctx, st, in)
	}
	out := Outcome{Document: st.id}
	err = immediately(ctx, im.conn, func() (err error) {
		out.Change, out.Reason, err = im.settle(ctx, set)
		return err
	})
	return out, err
}

// readingSet loads the readings of a document. One that is not in the table is
// the document itself.
func (im *Import) readingSet(ctx context.Context, st *standing) (*readingSet, error) {
	rows, err := readingRows(ctx, im.prep, st.n)
	if err != nil {
		return nil, err
	}
	set := &readingSet{st: st, rows: rows}
	if len(rows) == 0 {
		own := &readingRow{slot: st.slot, edition: st.edition, hash: st.hash, chosen: true, withdrawn: st.withdrawn, bodiless: true}
		doc, err := im.readingDocument(ctx, st, own)
		if err != nil {
			return nil, err
		}
		own.meta, own.text = collation.Of(doc), im.fingerprintOf(doc)
		own.meta.Withdrawn = st.withdrawn != 0
		set.rows = []*readingRow{own}
	}
	for i, r := range set.rows {
		if r.chosen {
			set.was = i
		}
	}
	return set, nil
}

// place puts a reading in its slot, or behind the others.
func (set *readingSet) place(fresh *readingRow) {
	for i, r := range set.rows {
		if r.slot == fresh.slot {
			set.put, set.former = i, r
			fresh.chosen, fresh.why = r.chosen, r.why
			set.rows[i] = fresh
			return
		}
	}
	set.put = len(set.rows)
	set.rows = append(set.rows, fresh)
}

// sameReading tells whether what is put stands already.
func (im *Import) sameReading(ctx context.Context, set *readingSet, in *arrival) (bool, error) {
	if set.former == nil || set.former.withdrawn != 0 {
		return false, nil
	}
	if bytes.Equal(set.former.hash, in.enc.hash[:]) {
		return true, nil
	}
	was, err := im.readingDocument(ctx, set.st, set.former)
	if err != nil {
		return false, err
	}
	again, err := encodeDocument(was)
	return again.hash == in.enc.hash, err
}

// settle chooses between the readings, writes them, and makes the document what
// they make together. It runs in a transaction.
func (im *Import) settle(ctx context.Context, set *readingSet) (Change, string, error) {
	metas := make([]collation.Reading, len(set.rows))
	for i, r := range set.rows {
		metas[i] = r.meta
	}
	choice := collation.Choose(metas)
	joined, err := im.join(ctx, set, choice)
	if err != nil {
		return "", "", err
	}
	for i, r := range set.rows {
		why := choice.Why[i]
		if (i == choice.Code || i == choice.File) && joined.Why != "" {
			why += "; " + joined.Why
		}
		r.fresh = r.fresh || r.bodiless || r.chosen != (i == choice.Base) || r.why != why
		r.chosen, r.why = i == choice.Base, why
	}
	if err := im.writeSet(ctx, set); err != nil {
		return "", "", err
	}
	change := Kept
	if set.rows[choice.Base].withdrawn == 0 {
		if change, err = im.show(ctx, set, choice, joined); err != nil {
			return "", "", err
		}
	}
	if change == Kept && set.twin() != nil {
		change = Unchanged
	}
	return change, set.reason(choice, joined, change), nil
}

// join loads the readings that make the document and joins them.
func (im *Import) join(ctx context.Context, set *readingSet, choice collation.Choice) (collation.Joined, error) {
	docs := make([]corpus.Document, len(set.rows))
	for _, i := range choice.Used() {
		var err error
		if docs[i], err = im.readingDocument(ctx, set.st, set.rows[i]); err != nil {
			return collation.Joined{}, err
		}
	}
	return choice.Join(docs), nil
}

// writeSet writes the readings that differ from their rows, all of them whole.
func (im *Import) writeSet(ctx context.Context, set *readingSet) error {
	for _, r := range set.rows {
		if !r.fresh {
			continue
		}
		if err := im.writeReading(ctx, set.st, r, true); err != nil {
			return err
		}
		r.bodiless, r.fresh = false, false
	}
	return nil
}

// twin is another reading with the letters of the one that was put, nil when
// there is none.
func (set *readingSet) twin() *readingRow {
	fresh := set.rows[set.put]
	for i, r := range set.rows {
		if i != set.put && r.withdrawn == 0 && len(r.text) > 0 && bytes.Equal(r.text, fresh.text) {
			return r
		}
	}
	return nil
}

// reason says in Vietnamese why the document is now what it is.
func (set *readingSet) reason(choice collation.Choice, joined collation.Joined, change Change) string {
	fresh, base := set.rows[set.put], set.rows[choice.Base]
	with := ""
	if joined.Why != "" {
		other := choice.Code
		if other < 0 {
			other = choice.File
		}
		with = "; " + set.rows[other].meta.String() + " " + joined.Why
	}
	switch twin := set.twin(); {
	case change == Unchanged && twin != nil:
		return "cùng nội dung với " + twin.meta.String()
	case base == fresh && set.was != set.put:
		return base.meta.String() + " thay cho " + set.rows[set.was].meta.String() + ": " + choice.Why[set.was] + with
	case base == fresh:
		return base.why + with
	}
	return "giữ " + base.meta.String() + ": " + choice.Why[set.put] + with
}
