package question

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// dayCue is what must stand before a date for it to be the day asked about: the
// date of a document ("ngày 05/3/2020") has no such cue.
const dayCue = `(?:(?:tại|tai|vào|vao|ở|o|tính đến|tinh den|đến|den|tính tại|trong|áp dụng|ap dung)\s+)?(?:thời điểm|thoi diem)(?:\s+(?:ngày|ngay|tháng|thang|năm|nam))?\s+|` +
	`(?:vào|vao|tính đến|tinh den|tại|tai|hồi|hoi)\s+(?:ngày|ngay|tháng|thang|năm|nam)\s+`

var dayAsked = regexp.MustCompile(`(?i)(?:^|[\s,(])(?:` + dayCue + `)` +
	`(?:(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\s+(?:tháng|thang)\s+(\d{1,2})\s+(?:năm|nam)\s+(\d{4})|` +
	`(\d{1,2})\s*[/\-.]\s*(\d{4})|(\d{1,2})\s+(?:năm|nam)\s+(\d{4})|(\d{4}))(?:[^\d/\-]|$)`)

// Day reads the day that the question asks about ("tại thời điểm tháng 3/2023",
// "vào năm 2016") and returns the question without those words. A month means
// its first day, a year its last. ok is false when no day is named.
func Day(text string) (day corpus.Date, rest string, ok bool) {
	m := dayAsked.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, text, false
	}
	day, err := corpus.NewDate(dayParts(text, m))
	if err != nil {
		return 0, text, false
	}
	end := m[1]
	for i := 2; i < len(m); i += 2 {
		if m[i] >= 0 {
			end = m[i+1]
		}
	}
	rest = strings.TrimSpace(text[:m[0]]) + " " + strings.TrimLeft(text[end:], " ,;)")
	return day, strings.Trim(rest, " ,;"), true
}

// dayParts turns the matched form into year, month and day.
func dayParts(text string, m []int) (year, month, day int) {
	num := func(group int) int {
		if m[2*group] < 0 {
			return 0
		}
		n, _ := strconv.Atoi(text[m[2*group]:m[2*group+1]]) // the pattern allows digits alone
		return n
	}
	switch {
	case num(1) > 0:
		return num(3), num(2), num(1)
	case num(4) > 0:
		return num(4), num(5), num(6)
	case num(7) > 0:
		return num(9), num(8), num(7)
	case num(10) > 0:
		return num(11), num(10), 1
	case num(12) > 0:
		return num(13), num(12), 1
	}
	return num(14), 12, 31
}
