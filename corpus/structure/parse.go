package structure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

// Reading is a document as it was understood.
type Reading struct {
	// Document lacks what the lines do not tell: Source and File.
	Document corpus.Document
	Warnings []Warning // in the order of the lines
}

// Warning is a place that was not understood.
type Warning struct {
	Line    int // 1-based index into the lines, 0 when it is the document as a whole
	Page    int // of the file, 0 where pages are not known
	Text    string
	Problem string // in Vietnamese, for people
}

// Parse reads a whole document: masthead, tree of articles, appendices, closing
// and effective date. It is a pure function and takes time linear in the text.
//
// No text is left outside: the letters and digits of every line stand in the
// Preamble, in the Within, Label, Heading or Body of an article, or in the Closing.
func Parse(lines []Line) Reading { return ParseWith(lines, nil) }

// ParseWith is Parse where the maker of the file says something of the document
// beside its text, as front matter does: by name, "Số hiệu" or "so_hieu" or
// "sohieu", in any case. It counts where the text says nothing.
func ParseWith(lines []Line, properties map[string]string) Reading {
	p := &parser{rows: rowsOf(lines), given: properties}
	p.markQuotations()
	p.series = p.findSeries(0, len(p.rows), 0)
	if len(p.series) > 0 {
		p.readArticles()
	} else {
		p.readUnits()
	}
	p.readMasthead()
	p.doc.Basis = p.readBasis()
	p.readEffect()
	p.finish()
	p.checkDocument()
	slices.SortStableFunc(p.warnings, func(a, b Warning) int { return a.Line - b.Line })
	return Reading{Document: p.doc, Warnings: p.warnings}
}

// parser holds one document while it is read.
type parser struct {
	rows     []row
	given    map[string]string // properties that came with the text
	series   []series
	preamble int   // how many rows stand before the first unit
	tail     []int // rows of the closing, in order
	doc      corpus.Document
	warnings []Warning
	spans    []span // of the articles in doc.Articles
	keys     map[string]int
	caps     map[pair]int // see capitalsBeside
	heads    []int        // rows that look like heads of appendices
}

// span is the rows that an article was read from, without those of its heading.
type span struct{ from, to int }

// finish fills in what follows from the parts.
func (p *parser) finish() {
	for _, i := range p.tail {
		p.doc.Closing = append(p.doc.Closing, p.rows[i].node())
	}
	p.readSignature()
	if p.doc.Number != "" || p.doc.Title != "" {
		p.doc.ID = corpus.NewDocumentID(p.doc.Kind, p.doc.Number, p.doc.Title)
	}
	p.readSteps()
}

// add appends an article read from the rows of s and gives it a key.
func (p *parser) add(a corpus.Article, s span) {
	if p.keys == nil {
		p.keys = map[string]int{}
	}
	p.keys[a.Label]++
	a.Key = a.Label
	if n := p.keys[a.Label]; n > 1 {
		a.Key += "~" + itoa(n)
	}
	p.doc.Articles = append(p.doc.Articles, a)
	p.spans = append(p.spans, s)
}

// body reads rows as the body of a unit.
func (p *parser) body(from, to int) []corpus.Node {
	lines := make([]Line, 0, to-from)
	for _, r := range p.rows[from:to] {
		lines = append(lines, Line{Text: r.text, Table: r.table})
	}
	return Body(lines)
}

// clipRunes is how much of a line a warning shows.
const clipRunes = 80

// warn notes a problem with row i; -1 is the document as a whole.
func (p *parser) warn(i int, problem string) {
	w := Warning{Problem: problem}
	if i >= 0 && i < len(p.rows) {
		r := p.rows[i]
		w.Line, w.Page, w.Text = r.line+1, r.page, clip(strings.Join(strings.Fields(r.text), " "), clipRunes)
	}
	p.warnings = append(p.warnings, w)
}

// clip shortens s to n runes.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}
