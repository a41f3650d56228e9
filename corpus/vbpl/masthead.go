package vbpl

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// masthead takes from the lines of a full text what its page says nowhere else:
// issuer, day of issue, title and signatory.
func (r *reader) masthead() {
	p := &r.page
	head := p.Lines[:min(len(p.Lines), 12)]
	for i, l := range head {
		value, ok := strings.CutPrefix(l.Text, "Số:")
		if !ok {
			continue
		}
		if p.Issuer == "" && i > 0 && i < 3 {
			p.Issuer = titleCase(head[0].Text)
		}
		if n, err := corpus.ParseNumber(value); p.Number == "" && err == nil {
			p.Number = n
		}
		break
	}
	for _, l := range head {
		if _, day, ok := strings.Cut(l.Text, ", ngày "); ok && p.Issued.IsZero() {
			p.Issued = dateOf("ngày " + day)
		}
	}
	switch {
	case p.Title != "":
	case p.DocKind == corpus.KindConstitution && !p.Issued.IsZero(): // cited by its year
		p.Title = fmt.Sprintf("%s năm %d", corpus.KindConstitution, p.Issued.Year())
	default:
		p.Title = titleOf(p.Lines, p.DocKind)
	}
	if sign := find(r.root, hasClass("table_cqbh_cd_nk")); sign != nil && p.Signatory == "" {
		r.signature(sign)
	}
}

// signature reads the site's table of position, "(Đã ký)" and name.
func (r *reader) signature(table *html.Node) {
	var lines []string
	for _, row := range rowsOf(table) {
		if s := rowText(row); s != "" {
			lines = append(lines, s)
		}
	}
	i := slices.IndexFunc(lines, func(s string) bool { return strings.EqualFold(s, "(Đã ký)") })
	if i > 0 {
		r.page.Position = lines[i-1]
	}
	if i >= 0 && i+1 < len(lines) {
		r.page.Signatory = lines[i+1]
	}
}

// titleOf is the title of a law: the centred lines in capitals after its kind.
func titleOf(lines []structure.Line, kind corpus.Kind) string {
	const deep = 24 // lines of a masthead
	start := slices.IndexFunc(lines, func(l structure.Line) bool {
		return kind != "" && (l.Text == strings.ToUpper(string(kind)) || strings.HasPrefix(l.Text, strings.ToUpper(string(kind))+" "))
	})
	if start < 0 || start >= deep {
		return ""
	}
	title := []string{strings.TrimSpace(strings.TrimPrefix(lines[start].Text, strings.ToUpper(string(kind))))}
	for _, l := range lines[start+1 : min(len(lines), start+6)] {
		if !l.Style.Centred || strings.Trim(l.Text, "_-–—* ") == "" || strings.HasPrefix(l.Text, "LỜI NÓI ĐẦU") {
			break
		}
		title = append(title, l.Text)
	}
	return titleCase(strings.TrimSpace(strings.Join(title, " ")))
}

// titleCase puts a line in capitals into small letters but for the first.
func titleCase(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	first, rest, _ := strings.Cut(strings.ToLower(s), " ")
	_, size := utf8.DecodeRuneInString(first)
	out := strings.ToUpper(first[:size]) + first[size:] + " " + rest
	return strings.TrimSpace(strings.ReplaceAll(out, "việt nam", "Việt Nam"))
}
