package question

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Tie is how a question hangs on the ones before it.
type Tie string

// The ties; the zero Tie is a whole question, which stands alone.
const (
	TieNone   Tie = ""
	TieOther  Tie = "other"  // "còn viên chức thì sao?": the same of something else
	TieAspect Tie = "aspect" // "lệ phí bao nhiêu?", "họ có quyền gì": something else of the same
	// TieLoose is a short question without any sign of it ("thẻ bị mất thì cấp lại thế
	// nào"): only what the earlier ones found can tell.
	TieLoose Tie = "loose"
)

// Limits, in syllables that carry content of their own.
const (
	looseLimit = 5 // of a question that may lean on the one before it
	tiedLimit  = 7 // of one that says so
)

var (
	followHead = regexp.MustCompile(`(?i)^\s*(?:thế còn|vậy còn|thế nếu|vậy nếu|còn nếu|và nếu|còn|thế|vậy|nếu|và|rồi|trường hợp|còn trường hợp|the con|vay con|the neu|vay neu|con neu|va neu|neu|truong hop|con truong hop|con|the|vay|va|roi)(?:\s+|$)`)
	// bareHead are the openings that mean something else when typed without diacritics or
	// when other words follow: "con" (a child), "thế nào", "thế chấp", "và".
	bareHead   = regexp.MustCompile(`(?i)^\s*(?:con|the|vay|va|roi)\s+`)
	noHead     = regexp.MustCompile(`(?i)^\s*(?:thế|the|vậy|vay|rồi|roi)\s+(?:nào|nao|chấp|chap|giới|gioi|kỷ|ky|mạnh|chân)(?:\s|$)`)
	followTail = regexp.MustCompile(`(?i)\s*(?:thì sao|thi sao|thì thế nào|thi the nao|thì như thế nào|thi nhu the nao|ra sao|sao|thế nào|the nao)\s*(?:ạ|a|nhỉ|nhi|vậy|vay)?\s*[?!.…]*\s*$`)
	whatOfIt   = regexp.MustCompile(`(?i)(?:thì sao|thi sao|thì thế nào|thi the nao|thì như thế nào|thi nhu the nao)\s*(?:ạ|a|nhỉ|nhi|vậy|vay)?\s*[?!.…]*\s*$`)
	pointBack  = regexp.MustCompile(`^(?:luat|bo luat|phap lenh|nghi dinh|thong tu|nghi quyet|quyet dinh|van ban|dieu|khoan|diem|thu tuc) (?:nay|do|ay|vua roi|vua neu|noi tren|neu tren)$`)
	tonedBack  = regexp.MustCompile(`^(?:luật|bộ luật|pháp lệnh|nghị định|thông tư|nghị quyết|quyết định|văn bản|điều|khoản|điểm|thủ tục) (?:này|đó|ấy|trên|vừa rồi|vừa nêu|nói trên|nêu trên)$`)
)

var supposing = regexp.MustCompile(`(?i)^\s*(?:(?:thế|vậy|còn|và|the|vay|con|va)\s+)?(?:nếu|trường hợp|neu|truong hop)\s`)

// Supposes tells whether text asks what holds if something is so: "nếu vụ việc phức
// tạp thì sao".
func Supposes(text string) bool { return supposing.MatchString(text) }

// caseWord begins the words for a case of what was asked.
var caseWord = regexp.MustCompile(`(?i)^(?:nếu|neu|trường hợp|truong hop|vụ việc|vu viec|khi|ở|tại|tai|trong|với|voi|đối với|doi voi|lần|lan|cấp|cap|vùng|vung|có|co|không|khong)\s`)

// Follow is a question that leans on the ones before it.
type Follow struct {
	Tie    Tie
	Fresh  string // what is new in it
	Matter bool   // of TieOther: a matter of its own ("tiền lương thì sao?"), not another case
}

// ReadFollow tells how text hangs on the question before it, from its words alone.
func ReadFollow(text string) Follow {
	const longest = 400 // bytes; what is longer says all itself
	trimmed := strings.Trim(text, " \t\n?!.,…")
	if len(trimmed) > longest {
		return Follow{}
	}
	fresh, headed := cutHead(trimmed)
	ofIt := whatOfIt.MatchString(trimmed)
	if headed || ofIt {
		fresh = strings.Trim(followTail.ReplaceAllString(fresh, ""), " ?!.,")
	}
	rest, pronoun := cutPronoun(fresh)
	toned := viet.HasTones(text)
	own := len(ownWords(rest, toned))
	switch {
	case rest == "" && !headed:
		return Follow{}
	case own > tiedLimit, isDefinition(trimmed) && own > 0 && !pronoun:
		return Follow{}
	case own == 0 && asks(rest):
		return Follow{Tie: TieAspect, Fresh: rest}
	case headed || ofIt:
		if own <= looseLimit || ofIt && headed {
			return Follow{TieOther, fresh, !headed && !caseWord.MatchString(fresh)}
		}
		return Follow{}
	case pronoun && own <= looseLimit:
		return Follow{Tie: TieAspect, Fresh: rest}
	case own > looseLimit, Parse(trimmed).AsksRule(), namesOwner(trimmed, toned):
		return Follow{}
	}
	return Follow{Tie: TieLoose, Fresh: fresh}
}

// namesOwner tells whether text says whose the thing is that it asks of: "nghĩa vụ của
// anh chị em".
func namesOwner(text string, toned bool) bool {
	list := tokens(text, toned)
	for i := 0; i+1 < len(list); i++ {
		if list[i].class == classAspect && slices.Contains([]string{"của", "cua"}, viet.Lower(list[i+1].words[0])) {
			return true
		}
	}
	return false
}

// FollowUp tells whether text only makes sense after an earlier question
// ("còn viên chức thì sao?") and returns the words that are new in it.
func FollowUp(text string) (fresh string, ok bool) {
	f := ReadFollow(text)
	if f.Tie == TieNone || f.Tie == TieLoose {
		return "", false
	}
	return f.Fresh, f.Fresh != ""
}

// cutHead takes "còn", "thế", "vậy" and the like from the beginning. Typed without
// diacritics they are other words as well ("con dưới 36 tháng tuổi"): then what
// follows must be short, or end as such a question does.
func cutHead(text string) (rest string, ok bool) {
	if noHead.MatchString(text) || !followHead.MatchString(text) {
		return text, false
	}
	rest = strings.TrimSpace(followHead.ReplaceAllString(text, ""))
	if bareHead.MatchString(text) {
		const short = 5 // syllables
		if viet.HasTones(text) || len(Syllables(rest)) > short && !whatOfIt.MatchString(text) {
			return text, false
		}
	}
	return rest, true
}

// pronouns stand for what was spoken of.
var pronouns = split("những người này", "những người đó", "người này", "người đó", "đối tượng này", "đối tượng đó", "trường hợp này",
	"trường hợp đó", "việc này", "việc đó", "cơ quan này", "cơ quan đó", "cái đó", "cái này", "họ", "ở đó", "đơn vị này", "đơn vị đó")

// cutPronoun takes out the words that point at what was spoken of.
func cutPronoun(text string) (rest string, ok bool) {
	words := strings.Fields(text)
	typed := syllablesOf(words)
	for i := range words {
		for _, p := range pronouns {
			if i+len(p) > len(words) || !startsWith(typed[i:], p) {
				continue
			}
			if p[0].marked == "họ" && typed[i] == "họ" && i+1 < len(words) && slices.Contains([]string{"tên", "hàng", "đạo"}, typed[i+1]) {
				continue
			}
			if p[0].marked == "họ" && typed[i] == "ho" && (i+1 == len(words) || !slices.Contains(strings.Fields("co duoc phai can se bi"), typed[i+1])) {
				continue // hộ, hồ, hỗ
			}
			return strings.Join(append(slices.Clone(words[:i]), words[i+len(p):]...), " "), true
		}
	}
	return text, false
}

// isDefinition tells whether text asks what something is: such a question names it.
func isDefinition(text string) bool { return wants(foldedOf(text)).Definition }

// asks tells whether text asks for something: a field of a procedure, or one of the
// things that rules say of their subject.
func asks(text string) bool {
	folded := foldedOf(text)
	return field(folded) != FieldNone || wants(folded) != Wants{} || len(aspectsIn(text)) > 0
}

func foldedOf(text string) string { return viet.Fold(strings.Join(Syllables(text), " ")) }

// Pointer is a phrase like "luật này", "điều đó" in the words of a question.
type Pointer struct {
	Kind       string // folded: "luat", "dieu", "khoan", "thu tuc"
	Start, End int    // words, as strings.Fields splits
}

// FindPointer finds the first phrase that points at a document, a place in one or a
// procedure spoken of.
func FindPointer(text string) (p Pointer, ok bool) {
	words := strings.Fields(text)
	folded, typed := foldedWords(words), syllablesOf(words)
	pattern, syllables := pointBack, folded
	if viet.HasTones(text) { // "điều độ", "chứng khoán trên" point at nothing
		pattern, syllables = tonedBack, typed
	}
	for i := range words {
		for n := 2; n <= 4 && i+n <= len(words); n++ {
			phrase := strings.Join(folded[i:i+n], " ")
			if !pattern.MatchString(strings.Join(syllables[i:i+n], " ")) {
				continue
			}
			kind := folded[i]
			if n > 2 && strings.HasPrefix(phrase, kind+" "+folded[i+1]+" ") && slices.Contains([]string{"bo luat", "phap lenh", "nghi dinh", "thong tu", "nghi quyet", "quyet dinh", "van ban", "thu tuc"}, kind+" "+folded[i+1]) {
				kind += " " + folded[i+1]
			}
			return Pointer{kind, i, i + n}, true
		}
	}
	return Pointer{}, false
}

// PointsBack tells whether text speaks of "luật này", "điều đó", "văn bản trên",
// and returns it without those words.
func PointsBack(text string) (rest string, ok bool) {
	p, ok := FindPointer(text)
	if !ok {
		return text, false
	}
	return p.Replace(text, ""), true
}

// Replace puts other words in the place of the phrase.
func (p Pointer) Replace(text, other string) string {
	words := strings.Fields(text)
	out := slices.Clone(words[:p.Start])
	if other != "" {
		out = append(out, other)
	}
	return strings.Join(append(out, words[p.End:]...), " ")
}
