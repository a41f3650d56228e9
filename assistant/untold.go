package assistant

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/assistant/passage"
)

var (
	// pointing matches what in a provision leads elsewhere, or numbers it.
	pointing = regexp.MustCompile(`(?i)(?:^\s*\d+[a-zđ]?[.)]|(?:điều|khoản|số|chương|mục|năm|tháng)\s+[\d/.]+\S*|\d+/\d+(?:/\S+)?)`)
	figures  = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
)

// untold is the sentence that answers in the provision's own words, when it holds a
// figure that no sentence of the model tells: a model that tells the case of remote
// places alone has told half of a deadline. handle is the passage it stands in.
func (w *writing) untold() (words string, handle int, ok bool) {
	words = w.lead
	if i := strings.LastIndex(words, passage.Ellipsis); i >= 0 { // what follows the opening lines
		words = strings.TrimSpace(words[i+len(passage.Ellipsis):])
	}
	if words == "" || w.tells(words) {
		return "", 0, false
	}
	for _, e := range w.exhibits {
		if strings.Contains(spaces(e.source.Text), spaces(words)) {
			return words, e.source.N, true
		}
	}
	return "", 0, false
}

// tells tells whether the standing sentences have every figure of words.
func (w *writing) tells(words string) bool {
	told := map[string]bool{}
	for _, s := range w.draft.answer.Sentences {
		for _, f := range figures.FindAllString(s.Text, -1) {
			told[strings.TrimLeft(f, "0")] = true
		}
	}
	for _, f := range figures.FindAllString(pointing.ReplaceAllString(words, " "), -1) {
		if !told[strings.TrimLeft(f, "0")] {
			return false
		}
	}
	return true
}

func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }
