package dichvucong

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// provincialAct ends the number of a decision that a province took.
var provincialAct = regexp.MustCompile(`(?i)(?:[-/]|^)(?:UBND|HĐND|CTUBND|CT-UBND)`)

// provinces are the 34 provinces and cities since 1 July 2025 (Nghị quyết
// 202/2025/QH15) and, after them, those merged on that day.
var provinces = strings.Split("Hà Nội|Huế|Lai Châu|Điện Biên|Sơn La|Lạng Sơn|Quảng Ninh|Thanh Hóa|Nghệ An|Hà Tĩnh|Cao Bằng|"+
	"Tuyên Quang|Lào Cai|Thái Nguyên|Phú Thọ|Bắc Ninh|Hưng Yên|Hải Phòng|Ninh Bình|Quảng Trị|Đà Nẵng|Quảng Ngãi|Gia Lai|"+
	"Khánh Hòa|Lâm Đồng|Đắk Lắk|Hồ Chí Minh|Đồng Nai|Tây Ninh|Cần Thơ|Vĩnh Long|Đồng Tháp|Cà Mau|An Giang|"+
	"Hà Giang|Yên Bái|Bắc Kạn|Vĩnh Phúc|Hòa Bình|Bắc Giang|Thái Bình|Hải Dương|Hà Nam|Nam Định|Quảng Bình|Quảng Nam|"+
	"Kon Tum|Bình Định|Ninh Thuận|Bình Thuận|Đắk Nông|Phú Yên|Bà Rịa - Vũng Tàu|Bình Dương|Bình Phước|Long An|Sóc Trăng|"+
	"Hậu Giang|Bến Tre|Trà Vinh|Tiền Giang|Bạc Liêu|Kiên Giang|Thừa Thiên Huế", "|")

// named finds a province after the word for its rank, as in "UBND tỉnh Sơn La".
var named = regexp.MustCompile(`(?:(?i:tỉnh|thành phố|TP\.?))\s+(` + strings.Join(longestFirst(provinces), "|") + `)`)

// longestFirst keeps a name from hiding a longer one that begins with it.
func longestFirst(names []string) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		at := len(out)
		for i, o := range out {
			if strings.HasPrefix(n, o) {
				at = i
				break
			}
		}
		out = append(out[:at], append([]string{n}, out[at:]...)...)
	}
	return out
}

// localise marks a procedure that a province decided. It belongs to that province
// alone, so the ministry whose folder it was found in is not its agency. The
// province is the one that the record's own words name; when they name none or
// several it stays empty.
func localise(p *corpus.Procedure, words ...string) {
	if !provincialAct.MatchString(p.Decision) {
		return
	}
	p.Provincial, p.Agency = true, ""
	for _, group := range [][]string{{p.Name, p.Authority, p.Executor, p.Reception}, words} {
		found := make(map[string]bool)
		var last string
		for _, m := range named.FindAllStringSubmatch(strings.Join(group, "\n"), -1) {
			found[m[1]] = true
			last = m[1]
		}
		if len(found) == 1 {
			p.Province = last
		}
		if len(found) > 0 {
			return
		}
	}
}
