package effect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Wording is an article as it read on a day, as far as the acts on it give the
// new words.
type Wording struct {
	Article corpus.Article
	Applied []corpus.Amendment // in the order in which they took effect
	Failed  []Failure          // those in force on the day whose words could not be put in: the text may read otherwise
}

// Failure is an act whose change could not be made.
type Failure struct {
	Act     corpus.Amendment
	Problem string // Vietnamese, without a full stop
}

// Problems of acts that cannot be applied.
const (
	problemDate    = "không rõ ngày có hiệu lực"
	problemWords   = "văn bản sửa đổi không cho lời văn mới đọc được"
	problemPlace   = "không tìm thấy %s trong %s"
	problemPresent = "%s đã có trong %s"
	problemPhrase  = "không tìm thấy cụm từ “%s” tại %s"
	problemPart    = "không rõ phần nào bị bãi bỏ"
)

// Apply gives the article the wording of day: acts that are in force by then put
// in, exchange and take out words, the oldest first. An act of a document that
// the article's own source has already worked in, by its Amendments, is passed
// over. Acts on other articles are ignored; a repeal of the whole article leaves its words.
// Without acts that change it the article is returned as it is.
func Apply(a corpus.Article, acts []corpus.Amendment, day corpus.Date) Wording {
	w := Wording{Article: a}
	cloned := false
	for _, act := range inOrder(acts) {
		if !changesWords(act) || !onArticle(act, a) || act.Effective > day || workedIn(act, a) {
			continue
		}
		if act.Effective.IsZero() {
			w.Failed = append(w.Failed, Failure{Act: act, Problem: problemDate})
			continue
		}
		if !cloned {
			w.Article.Body, cloned = cloneNodes(a.Body), true
		}
		e := editor{a: w.Article}
		switch problem := e.apply(act); {
		case problem != "":
			w.Failed = append(w.Failed, Failure{Act: act, Problem: problem})
		case e.changed:
			w.Article = e.a
			w.Applied = append(w.Applied, act)
		case act.Target.Article != "": // the text has it already
			w.Applied = append(w.Applied, act)
		}
	}
	return w
}

func inOrder(acts []corpus.Amendment) []corpus.Amendment {
	acts = slices.Clone(acts)
	slices.SortStableFunc(acts, func(a, b corpus.Amendment) int { return int(a.Effective) - int(b.Effective) })
	return acts
}

// changesWords leaves out guides, consolidations, suspensions and ends of whole
// articles and documents.
func changesWords(act corpus.Amendment) bool {
	if len(act.Phrases) > 0 || act.Heading != "" {
		return true
	}
	for _, k := range []corpus.AmendmentKind{corpus.AmendModify, corpus.AmendSupplement, corpus.AmendReplace, corpus.AmendCorrect} {
		if has(act.Kinds, k) {
			return act.Target.Article != ""
		}
	}
	return has(act.Kinds, corpus.AmendRepeal) && act.Target.Article != "" && (act.Target.Clause != "" || act.Target.Point != "" || act.Partly)
}

// onArticle tells whether the act is on the article, or on words of the whole
// document.
func onArticle(act corpus.Amendment, a corpus.Article) bool {
	if act.Target.Article == "" {
		return len(act.Phrases) > 0
	}
	return strings.EqualFold(act.Target.Article, a.Label)
}

// workedIn tells whether the source has the act's words in the text already.
func workedIn(act corpus.Amendment, a corpus.Article) bool {
	return slices.ContainsFunc(a.Amendments, func(m corpus.Amendment) bool {
		return m.By.Number != "" && act.By.Number != "" && m.By.Number.Key() == act.By.Number.Key()
	})
}

func cloneNodes(nodes []corpus.Node) []corpus.Node {
	out := slices.Clone(nodes)
	for i := range out {
		out[i].Children = cloneNodes(out[i].Children)
	}
	return out
}

// editor changes an article of its own.
type editor struct {
	a       corpus.Article
	changed bool
}

// apply makes the change, or says why it cannot.
func (e *editor) apply(act corpus.Amendment) (problem string) {
	place := act.Target
	place.Kind, place.Number, place.Title, place.Year = "", "", "", 0
	whole := place.Clause == "" && place.Point == ""
	supplement := has(act.Kinds, corpus.AmendSupplement) && !has(act.Kinds, corpus.AmendModify)
	switch {
	case len(act.Phrases) > 0:
		return e.exchange(act, place)
	case act.Partly && act.Heading != "" && len(act.Wording) == 0:
		e.setHeading(act.Heading)
		return ""
	case act.Partly && has(act.Kinds, corpus.AmendRepeal):
		return problemPart
	case has(act.Kinds, corpus.AmendRepeal) && len(act.Wording) == 0:
		return e.remove(place)
	case act.Partly || len(act.Wording) == 0:
		return problemWords
	case whole:
		e.rewrite(act)
		return ""
	case supplement:
		return e.insert(act, place)
	}
	return e.replace(act, place)
}

func (e *editor) setHeading(h string) {
	e.changed = e.changed || e.a.Heading != h
	e.a.Heading = h
}

// rewrite gives the whole article its new text.
func (e *editor) rewrite(act corpus.Amendment) {
	if act.Heading != "" {
		e.setHeading(act.Heading)
	}
	e.changed = e.changed || !sameNodes(e.a.Body, act.Wording)
	e.a.Body = cloneNodes(act.Wording)
}

func sameNodes(a, b []corpus.Node) bool {
	return slices.EqualFunc(a, b, func(x, y corpus.Node) bool { return x.FullText() == y.FullText() })
}

// list is the nodes beside the place, and where it stands among them; -1 when it
// is not there. nil when what should hold the place is missing.
func (e *editor) list(place corpus.Ref) (in *[]corpus.Node, at int) {
	in = &e.a.Body
	if place.Clause != "" {
		holder, i := find(in, corpus.LevelClause, place.Clause)
		if place.Point == "" {
			return holder, i
		}
		if i < 0 {
			return nil, -1
		}
		in = &(*holder)[i].Children
	}
	return find(in, corpus.LevelPoint, place.Point)
}

// find looks for a label among the nodes, direct ones first; it returns the
// nodes themselves when there is none.
func find(in *[]corpus.Node, level corpus.Level, label string) (*[]corpus.Node, int) {
	for i, n := range *in {
		if n.Level == level && strings.EqualFold(n.Label, label) {
			return in, i
		}
	}
	for i := range *in {
		if found, at := find(&(*in)[i].Children, level, label); at >= 0 {
			return found, at
		}
	}
	return in, -1
}

func (e *editor) remove(place corpus.Ref) string {
	in, at := e.list(place)
	if at < 0 {
		return e.missing(place)
	}
	*in = slices.Delete(*in, at, at+1)
	e.changed = true
	return ""
}

func (e *editor) replace(act corpus.Amendment, place corpus.Ref) string {
	in, at := e.list(place)
	if at < 0 {
		return e.missing(place)
	}
	if sameNodes((*in)[at:at+1], act.Wording) {
		return ""
	}
	*in = slices.Replace(*in, at, at+1, cloneNodes(act.Wording)...)
	e.changed = true
	return ""
}

// insert puts a new khoản or điểm behind its sibling, or at the end of its list.
func (e *editor) insert(act corpus.Amendment, place corpus.Ref) string {
	in, at := e.list(place)
	switch {
	case in == nil:
		return e.missing(corpus.Ref{Article: place.Article, Clause: place.Clause})
	case at >= 0 && sameNodes((*in)[at:at+1], act.Wording):
		return ""
	case at >= 0:
		return fmt.Sprintf(problemPresent, place.Place(), e.name())
	}
	sibling := place
	if place.Point != "" {
		sibling.Point = act.After
	} else {
		sibling.Clause = act.After
	}
	level := corpus.LevelClause
	if place.Point != "" {
		level = corpus.LevelPoint
	}
	if act.After != "" {
		if in, at = e.list(sibling); at < 0 {
			return e.missing(sibling)
		}
	} else {
		at = lastOf(*in, level)
	}
	*in = slices.Insert(*in, at+1, cloneNodes(act.Wording)...)
	e.changed = true
	return ""
}

// lastOf is the last node of the level, or the last of all when there is none.
func lastOf(nodes []corpus.Node, level corpus.Level) int {
	for i := len(nodes) - 1; i >= 0; i-- {
		if nodes[i].Level == level {
			return i
		}
	}
	return len(nodes) - 1
}

func (e *editor) missing(place corpus.Ref) string {
	return fmt.Sprintf(problemPlace, place.Place(), e.name())
}

func (e *editor) name() string { return corpus.Ref{Article: e.a.Label}.Place() }
