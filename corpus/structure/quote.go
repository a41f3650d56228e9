package structure

import "strings"

const (
	openQuotes  = "“\"«‘"
	closeQuotes = "”\"»’"
)

// markQuoted sets quoted on the lines inside a quotation that runs over several
// lines, as the new wording in an amending article does: their labels belong to
// another document.
func markQuoted(lines []line) {
	for i := 0; i < len(lines); i++ {
		if !opensQuotation(lines, i) {
			continue
		}
		end := endOfQuotation(lines, i)
		for ; i < end; i++ {
			lines[i+1].quoted = true
		}
	}
}

// opensQuotation tells whether a quotation begins with line i: after a colon, or
// right after another one.
func opensQuotation(lines []line, i int) bool {
	if i == 0 || lines[i].table || !startsWithAny(lines[i].text, openQuotes) {
		return false
	}
	before := strings.TrimRight(lines[i-1].text, " ")
	return strings.HasSuffix(before, ":") || closesQuotation(before)
}

// endOfQuotation returns the line that ends the quotation begun in line i; i
// itself when it ends there or nowhere.
func endOfQuotation(lines []line, i int) int {
	depth := 0
	for j := i; j < len(lines); j++ {
		depth += strings.Count(lines[j].text, "“") - strings.Count(lines[j].text, "”")
		if !closesQuotation(lines[j].text) {
			continue
		}
		if depth <= 0 || j+1 == len(lines) || startsWithAny(lines[j+1].text, openQuotes) || j > i && depth == 1 {
			return j
		}
	}
	return i
}

// closesQuotation tells whether a line ends with a closing quotation mark.
func closesQuotation(s string) bool {
	s = strings.TrimRight(s, " .;,:/")
	s = strings.TrimSuffix(strings.TrimSuffix(s, " và"), " hoặc")
	s = strings.TrimRight(s, " .;,")
	for _, q := range closeQuotes {
		if strings.HasSuffix(s, string(q)) {
			return true
		}
	}
	return false
}

func startsWithAny(s, runes string) bool {
	for _, q := range runes {
		if strings.HasPrefix(s, string(q)) {
			return true
		}
	}
	return false
}
