package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	isoDate   = regexp.MustCompile(`^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?`)
	slashDate = regexp.MustCompile(`^(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})`)
	slashYM   = regexp.MustCompile(`^(\d{1,2})[/\-](\d{4})`)
	wordDate  = regexp.MustCompile(`(?i)^ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})`)
	wordSlash = regexp.MustCompile(`(?i)^(?:ngày|tháng)\s+(\d[\d/\-.]*)`)
	wordYM    = regexp.MustCompile(`(?i)^tháng\s+(\d{1,2})\s+năm\s+(\d{4})`)
)

// cutDate reads one date at the start of s and returns what follows it.
func cutDate(s string) (d Date, rest string, ok bool) {
	s = strings.TrimSpace(s)
	type form struct {
		re               *regexp.Regexp
		year, month, day int // group numbers, 0 for "first of the month"
	}
	for _, f := range []form{
		{isoDate, 1, 2, 3},
		{slashDate, 3, 2, 1},
		{slashYM, 2, 1, 0},
		{wordDate, 3, 2, 1},
		{wordYM, 2, 1, 0},
	} {
		m := f.re.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		day := 1
		if f.day > 0 && m[f.day] != "" {
			day, _ = strconv.Atoi(m[f.day])
		}
		year, _ := strconv.Atoi(m[f.year])
		month, _ := strconv.Atoi(m[f.month])
		d, err := NewDate(year, month, day)
		if err != nil {
			return 0, s, false
		}
		return d, strings.TrimSpace(s[len(m[0]):]), true
	}
	if m := wordSlash.FindStringSubmatch(s); m != nil {
		return cutDate(s[len(m[0])-len(m[1]):])
	}
	return 0, s, false
}
