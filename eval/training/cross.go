package training

import (
	"context"
	"slices"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/forest"
)

// crossValidate ranks the units of every example with a forest that was trained
// on the examples of the other folds, and returns their order by question id.
func crossValidate(ctx context.Context, examples []Example, folds int, c forest.Config, without map[int]bool) (rankings, error) {
	ranked := rankings{}
	for fold := range folds {
		model, err := forest.Train(ctx, setOf(examples, func(e *Example) bool { return e.fold != fold }, without), nil, c)
		if err != nil {
			return nil, err
		}
		for i := range examples {
			if e := &examples[i]; e.fold == fold {
				ranked[e.Question.ID] = e.rankedBy(model, without)
			}
		}
	}
	return ranked, nil
}

// rankedBy is the units in the order that the model gives, each once.
func (e *Example) rankedBy(model *forest.Forest, without map[int]bool) []eval.Unit {
	scores := make([]float64, len(e.Units))
	model.ScoreRows(masked(e.Rows, len(indexer.FeatureNames()), without), scores)
	order := make([]int, len(e.Units))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case scores[a] > scores[b]:
			return -1
		case scores[a] < scores[b]:
			return 1
		}
		return 0
	})
	return e.once(order)
}

// once is the units in an order, each the first time that it comes.
func (e *Example) once(order []int) []eval.Unit {
	seen := map[eval.Unit]bool{}
	var units []eval.Unit
	for _, i := range order {
		if u := e.Units[i]; !seen[u] {
			seen[u] = true
			units = append(units, u)
		}
	}
	return units
}

// rankings are the units found for each question, by its id. They are a
// eval.Searcher, so that they are measured as a search is.
type rankings map[string][]eval.Unit

// Search returns what was ranked for the question.
func (r rankings) Search(_ context.Context, q eval.Question, limit int) ([]eval.Unit, error) {
	units := r[q.ID]
	return units[:min(len(units), limit)], nil
}
