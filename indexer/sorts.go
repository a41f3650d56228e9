package indexer

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// sorts is a set of sorts of rule: what a question asks for, and what the heading
// of a provision says it lays down.
type sorts uint32

// The sorts.
const (
	sortDefinition   sorts = 1 << iota // what a term means
	sortScope                          // what an act applies to
	sortSubject                        // to whom it applies
	sortForce                          // entry into force, transition, execution
	sortPenalty                        // what a violation costs
	sortDeadline                       // how long, by when
	sortDossier                        // which papers
	sortSteps                          // how it is done
	sortCondition                      // what must be met
	sortDuty                           // who must do what
	sortRight                          // what someone may do
	sortBan                            // what is forbidden
	sortPrinciple                      // principles
	sortAuthority                      // who decides
	sortFee                            // what it costs
	sortOrganisation                   // how a body is made up
	sortBenefit                        // pay, allowances, support
	sortTerms                          // what a document or contract must contain
	sortForm                           // a form to be filled in
)

// sortPhrases are the phrases that tell a sort: in a question anywhere, in a heading
// at its beginning or, after a plus sign, anywhere.
var sortPhrases = []struct {
	sort              sorts
	question, heading string
}{
	{sortDefinition, "là gì|được hiểu là|được hiểu như thế nào|khái niệm|thế nào là|nghĩa là gì|định nghĩa|hiểu thế nào", "giải thích từ ngữ|giải thích thuật ngữ|khái niệm|định nghĩa|thuật ngữ"},
	{sortScope, "phạm vi điều chỉnh|phạm vi", "phạm vi"},
	{sortSubject, "đối tượng nào|đối tượng áp dụng|áp dụng với|áp dụng đối với|những ai|ai được|người nào|trường hợp nào", "đối tượng|người được|+đối tượng áp dụng|trường hợp|các trường hợp"},
	{sortForce, "hiệu lực|khi nào có hiệu lực|chuyển tiếp", "hiệu lực|điều khoản thi hành|điều khoản chuyển tiếp|quy định chuyển tiếp|tổ chức thực hiện|trách nhiệm thi hành|điều khoản"},
	{sortPenalty, "phạt|xử lý|bị gì|xử phạt|mức phạt|kỷ luật|tội|truy cứu|đi tù|tù bao", "xử phạt|vi phạm|hành vi vi phạm|mức phạt|hình thức xử phạt|xử lý|tội|hình phạt|phạt|kỷ luật|hình thức kỷ luật"},
	{sortDeadline, "thời hạn|bao lâu|bao nhiêu ngày|mấy ngày|thời gian|khi nào|bao giờ|thời điểm|thời hiệu|lúc nào|chậm nhất", "thời hạn|thời gian|thời hiệu|thời điểm|+thời hạn|+thời gian"},
	{sortDossier, "hồ sơ|giấy tờ|tài liệu gì|thành phần", "hồ sơ|giấy tờ|thành phần hồ sơ|+hồ sơ"},
	{sortSteps, "trình tự|thủ tục|quy trình|các bước|cách thức|làm thế nào|thực hiện như thế nào|phương thức", "trình tự|thủ tục|quy trình|cách thức|phương thức|+thủ tục|+trình tự"},
	{sortCondition, "điều kiện|tiêu chuẩn|yêu cầu|tiêu chí|có được|được không|được phép", "điều kiện|tiêu chuẩn|yêu cầu|tiêu chí|+điều kiện|+tiêu chuẩn"},
	{sortDuty, "trách nhiệm|nghĩa vụ|nhiệm vụ|phải làm|có phải", "trách nhiệm|nghĩa vụ|nhiệm vụ|+trách nhiệm|+nghĩa vụ|quyền và nghĩa vụ|nhiệm vụ và quyền hạn"},
	{sortRight, "quyền|quyền lợi|quyền hạn|được hưởng", "quyền|+quyền"},
	{sortBan, "cấm|nghiêm cấm|không được", "các hành vi bị nghiêm cấm|những hành vi bị nghiêm cấm|hành vi bị cấm|+nghiêm cấm|những việc|+không được làm"},
	{sortPrinciple, "nguyên tắc", "nguyên tắc"},
	{sortAuthority, "thẩm quyền|cơ quan nào|ai có quyền|đơn vị nào|cấp nào|ai quyết định|ai là", "thẩm quyền|+thẩm quyền"},
	{sortFee, "lệ phí|phí|bao nhiêu tiền|chi phí|giá|thuế suất|mức thu|kinh phí", "mức thu|phí|lệ phí|giá|kinh phí|chi phí|thuế suất|+mức thu|+kinh phí"},
	{sortOrganisation, "cơ cấu|tổ chức|thành phần|bộ máy|gồm những ai|thành lập", "cơ cấu|tổ chức|thành phần|thành lập|+cơ cấu tổ chức"},
	{sortBenefit, "lương|phụ cấp|trợ cấp|chế độ|hỗ trợ|chính sách|hưởng", "lương|tiền lương|phụ cấp|trợ cấp|chế độ|hỗ trợ|chính sách|mức|+phụ cấp|+trợ cấp|+chế độ"},
	{sortTerms, "nội dung|gồm những gì|bao gồm|gồm những nội dung", "nội dung|+nội dung"},
	{sortForm, "mẫu|biểu mẫu|tờ khai", "mẫu|biểu mẫu"},
}

// phrases are those of a sort, between spaces.
type phrases struct {
	sort                      sorts
	question, start, anywhere []string
}

// The phrases as they are written, and without diacritics for texts that have none.
var writtenPhrases, foldedPhrases = spellPhrases(viet.Lower), spellPhrases(viet.Fold)

func spellPhrases(spell func(string) string) []phrases {
	all := make([]phrases, len(sortPhrases))
	for i, s := range sortPhrases {
		p := phrases{sort: s.sort}
		for phrase := range strings.SplitSeq(s.question, "|") {
			p.question = append(p.question, spaced(phrase, spell))
		}
		for phrase := range strings.SplitSeq(s.heading, "|") {
			if inner, anywhere := strings.CutPrefix(phrase, "+"); anywhere {
				p.anywhere = append(p.anywhere, spaced(inner, spell))
			} else {
				p.start = append(p.start, spaced(phrase, spell))
			}
		}
		all[i] = p
	}
	return all
}

// spaced is the words of a text between spaces.
func spaced(text string, spell func(string) string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range viet.Tokenize(viet.Normalize(text)) {
		b.WriteString(spell(t.Text))
		b.WriteByte(' ')
	}
	return b.String()
}

// spelt is a text between spaces, and the phrases to look for in it.
func spelt(text string) (string, []phrases) {
	if viet.HasTones(text) {
		return spaced(text, viet.Lower), writtenPhrases
	}
	return spaced(text, viet.Fold), foldedPhrases
}

// sortsOfQuestion are those that the words of a question ask for.
func sortsOfQuestion(text string) (set sorts) {
	text, all := spelt(text)
	for i := range all {
		if slices.ContainsFunc(all[i].question, func(p string) bool { return strings.Contains(text, p) }) {
			set |= all[i].sort
		}
	}
	return set
}

// sortsOfHeading are those that a heading announces.
func sortsOfHeading(heading string) (set sorts) {
	heading, all := spelt(heading)
	for i := range all {
		if slices.ContainsFunc(all[i].start, func(p string) bool { return strings.HasPrefix(heading, p) }) ||
			slices.ContainsFunc(all[i].anywhere, func(p string) bool { return strings.Contains(heading, p) }) {
			set |= all[i].sort
		}
	}
	return set
}
