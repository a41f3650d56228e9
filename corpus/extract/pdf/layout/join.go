package layout

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// brokenNumber is the end of a line within a number: "…/TT-", "15/2020/".
	brokenNumber = regexp.MustCompile(`\d/[\p{L}\d/-]*[-/]$|/[\p{L}\d-]+-$`)
	startsToken  = regexp.MustCompile(`^[\p{Lu}\d]`)
)

// joinText joins the end of one printed line to the beginning of the next.
func joinText(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	case brokenNumber.MatchString(a) && startsToken.MatchString(b):
		return a + b
	}
	return a + " " + b
}

// begins tells what a line begins with.
type begins byte

const (
	plainStart begins = iota
	listStart         // a label of a list: "1.", "a)", "-"
	headStart         // of a division: "Điều 5.", "Chương II", or words that open a paragraph
)

var (
	listLabel = regexp.MustCompile(`^[“"']?(?:\d{1,3}[a-zđ]?(?:\.\d{1,3}){0,3}\s*[.)]|\d{1,3}(?:\.\d{1,3}){1,3}\s|[a-zđ]\d{0,2}(?:\.\d{1,2})?\)|[ivx]{1,5}\)|[IVX]{1,6}\s*[.)]|[A-ZĐ][.)]\s|\(\d{1,2}\)|[-–—+•▪➢✓□*]\s)`)
	headLabel = regexp.MustCompile(`^[“"']?(?:Điều \d+[a-zđ]?\s*[.:]|(?:Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|Phần|PHẦN)\s+(?:[IVXLC]+|\d+|thứ|THỨ)\b|(?:Phụ lục|PHỤ LỤC|Mẫu số|MẪU SỐ)(?:\s|$)|Căn cứ |Theo đề nghị |Nơi nhận\s*:|Kính gửi\s*:|Số\s*:\s*\d|Xét )`)
)

func startOf(s string) begins {
	switch {
	case headLabel.MatchString(s):
		return headStart
	case listLabel.MatchString(s):
		return listStart
	}
	return plainStart
}

// endsSentence tells whether a line ends in a way that a paragraph may.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `”"')»`)
	if s == "" {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".;:!?/", r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `(“"'`))
	return unicode.IsLower(r)
}

// isUpper tells whether a line is in capitals.
func isUpper(s string) bool {
	return hasLetter(s) && strings.ToUpper(s) == s
}

// isLabelled tells whether a line begins an article or a place in a list, which no
// heading in the middle of the page does.
func isLabelled(s string) bool {
	return startOf(s) == listStart || strings.HasPrefix(s, "Điều ")
}

// cites tells whether a line breaks off before the label of a place.
func cites(s string) bool {
	last := strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:])
	switch last {
	case "điểm", "khoản", "điều", "mục", "chương", "phần", "số", "tiết", "và", "hoặc", "đến", "từ", "các":
		return true
	}
	return strings.HasSuffix(last, ",")
}

// endsBlank tells whether a line ends in the dots of a blank to be filled in.
func endsBlank(s string) bool {
	return strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…")
}

// isCapital tells whether a line begins with a capital letter.
func isCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
