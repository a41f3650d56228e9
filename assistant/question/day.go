package question

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

var spokenNumber = regexp.MustCompile(`(?i)((?:nghị định|nghi dinh|thông tư liên tịch|thong tu lien tich|thông tư|thong tu|quyết định|quyet dinh|nghị quyết|nghi quyet|luật|luat|nđ|nd|tt|qđ|qd|nq))\s+(?:số\s+|so\s+)?(\d{1,4})\s+(?:năm|nam)\s+((?:19|20)\d{2})`)

// JoinNumber writes numbers as spoken, "Nghị định 126 năm 2020", as they are
// printed: "Nghị định số 126/2020".
func JoinNumber(text string) string {
	return spokenNumber.ReplaceAllString(text, "$1 số $2/$3")
}

// Day reads the day that the question asks about ("tại thời điểm tháng 3/2023",
// "vào năm 2016", "tháng 3 năm ngoái", "hôm qua") and returns the question without
// those words. A month means its first day, a year its last: acts mostly take effect
// on the first of a month, and who asks about a year asks what it came to. ok is false
// when no day is named.
func Day(text string, today corpus.Date) (day corpus.Date, rest string, ok bool) {
	if day, rest, ok := relativeDay(text, today); ok {
		return day, rest, true
	}
	if day, rest, ok := partOfYear(text, today); ok {
		return day, rest, true
	}
	if day, rest, ok := beside(text); ok {
		return day, rest, true
	}
	t, rest, ok := corpus.CutAsOf(text)
	switch {
	case !ok:
		return 0, text, false
	case t.Last.Month()-t.Day.Month() == 11:
		return t.Last, rest, true
	}
	return t.Day, rest, true
}

const lead = `(?:tại thời điểm|vào thời điểm|tai thoi diem|vao thoi diem|vào|vao|hồi|hoi|trong|từ hồi|tu hoi)?\s*`

var (
	monthOfYear = regexp.MustCompile(`(?i)(?:^|\s)` + lead + `(?:tháng|thang)\s+(\d{1,2})\s+(?:năm|nam)\s+(ngoái|ngoai|nay)(?:[\s,?.!]|$)`)
	dayWord     = regexp.MustCompile(`(?i)(?:^|\s)` + lead + `(hôm qua|hom qua|hôm kia|hom kia|hôm nay|hom nay|năm ngoái|nam ngoai)(?:[\s,?.!]|$)`)
	yearPart    = regexp.MustCompile(`(?i)(?:^|\s)` + lead + `(đầu|dau|giữa|giua|cuối|cuoi)\s+(?:năm|nam)\s+((?:19|20)\d{2}|ngoái|ngoai|nay)(?:[\s,?.!]|$)`)
	besideFirst = regexp.MustCompile(`(?i)^\s*(trước|truoc|sau)\s+(?:ngày\s+|ngay\s+)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*(?:,|thì\s|thi\s)`)
	besideLast  = regexp.MustCompile(`(?i)(?:\s(?:gì|gi|nào|nao|ai|đâu|dau|bao nhiêu|bao nhieu|bao lâu|bao lau|ra sao)),?\s+(trước|truoc|sau)\s+(?:ngày\s+|ngay\s+)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*[?!.]*\s*$`)
)

// relativeDay reads days that today decides. "Năm trước", "tháng trước" are left alone:
// they are words of the law ("năm trước liền kề").
func relativeDay(text string, today corpus.Date) (day corpus.Date, rest string, ok bool) {
	if m := monthOfYear.FindStringSubmatchIndex(text); m != nil {
		month, err := strconv.Atoi(text[m[2]:m[3]])
		year := today.Year()
		if foldedOf(text[m[4]:m[5]]) == "ngoai" {
			year--
		}
		day, dayErr := corpus.NewDate(year, month, 1)
		if err == nil && dayErr == nil {
			return day, without(text, m[0], m[5]), true
		}
	}
	m := dayWord.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, text, false
	}
	switch word := foldedOf(text[m[2]:m[3]]); word {
	case "hom qua":
		day = daysFrom(today, -1)
	case "hom kia":
		day = daysFrom(today, -2)
	case "hom nay":
		day = today
	default:
		day, _ = corpus.NewDate(today.Year()-1, 12, 31)
	}
	return day, without(text, m[0], m[3]), true
}

// partOfYear reads "đầu năm 2024", "giữa năm ngoái", "cuối năm nay".
func partOfYear(text string, today corpus.Date) (day corpus.Date, rest string, ok bool) {
	m := yearPart.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, text, false
	}
	year := today.Year()
	switch word := foldedOf(text[m[4]:m[5]]); word {
	case "nay":
	case "ngoai":
		year--
	default:
		year, _ = strconv.Atoi(word)
	}
	month, of := 1, 1
	switch foldedOf(text[m[2]:m[3]]) {
	case "giua":
		month = 7
	case "cuoi":
		month, of = 12, 31
	}
	day, err := corpus.NewDate(year, month, of)
	return day, without(text, m[0], m[5]), err == nil
}

// beside reads "trước 01/07/2025, …" and "… trước 01/07/2025" behind a word that asks:
// elsewhere it dates a fact of the case ("người nghỉ hưu trước ngày 01/07/2025").
func beside(text string) (day corpus.Date, rest string, ok bool) {
	m := besideFirst.FindStringSubmatchIndex(text)
	start := 0
	if m == nil {
		if m = besideLast.FindStringSubmatchIndex(text); m == nil {
			return 0, text, false
		}
		start = m[2]
	}
	day, err := corpus.ParseDate(strings.NewReplacer(".", "/", "-", "/").Replace(text[m[4]:m[5]]))
	if err != nil {
		return 0, text, false
	}
	if foldedOf(text[m[2]:m[3]]) == "sau" {
		day = daysFrom(day, 1)
	} else {
		day = daysFrom(day, -1)
	}
	return day, without(text, start, m[1]), true
}

func daysFrom(d corpus.Date, n int) corpus.Date {
	return corpus.DateOf(time.Date(d.Year(), time.Month(d.Month()), d.Day()+n, 0, 0, 0, 0, time.UTC))
}

// without is text with bytes start to end taken out.
func without(text string, start, end int) string {
	before, after := strings.TrimSpace(text[:start]), strings.TrimLeft(text[end:], " ,")
	return strings.TrimSpace(before + " " + after)
}
