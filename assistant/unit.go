package assistant

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus"
)

// unitWord is the sort of unit that an article is: "Điều", or in documents
// without Điều "Mục" of "Mục IV", "Phụ lục" of "Phụ lục II".
func unitWord(art corpus.Article) string {
	words := strings.Fields(corpus.Ref{Article: art.Label}.Place())
	n := 1
	for n < len(words) && !numbering(words[n]) {
		n++
	}
	if n > 1 && n < len(words) && words[n-1] == "số" { // Mẫu số 05
		n--
	}
	return strings.Join(words[:min(n, len(words))], " ")
}

// numbering tells whether a word of a label is its number: "5.2", "IV", "a".
func numbering(word string) bool {
	runes := []rune(word)
	return len(runes) == 1 || strings.ContainsFunc(word, unicode.IsDigit) || strings.Trim(word, "IVXLC.") == ""
}

// isArticle tells whether the unit is a Điều.
func isArticle(art corpus.Article) bool {
	return art.Label != "" && unicode.IsDigit([]rune(art.Label)[0])
}

// countUnits says how many units a document has: "28 điều", "28 điều và 2 phần
// khác", in documents without Điều "19 phần".
func countUnits(arts []corpus.Article) string {
	n := 0
	for _, a := range arts {
		if isArticle(a) {
			n++
		}
	}
	switch others := len(arts) - n; {
	case n == 0 && others > 0:
		return fmt.Sprintf("%d phần", others)
	case others > 0:
		return fmt.Sprintf("%d điều và %d phần khác", n, others)
	}
	return fmt.Sprintf("%d điều", n)
}
