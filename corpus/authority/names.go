package authority

import (
	"regexp"
	"slices"
	"strings"
)

// The names of authorities in running text, as parts of patterns.
const (
	council = `(?:(?:Ủy|Uỷ) ban nhân dân|UBND|Hội đồng nhân dân|HĐND)`
	chair   = `(?:(?:Phó )?Chủ tịch )?`
	// part is one of the fields that ministries are named after.
	part = `(?:Bưu chính|Công an|Công nghệ|Công nghiệp|Công [Tt]hương|Dân tộc|Du lịch|Đào tạo|Đầu tư|Giao thông vận tải|Giáo dục|Kế hoạch|Khoa học|` +
		`Lao động|Lâm nghiệp|Môi trường|Ngoại giao|Nông nghiệp|Nội vụ|Phát triển nông thôn|Quốc phòng|Tài chính|Tài nguyên|Thể thao|` +
		`Thông tin|Thủ[yỷ] (?:lợi|sản)|Thương binh|Thương mại|Tôn giáo|Truyền thông|Tư pháp|Văn h(?:óa|oá)|Viễn thông|Xã hội|Xây dựng|Y tế)`
	ministry = `(?:Bộ trưởng )?Bộ ` + part + `(?:(?:,|,? và| -| –) ` + part + `)*`
	central  = `(?:Thủ tướng Chính phủ|Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội)`
)

// fromNames finds the authority that a task is taken from.
var fromNames = regexp.MustCompile(
	chair + council + ` (?:cấp (?:huyện|tỉnh)|huyện|quận|tỉnh)|` +
		`(?:Phòng|Trưởng phòng|[Cc]ơ quan|[Tt]ổ chức|Tòa án|Toà án|Viện kiểm sát|Công an)(?: [\p{L}–,-]+){0,12}? cấp huyện|` +
		ministry + `|` + central)

// toNames is the authority that takes a task over.
const toNames = chair + council + ` (?:cấp (?:tỉnh|xã)|xã|phường)(?:, đặc khu)?|` +
	`(?:[Cc]ơ quan|[Tt]ổ chức|Sở|Giám đốc Sở|Công an|Tòa án nhân dân|Viện kiểm sát nhân dân)(?: [\p{L}–,-]+){0,14}?(?: cấp (?:tỉnh|xã)| khu vực)|` +
	ministry + `|` + central

// wholeMinistry is the name of one ministry and nothing else.
var wholeMinistry = regexp.MustCompile(`^` + ministry + `$`)

// holder returns the authority whose task s speaks of: the last that stands after
// "của" in "trách nhiệm phê duyệt phương án của Ủy ban nhân dân cấp huyện".
func holder(s string) string {
	name := ""
	for _, m := range fromNames.FindAllStringIndex(s, -1) {
		if before := strings.TrimSuffix(s[:m[0]], "các "); strings.HasSuffix(before, "của ") {
			name = s[m[0]:m[1]]
		}
	}
	return name
}

// containsAny tells whether one of the words occurs in s.
func containsAny(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// tidy trims what surrounds a name in a cụm từ: "cấp huyện, ".
func tidy(s string) string {
	s = strings.Trim(strings.Join(strings.Fields(s), " "), " ,;.“”\"")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "và "), "hoặc ")
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, " và"), " hoặc"))
}

// hasDistrict tells whether s names the district level.
func hasDistrict(s string) bool {
	for _, m := range Affected(s) {
		if m.Level == LevelDistrict {
			return true
		}
	}
	return false
}
