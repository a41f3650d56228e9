package phapdien

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// arrange puts the articles of a document in its order, with one article a label.
func (d *document) arrange(r *Report) {
	d.settleLabels()
	d.splitEmbedded()
	slices.SortStableFunc(d.units, func(a, b *unit) int {
		if c := compareLabels(a.label, b.label); c != 0 {
			return c
		}
		return a.order - b.order
	})
	var kept []*unit
	for i := 0; i < len(d.units); {
		end := i + 1
		for end < len(d.units) && d.units[end].label == d.units[i].label {
			end++
		}
		kept = append(kept, d.merge(d.units[i:end], r)...)
		i = end
	}
	d.units = kept
	d.partial = hasGaps(d.units)
	d.titleDivisions()
}

// settleLabels gives one of two articles with the same label the label that its
// anchor and its place in the code agree on, when no other article has that.
func (d *document) settleLabels() {
	taken := map[string]int{}
	for _, u := range d.units {
		taken[u.label]++
	}
	for _, u := range d.units {
		if other := u.otherLabel(); other != "" && taken[u.label] > 1 && taken[other] == 0 {
			taken[u.label]--
			taken[other]++
			u.label = other
		}
	}
}

// splitEmbedded takes articles out that a page left inside the one before them.
func (d *document) splitEmbedded() {
	var all []*unit
	for _, u := range d.units {
		all = append(all, u)
		for next := u.cutNext(); next != nil; next = next.cutNext() {
			all = append(all, next)
		}
	}
	d.units = all
}

// cutNext cuts the following article off the unit's text; nil when its text holds
// none. Only the very next number counts: others are articles of an annex, or of
// an act that is being amended.
func (u *unit) cutNext() *unit {
	n := labelNumber(u.label)
	if n == 0 {
		return nil
	}
	for i, l := range u.lines {
		m := articleLine.FindStringSubmatch(l.Text)
		if m == nil || l.Table {
			continue
		}
		if m[1] != strconv.Itoa(n+1) || i == 0 || strings.HasSuffix(u.lines[i-1].Text, ":") {
			return nil
		}
		next := &unit{
			title: u.title, heading: strings.TrimSpace(m[2]), subject: u.subject, order: u.order, embedded: true,
			note: note{kind: u.note.kind, number: u.note.number, effective: u.note.effective},
			page: address{item: u.page.item, within: slices.Clone(u.page.within)}, link: pageOf + u.page.item,
			lines: u.lines[i+1:], stray: u.stray, label: m[1],
		}
		u.lines, u.stray = u.lines[:i:i], nil
		return next
	}
	return nil
}

// merge makes one article of the copies of one: the copy amended last, or else
// the first. Articles under one label that are not copies all stay.
func (d *document) merge(units []*unit, r *Report) []*unit {
	if len(units) == 1 {
		return units
	}
	var kept []*unit
	for _, u := range units {
		i := slices.IndexFunc(kept, func(k *unit) bool { return isCopy(k, u) })
		if i < 0 {
			kept = append(kept, u)
			continue
		}
		report := Repeat{Document: d.id, Label: u.label, Places: []string{kept[i].title, u.title}, Same: kept[i].text() == u.text()}
		if u.newest() > kept[i].newest() && !u.embedded || kept[i].embedded && !u.embedded {
			kept[i], u = u, kept[i]
			slices.Reverse(report.Places)
		}
		kept[i].takeOver(u)
		r.Repeated = append(r.Repeated, report)
	}
	for _, u := range kept[1:] {
		r.Repeated = append(r.Repeated, Repeat{
			Document: d.id, Label: u.label, Places: []string{kept[0].title, u.title}, Both: true,
		})
	}
	return kept
}

// takeOver keeps what only the dropped copy has.
func (u *unit) takeOver(dropped *unit) {
	for _, l := range dropped.links {
		if !slices.Contains(u.links, l) {
			u.links = append(u.links, l)
		}
	}
	if u.stray == nil {
		u.stray = dropped.stray
	}
	if u.page.label == "" && dropped.page.label != "" || len(u.page.within) < len(dropped.page.within) {
		u.page, u.link = dropped.page, dropped.link
	}
}

// isCopy tells whether two articles under one label are the same article, perhaps
// before and after an amendment.
func isCopy(a, b *unit) bool {
	if a.id != "" && a.id == b.id {
		return true
	}
	ta, tb := a.text(), b.text()
	if ta == tb || a.heading != "" && strings.EqualFold(a.heading, b.heading) {
		return true
	}
	return alike(ta, tb)
}

// alike tells whether most words of the shorter text stand in the longer one.
func alike(a, b string) bool {
	words := map[string]int{}
	fa, fb := strings.Fields(a), strings.Fields(b)
	if len(fa) > len(fb) {
		fa, fb = fb, fa
	}
	for _, w := range fb {
		words[w]++
	}
	found := 0
	for _, w := range fa {
		if words[w] > 0 {
			words[w]--
			found++
		}
	}
	return len(fa) > 0 && found*10 >= len(fa)*8 && len(fb) < 3*len(fa)
}

// hasGaps tells whether articles are missing before the last one.
func hasGaps(units []*unit) bool {
	last, there := 0, map[int]bool{}
	for _, u := range units {
		n := labelNumber(u.label)
		there[n] = true
		last = max(last, n)
	}
	delete(there, 0)
	return len(there) < last
}

// titleDivisions gives the chapters the titles that were left at the end of the
// articles before them.
func (d *document) titleDivisions() {
	titles := map[corpus.Level]corpus.Heading{}
	for _, u := range d.units {
		for i, h := range u.page.within {
			if t, ok := titles[h.Level]; ok && t.Label == h.Label && h.Title == "" {
				u.page.within[i].Title = t.Title
			}
		}
		for _, h := range u.stray {
			for _, level := range divisionLevels[rankOf(h.Level)+1:] {
				delete(titles, level)
			}
			titles[h.Level] = h
		}
	}
}
