package authority

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Read takes the moves out of a document's own provisions. The exchange of words
// ("thay cụm từ … bằng cụm từ …") it takes from doc.Amends, where that is filled.
func Read(doc corpus.Document) []Move {
	r := reader{doc: doc, self: doc.Ref(), split: splits.MatchString(doc.Title)}
	for _, a := range doc.Articles {
		r.article(a)
	}
	r.words()
	for i := range r.moves {
		r.moves[i].Until = r.until(r.moves[i].By)
	}
	return r.moves
}

// splits finds the titles of decrees that share out the tasks of the district level.
var splits = regexp.MustCompile(`(?i)phân định thẩm quyền (?:của|giữa)? ?chính quyền địa phương`)

type reader struct {
	doc   corpus.Document
	self  corpus.Ref
	split bool // the document shares out the tasks of the district level
	since corpus.Date
	moves []Move
}

// lead is what a heading or an introductory line says for the lines below it.
type lead struct{ from, to string }

func (r *reader) article(a corpus.Article) {
	r.since = a.InForce.From
	if r.since.IsZero() {
		r.since = r.doc.Effective
	}
	at := r.self
	at.Article = a.Label
	for _, n := range a.Body {
		r.node(n, at, leadOf(a.Heading))
	}
}

// node reads a line and what lies below it.
func (r *reader) node(n corpus.Node, at corpus.Ref, l lead) {
	switch n.Level {
	case corpus.LevelTable:
		return
	case corpus.LevelClause:
		at.Clause, at.Point = n.Label, ""
	case corpus.LevelPoint:
		at.Point = n.Label
	}
	text := strings.Join(strings.Fields(n.Text), " ")
	if own := leadOf(text); own != (lead{}) && len(n.Children) > 0 {
		l = own
	}
	if !quoted(text) {
		r.line(text, at, l)
	}
	for _, c := range n.Children {
		r.node(c, at, l)
	}
}

// quoted tells whether a line is the new wording of another document.
func quoted(s string) bool { return strings.HasPrefix(s, "“") || strings.HasPrefix(s, "\"") }

// line reads one line.
func (r *reader) line(text string, at corpus.Ref, l lead) {
	const longest = 6000 // bytes; longer lines are no clauses
	if len(text) > longest {
		return
	}
	r.end(text, at)
	r.merge(text, at)
	r.task(text, at, l)
}

// add keeps a move.
func (r *reader) add(m Move, at corpus.Ref) {
	m.By, m.Note = at, clip(m.Note)
	if m.Since.IsZero() {
		m.Since = r.since
	}
	r.moves = append(r.moves, m)
}

// until is the day on which the document says that it ends itself.
func (r *reader) until(by corpus.Ref) corpus.Date {
	for _, a := range r.doc.Amends {
		whole := a.Target.Article == "" && a.Target.Number != "" && a.Target.Number.Key() == by.Number.Key()
		if whole && len(a.Kinds) == 1 && a.Kinds[0] == corpus.AmendRepeal {
			return a.Effective
		}
	}
	return r.doc.InForce.Until
}

// clip cuts the words of a source to what a note holds.
func clip(s string) string {
	const longest = 240 // runes
	runes := []rune(s)
	if len(runes) <= longest {
		return s
	}
	return string(runes[:longest]) + "…"
}
