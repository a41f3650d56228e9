package dichvucong

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	// numberHead is a document's number up to the first letter of its suffix, or
	// all of a number whose suffix the portal's editors left out.
	numberHead = regexp.MustCompile(`(\d+)(?:\.\d{1,2})?[a-z]?(?:/(?:\d{4}\s?/\s?[A-ZĐ]|[A-ZĐ]|\d{4})|-(?:CP|L/CTN|HĐBT|TTg))`)
	// numberPrefix is what editors wrote before the number in its own cell.
	numberPrefix = regexp.MustCompile(`(?:(?:Bộ luật|Lu[ậấ]t|Nghị định|Nghị quyết|Thông tư(?: liên tịch)?|Quyết định|Pháp lệnh|Văn bản hợp nhất|NĐ|TT|QĐ|NQ)\s*)?(?:[Ss]ố\s*)?:?\s*$`)
	// gluedKind is the kind written before the number without a space.
	gluedKind = regexp.MustCompile(`\b(?:TT|NĐ|QĐ|NQ)$`)
	// goesOn follows a number within a title.
	goesOn = regexp.MustCompile(`^\s+(?:ngày|của)\s`)
	// knownSuffix holds the endings that numbers have, so that a title in capitals
	// glued after one ("NĐ-CPQUY ĐỊNH") is told from it.
	knownSuffix = regexp.MustCompile(`^(?:TTLT(?:[-/]\s?(?:` + issuers + `))+|TT\s?[-/–_]\s?(?:` + issuers + `)|` +
		`(?:NĐ|ND|NQ)\s?[-–]\s?CP|NQ-(?:QH\d{1,2}|HĐND)|QH\d{1,2}|(?:PL-)?UBTVQH\d{1,2}|Q[ĐD]\s?-\s?(?:TTg|UBND|` + issuers + `)|` +
		`VBHN-(?:VPQH|` + issuers + `)|CT-TTg)(?:\([A-Z]\d+\))?`)
	// shortLaw is a law's number without the year, as some editors left it.
	shortLaw  = regexp.MustCompile(`\p{Ll}(Luật số \d{1,3})(?:\p{Lu}|$)`)
	anySuffix = regexp.MustCompile(`^[A-ZĐƯ]+(?:[-–/][A-ZĐƯ]+)*-?`)
)

// issuers abbreviates who issues, longer names before those they begin with.
const issuers = `BNNPTNT|BNN&PTNT|BNNMT|BTNMT|BLĐTBXH|BVHTTDL|BGDĐT|BKHCNMT|BKHCN|BKHĐT|BTTTT|BDTTG|BGTVT|TANDTC|VKSNDTC|` +
	`BVHTT|BHXH|NHNN|TTCP|VPCP|UBDT|KTNN|TCHQ|UBCK|BTCCBCP|BNV|BTC|BTP|BCA|BXD|BYT|BCT|BQP|BNG|BTS|BNN|BTM|BKH|TLĐ|BCN|BNgG`

// basis takes the table of legal bases apart: title and number in turn, nothing
// between them. A number belongs to the second column when it is glued to the
// title before it, as it is or with "Luật số" and the like; numbers within titles
// stand after a space.
func basis(s string) []corpus.Basis {
	s = known(strings.TrimPrefix(strings.TrimSpace(s), basisTable))
	var out []corpus.Basis
	for s != "" {
		start, end := numberCell(s)
		if n := repeated(s); n > 0 && n <= start {
			start, end = n, 2*n
		}
		b := corpus.Basis{Title: oneLine(s[:start]), Number: oneLine(s[start:end])}
		if b.Number == "" && isNumber(b.Title) {
			b.Title, b.Number = "", b.Title
		}
		out = append(out, b)
		s = strings.TrimSpace(s[end:])
	}
	return out
}

// repeated gives the length of the title at the start of s when editors typed it
// again where the number belongs.
func repeated(s string) int {
	const least = 16 // bytes, of which any title has more
	if len(s) < 2*least {
		return 0
	}
	n := strings.Index(s[least:], s[:least]) + least
	if n < least || 2*n > len(s) || s[:n] != s[n:2*n] {
		return 0
	}
	return n
}

// numberCell finds the first number of the second column in s, which begins with
// a title. Without one it gives the end of s twice.
func numberCell(s string) (start, end int) {
	for from := 0; ; {
		m := numberHead.FindStringSubmatchIndex(s[from:])
		if m == nil {
			return shortBefore(s, len(s), len(s))
		}
		start, end = from+m[0], numberEnd(s, from+m[1])
		digits := s[start : from+m[3]]
		start += yearBefore(digits, s[from+m[3]:end])
		if at, to, ok := cellBounds(s, start, end); ok {
			return shortBefore(s, at, to)
		}
		if from += m[3]; isFullNumber(s[start:end]) {
			from = end
		}
	}
}

// shortBefore gives the law without year that ends a title before the cell at
// s[start:end], or else that cell.
func shortBefore(s string, start, end int) (int, int) {
	if m := shortLaw.FindStringSubmatchIndex(s[:min(start+1, len(s))]); m != nil && m[2] < start {
		return m[2], m[3]
	}
	return start, end
}

// yearBefore gives the length of the year, and of the full stop after it, that
// ends the title when its digits and the number's run together: "năm
// 202405/2024/UBTVQH15", "năm 2025.09/2026/TT-BNNMT".
func yearBefore(digits, after string) int {
	if len(digits) < 4 || !strings.HasPrefix(digits, "19") && !strings.HasPrefix(digits, "20") {
		return 0
	}
	if len(digits) == 4 && strings.HasPrefix(after, ".") {
		return 5
	}
	if len(digits) > 4 {
		return 4
	}
	return 0
}

// cellBounds tells whether the number at s[start:end] is, or is preceded by, a
// cell of the second column, and where that cell stands.
func cellBounds(s string, start, end int) (from, to int, ok bool) {
	prev, _ := utf8.DecodeLastRuneInString(s[:start])
	next, _ := utf8.DecodeRuneInString(s[end:])
	number := s[start:end]
	switch {
	case start == 0:
		return 0, 0, false
	case !isFullNumber(number) && end < len(s) && !unicode.IsUpper(next):
		return 0, 0, false // a date, or a number cut short within a title
	case !unicode.IsSpace(prev) && !strings.ContainsRune("(/-–:", prev):
		if strings.HasSuffix(s[:start], "số") && unicode.IsSpace(next) {
			return 0, 0, false // "Thông tư số13/2016/TT-BNNPTNT ngày"
		}
		return start - len(gluedKind.FindString(s[:start])), end, true
	}
	at := numberPrefix.FindStringIndex(s[:start])[0]
	prev, _ = utf8.DecodeLastRuneInString(s[:at])
	switch {
	case at == 0:
		return 0, 0, false
	case strings.HasPrefix(s[end:], number), goesOn.MatchString(s[end:]):
		return shortCell(s, at) // the next title, with its own number in it
	case !unicode.IsSpace(prev) && strings.TrimSpace(s[at:start]) != "":
		return at, end, true
	default: // a space before the cell, the next title glued after it
		return at, end, isFullNumber(number) && (end == len(s) || unicode.IsLetter(next)) &&
			!strings.HasPrefix(s[end:], "ngày")
	}
}

// shortCell finds the cell that ends at end without being a number that can be
// told by its form, since editors left out the rest: the digits glued to a title.
func shortCell(s string, end int) (from, to int, ok bool) {
	if prev, _ := utf8.DecodeLastRuneInString(s[:end]); unicode.IsSpace(prev) {
		return 0, 0, false
	}
	at := len(strings.TrimRightFunc(s[:end], unicode.IsDigit))
	prev, _ := utf8.DecodeLastRuneInString(s[:at])
	return at, end, at > 0 && at < end && unicode.IsLetter(prev)
}

// numberEnd finds the end of the number whose suffix's first letter ends at i.
func numberEnd(s string, i int) int {
	last, size := utf8.DecodeLastRuneInString(s[:i])
	if unicode.IsDigit(last) {
		return i
	}
	suffix := s[i-size:]
	if m := knownSuffix.FindString(suffix); m != "" {
		return i - size + len(m)
	}
	m := anySuffix.FindString(suffix)
	next, _ := utf8.DecodeRuneInString(suffix[len(m):])
	if r, n := utf8.DecodeLastRuneInString(m); unicode.IsLower(next) && unicode.IsUpper(r) && n < len(m) {
		m = m[:len(m)-n] // the capital of the next title
	}
	return i - size + len(m)
}

// isFullNumber tells a number with a suffix from one cut short.
func isFullNumber(s string) bool { return strings.ContainsFunc(s, unicode.IsUpper) }

// isNumber tells whether s is nothing but a number.
func isNumber(s string) bool {
	m := numberHead.FindStringIndex(s)
	return m != nil && m[0] == 0 && numberEnd(s, m[1]) == len(s)
}
