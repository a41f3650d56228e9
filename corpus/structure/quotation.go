package structure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markQuotations finds the wording that the document gives to other documents, so
// that its labels are not taken for the document's own. Marks are inconsistent in
// real files: a quotation that never closes is taken to end in its first row.
func (p *parser) markQuotations() {
	rows := p.rows
	for i := 0; i < len(rows); i++ {
		if !p.opensQuotation(i) {
			continue
		}
		rows[i].opens = true
		end, closed := p.closeOf(i)
		if !closed && i > 0 && (p.rows[i-1].announces() || amending(p.rows[i-1].view)) {
			p.warn(i, "dấu ngoặc kép mở mà không thấy đóng")
		}
		for ; i < end; i++ {
			rows[i+1].quoted = true
		}
	}
}

// opensQuotation tells whether quoted wording begins with row i: after a colon or
// another quotation, or with a label right behind the mark.
func (p *parser) opensQuotation(i int) bool {
	r := p.rows[i]
	if r.table || !startsWithAny(r.view, openQuotes) {
		return false
	}
	inner := strings.TrimLeft(r.view, openQuotes+" ")
	if _, ok := readArticle(inner); ok || readMarker(inner).family != noFamily {
		return true
	}
	if _, ok := readHeading(inner); ok {
		return true
	}
	if i == 0 || p.rows[i-1].table {
		return false
	}
	before := p.rows[i-1].view
	return strings.HasSuffix(before, ":") || closesQuotation(before) || p.rows[i-1].announces()
}

// announces tells whether new wording comes next.
func (r row) announces() bool {
	s := strings.TrimRight(r.view, ": ")
	return strings.HasSuffix(s, "như sau") || strings.HasSuffix(s, "sau đây")
}

// longestQuotation bounds how far a closing mark is looked for, in rows.
const longestQuotation = 800

// closeOf returns the row that ends the quotation begun in row i, or i itself.
func (p *parser) closeOf(i int) (end int, closed bool) {
	depth := 0
	for j := i; j < len(p.rows) && j < i+longestQuotation; j++ {
		r := p.rows[j]
		if r.table {
			continue
		}
		if j > i && p.rows[j-1].announces() && p.opensQuotation(j) && !strings.Contains(r.view, "”") == !strings.Contains(p.rows[i].view, "“") {
			return max(i, j-2), false // another one begins: this one was not closed
		}
		depth = quoteDepth(r.view, depth)
		if depth <= 0 {
			return j, true
		}
		if depth == 1 && closesQuotation(r.view) && j+1 < len(p.rows) && p.resumes(i, j+1) {
			return j, true
		}
	}
	return i, false
}

// resumes tells whether row j goes on with the document's own text after a
// quotation begun in row i: the next quotation, or the label that follows the one
// which announced it.
func (p *parser) resumes(i, j int) bool {
	if startsWithAny(p.rows[j].view, openQuotes) {
		return true
	}
	if i == 0 {
		return false
	}
	own, next := readMarker(p.rows[i-1].view), readMarker(p.rows[j].view)
	return own.family != noFamily && own.family == next.family && own.sep == next.sep && next.n == own.n+1 && p.rows[j].view != "" &&
		amending(p.rows[j].view)
}

// amending tells whether a row says what is changed.
func amending(s string) bool {
	for _, w := range []string{"ửa đổi", "ổ sung", "hay thế", "ãi bỏ", "hay cụm từ", "ỏ cụm từ", "được thay", "ửa cụm từ"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// quoteDepth follows the quotation marks of s. A straight mark opens before a word
// and closes behind one.
func quoteDepth(s string, depth int) int {
	before := ' '
	for k, r := range s {
		switch r {
		case '“', '«':
			depth++
		case '”', '»':
			depth--
		case '"':
			next, _ := utf8.DecodeRuneInString(s[k+1:])
			if straightOpens(before, next) {
				depth++
			} else {
				depth--
			}
		}
		before = r
	}
	return depth
}

func straightOpens(before, next rune) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch {
	case before == ' ' || before == '(' || before == ':':
		return next != utf8.RuneError && !strings.ContainsRune(".;,)", next)
	case word(before) || strings.ContainsRune(".;,)…!?%/”", before):
		return false
	}
	return word(next)
}
