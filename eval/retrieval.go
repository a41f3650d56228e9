package eval

import (
	"context"
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/eval/score"
)

// depth is how many ranks are looked at, for Recall@100.
const depth = 100

// Retrieval asks every question that has labels and reports where they came.
// Questions whose labels the corpus lacks altogether are counted as unresolved
// and score 0; of several labels those that it lacks stay in the denominators.
// It ends at the first error of the searcher or resolver, naming the question.
func Retrieval(ctx context.Context, s Searcher, r Resolver, questions []Question, o Options) (Report, error) {
	tests, err := labelled(ctx, r, questions)
	if err != nil {
		return Report{}, err
	}
	times, err := o.run(ctx, len(tests), func(ctx context.Context, i int) error {
		t := &tests[i]
		units, err := s.Search(ctx, o.asked(t.question), depth)
		if err != nil {
			return fmt.Errorf("câu hỏi %s: %w", t.question.ID, err)
		}
		t.units = units[:min(len(units), depth)]
		return nil
	})
	if err != nil {
		return Report{}, err
	}
	outcomes := make([]outcome, len(tests))
	for i, t := range tests {
		outcomes[i] = t.outcome()
	}
	if o.Trace != nil {
		if err := traceSearches(o.Trace, tests); err != nil {
			return Report{}, err
		}
	}
	return newReport(outcomes, times, o), nil
}

// test is one question with what answers it and what was found.
type test struct {
	question Question
	targets  []target
	units    []Unit
}

// target is one label and the units that satisfy it, each as well as the others:
// a number shared by a law and a resolution names an Điều of both.
type target struct {
	gain  float64
	units []Unit
}

// labelled resolves the labels of the questions that have any.
func labelled(ctx context.Context, r Resolver, questions []Question) ([]test, error) {
	var tests []test
	for _, q := range questions {
		if len(q.Relevant) == 0 {
			continue
		}
		targets, err := resolve(ctx, r, q.Relevant)
		if err != nil {
			return nil, fmt.Errorf("câu hỏi %s: %w", q.ID, err)
		}
		tests = append(tests, test{question: q, targets: targets})
	}
	if len(tests) == 0 {
		return nil, fmt.Errorf(`%w: không có câu hỏi nào có "relevant" để đo việc tìm`, ErrFormat)
	}
	return tests, nil
}

// resolve turns labels into targets. Two khoản of one Điều are one target, as
// the Điều is what search returns; the better grade holds.
func resolve(ctx context.Context, r Resolver, labels []Relevant) ([]target, error) {
	var targets []target
	seen := map[string]int{}
	for _, label := range labels {
		place := label.unitKey()
		if i, ok := seen[place]; ok {
			targets[i].gain = max(targets[i].gain, label.gain())
			continue
		}
		units, err := r.Resolve(ctx, label)
		if err != nil {
			return nil, err
		}
		seen[place] = len(targets)
		targets = append(targets, target{gain: label.gain(), units: units})
	}
	return targets, nil
}

// unitKey is equal for labels that name the same unit.
func (r Relevant) unitKey() string {
	if r.Procedure != "" {
		return strings.TrimSpace(r.Procedure)
	}
	return r.Document.Key() + "#" + articleKey(r.Article)
}

// outcome is what the measures say of one question.
type outcome struct {
	slice      string
	unresolved bool
	judged     score.Judged
}

func (t test) outcome() outcome {
	result := outcome{slice: t.question.Slice, unresolved: t.missing() == len(t.targets)}
	open := map[Unit][]int{}
	for i, target := range t.targets {
		result.judged.Relevant = append(result.judged.Relevant, target.gain)
		for _, u := range target.units {
			open[u] = append(open[u], i)
		}
	}
	found := make([]bool, len(t.targets))
	for _, u := range t.units {
		gain := 0.0
		for _, i := range open[u] {
			if !found[i] {
				found[i], gain = true, t.targets[i].gain
				break
			}
		}
		result.judged.Gains = append(result.judged.Gains, gain)
	}
	return result
}

// missing counts the labels that the corpus lacks.
func (t test) missing() int {
	n := 0
	for _, target := range t.targets {
		if len(target.units) == 0 {
			n++
		}
	}
	return n
}
