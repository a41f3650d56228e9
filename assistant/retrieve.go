package assistant

import (
	"context"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

// hitsWanted is how many units are looked at for one question.
const hitsWanted = 8

// unit is one hit with what it stands for: an article of a document, or a procedure.
type unit struct {
	hit       indexer.Hit
	document  corpus.Document
	article   corpus.Article
	procedure corpus.Procedure
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
		units = append(units, u)
	}
	return units, nil
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

// searchFor answers a question that cites no place.
func (a *Assistant) searchFor(ctx context.Context, in *inquiry, d *draft) error {
	query := indexer.Query{Text: in.text, AsOf: in.day, InForceOnly: true, Limit: hitsWanted}
	if doc := in.onlyDocument(); doc != "" {
		query.Document = doc
		query.Text = in.question.Text
	}
	units, err := a.find(ctx, query)
	if err != nil {
		return err
	}
	if query.Document != "" && (len(units) == 0 || !confident(units[0].hit, in.question)) {
		return a.searchEverywhere(ctx, in, d, units)
	}
	return a.fromUnits(ctx, in, d, units)
}

// searchEverywhere is for a question that names a document which does not answer
// it: other documents may, and it is said that they are others.
func (a *Assistant) searchEverywhere(ctx context.Context, in *inquiry, d *draft, inside []unit) error {
	units, err := a.find(ctx, indexer.Query{Text: in.text, AsOf: in.day, InForceOnly: true, Limit: hitsWanted})
	if err != nil {
		return err
	}
	if len(units) > 0 && confident(units[0].hit, in.question) {
		named := in.places[0].document
		if units[0].isProcedure() || units[0].document.ID != named.ID {
			d.warn(sayf(warnElsewhere, shortName(named)))
		}
		return a.fromUnits(ctx, in, d, units)
	}
	return a.nothingFound(ctx, in, d, append(inside, units...))
}

// fromUnits answers from what a search found.
func (a *Assistant) fromUnits(ctx context.Context, in *inquiry, d *draft, units []unit) error {
	units = slices.DeleteFunc(units, func(u unit) bool { return !u.isProcedure() && len(u.article.Body) == 0 })
	provisions, procedures := apart(units)
	best, other := unit{}, unit{}
	if len(provisions) > 0 {
		best = provisions[0]
	}
	if len(procedures) > 0 {
		other = procedures[0]
	}
	if prefersProcedure(other.hit, best.hit, in.question) && confident(other.hit, in.question) {
		a.answerProcedure(in, d, other.procedure)
		a.suggestAround(d, provisions, procedures[1:], in)
		return nil
	}
	if best.hit.Article == "" || !confident(best.hit, in.question) {
		return a.nothingFound(ctx, in, d, units)
	}
	provisions = ranked(provisions)
	if err := a.composeOnDay(ctx, in, d, provisions[0]); err != nil {
		return err
	}
	d.alsoSay(provisions[1:], provisions[0].hit.Score, in)
	a.suggestAround(d, provisions, procedures, in)
	return a.warnDistrict(ctx, d)
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

// ranked puts, among provisions that match equally well, the higher legal force
// first, then the later act.
func ranked(units []unit) []unit {
	best := units[0].hit.Score
	ties := 0
	for ties < len(units) && units[ties].hit.Score >= tieScore*best {
		ties++
	}
	slices.SortStableFunc(units[:ties], func(x, y unit) int {
		if f := y.document.Force() - x.document.Force(); f != 0 {
			return f
		}
		return int(since(y.document)) - int(since(x.document))
	})
	return units
}
