// Package passage makes lines of a paragraph's runs of text: it decodes legacy
// fonts, cuts at breaks inside the paragraph and keeps raised figures apart from
// those on the line.
package passage

import (
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// Signs in the text of a run.
const (
	Break = "\x02" // always begins a line: the end of a page or column
	Wrap  = "\x03" // a line break, which may only wrap the text
)

// Passage is a paragraph that is being put together.
type Passage struct {
	runs   []charset.Run
	raised bool // the last run is
	bold   bool // so far
	italic bool
	some   bool
}

// Look is that of a run.
type Look struct{ Bold, Italic, Caps, Raised bool }

// Add puts a run behind the others.
func (p *Passage) Add(run charset.Run, l Look) {
	if run.Text == "" {
		return
	}
	if l.Caps {
		run = capitals(run)
	}
	if strings.ContainsFunc(run.Text, func(r rune) bool { return r >= ' ' && !layout.IsSpace(r) }) {
		p.bold = l.Bold && (p.bold || !p.some)
		p.italic = l.Italic && (p.italic || !p.some)
		p.some = true
	}
	if n := len(p.runs); n > 0 && l.Raised && !p.raised && raises(p.runs[n-1].Text, run.Text) {
		run.Text = "^" + run.Text
	}
	p.raised = l.Raised
	p.runs = append(p.runs, run)
}

// capitals writes the run as it prints.
func capitals(run charset.Run) charset.Run {
	if _, legacy := charset.ForFont(run.Font); legacy && strings.HasPrefix(run.Font, ".") {
		run.Font += "H" // the font of capitals
	} else {
		run.Text = strings.ToUpper(run.Text)
	}
	return run
}

// raises tells where reading raised text on the line would make another number:
// 10⁻⁵ is not 10-5. "m²" stays "m2".
func raises(before, raised string) bool {
	last, next := before[len(before)-1], raised[0]
	digit := last >= '0' && last <= '9'
	return digit && (next >= '0' && next <= '9' || next == '-' || next == '+' || strings.HasPrefix(raised, "–")) ||
		last == ')' && next != 'o'
}

// Empty tells whether nothing was added.
func (p *Passage) Empty() bool { return len(p.runs) == 0 }

// Visible tells whether anything but space was added.
func (p *Passage) Visible() bool { return p.some }

// Text is the paragraph's text, its signs included.
func (p *Passage) Text() string { return charset.Paragraph(p.runs) }

// Lines returns the lines of the paragraph, the label of its list, which may be
// empty, before the first. Lines without text are left out; a label that is only a
// sign does not make a line.
func (p *Passage) Lines(label string) []structure.Line {
	var lines []structure.Line
	for i, text := range cut(p.Text()) {
		if i == 0 && (text != "" || numbered(label)) {
			text = layout.Clean(label + text)
		}
		if text != "" {
			lines = append(lines, structure.Line{Text: text, Style: structure.Style{Bold: p.bold, Italic: p.italic}})
		}
	}
	return lines
}

// numbered tells a number from the sign of a list without numbers.
func numbered(label string) bool {
	return strings.ContainsAny(label, "0123456789).") || utf8.RuneCountInString(strings.TrimSpace(label)) > 1
}

const enough = 400 // bytes before a break that decide about it

// cut cuts text at its breaks. There is at least one line; lines may be empty.
func cut(text string) []string {
	var lines []string
	var cur strings.Builder
	flush := func() {
		for _, part := range layout.Columns(cur.String()) {
			lines = append(lines, layout.Clean(part))
		}
		cur.Reset()
	}
	for {
		end := strings.IndexAny(text, Break+Wrap)
		if end < 0 {
			cur.WriteString(text)
			break
		}
		cur.WriteString(text[:end])
		wrap := text[end:end+1] == Wrap
		text = text[end+1:]
		if wrap && !layout.Breaks(layout.Clean(tail(cur.String())), layout.Clean(upTo(text))) {
			cur.WriteByte(' ')
			continue
		}
		flush()
	}
	flush()
	return lines
}

// upTo is the text before the next break.
func upTo(text string) string {
	if end := strings.IndexAny(text, Break+Wrap); end >= 0 {
		return text[:end]
	}
	return text
}

// tail is the end of a long text, behind a letter that makes it no heading.
func tail(s string) string {
	if len(s) <= enough {
		return s
	}
	return "x" + strings.ToValidUTF8(s[len(s)-enough:], "")
}
