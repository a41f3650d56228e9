package effect

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	// exchanged is "“A” … bằng cụm từ “B”" without its quotations.
	exchanged = regexp.MustCompile(mark + `([^` + mark + `]*?)(?:bằng|thành)(?: các| những)?(?: cụm)?(?: từ| chữ| dấu)?\s*` + mark)
	// placed is "“A” vào sau cụm từ “B”".
	placed = regexp.MustCompile(mark + `([^` + mark + `]*?)(?:vào )?(?:ngay )?(phía sau|phía trước|sau|trước)(?: các)?(?: cụm)?(?: từ| chữ)?\s*` + mark)
	beside = regexp.MustCompile(`(?:phía sau|phía trước|sau|trước)(?: các)?(?: cụm)?(?: từ| chữ)?\s*` + mark + `|[Dd]ấu\s*` + mark)
	noise  = regexp.MustCompile(`(?:các |những |một số )?(?:[Cc]ụm )?(?:[Tt]ừ|chữ|dấu)\s*` + mark)
)

// phrasesOf reads which words are exchanged, and returns the rest of the body:
// the places. Words whose place in the sentence matters are left out.
func phrasesOf(seg segment) (phrases []corpus.Phrase, places string) {
	body := seg.body
	rest := func(re *regexp.Regexp) string { return noise.ReplaceAllString(re.ReplaceAllString(body, " $1 "), " ") }
	n := strings.Count(body, mark)
	switch {
	case len(seg.quotes) != n:
		return nil, strings.ReplaceAll(noise.ReplaceAllString(body, " "), mark, " ")
	case has(seg.kinds, corpus.AmendSupplement) && n == 2 && placed.MatchString(body):
		m := placed.FindStringSubmatch(body)
		if p, ok := besidePhrase(seg.quotes[0], seg.quotes[1], strings.Contains(m[2], "trước")); ok {
			phrases = append(phrases, p)
		}
		return phrases, rest(placed)
	case n == 2 && exchanged.MatchString(body):
		if p := (corpus.Phrase{Old: seg.quotes[0], New: seg.quotes[1]}); isPhrase(p.Old) && !beside.MatchString(body) {
			phrases = append(phrases, p)
		}
		return phrases, strings.ReplaceAll(rest(exchanged), mark, " ")
	case has(seg.kinds, corpus.AmendRepeal) && !beside.MatchString(body):
		for _, q := range seg.quotes {
			if isPhrase(q) {
				phrases = append(phrases, corpus.Phrase{Old: q})
			}
		}
		if len(phrases) != n {
			phrases = nil
		}
	}
	return phrases, strings.ReplaceAll(noise.ReplaceAllString(body, " "), mark, " ")
}

func has(kinds []corpus.AmendmentKind, k corpus.AmendmentKind) bool {
	for _, x := range kinds {
		if x == k {
			return true
		}
	}
	return false
}

// isPhrase keeps out single marks, whose exchange everywhere would spoil the text.
func isPhrase(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLetter) && utf8.RuneCountInString(s) > 1
}

// besidePhrase puts words behind, or in front of, others.
func besidePhrase(words, anchor string, before bool) (corpus.Phrase, bool) {
	if !isPhrase(anchor) || words == "" {
		return corpus.Phrase{}, false
	}
	join := func(a, b string) string {
		if r, _ := utf8.DecodeRuneInString(b); strings.ContainsRune(",;.:)", r) {
			return a + b
		}
		return a + " " + b
	}
	if before {
		return corpus.Phrase{Old: anchor, New: join(words, anchor)}, true
	}
	return corpus.Phrase{Old: anchor, New: join(anchor, words)}, true
}
