package layout

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// A division of a law alone on its line, whose heading comes on the next.
	divisionAlone = regexp.MustCompile(`(?i)^["“]?(?:phần|chương|mục|tiểu mục|phụ lục)\s+(?:thứ\s+\p{L}+(?:\s+\p{L}+)?|[ivxlc]{1,7}|\d{1,3}[a-zđ]?)\s*[.:]?$`)
	divisionHead  = regexp.MustCompile(`^["“]?(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC|Phụ lục|PHỤ LỤC)\s+(?:[Tt]hứ|THỨ|[IVXLC]{1,7}|\d{1,3})(?:[\s.:]|$)`)
	articleHead   = regexp.MustCompile(`^["“]?(?:Điều|ĐIỀU)\s+\d{1,4}[a-zđ]?\s*(?:[.:]|$)`)
	itemHead      = regexp.MustCompile(`^["“]?(?:\d{1,3}(?:\.\d{1,3}){0,4}[a-zđ]?[.)]|[a-zđ]\d{0,2}\)|[ivx]{1,5}\)|[IVX]{1,6}[.)])(?:\s|$|\p{Lu}|["“])`)
	dashHead      = regexp.MustCompile(`^[-–—+•*▪●◦]\s*[\p{L}\d“"(]`)
	// The name of a kind of document alone on its line, whose title comes on the next.
	kindAlone = regexp.MustCompile(`^(?:HIẾN PHÁP|BỘ LUẬT|LUẬT|PHÁP LỆNH|LỆNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|THÔNG TƯ(?: LIÊN TỊCH)?|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|HƯỚNG DẪN|KẾ HOẠCH|BÁO CÁO|THÔNG BÁO|TỜ TRÌNH)$`)
	// Capitals that are one line each: bodies in a masthead, who signs for whom.
	issuer = regexp.MustCompile(`^(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|CHÍNH PHỦ|QUỐC HỘI|BỘ|SỞ|BAN|PHÒNG|TỔNG CỤC|CỤC|CHI CỤC|VỤ|TRUNG TÂM|TRƯỜNG|VĂN PHÒNG|VIỆN|TÒA ÁN|TOÀ ÁN|SỐ)(?:[\s:]|$)`)
	signs  = regexp.MustCompile(`^(?:TM|KT|TL|TUQ|Q)\.`)
)

// BeginsItem tells whether a line begins with a label of a list or a division of
// a law: "Điều 5.", "Chương II", "1.", "a)", "- …", also after an opening quotation mark.
func BeginsItem(s string) bool {
	if s == "" {
		return false
	}
	switch c := s[0]; {
	case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c == 'I', c == 'V', c == 'X', c == '"', c >= 0x80:
		return itemHead.MatchString(s) || divisionHead.MatchString(s) || articleHead.MatchString(s) || dashHead.MatchString(s)
	case c == '-', c == '+', c == '*':
		return dashHead.MatchString(s)
	case c == 'P', c == 'C', c == 'M', c == 'T':
		return divisionHead.MatchString(s)
	}
	return false
}

// Breaks tells whether a break inside a paragraph between the two texts, both
// clean, begins a line of its own rather than only wraps the text.
func Breaks(before, after string) bool {
	if before == "" || after == "" || BeginsItem(after) || isRule(after) || isRule(before) || isStamp(before) || isStamp(after) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case strings.ContainsRune(".;:!?”\"", last):
		return true
	case last == ',' || unicode.IsLower(first):
		return false
	case divisionAlone.MatchString(before), kindAlone.MatchString(before):
		return true
	case isUpper(before) && isUpper(after):
		return masthead(before) || masthead(after) || signs.MatchString(before) || issuer.MatchString(before) && issuer.MatchString(after)
	}
	return true
}

// EndsSentence tells whether nothing of the sentence can follow on the next line.
func EndsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"”’)`))
	return strings.ContainsRune(".;:!?", last)
}

// isRule tells a drawn line: "-------", "_____", "***".
func isRule(s string) bool {
	return strings.Trim(s, "-–—_=*.~ ") == ""
}

// isUpper tells text that has capitals and no small letters.
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

// masthead tells the lines that stand alone at the head of every document.
// stamps are the marks of secrecy and urgency, which stand on a line of their own.
var stamps = []string{"MẬT", "TỐIMẬT", "TUYỆTMẬT", "KHẨN", "THƯỢNGKHẨN", "HỎATỐC", "HOẢTỐC"}

// isStamp tells whether the line is a stamp, perhaps spaced: "M Ậ T", "[TỐI MẬT]".
func isStamp(s string) bool {
	if len(s) > 60 {
		return false
	}
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
	return slices.Contains(stamps, letters)
}

func masthead(s string) bool {
	return strings.HasPrefix(s, "CỘNG H") || strings.HasPrefix(s, "ĐỘC LẬP")
}

// Wrapped cuts the text of a paragraph into clean lines at the line ends that are
// more than wrapping.
func Wrapped(text string) []string {
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		for i, column := range Columns(part) {
			line := Clean(column)
			n := len(lines)
			if i == 0 && n > 0 && !Breaks(lines[n-1], line) {
				lines[n-1] += " " + line
				continue
			}
			lines = append(lines, line)
		}
	}
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}
