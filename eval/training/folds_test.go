package training

import (
	"fmt"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/eval"
)

// asked is an example whose question is answered by these documents.
func asked(id string, documents ...string) Example {
	q := eval.Question{ID: id}
	for _, d := range documents {
		q.Relevant = append(q.Relevant, eval.Relevant{Document: corpus.Number(d), Article: "1"})
	}
	return Example{Question: q}
}

// No document and no procedure is the answer in two folds, also where questions
// hang together through a third one only; and the folds are about as big.
func TestAssignFolds(t *testing.T) {
	examples := []Example{
		asked("a", "1/2020/NĐ-CP"), asked("b", "2/2020/NĐ-CP"), asked("c", "1/2020/NĐ-CP", "2/2020/NĐ-CP"),
		asked("d", "3/2020/TT-BTP", "2/2020/NĐ-CP"),
		{Question: eval.Question{ID: "e", Relevant: []eval.Relevant{{Procedure: "1.000001"}}}},
		{Question: eval.Question{ID: "f", Relevant: []eval.Relevant{{Procedure: "1.000001"}, {Document: "9/2020/QH14"}}}},
	}
	for n := range 6 {
		examples = append(examples, asked(fmt.Sprint(n), fmt.Sprintf("%d/2021/NĐ-CP", n)))
	}
	const folds = 3
	assignFolds(examples, folds)
	sizes := make([]int, folds)
	of := map[string]int{}
	for i := range examples {
		e := &examples[i]
		if e.fold < 0 || e.fold >= folds {
			t.Fatalf("question %s is in fold %d of %d", e.Question.ID, e.fold, folds)
		}
		sizes[e.fold]++
		for _, name := range labelNames(e.Question) {
			if fold, seen := of[name]; seen && fold != e.fold {
				t.Errorf("%s is the answer in folds %d and %d", name, fold, e.fold)
			}
			of[name] = e.fold
		}
	}
	for fold, n := range sizes {
		if n != len(examples)/folds {
			t.Errorf("fold %d has %d of %d examples", fold, n, len(examples))
		}
	}
}

// The same examples in another order are dealt alike.
func TestAssignFoldsWhateverTheOrder(t *testing.T) {
	var examples, reversed []Example
	for n := range 20 {
		e := asked(fmt.Sprint(n), fmt.Sprintf("%d/2021/NĐ-CP", n%13))
		examples, reversed = append(examples, e), append([]Example{e}, reversed...)
	}
	assignFolds(examples, 4)
	assignFolds(reversed, 4)
	for i := range examples {
		if a, b := &examples[i], &reversed[len(reversed)-1-i]; a.fold != b.fold {
			t.Errorf("question %s is in fold %d, or %d", a.Question.ID, a.fold, b.fold)
		}
	}
}
