package verify

import (
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// day is a date, or the part of one that is said; what is not said is 0.
type day struct{ day, month, year int }

func dayOf(d corpus.Date) day { return day{d.Day(), d.Month(), d.Year()} }

// says tells whether a text that names d supports said, which may say less.
func (d day) says(said day) bool {
	return (said.day == 0 || said.day == d.day) && (said.month == 0 || said.month == d.month) && (said.year == 0 || said.year == d.year) &&
		(said.day == 0 || said.month != 0 || d.month == 0)
}

// dayAt reads a date in any of its forms at token i: 05/3/2020, "ngày 05 tháng 3
// năm 2020", "tháng 3/2020", "ngày 30/6", "năm 2020".
func (t *text) dayAt(i int) (d day, next int, ok bool) {
	tok := t.at(i)
	if tok.kind == viet.DateNumeral {
		d, ok = numericDay(tok.word)
		return d, i + 1, ok
	}
	switch tok.word {
	case "ngày":
		return t.dayWord(i + 1)
	case "tháng":
		m, next, ok := t.monthWord(i + 1)
		return m, next, ok && m.year != 0
	case "năm":
		y, next, ok := t.yearWord(i + 1)
		return day{year: y}, next, ok
	}
	return day{}, i, false
}

// dayWord reads what follows "ngày".
func (t *text) dayWord(i int) (d day, next int, ok bool) {
	if w := t.at(i).word; w == "mùng" || w == "mồng" {
		i++
	}
	tok := t.at(i)
	if tok.gap > noGap {
		return d, i, false
	}
	if tok.kind == viet.DateNumeral {
		d, ok = numericDay(tok.word)
		return d, i + 1, ok && d.day != 0
	}
	if a, b, slash := strings.Cut(tok.word, "/"); slash && tok.kind == viet.Numeral {
		x, errX := strconv.Atoi(a)
		y, errY := strconv.Atoi(b)
		return day{day: x, month: y}, i + 1, errX == nil && errY == nil && x <= 31 && y <= 12
	}
	n, ok := t.numberAt(i)
	v, isWhole := n.value.integer()
	if !ok || !isWhole || v < 1 || v > 31 || t.at(n.next).word != "tháng" {
		return d, i, false
	}
	d, next, ok = t.monthWord(n.next + 1)
	d.day = v
	return d, next, ok
}

// monthWord reads what follows "tháng".
func (t *text) monthWord(i int) (d day, next int, ok bool) {
	tok := t.at(i)
	if tok.gap > noGap {
		return d, i, false
	}
	if tok.kind == viet.DateNumeral {
		d, ok = numericDay(tok.word)
		return d, i + 1, ok && d.day == 0
	}
	n, ok := t.numberAt(i)
	v, isWhole := n.value.integer()
	if !ok || !isWhole || v < 1 || v > 12 {
		return d, i, false
	}
	d = day{month: v}
	if t.at(n.next).word == "năm" {
		if y, after, ok := t.yearWord(n.next + 1); ok {
			d.year = y
			return d, after, true
		}
	}
	return d, n.next, true
}

// yearWord reads what follows "năm".
func (t *text) yearWord(i int) (year, next int, ok bool) {
	tok := t.at(i)
	if tok.gap > noGap {
		return 0, i, false
	}
	n, ok := t.numberAt(i)
	v, isWhole := n.value.integer()
	return v, n.next, ok && isWhole && isYear(v)
}

func isYear(n int) bool { return n >= 1900 && n <= 2100 }

// numericDay reads 05/3/2020, 2020-03-05 and 3/2020.
func numericDay(s string) (day, bool) {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	var n [3]int
	if len(fields) < 2 || len(fields) > 3 {
		return day{}, false
	}
	for i, f := range fields {
		v, err := strconv.Atoi(f)
		if err != nil {
			return day{}, false
		}
		n[i] = v
	}
	switch {
	case len(fields) == 2:
		return day{month: n[0], year: n[1]}, isYear(n[1])
	case isYear(n[0]):
		return day{day: n[2], month: n[1], year: n[0]}, true
	}
	return day{day: n[0], month: n[1], year: n[2]}, isYear(n[2])
}
