package privacy

import "regexp"

var (
	birthDay = regexp.MustCompile(`^[ \t]*(?:(?:ngày|ngay|Ngày|NGÀY|NGAY)[ \t]*)?:?[ \t]*(\d{1,2}[ ]?[/.\-][ ]?\d{1,2}[ ]?[/.\-][ ]?(?:19|20)\d{2}|\d{1,2}[ ]+(?:tháng|thang|THÁNG|THANG)[ ]+\d{1,2}[ ]+(?:năm|nam|NĂM|NAM)[ ]+(?:19|20)\d{2})(?:[^\d/]|$)`)
	// "ngày sinh" of no one in particular: "trẻ em sinh ngày 01/01/2025 trở đi".
	ruleDay = regexp.MustCompile(`^[ ,]*(?:tro di|tro ve|den|hoac)\b`)
)

// notBorn are words before "sinh" that make it another word: hy sinh, khai sinh. Folded.
var notBorn = wordSet("hy hi cuu ve phat nay khai hoc phuc tai ky thi tuyen noi dan")

// birth reads the day after "sinh": "sinh ngày 01/02/1990", "ngày sinh: 1/2/1990".
// A year alone tells little and answers often need it; it is left.
func (f *finder) birth(i, end int) int {
	if notBorn[lastOf(f.before(i, 12))] {
		return 0
	}
	stop := min(len(f.text), end+64)
	m := birthDay.FindStringSubmatchIndex(f.text[end:stop])
	if m == nil || ruleDay.MatchString(f.after(end+m[3], 16)) {
		return 0
	}
	return f.add(end+m[2], end+m[3], Birth)
}
