package assistant

import "github.com/trolycongvu/congvu/corpus"

// Standing is what an official must know before using a document on a day.
type Standing struct {
	Force
	Warnings []string // sentences; none is nil
}

// StandingOf tells how the document as a whole stands on day.
func StandingOf(doc corpus.Document, day corpus.Date) Standing {
	r, d := reading{document: doc}, newDraft("", day)
	d.warnForce(r)
	if doc.File.Confidence > 0 {
		d.warn(sayf(warnScan, 100*doc.File.Confidence))
	}
	if doc.Digest {
		d.warn(warnDigest)
	}
	if doc.Partial {
		d.warn(warnPartial)
	}
	return Standing{r.force(day), d.answer.Warnings}
}

// Removed tells whether a document is only the mark that the administrator took
// it out of the corpus, on the day doc.Withdrawn.
func Removed(doc corpus.Document) bool {
	return doc.Kind == "" && doc.Title == "" && len(doc.Articles) == 0 && !doc.Withdrawn.IsZero()
}
