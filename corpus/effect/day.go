package effect

import (
	"regexp"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

const dayPattern = `(\d{1,2})(?:\s+tháng\s+|[/.-])(\d{1,2})(?:\s+năm\s+|[/.-])(\d{4})`

var (
	calendarDay = regexp.MustCompile(`ngày\s+` + dayPattern)
	startDay    = regexp.MustCompile(`^(?:(?:kể )?từ )?(?:ngày\s+)?` + dayPattern)
	lastDay     = regexp.MustCompile(`(đến hết|đến trước|đến) ngày\s+` + dayPattern)
	passedDay   = regexp.MustCompile(`^(?:,? ?(?:kể )?từ )?(?:ngày )?(?:` + thisDoc + ` )?(?:được )?(?:Quốc hội )?(?:thông qua|ký ban hành|ký|ban hành)`)
	afterDays   = regexp.MustCompile(`^(?:sau )?(\d{1,3}) ngày,? kể từ ngày (?:` + thisDoc + ` )?(?:được )?(?:ký ban hành|ký|ban hành|thông qua)`)
	budgetYear  = regexp.MustCompile(`^(?:(?:kể )?từ )?năm ngân sách (\d{4})`)
	whenInForce = regexp.MustCompile(thisDoc + `(?: bắt đầu)? có hiệu lực`)
)

// dayOf makes a date of the groups day, month, year.
func dayOf(m []string) corpus.Date {
	d, err := corpus.NewDate(atoi(m[2]), atoi(m[1]), atoi(m[0]))
	if err != nil {
		return 0
	}
	return d
}

func addDays(d corpus.Date, n int) corpus.Date {
	if d.IsZero() {
		return 0
	}
	return corpus.DateOf(time.Date(d.Year(), time.Month(d.Month()), d.Day()+n, 0, 0, 0, 0, time.UTC))
}

// firstDay reads the day that words such as "ngày 01 tháng 7 năm 2026", "ngày ký
// ban hành" or "sau 45 ngày kể từ ngày ký" begin with; 0 where they say another.
func firstDay(words string, issued corpus.Date) corpus.Date {
	words = strings.TrimSpace(words)
	if m := startDay.FindStringSubmatch(words); m != nil {
		return dayOf(m[1:])
	}
	if m := afterDays.FindStringSubmatch(words); m != nil {
		return addDays(issued, atoi(m[1]))
	}
	if passedDay.MatchString(words) {
		return issued
	}
	return 0
}

// endDay reads "đến hết ngày 28 tháng 02 năm 2026" as the first day after it.
func endDay(words string) corpus.Date {
	m := lastDay.FindStringSubmatch(words)
	if m == nil {
		return 0
	}
	d := dayOf(m[2:])
	if m[1] == "đến trước" {
		return d
	}
	return addDays(d, 1)
}

// effectiveDay is the day from which an act takes effect, by the words of its
// clause; other is its day when they name none. 0 means a day not known.
func effectiveDay(words string, issued, whole, other corpus.Date) corpus.Date {
	words = strings.TrimSpace(words)
	switch {
	case whenInForce.MatchString(words):
		return whole
	case calendarDay.MatchString(words):
		m := calendarDay.FindStringSubmatch(words)
		return dayOf(m[1:])
	case strings.Contains(words, "thông qua") || strings.Contains(words, "ký") || strings.Contains(words, "ban hành"):
		return issued
	case strings.Contains(words, "hiệu lực") || strings.Contains(words, "ngày ") || strings.Contains(words, "khi "):
		return 0
	}
	return other
}
