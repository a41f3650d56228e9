package assistant

import (
	"context"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// wording tells which wording of an article is quoted.
type wording int

const (
	wordingCurrent wording = iota // the one in the corpus, not known to be another than on the day
	wordingThen                   // an older one that held on the day
	wordingLater                  // the one in the corpus, though it was reworded after the day
)

// readingOn returns the wording of an article on the day asked about, when that
// day is past and the corpus has it, and otherwise the current one, telling which.
func (a *Assistant) readingOn(ctx context.Context, doc corpus.Document, art corpus.Article, in *inquiry) (reading, error) {
	r := reading{document: doc, article: art}
	if !in.past && !slices.ContainsFunc(art.Amendments, givesWords) {
		return r, nil
	}
	versions, err := a.corpus.Versions(ctx, doc.ID, art.Key)
	if err != nil {
		return r, ignoreMissing(err)
	}
	for _, v := range versions {
		r.reworded = append(r.reworded, v.Until)
	}
	if !in.past {
		return r, nil
	}
	if v, ok := corpus.VersionOn(versions, in.day); ok {
		r.article, r.wording = v.Article, wordingThen
		r.article.InForce = corpus.Validity{From: v.From, Until: v.Until}
		r.document.Source.Edition = v.Source.Edition
		return r, nil
	}
	if len(art.RewordedAfter(in.day)) > 0 {
		r.wording = wordingLater
	}
	return r, nil
}

// givesWords tells whether an amendment gives words that may have been put in.
func givesWords(m corpus.Amendment) bool {
	return len(m.Wording)+len(m.Phrases) > 0 || slices.Contains(m.Kinds, corpus.AmendRepeal)
}

// composeOnDay answers from a provision as it read on the day asked about.
func (a *Assistant) composeOnDay(ctx context.Context, in *inquiry, d *draft, u unit) error {
	r, err := a.readingOn(ctx, u.document, u.article, in)
	if err != nil {
		return err
	}
	d.compose(r, in)
	d.warnWording(r.wording)
	d.warnOf(r, in.past)
	return nil
}

// warnWording says when an older wording is quoted, and lowers the status when
// the wording of the day could not be had.
func (d *draft) warnWording(which wording) {
	switch which {
	case wordingThen:
		d.warn(sayf(warnOlder, d.day.Vietnamese()))
	case wordingLater:
		d.partly()
	}
}
