package structure

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// stepColumns are the columns of a table of steps; -1 for one that it lacks.
type stepColumns struct{ number, text, who, time, forms int }

// readSteps reads the steps of a quy trình from its tables, or from units that are
// called steps.
func (p *parser) readSteps() {
	for k, s := range p.spans {
		for i := s.from; i < s.to; i++ {
			if p.rows[i].table {
				p.doc.Steps = append(p.doc.Steps, stepsOf(p.rows[i].text, p.doc.Articles[k].Key)...)
			}
		}
	}
	if len(p.doc.Steps) > 0 || p.doc.Kind != kindProcess {
		return
	}
	for _, a := range p.doc.Articles {
		if strings.HasPrefix(a.Label, "Bước ") {
			label, _, _ := strings.Cut(strings.TrimPrefix(a.Label, "Bước "), " ")
			text := strings.TrimSpace(a.Heading + "\n" + a.Text())
			p.doc.Steps = append(p.doc.Steps, corpus.Step{Label: "Bước " + label, Text: text, Article: a.Key})
		}
	}
}

// stepsOf reads a table as steps; nil when it is none.
func stepsOf(table, article string) []corpus.Step {
	lines := strings.Split(table, "\n")
	const headerRows = 3
	for h := 0; h < min(headerRows, len(lines)-1); h++ {
		if cols, ok := stepHeader(cells(lines[h])); ok {
			return cols.steps(lines[h+1:], article)
		}
	}
	return nil
}

// stepHeader finds the columns by their titles: what is done and who does it must
// both be there, and a time or a number.
func stepHeader(titles []string) (stepColumns, bool) {
	c := stepColumns{-1, -1, -1, -1, -1}
	for i, t := range titles {
		t = fold(t)
		has := func(words ...string) bool {
			for _, w := range words {
				if strings.Contains(t, w) {
					return true
				}
			}
			return false
		}
		switch {
		case c.number < 0 && (t == "tt" || t == "stt" || t == "buoc" || t == "so tt" || t == "b"):
			c.number = i
		case c.time < 0 && has("thoi gian", "thoi han", "so ngay"):
			c.time = i
		case c.who < 0 && has("trach nhiem", "nguoi thuc hien", "don vi thuc hien", "bo phan", "chuc danh", "co quan thuc hien", "nguoi xu ly"):
			c.who = i
		case c.text < 0 && has("trinh tu", "noi dung", "cac buoc", "buoc thuc hien", "cong viec", "hoat dong"):
			c.text = i
		case c.forms < 0 && has("bieu mau", "ket qua", "san pham", "ho so", "mau"):
			c.forms = i
		}
	}
	return c, c.text >= 0 && c.who >= 0 && (c.time >= 0 || c.forms >= 0)
}

var headerCell = regexp.MustCompile(`(?i)^(?:\(?\d\)?|thời gian.*|\s*)$`)

// steps reads the rows under the header.
func (c stepColumns) steps(lines []string, article string) []corpus.Step {
	numbered := c.numbered(lines)
	var out []corpus.Step
	for _, line := range lines {
		row := cells(line)
		cell := func(i int) string {
			if i < 0 || i >= len(row) {
				return ""
			}
			return row[i]
		}
		text, who := cell(c.text), cell(c.who)
		if len(out) == 0 && headerCell.MatchString(text) && headerCell.MatchString(who) {
			continue // the second row of the header
		}
		n := len(out)
		if n > 0 && (numbered && cell(c.number) == "" || !numbered && who == "" && cell(c.time) == "") {
			out[n-1].Text = join(out[n-1].Text, text)
			out[n-1].Who = join(out[n-1].Who, who)
			out[n-1].Time = join(out[n-1].Time, cell(c.time))
			out[n-1].Forms = append(out[n-1].Forms, formsIn(cell(c.forms))...)
			continue
		}
		if text == "" {
			continue
		}
		label := cell(c.number)
		if label = strings.TrimRight(label, ".)"); label == "" {
			label = itoa(n + 1)
		}
		if label[0] >= '0' && label[0] <= '9' {
			label = "Bước " + label
		}
		out = append(out, corpus.Step{Label: label, Text: text, Who: who, Time: cell(c.time), Forms: formsIn(cell(c.forms)), Article: article})
	}
	return out
}

// numbered tells whether most rows have a number.
func (c stepColumns) numbered(lines []string) bool {
	if c.number < 0 {
		return false
	}
	n := 0
	for _, line := range lines {
		if row := cells(line); c.number < len(row) && row[c.number] != "" {
			n++
		}
	}
	return n >= 2
}

func join(a, b string) string { return strings.TrimSpace(a + " " + b) }

// formsIn cuts a cell into the forms that it names.
func formsIn(s string) []string {
	var out []string
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ';' || r == '\n' }) {
		if f = strings.Trim(f, " -.,"); f != "" {
			out = append(out, f)
		}
	}
	return out
}
