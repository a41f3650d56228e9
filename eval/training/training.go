// Package training makes the models that re-rank what a search found, and says
// how good they are.
//
// Two models are made. Vectors of words (indexer/dense) are learnt from the corpus,
// and from questions with labels when they are given. The ranking (indexer/forest) is learnt from
// questions with labels over the features of package indexer, among them what the
// vectors say.
//
// Every figure of a Report is cross-validated: the questions are dealt into folds
// such that no document is the answer in two of them, and each is ranked by a
// forest that was trained on the other folds. The forest that is kept is trained
// on all of them.
package training

import (
	"context"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer/forest"
)

// Set is a named set of questions; each is reported by itself.
type Set struct {
	Name      string
	Questions []eval.Question
}

// Options of Cross.
type Options struct {
	Forest   forest.Config // DefaultForest is one that was chosen by cross-validation
	Ablation bool          // report too what each group of features is worth
	// Progress is told what is being done; nil is silent.
	Progress func(step string)
}

// DefaultForest was chosen by cross-validation on zalo-dev: few features a tree and
// small trees, as there are some hundred questions only.
func DefaultForest() forest.Config {
	return forest.Config{
		Trees: 500, Leaves: 8, MinRows: 50, Rate: 0.05, RowShare: 0.7, FeatureShare: 0.2, L2: 5, TruncateAt: 60, Seed: 1,
	}
}

// errNoExamples means that no question had anything to learn from.
var errNoExamples = errors.New("không câu hỏi nào có điều liên quan trong những gì tìm thấy, không có gì để học")

// Forest trains on all examples.
func Forest(ctx context.Context, examples []Example, c forest.Config) (*forest.Forest, error) {
	set := setOf(examples, func(*Example) bool { return true }, nil)
	if len(set.Groups) == 0 {
		return nil, errNoExamples
	}
	return forest.Train(ctx, set, nil, c)
}

// Cross ranks the examples by cross-validation over the folds that Collect dealt
// them into, in several ways, and reports how
// well each way does on each set.
func Cross(ctx context.Context, sets []Set, examples []Example, r eval.Resolver, o Options) (*Report, error) {
	folds := 0
	for i := range examples {
		folds = max(folds, examples[i].fold+1)
	}
	if len(setOf(examples, func(*Example) bool { return true }, nil).Groups) < folds || folds < 2 {
		return nil, errNoExamples
	}
	report := &Report{Questions: len(examples), Folds: folds}
	ways, err := waysOf(folds, o)
	if err != nil {
		return nil, err
	}
	for _, way := range ways {
		if o.Progress != nil {
			o.Progress(way.name)
		}
		ranked, err := way.rank(ctx, examples)
		if err != nil {
			return nil, err
		}
		for _, set := range sets {
			measured, err := eval.Retrieval(ctx, ranked, r, set.Questions, eval.Options{Warmup: -1})
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", way.name, set.Name, err)
			}
			report.Rows = append(report.Rows, Row{Way: way.name, Set: set.Name, Report: measured})
		}
	}
	return report, nil
}
