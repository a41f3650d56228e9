package question

import (
	"regexp"

	"github.com/trolycongvu/congvu/corpus"
)

var spokenNumber = regexp.MustCompile(`(?i)((?:nghị định|nghi dinh|thông tư liên tịch|thong tu lien tich|thông tư|thong tu|quyết định|quyet dinh|nghị quyết|nghi quyet|luật|luat|nđ|nd|tt|qđ|qd|nq))\s+(?:số\s+|so\s+)?(\d{1,4})\s+(?:năm|nam)\s+((?:19|20)\d{2})`)

// JoinNumber writes numbers as spoken, "Nghị định 126 năm 2020", as they are
// printed: "Nghị định số 126/2020".
func JoinNumber(text string) string {
	return spokenNumber.ReplaceAllString(text, "$1 số $2/$3")
}

// Day reads the day that the question asks about ("tại thời điểm tháng 3/2023",
// "vào năm 2016") and returns the question without those words. A month means
// its first day, a year its last: acts mostly take effect on the first of a month,
// and who asks about a year asks what it came to. ok is false when no day is named.
func Day(text string) (day corpus.Date, rest string, ok bool) {
	t, rest, ok := corpus.CutAsOf(text)
	switch {
	case !ok:
		return 0, text, false
	case t.Last.Month()-t.Day.Month() == 11:
		return t.Last, rest, true
	}
	return t.Day, rest, true
}
