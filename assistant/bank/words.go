package bank

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// asks is a sort of thing that a question asks for. Those that are empty say nothing of
// what is asked for.
type asks string

const (
	nothing    asks = ""
	duration   asks = "duration"
	when       asks = "when"
	amount     asks = "amount"
	who        asks = "who"
	where      asks = "where"
	why        asks = "why"
	whether    asks = "whether"
	definition asks = "definition"
	cases      asks = "cases"
)

// phrase is a run of syllables that asks or addresses and says nothing of the matter.
type phrase struct {
	syllables []string
	asks      asks
}

// wordings are the phrases by what they ask for.
var wordings = []struct {
	asks    asks
	phrases []string
}{
	{duration, []string{
		"bao lâu", "trong bao lâu", "mất bao lâu", "là bao lâu", "mấy ngày", "mất mấy ngày", "trong mấy ngày", "bao nhiêu ngày", "trong bao nhiêu ngày", "mấy tháng",
		"bao nhiêu tháng", "mấy năm", "bao nhiêu năm", "thời hạn", "trong thời hạn", "thời hạn là bao lâu",
	}},
	{when, []string{"khi nào", "bao giờ", "lúc nào", "ngày nào", "thời gian nào", "vào thời gian nào", "thời điểm nào", "vào thời điểm nào"}},
	{amount, []string{
		"bao nhiêu", "bao nhiêu tiền", "mất bao nhiêu tiền", "hết bao nhiêu tiền", "tốn bao nhiêu tiền", "mất bao nhiêu", "hết bao nhiêu", "tốn bao nhiêu", "mấy",
	}},
	{who, []string{"ai", "do ai", "của ai", "những ai", "là ai", "ai là", "người nào", "những người nào", "cơ quan nào", "những cơ quan nào"}},
	{where, []string{"ở đâu", "tại đâu", "nơi nào", "ở nơi nào", "chỗ nào"}},
	{why, []string{"tại sao", "vì sao", "sao lại", "lý do gì"}},
	{whether, []string{"hay không", "phải không", "đúng không", "có phải", "có đúng", "có phải là"}},
	{definition, []string{
		"là gì", "nghĩa là gì", "có nghĩa là gì", "được hiểu là", "được hiểu là gì", "được hiểu như thế nào", "được hiểu thế nào", "hiểu thế nào", "hiểu như thế nào", "thế nào là",
		"như thế nào là", "khái niệm", "định nghĩa", "giải thích từ ngữ",
	}},
	{cases, []string{"trường hợp nào", "những trường hợp nào", "các trường hợp nào", "trong trường hợp nào", "trong những trường hợp nào", "trong các trường hợp nào"}},
	{nothing, []string{
		"được quy định như thế nào", "được quy định thế nào", "được quy định ra sao", "quy định như thế nào", "quy định thế nào", "quy định ra sao",
		"theo quy định của pháp luật", "theo quy định pháp luật", "theo quy định hiện hành", "theo quy định mới nhất", "theo quy định", "theo pháp luật hiện hành",
		"theo pháp luật", "pháp luật quy định", "hiện nay", "hiện hành", "mới nhất", "như thế nào", "thế nào", "ra sao", "thì sao", "như nào", "làm sao",
		"gồm những gì", "bao gồm những gì", "gồm có những gì", "gồm gì", "có những gì", "những gì", "cái gì", "gì", "nào", "những việc gì", "việc gì", "điều gì", "những điều gì",
		"xin hỏi", "cho hỏi", "cho tôi hỏi", "cho em hỏi", "cho mình hỏi", "tôi muốn hỏi", "em muốn hỏi", "tôi muốn biết", "muốn biết", "cho biết", "xin cho biết",
		"hãy cho biết", "cho tôi biết", "cho em biết", "vui lòng", "vui lòng cho biết", "làm ơn", "giúp tôi", "giúp em", "giúp mình", "xin chào", "chào bạn", "chào luật sư",
		"luật sư cho hỏi", "bạn ơi", "ad ơi", "đối với", "về việc", "cụ thể là", "một cách cụ thể",
		"quy định", "pháp luật", "bao gồm", "gồm có", "gồm những", "gồm", "nói gì", "nói về", "trường hợp", "tìm hiểu", "giải thích",
	}},
}

// phrasesOf are all phrases by their first syllable.
func phrasesOf(untoned bool) map[string][]phrase {
	all := map[string][]phrase{}
	for _, w := range wordings {
		for _, p := range w.phrases {
			if untoned {
				p = viet.Fold(p)
			}
			syllables := strings.Fields(p)
			all[syllables[0]] = append(all[syllables[0]], phrase{syllables, w.asks})
		}
	}
	return all
}

// phraseAt returns the longest phrase that the syllables begin with.
func (v vocabulary) phraseAt(syllables []string) (best phrase) {
	for _, p := range v.phrases[syllables[0]] {
		if len(p.syllables) > len(best.syllables) && len(p.syllables) <= len(syllables) && begins(syllables, p.syllables) {
			best = p
		}
	}
	return best
}

func begins(syllables, phrase []string) bool {
	for i, s := range phrase {
		if syllables[i] != s {
			return false
		}
	}
	return true
}

// abbreviations are those that every official knows, in small letters.
var abbreviations = map[string][]string{
	"bhxh": strings.Fields("bảo hiểm xã hội"), "bhyt": strings.Fields("bảo hiểm y tế"), "bhtn": strings.Fields("bảo hiểm thất nghiệp"),
	"ubnd": strings.Fields("ủy ban nhân dân"), "hđnd": strings.Fields("hội đồng nhân dân"), "hdnd": strings.Fields("hội đồng nhân dân"),
	"cccd": strings.Fields("căn cước công dân"), "cmnd": strings.Fields("chứng minh nhân dân"), "tthc": strings.Fields("thủ tục hành chính"),
	"gplx": strings.Fields("giấy phép lái xe"), "hđlđ": strings.Fields("hợp đồng lao động"), "hdld": strings.Fields("hợp đồng lao động"),
}

// guards are syllables that package question leaves out of the content, and on which the
// sense may hang: negation, permission, obligation, direction, order in time, alternatives.
var guards = set("được cần nên không chưa chẳng chả đừng trừ phải bị buộc cho từ đến ra vào bằng một còn để đã đang sẽ hoặc thế sao em anh chị xin hỏi do muốn ko hông")

// directed are syllables on both sides of which the words cannot change places.
var directed = set("sang thành từ đến cho hơn trước sau vào ra bằng bởi với và hoặc thay")

// particles end a sentence and say nothing.
var particles = set("ạ nhỉ nhé vậy hả à ad")

// closing are the syllables that turn a sentence into a question when they end it.
var closing = set("không chưa ko hông k")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// folded is a set without diacritics.
func folded(words map[string]bool) map[string]bool {
	m := map[string]bool{}
	for w := range words {
		m[viet.Fold(w)] = true
	}
	return m
}

// vocabulary is what is known of words, in one of the two ways of typing.
type vocabulary struct {
	phrases                              map[string][]phrase
	guards, directed, particles, closing map[string]bool
	persons                              [][]string
}

var (
	toned   = vocabulary{phrasesOf(false), guards, directed, particles, closing, personsOf(false)}
	untoned = vocabulary{phrasesOf(true), folded(guards), folded(directed), set("ad"), folded(closing), personsOf(true)}
)

// persons are those whom a rule can bind, favour or set against each other. Where two of
// them are named, their places matter.
var persons = []string{
	"cán bộ", "công chức", "viên chức", "người lao động", "người sử dụng lao động", "sĩ quan", "quân nhân", "công an", "bộ đội", "lãnh đạo", "thủ trưởng",
	"người đứng đầu", "cấp trên", "cấp dưới", "nhân viên", "cơ quan", "tổ chức", "đơn vị", "doanh nghiệp", "công ty", "hợp tác xã", "cá nhân", "hộ gia đình",
	"công dân", "người dân", "nhà nước", "người nước ngoài", "vợ", "chồng", "con", "cha", "mẹ", "bố", "anh", "chị", "em", "ông", "bà", "học sinh", "sinh viên", "giáo viên",
	"bên mua", "bên bán", "bên thuê", "bên cho thuê", "bị can", "bị cáo", "bị hại", "nguyên đơn", "bị đơn", "chủ đầu tư", "nhà thầu", "luật sư", "thẩm phán",
}

func personsOf(untoned bool) [][]string {
	out := make([][]string, len(persons))
	for i, p := range persons {
		if untoned {
			p = viet.Fold(p)
		}
		out[i] = strings.Fields(p)
	}
	return out
}
