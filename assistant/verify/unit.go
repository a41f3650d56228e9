package verify

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Units that are treated apart.
const (
	unitShare  = "phần" // of a whole; percentages are hundredths of it
	unitMonth  = "tháng"
	unitDong   = "đồng"
	unitLabel  = "#" // begins the unit of a number that names instead of counting
	unitsBySum = 12  // months in a year
)

// unitNames are what is counted, by first word, the longest first. A name maps to
// the one unit that all its names mean.
var unitNames = byFirstWord(map[string]string{
	"ngày làm việc": "ngày làm việc", "ngày": "ngày", "giờ làm việc": "giờ làm việc", "giờ": "giờ", "tiếng": "giờ", "phút": "phút", "giây": "giây",
	"tuần": "tuần", "tuần lễ": "tuần", "tháng tuổi": "tháng tuổi", "tháng": unitMonth, "năm": "năm", "tuổi": "tuổi", "quý": "quý",
	"đồng": unitDong, "đ": unitDong, "vnđ": unitDong, "vnd": unitDong, "việt nam đồng": unitDong, "đồng việt nam": unitDong,
	"usd": "usd", "đô la": "usd", "đô la mỹ": "usd", "euro": "euro",
	"lần": "lần", "người": "người", "bộ": "bộ", "bản": "bản", "trang": "trang", "tờ": "tờ", "ảnh": "ảnh", "thành viên": "thành viên",
	"km": "km", "ki lô mét": "km", "kilômét": "km", "m": "m", "mét": "m", "m2": "m2", "mét vuông": "m2", "km2": "km2", "m3": "m3", "mét khối": "m3",
	"ha": "ha", "héc ta": "ha", "hecta": "ha", "kg": "kg", "ki lô gam": "kg", "tấn": "tấn", "gam": "g", "g": "g", "lít": "l", "cm": "cm", "mm": "mm",
	"đại biểu": "đại biểu", "hộ": "hộ", "hộ gia đình": "hộ", "phiếu": "phiếu", "thủ tục": "thủ tục", "trường hợp": "trường hợp", "đơn vị": "đơn vị",
	"tiết": "tiết", "buổi": "buổi", "kỳ": "kỳ", "nhiệm kỳ": "nhiệm kỳ", "suất": "suất", "chỗ": "chỗ", "giường": "giường", "tháng lương": "tháng lương",
	"con": "con", "cái": "cái", "chiếc": "chiếc", "cấp": "cấp", "bước": "bước", "hình thức": "hình thức", "nhóm": "nhóm", "loại": "loại",
})

// spelledUnits are those before which a single word is a number: "hai bản", but
// "ba cấp" and "một người" say no more than "các cấp" and "người".
var timeUnits = map[string]bool{
	"ngày làm việc": true, "ngày": true, "giờ làm việc": true, "giờ": true, "phút": true, "tuần": true, unitMonth: true, "năm": true,
	"tháng tuổi": true, "tuổi": true, unitDong: true, "lần": true, "tháng lương": true, unitShare: true,
}

// isDuration tells whether the unit measures a time limit.
func isDuration(unit string) bool {
	switch unit {
	case "ngày làm việc", "ngày", "giờ làm việc", "giờ", "phút", "tuần", unitMonth:
		return true
	}
	return false
}

// labelWords stand before numbers that name: "khoản 2", "mẫu số 05", "quý II".
var labelWords = wordSet("điều khoản điểm mục chương phần lục mẫu số cấp loại hạng nhóm bậc vùng khóa khoá kỳ quý tổ đợt bước thứ lần biểu bảng cột " +
	"tháng năm ngày khu tầng hệ quyển tập dòng câu tuyến phương-án hình")

// strongLabels name even when what could be a unit stands behind: "thứ 2 ngày".
var strongLabels = wordSet("điều khoản điểm mục chương lục mẫu số thứ")

type unitName struct {
	words []string
	unit  string
}

func byFirstWord(names map[string]string) map[string][]unitName {
	m := make(map[string][]unitName)
	for name, unit := range names {
		words := strings.Fields(name)
		list := append(m[words[0]], unitName{words, unit})
		for i := len(list) - 1; i > 0 && len(list[i].words) > len(list[i-1].words); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		m[words[0]] = list
	}
	return m
}

func wordSet(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(viet.Normalize(words)) {
		m[w] = true
	}
	return m
}

// unitAt reads the unit at token i.
func (t *text) unitAt(i int) (unit string, next int, ok bool) {
	if t.at(i).gap > commaGap {
		return "", i, false
	}
	for _, n := range unitNames[t.at(i).word] {
		if t.follows(i, n.words...) {
			return n.unit, i + len(n.words), true
		}
	}
	return "", i, false
}
