package verify

import (
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// placed holds the places and documents that a sentence names against its sources.
// It marks their words in the sentence.
func (t *text) placed(sources []*source) []Fault {
	found := make([][]corpus.FoundRef, len(sources))
	for i, s := range sources {
		found[i] = corpus.FindRefs(t.s, s.Ref)
		for _, f := range found[i] {
			t.mark(f.Start, f.End)
		}
	}
	var faults []Fault
	for _, f := range found[0] {
		if !t.tokens[min(t.index(f.Start), len(t.tokens)-1)].quoted && !placeHeld(f, sources, found) && !t.parted(f, sources) {
			faults = append(faults, placeFault(t.s[f.Start:f.End], f.Ref, sources))
		}
	}
	return faults
}

// parted tells whether the comma in a place ends it, so that the document behind it
// begins the rule: "Theo khoản 4 Điều 4, Hiến pháp được thông qua khi …". Both must hold.
func (t *text) parted(f corpus.FoundRef, sources []*source) bool {
	at := strings.LastIndex(t.s[f.Start:f.End], ", ")
	if at < 0 || f.Ref.Article == "" {
		return false
	}
	document := f.Ref
	document.Article, document.Clause, document.Point = "", "", ""
	for _, s := range sources {
		for _, g := range corpus.FindRefs(t.s[f.Start:f.Start+at], s.Ref) {
			if g.Start == 0 && g.Ref.Article == f.Ref.Article && s.holdsPlace(g.Ref) && s.holdsPlace(document) {
				return true
			}
		}
	}
	return false
}

// placeHeld tells whether one of the sources is or names the place, each reading
// "Điều này" and places without a document by where it stands itself.
func placeHeld(f corpus.FoundRef, sources []*source, found [][]corpus.FoundRef) bool {
	for i, s := range sources {
		for _, g := range found[i] {
			if g.Start == f.Start && g.End == f.End && samePart(g.Ref, f.Ref) && s.holdsPlace(g.Ref) {
				return true
			}
		}
	}
	return false
}

func samePart(a, b corpus.Ref) bool {
	return a.Clause == b.Clause && a.Point == b.Point || a.Article == ""
}

func placeFault(words string, ref corpus.Ref, sources []*source) Fault {
	f := Fault{Kind: WrongPlace, Words: words, Cite: sources[0].N}
	f.Detail = fmt.Sprintf("nguồn không phải và không dẫn %s", ref)
	for _, s := range sources {
		if s.sameDocument(ref) {
			return f
		}
	}
	if ref.HasDocument() {
		f.Kind = ForeignDocument
	}
	return f
}

// holdsPlace tells whether the source is the place, lies in it, holds it among its
// lines, or names it.
func (r *source) holdsPlace(ref corpus.Ref) bool {
	if r.sameDocument(ref) && r.within(ref) {
		return true
	}
	for _, named := range r.places {
		if sameAct(named, ref) && covers(ref, named) {
			return true
		}
	}
	return false
}

// within tells whether the source lies in a place of its document, or the place
// in the source.
func (r *source) within(ref corpus.Ref) bool {
	if ref.Article == "" {
		return ref.Clause == "" && ref.Point == ""
	}
	if !strings.EqualFold(ref.Article, r.Ref.Article) {
		return false
	}
	return r.hasPart(ref.Clause, r.Ref.Clause, r.Ref.Article != "") && r.hasPart(ref.Point, r.Ref.Point, r.Ref.Clause == ref.Clause || r.Ref.Clause == "")
}

// hasPart tells whether the part said is the source's own or, where the source is
// not so small, one of its lines.
func (r *source) hasPart(said, own string, inside bool) bool {
	switch {
	case said == "":
		return true
	case own != "":
		return strings.EqualFold(said, own)
	}
	return inside && r.labels[strings.ToLower(said)]
}

// sameDocument tells whether the document of ref is the source's.
func (r *source) sameDocument(ref corpus.Ref) bool {
	if !ref.HasDocument() {
		return !r.Ref.HasDocument() && ref.Kind == ""
	}
	if sameAct(r.Ref, ref) {
		return true
	}
	if ref.Number != "" || ref.Title == "" {
		return false
	}
	return r.titles[corpus.TitleKey(ref.Title)] && (ref.Year == 0 || ref.Year == r.year() || r.known[day{year: ref.Year}])
}

func (r *source) year() int {
	if y := r.Ref.Number.Year(); y != 0 {
		return y
	}
	return r.Ref.Year
}

// sameAct tells whether two refs name one document, however it is spelled.
func sameAct(named, said corpus.Ref) bool {
	if named.Kind != "" && said.Kind != "" && named.Kind != said.Kind {
		return false
	}
	switch {
	case named.Number != "" && said.Number != "":
		a, b := named.Number.Key(), said.Number.Key()
		return a == b || said.Number.Incomplete() && strings.HasPrefix(a, b)
	case said.Number != "":
		return false
	case said.Number == "" && said.Title == "" && said.Kind == "":
		return named.Number == "" && named.Title == ""
	case said.Title != "" && named.Title != "":
		return corpus.TitleKey(said.Title) == corpus.TitleKey(named.Title) && (said.Year == 0 || named.Year == 0 || said.Year == named.Year)
	}
	return said.Kind == corpus.KindConstitution && named.Kind == said.Kind && (said.Year == 0 || named.Year == 0 || said.Year == named.Year)
}

// covers tells whether place said is place named or holds it.
func covers(said, named corpus.Ref) bool {
	return (said.Article == "" || strings.EqualFold(said.Article, named.Article)) &&
		(said.Clause == "" || strings.EqualFold(said.Clause, named.Clause)) &&
		(said.Point == "" || strings.EqualFold(said.Point, named.Point))
}
