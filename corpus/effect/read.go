package effect

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Read takes out of doc's own words what they do to other documents, into
// doc.Amends, and since when its own places are in force where that is not the
// day of the whole: into the InForce of articles, and for khoản and điểm into
// their Remark. An end that it sets for itself is an edge to itself. doc.Effective is kept
// unless it is zero.
func Read(doc *corpus.Document) {
	r := reader{doc: doc, self: doc.Ref(), dates: map[corpus.Ref]corpus.Date{}}
	r.readOwn()
	r.readTitle()
	for i := range doc.Articles {
		a := &doc.Articles[i]
		if !r.acts(*a) {
			continue
		}
		for _, s := range statements(linesOf(*a)) {
			r.pop(s.depth)
			r.statement(s)
		}
		r.pop(-1)
	}
	r.nameTargets()
	doc.Amends = r.out
}

type reader struct {
	doc    *corpus.Document
	self   corpus.Ref
	titled corpus.Ref // the one document that the title says it amends
	dates  map[corpus.Ref]corpus.Date
	scopes []scope
	out    []corpus.Amendment
	seen   map[string]bool
	beside []target // all places whose wording the statement quotes
	known  numbers  // of documents that the preamble names
}

// acts is a cheap look whether the article can hold a clause that Read knows.
func (r *reader) acts(a corpus.Article) bool {
	if actsOn(a.Heading) || r.titled.HasDocument() {
		return true
	}
	return slices.ContainsFunc(a.Body, nodeActs)
}

func nodeActs(n corpus.Node) bool {
	return n.Level != corpus.LevelTable && (actsOn(n.Text) || slices.ContainsFunc(n.Children, nodeActs))
}

// actsOn looks for the ends of words that begin with a small or capital letter.
func actsOn(s string) bool {
	for _, word := range []string{"ãi bỏ", "hay thế", "ửa đổi", "ổ sung", "ủy bỏ", "uỷ bỏ"} {
		if actsEarly(s, word) {
			return true
		}
	}
	return strings.Contains(s, "ết hiệu lực") || strings.Contains(s, "gưng hiệu lực") || strings.Contains(s, "được sửa đổi") && strings.Contains(s, "như sau") ||
		strings.Contains(s, "cụm từ") || strings.Contains(s, "này thay thế") || strings.Contains(s, "hay thế b") || strings.Contains(s, "ính chính")
}

// actsEarly tells whether the word stands near the beginning, or behind "này".
func actsEarly(s, word string) bool {
	i := strings.Index(s, word)
	return i >= 0 && (i < 6 || strings.Contains(s[:i], " này") || strings.Contains(s, "hiệu lực") || strings.HasPrefix(s, "Kể từ"))
}

// statement reads one statement.
func (r *reader) statement(s statement) {
	amends := len(s.wording) > 0 || strings.Contains(s.text, mark)
	if !amends && len(r.scopes) == 0 && !actsOn(s.text) {
		return
	}
	text := clean(s.text)
	if text == "" {
		return
	}
	if amends && r.amend(s, text) {
		return
	}
	if !amends && r.end(s, text) {
		return
	}
	if !amends && r.amend(s, text) {
		return
	}
	r.listed(s, text)
}

// emit keeps an edge, once.
func (r *reader) emit(a corpus.Amendment) {
	if !a.Target.HasDocument() || len(a.Kinds) == 0 {
		return
	}
	if r.isSelf(a.Target) && !slices.Contains(a.Kinds, corpus.AmendRepeal) && !slices.Contains(a.Kinds, corpus.AmendSuspend) {
		return
	}
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
	key := a.Target.String() + "|" + a.By.String() + "|" + string(a.Kinds[0]) + "|" + a.Note
	for _, p := range a.Phrases {
		key += "|" + p.Old + "|" + p.New
	}
	if r.seen[key] {
		return
	}
	r.seen[key] = true
	r.out = append(r.out, a)
}

// isSelf tells whether the ref lies in the document being read.
func (r *reader) isSelf(t corpus.Ref) bool {
	if r.self.Number != "" && t.Number != "" {
		return t.Number.Key() == r.self.Number.Key() && kindsAgree(t.Kind, r.self.Kind)
	}
	return t.Number == "" && r.self.Number == "" && corpus.TitleKey(t.Title) == corpus.TitleKey(r.self.Title)
}

// by is the place of a statement as a Ref.
func (r *reader) by(at corpus.Ref) corpus.Ref {
	b := r.self
	b.Article, b.Clause, b.Point = at.Article, at.Clause, at.Point
	return b
}

// day is the day from which the place at acts, where its clause sets none.
func (r *reader) day(at corpus.Ref) corpus.Date {
	for _, p := range []corpus.Ref{at, {Article: at.Article, Clause: at.Clause}, {Article: at.Article}} {
		if d, ok := r.dates[p]; ok {
			return d
		}
	}
	return r.doc.Effective
}

// longestNote bounds, in runes, the words of a clause that an edge keeps.
const longestNote = 300

// note clips the words of a clause, whole words only.
func note(s string) string {
	s = strings.TrimSpace(spaces.ReplaceAllString(s, " "))
	runes := []rune(s)
	if len(runes) <= longestNote {
		return s
	}
	s = string(runes[:longestNote])
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return s + " …"
}

// noteOf is the statement's words with its quotations put back.
func noteOf(s statement) string {
	text := s.text
	for _, q := range s.quotes {
		text = strings.Replace(text, mark, "“"+q+"”", 1)
	}
	return note(text)
}
