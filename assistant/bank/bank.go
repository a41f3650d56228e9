// Package bank finds among approved answers the one whose question is all but the same
// as the question asked.
//
// A wrong answer that an expert signed is worse than none, so two questions match only
// when nothing that could matter differs. What may differ is how the question is put:
// boilerplate ("xin hỏi", "theo quy định của pháp luật", "được quy định như thế nào"),
// case, tone placement, punctuation, well-known abbreviations, two ways to ask for the
// same thing ("bao lâu", "mấy ngày", "thời hạn") and, where no direction hangs on it,
// one block of words moved. What may not: any other syllable of the matter, and so every
// number and person; the documents and places named; negation and obligation; what is
// asked for (how long, how much, who, where, whether).
//
// A question typed without diacritics is compared without them, and matches only when all
// the questions that read so belong to one answer.
//
// Everything is a function of its arguments; an Index never changes once it is made and
// is safe for concurrent use.
package bank

import (
	"cmp"
	"slices"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Entry is an approved answer as far as it is matched: its identifier and the variants
// of its question.
type Entry struct {
	ID        string
	Questions []string
}

// Match is what was found.
type Match struct {
	ID       string
	Question string // the variant that matched
	Untoned  bool   // without diacritics, which say less
}

// Index finds entries by question.
type Index struct {
	toned   half // questions as written
	untoned half // questions without diacritics
}

// half is an index over questions typed one way.
type half struct {
	reader

	variants map[string][]variant // by form.key
}

// variant is one question of one entry.
type variant struct {
	id       string
	question string
	words    []string // the syllables of its matter, in order
	fixed    bool     // their order matters
}

// New makes an index. Questions that say nothing of a matter are left out.
func New(entries []Entry) *Index {
	x := &Index{
		toned:   half{reader{toned, false, map[string]bool{}}, map[string][]variant{}},
		untoned: half{reader{untoned, true, map[string]bool{}}, map[string][]variant{}},
	}
	for _, e := range entries {
		for _, q := range e.Questions {
			if viet.HasTones(viet.Normalize(q)) { // else it must not answer one that has them
				x.toned.add(e.ID, q)
			}
			x.untoned.add(e.ID, q)
		}
	}
	x.toned.sort()
	x.untoned.sort()
	return x
}

func (h half) add(id, question string) {
	h.learn(question)
	if f, ok := h.read(question); ok {
		key := f.key()
		h.variants[key] = append(h.variants[key], variant{id, question, f.words, f.fixed})
	}
}

// sort makes what is found the same whatever the order of entries.
func (h half) sort() {
	for _, list := range h.variants {
		slices.SortFunc(list, func(a, b variant) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.question, b.question)) })
	}
}

// Match finds the entry whose question is all but the same as this one. Several entries
// that match are none: which one is meant cannot be told.
func (x *Index) Match(question string) (Match, bool) {
	among, strict := x.toned, false
	if !viet.HasTones(viet.Normalize(question)) {
		among, strict = x.untoned, true
	}
	f, ok := among.read(question)
	if !ok {
		return Match{}, false
	}
	var found []variant
	for _, v := range among.variants[f.key()] {
		if sameOrder(f, v) {
			found = append(found, v)
		} else if strict {
			return Match{}, false // it may be this one that is meant, for all that can be seen
		}
	}
	if len(found) == 0 || slices.ContainsFunc(found, func(v variant) bool { return v.id != found[0].id }) {
		return Match{}, false
	}
	return Match{ID: found[0].id, Question: found[0].question, Untoned: strict}, true
}

// sameOrder tells whether the words, which are the same, stand in the same order or in
// one that says the same.
func sameOrder(f form, v variant) bool {
	if slices.Equal(f.words, v.words) {
		return true
	}
	return !f.fixed && !v.fixed && movedBlock(f.words, v.words)
}

// movedBlock tells whether b is a with two neighbouring blocks exchanged. That never
// exchanges what stands on both sides of a verb.
func movedBlock(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for len(a) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	for k := range a {
		if slices.Equal(a[:k], b[len(b)-k:]) && slices.Equal(a[k:], b[:len(b)-k]) {
			return true
		}
	}
	return len(a) == 0
}
