package fault

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/assistant/passage"
)

// statement is a proposition of a passage that can stand as a sentence.
type statement struct {
	text      string // without full stop, exception taken out
	exception string // "trừ trường hợp …" as the passage has it, empty when none
	front     bool   // the exception stands before the rest
}

// Bounds of a statement in syllables: what is shorter says nothing, what is longer
// no model would put in one sentence.
const (
	minSyllables = 6
	maxSyllables = 44
)

// exceptionPattern finds "trừ", which begins an exception but in "loại trừ" and the like.
var exceptionPattern = regexp.MustCompile(`(?:^|[\s(,;])([Tt]rừ|[Nn]goại trừ) `)

// exceptions are the bytes at which the exceptions of text begin.
func exceptions(text string) []int {
	var found []int
	for _, m := range exceptionPattern.FindAllStringSubmatchIndex(text, -1) {
		if !among("loại khấu giảm cộng bài diệt phòng bù tiêu miễn", strings.TrimRight(strings.ToLower(previous(text, m[2])), ",")) && !among("điểm vào lùi dần số", next(text, m[3])) {
			found = append(found, m[2])
		}
	}
	return found
}

// excepted is the statement of p that holds its exception.
func (p *place) excepted() *statement {
	for i := range p.statements {
		if p.statements[i].exception != "" {
			return &p.statements[i]
		}
	}
	return nil
}

// statements takes the place apart. What cannot stand alone is left out.
func statements(p *place) []statement {
	var found []statement
	for _, line := range p.lines {
		whole, list := p.sentences(line)
		for i, sentence := range list {
			split := parts(sentence)
			if whole {
				split = []string{sentence}
			}
			for j, part := range split {
				if i+j == 0 && line.intro == "" {
					part = listed(p.article.Heading, part)
				}
				if bans.MatchString(p.article.Heading) && line.intro == "" && !strings.HasPrefix(part, "Một trong") {
					continue // without the heading it may say the opposite
				}
				if s, ok := newStatement(part); ok {
					found = append(found, s)
				}
			}
		}
	}
	return found
}

// sentences are the sentences of a line; a line that hangs on another is one, and whole.
func (p *place) sentences(l line) (whole bool, list []string) {
	if l.intro == "" {
		return false, passage.Sentences(l.text)
	}
	joined, ok := hang(l.intro, l.text)
	if !ok || bans.MatchString(p.article.Heading) && !strings.Contains(strings.ToLower(l.intro), "không") {
		return true, nil
	}
	return true, []string{joined}
}

// bans are headings that turn what stands below them round, or say what it is a list of.
var (
	bans     = regexp.MustCompile(`cấm|[Kk]hông|từ chối|chưa|[Tt]rường hợp|^(?:Những|Các) (?:hành vi|việc|nội dung)|loại trừ|miễn`)
	duties   = regexp.MustCompile(`^(?:Trách nhiệm|Quyền|Nghĩa vụ|Tiêu chuẩn|Điều kiện|Yêu cầu) `)
	ruled    = regexp.MustCompile(`(?:phải|không được|thì|bị|Không áp dụng) `)
	subjects = regexp.MustCompile(`^(?:Người|Cơ quan|Cán bộ|Công chức|Viên chức|Ủy ban|Chủ tịch|Bộ|Tổ chức|Mọi|Trường hợp|Trong|Khi|Nếu|Nhà nước|Chính phủ|Việc|Các|Đối với|Hội đồng|Doanh nghiệp|Cá nhân) `)
)

// listed puts the heading before a khoản that is an item of a list.
func listed(heading, text string) string {
	item := lowered(strings.TrimRight(text, ".; "))
	topic := strings.TrimPrefix(strings.TrimPrefix(lowered(heading), "các "), "những ")
	switch {
	case ruled.MatchString(text): // no item of the list, but a rule about it
		return text
	case bans.MatchString(heading):
		return "Một trong những " + topic + " là " + item
	case duties.MatchString(heading) && !subjects.MatchString(text):
		return "Một trong các " + topic + " là " + item
	}
	return text
}

// hangers are the ends of a line that its điểm continue.
var (
	hangers = regexp.MustCompile(`(?: (?:khi|phải|cho|quyền|nghĩa vụ|trách nhiệm|gồm|bao gồm|được|với|là|để))$`)
	ofCases = regexp.MustCompile(` (?:một trong )?các trường hợp(?: sau đây| sau)?$`)
)

// hang joins a điểm to the line that it hangs on; ok is false when they do not
// make one sentence.
func hang(intro, point string) (string, bool) {
	intro, colon := strings.CutSuffix(strings.TrimSpace(intro), ":")
	if !colon || strings.ContainsAny(intro, ";:") || strings.ContainsAny(point, ":") {
		return "", false
	}
	point = lowered(strings.TrimPrefix(point, "- "))
	point = strings.TrimRight(point, ";. ")
	if strings.HasPrefix(point, "trừ ") {
		return "", false
	}
	if m := ofCases.FindString(intro); m != "" {
		return strings.TrimSuffix(intro, m) + " trường hợp " + strings.TrimPrefix(point, "trường hợp "), true
	}
	intro = strings.TrimSuffix(strings.TrimSuffix(intro, " sau đây"), " sau")
	if !hangers.MatchString(intro) {
		return "", false
	}
	if strings.HasSuffix(intro, "phải") && (strings.Contains(point, " thì ") || strings.Contains(point, " phải ")) {
		return "", false
	}
	if strings.HasSuffix(intro, "gồm") {
		intro += " có"
	}
	return intro + " " + point, true
}

// verbs mark what can stand as a sentence of its own.
var verbs = regexp.MustCompile(`(?:^|\s)(?:phải|được|thì|không|có thể|là|gồm|bị|do|có|cấm|thực hiện|quyết định|quy định)\s`)

var (
	// extension is a longer deadline for some cases, without which a deadline is half an answer.
	extension = regexp.MustCompile(`(?:có thể|được) (?:được |thỏa thuận )?(?:kéo dài|gia hạn|dài hơn|lâu hơn)`)
	scoped    = regexp.MustCompile(`^(?:Ở|Tại|Đối với|Với|Trường hợp|Trong trường hợp) `)
)

// extended tells whether the place holds a deadline that is longer for some cases.
func (p *place) extended() bool { return extension.MatchString(p.text) }

// parts splits a sentence at its semicolons where every part can stand alone.
func parts(sentence string) []string {
	sentence = strings.TrimRight(strings.TrimSpace(sentence), ".;")
	if strings.Contains(sentence, ":") || scoped.MatchString(sentence) || extension.MatchString(sentence) {
		return []string{sentence} // what stands first holds for every part; a deadline is told with its extension
	}
	list := strings.Split(sentence, "; ")
	for i, part := range list {
		if len(exceptions(part)) > 0 && exceptions(part)[0] == 0 && i > 0 || !verbs.MatchString(part) || len(strings.Fields(part)) < minSyllables {
			return []string{sentence}
		}
	}
	return list
}

// unfit marks words that a sentence taken out of its text cannot begin or end with,
// and what is no rule: amendments, forms, quotations.
var unfit = regexp.MustCompile(`[“”"|…\[\]_]|sửa đổi, bổ sung|bãi bỏ|thay thế|như sau|dưới đây|sau đây|[Mm]ẫu số|Phụ lục|nói trên|nêu trên|[Tt]rường hợp khác|chi tiết|quy định khác$|^(?:và|hoặc|nhưng|đồng thời|việc này|những người này|khi đó|Những người này) `)

func newStatement(text string) (s statement, ok bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ".;, ")
	n := len(strings.Fields(text))
	if extension.MatchString(text) {
		n = max(minSyllables, n-20) // two deadlines in one sentence
	}
	if n < minSyllables || n > maxSyllables || unfit.MatchString(text) || strings.Count(text, "(") != strings.Count(text, ")") {
		return s, false
	}
	if !verbs.MatchString(" "+text) || strings.Count(text, ":") > 1 || strings.Count(text, ";") > 1 {
		return s, false
	}
	at := exceptions(text)
	switch {
	case len(at) == 0:
		return statement{text: text}, true
	case len(at) > 1:
		return s, false
	case at[0] == 0:
		exception, rest, found := strings.Cut(text, ", ")
		return statement{text: rest, exception: lowered(exception), front: true}, found && len(strings.Fields(rest)) >= minSyllables
	}
	rest, exception := strings.TrimRight(text[:at[0]], " ,;"), text[at[0]:]
	if strings.ContainsAny(exception, ";():") || strings.Contains(rest, "(") || len(strings.Fields(rest)) < 5 {
		return s, false // the exception may end before the sentence does
	}
	return statement{text: rest, exception: lowered(exception)}, true
}
