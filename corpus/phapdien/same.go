package phapdien

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// mergeMisprints joins groups that are one document under two spellings of its
// number ("211/2013/TT-BTP" for "…-BTC"): same kind, same serial and year, same page.
func mergeMisprints(docs []*document) []*document {
	type pageKey struct {
		item, serial string
		kind         corpus.Kind
	}
	home := map[pageKey]*document{}
	keysOf := func(d *document) map[pageKey]int {
		keys := map[pageKey]int{}
		for _, u := range d.units {
			if u.page.item != "" && d.number != "" {
				keys[pageKey{u.page.item, serialOf(d.number), d.kind}]++
			}
		}
		return keys
	}
	for _, d := range docs {
		for k := range keysOf(d) {
			if h := home[k]; h == nil || len(d.units) > len(h.units) {
				home[k] = d
			}
		}
	}
	kept := docs[:0:0]
	for _, d := range docs {
		into := d
		for k := range keysOf(d) {
			if h := home[k]; len(h.units) > len(into.units) {
				into = h
			}
		}
		if into != d {
			into.units = append(into.units, d.units...)
			continue
		}
		kept = append(kept, d)
	}
	return kept
}

// serialOf is the number without its letters: "211/2013".
func serialOf(n corpus.Number) string {
	parts := strings.SplitN(n.Key(), "/", 3)
	if len(parts) == 3 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// splitNamesakes takes apart documents that share kind and number, such as the two
// decrees 73-CP: what has other days of effect and repeats labels of the rest is
// another document.
func splitNamesakes(docs []*document) []*document {
	var out []*document
	for _, d := range docs {
		out = append(out, d.split()...)
	}
	return out
}

func (d *document) split() []*document {
	days := map[corpus.Date][]*unit{}
	largest := d.units[0].note.effective
	for _, u := range d.units {
		day := u.note.effective
		if days[day] = append(days[day], u); len(days[day]) > len(days[largest]) {
			largest = day
		}
	}
	if len(days) == 1 {
		return []*document{d}
	}
	parts := map[corpus.Date]*document{largest: d}
	order := []*document{d}
	for _, u := range d.units {
		day := u.note.effective
		if parts[day] == nil && clash(days[largest], days[day]) {
			parts[day] = &document{key: d.key, kind: d.kind, number: d.number}
			order = append(order, parts[day])
		}
	}
	units := d.units
	d.units = nil
	for _, u := range units {
		p := parts[u.note.effective]
		if p == nil {
			p = d
		}
		p.units = append(p.units, u)
	}
	return order
}

// clash tells whether two sets of articles have labels in common, two at least,
// under which they say different things on different pages.
func clash(a, b []*unit) bool {
	byLabel := map[string]*unit{}
	for _, u := range a {
		byLabel[u.label] = u
	}
	common := 0
	for _, u := range b {
		if o := byLabel[u.label]; o != nil && o.page.item != u.page.item && !isCopy(o, u) {
			common++
		}
	}
	return common >= 2
}
