package phapdien

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

var strayHeading = regexp.MustCompile(`^(Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?:thứ\s+)?([IVXLCl]+|\d+(?:\.\d+)*|\p{Ll}+)(?:\s*([.:])\s*|\s+|$)(.*)$`)

// cutStray takes the headings of the following divisions off the end of an
// article, where the pages of some documents left them.
func cutStray(lines []structure.Line) (rest []structure.Line, headings []corpus.Heading) {
	end := len(lines)
	for end > 0 && isAttachment(lines[end-1].Text) {
		end--
	}
	first := end
	for i := end - 1; i >= 0 && i >= first-3; i-- {
		if h := readStray(lines[i:first]); h != nil {
			headings = append([]corpus.Heading{*h}, headings...)
			first = i
		}
	}
	if first == end && end > 1 {
		if h := readNumeral(lines[:end]); h != nil {
			headings = []corpus.Heading{*h}
			first = end - 1
		}
	}
	if first == end {
		return lines, nil
	}
	return append(append([]structure.Line{}, lines[:first]...), lines[end:]...), headings
}

var strayNumeral = regexp.MustCompile(`^([IVX]+)\s*[.\-–]\s*(\P{Ll}+)$`)

// readNumeral reads a last line such as "II. NỘI DUNG CHI", the heading of what
// follows in documents whose parts are numbered with Roman numerals.
func readNumeral(lines []structure.Line) *corpus.Heading {
	last := len(lines) - 1
	m := strayNumeral.FindStringSubmatch(lines[last].Text)
	if m == nil || m[1] == "I" || lines[last].Table || !isUpper(m[2]) {
		return nil
	}
	for _, l := range lines[:last] {
		if strayNumeral.MatchString(l.Text) || strings.HasPrefix(l.Text, "I.") {
			return nil // the article has such parts itself
		}
	}
	return &corpus.Heading{Level: corpus.LevelSection, Label: m[1], Title: strings.TrimSpace(m[2])}
}

// readStray reads lines that are the heading of a division and nothing else.
func readStray(lines []structure.Line) *corpus.Heading {
	m := strayHeading.FindStringSubmatch(lines[0].Text)
	if m == nil || lines[0].Table {
		return nil
	}
	title := m[4]
	if title != "" && m[3] == "" && !isUpper(title) { // "Mục 1 khoản 2 Phụ lục này …"
		return nil
	}
	if len(title) > 300 || strings.HasSuffix(title, ".") || strings.HasSuffix(title, ";") {
		return nil
	}
	for _, l := range lines[1:] {
		if l.Table || !isUpper(l.Text) {
			return nil
		}
		title += " " + l.Text
	}
	word := strings.ToUpper(m[1][:1]) + strings.ToLower(m[1][1:])
	return &corpus.Heading{Level: levelOfWord[word], Label: divisionNumber(m[2]), Title: strings.TrimSpace(title)}
}

// isUpper tells whether the text has capitals and no small letters.
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
