package corpus

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// AsOf is the time that a question asks about: the day named, or the first and
// last day of the month or year.
type AsOf struct {
	Day, Last Date
	// Firm tells that the words leave no doubt ("tại thời điểm …"); a bare date may
	// be part of the facts of the case.
	Firm       bool
	Start, End int // bytes of the phrase in the question
}

// CutAsOf takes the words that name a time out of a question ("tại thời điểm tháng
// 1/2016", "nam 2016", "ngày 01/03/2023") and returns the rest. Dates that belong
// to a document ("Nghị định 30/2020/NĐ-CP ngày 05/03/2020", "Bộ luật Dân sự năm
// 2015"), to a person ("sinh năm 1990") or to a span ("giai đoạn 2021-2025") do
// not count. ok is false when none is left.
func CutAsOf(question string) (t AsOf, rest string, ok bool) {
	const longest = 8000 // bytes; what is longer is no question
	if len(question) > longest {
		return AsOf{}, question, false
	}
	c := citer{s: question, loose: true, lx: lex(question, true)}
	taken := findRefs(question, Ref{}, true)
	end := 0
	for i := range c.lx {
		found, ok := c.timeAt(i)
		if !ok || found.Start < end {
			continue
		}
		end = found.End
		if !c.belongs(i, found, taken) && !t.Firm && (t.Day.IsZero() || found.Firm) {
			t = found
		}
	}
	if t.Day.IsZero() {
		return AsOf{}, question, false
	}
	return t, joinRest(question[:t.Start], question[t.End:]), true
}

// timeAt reads "ngày 01/03/2023", "01/03/2023", "ngày 1 tháng 3 năm 2023", "tháng
// 1/2016", "tháng 1 năm 2016" or "năm 2016" at lexeme i, with "tại thời điểm" and
// the like in front.
func (c *citer) timeAt(i int) (t AsOf, ok bool) {
	j, firm := c.timeLead(i)
	t, ok = c.dateAt(j)
	t.Start, t.Firm = c.at(i).start, firm
	return t, ok
}

// dateAt reads the date itself.
func (c *citer) dateAt(i int) (t AsOf, ok bool) {
	w := c.at(i)
	switch {
	case w.kind == lexDate:
		return c.dayAt(c.text(i), w.end)
	case w.kind == lexNumeral || w.kind == lexLabel:
		return c.isoAt(i)
	case w.has(kwYear):
		if year, ok := c.yearAt(i + 1); ok {
			return wholeMonths(year, 1, year, 12, c.at(i+1).end), true
		}
	case w.has(kwMonth):
		return c.monthAt(i + 1)
	case w.has(kwDay):
		if c.at(i+1).kind == lexDate {
			return c.dayAt(c.text(i+1), c.at(i+1).end)
		}
		month, ok := c.monthAt(i + 3)
		day, err := strconv.Atoi(c.text(i + 1))
		if !ok || err != nil || !c.at(i+2).has(kwMonth) {
			return t, false
		}
		d, err := NewDate(month.Day.Year(), month.Day.Month(), day)
		return AsOf{Day: d, Last: d, End: month.End}, err == nil
	}
	return t, false
}

// dayAt reads 01/03/2023.
func (c *citer) dayAt(text string, end int) (t AsOf, ok bool) {
	d, err := ParseDate(text)
	return AsOf{Day: d, Last: d, End: end}, err == nil
}

// isoAt reads 2023-05-01, which lexes as three numerals.
func (c *citer) isoAt(i int) (t AsOf, ok bool) {
	if !c.isMark(i+1, '-') || !c.isMark(i+3, '-') || len(c.text(i)) != 4 || c.at(i+4).end-c.at(i).start > len("2023-05-01") {
		return t, false
	}
	return c.dayAt(c.s[c.at(i).start:c.at(i+4).end], c.at(i+4).end)
}

// monthAt reads "1/2016", "1-2016" and "1 năm 2016".
func (c *citer) monthAt(i int) (t AsOf, ok bool) {
	w := c.at(i)
	if w.kind == lexDocument && w.number.Incomplete() { // 1/2016 reads as a số hiệu
		month, _, _ := w.number.parts()
		m, err := strconv.Atoi(month)
		return wholeMonths(w.number.Year(), m, w.number.Year(), m, w.end), err == nil && m >= 1 && m <= 12
	}
	m, err := strconv.Atoi(c.text(i))
	if err != nil || m < 1 || m > 12 {
		return t, false
	}
	i++
	if c.at(i).has(kwYear) || c.isMark(i, '-') || c.isMark(i, '/') {
		i++
	}
	year, ok := c.yearAt(i)
	return wholeMonths(year, m, year, m, c.at(i).end), ok
}

func (c *citer) yearAt(i int) (year int, ok bool) {
	year, err := strconv.Atoi(c.text(i))
	return year, err == nil && c.at(i).kind == lexLabel && year >= firstYear && year <= lastYear
}

// wholeMonths spans whole months.
func wholeMonths(year, month, lastYear, lastMonth, end int) AsOf {
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(lastYear, time.Month(lastMonth)+1, 0, 0, 0, 0, 0, time.UTC)
	return AsOf{Day: DateOf(first), Last: DateOf(last), End: end}
}

// firmLeads make the date behind them the time asked about, leads only belong to
// the phrase. Both stand longest first.
var (
	firmLeads = buildLeads("tại thời điểm", "vào thời điểm", "ở thời điểm", "tính đến hết", "tính đến", "thời điểm", "áp dụng vào", "xét tại")
	leads     = buildLeads("vào hồi", "trong", "vào", "hồi", "đầu", "cuối")
)

func buildLeads(phrases ...string) [][]spelling {
	var out [][]spelling
	for _, p := range phrases {
		var words []spelling
		for w := range strings.FieldsSeq(p) {
			words = append(words, spell(w))
		}
		out = append(out, words)
	}
	return out
}

// timeLead passes the words in front of a date; next is i when there are none.
func (c *citer) timeLead(i int) (next int, firm bool) {
	for _, words := range firmLeads {
		if c.matches(words, i) {
			return i + len(words), true
		}
	}
	for _, words := range leads {
		if c.matches(words, i) {
			return i + len(words), false
		}
	}
	return i, false
}

// belongs tells whether the date at lexeme i is part of something else: of a cited
// document, of a life, of a span of time.
func (c *citer) belongs(i int, t AsOf, taken []FoundRef) bool {
	if slices.ContainsFunc(taken, func(f FoundRef) bool {
		behind := f.End <= t.Start && strings.Trim(c.s[f.End:t.Start], " ,(") == ""
		return t.Start < f.End && f.Start < t.End || behind && !t.Firm
	}) {
		return true
	}
	return !t.Firm && (c.dates(i) || c.spans(t.End))
}

// dates tells whether what stands before lexeme i is dated by it: "sinh", "ban
// hành", or a document whose title no list knows ("luật … năm 2008").
func (c *citer) dates(i int) bool {
	const before = "sinh ky hanh de khoa nhiem doan hoach tu den toi so giua ke truoc sau"
	if c.at(i-1).kind == lexWord && slices.Contains(strings.Fields(before), fold(c.text(i-1))) {
		return true
	}
	const longest = 10 // words of a title
	for j := i - 1; j >= 0 && j > i-longest; j-- {
		if c.at(j).kind != lexWord {
			return false
		}
		if _, _, _, ok := c.kindAt(j); ok {
			return true
		}
		if c.at(j).has(kwStop) {
			return false
		}
	}
	return false
}

// spans tells whether a span of time begins with the date that ends at byte end.
func (c *citer) spans(end int) bool {
	j, _ := slices.BinarySearchFunc(c.lx, end, func(w lexeme, end int) int { return w.start - end })
	return c.at(j).has(kwTo) || c.isMark(j, '-') && c.at(j+1).kind != lexWord
}
