package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// pastMark opens what a clause tells of a document's past: "đã được sửa đổi, bổ
// sung một số điều theo Luật số 35/2018/QH14". The documents named there are not
// what the clause is about.
var (
	pastMark = regexp.MustCompile(`,?\s*(?:(?:mà|đã) )?(?:được|bị) (?:sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính)[^;.:¤\d]{0,70}? (?:theo quy định tại|theo quy định của|theo|bởi|tại) `)
	// joins is what may stand between two documents of one list.
	joins   = regexp.MustCompile(`^(?: (?:ngày|năm|của|về|sửa đổi|ban hành)[^,;:]*?)?\s*(?:,|;|và|, và|; và)\s*(?:các )?$`)
	byThis  = regexp.MustCompile(`^\s*` + thisDoc)
	calling = regexp.MustCompile(`,? (?:sau đây|dưới đây) (?:gọi|viết)[^,;.]*`)
)

// clean takes out of a sentence what stands in parentheses and what is told of
// the past of the documents in it.
func clean(s string) string {
	s = spaces.ReplaceAllString(s, " ")
	s = dropParentheses(s)
	s = calling.ReplaceAllString(s, "")
	var b strings.Builder
	for {
		m := pastMark.FindStringIndex(s)
		if m == nil {
			break
		}
		if byThis.MatchString(s[m[1]:]) {
			b.WriteString(s[:m[1]])
			s = s[m[1]:]
			continue
		}
		b.WriteString(s[:m[0]])
		s = s[m[1]+pastEnd(b.String(), s[m[1]:]):]
	}
	b.WriteString(s)
	return strings.TrimSpace(spaces.ReplaceAllString(b.String(), " "))
}

// dropParentheses takes out balanced parentheses but for those of one letter, as
// in "a)", "(a)".
func dropParentheses(s string) string {
	if !strings.Contains(s, "(") {
		return s
	}
	var b strings.Builder
	start, depth, open := 0, 0, 0
	for i := range len(s) {
		switch {
		case s[i] == '(':
			if depth == 0 {
				open = i
			}
			depth++
		case s[i] == ')' && depth > 0:
			depth--
			if depth == 0 && i-open > 4 {
				b.WriteString(strings.TrimRight(s[start:open], " "))
				start = i + 1
			}
		}
	}
	b.WriteString(s[start:])
	return b.String()
}

// pastEnd returns how much of rest lists the documents that changed the one that
// before ends with.
func pastEnd(before, rest string) int {
	refs := documents(rest)
	if len(refs) == 0 {
		return 0
	}
	subject := newest(before)
	end, closed, titled := 0, false, false
	for i, f := range refs {
		gap := rest[end:f.Start]
		if i == 0 {
			if len(gap) > 90 {
				return 0
			}
			titled = isTitled(f.Ref)
		} else {
			if !joins.MatchString(gap) {
				break
			}
			own := pastMark.FindStringIndex(rest[f.End:])
			again := own != nil && own[0] == 0
			switch {
			case subject != 0 && f.Ref.Number != "" && order(f.Ref) < subject: // older than what it would have changed
				return end
			case isTitled(f.Ref) && !titled && (closed || again || strings.Contains(gap, ";")):
				return end
			}
			closed = closed || strings.Contains(gap, "và")
		}
		end = f.End
		end += len(issueTail.FindString(rest[end:]))
	}
	return end
}

// issueTail is the date and issuer behind a number.
var issueTail = regexp.MustCompile(`^ ngày \d{1,2}(?: tháng \d{1,2} năm |/\d{1,2}/)\d{4}(?: của (?:Chính phủ|Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Uỷ ban [Tt]hường vụ Quốc hội|Thủ tướng Chính phủ|Bộ trưởng Bộ [^,;.]{2,40}?|Bộ [^,;.]{2,40}?))?`)

func isTitled(r corpus.Ref) bool {
	return r.Title != "" && !strings.HasPrefix(strings.ToLower(r.Title), "sửa đổi")
}

// order puts documents into the order of their years; 0 where the year is unknown.
func order(r corpus.Ref) int { return yearOf(r) }

// newest is the order of the last document named in s.
func newest(s string) int {
	refs := documents(s)
	if len(refs) == 0 {
		return 0
	}
	return order(refs[len(refs)-1].Ref)
}
