package passage

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Place returns the clause, point, or with both empty the whole article, word
// for word, its lines cut to about limit bytes, and as Intro the lines that the
// point hangs on. ok is false when the article has no such place.
func Place(a corpus.Article, clause, point string, limit int) (p Passage, ok bool) {
	node, ok := a.Find(clause, point)
	if !ok {
		return Passage{}, false
	}
	p = Passage{Clause: clause, Point: point}
	lines := nodeLines(node, clause, "")
	if p.Quote = join(lines); p.Quote == "" {
		return Passage{}, false
	}
	if point != "" {
		p.Intro = introOf(a, clause)
	}
	p.Lines, p.Lead, p.Shortened = shorten(texts(lines), 0, limit)
	return p, true
}

// introOf are the lines of the clause, or without one of the article, before its
// first point.
func introOf(a corpus.Article, clause string) []string {
	var out []string
	for _, u := range units(a) {
		for _, l := range u.lines {
			if clause != "" && !same(l.clause, clause) {
				continue
			}
			if l.point != "" {
				return out
			}
			out = append(out, l.text)
		}
	}
	return out
}

// Clauses returns the labels of the article's clauses in order.
func Clauses(a corpus.Article) []string {
	var out []string
	for _, n := range a.Body {
		if n.Level == corpus.LevelClause {
			out = append(out, n.Label)
		}
	}
	return out
}

// Points returns the labels of the points in the clause, or with an empty clause
// of all points of the article, in order.
func Points(a corpus.Article, clause string) []string {
	var out []string
	for _, u := range units(a) {
		for _, l := range u.lines {
			if l.point != "" && (clause == "" || same(l.clause, clause)) && (len(out) == 0 || out[len(out)-1] != l.point) {
				out = append(out, l.point)
			}
		}
	}
	return out
}

// Text is the whole article, line by line.
func Text(a corpus.Article) string {
	var b strings.Builder
	for i, u := range units(a) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(u.text())
	}
	return b.String()
}

// same compares labels: "Đ" is "đ" but not "d".
func same(a, b string) bool { return strings.EqualFold(a, b) }

// Opening are the lines that announce the clauses of an article ("… như sau:"),
// nil when none do.
func Opening(a corpus.Article) []string {
	intro, _ := openingOf(units(a))
	return intro
}
