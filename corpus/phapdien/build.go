package phapdien

import (
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// build makes the document with its articles.
func (c *Code) build(d *document) corpus.Document {
	doc := corpus.Document{
		ID: d.id, Number: d.number, Kind: d.kind, Title: d.title, Issuer: d.issuer,
		Issued: d.issued, Effective: d.effective, Partial: d.partial,
		Source:   corpus.Source{Name: Name, Edition: c.edition, Address: d.address()},
		Subjects: c.subjectsOf(d),
		Articles: make([]corpus.Article, 0, len(d.units)),
	}
	times := map[string]int{}
	for _, u := range d.units {
		a := c.article(u)
		times[a.Label]++
		if a.Key = a.Label; times[a.Label] > 1 {
			a.Key = fmt.Sprintf("%s~%d", a.Label, times[a.Label])
		}
		doc.Articles = append(doc.Articles, a)
	}
	return doc
}

// pageOf is the address of a document in the national database.
const pageOf = "https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID="

// address is the official page of the document: the one that most of its articles
// link to, for links of inserted articles go to the amending act.
func (d *document) address() string {
	count := map[string]int{}
	best := ""
	for _, u := range d.units {
		if item := u.page.item; item != "" {
			if count[item]++; count[item] > count[best] {
				best = item
			}
		}
	}
	if best == "" {
		return ""
	}
	return pageOf + best
}

// subjectsOf lists the đề mục that hold articles of the document.
func (c *Code) subjectsOf(d *document) []string {
	seen := map[int]bool{}
	for _, u := range d.units {
		seen[u.subject] = true
	}
	var names []string
	for i, s := range c.subjects {
		if seen[i] {
			names = append(names, s.String())
		}
	}
	return names
}

func (c *Code) article(u *unit) corpus.Article {
	return corpus.Article{
		Label: u.label, Heading: u.heading, Within: u.page.within,
		Body:       structure.Body(u.lines),
		InForce:    u.note.inForce(),
		Amendments: u.note.changes.amendments,
		Remark:     u.note.changes.remark,
		CrossRefs:  c.places.crossRefs(u.links),
		Address:    u.address(),
		CodePlace:  u.at.place,
	}
}

// address is the official page of the article, empty where the code lost the link.
func (u *unit) address() string {
	if u.page.item == "" {
		return ""
	}
	return u.link
}

// inForce is the interval that the note gives. An article that an amendment put in
// is in force since that, not since its document.
func (n *note) inForce() corpus.Validity {
	v := corpus.Validity{From: n.effective, Until: n.changes.until}
	amendments := n.changes.amendments // oldest first
	if len(amendments) == 0 {
		return v
	}
	if first := amendments[0].Effective; n.changes.added && !first.IsZero() {
		v.From = first
	}
	if last := amendments[len(amendments)-1]; n.changes.ended && !last.Effective.IsZero() {
		v.Until = last.Effective
		v.EndedBy = &last
	}
	return v
}
