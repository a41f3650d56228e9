package question

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

var (
	nextArticle = regexp.MustCompile(`(?i)(?:còn|thế|vậy|con|the|vay)?\s*(?:điều|dieu)\s+(?:(?:tiếp|tiep)(?:\s+(?:theo|sau))?|(?:kế|ke)\s+(?:tiếp|tiep)|(?:liền|lien)\s+sau|sau(?:\s+(?:đó|do))?)(?:\s|[?!.,]|$)`)
	lastArticle = regexp.MustCompile(`(?i)(?:còn|thế|vậy|con|the|vay)?\s*(?:điều|dieu)\s+(?:(?:liền|lien|ngay)\s+(?:trước|truoc)|(?:trước|truoc)(?:\s+(?:đó|do))?)(?:\s|[?!.,]|$)`)
	barePlace   = regexp.MustCompile(`(?i)^\s*(?:(?:thế|vậy|còn|và|the|vay|con|va)\s+)*(?:(?:điểm|diem)\s+([a-zđ])\s+)?(?:khoản|khoan)\s+(\d{1,2}[a-zđ]?)(?:\s+|[?!.,]|$)`)
	barePoint   = regexp.MustCompile(`(?i)^\s*(?:(?:thế|vậy|còn|và|the|vay|con|va)\s+)*(?:điểm|diem)\s+([a-zđ])(?:\s+|[?!.,]|$)`)
	bareArticle = regexp.MustCompile(`(?i)^\s*(?:(?:thế|vậy|còn|và|the|vay|con|va)\s+)*(?:điều|dieu)\s+(\d{1,3}[a-zđ]?)(?:\s+|[?!.,]|$)`)
	articleWord = regexp.MustCompile(`(?i)(?:^|\s)(?:điều|dieu|đ)\s*\d`)
)

// placeRest bounds, in syllables of content, what may stand beside a place that
// leaves its document to the questions before.
const placeRest = 3

// Neighbour reads "điều tiếp theo", "điều trước đó": step is 1 or -1, rest what else
// the question says.
func Neighbour(text string) (step int, rest string, ok bool) {
	for i, pattern := range []*regexp.Regexp{nextArticle, lastArticle} {
		if at := pattern.FindStringIndex(text); at != nil {
			rest = text[:at[0]] + " " + text[at[1]:]
			return 1 - 2*i, askingWords(rest), len(ownWords(rest, viet.HasTones(rest))) <= placeRest
		}
	}
	return 0, text, false
}

// BarePlace reads a clause or point at the beginning of a question that names no
// article: "khoản 3 nói gì".
func BarePlace(text string) (clause, point, rest string, ok bool) {
	if articleWord.MatchString(text) {
		return "", "", text, false
	}
	if m := barePlace.FindStringSubmatchIndex(text); m != nil {
		clause = strings.ToLower(text[m[4]:m[5]])
		if m[2] >= 0 {
			point = strings.ToLower(text[m[2]:m[3]])
		}
		rest = askingWords(text[m[1]:])
	} else if m := barePoint.FindStringSubmatchIndex(text); m != nil {
		point, rest = strings.ToLower(text[m[2]:m[3]]), askingWords(text[m[1]:])
	} else {
		return "", "", text, false
	}
	return clause, point, rest, len(ownWords(rest, viet.HasTones(text))) <= placeRest
}

// BareArticle reads an article at the beginning of a question: "còn Điều 29?".
func BareArticle(text string) (label, rest string, ok bool) {
	m := bareArticle.FindStringSubmatchIndex(text)
	if m == nil {
		return "", text, false
	}
	rest = askingWords(text[m[1]:])
	return strings.ToLower(text[m[2]:m[3]]), rest, len(ownWords(rest, viet.HasTones(text))) <= placeRest
}

// askingWords drops "thì sao" and the like, which ask for the place itself.
func askingWords(rest string) string {
	return strings.Trim(followTail.ReplaceAllString(strings.TrimSpace(rest), ""), " ?!.,")
}

// AllIn tells whether text holds every syllable of content that a question has.
func AllIn(q Question, text string) bool {
	syllables := map[string]bool{}
	for _, s := range Syllables(q.Form(text)) {
		syllables[s] = true
	}
	for _, t := range q.Content {
		if !syllables[t.Text] {
			return false
		}
	}
	return len(q.Content) > 0
}
