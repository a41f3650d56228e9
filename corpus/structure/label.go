package structure

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

// articleLabel is the label of a Điều at the start of a row.
type articleLabel struct {
	label  string // "17a"
	n, sub int    // 17 and 1
	rest   string // what follows on the row
	bare   bool   // nothing stands between label and rest
	weak   bool   // it may be a mention: misspelt, or going on in small letters
}

// order is the place of the label in the sequence of a document.
func (a articleLabel) order() int { return a.n*subs + a.sub }

// subs is more than there are labels 17a, 17b … of one number.
const subs = 32

// actWords begin the name of an act: "Điều 5 Luật …" cites a place.
var actWords = regexp.MustCompile(`^(?:Luật|Bộ luật|Bộ Luật|Nghị|Thông tư|Pháp lệnh|Quyết định|Hiến pháp|Quy chế|Quy định|Điều lệ|Phụ lục|Công ước|Hiệp|Lệnh|Sắc lệnh|Chỉ thị|Chương|Mục|Phần|Điều \d)(?:\s|$|\d)`)

// readArticle reads "Điều 17a. Heading", "ĐIỀU 1", "Điều 2: …", "Điều 3 Chính phủ …".
func readArticle(s string) (a articleLabel, ok bool) {
	rest, misspelt, ok := cutArticleWord(s)
	if !ok {
		return a, false
	}
	a.weak = misspelt
	n, i := number(rest, 0)
	if i == 0 || i > 3 || n == 0 {
		return a, false
	}
	a.n, a.label = n, itoa(n)
	if r, size := utf8.DecodeRuneInString(rest[i:]); letterRank(r) > 0 {
		if next, _ := utf8.DecodeRuneInString(rest[i+size:]); unicode.IsLetter(next) {
			return a, false
		}
		a.sub, a.label = letterRank(r), a.label+string(r)
		i += size
	}
	return a.closed(rest[i:])
}

// cutArticleWord takes "Điều" off the front of s, also as typists and machines
// misspell it: "Diều", "Đièu", "Điêu".
func cutArticleWord(s string) (rest string, misspelt, ok bool) {
	for _, word := range []string{"Điều", "ĐIỀU"} {
		if strings.HasPrefix(s, word) {
			return strings.TrimLeft(strings.TrimPrefix(s[len(word):], "."), " "), false, true
		}
	}
	if s == "" || !strings.ContainsRune("ĐD", firstRune(s)) {
		return "", false, false
	}
	word, rest, _ := strings.Cut(s, " ")
	if len(word) > 10 || fold(word) != "dieu" {
		return "", false, false
	}
	return strings.TrimLeft(rest, " "), true, true
}

// closed reads what stands behind the label.
func (a articleLabel) closed(rest string) (articleLabel, bool) {
	trimmed := strings.TrimLeft(rest, " ")
	if trimmed == "" {
		return a, true
	}
	if sep := firstRune(trimmed); strings.ContainsRune(".:-–—)", sep) {
		after := trimmed[utf8.RuneLen(sep):]
		if next := firstRune(after); unicode.IsDigit(next) || strings.ContainsRune(",;)", next) {
			return a, false // "Điều 5.2", "Điều 5.;"
		}
		a.rest = strings.TrimLeft(after, ".:-–—# ")
		a.weak = a.weak || !headingFollows(a.rest) && sep != ':'
		return a, true
	}
	if trimmed == rest { // "Điều 5, khoản", "Điều 5;"
		return a, false
	}
	a.rest, a.bare = trimmed, true
	first := firstRune(trimmed)
	return a, unicode.IsUpper(first) && !actWords.MatchString(trimmed)
}

// heading is the label of a Phần, Chương, Mục or Tiểu mục at the start of a row.
type heading struct {
	level corpus.Level
	label string
	rest  string
}

var headingWords = []struct {
	level  corpus.Level
	small  string
	great  string
	letter bool // may be labelled A, B
}{
	{corpus.LevelSubsection, "Tiểu mục", "TIỂU MỤC", false},
	{corpus.LevelPart, "Phần", "PHẦN", true},
	{corpus.LevelChapter, "Chương", "CHƯƠNG", false},
	{corpus.LevelSection, "Mục", "MỤC", true},
}

var ordinalLabel = regexp.MustCompile(`^(?i:thứ)\s+((?i:nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?:\s+(?:một|hai|ba|bốn|lăm))?))(?:[^\p{L}]|$)`)

// readHeading reads "Chương II", "Phần thứ nhất", "Mục 1. QUY ĐỊNH CHUNG", also
// where label and title are run together: "Chương INHỮNG QUY ĐỊNH".
func readHeading(s string) (h heading, ok bool) {
	for _, w := range headingWords {
		rest, found := strings.CutPrefix(s, w.small)
		if !found {
			rest, found = strings.CutPrefix(s, w.great)
		}
		if !found {
			continue
		}
		trimmed := strings.TrimLeft(rest, " ")
		if trimmed == rest && trimmed != "" {
			return h, false
		}
		h.level = w.level
		if h.label, h.rest = cutLabel(trimmed, w.letter); h.label == "" {
			return h, false
		}
		h.rest = strings.TrimSpace(strings.TrimLeft(h.rest, ".:)-–— "))
		return h, h.rest == "" || !unicode.IsLower(firstRune(h.rest))
	}
	return h, false
}

// cutLabel takes the label of a division off the front of s.
func cutLabel(s string, letter bool) (label, rest string) {
	if m := ordinalLabel.FindStringSubmatchIndex(s); m != nil {
		return strings.ToLower(s[m[2]:m[3]]), s[m[3]:]
	}
	if n, i := number(s, 0); i > 0 && i <= 3 && n > 0 {
		if r, size := utf8.DecodeRuneInString(s[i:]); letterRank(r) > 0 {
			if next := firstRune(s[i+size:]); !unicode.IsLetter(next) {
				i += size
			}
		}
		if next := firstRune(s[i:]); next == '/' || next == ',' || next == '%' {
			return "", s
		}
		return s[:i], s[i:]
	}
	i := 0
	for i < len(s) && strings.IndexByte("IVXLC", s[i]) >= 0 {
		i++
	}
	for ; i > 0; i-- { // "INHỮNG", "VICHÍNH SÁCH": the longest numeral with a word behind it
		next := firstRune(s[i:])
		if romanValue(strings.ToLower(s[:i])) > 0 && (!unicode.IsLetter(next) || unicode.IsUpper(next)) {
			return s[:i], s[i:]
		}
	}
	if letter && len(s) > 0 && s[0] >= 'A' && s[0] <= 'Z' && !unicode.IsLetter(firstRune(s[1:])) {
		return s[:1], s[1:]
	}
	return "", s
}

// ordinalOf is the number that a label of a division stands for, 0 for none.
func ordinalOf(label string) int {
	if n, err := strconv.Atoi(strings.TrimRight(label, alphabet)); err == nil {
		return n
	}
	if n := romanValue(strings.ToLower(label)); n > 0 {
		return n
	}
	words := []string{"nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"}
	for i, w := range words {
		if w == label || w == "tư" && label == "bốn" || w == "bảy" && label == "bẩy" {
			return i + 1
		}
	}
	if len(label) == 1 {
		return letterRank(unicode.ToLower(rune(label[0])))
	}
	return 0
}
