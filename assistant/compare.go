package assistant

import (
	"context"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// sideLimit bounds, in bytes, what is quoted of each side of a comparison.
const sideLimit = 1500

// compare puts two provisions side by side, each quoted with its source: the places
// that the question cites, or the best provision for each of the two things it names.
func (a *Assistant) compare(ctx context.Context, in *inquiry, d *draft) (done bool, err error) {
	if n := placesInside(in.places); n >= 2 {
		bare := *in
		bare.question = question.Question{}
		return a.lookUp(ctx, &bare, d)
	}
	one, other, ok := question.Compared(in.text)
	if !ok {
		return false, nil
	}
	left, ok, err := a.sideOf(ctx, in, one)
	if !ok || err != nil {
		return false, err
	}
	right, ok, err := a.sideOf(ctx, in, other)
	if !ok || err != nil || sameUnit(left.unit, right.unit) {
		return false, err
	}
	for _, s := range []side{left, right} {
		if err := a.showSide(ctx, in, d, s); err != nil {
			return false, err
		}
	}
	d.found = []unit{left.unit, right.unit}
	return true, a.warnAuthority(ctx, d)
}

func placesInside(places []place) int {
	n := 0
	for _, p := range places {
		if p.inside() {
			n++
		}
	}
	return n
}

// side is one of the two things compared.
type side struct {
	name  string
	asked question.Question
	unit  unit
}

// sideOf finds the provision that one side of a comparison is about. ok is false when
// none is found with confidence.
func (a *Assistant) sideOf(ctx context.Context, in *inquiry, name string) (s side, ok bool, err error) {
	s = side{name: name, asked: question.Parse(name)}
	if len(s.asked.Content) <= shortQuestion { // a name alone asks what the thing is
		s.asked = question.Parse(name + " là gì")
	}
	units, err := a.findFor(ctx, indexer.Query{
		Text: s.asked.Text, AsOf: in.day, InForceOnly: true, Scope: indexer.ScopeArticles, Limit: hitsWanted, Document: in.onlyDocument(),
	}, s.asked)
	if err != nil || len(units) == 0 {
		return s, false, err
	}
	s.unit = units[0]
	sure, err := a.confident(ctx, s.asked, units)
	return s, sure || s.unit.hit.Coverage == 1, err
}

func (a *Assistant) showSide(ctx context.Context, in *inquiry, d *draft, s side) error {
	r, err := a.readingOn(ctx, s.unit.document, s.unit.article, in)
	if err != nil {
		return err
	}
	choice := passage.Choose(r.article, s.asked, sideLimit)
	n := d.citePassage(r, choice.Lead)
	d.tell(viet.Capital(s.name)+" – "+placeTitle(r, r.article.Ref(r.document))+":", false, n)
	d.sayChoice(choice, r, s.asked, n)
	d.warnWording(r.wording)
	d.warnOf(r, in.past)
	return nil
}

func sameUnit(x, y unit) bool {
	return x.document.ID == y.document.ID && x.article.Key == y.article.Key
}
