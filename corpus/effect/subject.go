package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// subject is a document or place that a clause is about.
type subject struct {
	ref    corpus.Ref
	partly bool   // only some of it: "các quy định về phí tại …"
	except string // "trừ khoản 2 Điều 5"
}

var (
	// wholeLead may stand in front of what a clause ends as a whole.
	wholeLead = regexp.MustCompile(`^(?:[Cc]ác |[Nn]hững |[Tt]oàn bộ |[Vv]ăn bản(?: quy phạm pháp luật)?(?: sau(?: đây)?)? ?:? ?|[Qq]uy định tại |[Nn]ội dung quy định tại |[Cc]ác quy định tại )*$`)
	// partLead says that only some of it is meant.
	partLead = regexp.MustCompile(`(?i)^(?:kể từ [^,]*, )?(?:một số |một phần |các |những |toàn bộ )*(?:nội dung|quy định|điều khoản|phần|chương|mục|tiểu mục|phụ lục|danh mục|mẫu|biểu|bảng|số thứ tự|thủ tục|cụm từ|khoản mục|điểm|khoản|điều|gạch|đoạn|quy trình|quy chuẩn|dòng|tiêu chuẩn)`)
	// divisions of a document in front of places of it.
	divisions = regexp.MustCompile(`^(?:[Cc]ác )?(?:(?:Chương|Mục|Phần|Tiểu mục) [IVXLC\d]+(?: (?:của )?(?:Chương|Phần) [IVXLC\d]+)?\s*(?:,|;|, và|và)?\s*)+(?:các )?$`)
	// joint stands between two subjects.
	joint = regexp.MustCompile(`(?:[,;]|[,;]? ?(?:và|cùng với)) ?(?:các |toàn bộ |những )?$`)
	// rangeJoint joins the members of a list of places.
	plainJoint = regexp.MustCompile(`^[ ,;]*(?:và )?[ ,;]*(?:các |tại )?$`)
	unnamed    = regexp.MustCompile(`^(?:Các |Toàn bộ )?(Bộ luật|Luật|Pháp lệnh) ([^,;\d¤]{3,160}?)(?: đã được [^,;\d]{3,40}?)?(?: ngày \d{1,2} tháng \d{1,2} năm (\d{4})| năm (\d{4}))?(?: và các .*)?$`)
	ofYear     = regexp.MustCompile(`^(Bộ luật|Luật|Pháp lệnh) ([^;\d¤]{3,160}?)( năm )(\d{4})$`)
	ofDay      = regexp.MustCompile(`^(?: được)?(?: Quốc hội)?(?: thông qua| ban hành)? ngày \d{1,2}(?: tháng \d{1,2} năm |/\d{1,2}/)(\d{4})`)
	exception  = regexp.MustCompile(`,? ?(?:ngoại )?trừ (?:các |những |trường hợp|quy định|nội dung|khoản|điểm|Điều|điều|việc|Chương|Mục|Phụ lục).*$`)
)

// subjects reads the list of what a clause is about. Documents named only to say
// what a subject is ("quy định chi tiết một số điều của Luật …") are none.
func subjects(text string, self corpus.Ref) []subject {
	text = strings.TrimSpace(text)
	refs := documentsIn(text, self)
	if len(refs) == 0 {
		return unnamedSubject(text)
	}
	l := subjectList{text: text, refs: refs}
	for i := range refs {
		l.add(i)
	}
	for i := range l.out { // "…, trừ Điều 5" behind a subject of the list
		from, to := l.ends[i], len(text)
		if i+1 < len(l.ends) {
			to = l.starts[i+1]
		}
		l.out[i].except = exceptionOf(text[from:max(from, to)]) // the members of a range share their bytes
	}
	return l.out
}

// exceptionOf is what the text leaves out of its effect.
func exceptionOf(s string) string {
	return strings.Trim(exception.FindString(s), " ,;.:/")
}

// unnamedSubject reads an old act without a number: "Pháp lệnh thương phiếu ngày
// 24 tháng 12 năm 1999".
func unnamedSubject(text string) []subject {
	m := unnamed.FindStringSubmatch(strings.Trim(text, " .;:"))
	if m == nil {
		if m = ofYear.FindStringSubmatch(strings.Trim(text, " .;:")); m != nil {
			m[3] = ""
		}
	}
	if m == nil || strings.Contains(m[2], " này") {
		return nil
	}
	kind, _ := corpus.ParseKind(m[1])
	title := strings.TrimPrefix(m[2], "về ")
	return []subject{{ref: corpus.Ref{Kind: kind, Title: title, Year: atoi(m[3] + m[4])}}}
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

type subjectList struct {
	text         string
	refs         []corpus.FoundRef
	out          []subject
	starts, ends []int
	end          int  // of the last ref seen
	cited        bool // a document was named in the description of the last subject
	lost         bool // the list could not be followed
}

func (l *subjectList) add(i int) {
	f := l.refs[i]
	gap := l.text[min(l.end, f.Start):f.Start]
	defer func() { l.end = max(l.end, f.End) }()
	switch {
	case i == 0:
		if f.Ref.Article != "" && divisions.MatchString(gap) { // "Bãi bỏ Chương II; khoản 5 Điều 95"
			l.keep(f, false)
			l.keep(f, true)
			l.out[1].ref = f.Ref.Document()
			return
		}
		whole := wholeLead.MatchString(gap) && (f.Ref.Article != "" || !strings.Contains(gap, "quy định tại"))
		if !whole && !partLead.MatchString(gap) {
			l.lost = true
			return
		}
		l.keep(f, !whole)
	case l.lost || len(l.out) == 0:
	case l.completes(f):
	case f.Ref.Article != "" && l.refs[i-1].Ref.Article != "" && plainJoint.MatchString(gap):
		last := l.out[len(l.out)-1]
		l.keep(f, last.partly && last.ref.Article != "")
	case joint.MatchString(gap) && !l.inException() && (!l.cited || strings.Contains(gap, ";") && !l.amends() || l.later(f)):
		l.keep(f, l.out[len(l.out)-1].partly && f.Ref.Article == "")
	case joint.MatchString(gap) || f.Ref.Article == "":
		l.cited = true
		if i := partIn(gap); i >= 0 && joint.MatchString(gap[:i]) && !strings.ContainsAny(gap[i:], ",;") && !l.inException() && !l.amends() {
			l.cited = false
			l.keep(f, true)
		}
	}
}

// completes gives the places before it their document where only its number is
// left of that: "Điều 4 của Pháp lệnh, số 01/2018/UBTVQH14".
func (l *subjectList) completes(f corpus.FoundRef) bool {
	last := &l.out[len(l.out)-1]
	if f.Ref.Article != "" || last.ref.Article == "" || last.ref.Number != "" || !numberFirst.MatchString(l.text[f.Start:f.End]) {
		return false
	}
	for i := range l.out {
		if r := &l.out[i].ref; r.Number == "" && r.Article != "" {
			at := *r
			*r = f.Ref
			r.Article, r.Clause, r.Point = at.Article, at.Clause, at.Point
		}
	}
	return true
}

var partAfter = regexp.MustCompile(`(?:các |một số |những )*(?:nội dung |quy định |phần |chương |mục |phụ lục |Chương |Mục |Phụ lục |Phần |điều khoản )`)

// partIn finds where a part of a document is named in the gap in front of it.
func partIn(gap string) int {
	if m := partAfter.FindAllStringIndex(gap, -1); m != nil {
		return m[len(m)-1][0]
	}
	return -1
}

// inException tells whether "trừ …" was begun behind the last subject.
func (l *subjectList) inException() bool {
	return exception.MatchString(l.text[l.ends[len(l.ends)-1]:max(l.end, l.ends[len(l.ends)-1])])
}

// amends tells whether the last subject is one that changes others: what is
// listed behind those may be changed by it too.
func (l *subjectList) amends() bool {
	return strings.Contains(l.text[l.ends[len(l.ends)-1]:max(l.end, l.ends[len(l.ends)-1])], "sửa đổi")
}

// later tells whether f is younger than the last subject, so that it cannot
// belong to the description of that.
func (l *subjectList) later(f corpus.FoundRef) bool {
	last := l.out[len(l.out)-1].ref
	return f.Ref.Number != "" && order(last) != 0 && order(f.Ref) > order(last)
}

func (l *subjectList) keep(f corpus.FoundRef, partly bool) {
	if m := ofDay.FindStringSubmatch(l.text[f.End:]); m != nil && f.Ref.Number == "" && f.Ref.Title != "" && f.Ref.Year == 0 {
		f.Ref.Year = atoi(m[1])
	}
	l.out = append(l.out, subject{ref: f.Ref, partly: partly})
	l.starts, l.ends = append(l.starts, f.Start), append(l.ends, f.End)
	l.cited = false
}
