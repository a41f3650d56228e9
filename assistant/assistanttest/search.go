package assistanttest

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// Search ranks the units of a Library by how many of the question's folded
// syllables and pairs they hold, heading and title included.
type Search struct{ Library Library }

// Search is indexer.Index.Search.
func (s Search) Search(ctx context.Context, q indexer.Query) ([]indexer.Hit, error) {
	terms, parsed := termsOf(q.Text), question.Parse(q.Text)
	var hits []indexer.Hit
	add := func(h indexer.Hit, text string) {
		if h.Lexical, h.Coverage = score(parsed, terms, text); h.Lexical > 0 {
			h.Score = math.Log(h.Lexical) / 0.15 // as far apart as the assistant takes scores of the index to be
			hits = append(hits, h)
		}
	}
	for d, err := range s.Library.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		if q.Scope == indexer.ScopeProcedures || q.Document != "" && q.Document != d.ID || len(q.Kinds) > 0 && !slices.Contains(q.Kinds, d.Kind) {
			continue
		}
		for _, a := range d.Articles {
			if q.InForceOnly && a.InForce.At(q.AsOf) == corpus.ForceExpired {
				continue
			}
			add(indexer.Hit{Document: d.ID, Article: a.Key}, d.Title+" "+a.Heading+" "+a.Text())
		}
	}
	for p, err := range s.Library.Procedures(ctx) {
		if err != nil {
			return nil, err
		}
		if q.Scope != indexer.ScopeArticles && q.Document == "" {
			add(indexer.Hit{Procedure: p.Code}, p.Text())
		}
	}
	slices.SortFunc(hits, func(a, b indexer.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Procedure, b.Procedure))
	})
	limit := q.Limit
	if limit == 0 {
		limit = indexer.DefaultLimit
	}
	hits = hits[:min(len(hits), limit)]
	together := 0.0
	for i := range hits {
		together = max(together, hits[i].Coverage)
		hits[i].Together = together
	}
	return hits, nil
}

func termsOf(text string) []string {
	var out []string
	syllables := question.Syllables(viet.Fold(text))
	for i, s := range syllables {
		out = append(out, s)
		if i > 0 {
			out = append(out, syllables[i-1]+" "+s)
		}
	}
	return out
}

// score counts the terms found, pairs double, long texts a little less; coverage
// is the share of the question's content syllables that are found.
func score(q question.Question, terms []string, text string) (points, coverage float64) {
	folded := " " + strings.Join(question.Syllables(viet.Fold(text)), " ") + " "
	for _, t := range terms {
		switch {
		case !strings.Contains(folded, " "+t+" "):
		case strings.Contains(t, " "):
			points += 2
		default:
			points++
		}
	}
	found := 0.0
	for _, t := range q.Content {
		if strings.Contains(folded, " "+viet.Fold(t.Text)+" ") {
			found++
		}
	}
	if len(q.Content) > 0 {
		coverage = found / float64(len(q.Content))
	}
	return points / (1 + float64(len(folded))/4000), coverage
}
