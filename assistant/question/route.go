package question

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// Route is the way on which a question is answered.
type Route string

// The routes.
const (
	RouteProvision  Route = "provision"
	RouteProcedure  Route = "procedure_field"
	RoutePlace      Route = "cited_place"
	RouteDefinition Route = "definition"
	RouteComparison Route = "comparison"
	RouteDocuments  Route = "documents"
	RouteDraft      Route = "draft_check"
	RouteSmallTalk  Route = "small_talk"
	RouteOutOfScope Route = "out_of_scope"
)

// RouteOf decides the route from the words alone. cites tells whether the question
// cites a place or a procedure.
func RouteOf(text string, cites bool) Route {
	q := Parse(text)
	_, _, compares := Compared(text)
	_, lists := ReadListing(text)
	switch {
	case DraftCheck(text):
		return RouteDraft
	case !cites && SmallTalk(text):
		return RouteSmallTalk
	case !cites && OutOfScope(text):
		return RouteOutOfScope
	case compares:
		return RouteComparison
	case lists:
		return RouteDocuments
	case cites:
		return RoutePlace
	case q.Wants.Definition && q.Field == FieldNone:
		return RouteDefinition
	case q.Field != FieldNone && q.AboutProcedure():
		return RouteProcedure
	}
	return RouteProvision
}

var (
	basisLine = regexp.MustCompile(`(?i)(?:^|[\n;.:])\s*(?:căn cứ|can cu)\s+(?:(?:bộ\s+)?luật|hiến pháp|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư|(?:bo\s+)?luat|hien phap|phap lenh|nghi dinh|nghi quyet|quyet dinh|thong tu)`)
	checkCue  = regexp.MustCompile(`\b(?:kiem tra|ra soat|soat|xem)(?: lai)?(?: giup| ho)?(?: toi| em| minh)?(?: cac| nhung| phan)? (?:can cu|trich dan|vien dan|du thao)`)
)

// DraftCheck tells whether text is, or comes with, the legal basis of a draft that is
// to be checked.
func DraftCheck(text string) bool {
	lines := len(basisLine.FindAllString(text, -1))
	return lines >= 2 || lines == 1 && checkCue.MatchString(foldedOf(text))
}

const and = `\s+(?:và|với|và với|va|voi|so với|so voi)\s+`

// comparisons read the two sides of a comparison; longer forms stand first.
var comparisons = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?:xin |hãy |hay )?(?:so sánh|so sanh)\s+(?:(?:sự|su|điểm|diem)\s+(?:giống|giong|khác|khac)\s+(?:nhau|biệt|biet)\s+)?(?:(?:giữa|giua)\s+)?(.+)` + and + `(.+)$`),
	regexp.MustCompile(`(?i)^(?:(?:sự|su|điểm|diem|nêu|neu|có gì|co gi|cho biết|cho biet)\s+)*(?:khác|khac)\s+(?:nhau|biệt|biet|gì|gi)?\s*(?:gì\s+|gi\s+)?(?:giữa|giua)\s+(.+)` + and + `(.+)$`),
	regexp.MustCompile(`(?i)^(?:phân biệt|phan biet)\s+(.+)` + and + `(.+)$`),
	regexp.MustCompile(`(?i)^(.+)` + and + `(.+?)\s+(?:(?:có|co)\s+)?(?:(?:gì|gi|điểm gì|diem gi|điểm nào|diem nao)\s+)?(?:khác|khac)\s+(?:nhau|biệt|biet|gì|gi)(?:\s+.{0,30})?$`),
	regexp.MustCompile(`(?i)^(.+?)\s+(?:khác|khac)\s+(.+?)\s+(?:thế nào|the nao|như thế nào|nhu the nao|ra sao|ở (?:điểm|chỗ) nào|o (?:diem|cho) nao)$`),
	regexp.MustCompile(`(?i)^(.+?)\s+(?:(?:có|co)\s+)?(?:(?:gì|gi)\s+)?(?:khác|khac)\s+(?:gì\s+|gi\s+)?(?:với|voi|so với|so voi)\s+(.+)$`),
}

var comparedTail = regexp.MustCompile(`(?i)\s*(?:,?\s*(?:được quy định.*|duoc quy dinh.*|như thế nào|nhu the nao|thế nào|the nao|ra sao|ở (?:điểm|chỗ) nào|o (?:diem|cho) nao|có gì khác.*|co gi khac.*|khác gì.*|khac gi.*|khác nhau.*|khac nhau.*))\s*$`)

// Compared reads the two things that a question compares, each made whole:
// "khác nhau giữa khiếu nại lần đầu và lần hai".
func Compared(text string) (one, other string, ok bool) {
	text = strings.Trim(text, " ?!.\n\t")
	if folded := foldedOf(text); !has(folded, "so sanh", "khac", "phan biet") || has(folded, "phan biet doi xu", "phan biet chung toc") || len(text) > 500 {
		return "", "", false
	}
	for _, form := range comparisons {
		m := form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		one, other = comparedTail.ReplaceAllString(m[1], ""), comparedTail.ReplaceAllString(m[2], "")
		if len(ownWords(one, viet.HasTones(text))) == 0 && len(corpus.FindTypedRefs(one, corpus.Ref{})) == 0 || foldedOf(other) == "" {
			continue
		}
		one, other = completed(one, other)
		return one, other, true
	}
	return "", "", false
}

var aboutWord = regexp.MustCompile(`(?i)\s+(?:về|ve)\s+`)

// completed gives each side what is said of both only once.
func completed(one, other string) (string, string) {
	if at := aboutWord.FindStringIndex(other); at != nil && !strings.Contains(foldedOf(one), " ve ") {
		one += other[at[0]:]
	}
	if Replaces(one, other) {
		other = Merge(one, other)
	}
	return one, other
}

// Relation is how the documents of a list stand to what is named.
type Relation string

// The relations.
const (
	RelationGuides   Relation = "guides"   // hướng dẫn, quy định chi tiết
	RelationAmends   Relation = "amends"   // sửa đổi, bổ sung
	RelationReplaces Relation = "replaces" // thay thế, bãi bỏ
	RelationAbout    Relation = "about"    // of a matter
	RelationForce    Relation = "force"    // is it itself still in force
)

// Listing is a question for documents.
type Listing struct {
	Relation Relation
	Kind     corpus.Kind // of the documents wanted, empty for any
	Topic    string      // the words behind the relation, as typed
}

const (
	kindPattern     = `((?:bộ )?luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư(?: liên tịch)?|văn bản(?: quy phạm pháp luật| pháp luật| qppl)?|(?:bo )?luat|phap lenh|nghi dinh|nghi quyet|quyet dinh|thong tu(?: lien tich)?|van ban(?: quy pham phap luat| phap luat| qppl)?)`
	relationPattern = `(hướng dẫn(?: thi hành| thực hiện)?|quy định chi tiết(?: và hướng dẫn)?(?: thi hành)?|sửa đổi(?:,? bổ sung)?|thay thế|bãi bỏ|huong dan(?: thi hanh| thuc hien)?|quy dinh chi tiet(?: va huong dan)?(?: thi hanh)?|sua doi(?:,? bo sung)?|thay the|bai bo)`
)

var (
	whichActs  = regexp.MustCompile(`(?i)^(?:(?:hãy|hay|xin|cho biết|cho biet|cho hỏi|cho hoi|liệt kê|liet ke|tìm|tim|danh sách|danh sach|danh mục|danh muc|có|co)\s+)*(?:(?:các|cac|những|nhung|tất cả|tat ca)\s+)*` + kindPattern + `\s+(?:nào|nao)\s+(?:(?:đã|da|đang|dang)\s+)?` + relationPattern + `\s+(.+)$`)
	allActs    = regexp.MustCompile(`(?i)^(?:(?:hãy|hay|xin|cho biết|cho biet|liệt kê|liet ke|tìm|tim|danh sách|danh sach|danh mục|danh muc)\s+)*(?:các|cac|những|nhung|tất cả|tat ca|toàn bộ|toan bo)\s+(?:các\s+|cac\s+)?` + kindPattern + `\s+(?:(?:đã|da|đang|dang)\s+)?` + relationPattern + `\s+(.+)$`)
	actsAbout  = regexp.MustCompile(`(?i)^(?:(?:hãy|hay|xin|cho biết|cho biet|liệt kê|liet ke|tìm|tim|danh sách|danh sach|danh mục|danh muc)\s+)*(?:các|cac|những|nhung|tất cả|tat ca|toàn bộ|toan bo)\s+(?:các\s+|cac\s+)?` + kindPattern + `\s+(?:(?:quy định|quy dinh)\s+)?(?:về|ve|liên quan đến|lien quan den|liên quan tới|lien quan toi)\s+(.+)$`)
	actsPassed = regexp.MustCompile(`(?i)^(.+?)\s+(?:(?:đã|da)\s+)?(?:bị|bi|được|duoc)\s+(?:` + kindPattern + `\s+(?:nào|nao)\s+)?` + relationPattern + `(?:\s+(?:bởi|boi|bằng|bang|tại|tai)?\s*(?:những\s+|nhung\s+|các\s+|cac\s+)?` + kindPattern + `\s+(?:nào|nao|gì|gi))?(?:\s+(?:chưa|chua|không|khong))?$`)
	inForce    = regexp.MustCompile(`(?i)^(.+?)\s+(?:(?:có|co|hiện|hien|nay|hiện nay|hien nay)\s+)?(?:(?:còn|con)\s+(?:hiệu lực|hieu luc)|(?:đã|da)?\s*(?:hết|het)\s+(?:hiệu lực|hieu luc))(?:\s+(?:thi hành|thi hanh|pháp luật|phap luat))?\s*(?:không|khong|chưa|chua|hay không|hay khong|nữa không|nua khong)?$`)
)

// ReadListing reads a question for documents: "văn bản nào hướng dẫn Luật Khiếu nại",
// "các nghị định về hộ tịch", "Nghị định 76/2010 bị thay thế bởi văn bản nào".
func ReadListing(text string) (l Listing, ok bool) {
	text = strings.Join(strings.Fields(strings.Trim(text, " ?!.\n\t")), " ")
	if len(text) > 300 {
		return Listing{}, false
	}
	for _, form := range []*regexp.Regexp{whichActs, allActs} {
		if m := form.FindStringSubmatch(text); m != nil {
			return Listing{relationOf(m[2]), kindOf(m[1]), m[3]}, true
		}
	}
	if m := actsAbout.FindStringSubmatch(text); m != nil {
		return Listing{RelationAbout, kindOf(m[1]), Topic(m[2])}, Topic(m[2]) != ""
	}
	if m := actsPassed.FindStringSubmatch(text); m != nil && namesAct(m[1]) {
		return Listing{relationOf(m[3]), kindOf(m[2] + m[4]), m[1]}, true
	}
	if m := inForce.FindStringSubmatch(text); m != nil && namesAct(m[1]) {
		return Listing{RelationForce, "", m[1]}, true
	}
	return Listing{}, false
}

// namesAct tells whether text names little else than an act.
func namesAct(text string) bool {
	refs := corpus.FindTypedRefs(text, corpus.Ref{})
	return len(refs) == 1 && refs[0].Ref.Article == "" && refs[0].Start < len("văn bản số ")
}

func relationOf(word string) Relation {
	switch folded := foldedOf(word); {
	case strings.HasPrefix(folded, "huong dan"), strings.HasPrefix(folded, "quy dinh"):
		return RelationGuides
	case strings.HasPrefix(folded, "sua doi"):
		return RelationAmends
	}
	return RelationReplaces
}

// kindOf is the kind of document that the word names, empty for "văn bản".
func kindOf(word string) corpus.Kind {
	if k, ok := corpus.ParseKind(word); ok && k != corpus.KindOther {
		return k
	}
	return ""
}
