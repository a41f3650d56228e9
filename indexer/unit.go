package indexer

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// unit is one thing that a search can find, as it is indexed.
type unit struct {
	ID      string // articleID or procedureID
	Kind    corpus.Kind
	Issuer  string
	From    corpus.Date // in force from, zero when unknown
	Until   corpus.Date // in force until, excluded; zero when no end is known
	Place   int         // among the units of its document or procedure, from 0
	Topic   string      // the đề mục of the official code that holds it: "36.3"
	Title   string      // of the document, or the field of a procedure
	Within  string      // the titles of the Phần, Chương, Mục that enclose an article
	Heading string      // of the article, or the name of a procedure
	Body    string      // its khoản ended by clauseEnd
}

// The identifiers of units in the index: "a/30-2020-nd-cp/15", "p/1.001321" and,
// for parts of a procedure, "p/1.001321/ho-so" and "p/1.001321/trinh-tu".
const (
	articlePrefix   = "a/"
	procedurePrefix = "p/"
)

func articleID(document corpus.DocumentID, key string) string {
	return articlePrefix + string(document) + "/" + key
}

func procedureID(code string) string { return procedurePrefix + code }

// hitOf reads an identifier back.
func hitOf(id string) Hit {
	if code, ok := strings.CutPrefix(id, procedurePrefix); ok {
		code, _, _ = strings.Cut(code, "/")
		return Hit{Procedure: code}
	}
	document, key, _ := strings.Cut(strings.TrimPrefix(id, articlePrefix), "/")
	return Hit{Document: corpus.DocumentID(document), Article: key}
}

// articleUnits returns the units of a document, one an article. What its source
// no longer holds has none.
func articleUnits(d *corpus.Document) []unit {
	units := make([]unit, 0, len(d.Articles))
	title := d.Name()
	for i := range d.Articles {
		a := &d.Articles[i]
		if !a.Withdrawn.IsZero() || !d.Withdrawn.IsZero() {
			continue
		}
		from, until := inForce(d, a)
		units = append(units, unit{
			ID: articleID(d.ID, a.Key), Kind: d.Kind, Issuer: d.Issuer,
			From: from, Until: until, Place: i, Topic: topicOf(a.CodePlace),
			Title: title, Within: withinText(a.Within), Heading: a.Heading, Body: bodyText(a.Body),
		})
	}
	return units
}

// inForce is the interval of the article within that of its document.
func inForce(d *corpus.Document, a *corpus.Article) (from, until corpus.Date) {
	from, until = a.InForce.From, a.InForce.Until
	if from.IsZero() {
		from = d.InForce.From
	}
	if from.IsZero() {
		from = d.Effective
	}
	if whole := d.InForce.Until; !whole.IsZero() && (until.IsZero() || whole < until) {
		until = whole
	}
	return from, until
}

// clauseEnd stands in a body where a khoản ends, or a paragraph beside them.
const clauseEnd = "\n\n"

// bodyText is the wording without the heading, which is a field of its own.
func bodyText(nodes []corpus.Node) string {
	var b strings.Builder
	for i := range nodes {
		b.WriteString(nodes[i].FullText())
		b.WriteString(clauseEnd)
	}
	return b.String()
}

// withinText is the titles of the divisions, outermost first.
func withinText(within []corpus.Heading) string {
	var titles []string
	for _, h := range within {
		if h.Title != "" {
			titles = append(titles, h.Title)
		}
	}
	return strings.Join(titles, "\n")
}

// topicOf is the đề mục in a place of the official code: "36.3" of "36.3.LQ.1".
func topicOf(place string) string {
	parts := strings.SplitN(place, ".", 3)
	if len(parts) < 3 {
		return ""
	}
	return parts[0] + "." + parts[1]
}

// procedureUnits returns the units of a procedure: its name with its fields but
// the long ones, with its dossier, and with its steps and conditions. Whole, a
// procedure is four times as long as an article, and BM25 would hold that
// against it. Its field and agency stand where the title of a document stands,
// its name where a heading does.
func procedureUnits(p *corpus.Procedure) []unit {
	fields := *p
	fields.Dossier, fields.Steps, fields.Conditions = nil, "", ""
	dossier := corpus.Procedure{Name: p.Name, Dossier: p.Dossier}
	steps := corpus.Procedure{Name: p.Name, Steps: p.Steps, Conditions: p.Conditions}
	units := []unit{{ID: procedureID(p.Code), Body: fields.Text()}}
	if len(p.Dossier) > 0 {
		units = append(units, unit{ID: procedureID(p.Code) + "/ho-so", Body: dossier.Text()})
	}
	if p.Steps != "" || p.Conditions != "" {
		units = append(units, unit{ID: procedureID(p.Code) + "/trinh-tu", Body: steps.Text()})
	}
	for i := range units {
		units[i].Place = i
		units[i].Issuer, units[i].Heading = p.Agency, p.Name
		units[i].Title = strings.Join([]string{"Thủ tục hành chính", p.Code, p.Field, p.Agency, p.Province}, " ")
	}
	return units
}
