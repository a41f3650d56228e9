package corpus

import (
	"slices"
	"strings"
)

// FoundRef is a place named in a text, which occupies the bytes Start to End.
type FoundRef struct {
	Ref        Ref
	Start, End int
}

// FindRefs finds the places named in running text, in order and without overlap
// but for ranges, whose members after the first share the bytes of the last. Lists
// are taken apart ("các điểm a, b khoản 2 và khoản 3 Điều 5"); "Điều này", "khoản
// này" and "Luật này", and places that name no document, are resolved by self,
// the place that the text stands in. A place that lies in an act that no Ref can
// name keeps an empty document. A text wholly without diacritics is read as such.
func FindRefs(text string, self Ref) []FoundRef {
	return findRefs(text, self, !hasMarks(text))
}

func findRefs(text string, self Ref, loose bool) []FoundRef {
	c := citer{s: text, loose: loose, self: self}
	c.lx = lex(text, loose)
	const begins = kwPoint | kwClause | kwArticle | kwSection | kwAppendix | kwShort | kwPlural | kwKind | kwSo
	for i := 0; i < len(c.lx); {
		if c.lx[i].kind != lexDocument && !c.lx[i].has(begins) {
			i++
			continue
		}
		next, ok := c.chainAt(i)
		if !ok {
			next = i + 1
		}
		i = next
	}
	slices.SortStableFunc(c.found, func(a, b FoundRef) int { return a.Start - b.Start })
	return c.found
}

// CutRef takes the first place out of a question, where people write short and
// leave out diacritics ("khoan 2 dieu 15 nd 30/2020 noi gi"), and returns what
// remains of the question. A Điều of a named document is preferred, then a named
// document; ok is false when no document is named.
func CutRef(question string) (r Ref, rest string, ok bool) {
	found := findRefs(question, Ref{}, true)
	best := slices.IndexFunc(found, func(f FoundRef) bool { return f.Ref.HasDocument() && f.Ref.Article != "" })
	if best < 0 {
		best = slices.IndexFunc(found, func(f FoundRef) bool { return f.Ref.HasDocument() })
	}
	if best < 0 {
		return Ref{}, question, false
	}
	f := found[best]
	return f.Ref, joinRest(question[:f.Start], question[f.End:]), true
}

// joinRest joins what stood around a piece cut out of a question.
func joinRest(before, after string) string {
	before = strings.TrimRight(before, " \t\n,:;(")
	after = strings.TrimLeft(after, " \t\n,:;)")
	if before == "" || after == "" {
		return strings.TrimSpace(before + after)
	}
	if strings.ContainsRune("?.!", rune(after[0])) {
		return strings.TrimSpace(before + after)
	}
	return strings.TrimSpace(before + " " + after)
}
