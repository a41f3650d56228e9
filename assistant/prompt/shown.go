package prompt

import (
	"regexp"
	"strconv"
)

var shown = regexp.MustCompile(`(?s)\n\[(\d+)\] ([^\n]*)\n<<<\n(.*?)\n>>>`)

// Shown reads the passages out of what Compose asks, for models that are programs.
// Place and status are not told apart.
func Shown(asked string) []Passage {
	var out []Passage
	for _, m := range shown.FindAllStringSubmatch(asked, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			continue
		}
		out = append(out, Passage{N: n, Place: m[2], Text: m[3]})
	}
	return out
}
