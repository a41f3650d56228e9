package phapdien

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// datePattern matches the dates of notes, and misprints of them.
const datePattern = `\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2} tháng \d{1,2} năm \d{4}`

var shortYear = regexp.MustCompile(`^(\d{1,2}/\d{1,2}/)(\d{2})$`)

// readDate reads a date that datePattern matched. Years of two digits are of the
// last century.
func readDate(s string) (corpus.Date, error) {
	if m := shortYear.FindStringSubmatch(s); m != nil {
		s = m[1] + "19" + m[2]
	}
	if strings.Contains(s, "tháng") {
		s = "ngày " + s
	}
	return corpus.ParseDate(s)
}
