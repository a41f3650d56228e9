package dichvucong

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// known is s trimmed, or empty when the portal says that it has no information.
func known(s string) string {
	s = strings.TrimSpace(s)
	if s == nothing {
		return ""
	}
	return s
}

// oneLine runs white space of any kind together to single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cell is oneLine of what is known.
func cell(s string) string { return oneLine(known(s)) }

var (
	listMark  = regexp.MustCompile(`^(?:\p{Ll}\d{0,2}(?:\.\d+)*[.)/]|[ivx]{1,4}[.)]|\d+(?:\.\d+)*[.)/](?:\s|\D|$)|\d+\.\d+\s)`)
	gluedStep = regexp.MustCompile(`([^\s("“])(Bước \d+\s*[:.])`)
	firstStep = regexp.MustCompile(`^(?:Bước|Trường hợp|Đối với)\s`)
)

// Widths between which a line that ends mid-sentence was broken by the page of a
// PDF rather than by its writer, in characters.
const (
	wrapMin = 40
	wrapMax = 130
)

// paragraphs tidies running text without losing a character but white space:
// spaces and blank lines are run together, steps that were glued to the sentence
// before them start a line, and lines broken by the width of a page are joined.
func paragraphs(s string) string {
	s = gluedStep.ReplaceAllString(known(s), "$1\n$2")
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = oneLine(line); line != "" {
			lines = append(lines, line)
		}
	}
	wrapped := isWrapped(lines)
	var b strings.Builder
	for i, line := range lines {
		switch {
		case i == 0:
		case continues(lines[i-1], line, wrapped):
			b.WriteByte(' ')
		default:
			b.WriteByte('\n')
		}
		b.WriteString(line)
	}
	return b.String()
}

// isWrapped tells whether text was pasted from a page with hard line ends: three
// lines or more that go on in lower case.
func isWrapped(lines []string) bool {
	n := 0
	for i := 1; i < len(lines); i++ {
		if continues(lines[i-1], lines[i], false) {
			n++
		}
	}
	return n >= 3
}

// continues tells whether line goes on the sentence of prev. In wrapped text a
// capital or a number may go on it too.
func continues(prev, line string, wrapped bool) bool {
	width := utf8.RuneCountInString(prev)
	if width < wrapMin || listMark.MatchString(line) || endsSentence(prev) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	if unicode.IsLower(first) {
		return true
	}
	return wrapped && width <= wrapMax && !firstStep.MatchString(line) &&
		(unicode.IsUpper(first) || unicode.IsDigit(first) && len(line) > 3) && endsOpen(prev)
}

func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".;:!?", last)
}

// endsOpen tells whether a line ends with a word that calls for another: in
// wrapped text the next line then belongs to it whatever it begins with.
func endsOpen(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	switch strings.ToLower(word) {
	case "số", "của", "và", "hoặc", "tại", "theo", "khoản", "điều", "điểm", "loại", "nhất", "là", "từ", "đến",
		"cục", "bộ", "sở", "luật", "nghị", "định", "thông", "tư", "các", "cho", "với", "do", "về", "bởi", "mẫu":
		return true
	}
	return strings.HasSuffix(word, ",")
}
