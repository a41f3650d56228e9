package training

import (
	"context"
	"fmt"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/forest"
)

// Finder is the search whose re-ranking is trained; *indexer.Index is one.
type Finder interface {
	Candidates(ctx context.Context, q indexer.Query) ([]indexer.Candidate, error)
}

// Example is one question with what the first ranking found for it.
type Example struct {
	Question eval.Question
	Units    []eval.Unit // best first; parts of one procedure are the same unit
	Rows     []float32   // features, row after row
	Labels   []float32   // by unit: its grade, 0 for not relevant
	fold     int
}

// Collect asks every question that has labels, each fold its own Finder: one whose
// vectors were learnt without the questions of the fold, so that what the features
// say of a question is what they would say of one never seen (as in stacking:
// Wolpert 1992). progress may be nil.
func Collect(ctx context.Context, finders []Finder, r eval.Resolver, questions []eval.Question, progress func(done, total int)) ([]Example, error) {
	folds := make([]Example, 0, len(questions))
	for _, q := range questions {
		if len(q.Relevant) > 0 {
			folds = append(folds, Example{Question: q})
		}
	}
	assignFolds(folds, len(finders))
	fold := make(map[string]int, len(folds))
	for _, e := range folds {
		fold[e.Question.ID] = e.fold
	}
	var examples []Example
	for i, q := range questions {
		e, err := collect(ctx, finders[fold[q.ID]], r, q)
		if err != nil {
			return nil, fmt.Errorf("câu hỏi %s: %w", q.ID, err)
		}
		if e.fold = fold[q.ID]; len(q.Relevant) > 0 {
			examples = append(examples, e)
		}
		if progress != nil {
			progress(i+1, len(questions))
		}
	}
	return examples, nil
}

func collect(ctx context.Context, f Finder, r eval.Resolver, q eval.Question) (Example, error) {
	e := Example{Question: q}
	gains := map[eval.Unit]float32{}
	for _, label := range q.Relevant {
		units, err := r.Resolve(ctx, label)
		if err != nil {
			return e, err
		}
		for _, u := range units {
			gains[u] = max(gains[u], float32(max(label.Grade, 1)))
		}
	}
	candidates, err := f.Candidates(ctx, indexer.Query{Text: q.Text, AsOf: q.AsOf, InForceOnly: !q.AsOf.IsZero()})
	if err != nil {
		return e, err
	}
	for _, c := range candidates {
		u := unitOf(c.Hit)
		e.Units = append(e.Units, u)
		e.Rows = append(e.Rows, c.Features...)
		e.Labels = append(e.Labels, gains[u])
	}
	return e, nil
}

func unitOf(h indexer.Hit) eval.Unit {
	return eval.Unit{Document: h.Document, Article: h.Article, Procedure: h.Procedure}
}

// setOf joins examples into a set to train on. Those without a relevant unit
// among what was found teach nothing and are left out. Features named in without
// are 0 everywhere.
func setOf(examples []Example, keep func(*Example) bool, without map[int]bool) *forest.Set {
	s := &forest.Set{Features: len(indexer.FeatureNames())}
	for i := range examples {
		e := &examples[i]
		if !keep(e) || !e.answerable() {
			continue
		}
		s.Rows = append(s.Rows, masked(e.Rows, s.Features, without)...)
		s.Labels = append(s.Labels, e.Labels...)
		s.Groups = append(s.Groups, len(e.Units))
	}
	return s
}

func (e *Example) answerable() bool {
	for _, label := range e.Labels {
		if label > 0 {
			return true
		}
	}
	return false
}

// masked is rows with the features of without set to 0.
func masked(rows []float32, features int, without map[int]bool) []float32 {
	if len(without) == 0 {
		return rows
	}
	out := make([]float32, len(rows))
	for i, v := range rows {
		if !without[i%features] {
			out[i] = v
		}
	}
	return out
}
