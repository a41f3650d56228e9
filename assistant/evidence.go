package assistant

import (
	"context"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/prompt"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/assistant/verify"
	"github.com/trolycongvu/congvu/corpus"
)

// Bounds of the evidence that a model is shown, in bytes of text.
const (
	evidenceLimit = 6000 // of the article that answers best
	besideLimit   = 1500 // of each further article
	exhibitLimit  = 3000 // of one passage
	maxExhibits   = 14
	maxBeside     = 5 // articles besides those that the extractive answer quotes
)

// exhibit is one numbered passage of the evidence: what the model is shown of it,
// what its sentences are held against, and how the answer cites it.
type exhibit struct {
	reading  reading
	citation Citation
	source   verify.Source
	shown    prompt.Passage
}

// evidence numbers the passages that a model may answer from: the clauses of the
// articles that the extractive answer quotes, then the best clause of each other
// article that was found.
func (a *Assistant) evidence(ctx context.Context, in *inquiry, d *draft) ([]exhibit, error) {
	var out []exhibit
	for i, r := range d.readings {
		limit := besideLimit
		if i == 0 {
			limit = evidenceLimit
		}
		out = d.exhibits(out, r, evidencePlaces(r.article, in.question, limit))
	}
	beside := 0
	for _, u := range d.found {
		if beside == maxBeside || u.isProcedure() || d.hasRead(u.document.ID, u.article.Key) {
			continue
		}
		r, err := a.readingOn(ctx, u.document, u.article, in)
		if err != nil {
			return nil, err
		}
		if r.wording == wordingLater {
			continue // not the words of the day
		}
		out = d.exhibits(out, r, evidencePlaces(r.article, in.question, besideLimit)[:1])
		beside++
	}
	return out, nil
}

func (d *draft) hasRead(id corpus.DocumentID, key string) bool {
	return slices.ContainsFunc(d.readings, func(r reading) bool { return r.document.ID == id && r.article.Key == key })
}

// evidencePlaces are the clauses of an article to show within limit bytes, the one
// that answers first; the article itself, as a place without a clause, when it
// is not divided into clauses.
func evidencePlaces(art corpus.Article, q question.Question, limit int) []string {
	choice := passage.Choose(art, q, limit)
	places := []string{choice.Lead.Clause}
	for _, p := range choice.Rest {
		if p.Clause != "" {
			places = append(places, p.Clause)
			continue
		}
		places = append(places, passage.Clauses(art)...)
	}
	var out []string
	for _, p := range places {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// exhibits adds the places of an article to the evidence.
func (d *draft) exhibits(to []exhibit, r reading, places []string) []exhibit {
	for _, clause := range places {
		p, ok := passage.Place(r.article, clause, "", exhibitLimit)
		if !ok || len(to) == maxExhibits {
			continue
		}
		to = append(to, d.exhibit(len(to)+1, r, p))
	}
	return to
}

func (d *draft) exhibit(n int, r reading, p passage.Passage) exhibit {
	c := cite(r, p, d.day)
	doc, art := r.document, r.article
	ref := art.Ref(doc)
	ref.Clause = p.Clause
	text := strings.Join(slices.Concat(opening(art, p.Clause), []string{p.Quote}), "\n")
	v := r.validity()
	text, ordering := question.WithoutOrders(text)
	lines := strings.Join(slices.Concat(opening(art, p.Clause), p.Lines), "\n")
	if ordering { // the lines are of the text: none where it has none
		lines, _ = question.WithoutOrders(lines)
		d.warnAlways(sayf(warnPlanted, ref))
	}
	source := verify.Source{
		N: n, Ref: ref, Text: text,
		Names:  []string{doc.Name(), shortName(doc), doc.Title, doc.Issuer, art.Heading, art.Title()},
		Issued: doc.Issued, Effective: doc.Effective, Since: v.From, Until: v.Until,
		Ended: c.Validity.Status == ForceExpired || c.Validity.Status == ForceNotYet,
	}
	shown := prompt.Passage{
		N: n, Place: placeTitle(r, corpus.Ref{Clause: p.Clause}), Status: c.Validity.Evidence,
		Text: lines,
	}
	return exhibit{reading: r, citation: c, source: source, shown: shown}
}

// opening are the lines of an article that announce its clauses.
func opening(art corpus.Article, clause string) []string {
	if clause == "" {
		return nil
	}
	return passage.Opening(art)
}
