package indexer

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

//go:embed abbreviations.txt
var abbreviationTable string

// abbreviations maps each abbreviation, folded, to its words.
var abbreviations = sync.OnceValue(func() map[string]string {
	table := make(map[string]string)
	for line := range strings.Lines(abbreviationTable) {
		if short, words, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(line, "#") {
			table[viet.Fold(short)] = words
		}
	}
	return table
})

// expandAbbreviations puts the words in the place of abbreviations, which the
// law itself seldom uses. Case and diacritics of longer ones do not matter.
func expandAbbreviations(text string) string {
	var b strings.Builder
	end := 0
	for _, t := range viet.Tokenize(text) {
		if t.Kind != viet.Syllable || len(t.Text) > 16 {
			continue
		}
		words, ok := abbreviations()[viet.Fold(t.Text)]
		if !ok || utf8.RuneCountInString(t.Text) == 2 && viet.Lower(t.Text) == t.Text {
			continue
		}
		b.WriteString(text[end:t.Start])
		b.WriteString(words)
		end = t.End
	}
	if end == 0 {
		return text
	}
	return b.String() + text[end:]
}
