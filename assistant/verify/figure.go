package verify

import (
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// figure is one number, date or code of a text.
type figure struct {
	from, to int // tokens, the unit included
	kind     figureKind
	value    value
	unit     string // of a count; of a label "#" and the word before it
	bound    bound
	date     day
	code     string
}

type figureKind uint8

const (
	count figureKind = iota // of something: 30 ngày, 5 người
	label                   // a name: quý II, lần 2
	dated                   // a day, month or year
	coded                   // a document number, the code of a procedure or of a form
)

// figures finds the numbers of a text, in order. What belongs to a place is
// passed over: places are held against places.
func (t *text) figures() []figure {
	var out []figure
	for i := 0; i < len(t.tokens); {
		f, ok := t.figureAt(i)
		if !ok {
			i++
			continue
		}
		out = append(out, f)
		i = max(f.to, i+1)
	}
	t.inherit(out)
	return out
}

func (t *text) figureAt(i int) (figure, bool) {
	tok := t.at(i)
	if tok.label {
		return figure{}, false
	}
	if d, next, ok := t.dayAt(i); ok && (!tok.place || d.day > 0) {
		return figure{from: i, to: next, kind: dated, date: d, bound: t.boundOf(i, next)}, true
	}
	if tok.place {
		return figure{}, false
	}
	switch tok.kind {
	case viet.DocumentNumber, viet.ProcedureCode, viet.DateNumeral:
		return figure{from: i, to: i + 1, kind: coded, code: codeKey(tok.word)}, true
	case viet.Syllable:
		if strings.ContainsAny(tok.word, "0123456789") && unitNames[tok.word] == nil {
			return figure{from: i, to: i + 1, kind: coded, code: codeKey(tok.word)}, true
		}
	}
	if f, ok := t.ordinalAt(i); ok {
		return f, true
	}
	return t.countAt(i)
}

// codeKey is equal for spellings of one code.
func codeKey(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, viet.Fold(word))
}

// ordinalAt reads "lần đầu" and Roman numerals behind the words that take them:
// "quý II", "vùng IV".
func (t *text) ordinalAt(i int) (figure, bool) {
	word, before := t.at(i).word, t.at(i-1).word
	if t.at(i).gap > noGap || i == 0 {
		return figure{}, false
	}
	if before == "lần" && word == "đầu" {
		return figure{from: i - 1, to: i + 1, kind: label, unit: unitLabel + "lần", value: whole(1)}, true
	}
	if !labelWords[before] || !isRoman(t.s[t.at(i).start:t.at(i).end]) {
		return figure{}, false
	}
	return figure{from: i - 1, to: i + 1, kind: label, unit: t.labelUnit(i), value: whole(roman(word))}, true
}

// labelUnit is what the number at token i names.
func (t *text) labelUnit(i int) string {
	word := t.at(i - 1).word
	switch {
	case word == "số" && t.at(i-1).gap == noGap && i > 1:
		word = t.at(i - 2).word
	case word == "thứ" && t.at(i-2).word == "lần":
		word = "lần"
	}
	return unitLabel + word
}

// countAt reads a number with what it counts or names.
func (t *text) countAt(i int) (figure, bool) {
	n, ok := t.numberAt(i)
	if !ok {
		return t.oddAt(i)
	}
	n = t.restated(n)
	f := figure{from: i, to: n.next, value: n.value}
	before := t.at(i - 1).word
	named := i > 0 && t.at(i).gap == noGap && labelWords[before]
	unit, next, counted := t.unitAt(n.next)
	if n.spelled && n.words == 1 && !t.meansNumber(i, unit, counted, named) {
		return figure{}, false
	}
	switch {
	case n.percent:
		f.unit, f.value = unitShare, n.value.over(100)
	case named && (!counted || strongLabels[before] || before == "lần" && n.spelled):
		f.kind, f.from, f.unit = label, i-1, t.labelUnit(i)
		return f, true
	case counted:
		f.unit, f.to = unit, next
		if unit == "năm" {
			f.unit, f.value = unitMonth, n.value.times(unitsBySum)
		}
	case n.value.den > 1 && (n.spelled || strings.Contains(t.at(i).word, "/")):
		f.unit = unitShare
	}
	f.bound = t.boundOf(i, f.to)
	return f, true
}

// restated passes the same number in brackets: "05 (năm) ngày".
func (t *text) restated(n number) number {
	again, ok := t.numberAt(n.next)
	if !ok || again.value != n.value || again.next > len(t.tokens) {
		return n
	}
	before := strings.TrimSpace(t.s[t.at(n.next-1).end:t.at(n.next).start])
	behind := strings.TrimSpace(t.s[t.at(again.next-1).end:])
	if before == "(" && strings.HasPrefix(behind, ")") {
		n.next, n.spelled = again.next, false
		if t.at(n.next).gap <= commaGap && scales[t.at(n.next).word] > 0 { // 3 (ba) tỷ đồng
			n.value, n.next = n.value.times(scales[t.at(n.next).word]), n.next+1
		}
	}
	return n
}

// meansNumber tells whether a numeral of one word is meant as a number: before a
// unit, and as the name of a turn. "một" and "năm" often mean something else.
func (t *text) meansNumber(i int, unit string, counted, named bool) bool {
	word, before := t.at(i).word, t.at(i-1).word
	switch t.boundBefore(i) {
	case atMost, atLeast, below:
		return true
	}
	switch {
	case named && (before == "thứ" || before == "lần"):
		return word != "một" && word != "năm" || before == "thứ"
	case !counted:
		return false
	case word == "một":
		return timeUnits[unit]
	case word == "năm":
		switch before {
		case "mỗi", "hàng", "hằng", "cả", "nhiều", "các", "những", "từng", "đầu", "cuối", "trong", "một":
			return before == "trong" && timeUnits[unit]
		}
		return timeUnits[unit] && unit != "lần"
	}
	return true
}

// oddAt takes what looks like a number and is none, 28a or 3o, as a code.
func (t *text) oddAt(i int) (figure, bool) {
	if tok := t.at(i); tok.kind == viet.Numeral {
		return figure{from: i, to: i + 1, kind: coded, code: codeKey(tok.word)}, true
	}
	return figure{}, false
}

// inherit gives the first number of "từ 5 đến 10 triệu đồng", "15-20 ngày" and "5
// hoặc 7 ngày" the unit of the second.
func (t *text) inherit(figures []figure) {
	for n := len(figures) - 2; n >= 0; n-- {
		f, next := &figures[n], figures[n+1]
		if f.kind != count || next.kind != count || f.unit != "" || next.unit == "" || next.from-f.to > 1 || t.at(next.from).gap > commaGap {
			continue
		}
		dash := false
		if next.from == f.to {
			between := strings.TrimSpace(t.s[t.at(f.to-1).end:t.at(next.from).start])
			if dash = between == "-"; !dash && between != "," {
				continue
			}
		} else if !joins(t.at(f.to).word) {
			continue
		}
		t.share(f, next)
		if dash && f.bound == exact {
			f.bound = from
		}
		if dash || f.bound == from && figures[n+1].bound == exact {
			figures[n+1].bound = upTo
		}
	}
}

// share gives f the unit and the scale of next: the 5 of "5 đến 10 triệu đồng".
func (t *text) share(f *figure, next figure) {
	f.unit = next.unit
	switch {
	case next.unit == unitShare && f.value.den == 1:
		f.value = f.value.over(100)
	case next.unit == unitMonth && t.at(next.to-1).word == "năm":
		f.value = f.value.times(unitsBySum)
	case next.unit == unitDong:
		for i := next.from; i < next.to; i++ {
			if scale, ok := scales[t.at(i).word]; ok && f.value.num < 1000 {
				f.value = f.value.times(scale)
			}
		}
	}
}

func joins(word string) bool {
	switch word {
	case "đến", "tới", "hoặc", "hay", "và":
		return true
	}
	return false
}

func isRoman(s string) bool { return s != "" && len(s) < 8 && strings.Trim(s, "IVXLC") == "" }

// roman reads a Roman numeral in lower case.
func roman(s string) uint64 {
	of := func(c byte) uint64 {
		switch c {
		case 'i':
			return 1
		case 'v':
			return 5
		case 'x':
			return 10
		case 'l':
			return 50
		}
		return 100
	}
	var n uint64
	for i := range len(s) {
		v := of(s[i])
		if i+1 < len(s) && of(s[i+1]) > v {
			n -= v
		} else {
			n += v
		}
	}
	return n
}
