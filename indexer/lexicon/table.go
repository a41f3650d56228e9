package lexicon

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// row is one line of an embedded table.
type row struct {
	phrase string
	words  []string
	weight float64
}

// rows reads a table: phrase, tab, words set apart by " | ", and perhaps a tab
// and the weight. The tables are embedded and tested, so that a line of another
// form is left out without a word.
func rows(table string, weight float64) []row {
	var all []row
	for line := range strings.Lines(table) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "\t")
		r := row{phrase: columns[0], weight: weight}
		if len(columns) > 2 {
			w, err := strconv.ParseFloat(columns[2], 64)
			if err != nil {
				continue
			}
			r.weight = w
		}
		if len(columns) > 1 {
			r.words = strings.Split(columns[1], " | ")
			all = append(all, r)
		}
	}
	return all
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
