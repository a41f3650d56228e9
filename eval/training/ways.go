package training

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
)

// way is one way to rank the examples.
type way struct {
	name string
	rank func(ctx context.Context, examples []Example) (rankings, error)
}

// groups are the features that an ablation leaves out together, by the beginnings
// of their names.
var groups = []struct {
	name     string
	prefixes []string
}{
	{"không bậc và điểm BM25F", []string{"bm25", "rank"}},
	{"không độ phủ cả điều", []string{"words", "pairs", "content", "missing", "rare", "numbers"}},
	{"không tiêu đề điều", []string{"heading-"}},
	{"không tên văn bản", []string{"title-"}},
	{"không phần, chương, mục", []string{"within-"}},
	{"không phần thân", []string{"body-"}},
	{"không khoản, dòng, cửa sổ", []string{"clause", "first-clause", "line", "window"}},
	{"không định nghĩa", []string{"definition", "wants-terms", "terms"}},
	{"không loại quy định", []string{"sorts", "other-sorts", "frame", "form"}},
	{"không hiệu lực, năm, độ dài", []string{"length", "clauses", "force", "year", "procedure", "article"}},
	{"không bằng chứng cùng văn bản", []string{"document-", "neighbours", "topic-share"}},
	{"không véc-tơ từ", []string{"meaning"}},
}

// waysOf lists the ways to compare: BM25F as it is, two fusions of it with the
// vectors, the forest, and the forest without each group of features.
func waysOf(folds int, o Options) ([]way, error) {
	names := indexer.FeatureNames()
	score, meaning := slices.Index(names, "bm25"), slices.Index(names, "meaning")
	if score < 0 || meaning < 0 {
		return nil, fmt.Errorf("thiếu đặc trưng bm25 hoặc meaning trong %v", names)
	}
	learned := func(without map[int]bool) func(context.Context, []Example) (rankings, error) {
		return func(ctx context.Context, examples []Example) (rankings, error) {
			return crossValidate(ctx, examples, folds, o.Forest, without)
		}
	}
	ways := []way{
		{"BM25F", scoredBy(func(row []float32, _ int) float64 { return float64(row[score]) })},
		{"BM25F + véc-tơ, hạng nghịch đảo (RRF)", reciprocal()},
		{"BM25F + véc-tơ, cộng điểm theo trọng số", weighted(score, meaning, folds)},
		{"mô hình học xếp hạng", learned(nil)},
	}
	if !o.Ablation {
		return ways, nil
	}
	for _, g := range groups {
		without := map[int]bool{}
		for i, name := range names {
			if hasPrefix(name, g.prefixes) {
				without[i] = true
			}
		}
		ways = append(ways, way{g.name, learned(without)})
	}
	return ways, nil
}

// hasPrefix tells whether the feature name belongs to the group of these
// beginnings: it is one of them, or goes on after one that ends in "-" or that
// stands for a family of features.
func hasPrefix(name string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool {
		return name == p || strings.HasSuffix(p, "-") && strings.HasPrefix(name, p) || p == "bm25" && strings.HasPrefix(name, p) ||
			p == "clause" && strings.HasPrefix(name, "clause") && name != "clauses" || p == "meaning" && strings.HasPrefix(name, p)
	})
}

// scoredBy ranks by a function of the row of a unit and its place.
func scoredBy(f func(row []float32, at int) float64) func(context.Context, []Example) (rankings, error) {
	return func(_ context.Context, examples []Example) (rankings, error) {
		ranked := rankings{}
		for i := range examples {
			ranked[examples[i].Question.ID] = examples[i].orderedBy(f)
		}
		return ranked, nil
	}
}

func (e *Example) orderedBy(f func(row []float32, at int) float64) []eval.Unit {
	features := len(indexer.FeatureNames())
	scores, order := make([]float64, len(e.Units)), make([]int, len(e.Units))
	for i := range e.Units {
		scores[i], order[i] = f(e.Rows[i*features:(i+1)*features], i), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return e.once(order)
}

// reciprocal is reciprocal rank fusion of the place and the rank by meaning, with
// the usual constant (Cormack, Clarke & Büttcher, SIGIR 2009).
func reciprocal() func(context.Context, []Example) (rankings, error) {
	const constant = 60
	ranks := slices.Index(indexer.FeatureNames(), "meaning-rank")
	return scoredBy(func(row []float32, at int) float64 {
		near := math.Expm1(float64(row[ranks])) // the feature is a logarithm
		return 1/(constant+1+float64(at)) + 1/(constant+1+near)
	})
}

// weighted adds the two scores, the weight chosen on the other folds.
func weighted(score, meaning, folds int) func(context.Context, []Example) (rankings, error) {
	return func(_ context.Context, examples []Example) (rankings, error) {
		ranked := rankings{}
		for fold := range folds {
			best, weight := -1.0, 0.0
			for _, w := range []float64{0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2} {
				if quality := meanReciprocal(examples, fold, sumOf(score, meaning, w)); quality > best {
					best, weight = quality, w
				}
			}
			for i := range examples {
				if e := &examples[i]; e.fold == fold {
					ranked[e.Question.ID] = e.orderedBy(sumOf(score, meaning, weight))
				}
			}
		}
		return ranked, nil
	}
}

func sumOf(score, meaning int, weight float64) func(row []float32, at int) float64 {
	return func(row []float32, _ int) float64 { return float64(row[score]) + weight*float64(row[meaning]) }
}

// meanReciprocal is the mean reciprocal rank outside of a fold.
func meanReciprocal(examples []Example, fold int, f func(row []float32, at int) float64) float64 {
	total, n := 0.0, 0
	for i := range examples {
		e := &examples[i]
		if e.fold == fold {
			continue
		}
		n++
		relevant := map[eval.Unit]bool{}
		for j, label := range e.Labels {
			if label > 0 {
				relevant[e.Units[j]] = true
			}
		}
		if at := slices.IndexFunc(e.orderedBy(f), func(u eval.Unit) bool { return relevant[u] }); at >= 0 {
			total += 1 / float64(at+1)
		}
	}
	return total / float64(max(n, 1))
}
