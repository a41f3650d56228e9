package question

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// aspects are what is asked of a subject, rather than the subject: one takes the
// other's place in a follow-up question. Longer ones stand before their own beginnings.
var aspects = split(
	"cần hồ sơ", "cần giấy tờ", "cần điều kiện", "thuộc về ai", "thuộc ai", "quyền và nghĩa vụ", "thành phần hồ sơ", "thời hạn giải quyết", "thời gian giải quyết", "cơ quan có thẩm quyền", "cơ quan thực hiện",
	"cách thức thực hiện", "trình tự thực hiện", "căn cứ pháp lý", "đối tượng thực hiện", "nơi nộp", "nộp hồ sơ", "lệ phí", "chi phí", "mức phí",
	"mức phạt", "xử phạt", "thời hạn", "thời gian", "thời hiệu", "thẩm quyền", "trách nhiệm", "quyền hạn", "nhiệm vụ", "nghĩa vụ", "điều kiện",
	"tiêu chuẩn", "trình tự", "thủ tục", "quy trình", "cách thức", "hình thức", "kết quả", "hồ sơ", "giấy tờ", "nguyên tắc", "hiệu lực", "căn cứ",
	"đối tượng", "cơ quan", "phí", "quyền", "nộp", "gửi", "làm", "lâu", "tiền", "người", "gồm", "giải quyết", "thực hiện", "tiến hành", "chuẩn bị",
)

// wholes begin with an aspect and are subjects all the same.
var wholes = split("quyền sử dụng", "quyền sở hữu", "quyền tác giả", "người lao động", "người sử dụng lao động", "người khuyết tật", "người cao tuổi",
	"người nước ngoài", "tiền lương", "tiền thưởng", "hồ sơ công việc", "giải quyết khiếu nại", "giải quyết tố cáo", "thủ tục hành chính",
	"làm thêm", "làm việc", "làm chứng", "nộp lưu", "nộp thuế", "cơ quan điều tra", "cơ quan thuế", "phí thi hành")

// token is one word or phrase of a question and what it does there.
type token struct {
	words []string // as typed
	class class
}

type class int

const (
	classContent class = iota // names the subject
	classStop                 // asks, links or addresses
	classAspect               // what is asked of the subject
)

// syllablesOf is each word as it is compared: lower case without the marks around it.
func syllablesOf(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.Trim(viet.Lower(w), ",.;:?!()“”\"…")
	}
	return out
}

// tokens splits text into the phrases that ask, those that name what is asked, and
// single words of content.
func tokens(text string, toned bool) []token {
	words := strings.Fields(text)
	typed := syllablesOf(words)
	var out []token
	for i := 0; i < len(words); {
		n, c := 1, classContent
		s := typed[i]
		switch whole, aspect, stop := longest(wholes, typed[i:]), longest(aspects, typed[i:]), stopPhrase(typed[i:]); {
		case s == "":
			c = classStop
		case whole > 0:
			n = whole
		case aspect > 0 && aspect >= stop:
			n, c = aspect, classAspect
		case stop > 0:
			n, c = stop, classStop
		case stopSyllables[s] && (toned || safeFolded[s]) || !toned && safeFolded[s]:
			c = classStop
		}
		out = append(out, token{words[i : i+n], c})
		i += n
	}
	return out
}

// longest returns how many leading syllables form the longest of the phrases.
func longest(phrases [][]word, typed []string) int {
	best := 0
	for _, p := range phrases {
		if len(p) > best && len(p) <= len(typed) && startsWith(typed, p) {
			best = len(p)
		}
	}
	return best
}

// ownWords are the words of text that name a subject.
func ownWords(text string, toned bool) []string {
	var out []string
	for _, t := range tokens(text, toned) {
		if t.class == classContent {
			out = append(out, t.words...)
		}
	}
	return out
}

// OpensWithAspect tells whether text begins with what is asked of a subject and goes
// on to name one: "quyền của người đến khiếu nại".
func OpensWithAspect(text string) bool {
	list := tokens(text, viet.HasTones(text))
	return len(list) > 1 && list[0].class == classAspect && len(ownWords(text, viet.HasTones(text))) > 0
}

// aspectsIn are the aspects that text names.
func aspectsIn(text string) []string {
	var out []string
	for _, t := range tokens(text, viet.HasTones(text)) {
		if t.class == classAspect {
			out = append(out, strings.Join(t.words, " "))
		}
	}
	return out
}

// Topic is what a question is about, without what it asks of it: "thẩm quyền đăng ký
// khai tử thuộc về ai" is about "đăng ký khai tử". An aspect stays where it stands
// among the words of the subject ("lập hồ sơ công việc").
func Topic(text string) string {
	list := tokens(text, viet.HasTones(text))
	keep := make([]bool, len(list))
	after := false // content follows that is kept
	for i := len(list) - 1; i >= 0; i-- {
		switch list[i].class {
		case classContent:
			keep[i], after = true, true
		case classAspect:
			keep[i] = after && !asksBehind(list, i)
		}
	}
	var out []string
	for i, t := range list {
		if keep[i] && (t.class == classContent || len(out) > 0) {
			out = append(out, t.words...)
		}
	}
	return strings.Trim(strings.Join(out, " "), " ?!.,;:")
}

// asksBehind tells whether a word that asks stands directly behind token i.
func asksBehind(list []token, i int) bool {
	return i+1 < len(list) && (list[i+1].class == classStop && startsAsking(list[i+1].words) || list[i+1].class == classAspect) ||
		strings.HasSuffix(list[i].words[len(list[i].words)-1], ",")
}

func startsAsking(words []string) bool {
	return slices.Contains(strings.Fields("gi nao bao may ra the nhu o ai khi la"), viet.Fold(strings.Trim(words[0], "?!.,")))
}

// OfTopic asks something new of an old topic: its words join those of the topic that
// it does not hold itself.
func OfTopic(fresh, topic string) string {
	fresh = strings.Trim(fresh, " ?!.,")
	held := " " + foldedOf(fresh) + " "
	var more []string
	for w := range strings.FieldsSeq(topic) {
		if !strings.Contains(held, " "+foldedOf(w)+" ") || foldedOf(w) == "" {
			more = append(more, w)
		}
	}
	if len(more) == 0 {
		return fresh
	}
	if 2*len(more) >= len(strings.Fields(topic)) {
		return fresh + ", " + topic // whole, so that its words stay beside each other
	}
	return fresh + ", " + strings.Join(more, " ")
}
