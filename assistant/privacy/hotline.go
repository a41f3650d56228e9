package privacy

import (
	"regexp"
	"strings"
)

var (
	lineWords   = regexp.MustCompile(`\b(?:duong day nong|hotline|tong dai|duong day)\b`)
	agencyWords = regexp.MustCompile(`\b(?:cong an|bo|so|ubnd|uy ban|hdnd|cuc|chi cuc|tong cuc|vu|phong|ban|trung tam|co quan|chinh phu|bao hiem xa hoi|bhxh|toa an|vien kiem sat|thanh tra|kho bac|cong dich vu cong|cong|don vi|truc ban|thue|hai quan)\b`)
)

// hotline tells whether a phone number is the one an agency makes known. Only
// the words of the same line count.
func (f *finder) hotline(k Kind, start, end int, digits string) bool {
	if k != Phone {
		return false
	}
	if strings.HasPrefix(digits, "1900") || strings.HasPrefix(digits, "1800") {
		return true
	}
	near := f.before(start, 120)
	if i := strings.LastIndexAny(near, "\n;"); i >= 0 {
		near = near[i:]
	}
	if lineWords.MatchString(near) {
		return agencyWords.MatchString(near) || agencyWords.MatchString(f.after(end, 40))
	}
	return fixedNumber(digits) && agencyPhone.MatchString(near)
}

// agencyPhone is "điện thoại Sở Tư pháp: " before a land line.
var agencyPhone = regexp.MustCompile(`\b(?:dien thoai|sdt|so may|lien he)(?: cua| voi)? (?:cong an|so|bo|ubnd|uy ban|cuc|chi cuc|trung tam|bao hiem xa hoi|toa an|thanh tra|phong)\b[^\d]*$`)
