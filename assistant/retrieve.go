package assistant

import (
	"context"
	"math"
	"slices"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// hitsWanted is how many units are looked at for one question.
const hitsWanted = 8

// unit is one hit with what it stands for: an article of a document, or a procedure.
type unit struct {
	hit       indexer.Hit
	document  corpus.Document
	article   corpus.Article
	procedure corpus.Procedure
	grounds   grounds
	worth     float64 // its score, put right: see rerank
	// rank is that in the search for the question, from 1; 0 when another found it.
	rank int
}

// text is everything that the index holds of the unit.
func (u unit) text() string {
	if u.isProcedure() {
		return u.procedure.Text()
	}
	return u.document.Title + " " + u.article.Heading + " " + u.article.Text()
}

func (u unit) isProcedure() bool { return u.hit.Procedure != "" }

// find searches, and reads what was found. Units that the corpus has lost since
// the index was built are passed over.
func (a *Assistant) find(ctx context.Context, q indexer.Query) ([]unit, error) {
	hits, err := a.search.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	units := make([]unit, 0, len(hits))
	for _, h := range hits {
		u, err := a.read(ctx, h)
		switch {
		case isMissing(err):
			continue
		case err != nil:
			return nil, err
		}
		if !q.InForceOnly || u.mayHold(q.AsOf) {
			units = append(units, u)
		}
	}
	return units, nil
}

// mayHold is false of what is known not to be in force on the day, as one of the
// document that it lies in is.
func (u unit) mayHold(day corpus.Date) bool {
	if u.isProcedure() || day.IsZero() {
		return true
	}
	switch (reading{document: u.document, article: u.article}).validity().At(day) {
	case corpus.ForceNotYet, corpus.ForceExpired:
		return false
	default:
		return true
	}
}

func (a *Assistant) read(ctx context.Context, h indexer.Hit) (u unit, err error) {
	u.hit = h
	if h.Procedure != "" {
		u.procedure, err = a.corpus.Procedure(ctx, h.Procedure)
		return u, err
	}
	if u.document, err = a.corpus.Head(ctx, h.Document); err != nil {
		return u, err
	}
	u.article, err = a.corpus.Article(ctx, h.Document, h.Article)
	return u, err
}

// findFor is find for a question: the units know how much of it they hold, and
// are ordered by that too.
func (a *Assistant) findFor(ctx context.Context, q indexer.Query, asked question.Question) ([]unit, error) {
	q.Emphasis = asked.Emphasis()
	units, err := a.find(ctx, q)
	if err != nil {
		return nil, err
	}
	units = slices.DeleteFunc(units, func(u unit) bool { return !u.isProcedure() && len(u.article.Body) == 0 })
	for i := range units {
		units[i].rank, units[i].grounds = i+1, groundsOf(asked, units[i].text())
	}
	rerank(units, asked)
	return units, nil
}

// searchFor answers a question that cites no place. One that names a document
// is answered from that document, or when it does not answer from others, which
// is then said.
func (a *Assistant) searchFor(ctx context.Context, in *inquiry, d *draft) error {
	doc := in.onlyDocument()
	inside, err := a.findInside(ctx, in, doc)
	if err != nil {
		return err
	}
	if len(inside) > 0 && inside[0].hit.Coverage >= insideCoverage {
		return a.fromUnits(ctx, in, d, inside)
	}
	units, err := a.findAround(ctx, in)
	if err != nil {
		return err
	}
	sure, err := a.confident(ctx, in.question, units)
	if err != nil {
		return err
	}
	if !sure {
		return a.nothingFound(ctx, in, d, append(inside, units...))
	}
	if doc != "" && units[0].document.ID != doc {
		d.warnAlways(sayf(warnElsewhere, viet.Capital(shortName(in.places[0].document))))
	}
	return a.fromUnits(ctx, in, d, units)
}

// findInside searches one document, or nothing when none is named.
func (a *Assistant) findInside(ctx context.Context, in *inquiry, doc corpus.DocumentID) ([]unit, error) {
	if doc == "" {
		return nil, nil
	}
	return a.findFor(ctx, indexer.Query{Text: in.question.Text, AsOf: in.day, Document: doc, Limit: hitsWanted}, in.question)
}

// findAround searches everything, and procedures once more by themselves when
// the question speaks of carrying one out.
func (a *Assistant) findAround(ctx context.Context, in *inquiry) ([]unit, error) {
	query := indexer.Query{Text: in.text, AsOf: in.day, InForceOnly: true, Limit: hitsWanted}
	units, err := a.findFor(ctx, query, in.question)
	if err != nil || !in.question.AboutProcedure() || in.question.Field == question.FieldNone || slices.ContainsFunc(units, unit.isProcedure) {
		return units, err
	}
	query.Scope, query.Limit = indexer.ScopeProcedures, 2
	more, err := a.findFor(ctx, query, in.question)
	for i := range more {
		more[i].rank = 0
	}
	return append(units, more...), err
}

// fromUnits answers from what a search found.
func (a *Assistant) fromUnits(ctx context.Context, in *inquiry, d *draft, units []unit) error {
	provisions, procedures := apart(units)
	procedures = in.atHome(procedures)
	d.found = units
	best, other := unit{}, unit{}
	if len(provisions) > 0 {
		best = provisions[0]
	}
	if len(procedures) > 0 {
		other = procedures[0]
	}
	if prefersProcedure(other, best, in.question) {
		a.answerProcedure(in, d, other.procedure)
		in.warnElsewhere(d)
		d.alsoSay(provisions[:min(len(provisions), 1)], other.worth, in)
		a.suggestAround(d, provisions, procedures[1:], in)
		return nil
	}
	provisions = ranked(provisions)
	if err := a.composeOnDay(ctx, in, d, provisions[0]); err != nil {
		return err
	}
	d.alsoSay(provisions[1:], provisions[0].worth, in)
	if err := a.nameConflicts(ctx, d); err != nil {
		return err
	}
	a.suggestAround(d, provisions, procedures, in)
	return a.warnAuthority(ctx, d)
}

func apart(units []unit) (provisions, procedures []unit) {
	for _, u := range units {
		if u.isProcedure() {
			procedures = append(procedures, u)
		} else {
			provisions = append(provisions, u)
		}
	}
	return provisions, procedures
}

// ranked puts, among provisions worth nearly as much as the best, the higher
// legal force first.
func ranked(units []unit) []unit {
	ties := 0
	for ties < len(units) && units[ties].worth >= units[0].worth+math.Log(tieScore) {
		ties++
	}
	slices.SortStableFunc(units[:ties], func(x, y unit) int { return y.document.Force() - x.document.Force() })
	return units
}
