package phapdien

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

// note is what a pGhiChu says of an article: which place of which document it
// is, since when that is in force, and what has changed it.
type note struct {
	label     string // as corpus.Article.Label; empty when the note names the document only
	kind      corpus.Kind
	number    corpus.Number
	title     string // in the first article of a document only, like issuer and issued
	issuer    string
	issued    corpus.Date
	effective corpus.Date
	changes   changes
}

// kindDecreeLaw is the sắc lệnh of the first years of the republic.
const kindDecreeLaw corpus.Kind = "Sắc lệnh"

const kindPattern = `Luật|Bộ [Ll]uật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|` +
	`Thông tư liên tịch|Thông tư|Chỉ thị|Sắc lệnh|Lệnh|Hiến pháp|tư`

var (
	// effectiveMark stands after what names the document.
	effectiveMark = regexp.MustCompile(`[,.;]?\s*có hiệ[uc] lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ(?:\s+ngày)?\s+(` + datePattern + `)`)
	noteHead      = regexp.MustCompile(`^(.{0,60}?)\s*\b(` + kindPattern + `)\s+(.+)$`)
	articleLabel  = regexp.MustCompile(`(?:^|\s)Điều\s*(\d+[a-zđ]?)$`)
	bareLabel     = regexp.MustCompile(`^\d+[a-zđ]?$`)
	issueMark     = regexp.MustCompile(`^(.*?),?\s*ngày\s+(` + datePattern + `)\s*của\s+(.+)$`)
)

// parseNote reads a note. ok is false when it does not say which document the
// article is of.
func parseNote(text string) (n note, ok bool) {
	text = stripParentheses(text)
	head, tail := text, ""
	if m := effectiveMark.FindStringSubmatchIndex(text); m != nil {
		n.effective, _ = readDate(text[m[2]:m[3]])
		head, tail = text[:m[0]], text[m[1]:]
	}
	if !n.readHead(strings.TrimSpace(head)) {
		return note{}, false
	}
	n.changes = parseChanges(tail, n.number)
	return n, true
}

// stripParentheses takes the parentheses off the note, and the doubled ones that
// were typed by hand.
func stripParentheses(s string) string {
	s = strings.TrimSpace(s)
	for strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return strings.TrimRight(s, " .")
}

// readHead reads "Điều 1 Nghị định số 30/2020/NĐ-CP Về công tác văn thư ngày
// 05/03/2020 của Chính phủ".
func (n *note) readHead(head string) bool {
	m := noteHead.FindStringSubmatch(head)
	if m == nil {
		return false
	}
	n.label = readLabel(m[1])
	n.kind = readKind(m[2])
	rest := strings.TrimSpace(m[3])
	rest, joint := strings.CutPrefix(strings.TrimSpace(strings.TrimPrefix(rest, "số ")), "liên tịch ")
	if joint {
		n.kind = corpus.KindJointCircular
	}
	number, rest := cutNumber(rest)
	n.number = number
	n.readTitle(strings.TrimSpace(rest))
	return n.number != "" || n.title != "" && n.label != ""
}

// readLabel reads what stands before the kind: "Điều 35a", "Mục IV".
func readLabel(s string) string {
	s = strings.TrimSpace(s)
	if m := articleLabel.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if bareLabel.MatchString(s) || s != "Điều" {
		return s
	}
	return ""
}

func readKind(s string) corpus.Kind {
	switch s {
	case "tư": // "Thông" was lost
		return corpus.KindCircular
	case "Sắc lệnh":
		return kindDecreeLaw
	}
	if k, ok := corpus.ParseKind(s); ok {
		return k
	}
	return corpus.Kind(s)
}

var (
	typedTwice = regexp.MustCompile(`^(?:` + kindPattern + `|TT)\s+(?:số\s+)?`)
	noNumber   = regexp.MustCompile(`^[Kk]hông số\s*(?:số\s+[Kk]hông số|số\s+)?\s*`)
	digitFirst = regexp.MustCompile(`^'?\d`)
)

// cutNumber reads the number at the start of s. It is empty where the note says
// that there is none, and where the title comes at once.
func cutNumber(s string) (n corpus.Number, rest string) {
	if m := noNumber.FindString(s); m != "" {
		return "", s[len(m):]
	}
	if loc := typedTwice.FindStringIndex(s); loc != nil && digitFirst.MatchString(s[loc[1]:]) {
		s = s[loc[1]:]
	}
	if !digitFirst.MatchString(s) {
		return "", s
	}
	s = strings.TrimPrefix(s, "'")
	if n, rest, ok := corpus.CutNumber(s); ok {
		return n, trimJunk(rest)
	}
	word, rest, _ := strings.Cut(s, " ")
	if n, err := corpus.ParseNumber(strings.Trim(word, ".,;:'\"-/")); err == nil {
		return n, trimJunk(rest)
	}
	return "", s
}

var footnote = regexp.MustCompile(`^\(\d\)\s*`)

// trimJunk takes off what was typed against a number: a footnote sign, a full stop.
func trimJunk(s string) string {
	s = strings.TrimLeft(s, " .'\"-")
	return s[len(footnote.FindString(s)):]
}

// readTitle reads what follows the number: title, issue date and issuer.
func (n *note) readTitle(s string) {
	if s == "" {
		return
	}
	if at := lastIssue(s); at >= 0 {
		m := issueMark.FindStringSubmatch(s[at:])
		n.issued, _ = readDate(m[2])
		n.issuer = strings.TrimRight(m[3], " .,;")
		s = strings.TrimSpace(s[:at] + m[1])
	}
	s = n.cutForeword(s)
	if n.issuer == "" {
		s = n.cutLeadingIssue(s)
	}
	n.title = n.tidyTitle(s)
}

// lastIssue returns where the last "ngày … của …" begins; titles name the dates of
// other documents before it. -1 when there is none.
func lastIssue(s string) int {
	for at := len(s); at > 0; {
		at = strings.LastIndex(s[:at], "ngày ")
		if at < 0 {
			return -1
		}
		if m := issueMark.FindStringSubmatchIndex(s[at:]); m != nil && m[3] == 0 && looksLikeIssuer(s[at+m[6]:at+m[7]]) {
			return at
		}
	}
	return -1
}

// looksLikeIssuer keeps the issuer apart from the rest of a title that happens to
// hold "ngày … của".
func looksLikeIssuer(s string) bool {
	return utf8.RuneCountInString(s) < 400 && !titleVerb.MatchString(s)
}

var (
	titleVerb    = regexp.MustCompile(`(?i)\s(quy định|hướng dẫn|ban hành|về|sửa đổi|bổ sung)\s`)
	foreword     = regexp.MustCompile(`^[Cc]ủa .{3,80}? số \S+ ngày (?:\d+/\d+/\d+|\d+ tháng \d+ năm \d+) `)
	leadingIssue = regexp.MustCompile(`^ngày\s+(` + datePattern + `)\s+của\s+(.{3,80}?)\s+((?i:quy định|hướng dẫn|ban hành|về|sửa đổi)\s.+)$`)
)

// cutForeword takes off the masthead that some titles repeat: "của Thống đốc …
// số … ngày …".
func (n *note) cutForeword(s string) string {
	s = s[len(foreword.FindString(s)):]
	if m := leadingIssue.FindStringSubmatch(s); m != nil && !n.issued.IsZero() {
		return m[3]
	}
	return s
}

// cutLeadingIssue reads the issue date and issuer where they come before the title.
func (n *note) cutLeadingIssue(s string) string {
	m := leadingIssue.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	n.issued, _ = readDate(m[1])
	n.issuer = m[2]
	return m[3]
}

// tidyTitle takes off a kind and number that the title repeats, and gives it a
// capital.
func (n *note) tidyTitle(s string) string {
	s = strings.Trim(s, " .,;:")
	for _, k := range []string{string(n.kind), strings.ToUpper(string(n.kind)), "Bộ Luật", "Luât"} {
		rest, ok := strings.CutPrefix(s, k+" ")
		if ok && !strings.HasPrefix(rest, "sư") && !strings.HasPrefix(rest, "thư ") && !strings.HasPrefix(rest, "LIÊN") {
			s = rest
			break
		}
	}
	again, rest := cutNumber(strings.TrimPrefix(strings.TrimPrefix(s, "số "), "Số "))
	if again != "" && again.Key() == n.number.Key() {
		s = rest
		if m := leadingIssue.FindStringSubmatch(s); m != nil {
			s = m[3]
		}
	}
	if s == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
