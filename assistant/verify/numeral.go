package verify

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// units of ten in words. "tư" and "lăm" stand behind "mươi" alone.
var digitWords = map[string]uint64{
	"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}

var lastDigits = map[string]uint64{
	"mốt": 1, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}

var scales = map[string]uint64{"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}

// number is a number that stands in tokens from up to, not including, next.
type number struct {
	value   value
	next    int
	percent bool
	spelled bool // in words alone
	scaled  bool // with "nghìn", "triệu" or "tỷ"
	words   int  // of a spelled one
}

// numberAt reads the number at token i, in figures, in words or both: "30",
// "ba mươi", "1,5 triệu", "một phần hai", "30 000", "3 0".
func (t *text) numberAt(i int) (number, bool) {
	n, ok := t.sumAt(i)
	if !ok {
		return n, false
	}
	switch {
	case t.follows(n.next, "phần", "trăm") && t.at(n.next).gap == noGap:
		n.percent, n.next = true, n.next+2
	case t.at(n.next).word == "phần" && t.at(n.next).gap == noGap:
		d, ok := t.sumAt(n.next + 1)
		if t.at(n.next+1).word == "tư" {
			d, ok = number{value: whole(4), next: n.next + 2, words: 1}, true
		}
		if ok && t.at(n.next+1).gap == noGap && d.value.num > n.value.num && d.value.den == 1 && n.value.den == 1 {
			n.value, n.next = fraction(n.value.num, d.value.num), d.next
			n.words += 1 + d.words
		}
	}
	if t.at(n.next).word == "rưỡi" && t.at(n.next).gap == noGap && !n.scaled {
		n.value, n.next = n.value.plus(fraction(1, 2)), n.next+1
	}
	return n, true
}

// sumAt reads groups with falling scales: "1 tỷ 500 triệu".
func (t *text) sumAt(i int) (number, bool) {
	n, ok := t.groupAt(i)
	if !ok {
		return n, false
	}
	total, below := value{den: 1}, uint64(1)<<62
	at := n
	for {
		scale := t.scaleAt(&at)
		if scale >= below {
			break
		}
		total = total.plus(at.value.times(scale))
		n.next, n.scaled, below = at.next, n.scaled || scale > 1, scale
		n.spelled = n.spelled && at.spelled
		if scale > 1 && t.at(n.next).word == "rưỡi" && t.at(n.next).gap == noGap {
			total, n.next = total.plus(whole(scale/2)), n.next+1
			break
		}
		more, ok := t.groupAt(n.next)
		if scale == 1 || !ok || t.at(n.next).gap > noGap {
			break
		}
		n.words += more.words
		at = more
		if peek := more; t.scaleAt(&peek) == 1 && !more.spelled {
			break // "2 triệu 30 ngày"
		}
	}
	n.value = total
	return n, true
}

// scaleAt reads the scales behind the number and passes them: "nghìn tỷ".
func (t *text) scaleAt(n *number) uint64 {
	scale := uint64(1)
	for {
		tok := t.at(n.next)
		by, ok := scales[tok.word]
		if !ok || tok.gap > noGap || scale > 1e9 {
			return scale
		}
		scale *= by
		n.words++
		n.next++
	}
}

// groupAt reads figures, or words below a thousand.
func (t *text) groupAt(i int) (number, bool) {
	tok := t.at(i)
	if tok.kind == viet.Numeral {
		return t.figuresAt(i)
	}
	if tok.kind != viet.Syllable {
		return number{}, false
	}
	return t.spelledAt(i)
}

// figuresAt reads a numeral, with figures set apart from it by spaces.
func (t *text) figuresAt(i int) (number, bool) {
	tok := t.at(i)
	s, percent := strings.CutSuffix(tok.word, "%")
	if rest, ok := strings.CutSuffix(s, "đ"); ok && len(rest) > 2 {
		s = rest
	}
	next := i + 1
	if joined, end := t.spaced(i); end > next {
		s, next = joined, end
	}
	v, ok := valueOf(s)
	if !ok {
		return number{}, false
	}
	percent = percent || strings.HasPrefix(strings.TrimLeft(t.s[t.at(next-1).end:], " "), "%")
	return number{value: v, next: next, percent: percent}, true
}

// spaced joins "30 000" and, where somebody tries to hide a number, "3 0".
func (t *text) spaced(i int) (joined string, next int) {
	first := t.at(i).word
	if !allDigits(first) || len(first) > 3 {
		return first, i + 1
	}
	size := 3
	if len(first) == 1 && len(t.at(i+1).word) == 1 {
		size = 1
	}
	joined, next = first, i+1
	for {
		tok := t.at(next)
		if tok.kind != viet.Numeral || tok.gap > noGap || len(tok.word) != size || !allDigits(tok.word) || next-i > 8 {
			return joined, next
		}
		joined += tok.word
		next++
	}
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// spelledAt reads a number below a thousand in words.
func (t *text) spelledAt(i int) (number, bool) {
	n := number{next: i, spelled: true}
	if t.at(i).word == "nửa" {
		return number{value: fraction(1, 2), next: i + 1, spelled: true, words: 2}, true
	}
	if t.at(i).word == "một" && t.joined(i+1, "nửa") {
		return number{value: fraction(1, 2), next: i + 2, spelled: true, words: 2}, true
	}
	total, ok := uint64(0), false
	if d, is := t.digit(i); is && t.joined(i+1, "trăm") {
		total, n.next, ok = d*100, i+2, true
		if t.joined(n.next, "linh") || t.joined(n.next, "lẻ") {
			if d, is := lastDigits[t.at(n.next+1).word]; is || t.at(n.next+1).word == "năm" {
				if !is {
					d = 5
				}
				n.value, n.words, n.next = whole(total+d), n.next+2-i, n.next+2
				return n, true
			}
		}
	}
	tens, next, found := t.tensAt(n.next, ok)
	if found {
		total, n.next, ok = total+tens, next, true
	}
	n.value, n.words = whole(total), n.next-i
	return n, ok
}

// tensAt reads what is below a hundred. behind tells that hundreds stand before,
// where "năm" alone is a year and "hai" alone is no number.
func (t *text) tensAt(i int, behind bool) (n uint64, next int, ok bool) {
	if behind && t.at(i).gap > noGap {
		return 0, i, false
	}
	tens := uint64(0)
	switch d, is := t.digit(i); {
	case t.at(i).word == "mười":
		tens, next = 10, i+1
	case is && (t.joined(i+1, "mươi") || t.joined(i+1, "chục")):
		tens, next = d*10, i+2
	case is && !behind:
		return d, i + 1, true
	default:
		return 0, i, false
	}
	if d, is := lastDigits[t.at(next).word]; is && t.at(next).gap == noGap {
		return tens + d, next + 1, true
	}
	return tens, next, true
}

func (t *text) digit(i int) (uint64, bool) {
	d, ok := digitWords[t.at(i).word]
	return d, ok
}

// joined tells whether word stands at i with only a space before it.
func (t *text) joined(i int, word string) bool {
	return t.at(i).word == word && t.at(i).gap == noGap
}
