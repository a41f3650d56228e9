package phapdien

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// The divisions of a đề mục are those of the act that it is built on, with their
// titles, though numbered anew where the đề mục puts a chapter of another document
// between them. The anchors of pages have the act's own numbers and no titles.
// Where the two run side by side the titles can be had for the act.

// divisions gives titles to the chapters of the acts that the subjects are built
// on, and chapters to those of their articles whose page is not known. Other
// articles have the divisions that the anchor of their page names.
func (g *gatherer) divisions(docs []*document) {
	for subject, d := range builtOn(docs) {
		var units []*unit
		for _, u := range d.units {
			if u.subject == subject && u.at.main {
				units = append(units, u)
			}
		}
		pairDivisions(units).apply(units)
	}
}

// builtOn finds the act that each subject is built on: the one with most articles
// among those whose place has no number of a document in it.
func builtOn(docs []*document) map[int]*document {
	acts := map[int]*document{}
	most := map[int]int{}
	for _, d := range docs {
		count := map[int]int{}
		for _, u := range d.units {
			if u.at.main {
				count[u.subject]++
			}
		}
		for subject, n := range count {
			if n > most[subject] {
				most[subject], acts[subject] = n, d
			}
		}
	}
	return acts
}

// divisionPairs holds which division of the act is which of the đề mục.
type divisionPairs struct {
	count  map[[2]string]int // articles that lie in both
	act    map[string]int    // articles by division of the act
	code   map[string]int    // and of the đề mục
	titles map[string]string // by division of the đề mục
	own    map[string][]corpus.Heading
}

// pairDivisions counts the articles whose place in the act is known.
func pairDivisions(units []*unit) *divisionPairs {
	p := &divisionPairs{
		count: map[[2]string]int{}, act: map[string]int{}, code: map[string]int{},
		titles: map[string]string{}, own: map[string][]corpus.Heading{},
	}
	for _, u := range units {
		for i, h := range u.divisions {
			p.titles[divisionKey(u.divisions[:i+1])] = h.Title
		}
		if !u.anchored() {
			continue
		}
		for i, h := range u.page.within {
			j := slices.IndexFunc(u.divisions, func(d corpus.Heading) bool { return d.Level == h.Level })
			if j < 0 {
				continue
			}
			act, code := divisionKey(u.page.within[:i+1]), divisionKey(u.divisions[:j+1])
			p.count[[2]string{act, code}]++
			p.act[act]++
			p.code[code]++
			p.own[act] = u.page.within[:i+1]
		}
	}
	return p
}

// anchored tells whether the unit's link names its own place, not one in an
// amending act.
func (u *unit) anchored() bool { return u.page.label != "" && u.page.label == u.label }

// divisionKey is a key for nested divisions.
func divisionKey(headings []corpus.Heading) string {
	var b strings.Builder
	for _, h := range headings {
		b.WriteString(string(h.Level) + " " + h.Label + "/")
	}
	return b.String()
}

// apply puts the titles and chapters found into the units.
func (p *divisionPairs) apply(units []*unit) {
	title := map[string]string{}         // by division of the act
	own := map[string][]corpus.Heading{} // by division of the đề mục
	for pair, n := range p.count {
		if n*10 >= p.act[pair[0]]*9 && n*10 >= p.code[pair[1]]*9 {
			title[pair[0]] = p.titles[pair[1]]
			own[pair[1]] = p.own[pair[0]]
		}
	}
	for _, u := range units {
		if !u.anchored() {
			u.page.within = p.chaptersOf(u, own)
		}
		u.page.within = slices.Clone(u.page.within)
		for i := range u.page.within {
			if t := title[divisionKey(u.page.within[:i+1])]; t != "" {
				u.page.within[i].Title = t
			}
		}
	}
}

// chaptersOf finds the act's own chapters for a unit by those of the đề mục. In an
// act whose numbers the đề mục keeps, as far as its pages are known, they are taken
// as they are.
func (p *divisionPairs) chaptersOf(u *unit, own map[string][]corpus.Heading) []corpus.Heading {
	if p.keepsNumbers() {
		return u.divisions
	}
	for n := len(u.divisions); n > 0; n-- {
		if headings, ok := own[divisionKey(u.divisions[:n])]; ok {
			return headings
		}
	}
	return nil
}

// keepsNumbers tells whether the đề mục numbers the act's chapters as the act does,
// but for single slips.
func (p *divisionPairs) keepsNumbers() bool {
	all, same := 0, 0
	for pair, n := range p.count {
		all += n
		if pair[0] == pair[1] {
			same += n
		}
	}
	return same*100 >= all*98
}
