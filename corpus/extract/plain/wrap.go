package plain

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

// wrap is the width at which the lines of a text were broken; 0 where they were not.
type wrap struct{ width int }

const (
	widest     = 130 // runes of a line that a program may have wrapped
	narrowest  = 40
	enoughText = 8 // lines that tell
)

// wrapOf finds the width: where lines are wrapped, many end near the longest.
func wrapOf(text string) wrap {
	var lengths []int
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(strings.TrimSpace(line)); n >= narrowest/2 {
			lengths = append(lengths, n)
		}
	}
	if len(lengths) < enoughText {
		return wrap{}
	}
	sort.Ints(lengths)
	width := lengths[len(lengths)*9/10]
	if width < narrowest || width > widest {
		return wrap{}
	}
	near := 0
	for _, n := range lengths {
		if n > width*4/5 && n <= width*6/5 {
			near++
		}
	}
	if near*4 < len(lengths) {
		return wrap{}
	}
	return wrap{width}
}

// dangling is what a line never ends with: the next word is part of it.
var dangling = regexp.MustCompile(`(?i)(?:^|[\s(])(?:điều|khoản|điểm|số|ngày|tháng|và|hoặc|của|theo|tại|các|những|mẫu số)$`)

// joins tells whether b goes on with the sentence of a.
func (w wrap) joins(a, b string) bool {
	if strings.HasSuffix(a, "-") && w.width > 0 && layout.BeginsItem(b) {
		return false
	}
	if layout.BeginsItem(b) {
		return w.width > 0 && dangling.MatchString(a) && w.full(a, b) && !strings.HasPrefix(b, "Điều")
	}
	first, _ := utf8.DecodeRuneInString(b)
	switch {
	case layout.EndsSentence(a):
		return false
	case unicode.IsLower(first):
		return true
	case w.width > 0 && w.full(a, b):
		return !layout.Breaks(a, b) || !isCapitals(a) && !isCapitals(b)
	}
	return !layout.Breaks(a, b)
}

// full tells whether the first word of b would not have fitted behind a.
func (w wrap) full(a, b string) bool {
	word, _, _ := strings.Cut(b, " ")
	return utf8.RuneCountInString(a)+1+utf8.RuneCountInString(word) > w.width*95/100
}

func isCapitals(s string) bool { return strings.ToUpper(s) == s }

// unwrap joins the lines of one block into paragraphs.
func (w wrap) unwrap(block []string) []string {
	var out []string
	for _, raw := range block {
		line := layout.Clean(raw)
		if line == "" {
			continue
		}
		if n := len(out); n > 0 && w.joins(out[n-1], line) && len(out[n-1]) < maxParagraph {
			out[n-1] += " " + line
			continue
		}
		out = append(out, line)
	}
	return out
}

// maxParagraph bounds what is joined into one line, in bytes.
const maxParagraph = 16 << 10
