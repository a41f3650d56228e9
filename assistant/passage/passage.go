// Package passage chooses the words of an article that answer a question.
//
// An article comes in as its tree, a Choice comes out: the clause or point that
// answers, word for word, and what must be read with it: the rest of a short
// article, exceptions, and clauses that refer to the chosen one. Nothing is
// rewritten; text that is left out leaves an ellipsis in its place, and only at
// the borders of items and sentences.
//
// Scores are BM25 over the clauses of the one article, so that what the clauses
// have in common counts little; what the question waits for (a definition, a
// number of days, an amount) counts as much as the words.
package passage

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Ellipsis stands, as a line of its own or at a line's end, where text is left out.
const Ellipsis = "…"

// Limits of Choose in bytes of text, about a phone screen.
const (
	DefaultLimit = 1800 // what is shown of an article altogether
	clauseLimit  = 950  // a clause up to this long is shown whole although one point answers
)

// Passage is one place of an article and the words shown from it.
type Passage struct {
	Clause, Point string   // labels of the place; both empty is the article itself
	Intro         []string // lines that the passage hangs on, "Nghiêm cấm các hành vi sau:", Ellipsis among them
	Lines         []string // the lines to show, in the order of the text
	Lead          int      // the line that answers, -1 when none stands out
	Apart         bool     // text stands between Intro and Lines
	Quote         string   // the place word for word
	Shortened     bool     // Quote or Lines leave text out
}

// Choice is what to show of one article.
type Choice struct {
	Lead    Passage
	Rest    []Passage
	Omitted int // clauses that are not shown
}

// line is one labelled or unlabelled line of an article.
type line struct {
	clause, point string
	level         corpus.Level
	text          string // marker included
}

// unit is a top-level piece of an article: a clause with its points, a
// paragraph, a table.
type unit struct {
	clause string
	lines  []line
}

func (u unit) size() int {
	n := 0
	for _, l := range u.lines {
		n += len(l.text) + 1
	}
	return n
}

func (u unit) text() string { return join(u.lines) }

func (u unit) shown() []string { return texts(u.lines) }

func texts(lines []line) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.text
	}
	return out
}

func join(lines []line) string { return strings.Join(texts(lines), "\n") }

// units takes an article apart. Points that hang on a paragraph ("… sau đây:")
// stay with it.
func units(a corpus.Article) []unit {
	var out []unit
	for _, n := range a.Body {
		lines := nodeLines(n, "", "")
		if len(lines) == 0 {
			continue
		}
		last := len(out) - 1
		hangs := last >= 0 && n.Level != corpus.LevelClause && (n.Level == corpus.LevelPoint || strings.HasPrefix(n.Text, "-")) &&
			(opens(out[last].lines[0].text) || len(out[last].lines) > 1)
		if hangs {
			for i := range lines {
				lines[i].clause = out[last].clause
			}
			out[last].lines = append(out[last].lines, lines...)
			continue
		}
		u := unit{lines: lines}
		if n.Level == corpus.LevelClause {
			u.clause = n.Label
		}
		out = append(out, u)
	}
	return out
}

// opens tells whether a line announces the ones that follow it.
func opens(text string) bool { return strings.HasSuffix(strings.TrimSpace(text), ":") }

// nodeLines lays a node out as lines, markers printed as in the text.
func nodeLines(n corpus.Node, clause, point string) []line {
	switch n.Level {
	case corpus.LevelClause:
		clause = n.Label
	case corpus.LevelPoint:
		if point == "" { // a point inside a point (c.1) belongs to the outer one
			point = n.Label
		}
	}
	var out []line
	text := strings.TrimSpace(n.Text)
	if n.Marker != "" {
		text = strings.TrimSpace(n.Marker + " " + text)
	}
	for part := range strings.Lines(text) {
		if part = strings.TrimRight(part, "\n\r "); part != "" {
			out = append(out, line{clause: clause, point: point, level: n.Level, text: part})
		}
	}
	for _, child := range n.Children {
		out = append(out, nodeLines(child, clause, point)...)
	}
	return out
}
