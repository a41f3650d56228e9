package authority

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

const (
	passes = `(?:do|(?:được )?chuyển(?: giao)? (?:cho|về|đến)|(?:được )?giao cho|(?:được )?phân (?:cấp|quyền) cho)`
	acts   = `(?:thực hiện|quyết định|quy định|đảm nhiệm|đảm nhận|ban hành|phê duyệt|tiếp nhận|chịu trách nhiệm|giải quyết|xem xét|cấp|tổ chức)`
)

var (
	// handed finds "do B thực hiện", what follows the places in "Nhiệm vụ … của A
	// quy định tại <places> do B thực hiện".
	handed = regexp.MustCompile(`(?: này)? ` + passes + ` (` + toNames + `)(?: ` + acts + `|[.;,]|$)`)
	// taken begins "B thực hiện nhiệm vụ … của A quy định tại <places>".
	taken = regexp.MustCompile(`^(` + toNames + `) (?:thực hiện|có|chịu trách nhiệm)[^.;:]{0,60}(?:nhiệm vụ|thẩm quyền|quyền hạn|trách nhiệm)`)
	// titled reads the heading "Nhiệm vụ, quyền hạn của A chuyển giao cho B".
	titled = regexp.MustCompile(`(?:[Nn]hiệm vụ|[Tt]hẩm quyền|[Qq]uyền hạn|[Tt]rách nhiệm)(.*) ` + passes + ` (` + toNames + `)(?: ` + acts + `)?:?$`)
)

// placesWord begins the places of a task.
const placesWord = "quy định tại "

// passing are the words around which handed can match, as a cheap look.
var passing = func() []string {
	var out []string
	for _, verb := range []string{" do ", " cho ", " về ", " đến "} {
		for _, name := range []string{"Ủy", "Uỷ", "UBND", "HĐND", "Chủ tịch", "Phó Chủ", "Hội đồng", "Bộ", "Thủ", "Chính", "Quốc", "cơ quan", "Cơ quan", "tổ chức", "Sở", "Giám", "Công an", "Tòa", "Viện"} {
			out = append(out, verb+name)
		}
	}
	return out
}()

// leadOf reads a heading or an introductory line.
func leadOf(s string) lead {
	s = strings.TrimRight(strings.Join(strings.Fields(s), " "), " .")
	if len(s) > 800 || !containsAny(s, "nhiệm", "quyền") || strings.Contains(s, placesWord) {
		return lead{}
	}
	if m := taken.FindStringSubmatchIndex(s); m != nil {
		if from := holder(s[m[1]:]); from != "" && from != s[m[2]:m[3]] {
			return lead{from: from, to: s[m[2]:m[3]]}
		}
	}
	if !containsAny(s, " do ", " cho ", "chuyển về", "chuyển giao về") {
		return lead{}
	}
	if m := titled.FindStringSubmatch(s); m != nil {
		if from := holder(m[1]); from != "" && from != m[2] {
			return lead{from: from, to: m[2]}
		}
	}
	return lead{}
}

// task reads the clauses that hand a task on.
func (r *reader) task(text string, at corpus.Ref, l lead) {
	before, places, ok := strings.Cut(text, placesWord)
	if !ok {
		return
	}
	if containsAny(places, passing...) && r.handedOn(text, at, l) {
		return
	}
	if m := taken.FindStringSubmatchIndex(before); m != nil {
		r.pass(lead{holder(before[m[1]:]), before[m[2]:m[3]]}, l, places, at, text)
		return
	}
	if l.to != "" && !strings.HasSuffix(text, ":") {
		r.pass(l, l, places, at, text)
	}
}

// handedOn reads each "… quy định tại <places> do B thực hiện" of a line.
func (r *reader) handedOn(text string, at corpus.Ref, l lead) bool {
	start, found := 0, false
	for _, m := range handed.FindAllStringSubmatchIndex(text, -1) {
		clause := text[start:m[0]]
		before, places, ok := strings.Cut(clause, placesWord)
		if !ok {
			continue
		}
		if i := strings.LastIndex(before, ". "); i >= 0 {
			before = before[i+2:]
		}
		r.pass(lead{holder(before), text[m[2]:m[3]]}, l, places, at, before+placesWord+places+text[m[0]:m[1]])
		start, found = m[1], true
	}
	return found
}

// pass adds a move for every place of another document. Who the task is taken from
// must be said: by the clause, by what introduces it or by the decree's purpose.
func (r *reader) pass(own, l lead, places string, at corpus.Ref, words string) {
	if own.from == "" {
		own.from = l.from
	}
	if own.from == "" && r.split {
		own.from = string(LevelDistrict)
	}
	if own.from == "" || own.from == own.to {
		return
	}
	for _, f := range corpus.FindRefs(places, at) {
		if !f.Ref.HasDocument() || f.Ref.Article == "" || f.Ref.Number != "" && f.Ref.Number.Key() == r.self.Number.Key() {
			continue
		}
		r.add(Move{Kind: MoveTask, From: own.from, To: own.to, Target: f.Ref, Note: strings.Trim(words, ".; ")}, at)
	}
}
