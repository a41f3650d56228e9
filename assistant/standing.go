package assistant

import (
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// Standing is what an official must know before using a document on a day. The
// sentences of Ends say that it is not, or no longer, in force, those of Notes
// what the corpus holds of it.
type Standing struct {
	Force
	Ends, Notes []string
}

// Warnings are all sentences; none is an empty list.
func (s Standing) Warnings() []string { return append(append([]string{}, s.Ends...), s.Notes...) }

// StandingOf tells how the document as a whole stands on day.
func StandingOf(doc corpus.Document, day corpus.Date) Standing {
	r, d := reading{document: doc}, newDraft("", day)
	d.warnForce(r)
	s := Standing{Force: r.force(day), Ends: slices.Clone(d.answer.Warnings)}
	if doc.File.Confidence > 0 {
		s.Notes = append(s.Notes, sayf(warnScanned, 100*doc.File.Confidence))
	}
	if doc.Digest {
		s.Notes = append(s.Notes, warnDigest)
	}
	if doc.Partial {
		s.Notes = append(s.Notes, warnPartial)
	}
	return s
}

// Removed tells whether a document is only the mark that the administrator took
// it out of the corpus, on the day doc.Withdrawn.
func Removed(doc corpus.Document) bool {
	return doc.Kind == "" && doc.Title == "" && len(doc.Articles) == 0 && !doc.Withdrawn.IsZero()
}
