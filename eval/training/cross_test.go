package training

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/forest"
)

// crowd is a search that finds the same ten units for every question, those that
// do not answer it ahead by BM25F. What tells the answer is the feature "line"
// alone.
type crowd struct{ asked []string }

const found = 10

func (c *crowd) Candidates(_ context.Context, q indexer.Query) ([]indexer.Candidate, error) {
	if q.Text == "hỏng" {
		return nil, errors.New("chỉ mục hỏng")
	}
	c.asked = append(c.asked, q.Text)
	names := indexer.FeatureNames()
	candidates := make([]indexer.Candidate, found)
	for i := range candidates {
		row := make([]float32, len(names))
		row[slices.Index(names, "bm25")] = float32(found-i) / found
		if i == found-1 {
			row[slices.Index(names, "line")] = 1
		}
		candidates[i] = indexer.Candidate{Hit: indexer.Hit{Document: "other", Article: fmt.Sprint(i)}, Features: row}
	}
	candidates[found-1].Hit.Document = corpus.DocumentID(q.Text)
	return candidates, nil
}

// named resolves a label to the article of the document that is named so.
type named struct{}

func (named) Resolve(_ context.Context, label eval.Relevant) ([]eval.Unit, error) {
	return []eval.Unit{{Document: corpus.DocumentID(label.Document), Article: label.Article}}, nil
}

// askedOfCrowd are n questions, each answered by a document of its own, that the
// crowd finds last.
func askedOfCrowd(n int) []eval.Question {
	var questions []eval.Question
	for i := range n {
		name := fmt.Sprintf("d%d", i)
		questions = append(questions, eval.Question{
			ID: name, Text: name,
			Relevant: []eval.Relevant{{Document: corpus.Number(name), Article: fmt.Sprint(found - 1)}},
		})
	}
	return questions
}

func collected(t *testing.T, questions []eval.Question) []Example {
	t.Helper()
	examples, err := Collect(t.Context(), []Finder{new(crowd), new(crowd), new(crowd), new(crowd)}, named{}, questions, nil)
	if err != nil {
		t.Fatal(err)
	}
	return examples
}

// A question without labels is no example; grades become labels, 1 where none is given.
func TestCollect(t *testing.T) {
	questions := askedOfCrowd(3)
	questions[1].Relevant = nil
	questions[2].Relevant[0].Grade = 3
	examples := collected(t, questions)
	got := map[string]float32{}
	for _, e := range examples {
		if len(e.Units) != found || len(e.Labels) != found || len(e.Rows) != found*len(indexer.FeatureNames()) {
			t.Fatalf("%s: %d units, %d labels, %d numbers", e.Question.ID, len(e.Units), len(e.Labels), len(e.Rows))
		}
		got[e.Question.ID] = e.Labels[found-1]
	}
	if diff := cmp.Diff(map[string]float32{"d0": 1, "d2": 3}, got); diff != "" {
		t.Errorf("labels of the last unit (-want +got):\n%s", diff)
	}
	_, err := Collect(t.Context(), []Finder{new(crowd)}, named{}, []eval.Question{{ID: "x", Text: "hỏng"}}, nil)
	if err == nil || !strings.Contains(err.Error(), "câu hỏi x") {
		t.Errorf("got %v, want an error that names the question", err)
	}
}

func smallForest() forest.Config {
	return forest.Config{Trees: 20, Leaves: 3, MinRows: 5, Rate: 0.3, Seed: 1}
}

// The forest learns what tells the answers of other documents and puts first what
// BM25F puts last.
func TestCross(t *testing.T) {
	questions := askedOfCrowd(20)
	var steps []string
	o := Options{Forest: smallForest(), Ablation: true, Progress: func(step string) { steps = append(steps, step) }}
	report, err := Cross(t.Context(), []Set{{Name: "bịa", Questions: questions}}, collected(t, questions), named{}, o)
	if err != nil {
		t.Fatal(err)
	}
	if report.Questions != 20 || report.Folds != 4 || len(report.Rows) != 4+len(groups) {
		t.Fatalf("%d questions, %d folds, %d rows", report.Questions, report.Folds, len(report.Rows))
	}
	got := map[string]float64{}
	for i, row := range report.Rows {
		got[row.Way] = row.Recall1.Value
		if steps[i] != row.Way || row.Set != "bịa" || row.Recall10.Value != 1 {
			t.Errorf("row %d: way %q after %q, set %q, recall@10 %v", i, row.Way, steps[i], row.Set, row.Recall10.Value)
		}
	}
	for way, want := range map[string]float64{"BM25F": 0, "mô hình học xếp hạng": 1, "không phần thân": 1} {
		if v, ok := got[way]; !ok || v != want {
			t.Errorf("%s: recall@1 %v, want %v", way, v, want)
		}
	}
}

// What is left out takes no part: without the two features that vary there is
// nothing to train on.
func TestCrossValidateWithout(t *testing.T) {
	examples := collected(t, askedOfCrowd(12))
	assignFolds(examples, 3)
	names := indexer.FeatureNames()
	without := map[int]bool{slices.Index(names, "line"): true}
	_, err := crossValidate(t.Context(), examples, 3, smallForest(), map[int]bool{slices.Index(names, "line"): true, slices.Index(names, "bm25"): true})
	if err == nil {
		t.Error("trained with every feature that varies left out")
	}
	ranked, err := crossValidate(t.Context(), examples, 3, smallForest(), without)
	if err != nil {
		t.Fatal(err)
	}
	if len(ranked) != len(examples) {
		t.Errorf("%d questions are ranked, want %d", len(ranked), len(examples))
	}
}

func TestNothingToLearn(t *testing.T) {
	questions := askedOfCrowd(8)
	for i := range questions {
		questions[i].Relevant[0].Article = "elsewhere"
	}
	examples := collected(t, questions)
	if _, err := Cross(t.Context(), nil, examples, named{}, Options{}); !errors.Is(err, errNoExamples) {
		t.Errorf("Cross: got %v, want errNoExamples", err)
	}
	if _, err := Forest(t.Context(), examples, smallForest()); !errors.Is(err, errNoExamples) {
		t.Errorf("Forest: got %v, want errNoExamples", err)
	}
}

// Parts of one procedure are one unit, which stands where the best of them does.
func TestUnitsComeOnce(t *testing.T) {
	p, q := eval.Unit{Procedure: "1.000001"}, eval.Unit{Procedure: "2.000002"}
	e := Example{Units: []eval.Unit{p, q, p}}
	if diff := cmp.Diff([]eval.Unit{p, q}, e.once([]int{2, 1, 0})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Every feature but the length of the question, which is the same for all units,
// is left out by exactly one group.
func TestGroupsCoverTheFeatures(t *testing.T) {
	for _, name := range indexer.FeatureNames() {
		var in []string
		for _, g := range groups {
			if hasPrefix(name, g.prefixes) {
				in = append(in, g.name)
			}
		}
		want := 1
		if name == "question-length" {
			want = 0
		}
		if len(in) != want {
			t.Errorf("feature %s is in the groups %q, want %d", name, in, want)
		}
	}
}
