package structure

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus"
)

// row is one printed line: a Line, or a piece of one that has line breaks in it.
type row struct {
	text   string // as it stands
	view   string // as it is recognised: composed, without Markdown, single spaces
	line   int    // index of its Line
	page   int
	table  bool
	style  Style
	quoted bool // inside wording that is quoted
	opens  bool // begins a quotation
}

// rowsOf cuts lines into rows and drops empty ones.
func rowsOf(lines []Line) []row {
	rows := make([]row, 0, len(lines))
	for i, l := range lines {
		if l.Table {
			if text := strings.TrimSpace(l.Text); text != "" {
				rows = append(rows, row{text: text, view: viewOf(text), line: i, page: l.Page, table: true, style: l.Style})
			}
			continue
		}
		for text := range strings.SplitSeq(l.Text, "\n") {
			if text = strings.TrimSpace(text); text != "" {
				rows = append(rows, row{text: text, view: viewOf(text), line: i, page: l.Page, style: l.Style})
			}
		}
	}
	return rows
}

// markdown are marks that say how a line looks and belong to no word.
var markdown = strings.NewReplacer("**", "", "__", "__", "&nbsp;", " ", "<br>", " ", "<br/>", " ")

// viewOf is a line as the readers of this package look at it.
func viewOf(s string) string {
	if strings.ContainsAny(s, "*&<") {
		s = markdown.Replace(s)
	}
	s = strings.Join(strings.Fields(norm.NFC.String(s)), " ")
	s = strings.TrimLeft(s, "#> ")
	if strings.HasPrefix(s, "*") && strings.HasSuffix(s, "*") && len(s) > 2 {
		s = strings.Trim(s, "* ")
	}
	return strings.TrimSpace(strings.Map(plainRune, s))
}

// plainRune puts letters in the place of look-alikes.
func plainRune(r rune) rune {
	switch r {
	case 'Ð', 'Ɖ': // capital eth, African D
		return 'Đ'
	case 'ð':
		return 'đ'
	case '\u200b', '\ufeff', '\u00ad':
		return -1
	}
	return r
}

func (r row) node() corpus.Node {
	if r.table {
		return corpus.Node{Level: corpus.LevelTable, Text: r.text}
	}
	return corpus.Node{Level: corpus.LevelParagraph, Text: r.text}
}

// isRule tells whether a row is a drawn line: no letter or digit in it.
func (r row) isRule() bool {
	return !strings.ContainsFunc(r.view, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}

// capitals tells whether a row is printed in capitals.
func (r row) capitals() bool { return !r.table && isUpper(r.view) }

// ends tells whether the row ends a sentence or an item.
func (r row) ends() bool {
	s := strings.TrimRight(r.view, " \"”»’)]/*")
	last, _ := utf8.DecodeLastRuneInString(s)
	return s == "" || strings.ContainsRune(".;:!?…", last)
}

func runes(s string) int { return utf8.RuneCountInString(s) }

func itoa(n int) string { return strconv.Itoa(n) }

// fold is s in small letters without marks, for comparing words.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ' || r == 'Đ':
			return 'd'
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}
