package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	// since stands in front of a clause: "Kể từ ngày Luật này có hiệu lực thi hành, …".
	since = regexp.MustCompile(`^(?:Kể từ|kể từ|Từ) (?:ngày|thời điểm|khi) ([^,¤]{4,120}?), ?`)
	// endsNow is the predicate of a clause that ends its subject.
	endsNow = regexp.MustCompile(`(?:^| )(?:(?:sẽ|đều|cùng|cũng) )?(?:hết hiệu lực(?: thi hành)?|bị bãi bỏ|được bãi bỏ|bị hủy bỏ|bị huỷ bỏ|chấm dứt hiệu lực(?: thi hành)?|(?:được|bị) thay thế (?:bằng|bởi) ` + thisDoc + `)`)
	// endsTail must follow it.
	endsTail = regexp.MustCompile(`^(?: thi hành)?\s*(?:[.;:/]*$|:|,? ?(?:kể )?từ (?:ngày|thời điểm|khi) |kể ngày |, (?:ngoại )?trừ |vào ngày |sau \d|và được thay thế |gồm)`)
	// actively is what the document itself does to others.
	actively = regexp.MustCompile(`^` + thisDoc + `(?:,? (?:có hiệu lực|thi hành)[^.;]*?(?:,| và|;))?(?: sẽ)? ((?:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ)(?: cho| và thay thế| và bãi bỏ)?)(?: toàn bộ)?(?::| )`)
	// bare is a clause without a subject of its own.
	bare       = regexp.MustCompile(`^((?:Thay thế|Bãi bỏ|Hủy bỏ|Huỷ bỏ|thay thế|bãi bỏ|hủy bỏ|huỷ bỏ)(?: và thay thế| và bãi bỏ)?)(?: toàn bộ)?(?::| )`)
	listsBelow = regexp.MustCompile(`(?i)^(?:các |những |toàn bộ |một số )*(?:văn bản|luật|bộ luật|pháp lệnh|nghị quyết|nghị định|thông tư|quyết định|chỉ thị|quy định|nội dung|điều,? ?khoản|điều, khoản, điểm)[^\d]*?(?:sau|sau đây|dưới đây|gồm|như sau)?\s*:?$`)
	unsure     = regexp.MustCompile(`^(?:Trường hợp|Khi|Nếu|Sau khi|Trước|Trong|Đối với|Trừ|Chậm nhất|Cho đến)|có hiệu lực| đến khi | trước khi | trước ngày | sau khi | từ ngày |(?:đã|không|chưa|khi|đến|là|nếu|mà)$`)
	sentence   = regexp.MustCompile(`\.\s+(?:(?:Kể|Từ|Các|Toàn|Bãi|Thay|Hủy|Huỷ|Ngưng|Những|Quy) |` + kindWords + ` |Điều \d|Khoản \d|Điểm )`)
)

// sentences cuts text where a sentence may begin that says what ends.
func sentences(text string) []string {
	var out []string
	for {
		m := sentence.FindStringIndex(text)
		if m == nil {
			return append(out, text)
		}
		out = append(out, text[:m[0]+1])
		text = strings.TrimLeft(text[m[0]+1:], " ")
	}
}

// ending is what one sentence ends.
type ending struct {
	kind     corpus.AmendmentKind
	subjects []subject
	from     string // the words about its day
	except   string
	below    bool // its subjects stand in the statements below
	words    string
}

// readEnding reads a sentence such as "Luật X số 1/2008/QH12 hết hiệu lực kể từ ngày Luật
// này có hiệu lực thi hành, trừ trường hợp quy định tại Điều 73 của Luật này".
func readEnding(s string, self corpus.Ref) (e ending, ok bool) {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "iệu lực") && !strings.Contains(s, "ãi bỏ") && !strings.Contains(s, "hay thế") && !strings.Contains(s, "ủy bỏ") && !strings.Contains(s, "uỷ bỏ") {
		return e, false
	}
	e.words = s
	if m := since.FindStringSubmatch(s); m != nil {
		e.from = m[1]
		s = s[len(m[0]):]
	}
	if m := actively.FindStringSubmatchIndex(s); m != nil {
		return e.object(s[m[2]:m[3]], s[m[1]:], self)
	}
	if m := bare.FindStringSubmatchIndex(s); m != nil {
		return e.object(s[m[2]:m[3]], s[m[1]:], self)
	}
	m := endsNow.FindStringIndex(s)
	if m == nil {
		return e, false
	}
	subject, tail := s[:m[0]], s[m[1]:]
	if !endsTail.MatchString(tail) || unsure.MatchString(subject) {
		return e, false
	}
	e.kind = corpus.AmendRepeal
	if strings.Contains(s[m[0]:m[1]], "thay thế") {
		e.kind = corpus.AmendReplace
	}
	if e.except = exceptionOf(tail); e.except != "" {
		tail = tail[:strings.Index(tail, e.except)]
	}
	if e.from == "" {
		e.from = tail
	}
	return e.about(subject, strings.HasSuffix(strings.TrimSpace(s), ":"), self)
}

// object reads what a verb acts on.
func (e ending) object(verb, s string, self corpus.Ref) (ending, bool) {
	e.kind = corpus.AmendRepeal
	if strings.HasPrefix(strings.ToLower(verb), "thay thế") {
		e.kind = corpus.AmendReplace
	}
	if strings.Contains(s, " bằng ") && strings.Contains(s, mark) || strings.Contains(s, "cụm từ") {
		return e, false
	}
	s = strings.TrimSpace(s)
	if e.from == "" {
		if i := strings.LastIndex(s, " kể từ ngày "); i >= 0 {
			e.from = s[i:]
			s = s[:i]
		}
	}
	below := strings.HasSuffix(s, ":") || s == ""
	return e.about(s, below, self)
}

// about reads the subjects, or finds that they stand below.
func (e ending) about(s string, below bool, self corpus.Ref) (ending, bool) {
	trimmed := strings.Trim(s, " ,:;")
	if below && (trimmed == "" || listsBelow.MatchString(trimmed)) {
		e.below = true
		return e, true
	}
	e.subjects = subjects(strings.TrimRight(s, " .;:/"), self)
	if below && len(e.subjects) > 0 && e.except == "" { // "Bãi bỏ một số điều của Luật …:"
		e.below = true
	}
	return e, len(e.subjects) > 0
}
