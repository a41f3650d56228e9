package fault

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

// quantity is a number with what it counts, somewhere in a text.
type quantity struct {
	start, end int // bytes of number and unit
	numberEnd  int // end of the number, its scale and its repetition in brackets included
	value      float64
	unit       string
	words      bool // spelled out
}

const unitWords = `ngày làm việc|giờ làm việc|tháng tuổi|ngày|tháng|năm|tuổi|giờ|phút|lần|đồng|%|phần trăm|bộ|kỳ|tờ|hòa giải viên|mét|km`

var (
	figurePattern = regexp.MustCompile(`(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?: \([^()]{2,40}\))?( triệu| nghìn| tỷ)? ?(` + unitWords + `)`)
	wordsPattern  = regexp.MustCompile(`(?i)((?:(?:một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|mốt|trăm|linh|lẻ|nghìn|triệu) )+)(` + unitWords + `)`)
	datePattern   = regexp.MustCompile(`(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?|(?:ngày )?\b(\d{1,2})/(\d{1,2})/(\d{4})|ngày (\d{1,2})/(\d{1,2})`)
	yearPattern   = regexp.MustCompile(`năm \d{4}`)
)

// quantities finds the numbers of text that count something; dates are none.
func quantities(text string) []quantity {
	taken := make([]bool, len(text)+1)
	mark := func(start, end int) {
		for i := start; i < end; i++ {
			taken[i] = true
		}
	}
	for _, p := range []*regexp.Regexp{datePattern, yearPattern} {
		for _, m := range p.FindAllStringIndex(text, -1) {
			mark(m[0], m[1])
		}
	}
	var found []quantity
	for _, m := range figurePattern.FindAllStringSubmatchIndex(text, -1) {
		if taken[m[2]] || !standsAlone(text, m[0], m[1]) {
			continue
		}
		value, ok := parseFigure(text[m[2]:m[3]])
		if !ok {
			continue
		}
		q := quantity{start: m[0], end: m[1], numberEnd: m[3], value: value, unit: text[m[6]:m[7]]}
		if m[4] >= 0 {
			q.value *= scales[strings.TrimSpace(text[m[4]:m[5]])]
		}
		q.numberEnd = len(strings.TrimRight(text[:m[6]], " "))
		mark(q.start, q.end)
		found = append(found, q)
	}
	for _, q := range spelled(text) {
		if !taken[q.start] && standsAlone(text, q.start, q.end) {
			found = append(found, q)
		}
	}
	return found
}

// spelled finds the numbers that are spelled out.
func spelled(text string) (found []quantity) {
	for _, m := range wordsPattern.FindAllStringSubmatchIndex(text, -1) {
		start, words := m[2], strings.Fields(text[m[2]:m[3]])
		value, ok := parseWords(words)
		for !ok && len(words) > 1 { // "ba năm một lần": the first words are another number
			start += len(words[0]) + 1
			words = words[1:]
			value, ok = parseWords(words)
		}
		if !ok {
			continue
		}
		for _, q := range spelled(text[m[2]:start]) {
			q.start, q.end, q.numberEnd = q.start+m[2], q.end+m[2], q.numberEnd+m[2]
			found = append(found, q)
		}
		found = append(found, quantity{start: start, end: m[1], numberEnd: m[3] - 1, value: float64(value), unit: text[m[4]:m[5]], words: true})
	}
	return found
}

var scales = map[string]float64{"nghìn": 1e3, "triệu": 1e6, "tỷ": 1e9}

// standsAlone tells whether no letter, digit or joint of a number touches the span.
func standsAlone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	if strings.HasSuffix(text[start:end], "đồng") && strings.HasPrefix(text[end:], " ý") {
		return false
	}
	return !wordRune(before) && !strings.ContainsRune("./,-", before) && !wordRune(after)
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// parseFigure reads 2.000.000, 05 and 7,5.
func parseFigure(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", "."), 64)
	return v, err == nil
}

var digitWords = []string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// inWords spells a number from 1 to 999 out.
func inWords(n int) string {
	var parts []string
	if n >= 100 {
		parts = append(parts, digitWords[n/100], "trăm")
		if n %= 100; n > 0 && n < 10 {
			parts = append(parts, "linh")
		}
	}
	switch tens, ones := n/10, n%10; {
	case tens == 0 && ones > 0:
		parts = append(parts, digitWords[ones])
	case tens > 0:
		if tens == 1 {
			parts = append(parts, "mười")
		} else {
			parts = append(parts, digitWords[tens], "mươi")
		}
		switch {
		case ones == 5:
			parts = append(parts, "lăm")
		case ones == 1 && tens > 1:
			parts = append(parts, "mốt")
		case ones > 0:
			parts = append(parts, digitWords[ones])
		}
	}
	return strings.Join(parts, " ")
}

// parseWords reads a number up to 999 as inWords spells it, or so many thousands,
// millions or billions.
func parseWords(words []string) (int, bool) {
	scale := 1.0
	if last := len(words) - 1; last > 0 && scales[words[last]] > 0 {
		scale, words = scales[words[last]], words[:last]
	}
	n, ok := spelledOut[strings.ToLower(strings.Join(words, " "))]
	return n * int(scale), ok
}

var spelledOut = func() map[string]int {
	all := make(map[string]int, 999)
	for n := 1; n < 1000; n++ {
		all[inWords(n)] = n
	}
	return all
}()

// amountForms are the ways to write an amount of money.
func amountForms(dong int64) []string {
	forms := []string{corpus.FormatDong(dong)}
	if dong >= 1_000_000_000 && dong%100_000_000 == 0 {
		billions := strconv.FormatFloat(float64(dong)/1e9, 'f', -1, 64)
		forms = append(forms, strings.ReplaceAll(billions, ".", ",")+" tỷ đồng")
	}
	if dong < 1_000_000_000 && dong >= 1_000_000 && dong%100_000 == 0 {
		millions := strconv.FormatFloat(float64(dong)/1e6, 'f', -1, 64)
		forms = append(forms, strings.ReplaceAll(millions, ".", ",")+" triệu đồng")
	}
	if dong%1_000_000 == 0 && dong/1_000_000 < 1000 && dong > 0 {
		forms = append(forms, inWords(int(dong/1_000_000))+" triệu đồng")
	}
	return forms
}

// figure writes a value without a unit as the figures of a text.
func figure(value float64) string {
	if value == math.Trunc(value) {
		return strings.TrimSuffix(corpus.FormatDong(int64(value)), " đồng")
	}
	return strings.ReplaceAll(strconv.FormatFloat(value, 'f', -1, 64), ".", ",")
}

// day is a day and month, with a year or without, somewhere in a text.
type day struct {
	start, end       int
	day, month, year int // year 0 when not said
}

// days finds the dates of text.
func days(text string) []day {
	var found []day
	for _, m := range datePattern.FindAllStringSubmatchIndex(text, -1) {
		number := func(i int) int {
			if m[2*i] < 0 {
				return 0
			}
			n, err := strconv.Atoi(text[m[2*i]:m[2*i+1]])
			if err != nil {
				return 0
			}
			return n
		}
		d := day{start: m[0], end: m[1], day: number(1) + number(4) + number(7), month: number(2) + number(5) + number(8), year: number(3) + number(6)}
		if d.valid() && standsAlone(text, d.start, d.end) && !strings.HasPrefix(text[d.end:], "/") {
			found = append(found, d)
		}
	}
	return found
}

func (d day) valid() bool {
	year := d.year
	if year == 0 {
		year = 2000
	}
	_, err := corpus.NewDate(year, d.month, d.day)
	return err == nil && (d.year == 0 || d.year > 1945)
}

// forms are the ways to write the day.
func (d day) forms() []string {
	if d.year == 0 {
		return []string{
			fmt.Sprintf("ngày %02d tháng %d", d.day, d.month),
			fmt.Sprintf("ngày %d tháng %d", d.day, d.month),
			fmt.Sprintf("ngày %d/%d", d.day, d.month),
		}
	}
	return []string{
		fmt.Sprintf("ngày %02d tháng %02d năm %d", d.day, d.month, d.year),
		fmt.Sprintf("ngày %d tháng %d năm %d", d.day, d.month, d.year),
		fmt.Sprintf("ngày %02d/%02d/%d", d.day, d.month, d.year),
		fmt.Sprintf("ngày %d/%d/%d", d.day, d.month, d.year),
	}
}
