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
	df     int
	bounds []score // by block: no unit there gains more from this term
	cursor cursor
}

// questionTerms are the terms of a question in the field that suits its spelling.
type questionTerms struct {
	field string
	terms []searchTerm // those that the index has, most telling first
	total float64      // weight of all terms, those that the index lacks included
}

// split finds the terms of text and how often each occurs, in order of appearance.
func splitQuestion(text string) (field string, order []string, counts map[string]int) {
	field, form := fieldWritten, analysis.Written
	if !viet.HasTones(text) {
		field, form = fieldFolded, analysis.Folded
	}
	counts = make(map[string]int)
	var s analysis.Splitter
	s.Split(text, form, func(term []byte) {
		if counts[string(term)] == 0 {
			order = append(order, string(term))
		}
		counts[string(term)]++
	})
	return field, order, counts
}

// openTerms looks the terms of text up. The caller must close the result.
func (g *generationInfo) openTerms(ctx context.Context, reader index.IndexReader, text string) (*questionTerms, error) {
	field, order, counts := splitQuestion(text)
	q := &questionTerms{field: field}
	for _, text := range order {
		r, err := reader.TermFieldReader(ctx, []byte(text), field, true, false, false)
		if err != nil {
			return nil, errors.Join(err, q.close())
		}
		df := int(r.Count())
		weight := idf(g.Units, df) * float64(counts[text])
		q.total += weight
		if df == 0 {
			if err := r.Close(); err != nil {
				return nil, errors.Join(err, q.close())
			}
			continue
		}
		t := searchTerm{text: text, weight: weight, df: df}
		t.cursor.reader = r
		q.terms = append(q.terms, t)
	}
	sort.SliceStable(q.terms, func(i, j int) bool { return q.terms[i].weight > q.terms[j].weight })
	for len(q.terms) > maxQueryTerms {
		last := len(q.terms) - 1
		if err := q.terms[last].cursor.close(); err != nil {
			return nil, errors.Join(err, q.close())
		}
		q.terms = q.terms[:last]
	}
	for i := range q.terms {
		if err := q.terms[i].prepare(g, field); err != nil {
			return nil, errors.Join(err, q.close())
		}
	}
	return q, nil
}

// prepare finds the bounds of the term and puts its cursor on the first posting.
func (t *searchTerm) prepare(g *generationInfo, field string) error {
	blocks := blockCount(len(g.Table.IDs))
	t.bounds = make([]score, blocks)
	if row := g.Bounds[field].row(t.text); row != nil {
		for i, q := range row {
			t.bounds[i] = bound(t.weight, q)
		}
		return t.cursor.next()
	}
	postings := make([]posting, 0, t.df)
	for {
		if err := t.cursor.next(); err != nil {
			return err
		}
		if t.cursor.unit == exhausted {
			break
		}
		p := posting{unit: t.cursor.unit, tf: t.cursor.tf}
		postings = append(postings, p)
		b := &t.bounds[blockOf(p.unit)]
		*b = max(*b, contribution(t.weight, impact(p.tf, g.saturation[p.unit])))
	}
	if err := t.cursor.close(); err != nil {
		return err
	}
	t.cursor = cursor{all: postings}
	return t.cursor.rewind()
}

func (q *questionTerms) close() error {
	var errs []error
	for i := range q.terms {
		errs = append(errs, q.terms[i].cursor.close())
	}
	return errors.Join(errs...)
}
