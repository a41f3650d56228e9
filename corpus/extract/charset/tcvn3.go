package charset

import "strings"

// tcvn3 holds the letters of TCVN 5712:1993 at 0xA1 to 0xFF: the small letters and
// the seven plain capitals of VN3 (the .Vn fonts), and in its empty places the
// capitals of VN1. A zero stands where VN1 has a combining mark.
var tcvn3 = [...]rune{
	'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ', // A1
	0, 0, 0, 0, 0, 'à', 'ả', 'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ', 'ẵ', 'ắ', 'Ẵ', // B0
	'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể', 'ẻ', 'ẽ', // C0
	'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò', // D0
	'Ổ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0
	'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Ố', // F0
}

const tcvn3First = 0xA1

// TCVN3 decodes text of a .Vn font that was read as Windows-1252. With upper the
// font is one of capitals (.VnTimeH), whose small letters print as capitals.
// Characters beyond U+00FF stay.
func TCVN3(s string, upper bool) string {
	s = strings.Map(func(r rune) rune {
		if i := int(r) - tcvn3First; i >= 0 && i < len(tcvn3) && tcvn3[i] != 0 {
			return tcvn3[i]
		}
		return r
	}, s)
	if upper {
		s = strings.ToUpper(s)
	}
	return s
}
