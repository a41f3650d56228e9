package question

import (
	"regexp"
	"strings"
)

const (
	please = `(?:(?:hay|xin|lam on|giup|ban|cho|toi|em|minh|ho) )*`
	aFew   = `(?: \S+){0,8}`
)

// outOfScope matches whole questions, folded, of matters that no law is asked about.
// Every form names its matter by words that stand together in no provision.
var outOfScope = regexp.MustCompile(`^` + please + `(?:` + strings.Join([]string{
	`\d+ (?:cong|tru|nhan|chia) \d+(?: bang(?: may| bao nhieu)?)?`,
	`(?:giai|tinh) (?:phuong trinh|bai toan|dao ham|tich phan)` + aFew,
	`(?:cach|cong thuc|huong dan(?: cach)?|chi(?: cach)?|day(?: cach)?) (?:nau|kho|rang|xao|luoc|hap|uop|chien|nuong)(?: mon)? (?:pho|bun|com|ga|vit|ca|thit|chao|canh|tom|suon|banh|mi|lau|rau|trung|xoi|che)` + aFew,
	`(?:cach|cong thuc|huong dan(?: cach)?|day(?: cach)?) lam (?:banh (?:mi|bong lan|chung|cuon|xeo|ran|flan|trung thu|kem)|sinh to|kim chi|dua mon|nuoc cham)` + aFew,
	`(?:viet|lap trinh|code|sua|debug)(?: mot| 1)?(?: doan| chuong trinh| ham| cau lenh| trang)*(?: code| ma)?(?: bang)? (?:code|python|javascript|java|c|php|golang|sql|html|css|excel vba|vba)` + aFew,
	`(?:viet|lam|sang tac|doc|ke)(?: cho)?(?: toi| em| minh)?(?: mot| 1)?(?: bai| doan| cau)* (?:tho|van ta|truyen cuoi|chuyen cuoi|loi bai hat|rap|ca dao)` + aFew,
	`(?:ai|doi nao|nuoc nao|clb nao) (?:da |se )?(?:vo dich|thang|vao chung ket)` + aFew + ` (?:world cup|euro|champions league|ngoai hang anh|v league|sea games|cup c1|tran)` + aFew,
	`(?:ty so|ket qua|lich thi dau)(?: tran| bong da| giai)+` + aFew,
	`(?:toi|em|minh|con toi|be|be nha toi)(?: dang)? bi (?:dau dau|sot|ho|dau bung|mat ngu|cam cum|cam|dau lung|dau rang|tieu chay|di ung|noi man)(?: (?:keo dai|may ngay|nay))*,? (?:uong thuoc gi|nen uong gi|phai lam sao|lam sao het|lam sao cho het|chua the nao|co sao khong)` + aFew,
	`(?:thuoc gi|uong gi|an gi)(?: de)? (?:het|khoi|chua|tri|giam) (?:dau dau|sot|ho|dau bung|mat ngu|cam|mun|dau lung|dau rang|tieu chay|can|beo)` + aFew,
	`cach (?:chua|tri|giam|het)(?: benh)? (?:dau dau|mat ngu|ho|cam cum|mun|dau lung|dau rang|can|beo|nac)` + aFew,
	`(?:gia|ty gia) (?:bitcoin|btc|eth|coin|do la|usd|vang|xang)(?: hom nay| bay gio)` + aFew,
	`(?:co nen|nen) mua (?:co phieu|bitcoin|vang|coin)` + aFew,
	`(?:tu vi|boi|xem boi|cung hoang dao)(?: hom nay| hang ngay| tuoi)?` + aFew,
	`(?:goi y|nen di) (?:dia diem )?du lich` + aFew,
	`dich(?: cau| doan| bai)?(?: nay| sau)? sang tieng (?:anh|phap|trung|nhat|han)` + aFew,
	`(?:hat|mo) (?:cho toi (?:nghe )?)?(?:mot )?bai(?: hat| nhac)?` + aFew,
}, "|") + `)$`)

// OutOfScope tells whether the whole question is about something that a legal
// assistant does not deal with: recipes, programs, football, what to take for a cold.
func OutOfScope(text string) bool {
	folded := foldedOf(text)
	if folded == "" || len(folded) > 160 || has(folded, "quy dinh", "luat", "phap luat", "nghi dinh", "thong tu", "thu tuc", "xu phat", "muc phat", "dieu kien", "giay phep", "dieu") {
		return false
	}
	if sum.MatchString(strings.TrimSpace(text)) {
		return true
	}
	return outOfScope.MatchString(folded)
}

// sum is an arithmetic question: "1+1", "12 x 3 = ?".
var sum = regexp.MustCompile(`(?i)^\d{1,6}(?:\s*[-+*x×:÷]\s*\d{1,6})+\s*(?:=|bằng|bang)\s*(?:\?|mấy|may|bao nhiêu|bao nhieu)?\s*\??$|^\d{1,6}(?:\s*[+*x×÷]\s*\d{1,6})+\s*\??$`)
