package structure

import (
	"regexp"
	"strings"
)

var (
	annexLabel = regexp.MustCompile(`^(?i:(phụ lục|biểu mẫu|mẫu|biểu))(\s+(?i:số))?(?:\s*[:.]?\s*([IVXLC]{1,7}|\d{1,3}(?:[.\-/]?[A-Za-zĐđ0-9]{1,6})*|[A-ZĐ]{1,2}(?:[.\-]?\d{1,3}[a-zđ]?)?(?:[\-/][A-ZĐ]{1,6})?))?\s*(?:[.:(\-–]|$|\s)`)
	issuedWith = regexp.MustCompile(`(?i)^\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm theo\s`)
	// regulations are what is issued with a decision and has articles of its own.
	regulations = regexp.MustCompile(`^(?:QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|QUY TRÌNH|QUY CHUẨN|QUY TẮC|CHƯƠNG TRÌNH|ĐỀ ÁN|HƯỚNG DẪN|THỎA ƯỚC|CHẾ ĐỘ|TIÊU CHUẨN|THỂ LỆ|ĐIỀU KHOẢN)`)
)

// annex is the first row of an appendix.
type annex struct {
	label string // "Phụ lục I", "Mẫu số 01"
	rest  string // its title, as far as it stands on the same row
	row   int
	bare  bool // it has no head: row is its first row of text
}

// annexHeads are the rows that look like heads of appendices, in order.
func (p *parser) annexHeads() []int {
	if p.heads == nil {
		p.heads = []int{}
		for i := range p.rows {
			if _, ok := p.annexAt(i); ok {
				p.heads = append(p.heads, i)
			}
		}
	}
	return p.heads
}

// annexAt reads the head of an appendix in row i. A mention of one in running text
// is told by its small letters: a head stands alone, in capitals, or over
// "(Kèm theo …)".
func (p *parser) annexAt(i int) (annex, bool) {
	r := p.rows[i]
	if r.quoted || r.opens || r.table || r.style.Note || !strings.ContainsRune("PMB", firstRune(r.view)) {
		return annex{}, false
	}
	m := annexLabel.FindStringSubmatchIndex(r.view)
	if m == nil || runes(r.view) > 300 {
		return annex{}, false
	}
	word := strings.ToLower(r.view[m[2]:m[3]])
	a := annex{label: "Phụ lục"}
	if word != "phụ lục" {
		a.label = "Mẫu"
		if strings.HasPrefix(word, "biểu") {
			a.label = "Biểu"
			if word == "biểu mẫu" {
				a.label = "Biểu mẫu"
			}
		}
	}
	end := m[3]
	if m[6] >= 0 {
		if m[4] >= 0 && word != "phụ lục" {
			a.label += " số"
		}
		a.label += " " + strings.TrimRight(r.view[m[6]:m[7]], ".-/")
		end = m[7]
	}
	tail := r.view[end:]
	a.rest = strings.TrimSpace(strings.TrimLeft(tail, " .:-–—"))
	return a, p.headsAnnex(i, m[6] >= 0, word == "phụ lục", a.rest)
}

// headsAnnex tells whether the row is a head rather than a mention.
func (p *parser) headsAnnex(i int, numbered, appendix bool, rest string) bool {
	r := p.rows[i]
	if !numbered && !appendix {
		return false
	}
	switch {
	case rest == "" && (numbered || r.capitals() || r.style.Centred || r.style.Bold):
		return p.followed(i, appendix)
	case rest == "":
		return p.issuedWithin(i+1, 4) > 0
	case issuedWith.MatchString(rest) && strings.HasPrefix(rest, "("):
		return true
	case isUpper(rest) || r.style.Heading > 0:
		return !strings.HasSuffix(rest, ";")
	}
	return p.issuedWithin(i+1, 3) > 0 && !r.ends()
}

// followed tells whether content comes after the head in row i: a list of
// appendices has heads only, and a reference that was broken over two rows goes on
// in small letters.
func (p *parser) followed(i int, appendix bool) bool {
	if i+1 >= len(p.rows) {
		return false
	}
	next := p.rows[i+1]
	if !next.table && annexLabel.MatchString(next.view) && p.rows[i].view != next.view {
		return appendix && !strings.HasPrefix(fold(next.view), "phu luc")
	}
	if i > 0 && !p.rows[i-1].table && strings.HasSuffix(p.rows[i-1].view, ",") {
		return false
	}
	return next.table || startsWithAny(next.view, "([*_-–—") || !headingFollowsLower(next.view)
}

func headingFollowsLower(s string) bool { return !headingFollows(s) }

// issuedWithin returns the first of the n rows from i on that says what the text is
// issued with, or -1.
func (p *parser) issuedWithin(i, n int) int {
	for j := i; j < min(i+n, len(p.rows)); j++ {
		if !p.rows[j].table && issuedWith.MatchString(p.rows[j].view) {
			return j
		}
	}
	return -1
}

// regulationHead finds the heading of a regulation in the rows from up to to, or
// returns -1: its kind in capitals over "(Ban hành kèm theo …)".
func (p *parser) regulationHead(from, to int) int {
	const titleRows = 9
	for _, h := range p.annexHeads() { // a regulation in an appendix is a sample
		if h >= from && h < to {
			to = h
			break
		}
	}
	for i := max(from, 1); i < to; i++ {
		r := p.rows[i]
		if r.quoted || r.opens || !r.capitals() || runes(r.view) > 200 || !regulations.MatchString(r.view) {
			continue
		}
		if p.issuedWithin(i+1, titleRows) > 0 {
			return p.withMasthead(i, from)
		}
		if h, ok := p.nextLabel(i+1, titleRows); ok && h && p.closes(from, i) {
			return p.withMasthead(i, from)
		}
	}
	return -1
}

// withMasthead moves a heading back over the masthead printed above it.
func (p *parser) withMasthead(i, from int) int {
	for j := i - 1; j >= max(from, i-8); j-- {
		if isMotto(p.rows[j].view) {
			for j > from && (p.rows[j-1].capitals() || p.rows[j-1].isRule()) && !isSignatureTitle(p.rows[j-1].view) {
				j--
			}
			return j
		}
	}
	return i
}

// nextLabel tells whether a chapter or Điều 1 stands within n rows.
func (p *parser) nextLabel(i, n int) (found, ok bool) {
	for j := i; j < min(i+n, len(p.rows)); j++ {
		if a, is := readArticle(p.rows[j].view); is {
			return a.n == 1, true
		}
		if h, is := readHeading(p.rows[j].view); is {
			return ordinalOf(h.label) == 1, true
		}
	}
	return false, false
}

// closes tells whether a signature stands between the rows.
func (p *parser) closes(from, to int) bool {
	for i := max(from, to-60); i < to; i++ {
		if p.beginsClosing(i) {
			return true
		}
	}
	return false
}
