package question

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

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
