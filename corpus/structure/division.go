package structure

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

// division is a line that begins something other than the article's own clauses:
// an article set inside this one, an annex, a form, a regulation issued with it.
type division struct {
	level corpus.Level
	label string
	len   int // bytes of the line that the printed label takes
}

var (
	articleLine = regexp.MustCompile(`^(?:Điều|ĐIỀU)\s+(\d{1,3}[a-zđ]?)\s*[.:]`)
	chapterLine = regexp.MustCompile(`^(?:Chương|CHƯƠNG)\s+([IVXLC]{1,6}|\d{1,2})[.:]?(?:\s|$)`)
	annexLine   = regexp.MustCompile(`^(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu)(?:\s+(?:SỐ|Số|số))?(?:\s*[:.]?\s*([IVXLC]{1,6}|\d{1,3}[A-Za-z]?)\b)?[.:]?`)
	annexTitle  = regexp.MustCompile(`^(?:QUY ĐỊNH|(?:QUY CHẾ|ĐIỀU LỆ|NỘI QUY|QUY TRÌNH|QUY CHUẨN KỸ THUẬT|CHƯƠNG TRÌNH|DANH MỤC|BẢNG|BIỂU)(?:\s.*)?)$`)
)

// headingRunes is the longest line taken for the heading of an annex.
const headingRunes = 120

// readDivision recognises the first line of a division.
func readDivision(s string) (division, bool) {
	if s == "" || !strings.ContainsRune("ĐCPMQNDB", firstRune(s)) {
		return division{}, false
	}
	if strings.HasPrefix(s, "Nơi nhận:") { // what follows the signature is annexed
		return division{level: corpus.LevelPart}, true
	}
	if m := articleLine.FindStringSubmatchIndex(s); m != nil && headingFollows(s[m[1]:]) {
		return division{level: corpus.LevelArticle, label: s[m[2]:m[3]], len: m[1]}, true
	}
	if utf8.RuneCountInString(s) > headingRunes {
		return division{}, false
	}
	if m := chapterLine.FindStringSubmatchIndex(s); m != nil && headingFollows(s[m[1]:]) {
		return division{level: corpus.LevelChapter, label: s[m[2]:m[3]], len: m[1]}, true
	}
	if m := annexLine.FindStringIndex(s); m != nil && (m[1] == len(s) || isUpper(s)) {
		return division{level: corpus.LevelPart, label: strings.TrimRight(s[:m[1]], ".: "), len: m[1]}, true
	}
	if annexTitle.MatchString(s) && isUpper(s) {
		return division{level: corpus.LevelPart}, true
	}
	return division{}, false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// headingFollows tells whether what follows a label can be its heading rather
// than the rest of a sentence ("Điều 5. của Luật này").
func headingFollows(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || !unicode.IsLower(firstRune(rest))
}

// isUpper tells whether the line has capitals and no small letters.
func isUpper(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}
