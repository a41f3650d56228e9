package effect

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Validity is the interval of the whole document, with what set its end.
func (o Outlook) Validity() corpus.Validity { return o.validity(corpus.Ref{}) }

func (o Outlook) validity(place corpus.Ref) corpus.Validity {
	q := question{o: o, place: place}
	q.from()
	act, until := q.end()
	v := corpus.Validity{From: q.start, Until: until}
	if !until.IsZero() && act != nil {
		by := *act
		v.EndedBy = &by
	}
	return v
}

// Over is the outlook as the store lays it over the document, with the wordings
// that acts in force on today gave its articles.
func (o Outlook) Over(today corpus.Date) corpus.Outlook {
	out := corpus.Outlook{Document: o.doc.ID, InForce: o.Validity(), Doubts: o.doubts(today), Articles: map[string]corpus.ArticleOutlook{}}
	var words []corpus.Amendment // exchanged in the whole document
	on := map[string][]corpus.Amendment{}
	for i, act := range o.acts {
		if o.own[i] {
			continue
		}
		if act.Target.Article == "" {
			out.Amendedby = append(out.Amendedby, act)
			if len(act.Phrases) > 0 {
				words = append(words, act)
			}
			continue
		}
		label := strings.ToLower(act.Target.Article)
		on[label] = append(on[label], act)
	}
	for _, a := range o.doc.Articles {
		acts := on[strings.ToLower(a.Label)]
		over := corpus.ArticleOutlook{Amendments: acts}
		whole := false
		for _, act := range acts {
			whole = whole || ends(act) && act.Target.Clause == "" && act.Target.Point == ""
		}
		if whole {
			over.InForce = o.articleValidity(a, acts)
		}
		over.Wordings = wordings(a, slices.Concat(acts, words), today)
		if len(acts) > 0 || len(over.Wordings) > 0 {
			out.Articles[a.Key] = over
		}
	}
	for _, acts := range on {
		if over, ok := o.added(acts, words, today); ok {
			out.Articles[over.Added.Key] = over
		}
	}
	if len(out.Articles) == 0 {
		out.Articles = nil
	}
	return out
}

// doubts are what leaves open on today whether the document is in force.
func (o Outlook) doubts(today corpus.Date) []corpus.Doubt {
	q := question{o: o, day: today}
	q.from()
	if act, until := q.end(); until.IsZero() && act != nil {
		return []corpus.Doubt{{Why: "có quy định chấm dứt hiệu lực tại " + act.By.String() + " nhưng không rõ từ ngày nào"}}
	}
	g, all := q.guidedEnded()
	if !all {
		return nil
	}
	since := g.validity.Until
	for _, other := range o.guided {
		since = max(since, other.validity.Until)
	}
	return []corpus.Doubt{{Since: since, Why: "văn bản được quy định chi tiết (" + g.ref.String() + ") đã hết hiệu lực từ ngày " + g.validity.Until.Vietnamese()}}
}

// added is an article that the document lacks and that one of acts, all of them on
// it, brought by today.
func (o Outlook) added(acts, words []corpus.Amendment, today corpus.Date) (over corpus.ArticleOutlook, ok bool) {
	for _, act := range acts {
		at := act.Target
		if _, there := o.article(at.Article); there {
			return over, false
		}
		if at.Clause != "" || at.Point != "" || len(act.Wording) == 0 || act.Effective.IsZero() || act.Effective > today ||
			!has(act.Kinds, corpus.AmendSupplement) {
			continue
		}
		a := corpus.Article{
			Key: at.Article, Label: at.Article, Heading: act.Heading, Body: cloneNodes(act.Wording),
			InForce: corpus.Validity{From: act.Effective},
		}
		over = corpus.ArticleOutlook{Added: &a, After: o.before(act), Amendments: acts}
		later := slices.DeleteFunc(slices.Concat(acts, words), func(m corpus.Amendment) bool { return m.Effective <= act.Effective })
		over.Wordings = wordings(a, later, today)
		if v := o.articleValidity(a, later); !v.Until.IsZero() {
			over.InForce = v
		}
		return over, true
	}
	return over, false
}

// before is the key of the article that a new one stands behind: the one that the
// act names, or the one of the same number without its letter.
func (o Outlook) before(act corpus.Amendment) string {
	for _, label := range []string{act.After, strings.TrimRight(act.Target.Article, "abcdefghijklmnopqrstuvwxyzđ")} {
		if a, ok := o.article(label); ok {
			return a.Key
		}
	}
	return ""
}

// articleValidity is the article's own interval, ended by the first act on the
// whole of it; the end of the document is not its own.
func (o Outlook) articleValidity(a corpus.Article, acts []corpus.Amendment) corpus.Validity {
	v := a.InForce
	for _, act := range acts {
		if ends(act) && act.Target.Clause == "" && act.Target.Point == "" && !act.Effective.IsZero() && (v.Until.IsZero() || act.Effective < v.Until) {
			by := act
			v.Until, v.EndedBy = act.Effective, &by
		}
	}
	return v
}

// wordings are the texts that acts up to today made of the article, oldest first.
func wordings(a corpus.Article, acts []corpus.Amendment, today corpus.Date) []corpus.Wording {
	var days []corpus.Date
	for _, act := range acts {
		if changesWords(act) && !act.Effective.IsZero() && act.Effective <= today && !slices.Contains(days, act.Effective) {
			days = append(days, act.Effective)
		}
	}
	slices.Sort(days)
	var out []corpus.Wording
	last := a
	for _, d := range days {
		w := Apply(a, acts, d)
		if w.Article.Heading == last.Heading && sameNodes(w.Article.Body, last.Body) {
			continue
		}
		last = w.Article
		out = append(out, corpus.Wording{From: d, Heading: last.Heading, Body: last.Body})
	}
	return out
}
