package question

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// provinces are the names of the provinces and centrally run cities before and after
// 01/07/2025. Which of the old ones a new one was made of is not told here: that is
// law, and to be read from the corpus.
var provinces = []string{
	"An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định", "Bình Phước",
	"Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai",
	"Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên",
	"Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình",
	"Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh",
	"Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
}

// provinceWords stand before the name of a province.
var provinceWords = `(?:tỉnh|tinh|thành phố|thanh pho|tp\.?|ubnd(?:\s+(?:tỉnh|tinh|thành phố|thanh pho|tp\.?))?|ở|tại|tai|sở|địa bàn|dia ban)`

// cityNames are other ways to write the names.
var cityNames = regexp.MustCompile(`(?i)(?:^|[\s,(])(?:tp\.?\s*hcm|tphcm|sài gòn|sai gon|tp\.?\s*hồ chí minh)(?:[\s,).?!]|$)`)

var provinceAt = func() *regexp.Regexp {
	var names []string
	for _, p := range provinces {
		names = append(names, provincePattern(p))
		if bare := viet.Fold(p); bare != viet.Lower(p) {
			names = append(names, provincePattern(bare))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`(?i)(?:^|[\s,(])` + provinceWords + `\s+(` + strings.Join(names, "|") + `)(?:[\s,).?!;]|$)`)
}()

// provincePattern lets the hyphen and the spaces of a name vary.
func provincePattern(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(regexp.QuoteMeta(name), " - ", `\s*[-–]?\s*`), " ", `\s+`)
}

// Province reads the province that a question names as a place: after "tỉnh", "ở",
// "tại" and the like, since names are other words as well ("hòa bình"). The name comes
// back as it is officially written.
func Province(text string) (name string, ok bool) {
	if cityNames.MatchString(text) {
		return "Hồ Chí Minh", true
	}
	m := provinceAt.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	for _, p := range provinces {
		if SameProvince(p, m[1]) {
			return p, true
		}
	}
	return "", false
}

// SameProvince compares names of provinces as different sources write them: "Tỉnh
// Đồng Nai", "TP. Hồ Chí Minh", "Thành phố Huế".
func SameProvince(a, b string) bool { return provinceKey(a) == provinceKey(b) }

func provinceKey(name string) string {
	key := foldedOf(name)
	for _, before := range []string{"uy ban nhan dan ", "ubnd ", "tinh ", "thanh pho ", "tp "} {
		key = strings.TrimPrefix(key, before)
	}
	return key
}
