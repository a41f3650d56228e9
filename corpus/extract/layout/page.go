package layout

import (
	"regexp"
	"strings"
)

var (
	motto     = regexp.MustCompile(`(?i)^(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–—]\s*Tự do)`)
	signature = regexp.MustCompile(`^(?:Nơi nhận|(?:TM|KT|TL|TUQ|Q)\.\s*\p{Lu})`)
	dateline  = regexp.MustCompile(`^\p{Lu}[\p{L}. -]{1,40},\s*ngày\s.{1,12}tháng\s.{1,12}năm\s`)
)

const (
	pageRows     = 8  // rows of a masthead or a signature block, at most
	plainRows    = 4  // rows of a table without lines that still lays out the page
	frameLines   = 40 // lines of a cell that is a page of text rather than a cell
	frameRows    = 3  // rows of a table that frames text
	pageColumns  = 3
	frameArticle = 3 // articles in one cell
)

// laysOut tells whether the table only places text on the page.
func (t Table) laysOut() bool {
	rows, columns := t.filledRows(), t.columns()
	if columns > pageColumns {
		return false
	}
	switch {
	case rows <= pageRows && t.holds(motto):
		return true
	case rows <= pageRows && columns == 2 && !t.Bordered && t.holds(signature):
		return true
	case rows <= plainRows && columns == 2 && (t.First || t.holds(signature)) && !t.holdsDigitsOnly():
		return true
	case rows <= plainRows && columns == 2 && !t.Bordered:
		return !t.isFormula() && !t.holdsDigitsOnly()
	}
	return rows <= frameRows && t.frames()
}

// filledRows counts the rows that have text.
func (t Table) filledRows() int {
	n := 0
	for _, row := range t.Rows {
		for _, c := range row {
			if len(c.Lines) > 0 {
				n++
				break
			}
		}
	}
	return n
}

// holds tells whether a line of some cell matches.
func (t Table) holds(what *regexp.Regexp) bool {
	for _, row := range t.Rows {
		for _, c := range row {
			for _, l := range c.Lines[:min(len(c.Lines), frameLines)] {
				if what.MatchString(l.Text) {
					return true
				}
			}
		}
	}
	return false
}

// holdsDigitsOnly tells whether a cell is a bare number, as the first cell of a
// row of data is.
func (t Table) holdsDigitsOnly() bool {
	for _, row := range t.Rows {
		for _, c := range row {
			if len(c.Lines) == 1 && strings.Trim(c.Lines[0].Text, "0123456789.,% ") == "" {
				return true
			}
		}
	}
	return false
}

// frames tells whether a cell holds pages of text.
func (t Table) frames() bool {
	for _, row := range t.Rows {
		for _, c := range row {
			articles := 0
			for _, l := range c.Lines {
				if articleHead.MatchString(l.Text) {
					articles++
				}
			}
			if len(c.Lines) > frameLines || articles >= frameArticle {
				return true
			}
		}
	}
	return false
}

// Columns splits a line that holds both columns of a masthead: the motto, or place
// and date, beside what stands at the left. Other lines come back alone. raw is as
// the file has it, not yet clean.
func Columns(raw string) []string {
	if len(raw) > maxMasthead {
		return []string{raw}
	}
	at := gap.FindAllStringIndex(raw, -1)
	for i := len(at) - 1; i >= 0; i-- {
		left, right := raw[:at[i][0]], raw[at[i][1]:]
		clean := Clean(right)
		if Clean(left) != "" && (motto.MatchString(clean) || dateline.MatchString(clean)) {
			return []string{left, right}
		}
	}
	if m := closeColumns.FindStringSubmatch(strings.TrimSpace(raw)); m != nil {
		return []string{m[1] + m[3], m[2] + m[4]}
	}
	return []string{raw}
}

// maxMasthead is the longest line of a masthead, in bytes.
const maxMasthead = 400

var (
	gap          = regexp.MustCompile(`(?:\t|[ \x{a0}]{3,})[\s\x{a0}]*`)
	closeColumns = regexp.MustCompile(`^(?:([\p{Lu}\s,.-]{3,80})\s(CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM)|((?:Luật s|S)ố\s*:\s*[\p{L}\d/. -]{3,40}?)\s+(\p{Lu}[\p{L}. -]{1,40},\s*ngày\s.{1,12}tháng\s.{1,12}năm\s+\d{4}\.?))$`)
)
