package phapdien

import (
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// divisions gives the articles of the act that a đề mục is built on the chapters
// of the đề mục, where these are the act's own: those have titles. Other articles
// have the divisions that the anchor of their page names.
func (g *gatherer) divisions(docs []*document) {
	for d, tallies := range tallyDivisions(docs) {
		for _, u := range d.units {
			t := tallies[u.subject]
			if !u.at.main || t == nil || !t.own() {
				continue
			}
			if u.page.label == "" || headingsAgree(u.page.within, u.divisions) {
				u.page.within = slices.Clone(u.divisions)
			}
		}
	}
}

// tally counts the articles of one document that a đề mục is built on.
type tally struct {
	units    int
	anchored int // with a page whose anchor names the place
	agree    int // of those, in the same chapter as in the đề mục
}

// own tells whether the chapters of the đề mục are those of the document.
func (t *tally) own() bool { return t.agree*10 >= t.anchored*9 }

// tallyDivisions finds the act that each subject is built on: the one with most
// articles among those whose place has no number of a document in it.
func tallyDivisions(docs []*document) map[*document]map[int]*tally {
	all := map[*document]map[int]*tally{}
	most := map[int]*tally{}
	for _, d := range docs {
		for _, u := range d.units {
			if !u.at.main {
				continue
			}
			if all[d] == nil {
				all[d] = map[int]*tally{}
			}
			if all[d][u.subject] == nil {
				all[d][u.subject] = &tally{}
			}
			t := all[d][u.subject]
			t.add(u)
			if m := most[u.subject]; m == nil || t.units > m.units {
				most[u.subject] = t
			}
		}
	}
	for _, tallies := range all {
		for subject, t := range tallies {
			if most[subject] != t {
				delete(tallies, subject)
			}
		}
	}
	return all
}

func (t *tally) add(u *unit) {
	t.units++
	if u.page.label == "" {
		return
	}
	t.anchored++
	if headingsAgree(u.page.within, u.divisions) {
		t.agree++
	}
}

// headingsAgree tells whether all the divisions that an anchor names are among
// those of the đề mục.
func headingsAgree(anchor, divisions []corpus.Heading) bool {
	if len(anchor) == 0 {
		return len(divisions) == 0
	}
	for _, a := range anchor {
		if !slices.ContainsFunc(divisions, func(h corpus.Heading) bool { return h.Level == a.Level && h.Label == a.Label }) {
			return false
		}
	}
	return true
}
