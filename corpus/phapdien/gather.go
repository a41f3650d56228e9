package phapdien

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// groupKey tells documents apart: laws and resolutions have shared numbers.
type groupKey struct {
	kind corpus.Kind
	name string // Number.Key, or the key of the title where there is no number
}

// document is one document being gathered, and afterwards the parts of it that do
// not lie in its articles' text.
type document struct {
	key       groupKey
	id        corpus.DocumentID
	kind      corpus.Kind
	number    corpus.Number
	title     string
	issuer    string
	issued    corpus.Date
	effective corpus.Date
	units     []*unit // in the document's order, once gathered
	partial   bool
}

// gatherer brings the articles of all subjects together by document.
type gatherer struct {
	code   *Code
	groups map[groupKey]*document
	units  []*unit
	order  int
}

// subject takes in the articles of one đề mục.
func (g *gatherer) subject(p readPage) {
	c := g.code
	index := len(c.subjects)
	c.subjects = append(c.subjects, p.subject)
	if len(p.articles) == 0 {
		c.report.EmptySubjects = append(c.report.EmptySubjects, p.subject.String())
	}
	var unnoted []*unit
	first := len(g.units)
	for _, raw := range p.articles {
		u, noted := newUnit(raw)
		u.subject, u.order = index, g.order
		g.order++
		g.note(u, raw.note)
		if len(raw.lines) == 0 {
			c.report.Empty = append(c.report.Empty, raw.title)
		}
		switch {
		case len(u.lines) == 0 && u.heading == "":
			// nothing to keep
		case !noted:
			unnoted = append(unnoted, u)
		default:
			g.units = append(g.units, u)
		}
	}
	for _, u := range unnoted {
		if !u.attribute(g.units[first:]) {
			c.report.Unplaced = append(c.report.Unplaced, u.title)
			continue
		}
		g.units = append(g.units, u)
	}
}

// note counts what the note said of amendments.
func (g *gatherer) note(u *unit, text string) {
	c := u.note.changes
	r := &g.code.report
	if c.noted {
		r.AmendmentNotes++
		r.Amendments += len(c.amendments)
	}
	if c.problem != "" {
		title, _, _ := strings.Cut(u.title, ". ")
		r.UnreadNotes = append(r.UnreadNotes, NoteProblem{Article: title, Problem: c.problem, Note: text})
	}
}

// attribute finds the document of a unit without a note: that of the articles
// numbered before it in the same run of the code ("27.1.TT.13.1", "27.1.TT.13.2"
// and this "27.1.TT.13.3"). The run must be of one document, and an inserted
// article (68a) follow its own number, or nothing is concluded.
func (u *unit) attribute(units []*unit) bool {
	var before *unit
	for _, o := range units {
		if !u.at.sameRun(o.at) || labelNumber(o.at.label) > labelNumber(u.at.label) {
			continue
		}
		inserted := labelNumber(o.at.label) == labelNumber(u.at.label)
		switch {
		case o.label != o.at.label:
			if !u.inserted() {
				return false
			}
		case before == nil || inserted || compareLabels(before.label, o.label) < 0:
			if before != nil && !inserted && before.note.number != o.note.number {
				return false
			}
			before = o
		}
	}
	if before == nil || u.inserted() && labelNumber(before.label) != labelNumber(u.at.label) {
		return false
	}
	u.note = note{kind: before.note.kind, number: before.note.number, effective: before.note.effective}
	if u.note.number == "" {
		u.note.title = before.note.title
	}
	u.label = u.at.label
	return true
}

// inserted tells whether the unit's place ends in a letter: 68a.
func (u *unit) inserted() bool { return len(ranks(u.at.label)) > 0 }

// add puts a unit with its document.
func (g *gatherer) add(u *unit) {
	key := groupKey{u.note.kind, u.note.number.Key()}
	if u.note.number == "" {
		key.name = "~" + corpus.TitleKey(u.note.title)
	}
	d := g.groups[key]
	if d == nil {
		d = &document{key: key, kind: u.note.kind, number: u.note.number}
		g.groups[key] = d
	}
	d.units = append(d.units, u)
}

// finish makes the documents of the groups.
func (g *gatherer) finish() {
	for _, u := range g.units {
		g.add(u)
	}
	g.units = nil
	docs := g.inOrder()
	docs = mergeMisprints(docs)
	docs = splitNamesakes(docs)
	c := g.code
	for _, d := range docs {
		d.describe()
	}
	g.findTitles(docs)
	for _, d := range docs {
		if d.title == "" {
			c.report.Untitled = append(c.report.Untitled, string(d.kind)+" "+string(d.number))
		}
	}
	g.divisions(docs)
	nameDocuments(docs)
	slices.SortFunc(docs, func(a, b *document) int { return strings.Compare(string(a.id), string(b.id)) })
	for _, d := range docs {
		d.arrange(&c.report)
		c.report.Articles += len(d.units)
		if d.partial {
			c.report.Partial++
		}
	}
	c.documents = docs
	c.places = newTargets(docs)
}

// inOrder lists the documents by their first article in the code.
func (g *gatherer) inOrder() []*document {
	docs := make([]*document, 0, len(g.groups))
	for _, d := range g.groups {
		docs = append(docs, d)
	}
	g.groups = nil
	slices.SortFunc(docs, func(a, b *document) int { return a.units[0].order - b.units[0].order })
	return docs
}

// describe takes title, issuer and dates from the notes that give them. Where they
// differ, the most frequent title and then the first counts.
func (d *document) describe() {
	count := map[string]int{}
	effective := map[corpus.Date]int{}
	for _, u := range d.units {
		if u.note.title != "" {
			count[u.note.title]++
		}
		effective[u.note.effective]++
	}
	var best *unit
	for _, u := range d.units {
		if u.note.title != "" && (best == nil || count[u.note.title] > count[best.note.title]) {
			best = u
		}
	}
	if best != nil {
		d.title, d.issuer, d.issued, d.effective = best.note.title, best.note.issuer, best.note.issued, best.note.effective
	}
	for _, u := range d.units {
		if d.issued.IsZero() && !u.note.issued.IsZero() {
			d.issued, d.issuer = u.note.issued, u.note.issuer
		}
		if best == nil && effective[u.note.effective] > effective[d.effective] {
			d.effective = u.note.effective
		}
	}
}

// nameDocuments gives each document its ID. Documents that would share one, such
// as the two decrees numbered 73-CP, get the year of issue as well.
func nameDocuments(docs []*document) {
	byID := map[corpus.DocumentID][]*document{}
	for _, d := range docs {
		d.id = corpus.NewDocumentID(d.kind, d.number, d.title)
		byID[d.id] = append(byID[d.id], d)
	}
	taken := map[corpus.DocumentID]bool{}
	for id := range byID {
		taken[id] = true
	}
	for _, d := range docs { // in the order of the code, so that the names are stable
		if len(byID[d.id]) < 2 {
			continue
		}
		base := fmt.Sprintf("%s-%d", d.id, cmp.Or(d.issued, d.effective).Year())
		id := corpus.DocumentID(base)
		for n := 2; taken[id]; n++ {
			id = corpus.DocumentID(fmt.Sprintf("%s-%d", base, n))
		}
		taken[id] = true
		d.id = id
	}
}
