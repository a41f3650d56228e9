package verify

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// handles matches one group of handles in brackets: "[1]", "[1, 2]", "[1-3]".
var handles = regexp.MustCompile(`[\[［【]\s*(\p{Nd}+(?:\s*[,;،–-]\s*\p{Nd}+)*)\s*[\]］】]`)

// Bounds of what is read of handles.
const (
	longestHandle = 6  // digits; longer ones are handles that no source has
	widestRange   = 20 // of "[1-3]"
)

// Cites takes the handles "[1]", "[1][2]", "[1, 2]" and "[1-3]" out of a sentence
// and returns what remains, trimmed, and the handles in order, each once.
func Cites(text string) (rest string, cites []int) {
	found := handles.FindAllStringSubmatchIndex(text, -1)
	if found == nil {
		return strings.TrimSpace(text), nil
	}
	var b strings.Builder
	from := 0
	for _, m := range found {
		b.WriteString(strings.TrimRight(text[from:m[0]], " \t"))
		cites = appendHandles(cites, text[m[2]:m[3]])
		from = m[1]
	}
	b.WriteString(text[from:])
	return strings.TrimSpace(b.String()), cites
}

// appendHandles reads the inside of one pair of brackets.
func appendHandles(cites []int, inside string) []int {
	last, ranged := 0, false
	digits := ""
	flush := func() {
		if digits == "" {
			return
		}
		n := handleOf(digits)
		digits = ""
		first := n
		if ranged && n > last && n-last <= widestRange {
			first = last + 1
		}
		for i := first; i <= n; i++ {
			if !slices.Contains(cites, i) {
				cites = append(cites, i)
			}
		}
		last, ranged = n, false
	}
	for _, r := range inside {
		if d, ok := digitOf(r); ok {
			digits += string(rune('0' + d))
			continue
		}
		flush()
		if r == '-' || r == '–' {
			ranged = true
		}
	}
	flush()
	return cites
}

// handleOf is 0, which no source has, for what is too long to be a handle.
func handleOf(digits string) int {
	if len(digits) > longestHandle {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
