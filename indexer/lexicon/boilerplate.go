package lexicon

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/trolycongvu/congvu/indexer/viet"
)

//go:embed boilerplate.txt
var boilerplateTable string

// plain is a phrase that says little, and what each of its syllables weighs.
type plain struct {
	syllables []string
	folded    []string
	weight    float64
}

// boilerplate holds the phrases by their first syllable without marks, longest
// first.
var boilerplate = sync.OnceValue(func() map[string][]plain {
	table := make(map[string][]plain)
	for line := range strings.Lines(boilerplateTable) {
		phrase, number, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(phrase, "#") {
			continue
		}
		weight, err := strconv.ParseFloat(number, 64)
		if err != nil {
			continue // the table is embedded, and tested to have none
		}
		p := plain{syllables: strings.Fields(phrase), folded: strings.Fields(viet.Fold(phrase)), weight: weight}
		table[p.folded[0]] = append(table[p.folded[0]], p)
	}
	for _, list := range table {
		slices.SortStableFunc(list, func(a, b plain) int { return len(b.syllables) - len(a.syllables) })
	}
	return table
})

// safe are the single words that stand for no word of a matter even when typed
// without marks; "bị" does not belong, for "bi" may be "bí".
var safe = words("la gi nao duoc cua va cac nhung khong khi thi nhu co theo voi hay hoac toi xin mot nay do vay neu de")

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// Boilerplate weighs the syllables of a question, lower case: 1 for those of
// its matter, less for "được quy định như thế nào", "cho hỏi", "là gì" and
// other words that say little of it, 0 for those that say nothing. A syllable
// typed without marks stands for the marked one in a phrase; alone, when the
// whole question has none, only where no word of a matter looks like it.
func Boilerplate(syllables []string) []float64 {
	weights := make([]float64, len(syllables))
	toned := slices.ContainsFunc(syllables, viet.HasTones)
	for i := 0; i < len(syllables); {
		n, weight := leading(syllables[i:], toned)
		for j := range n {
			weights[i+j] = weight
		}
		i += n
	}
	return weights
}

// leading returns the length and weight of the longest phrase that syllables
// begin with, which is one content word if there is none.
func leading(syllables []string, toned bool) (n int, weight float64) {
	for _, p := range boilerplate()[viet.Fold(syllables[0])] {
		if p.begins(syllables, toned) {
			return len(p.syllables), p.weight
		}
	}
	return 1, 1
}

func (p *plain) begins(typed []string, toned bool) bool {
	if len(typed) < len(p.syllables) {
		return false
	}
	if len(p.syllables) == 1 && typed[0] != p.syllables[0] {
		return !toned && typed[0] == p.folded[0] && safe[typed[0]]
	}
	if len(p.syllables) == 1 && !toned && !safe[typed[0]] {
		return false
	}
	for i, want := range p.syllables {
		if typed[i] != want && typed[i] != p.folded[i] {
			return false
		}
	}
	return true
}
