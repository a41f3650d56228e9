package training

import (
	"cmp"
	"slices"

	"github.com/trolycongvu/congvu/eval"
)

// assignFolds deals the examples into n folds such that no document and no
// procedure is the answer in two of them: questions that share one, directly or
// through others, go together. The biggest groups are dealt first, each to the
// emptiest fold.
func assignFolds(examples []Example, n int) {
	groups := map[string][]int{}
	parents := map[string]string{}
	for i := range examples {
		names := labelNames(examples[i].Question)
		for _, name := range names[1:] {
			join(parents, names[0], name)
		}
	}
	for i := range examples {
		root := rootOf(parents, labelNames(examples[i].Question)[0])
		groups[root] = append(groups[root], i)
	}
	roots := make([]string, 0, len(groups))
	for root := range groups {
		roots = append(roots, root)
	}
	slices.SortFunc(roots, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(groups[b]), len(groups[a])), cmp.Compare(a, b))
	})
	sizes := make([]int, n)
	for _, root := range roots {
		emptiest := slices.Index(sizes, slices.Min(sizes))
		sizes[emptiest] += len(groups[root])
		for _, i := range groups[root] {
			examples[i].fold = emptiest
		}
	}
}

// labelNames are the documents and procedures that answer q.
func labelNames(q eval.Question) []string {
	var names []string
	for _, label := range q.Relevant {
		if label.Procedure != "" {
			names = append(names, "procedure "+label.Procedure)
		} else {
			names = append(names, label.Document.Key())
		}
	}
	return names
}

func rootOf(parents map[string]string, name string) string {
	for parents[name] != "" {
		name = parents[name]
	}
	return name
}

func join(parents map[string]string, a, b string) {
	if a, b = rootOf(parents, a), rootOf(parents, b); a != b {
		parents[max(a, b)] = min(a, b)
	}
}
