package dichvucong

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	feeStart  = regexp.MustCompile(`^(` + nothing + `|` + free + `|(` + amountForm + `) ?(` + feeUnits + `))`)
	feeKind   = regexp.MustCompile(`^[\s(\-+*]*(Lệ phí|Phí)[\s:]`)
	otherFee  = regexp.MustCompile(`[\pL\d][\s;,.)]+(Lệ phí|Phí)\s*:\s*(` + amountForm + `)\s*(?:/\p{L}+)?\s*(đồng|Đồng|đ|VNĐ|USD)?`)
	digitRun  = regexp.MustCompile(`^(\d+)((?:,\d{3})*) ?` + feeUnits)
	numbered  = regexp.MustCompile(`^\((?:\d{1,2}|[a-zđ]|[ivx]+)\)\s`) // a description's first item
	noteMoney = regexp.MustCompile(`\d{1,3}(?:[.,]\d{3})+|\d+`)
)

// feeCell reads the fee at the start of s, with the note in brackets that follows
// it, and returns what is left: the description of the row.
func feeCell(s string) (fees []corpus.Fee, rest string) {
	m := feeStart.FindStringSubmatch(s)
	if m == nil {
		return nil, s
	}
	rest = s[len(m[0]):]
	if m[1] == nothing {
		return nil, rest
	}
	note := rest[:noteEnd(rest)]
	rest = rest[len(note):]
	first, more := splitFees(note)
	fee := corpus.Fee{Text: oneLine(m[1] + " " + first)}
	if k := feeKind.FindStringSubmatch(first); k != nil {
		fee.Kind = k[1]
	}
	switch {
	case m[1] == free:
		fee.Known, fee.Unit = true, "đồng"
	case m[2] != "":
		fee.Amount, fee.Known = amount(m[2])
		fee.Unit = unit(m[3])
	}
	return append([]corpus.Fee{fee}, more...), rest
}

// splitFees takes further fees with labels of their own ("Phí: 1700000 Đồng
// (Sát hạch thực hành)") off the note of the first.
func splitFees(note string) (first string, more []corpus.Fee) {
	marks := otherFee.FindAllStringSubmatchIndex(note, -1)
	marks = slices.DeleteFunc(marks, func(m []int) bool { return strings.HasPrefix(note[m[1]:], "%") })
	for i, m := range marks {
		end := len(note)
		if i+1 < len(marks) {
			end = marks[i+1][2]
		}
		fee := corpus.Fee{Kind: note[m[2]:m[3]], Text: oneLine(note[m[2]:end]), Unit: "đồng"}
		fee.Amount, fee.Known = amount(note[m[4]:m[5]])
		if m[6] >= 0 {
			fee.Unit = unit(note[m[6]:m[7]])
		}
		more = append(more, fee)
	}
	if len(marks) > 0 {
		note = note[:marks[0][2]]
	}
	return note, more
}

// amount reads 2,000 and 2.000 alike as two thousand.
func amount(s string) (n int64, ok bool) {
	s = strings.Trim(s, ".,")
	s = strings.NewReplacer(",", "", ".", "").Replace(s)
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

func unit(s string) string {
	switch s {
	case "VNĐ", "VND", "Việt Nam Đồng", "Đồng", "đồng", "đ":
		return "đồng"
	}
	return s
}

// noteEnd finds the end of the note in brackets at the start of s, 0 when there
// is none. The description follows it without a space; brackets inside the note
// are not always paired, so a closing bracket counts when it closes all that are
// open and stands at the end or before a glued character. Failing that, the last
// glued closing bracket does, then the last of any kind, then the end.
//
// "(1) Trường hợp …" opens a description, unless a bracket too many closes later
// on: then it is a note that begins with "1)".
func noteEnd(s string) int {
	if !strings.HasPrefix(s, "(") {
		return 0
	}
	closed := 0
	if numbered.MatchString(s) {
		closed = -1
	}
	depth, last := 0, 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
			if !gluedAfter(s[i+1:]) {
				continue
			}
			if depth <= closed {
				return i + 1
			}
			last = i + 1
		}
	}
	switch {
	case closed < 0:
		return 0
	case last > 0:
		return last
	}
	if at := strings.LastIndexByte(s, ')'); at > 0 {
		return at + 1
	}
	return len(s)
}

// gluedAfter tells whether a cell may begin with s: at its end, or at a character
// that does not go on a sentence.
func gluedAfter(s string) bool {
	if s == "" || s[0] == '\n' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsSpace(r) && !strings.ContainsRune(").,;:/", r) && !strings.HasPrefix(s, "->")
}

// unitlessDeadline gives the digits of s, such as "120 VNĐ(20.000 đ/tờ khai)",
// that are the deadline and not the amount. An amount of the portal has groups of
// three after commas, at most three digits before them, and no leading zero; the
// note names it in đồng or in thousands; else the deadline is one digit.
func unitlessDeadline(s string) string {
	m := digitRun.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	digits, groups := m[1], m[2]
	said := noteMoney.FindAllString(s[len(m[0]):], -1)
	fallback := ""
	for i := 1; i < len(digits); i++ {
		if len(digits)-i > 3 || digits[i] == '0' {
			continue
		}
		if fallback == "" {
			fallback = digits[:i]
		}
		if names(said, digits[i:]+groups) {
			return digits[:i]
		}
	}
	return fallback
}

// names tells whether the amounts said hold the amount written as s, or s
// thousand.
func names(said []string, s string) bool {
	want, _ := amount(s)
	for _, w := range said {
		if n, ok := amount(w); ok && (n == want || n == want*1000) {
			return true
		}
	}
	return false
}
