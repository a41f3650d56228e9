package assistant

import (
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// suspension is a time for which an act takes a place out of force.
type suspension struct {
	act   corpus.Amendment
	place corpus.Ref
	all   bool // the whole of what is read is suspended
}

// suspensions are those in effect on day, of the article, of places in it and of
// its document.
func (r reading) suspensions(day corpus.Date) []suspension {
	var out []suspension
	for _, m := range r.document.Amendedby {
		if suspendedOn(m, day) && m.Target.Article == "" {
			out = append(out, suspension{m, r.document.Ref(), !m.Partly})
		}
	}
	for _, m := range r.article.Amendments {
		if !suspendedOn(m, day) {
			continue
		}
		place := r.article.Ref(r.document)
		place.Clause, place.Point = m.Target.Clause, m.Target.Point
		out = append(out, suspension{m, place, !m.Partly && place.Clause == "" && place.Point == ""})
	}
	return out
}

func suspendedOn(m corpus.Amendment, day corpus.Date) bool {
	return slices.Contains(m.Kinds, corpus.AmendSuspend) && !m.Effective.IsZero() && m.Effective <= day &&
		(m.Until.IsZero() || day < m.Until)
}

// words are what is said of the place, behind its name.
func (s suspension) words() string {
	words := sayf(wordSuspended, s.act.Effective.Vietnamese())
	if s.act.Partly {
		words = "có nội dung " + words
	}
	if !s.act.Until.IsZero() {
		words += sayf(wordSuspendedUntil, s.act.Until.Vietnamese())
	}
	if by := s.act.By.String(); by != "" {
		words += " theo " + by
	}
	if s.act.Except != "" {
		words += ", “" + s.act.Except + "”"
	}
	return words
}
