package indexer

import (
	"context"
	"errors"
	"sort"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/trolycongvu/congvu/indexer/analysis"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxQueryTerms bounds the work of one search: of a longer text the terms that
// say most are kept.
const maxQueryTerms = 96

// searchTerm is one distinct term of a question.
type searchTerm struct {
	text   string
	weight float64 // idf times how often the question has it
	bounds []score // by block: no unit there gains more from this term
	cursor cursor
}

// question is a text to search for, taken apart.
type question struct {
	field   string
	terms   []searchTerm // those that the index has, most telling first
	unknown []searchTerm // those that it lacks, without postings
}

// splitQuestion finds the distinct terms of text in order of appearance, how
// often each occurs, and the field that suits its spelling.
func splitQuestion(text string) (field string, order []string, counts map[string]int) {
	field, form := fieldWritten, analysis.Written
	if !viet.HasTones(text) {
		field, form = fieldFolded, analysis.Folded
	}
	counts = make(map[string]int)
	var s analysis.Splitter
	s.Split(expandAbbreviations(text), form, func(term []byte) {
		if counts[string(term)] == 0 {
			order = append(order, string(term))
		}
		counts[string(term)]++
	})
	return field, order, counts
}

// ask looks the terms of text up.
func (g *generation) ask(ctx context.Context, reader index.IndexReader, text string) (*question, error) {
	field, order, counts := splitQuestion(text)
	q := &question{field: field}
	for _, text := range order {
		p, err := g.postings(ctx, reader, termKey{field, text})
		if err != nil {
			return nil, err
		}
		t := searchTerm{text: text, weight: idf(g.info.Units, len(p.units)) * float64(counts[text]), cursor: cursor{postings: p}}
		if len(p.units) == 0 {
			q.unknown = append(q.unknown, t)
			continue
		}
		q.terms = append(q.terms, t)
	}
	sort.SliceStable(q.terms, func(i, j int) bool { return q.terms[i].weight > q.terms[j].weight })
	q.terms = q.terms[:min(len(q.terms), maxQueryTerms)]
	for i := range q.terms {
		q.terms[i].bounds = g.info.bounds(field, &q.terms[i])
	}
	return q, nil
}

// postings returns those of a term, from the cache if it has them.
func (g *generation) postings(ctx context.Context, reader index.IndexReader, key termKey) (p *postings, err error) {
	if p := g.cache.get(key); p != nil {
		return p, nil
	}
	r, err := reader.TermFieldReader(ctx, []byte(key.term), key.field, true, false, false)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if p, err = readPostings(r); err != nil {
		return nil, err
	}
	if len(p.units) >= blockMinDF {
		g.cache.put(key, p)
	}
	return p, nil
}

// bounds are the stored ones of a frequent term; those of a rare one are found
// by looking at all its postings.
func (g *generationInfo) bounds(field string, t *searchTerm) []score {
	bounds := make([]score, blockCount(len(g.Table.IDs)))
	if row := g.Bounds[field].row(t.text); row != nil {
		for i, q := range row {
			bounds[i] = bound(t.weight, q)
		}
		return bounds
	}
	for i, unit := range t.cursor.units {
		b := &bounds[blockOf(unit)]
		*b = max(*b, contribution(t.weight, g.impact(t.cursor.tfs[i], unit)))
	}
	return bounds
}
