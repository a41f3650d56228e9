// Package effect works out what documents do to each other and to themselves,
// and so what is in force on a day: Read takes the acts out of a document's own
// words, Apply gives an article the wording that they give it, and Resolve puts
// all acts on a document together. All three are pure functions.
//
// A wrong "hết hiệu lực" is the worst error that can come of this, so a clause
// ends a document only where its grammar leaves no doubt which documents are its
// subject; what is doubtful is left out, and stays "unknown" or without an end.
package effect

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// sameDocument tells whether two refs name one document beyond doubt: by number,
// or by title and year where one of them has no number.
func sameDocument(a, b corpus.Ref) bool {
	if a.Number != "" && b.Number != "" {
		return a.Number.Key() == b.Number.Key() && kindsAgree(a.Kind, b.Kind) || misprinted(a, b)
	}
	return a.Title != "" && corpus.TitleKey(a.Title) == corpus.TitleKey(b.Title) && kindsAgree(a.Kind, b.Kind) &&
		yearOf(a) != 0 && yearOf(a) == yearOf(b)
}

// misprinted tells whether two numbers of one law differ in the term of the
// Assembly only, which some laws get wrong: its year, number and title agree.
func misprinted(a, b corpus.Ref) bool {
	if a.Title == "" || corpus.TitleKey(a.Title) != corpus.TitleKey(b.Title) || a.Kind != b.Kind {
		return false
	}
	x, y := strings.Split(a.Number.Key(), "/"), strings.Split(b.Number.Key(), "/")
	return len(x) == 3 && len(y) == 3 && x[0] == y[0] && x[1] == y[1] &&
		strings.HasPrefix(x[2], "QH") && strings.HasPrefix(y[2], "QH")
}

// kindsAgree is false where both are known and differ. A code is a law, and the
// kind that a number of the Assembly suggests may be wrong.
func kindsAgree(a, b corpus.Kind) bool {
	if a == "" || b == "" || a == b || a == corpus.KindOther || b == corpus.KindOther {
		return true
	}
	law := func(k corpus.Kind) bool { return k == corpus.KindLaw || k == corpus.KindCode }
	return law(a) && law(b)
}

// yearOf is the year of a document as its number or its citation has it.
func yearOf(r corpus.Ref) int {
	if y := r.Number.Year(); y != 0 {
		return y
	}
	return r.Year
}
