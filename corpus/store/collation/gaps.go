package collation

import (
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Gaps counts the numbers missing in the sequence of a document's Điều, from 1 to
// the last. The articles of a second series in the document (Key "1~2") are a
// sequence of their own. What is no number ("28a", "Mục I") does not count.
func Gaps(doc corpus.Document) int {
	const largest = 5000 // a number beyond it is a misreading
	found := map[string]map[int]bool{}
	last := map[string]int{}
	for _, a := range doc.Articles {
		n, err := strconv.Atoi(a.Label)
		if err != nil || n < 1 || n > largest {
			continue
		}
		_, series, _ := strings.Cut(a.Key, "~")
		if found[series] == nil {
			found[series] = map[int]bool{}
		}
		found[series][n] = true
		last[series] = max(last[series], n)
	}
	gaps := 0
	for series, numbers := range found {
		gaps += last[series] - len(numbers)
	}
	return gaps
}
