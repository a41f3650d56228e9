package assistant

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// amendments are those of the article and of the document as a whole, oldest
// first, without repeats. Of a document that guides or consolidates another, the
// articles of that one say nothing.
func (r reading) amendments() []string {
	all := slices.Concat(r.changes(), r.wholeChanges())
	slices.SortStableFunc(all, func(a, b corpus.Amendment) int { return int(a.Effective) - int(b.Effective) })
	out := []string{}
	for _, m := range all {
		if end := r.validity(); end.EndedBy != nil && end.EndedBy.By == m.By && end.Until == m.Effective {
			continue // the evidence says it
		}
		if line := changed(m); !m.By.IsZero() && !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	return out
}

// changes are the amendments of the article. One that the source itself notes
// stands for all that the same document does to the article.
func (r reading) changes() []corpus.Amendment {
	noted := map[string]bool{}
	for _, m := range r.article.Amendments {
		if m.Target.IsZero() && m.By.Number != "" {
			noted[m.By.Number.Key()] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(r.article.Amendments), func(m corpus.Amendment) bool {
		return !m.Target.IsZero() && m.By.Number != "" && noted[m.By.Number.Key()]
	})
}

// wholeChanges are the amendments of the document as a whole. Those that one
// document makes in parts of it are one.
func (r reading) wholeChanges() []corpus.Amendment {
	var out []corpus.Amendment
	for _, m := range r.document.Amendedby {
		if r.article.Key != "" && !r.concerns(m) {
			continue
		}
		if !m.Target.IsZero() && m.Partly {
			m.By, m.Phrases = m.By.Document(), nil
			if i := slices.IndexFunc(out, func(o corpus.Amendment) bool { return o.Partly && o.By == m.By && o.Effective == m.Effective }); i >= 0 {
				out[i].Kinds = union(out[i].Kinds, m.Kinds)
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// concerns tells whether an amendment of the document says something of the
// article: words that were exchanged all over the document must stand in it.
func (r reading) concerns(m corpus.Amendment) bool {
	if m.Target.IsZero() || !m.Partly && len(m.Phrases) == 0 {
		return m.Rewords()
	}
	text := r.article.Text()
	return slices.ContainsFunc(m.Phrases, func(p corpus.Phrase) bool { return p.New != "" && strings.Contains(text, p.New) })
}

func union(a, b []corpus.AmendmentKind) []corpus.AmendmentKind {
	a = slices.Clone(a)
	for _, k := range b {
		if !slices.Contains(a, k) {
			a = append(a, k)
		}
	}
	return a
}

// changed says what an amendment does to an article, naming the khoản and điểm
// that it acts on: "có khoản 2 được sửa đổi bởi Điều 1 Luật …".
func changed(m corpus.Amendment) string {
	place := corpus.Ref{Clause: m.Target.Clause, Point: m.Target.Point}.Place()
	if place == "" {
		return m.Describe()
	}
	words := "có " + place + " "
	if m.Partly {
		words = "có nội dung tại " + place + " "
		m.Partly = false
	}
	return words + m.Describe()
}

// merging says how the words that are quoted stand to an amendment in force.
type merging int

const (
	standsUnknown  merging = iota
	standsWorkedIn         // by the official code
	standsPutIn            // by the corpus, from the words that the act gives
	standsBefore           // not put in: the words quoted may be those before it
)

// stands tells whether the words quoted have the amendment in them.
func (r reading) stands(m corpus.Amendment) merging {
	switch {
	case r.wording == wordingThen:
		return standsUnknown
	case m.Target.IsZero() && r.codified():
		return standsWorkedIn
	case givesWords(m) && !m.Effective.IsZero() && slices.Contains(r.reworded, m.Effective):
		return standsPutIn
	case r.codified() || r.document.File.SHA256 != "":
		return standsBefore
	}
	return standsUnknown
}

// codified tells whether the words are those of the official code.
func (r reading) codified() bool {
	return r.document.Source.Name == codeSource || r.article.CodePlace != ""
}

// maxAmendments is how many amendments a warning names; the source names all.
const maxAmendments = 2

// warnReworded adds one line for the amendments in force on the day and one for
// later ones. The article that the answer begins with is "Điều này", others are named.
func (d *draft) warnReworded(r reading, past bool) {
	var before, after []string
	most := standsUnknown
	for _, m := range r.changes() {
		switch {
		case !m.Rewords() || m.By.IsZero() || slices.Contains(m.Kinds, corpus.AmendSuspend):
		case m.Effective > d.day:
			after = append(after, changed(m))
		default:
			before = append(before, changed(m))
			most = max(most, r.stands(m))
		}
	}
	this := unitWord(r.article) + " này"
	if cites := d.answer.Citations; len(cites) > 0 && cites[0].Link != ArticleLink(r.document.ID, r.article.Key) {
		this = viet.Capital(r.article.Ref(r.document).String())
	}
	if n := len(before) - maxAmendments; n > 0 {
		before = append(before[n:], sayf(wordMore, n))
	}
	if len(before) > 0 {
		d.warn(sayf(warnAmended, this, strings.Join(before, "; ")) + standsWords[most] + ".")
	}
	switch {
	case len(after) == 0:
	case past:
		d.warn(sayf(warnLater, d.day.Vietnamese(), this, strings.Join(after, "; ")))
	default:
		d.warn(sayf(warnAmended, this, strings.Join(after, "; ")) + ".")
	}
}
