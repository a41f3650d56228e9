package assistant

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// Limits, in bytes, of what is shown of a place that was asked for by name.
const (
	placeLimit   = 8000 // a clause or point
	articleLimit = 4500 // a whole article
)

// lookUp answers with the places that the question cites, word for word. done is
// false when the question cites documents alone and asks something of them: then
// they are searched.
func (a *Assistant) lookUp(ctx context.Context, in *inquiry, d *draft) (done bool, err error) {
	if p, ok := unclear(in.places); ok {
		return d.askWhich(in, p), nil
	}
	found, missing := 0, 0
	for _, p := range in.places {
		ok := false
		switch {
		case !p.resolved():
			err = a.missingDocument(ctx, in, d, p)
		case p.inside():
			ok, err = a.showPlace(ctx, in, d, p)
		case len(in.question.Content) == 0:
			ok, err = true, a.describe(ctx, d, p.document)
		default:
			continue
		}
		if err != nil {
			return false, err
		}
		if ok {
			found++
		} else {
			missing++
		}
		if d.answer.Status == StatusNeedsClarifying {
			return true, nil
		}
	}
	switch {
	case found+missing == 0:
		return false, nil
	case found == 0:
		d.answer.Status = StatusNothingFound
	case missing > 0:
		d.partly()
	}
	return true, a.warnAuthority(ctx, d)
}

// unclear returns the first place whose document is not decided.
func unclear(places []place) (place, bool) {
	for _, p := range places {
		if len(p.documents) > 1 || len(p.documents) == 0 && !p.ref.HasDocument() {
			return p, true
		}
	}
	return place{}, false
}

// askWhich asks back which of several documents is meant. A question with words
// enough to search for is searched instead of sent back for want of a document.
func (d *draft) askWhich(in *inquiry, p place) (done bool) {
	if len(p.documents) == 0 {
		if len(in.question.Content) > shortQuestion {
			in.places = nil
			return false
		}
		d.answer.Status = StatusNeedsClarifying
		d.note(sayf(saidWhichArticle, viet.Capital(p.ref.Place())))
		return true
	}
	d.answer.Status = StatusNeedsClarifying
	if p.ref.Number != "" {
		d.note(sayf(saidWhichNumber, string(p.ref.Number)))
	} else {
		d.note(sayf(saidWhichTitle, p.ref.Title))
	}
	for _, doc := range p.documents[:min(len(p.documents), 3)] {
		d.suggest(placeIn(doc, p.ref))
		d.near(Nearest{Place: doc.Name(), Link: DocumentLink(doc.ID), Page: DocumentPage(doc.ID)})
	}
	return true
}

// missingDocument says that the corpus does not hold the document, never that
// there is none, and names what comes close to the rest of the question.
func (a *Assistant) missingDocument(ctx context.Context, in *inquiry, d *draft, p place) error {
	d.note(sayf(saidNoDocument, viet.Capital(p.ref.Document().String()), a.upTo(ctx)))
	d.note(saidAskAdmin)
	if len(in.question.Content) == 0 {
		return nil
	}
	units, err := a.find(ctx, indexer.Query{Text: in.question.Text, AsOf: in.day, InForceOnly: true, Limit: maxNearest})
	for _, u := range units {
		d.near(nearUnit(u))
	}
	return err
}

// showPlace quotes one place of a document that the corpus holds. ok is false
// when the document has no such place in the corpus.
func (a *Assistant) showPlace(ctx context.Context, in *inquiry, d *draft, p place) (ok bool, err error) {
	arts, err := a.articlesNamed(ctx, p.document, p.ref.Article)
	if err != nil {
		return false, err
	}
	if len(arts) == 0 {
		return false, a.missingArticle(ctx, d, p)
	}
	shown := 0
	for _, art := range arts {
		r, err := a.readingOn(ctx, p.document, art, in)
		if err != nil {
			return false, err
		}
		if d.showIn(in, p, r) {
			shown++
			d.warnWording(r.wording)
			d.warnOf(r, in.past)
		}
		if d.answer.Status == StatusNeedsClarifying {
			return true, nil
		}
	}
	if shown == 0 {
		a.missingPart(d, p, arts[0])
		return false, nil
	}
	a.suggestNext(ctx, d, p, arts[0])
	return true, nil
}

// articlesNamed returns the articles of that label: a decision and the
// regulation issued with it may both have a Điều 1.
func (a *Assistant) articlesNamed(ctx context.Context, doc corpus.Document, label string) ([]corpus.Article, error) {
	var out []corpus.Article
	for n := 1; n <= 4; n++ {
		key := label
		if n > 1 {
			key = fmt.Sprintf("%s~%d", label, n)
		}
		art, err := a.corpus.Article(ctx, doc.ID, key)
		if isMissing(err) {
			break
		}
		if err != nil {
			return nil, err
		}
		out = append(out, art)
	}
	return out, nil
}

// showIn quotes the place from one article.
func (d *draft) showIn(in *inquiry, p place, r reading) bool {
	ref, art := p.ref, r.article
	if ref.Point != "" && ref.Clause == "" && !d.clauseOf(&ref, r.document, art) {
		return d.answer.Status == StatusNeedsClarifying
	}
	if ref.Clause == "" && ref.Point == "" {
		d.showArticle(in, r)
		return true
	}
	found, ok := passage.Place(art, ref.Clause, ref.Point, placeLimit)
	if !ok {
		return false
	}
	n := d.citePassage(r, found)
	d.quote(placeTitle(r, ref)+": “"+strings.Join(found.Lines, "\n")+"”", true, n)
	if ref.Point != "" && len(found.Intro) > 0 {
		d.quote(strings.Join(found.Intro, "\n"), false, n)
	}
	if ref.Point == "d" && !viet.HasTones(in.text) { // typed without marks, đ is meant as often
		if other, ok := passage.Place(art, ref.Clause, "đ", placeLimit); ok {
			ref.Point = "đ"
			d.quote(placeTitle(r, ref)+": “"+strings.Join(other.Lines, "\n")+"”", false, d.citePassage(r, other))
		}
	}
	return true
}

// clauseOf completes a point that is cited without its clause, or asks which
// clause is meant.
func (d *draft) clauseOf(ref *corpus.Ref, doc corpus.Document, art corpus.Article) bool {
	var clauses []string
	for _, c := range passage.Clauses(art) {
		if slices.Contains(passage.Points(art, c), strings.ToLower(ref.Point)) {
			clauses = append(clauses, c)
		}
	}
	switch len(clauses) {
	case 0:
		return true // the points may hang on the article itself
	case 1:
		ref.Clause = clauses[0]
		return true
	}
	d.answer.Status = StatusNeedsClarifying
	d.note(sayf(saidWhichPoint, viet.Capital(ref.Place())))
	for _, c := range clauses {
		choice := *ref
		choice.Clause = c
		d.suggest(placeIn(doc, choice))
	}
	return false
}

// placeTitle is "Khoản 2 Điều 15 Nghị định số 30/2020/NĐ-CP (Cấp số, thời gian
// ban hành văn bản)".
func placeTitle(r reading, ref corpus.Ref) string {
	doc, art := r.document, r.article
	ref.Article = art.Label
	title := placeIn(doc, ref)
	if art.Heading != "" {
		title += " (" + art.Heading + ")"
	}
	return title
}

// showArticle quotes a whole article, the words that answer first when the
// question asks something of it.
func (d *draft) showArticle(in *inquiry, r reading) {
	art := r.article
	if len(in.question.Content) > 0 {
		choice := passage.Choose(art, in.question, articleLimit)
		n := d.citePassage(r, choice.Lead)
		d.tell(placeTitle(r, corpus.Ref{})+":", false, n)
		d.sayChoice(choice, r, in.question, n)
		return
	}
	whole, _ := passage.Place(art, "", "", articleLimit)
	n := d.citePassage(r, whole)
	d.tell(placeTitle(r, corpus.Ref{})+":", false, n)
	for i, line := range whole.Lines {
		d.quote(line, i == 0, n)
	}
	if len(whole.Lines) == 0 {
		d.tell(sayf(saidNoText, art.Title()), true, n)
	}
}

// missingArticle says that the corpus holds the document without the article.
func (a *Assistant) missingArticle(ctx context.Context, d *draft, p place) error {
	ref := p.document.Ref()
	ref.Article, ref.Clause, ref.Point = p.ref.Article, p.ref.Clause, p.ref.Point
	if p.document.Source.Name == "file" && !p.document.Partial {
		whole, err := a.corpus.Document(ctx, p.document.ID)
		if err != nil {
			return err
		}
		d.note(sayf(saidHasArticles, viet.Capital(p.document.Name()), countUnits(whole.Articles), corpus.Ref{Article: p.ref.Article}.Place()))
	} else {
		d.note(sayf(saidNoPlace, viet.Capital(ref.String()), upTo(p.document.Source)))
		if p.document.Partial {
			d.note(warnPartial)
		}
	}
	d.near(Nearest{Place: p.document.Name(), Link: DocumentLink(p.document.ID), Page: DocumentPage(p.document.ID)})
	return nil
}

// missingPart says that the article has no such clause or point: as a fact only
// when the document came whole from its own file.
func (a *Assistant) missingPart(d *draft, p place, art corpus.Article) {
	ref := art.Ref(p.document)
	ref.Clause, ref.Point = p.ref.Clause, p.ref.Point
	clauses := passage.Clauses(art)
	hasClause := slices.Contains(clauses, p.ref.Clause)
	switch {
	case p.document.Source.Name != "file" || p.document.Partial:
		d.note(sayf(saidNoPlace, viet.Capital(ref.String()), upTo(p.document.Source)))
	case p.ref.Point != "" && (hasClause || p.ref.Clause == ""):
		at := corpus.Ref{Article: art.Label, Clause: p.ref.Clause}
		d.note(sayf(saidHasPoints, viet.Capital(at.Place()), joinLabels(passage.Points(art, p.ref.Clause)), p.ref.Point))
	case len(clauses) == 0:
		d.note(sayf(saidHasNoClause, viet.Capital(corpus.Ref{Article: art.Label}.Place())))
	default:
		d.note(sayf(saidHasClauses, viet.Capital(corpus.Ref{Article: art.Label}.Place()), len(clauses), p.ref.Clause))
	}
	d.near(nearArticle(p.document, art))
	d.suggest(placeIn(p.document, corpus.Ref{Article: art.Label}))
}

// describe says what a document is that was named without a question.
func (a *Assistant) describe(ctx context.Context, d *draft, doc corpus.Document) error {
	whole, err := a.corpus.Document(ctx, doc.ID)
	if err != nil {
		return err
	}
	ref, of := doc.Ref(), reading{document: doc}
	c := Citation{
		Ref: ref.String(), Place: ref.Official(&doc), Document: cited(doc), Quote: doc.Title,
		Validity: of.force(d.day), Amendments: of.amendments(), Source: sourceOf(doc, corpus.Article{}),
		Digest: doc.Digest, Link: DocumentLink(doc.ID), Page: DocumentPage(doc.ID),
	}
	n := d.add(c)
	d.tell(sayf(saidDocument, viet.Capital(c.Place), countUnits(whole.Articles), c.Validity.Evidence), true, n)
	for _, b := range whole.Outline() {
		if b.Article < 0 && len(d.answer.Sentences) < 12 {
			d.tell(b.Heading.String(), false, n)
		}
	}
	d.warnForce(of)
	if doc.Partial {
		d.warn(warnPartial)
	}
	for _, art := range whole.Articles[:min(len(whole.Articles), 2)] {
		d.suggest(placeIn(doc, corpus.Ref{Article: art.Label}))
	}
	return nil
}
