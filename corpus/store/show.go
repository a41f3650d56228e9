package store

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store/collation"
)

// show makes the document what its readings make together. Kept means that it is
// that already.
func (im *Import) show(ctx context.Context, set *readingSet, choice collation.Choice, joined collation.Joined) (Change, error) {
	st, doc := set.st, joined.Document
	enc, err := encodeDocument(doc)
	if err != nil {
		return "", err
	}
	older, err := im.encodeOriginals(joined.Originals)
	if err != nil {
		return "", err
	}
	same, err := im.sameOriginals(ctx, st.n, older)
	if err != nil {
		return "", err
	}
	if same && st.withdrawn == 0 {
		unchanged := bytes.Equal(st.hash, enc.hash[:])
		if !unchanged {
			if unchanged, err = im.sameDocument(ctx, st, doc); err != nil {
				return "", err
			}
		}
		if unchanged {
			return Kept, nil
		}
	}
	if err := im.prepare(ctx, set, choice, doc); err != nil {
		return "", err
	}
	change := Changed
	if st.withdrawn != 0 {
		change = Added
	}
	if err := im.replaceDocument(ctx, st, &arrival{doc: doc, enc: enc, joined: true}, change); err != nil {
		return "", err
	}
	return change, im.writeOriginals(ctx, set, choice, older)
}

// prepare says what stands how it is about to be replaced.
func (im *Import) prepare(ctx context.Context, set *readingSet, choice collation.Choice, doc corpus.Document) error {
	st := set.st
	st.joined = true
	st.makesWay = st.digest && !doc.Digest
	st.switched = set.was != choice.Base
	st.slot = set.rows[set.put].slot
	if set.former == nil || st.slot.SHA256 != "" {
		return nil
	}
	was, err := im.readingDocument(ctx, st, set.former)
	if err != nil {
		return err
	}
	st.source, st.edition = set.former.slot.Source, set.former.edition
	st.former = make(map[string]corpus.Article, len(was.Articles))
	for _, a := range was.Articles {
		st.former[a.Key] = a
	}
	return nil
}

// derived is the row of an older wording that another reading gave.
type derived struct {
	key   string
	body  []byte // JSON
	until corpus.Date
}

func (im *Import) encodeOriginals(originals []collation.Original) ([]derived, error) {
	rows := make([]derived, len(originals))
	for i, o := range originals {
		body, err := marshal(o.Article)
		if err != nil {
			return nil, err
		}
		rows[i] = derived{o.Key, body, o.Until}
	}
	return rows, nil
}

// sameOriginals tells whether these are the derived wordings of document n.
func (im *Import) sameOriginals(ctx context.Context, n int64, now []derived) (bool, error) {
	same, i := true, 0
	err := each(ctx, im.prep, func(scan scanner) error {
		var was derived
		var packed []byte
		if err := scan(&was.key, &packed, &was.until); err != nil {
			return err
		}
		var body json.RawMessage
		if err := im.unpack.unpack(packed, &body); err != nil {
			return err
		}
		same = same && i < len(now) && was.key == now[i].key && was.until == now[i].until &&
			bytes.Equal(bytes.TrimSpace(body), bytes.TrimSpace(now[i].body))
		i++
		return nil
	}, `SELECT key, body, replaced_on FROM version WHERE document = ? AND derived ORDER BY n`, n)
	return same && i == len(now), err
}

func (im *Import) writeOriginals(ctx context.Context, set *readingSet, choice collation.Choice, rows []derived) error {
	if err := im.prep.exec(ctx, `DELETE FROM version WHERE document = ? AND derived`, set.st.n); err != nil {
		return err
	}
	file := set.rows[choice.Base]
	if choice.File >= 0 {
		file = set.rows[choice.File]
	}
	for _, r := range rows {
		body, err := im.packer.pack(r.body)
		if err != nil {
			return err
		}
		if err := im.prep.exec(ctx, `INSERT INTO version (document, key, source, body, since, until, replaced_on, withdrawn, derived)
			VALUES (?, ?, ?, ?, ?, ?, ?, 0, 1)`, set.st.n, r.key, file.slot.Source, body, file.edition, file.edition, r.until); err != nil {
			return err
		}
	}
	return nil
}
