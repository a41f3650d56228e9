package quality

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Numbering lists what is wrong in the sequence of a document's Điều: numbers
// that are missing and numbers out of order. A second series (a regulation issued
// with a decision) starts anew; units that are no Điều are passed over. A document
// held in part has no sequence.
func Numbering(d corpus.Document) []string {
	if d.Partial || d.Digest {
		return nil
	}
	last := make(map[string]int) // of each series: "" and "2" of the key "1~2"
	var problems []string
	for _, a := range d.Articles {
		n, suffix, ok := ordinal(a.Label)
		if !ok {
			continue
		}
		_, series, _ := strings.Cut(a.Key, "~")
		before := last[series]
		switch {
		case n == before+1, suffix && n == before:
		case n == before:
			problems = append(problems, fmt.Sprintf("Điều %s lặp lại", a.Label))
		case n < before:
			problems = append(problems, fmt.Sprintf("Điều %s đứng sau Điều %d", a.Label, before))
		default:
			problems = append(problems, missing(before+1, n-1))
		}
		last[series] = max(n, before)
	}
	return problems
}

// ordinal reads the label of a Điều: 28 of "28", 28 and true of "28a".
func ordinal(label string) (n int, suffix, ok bool) {
	digits := strings.TrimRight(label, "abcdefghijklmnopqrstuvwxyzđ")
	n, err := strconv.Atoi(digits)
	return n, digits != label, err == nil && n > 0
}

func missing(from, to int) string {
	if from == to {
		return fmt.Sprintf("thiếu Điều %d", from)
	}
	return fmt.Sprintf("thiếu từ Điều %d đến Điều %d", from, to)
}
