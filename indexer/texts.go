package indexer

import (
	"context"
	"iter"
)

// Text is what the index holds of one unit, in words: an article, or a part of
// a procedure. Other search engines are given the same to be compared with.
type Text struct {
	ID      string // see HitOf
	Title   string // of the document, or the field of a procedure
	Heading string // of the article, or the name of a procedure
	Body    string
}

// Texts yields every unit of src in the order of the index and ends at the first
// error.
func Texts(ctx context.Context, src Source) iter.Seq2[Text, error] {
	return func(yield func(Text, error) bool) {
		for u, err := range units(ctx, src) {
			if !yield(Text{ID: u.ID, Title: u.Title, Heading: u.Heading, Body: u.Body}, err) || err != nil {
				return
			}
		}
	}
}

// HitOf is the article or procedure that the Text with that identifier is of,
// without a score. The parts of one procedure are one Hit.
func HitOf(id string) Hit { return hitOf(id) }

// TextID is the identifier of the text that h is, of the first one of a
// procedure.
func (h Hit) TextID() string {
	if h.Procedure != "" {
		return procedureID(h.Procedure)
	}
	return articleID(h.Document, h.Article)
}
