package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store/collation"
)

// Reading is one of the readings of a document.
type Reading struct {
	N        int64       `json:"n"` // for ReadingDocument; 0 of an only one that came without a file
	Source   string      `json:"source"`
	File     corpus.File `json:"file,omitzero"`
	Edition  corpus.Date `json:"edition,omitzero"`
	Digest   bool        `json:"digest,omitempty"`
	Partial  bool        `json:"partial,omitempty"`
	Articles int         `json:"articles"`
	Chosen   bool        `json:"chosen"` // its articles are what the document shows
	Why      string      `json:"why"`    // in Vietnamese, why it is chosen or not, and what it gave to the chosen one
	// Withdrawn is the edition of the source that no longer holds it.
	Withdrawn corpus.Date `json:"withdrawn,omitzero"`
	Quality
}

// Readings lists what document id was read from, in the order in which it came.
// It returns ErrNotFound when the store does not have the document.
func (s *Store) Readings(ctx context.Context, id corpus.DocumentID) (list []Reading, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		head, err := headOf(ctx, tx, id)
		if err != nil {
			return err
		}
		rows, err := readingRows(ctx, tx, head.n)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			rows = []*readingRow{{
				meta: collation.Of(head.own), edition: head.own.Source.Edition, withdrawn: head.own.Withdrawn, chosen: true, why: onlyReading,
			}}
			rows[0].meta.Articles = head.own.ArticleCount
		}
		for _, r := range rows {
			out, err := r.shown()
			if err != nil {
				return err
			}
			list = append(list, out)
		}
		return nil
	})
	return list, err
}

func (r *readingRow) shown() (Reading, error) {
	out := Reading{
		N: r.n, Source: r.meta.Source, File: r.meta.File, Edition: r.edition, Digest: r.meta.Digest, Partial: r.meta.Partial,
		Articles: r.meta.Articles, Chosen: r.chosen, Why: r.why, Withdrawn: r.withdrawn,
	}
	if len(r.quality) == 0 {
		return out, nil
	}
	return out, json.Unmarshal(r.quality, &out.Quality)
}

// ReadingDocument returns reading n (Reading.N) of document id whole, as it was
// put. It returns ErrNotFound when the document has no such reading.
func (s *Store) ReadingDocument(ctx context.Context, id corpus.DocumentID, n int64) (doc corpus.Document, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		head, err := headOf(ctx, tx, id)
		if err != nil {
			return err
		}
		rows, err := readingRows(ctx, tx, head.n)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if r.n != n {
				continue
			}
			if r.bodiless {
				doc, err = whole(ctx, tx, head, ownText)
			} else {
				doc, err = readingBody(ctx, tx, n)
			}
			doc.Source.Edition, doc.Withdrawn, doc.ArticleCount = r.edition, r.withdrawn, len(doc.Articles)
			return err
		}
		if len(rows) == 0 && n == 0 {
			doc, err = whole(ctx, tx, head, ownText)
			return err
		}
		return fmt.Errorf("văn bản %q, bản đọc %d: %w", id, n, ErrNotFound)
	})
	if errors.Is(err, ErrNotFound) {
		return corpus.Document{}, err
	}
	return doc, err
}
