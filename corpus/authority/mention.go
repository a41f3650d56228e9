package authority

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Organs that stand before the name of a level. Those of common name (cơ quan,
// trung tâm) count only before "cấp huyện": "trung tâm huyện" is a town.
const (
	chief  = `(?:(?:(?:Phó )?Chủ tịch|(?:Phó )?Chánh án|(?:Phó )?Viện trưởng|(?:Phó )?Trưởng (?:phòng|Công an)|Thường trực) )?`
	organ  = chief + `(?:` + council + `|Tòa án nhân dân|Toà án nhân dân|Viện kiểm sát nhân dân|Công an|Ban [Cc]hỉ huy quân sự|Bảo hiểm xã hội|Phòng(?: [\p{L}–-]+){1,8}?)`
	common = `(?:` + organ + `|(?:[Cc]ơ quan|[Tt]hanh tra|[Tt]rung tâm)(?: [\p{L}–-]+){0,8}?)`
	// units are what the district level consists of: quận, huyện, thị xã, thành phố thuộc tỉnh.
	unit  = `(?:quận|huyện|thị xã|thành phố (?:trực )?thuộc tỉnh|thành phố thuộc thành phố)`
	units = `(?:các )?` + unit
)

var (
	// districtLevel finds "cấp huyện", with the organ before it.
	districtLevel = regexp.MustCompile(`(?:` + common + ` (?:các )?(?:cấp tỉnh,? )?(?:(?:và|hoặc) )?)?[Cc]ấp huyện`)
	// districtOrgan finds an organ of a district unit, also in a list of levels:
	// "Ủy ban nhân dân tỉnh, huyện".
	districtOrgan = regexp.MustCompile(organ + ` (?:các )?(?:cấp )?(?:(?:tỉnh|thành phố(?: trực thuộc [Tt]rung ương)?|xã|phường),? (?:và |hoặc )?)*` + units)
	// districtUnits finds the list that defines the level: "huyện, quận, thị xã, thành phố thuộc tỉnh".
	districtUnits = regexp.MustCompile(`(?:[Qq]uận|[Hh]uyện|[Tt]hị xã)(?:, | và | hoặc )(?:` + unit + `)(?:(?:, | và | hoặc )` + unit + `)*`)
	// otherWord finds words that begin as a unit does: "huyện đảo", "quận ủy", "tiếp thị xã hội".
	otherWord  = regexp.MustCompile(`^(?:huyện (?:đảo|ủy|uỷ)|quận (?:ủy|uỷ)|xã hội)(?:\PL|$)`)
	ministries = regexp.MustCompile(ministry)
)

// Affected finds the authorities in a text that belong to the district level, and
// the ministries, in order and without overlap. An organ of a district counts in
// whatever sense it stands there, also in definitions. Addresses and names
// ("huyện Đông Anh", "huyện đảo") do not, nor does a ministry that issued a document
// cited. Of the ministries those that are gone are
// told by moves: see Warn.
func Affected(text string) []Mention {
	var found []Mention
	add := func(level Level, spans [][]int) {
		for _, s := range spans {
			before, _ := utf8.DecodeLastRuneInString(text[:s[0]])
			if !unicode.IsLetter(before) && !slices.ContainsFunc(found, func(m Mention) bool { return s[0] < m.End && m.Start < s[1] }) {
				found = append(found, Mention{Text: text[s[0]:s[1]], Level: level, Start: s[0], End: s[1]})
			}
		}
	}
	if strings.Contains(text, "uyện") || strings.Contains(text, "quận") || strings.Contains(text, "thị xã") {
		add(LevelDistrict, districtLevel.FindAllStringIndex(text, -1))
		add(LevelDistrict, slices.DeleteFunc(districtOrgan.FindAllStringIndex(text, -1), func(s []int) bool { return partOfName(text, s) }))
		add(LevelDistrict, districtUnits.FindAllStringIndex(text, -1))
	}
	if strings.Contains(text, "Bộ ") {
		add(LevelMinistry, slices.DeleteFunc(ministries.FindAllStringIndex(text, -1), func(s []int) bool { return issued(text[:s[0]]) }))
	}
	slices.SortFunc(found, func(a, b Mention) int { return a.Start - b.Start })
	return found
}

// issuedBy ends the citation of a document before the name of who issued it.
var issuedBy = regexp.MustCompile(`(?:ngày [^.;,]{5,30}|\d{4}|-\p{Lu}{2,}\d*) của (?:các |liên )?$`)

// issued tells whether what follows is named as the issuer of a document cited,
// which it stays whatever became of it.
func issued(before string) bool {
	const longest = 80 // bytes
	return issuedBy.MatchString(before[max(0, len(before)-longest):])
}

// partOfName tells whether the unit that ends a match is the beginning of another
// word: "Ủy ban nhân dân huyện đảo" is one of a special zone today.
func partOfName(text string, span []int) bool {
	word := strings.LastIndex(text[:span[1]], " ") + 1
	return otherWord.MatchString(text[word:])
}
