package phapdien

import (
	"regexp"
	"strings"
)

var (
	codeTitle  = regexp.MustCompile(`^Điều\s+(\d+\.\d+\.\p{Lu}+\.[0-9a-zđ.]*[0-9a-zđ])\.?(?:\s+(.*))?$`)
	plainTitle = regexp.MustCompile(`^Điều\s+(\d+[a-zđ]?)[.:]?(?:\s+(.*))?$`)
)

// codePlace is where an article stands in the official code.
type codePlace struct {
	place string // "36.3.LQ.1"; empty when the title has none
	label string // its last step: most often the number of the Điều
	main  bool   // the article is of the act on which the đề mục is built
}

// parseTitle reads "Điều 36.3.LQ.1. Thanh niên".
func parseTitle(s string) (p codePlace, heading string) {
	if m := codeTitle.FindStringSubmatch(s); m != nil {
		steps := strings.Split(m[1], ".")
		return codePlace{place: m[1], label: steps[len(steps)-1], main: len(steps) == 4}, strings.TrimSpace(m[2])
	}
	if m := plainTitle.FindStringSubmatch(s); m != nil {
		return codePlace{label: m[1], main: true}, strings.TrimSpace(m[2])
	}
	return codePlace{}, s
}

// sameRun tells whether two places differ in their last step only, as those of the
// articles of one document on one subject do. A title without a place is taken for
// one of the act that the đề mục is built on.
func (p codePlace) sameRun(o codePlace) bool {
	if p.place == "" {
		return o.main
	}
	return strings.TrimSuffix(p.place, p.label) == strings.TrimSuffix(o.place, o.label)
}
