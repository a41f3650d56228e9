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
	Title   string      // of the document, or the field of a procedure
	Heading string      // of the article, or the name of a procedure
	Body    string
}

// The identifiers of units in the index: "a/30-2020-nd-cp/15" and "p/1.001321".
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
		units = append(units, unit{
			ID: articleID(d.ID, a.Key), Kind: d.Kind, Issuer: d.Issuer,
			From: a.InForce.From, Until: a.InForce.Until,
			Title: title, Heading: a.Heading, Body: bodyText(a.Body),
		})
	}
	return units
}

// bodyText is the wording without the heading, which is a field of its own.
func bodyText(nodes []corpus.Node) string {
	var b strings.Builder
	for i := range nodes {
		b.WriteString(nodes[i].FullText())
		b.WriteByte('\n')
	}
	return b.String()
}

// procedureUnit returns the unit of a procedure. Its field and agency stand
// where the title of a document stands, its name where a heading does.
func procedureUnit(p *corpus.Procedure) unit {
	return unit{
		ID: procedureID(p.Code), Issuer: p.Agency,
		Title:   strings.Join([]string{"Thủ tục hành chính", p.Code, p.Field, p.Agency, p.Province}, " "),
		Heading: p.Name, Body: p.Text(),
	}
}
