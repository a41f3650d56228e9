package basis

import (
	"context"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// told is what a draft says of the acts that it cites and that holds for all of it.
type told struct {
	named    map[string]citation // by kind and title: the first with number or date
	amending [][]string          // the titles of the acts that change others, in words
}

// tellOf reads what the citations of a draft say of each other.
func tellOf(cited []citation) told {
	t := told{named: map[string]citation{}}
	for _, c := range cited {
		if c.title == "" {
			continue
		}
		if changes(c.title) {
			t.amending = append(t.amending, titleWords(c.title))
		}
		key := nameKey(c.ref.Kind, c.title)
		if _, ok := t.named[key]; !ok && byTitle(c.ref.Kind) && (c.ref.Number != "" || !c.date.IsZero() || c.ref.Year != 0) {
			t.named[key] = c
		}
	}
	return t
}

func nameKey(kind corpus.Kind, title string) string {
	if kind == corpus.KindCode {
		kind = corpus.KindLaw
	}
	return string(kind) + "|" + titleKey(title)
}

// changes tells whether a title is that of an act that changes others.
func changes(title string) bool {
	w := titleWords(title)
	return len(w) > 2 && slices.Equal(w[:2], normAll("sửa đổi"))
}

// bare tells whether a citation names an act by its title and nothing else.
func (c citation) bare() bool {
	return c.ref.Number == "" && c.date.IsZero() && c.ref.Year == 0
}

// completed gives a bare title the number and date that the draft gives it elsewhere.
func (k *check) completed(c citation) citation {
	if !c.bare() || c.title == "" {
		return c
	}
	if full, ok := k.told.named[nameKey(c.ref.Kind, c.title)]; ok {
		c.borrowed = true
		c.ref.Number, c.ref.Year, c.ref.Kind, c.date, c.title = full.ref.Number, full.ref.Year, full.ref.Kind, full.date, full.title
		if c.amendedBy == "" {
			c.amendedBy = full.amendedBy
		}
	}
	return c
}

// unsettled tells whether the text that the corpus has of a document may not be the
// one that the draft means: the draft names it by its title alone, or names an act
// that changes it and that the corpus does not have.
func (k *check) unsettled(ctx context.Context, d corpus.Document, c citation) (bool, error) {
	if c.bare() {
		return true, nil
	}
	own := titleWords(titleOf(d))
	for _, w := range k.told.amending {
		if containsRun(w, own) && len(k.cat.titled(joined(w), "")) == 0 {
			return true, nil
		}
	}
	for _, f := range corpus.FindRefs(c.amendedBy, corpus.Ref{}) {
		if f.Ref.Number == "" {
			continue
		}
		found, err := k.corpus.FindRef(ctx, corpus.Ref{Number: f.Ref.Number})
		if err != nil || len(found) == 0 {
			return true, err
		}
	}
	return false, nil
}

// containsRun tells whether part stands in all, its words in a row.
func containsRun(all, part []string) bool {
	for i := 0; len(part) > 0 && i+len(part) <= len(all); i++ {
		if slices.Equal(all[i:i+len(part)], part) {
			return true
		}
	}
	return false
}
