package fault

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// relead gives the first sound statement another lead, made by make from its place.
func (p *planter) relead(lead func(d *draft) string) (*draft, string) {
	for _, d := range p.sound(tells) {
		if d.front != "" || len(d.from) > 1 || strings.HasPrefix(lowered(d.body), "theo ") {
			continue
		}
		said := lead(d)
		if said == "" {
			continue
		}
		was := d.text()
		d.lead, d.named = said, true
		return d, was
	}
	return nil, ""
}

// underNumber names the place of d in a document numbered n.
func (p *planter) underNumber(d *draft, n corpus.Number) string {
	if n == "" || strings.Contains(sourceText(d), string(n)) {
		return ""
	}
	name := documentName(d.from[0].doc, n, p.rng.IntN(2))
	if p.rng.IntN(3) == 0 {
		return name + " quy định"
	}
	return "theo " + d.from[0].ref.Place() + " " + name
}

func (p *planter) foreignDocument() (*draft, string) {
	return p.relead(func(d *draft) string {
		for range 20 {
			o := &p.docs[p.rng.IntN(len(p.docs))]
			if o.ID == d.from[0].doc.ID || o.Number == "" || strings.Contains(sourceText(d), string(o.Number)) || strings.Contains(sourceText(d), o.Title) {
				continue
			}
			if p.rng.IntN(3) == 0 {
				return p.underNumber(d, o.Number) // the number of one, the title of the other
			}
			return "theo " + d.from[0].ref.Place() + " " + documentName(o, o.Number, p.rng.IntN(4))
		}
		return ""
	})
}

func (p *planter) nearDocument() (*draft, string) {
	return p.relead(func(d *draft) string {
		serial, year, rest, ok := splitNumber(d.from[0].doc.Number)
		if !ok {
			return ""
		}
		near := one(p.rng, []int{serial + 100, serial + 1, serial*10 + 1, serial + 10, max(1, serial-1)})
		if near == serial {
			near++
		}
		return p.underNumber(d, corpus.Number(fmt.Sprintf("%02d/%d/%s", near, year, rest)))
	})
}

func (p *planter) otherYear() (*draft, string) {
	return p.relead(func(d *draft) string {
		serial, year, rest, ok := splitNumber(d.from[0].doc.Number)
		if !ok {
			return ""
		}
		year += one(p.rng, []int{-10, -2, -1, 1, 2})
		return p.underNumber(d, corpus.Number(fmt.Sprintf("%02d/%d/%s", serial, year, rest)))
	})
}

// misplace names the place of the first sound statement with change made to it.
func (p *planter) misplace(change func(ref *corpus.Ref) bool) (*draft, string) {
	return p.relead(func(d *draft) string {
		ref := d.from[0].ref
		if !change(&ref) || ref.SamePlace(d.from[0].ref) {
			return ""
		}
		document := documentName(d.from[0].doc, d.from[0].doc.Number, p.rng.IntN(4))
		return one(p.rng, []string{"theo " + ref.Place(), "theo " + ref.Place() + " " + document, "căn cứ " + ref.Place() + " " + document})
	})
}

// another draws a label near to label.
func (p *planter) another(label string) (string, bool) {
	n, err := strconv.Atoi(label)
	if err != nil {
		return "", false
	}
	m := n + one(p.rng, []int{-3, -2, -1, 1, 2, 3, 10})
	return strconv.Itoa(m), m > 0
}

func (p *planter) wrongArticle() (*draft, string) {
	return p.misplace(func(ref *corpus.Ref) (ok bool) {
		ref.Article, ok = p.another(ref.Article)
		return ok
	})
}

func (p *planter) wrongClause() (*draft, string) {
	return p.misplace(func(ref *corpus.Ref) (ok bool) {
		ref.Clause, ok = p.another(ref.Clause)
		return ok
	})
}

func (p *planter) wrongPoint() (*draft, string) {
	return p.misplace(func(ref *corpus.Ref) bool {
		if ref.Point == "" {
			return false
		}
		ref.Point = one(p.rng, []string{"a", "b", "c", "d", "đ", "e", "g", "h"})
		return true
	})
}

// repealed tells what a place that has ended says, as if it were in force.
func (p *planter) repealed() (*draft, string) {
	for _, old := range p.a.places {
		if !old.ended || old.excepts > 0 {
			continue
		}
		for i := range shuffled(p.rng, old.statements) {
			d, ok := p.draft(p.a, old, &old.statements[i])
			if !ok {
				continue
			}
			if p.chance(60) {
				d.lead, d.named = p.leadAt(old, old.ref), true
			}
			if p.say(d) {
				return d, ""
			}
		}
	}
	return nil, ""
}

// denyForce says of a place in force that it has ended.
func (p *planter) denyForce() (*draft, string) {
	for _, at := range shuffled(p.rng, p.a.places) {
		if at.ended || strings.Contains(at.text, "hiệu lực") {
			continue
		}
		name := at.ref.Place() + " " + documentName(at.doc, at.doc.Number, p.rng.IntN(3))
		d := &draft{role: recounts, cites: []int{p.a.handle(at)}, from: []*place{at}, named: true}
		d.body = one(p.rng, []string{"lưu ý: " + name + " đã hết hiệu lực", name + " không còn hiệu lực", name + " nay đã hết hiệu lực, không được áp dụng", name + " chưa có hiệu lực thi hành"})
		if p.say(d) {
			return d, ""
		}
	}
	return nil, ""
}

// wrongPassage cites a passage that does not say what the sentence says.
func (p *planter) wrongPassage() (*draft, string) {
	for _, d := range p.sound(tells, quotes) {
		for _, o := range shuffled(p.rng, p.a.places) {
			other := !o.ended && !slices.Contains(d.from, o) && !slices.ContainsFunc(d.from, o.covers) &&
				!(o.doc.ID == d.from[0].doc.ID && strings.Contains(d.body, "hiệu lực thi hành")) // known of the whole document
			if !other || supports(o.text+" "+strings.Join(o.source(1).Names, " "), d.body) >= 0.9 {
				continue
			}
			if d.role == quotes && strings.Contains(o.text, strings.Trim(quoted.FindString(d.body), "“”")) {
				continue
			}
			was := d.text()
			d.cites = []int{p.a.handle(o)}
			return d, was
		}
	}
	return nil, ""
}

func (p *planter) unknownHandle() (*draft, string) {
	list := p.sound(tells, quotes, dates)
	if len(list) == 0 {
		return nil, ""
	}
	d, n := list[0], len(p.a.places)+1+p.rng.IntN(5)
	if p.chance(30) {
		d.cites = append(d.cites, n)
	} else {
		d.cites = []int{n}
	}
	return d, d.text()
}

func (p *planter) noCitation() (*draft, string) {
	list := p.sound(tells, quotes, dates, excepts)
	if len(list) == 0 {
		return nil, ""
	}
	list[0].cites = nil
	return list[0], list[0].text()
}
