package effect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// mark stands in a statement's text for a quotation that was taken out of it.
const mark = "¤"

// line is one line of an article with its place.
type line struct {
	text   string // without the marker
	marker string
	at     corpus.Ref // Article, Clause and Point of the acting document
	depth  int        // 0 the heading, 1 text right under it, 2 khoản, 4 điểm
	table  bool
}

// full is the line as printed.
func (l line) full() string {
	if l.marker == "" || l.text == "" {
		return l.marker + l.text
	}
	return l.marker + " " + l.text
}

// Depths of the lines of an article.
const (
	depthHeading = iota
	depthText
	depthClause
	depthBelowClause
	depthPoint
	depthBelowPoint
)

// statement is what one line says outside quotation marks, with the new wording
// that is quoted behind it.
type statement struct {
	at      corpus.Ref
	depth   int
	text    string   // each quotation in it is a mark
	quotes  []string // those quotations, in order
	wording []structure.Line
	leads   bool // deeper statements follow it
}

// linesOf lays an article out as lines, its heading first.
func linesOf(a corpus.Article) []line {
	at := corpus.Ref{Article: a.Label}
	lines := []line{{text: a.Heading, at: at, depth: depthHeading}}
	var walk func(nodes []corpus.Node, at corpus.Ref, depth int)
	walk = func(nodes []corpus.Node, at corpus.Ref, depth int) {
		for _, n := range nodes {
			here, d := at, depth
			switch n.Level {
			case corpus.LevelClause:
				here.Clause, here.Point, d = n.Label, "", max(depth, depthClause)
			case corpus.LevelPoint:
				here.Point, d = n.Label, max(depth, depthPoint)
			}
			l := line{text: n.Text, marker: n.Marker, at: here, depth: d, table: n.Level == corpus.LevelTable}
			if last := len(lines) - 1; last > 0 && continues(lines[last], l) {
				lines[last].text += " " + l.text
			} else {
				lines = append(lines, l)
			}
			walk(n.Children, here, d+1)
		}
	}
	walk(a.Body, at, depthText)
	return lines
}

// continues tells whether b is the rest of a's sentence, broken off at the end of
// a printed line.
func continues(a, b line) bool {
	if a.table || b.table || b.marker != "" || a.text == "" || b.text == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(a.text)
	first, _ := utf8.DecodeRuneInString(b.text)
	if strings.ContainsRune(".;:!?”\"»", last) {
		return false
	}
	if clauseMark.MatchString(b.text) || pointMark.MatchString(b.text) {
		return false
	}
	return unicode.IsLower(first) || unicode.IsDigit(first)
}

// statements groups the lines of an article: what is quoted belongs to the
// statement in front of it.
func statements(lines []line) []statement {
	q := quoter{lines: lines}
	if q.run(); q.depth > 0 { // a quotation is never closed: let instructions end it
		q = quoter{lines: lines, lenient: true}
		q.run()
	}
	for i := range q.out {
		q.out[i].leads = i+1 < len(q.out) && q.out[i+1].depth > q.out[i].depth
	}
	return q.out
}

// quoter takes quotations out of lines.
type quoter struct {
	lines   []line
	lenient bool
	out     []statement
	depth   int             // of quotation marks
	phrase  bool            // the open quotation stands in the middle of a sentence
	held    strings.Builder // of the open quotation
}

func (q *quoter) run() {
	for _, l := range q.lines {
		switch {
		case l.text == "" && l.marker == "":
		case q.depth > 0 && q.lenient && instructs(l):
			q.closePhrase()
			q.depth = 0
			q.begin(l)
		case q.depth > 0:
			q.goOn(l)
		case len(q.out) > 0 && q.awaitsWording() && opensWith(l.text) && !phraseWord.MatchString(l.text):
			q.feed(l.full(), l.table)
		default:
			q.begin(l)
		}
	}
	q.closePhrase()
}

// instructs tells whether the line can only be the acting document's own.
func instructs(l line) bool {
	return (l.depth <= depthPoint) && l.marker != "" && instruction.MatchString(l.text)
}

// begin opens a new statement with line l.
func (q *quoter) begin(l line) {
	q.out = append(q.out, statement{at: l.at, depth: l.depth})
	q.feed(l.text, l.table)
}

// goOn adds a line to the open quotation.
func (q *quoter) goOn(l line) {
	if q.phrase {
		q.held.WriteByte(' ')
	}
	q.feed(l.full(), l.table)
}

// awaitsWording tells whether the last statement announces wording.
func (q *quoter) awaitsWording() bool {
	s := q.out[len(q.out)-1]
	return len(s.wording) > 0 || strings.HasSuffix(strings.TrimRight(s.text, " "), ":")
}

// feed reads one line, which begins inside or outside a quotation.
func (q *quoter) feed(s string, table bool) {
	start := 0 // of what is not yet taken over
	for i, r := range s {
		d := turn(s, i, r, q.depth)
		switch {
		case d > 0:
			if q.depth++; q.depth == 1 {
				q.addText(s[start:i])
				q.phrase = !q.announced()
				start = i + utf8.RuneLen(r)
			}
		case d < 0 && q.depth > 0:
			if q.depth--; q.depth == 0 {
				q.take(s[start:i], table)
				q.closePhrase()
				start = i + utf8.RuneLen(r)
			}
		}
	}
	if q.depth > 0 {
		q.take(s[start:], table)
		return
	}
	q.addText(s[start:])
}

// announced tells whether what opens now is new wording.
func (q *quoter) announced() bool {
	s := strings.TrimRight(q.out[len(q.out)-1].text, " ,;.:"+mark)
	return len(q.out[len(q.out)-1].wording) > 0 || s == "" || strings.HasSuffix(strings.TrimRight(q.out[len(q.out)-1].text, " "), ":") ||
		strings.HasSuffix(s, "như sau")
}

// take keeps a piece of the open quotation.
func (q *quoter) take(s string, table bool) {
	if q.phrase {
		q.held.WriteString(s)
		return
	}
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	last := &q.out[len(q.out)-1]
	last.wording = append(last.wording, structure.Line{Text: s, Table: table})
}

// closePhrase puts the quotation held into the statement.
func (q *quoter) closePhrase() {
	if !q.phrase || len(q.out) == 0 {
		return
	}
	last := &q.out[len(q.out)-1]
	last.quotes = append(last.quotes, strings.TrimSpace(q.held.String()))
	last.text += mark
	q.held.Reset()
	q.phrase = false
}

func (q *quoter) addText(s string) {
	last := &q.out[len(q.out)-1]
	if len(last.wording) > 0 && strings.Trim(s, " .,;:/") == "" {
		return
	}
	last.text += strings.ReplaceAll(s, mark, " ")
}

// turn tells whether the rune r at s[i:] opens (1) or closes (-1) a quotation.
func turn(s string, i int, r rune, depth int) int {
	switch r {
	case '“', '«':
		return 1
	case '”', '»':
		return -1
	case '"', '‟':
	default:
		return 0
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
	opens := i == 0 || before == ' ' || before == '(' || before == ':' || before == '“' || before == '\u00a0'
	closes := after == utf8.RuneError || after == ' ' || strings.ContainsRune(".,;:)/”\u00a0", after)
	switch {
	case opens && !closes, opens && depth == 0:
		return 1
	case depth > 0:
		return -1
	}
	return 1
}

func opensWith(s string) bool {
	return strings.HasPrefix(s, "“") || strings.HasPrefix(s, "\"") || strings.HasPrefix(s, "«")
}
