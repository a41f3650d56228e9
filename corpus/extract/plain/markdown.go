package plain

import (
	"html"
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// ReadMarkdown reads a Markdown file.
func ReadMarkdown(raw []byte) (Document, error) {
	text, enc, err := charset.ToUTF8(raw, "")
	if err != nil {
		return Document{}, err
	}
	properties, rest := frontMatter(newlines.Replace(text))
	if properties == nil {
		properties = map[string]string{}
	}
	m := &markdown{wrap: wrapOf(rest)}
	for _, line := range strings.Split(comments.ReplaceAllString(rest, ""), "\n") {
		m.line(line)
	}
	m.flush()
	d := Document{Properties: properties, Encoding: enc}
	d.Lines, d.Remarks = separate(m.lines)
	readProperties(d.Remarks, properties)
	return d, nil
}

// IsMarkdown tells a Markdown file by its front matter or its marks.
func IsMarkdown(text string) bool {
	if p, _ := frontMatter(newlines.Replace(text)); len(p) > 0 {
		return true
	}
	headings := 0
	for line := range strings.Lines(text) {
		if headingMark.MatchString(line) {
			headings++
		}
	}
	return headings > 1
}

var (
	comments    = regexp.MustCompile(`(?s)<!--.*?-->`)
	headingMark = regexp.MustCompile(`^ {0,3}(#{1,6})[ \t]+(.*)$`)
	ruleMark    = regexp.MustCompile(`^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	tableRule   = regexp.MustCompile(`^\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$`)
	fence       = regexp.MustCompile("^ {0,3}(?:```|~~~)")
	starItem    = regexp.MustCompile(`^(\s*)[*+](\s+\S)`)
	quoteMark   = regexp.MustCompile(`^ {0,3}> ?`)
	tagMark     = regexp.MustCompile(`</?(?:a|abbr|b|big|blockquote|br|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)\b[^<>]*>`)
	breakMark   = regexp.MustCompile(`<(?:br|hr|p|div|li|tr|h[1-6])\b[^<>]*>`)
	links       = regexp.MustCompile(`(!?)\[([^\[\]]*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)`)
	escapes     = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
	strongMark  = regexp.MustCompile(`(\*\*|__)(\S(?:.*?\S)?)(\*\*|__)`)
	emphasis    = regexp.MustCompile(`(^|[\s(“"'])([*_])([^\s*_](?:[^*_]*[^\s*_])?)([*_])($|[\s.,;:)”"'!?])`)
	codeMark    = regexp.MustCompile("`+([^`]+)`+")
)

// markdown gathers the lines of a file.
type markdown struct {
	wrap  wrap
	block []string // lines of the paragraph being read
	table []string
	lines []mdLine
	quote bool
	code  bool
}

// mdLine is a line with how the file marks it.
type mdLine struct {
	structure.Line
	quoted bool
}

// line takes one line of the file.
func (m *markdown) line(raw string) {
	if fence.MatchString(raw) {
		m.flush()
		m.code = !m.code
		return
	}
	if m.code {
		m.block = append(m.block, raw)
		return
	}
	raw = strings.ReplaceAll(raw, "&nbsp;", "\u00a0")
	quoted := quoteMark.MatchString(raw)
	if quoted != m.quote {
		m.flush()
		m.quote = quoted
	}
	raw = quoteMark.ReplaceAllString(raw, "")
	trimmed := strings.TrimSpace(raw)
	isRow := strings.HasPrefix(trimmed, "|") && strings.Count(trimmed, "|") > 1
	if !isRow && len(m.table) > 0 {
		m.flush()
	}
	switch {
	case trimmed == "", ruleMark.MatchString(raw):
		m.flush()
	case isRow:
		if len(m.table) == 0 {
			m.flush()
		}
		m.table = append(m.table, trimmed)
	case headingMark.MatchString(raw):
		m.heading(raw)
	default:
		raw = starItem.ReplaceAllString(raw, "$1-$2")
		for _, part := range breakMark.Split(raw, -1) {
			m.block = append(m.block, columns(part)...)
		}
	}
}

// columns splits the line of a masthead in two columns, whatever marks it has.
func columns(raw string) []string {
	if split := layout.Columns(strings.ReplaceAll(raw, "*", "")); len(split) > 1 {
		return split
	}
	return []string{raw}
}

// heading takes a heading; one without its own title takes the next line.
func (m *markdown) heading(raw string) {
	m.flush()
	parts := headingMark.FindStringSubmatch(raw)
	level := len(parts[1])
	text := parts[2]
	for headingMark.MatchString(text) {
		text = headingMark.FindStringSubmatch(text)[2]
	}
	text, style := inline(strings.TrimRight(text, "#|` \t"))
	style.Heading = level
	if text != "" {
		m.lines = append(m.lines, mdLine{structure.Line{Text: text, Style: style}, m.quote})
	}
}

var articleAlone = regexp.MustCompile(`^Điều \d{1,3}[a-zđ]?\.$`)

// flush ends the paragraph or the table being read.
func (m *markdown) flush() {
	if len(m.table) > 0 {
		m.endTable()
	}
	block := m.block
	m.block = nil
	for i, raw := range m.wrap.unwrap(block) {
		text, style := inline(raw)
		if text == "" {
			continue
		}
		if n := len(m.lines); i == 0 && n > 0 && m.lines[n-1].Style.Heading > 0 &&
			articleAlone.MatchString(m.lines[n-1].Text) && !layout.BeginsItem(text) && !layout.EndsSentence(text) {
			m.lines[n-1].Text += " " + text
			continue
		}
		m.lines = append(m.lines, mdLine{structure.Line{Text: text, Style: style}, m.quote})
	}
}

// endTable turns the rows into one line.
func (m *markdown) endTable() {
	t := layout.Table{Bordered: true}
	for _, row := range m.table {
		if tableRule.MatchString(row) {
			continue
		}
		row = strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|")
		var cells []layout.Cell
		for _, c := range strings.Split(strings.ReplaceAll(row, `\|`, "\x00"), "|") {
			c = strings.ReplaceAll(c, "\x00", "|")
			text, style := inline(breakMark.ReplaceAllString(c, " "))
			var inside []structure.Line
			if text != "" {
				inside = []structure.Line{{Text: text, Style: style}}
			}
			cells = append(cells, layout.Cell{Lines: inside})
		}
		t.Rows = append(t.Rows, cells)
	}
	m.table = nil
	for _, l := range t.Lines() {
		m.lines = append(m.lines, mdLine{l, m.quote})
	}
}

// inline takes the marks out of a text and tells what they say of all of it.
func inline(s string) (string, structure.Style) {
	s = links.ReplaceAllStringFunc(s, func(l string) string {
		parts := links.FindStringSubmatch(l)
		if parts[1] == "!" {
			return layout.Picture
		}
		return parts[2]
	})
	s = tagMark.ReplaceAllString(s, "")
	s = codeMark.ReplaceAllString(s, "$1")
	s = layout.Clean(s)
	var style structure.Style
	if m := strongMark.FindStringSubmatchIndex(s); m != nil && m[0] == 0 && m[1] >= len(s)-1 {
		style.Bold = true
	}
	s = strongMark.ReplaceAllString(s, "$2")
	if m := emphasis.FindStringSubmatchIndex(s); m != nil && m[0] == 0 && m[1] >= len(s)-1 {
		style.Italic = true
	}
	s = emphasis.ReplaceAllString(s, "$1$3$5")
	s = escapes.ReplaceAllString(s, "$1")
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return layout.Clean(s), style
}
