package web

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// effect is what one document does to another from one day on.
type effect struct {
	Other linked // the other document
	Words string // "sửa đổi, bổ sung Điều 5, Điều 7, hiệu lực từ 01/07/2025"

	document      corpus.Ref // Other, to be looked up
	from, until   corpus.Date
	whole, part   []corpus.AmendmentKind // done to the whole document, and to some of it
	places        []string               // the articles that are changed
	by            []string               // the places that end the whole
	except        string
	changes, some bool // some: of it, without saying where
}

// actsOn are what other documents do to doc and its articles, oldest first.
func actsOn(doc corpus.Document) []*effect {
	var all effects
	for _, m := range doc.Amendedby {
		all.add(m.By.Document(), m, "")
	}
	if end := doc.InForce.EndedBy; end != nil && !slices.ContainsFunc(doc.Amendedby, func(m corpus.Amendment) bool { return m.By == end.By }) {
		all.add(end.By.Document(), *end, "")
	}
	for _, a := range doc.Articles {
		for _, m := range a.Amendments {
			all.add(m.By.Document(), m, corpus.Ref{Article: a.Label}.Place())
		}
	}
	return all.done(doc.Ref())
}

// actsOf are what doc does to others, oldest first.
func actsOf(doc corpus.Document) []*effect {
	var all effects
	for _, m := range doc.Amends {
		all.add(m.Target.Document(), m, corpus.Ref{Article: m.Target.Article}.Place())
	}
	return all.done(doc.Ref())
}

type effects []*effect

// add joins an act to those of the same document and day; place is empty for
// the whole document.
func (all *effects) add(document corpus.Ref, m corpus.Amendment, place string) {
	if !document.HasDocument() {
		return
	}
	i := slices.IndexFunc(*all, func(e *effect) bool {
		return e.document.SamePlace(document) && e.from == m.Effective && e.until == m.Until
	})
	if i < 0 {
		*all = append(*all, &effect{document: document, from: m.Effective, until: m.Until})
		i = len(*all) - 1
	}
	e := (*all)[i]
	e.changes = e.changes || m.Rewords()
	if place == "" && !m.Partly {
		e.whole = union(e.whole, m.Kinds)
		if by := m.By.Place(); by != "" && !slices.Contains(e.by, by) {
			e.by = append(e.by, by)
		}
	} else {
		e.part = union(e.part, m.Kinds)
		e.some = e.some || place == ""
		if place != "" && !slices.Contains(e.places, place) {
			e.places = append(e.places, place)
		}
	}
	if e.except == "" && place == "" {
		e.except = m.Except
	}
}

func union(a, b []corpus.AmendmentKind) []corpus.AmendmentKind {
	for _, k := range b {
		if !slices.Contains(a, k) {
			a = append(a, k)
		}
	}
	slices.SortStableFunc(a, func(x, y corpus.AmendmentKind) int { return slices.Index(kindOrder, x) - slices.Index(kindOrder, y) })
	return a
}

// kindOrder is the order in which kinds are named.
var kindOrder = []corpus.AmendmentKind{
	corpus.AmendModify, corpus.AmendSupplement, corpus.AmendReplace, corpus.AmendRepeal, corpus.AmendSuspend,
	corpus.AmendCorrect, corpus.AmendGuide, corpus.AmendConsolidate,
}

// done puts the effects in order and says them; what self does to itself is left out.
func (all effects) done(self corpus.Ref) []*effect {
	all = slices.DeleteFunc(all, func(e *effect) bool { return e.document.SamePlace(self) })
	slices.SortStableFunc(all, func(a, b *effect) int { return int(a.from) - int(b.from) })
	for _, e := range all {
		e.Words = e.words()
	}
	return all
}

// mostPlaces is how many articles are named; of more only their number is said.
const mostPlaces = 6

func (e *effect) words() string {
	var parts []string
	if len(e.whole) > 0 {
		words := joinKinds(e.whole) + " toàn bộ văn bản"
		if !e.changes {
			words = joinKinds(e.whole)
		}
		if len(e.by) > 0 && len(e.by) <= 2 {
			words += " (" + strings.Join(e.by, ", ") + ")"
		}
		parts = append(parts, words)
	}
	switch n := len(e.places); {
	case n > mostPlaces:
		parts = append(parts, joinKinds(e.part)+" "+count(n)+" điều, mục")
	case n > 0:
		parts = append(parts, joinKinds(e.part)+" "+strings.Join(e.places, ", "))
	case e.some:
		parts = append(parts, joinKinds(e.part)+" một số nội dung")
	}
	words := strings.Join(parts, "; ")
	if !e.from.IsZero() {
		words += ", từ " + e.from.Vietnamese()
	}
	if !e.until.IsZero() {
		words += " đến trước " + e.until.Vietnamese()
	}
	if e.except != "" {
		words += ", “" + e.except + "”"
	}
	return words
}

func joinKinds(kinds []corpus.AmendmentKind) string {
	if len(kinds) == 0 {
		return string(corpus.AmendModify)
	}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}
