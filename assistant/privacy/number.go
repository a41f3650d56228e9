package privacy

import (
	"regexp"
	"strings"
)

const (
	fewest  = 7  // digits of a number worth looking at, those of a passport
	longest = 19 // digits of a number, those of a card
	apart   = 3  // characters between two groups of one number
)

// number reads the cluster of digits that begins at i and returns where reading
// goes on.
func (f *finder) number(i int) int {
	groups, total := f.groups(i)
	first := groups[0]
	if first.digits == 2 || total < fewest {
		if end, ok := f.plate(i, first.end); ok {
			return end
		}
	}
	last := groups[len(groups)-1]
	if total >= fewest {
		f.numbers(groups)
	}
	end := max(last.end, f.free())
	if len(groups) > 1 && last.digits == 2 { // "số 1, 29A-123.45": the plate's digits were taken into the cluster
		if plate, ok := f.plate(last.start, last.end); ok {
			return plate
		}
	}
	return end
}

// numbers looks for numbers of persons in a cluster, the longest first.
func (f *finder) numbers(groups []group) {
	for i := 0; i < len(groups); {
		if n := dateGroups(f.text, groups[i:]); n > 0 {
			i += n
			continue
		}
		n, kind := f.longest(groups, i)
		if n == 0 {
			i++
			continue
		}
		start := f.begin(groups[i].start, kind)
		f.add(start, groups[i+n-1].end, kind)
		i += n
	}
}

// longest returns how many groups from i on make one number, and of what kind.
func (f *finder) longest(groups []group, i int) (n int, kind Kind) {
	first := groups[i]
	if i > 0 && !first.spaced || f.joinedBefore(first.start) {
		if i > 0 || !f.lettered(first.start) {
			return 0, ""
		}
	}
	c := candidate{f: f, start: first.start, cue: unknownCue}
	for j := i; j < len(groups); j++ {
		c.groups = groups[i : j+1]
		c.digits = plainDigits(f.text[first.start:groups[j].end])
		if len(c.digits) > longest {
			break
		}
		ends := j+1 == len(groups) || groups[j+1].spaced
		if !ends || len(c.digits) < fewest || c.amount() || f.joinedAfter(groups[j].end) {
			continue
		}
		if k, ok := c.kind(); ok && !f.money(groups[j].end) && !f.hotline(k, first.start, groups[j].end, c.digits) {
			n, kind = j-i+1, k
			if k == Account && j == i { // what follows after a space is something else
				break
			}
		}
	}
	return n, kind
}

// dateGroups tells how many groups are a date written 05.03.2020 or 05-03-2020.
func dateGroups(s string, g []group) int {
	if len(g) < 3 || g[0].digits > 2 || g[1].digits > 2 || g[2].digits != 4 || g[1].spaced || g[2].spaced {
		return 0
	}
	if year := s[g[2].start:]; strings.HasPrefix(year, "19") || strings.HasPrefix(year, "20") {
		return 3
	}
	return 0
}

func plainDigits(s string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if classes[s[i]] == digit {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// joinedBefore tells whether what ends at i is part of something longer: a word
// or the number of a paper.
func (f *finder) joinedBefore(i int) bool {
	if i == 0 {
		return false
	}
	switch c := f.text[i-1]; {
	case isWord(c):
		return true
	case c == '/' || c == '.' || c == '-' || c == ',':
		return i > 1 && isWord(f.text[i-2])
	}
	return false
}

// joinedAfter is joinedBefore of what begins at i.
func (f *finder) joinedAfter(i int) bool {
	if i >= len(f.text) {
		return false
	}
	switch c := f.text[i]; {
	case isWord(c), c == '%':
		return true
	case c == '/' || c == '.' || c == '-' || c == ',':
		return i+1 < len(f.text) && isWord(f.text[i+1])
	}
	return false
}

// lettered tells whether one or two letters stand right before the digits at i,
// as in a passport or a health insurance card.
func (f *finder) lettered(i int) bool {
	start, n := f.letters(i)
	return n > 0 && (start == 0 || !isWord(f.text[start-1]))
}

// letters finds the one or two ASCII letters before the digits at i, a space or
// hyphen between them allowed.
func (f *finder) letters(i int) (start, n int) {
	start = i
	if start > 1 && (f.text[start-1] == ' ' || f.text[start-1] == '-') {
		start--
	}
	for start > 0 && n < 3 && f.text[start-1] < 0x80 && classes[f.text[start-1]] == letter {
		start--
		n++
	}
	if n > 2 || (start > 0 && isWord(f.text[start-1])) {
		return i, 0
	}
	return start, n
}

// begin takes in what belongs to the number and stands before its digits.
func (f *finder) begin(i int, kind Kind) int {
	switch kind {
	case Phone:
		if i > 0 && f.text[i-1] == '+' {
			i--
		}
		if i > 0 && f.text[i-1] == '(' {
			i--
		}
	case Passport, Insurance:
		if start, n := f.letters(i); n > 0 && start >= f.free() && (kind == Passport) == (n == 1) {
			return start
		}
	}
	return i
}

var moneyAfter = regexp.MustCompile(`^\s*(?:\(?(?:dong|vnd|trieu|(?:nghin|ngan|ty) dong|ty|usd|d)\b|\$|%|₫)`)

func (f *finder) money(end int) bool { return moneyAfter.MatchString(f.after(end, 16)) }
