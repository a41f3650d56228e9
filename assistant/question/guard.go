package question

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// command matches, in folded text, an order to the program instead of a
// question to the law. "Bỏ qua hướng dẫn của Bộ Nội vụ" is none.
var command = regexp.MustCompile(strings.Join([]string{
	`\bbo qua (?:moi|tat ca|toan bo|het|cac|nhung) (?:cac |nhung )?(?:huong dan|chi dan|chi thi|menh lenh|quy tac|lenh|yeu cau|rang buoc|gioi han)(?: (?:o )?(?:tren|truoc|truoc do|he thong|cua ban|truoc day|da cho|ban dau))*`,
	`\b(?:bo qua|quen|phot lo|lam ngo) (?:di )?(?:cac |nhung |moi |tat ca )*(?:huong dan|chi dan|quy tac|lenh|yeu cau|chi thi) (?:o )?(?:tren|truoc|he thong|cua ban|ban dau)\w*`,
	`\b(?:ignore|disregard|forget|override)\b[^.\n]{0,20}\b(?:previous|prior|above|earlier|all|any|your|system)\b[^.\n]{0,20}\b(?:instructions?|rules?|prompts?|guidelines?|messages?)\b`,
	`\b(?:in ra|hien thi|tiet lo|cho (?:toi )?(?:xem|biet)|doc|liet ke|nhac lai|print|show|reveal|repeat|output)\b[^.\n]{0,30}\b(?:system prompt|prompt|loi nhac he thong|huong dan he thong|chi dan he thong|cau lenh he thong|ma nguon cua ban|cau hinh cua ban|khoa api|api key|mat khau he thong)\b`,
	`\b(?:system prompt|jailbreak|developer mode|dan mode|che do nha phat trien)\b`,
	`\b(?:you are now|act as|pretend to be|from now on you)\b`,
	`\b(?:tu bay gio|ke tu bay gio|bay gio) (?:ban|may|em) (?:la|hay|phai|se)\b[^.\n]*`,
	`\b(?:hay )?(?:dong vai|gia vo|gia lam)(?: la| mot| nhu| thanh) [^.\n]{2,60}`,
	`\b(?:hay |cu )?bia (?:ra|them|dat)\b[^.\n]*\b(?:dieu|luat|nghi dinh|van ban|so hieu|quy dinh|cau tra loi)\b`,
	`\btra loi (?:ma )?khong can (?:trich dan|nguon|can cu)\b`,
}, "|"))

// sentenceEnd splits a question into its sentences.
var sentenceEnd = regexp.MustCompile(`[.!?;\n]+\s*|\s+(?:và|rồi|sau đó|va|roi|sau do)\s+(?:hãy|hay|in|trả lời|tra loi|cho)|,\s*`)

// Command tells whether text orders the program about, and returns the text
// without the parts that do.
func Command(text string) (rest string, found bool) {
	if !command.MatchString(plain(text)) {
		return text, false
	}
	var kept []string
	last := 0
	bounds := append(sentenceEnd.FindAllStringIndex(text, -1), []int{len(text), len(text)})
	for _, b := range bounds {
		part := text[last:b[1]]
		last = b[1]
		if !command.MatchString(plain(part)) {
			kept = append(kept, strings.TrimSpace(part))
		}
	}
	rest = strings.Trim(strings.Join(kept, " "), " ,;:.-–")
	if command.MatchString(plain(rest)) {
		rest = strings.TrimSpace(command.ReplaceAllString(plain(rest), " "))
	}
	return rest, true
}

// plain folds text and squeezes its spaces, keeping punctuation.
func plain(text string) string {
	return strings.Join(strings.Fields(viet.Fold(text)), " ")
}

// smallTalk matches whole questions, folded, that no law answers. Each form is
// narrow: folded, "tội buôn lậu" and "tôi buồn" begin alike, "hi sinh" begins as
// "hi", and "chào bán" as "chào bạn".
var smallTalk = regexp.MustCompile(`^(?:da |thua |a |oi |em |anh |chi |ban |ad |bot )*(?:` + strings.Join([]string{
	`(?:xin )?chao` + names, `(?:hello|hi|hey|alo)` + names,
	`(?:xin |rat |toi )?cam on(?: nhieu| rat nhieu| lam)?` + names, `thanks?(?: you)?` + names, `tam biet` + names, `bye`,
	`ok(?:ay)?`, `vang`, `tot lam`, `hay lam`, `test`, `[a-z]`, `\d+(?: \d+)*(?: bang (?:may|bao nhieu))?`,
	`ban la (?:ai|gi|robot|nguoi|may|ai vay|gi vay)(?: .{0,15})?`, `ban ten (?:la )?gi`, `ban (?:co )?khoe khong`, `ban bao nhieu tuoi`,
	`ai (?:da )?tao ra ban`, `ban (?:co the )?(?:giup|lam)(?: duoc)?(?: toi)? (?:gi|nhung gi)(?: cho toi)?`, `(?:ban )?an com chua`,
	`(?:hom nay |ngay mai |toi nay )?(?:thoi tiet|troi)(?: .{0,30})? (?:the nao|ra sao|nhu the nao|khong)`, `du bao thoi tiet(?: .{0,30})?`,
	`(?:hay )?(?:ke|doc|viet|lam|sang tac)(?: cho)?(?: toi| em| minh)?(?: mot| 1)? (?:bai |cau )?(?:chuyen cuoi|truyen cuoi|chuyen vui|tho|bai hat)(?: .{0,60})?`,
	`gia vang hom nay(?: .{0,20})?`, `ket qua (?:bong da|xo so)(?: .{0,30})?`, `toi yeu ban`,
}, "|") + `)(?: (?:a|nhe|nha|ban|ad|bot|em|oi|voi|di|nao))*$`)

const names = `(?: (?:ban|anh|chi|em|bot|ad|admin|cac ban|moi nguoi|tro ly|cong vu|there|buoi sang|buoi chieu))*`

// SmallTalk tells whether the whole question is a greeting or something else
// that a legal assistant does not deal with.
func SmallTalk(text string) bool {
	folded := strings.Join(Syllables(viet.Fold(text)), " ")
	if folded == "" || len(folded) > 120 || has(folded, "quy dinh", "luat", "nghi dinh", "thong tu", "thu tuc", "xu phat") {
		return false
	}
	return smallTalk.MatchString(folded)
}
