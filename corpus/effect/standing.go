package effect

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Standing is what can be said of a place on a day.
type Standing struct {
	Status corpus.ForceStatus
	From   corpus.Date        // since when; 0 unknown
	Until  corpus.Date        // the first day on which it is not in force any more, or not suspended any more; 0 unknown
	By     []corpus.Amendment // the acts that decide
	Why    string             // one Vietnamese sentence
}

// At says what is known of the place, which lies in the outlook's document, on
// day. A place without an article is the document.
func (o Outlook) At(ref corpus.Ref, day corpus.Date) Standing {
	q := question{o: o, place: corpus.Ref{Article: ref.Article, Clause: ref.Clause, Point: ref.Point}, day: day}
	q.from()
	if s, ok := q.ended(); ok {
		return s
	}
	if s, ok := q.suspended(); ok {
		return s
	}
	if s, ok := q.notYet(); ok {
		return s
	}
	if s, ok := q.doubtful(); ok {
		return s
	}
	return q.standing()
}

// question is one place on one day.
type question struct {
	o     Outlook
	place corpus.Ref
	day   corpus.Date
	start corpus.Date
	added *corpus.Amendment // that put the place in
	until corpus.Date       // of the article or document, by their own source
	endBy *corpus.Amendment
}

// from finds since when, and by the document's own source until when, the place
// is in force.
func (q *question) from() {
	q.start = q.o.doc.Effective
	if f := q.o.doc.InForce.From; !f.IsZero() {
		q.start = f
	}
	q.bound(q.o.doc.InForce)
	if q.place.Article == "" {
		return
	}
	if a, ok := q.o.article(q.place.Article); ok {
		if f := a.InForce.From; !f.IsZero() {
			q.start = f
		}
		q.bound(a.InForce)
	}
	for _, s := range q.o.parts {
		if !s.partly && covers(s.place, q.place) && !s.from.IsZero() {
			q.start = s.from
		}
	}
	for i, act := range q.o.acts {
		if has(act.Kinds, corpus.AmendSupplement) && len(act.Kinds) == 1 && !act.Partly && act.Target.Article != "" &&
			covers(act.Target, q.place) && act.Effective > q.start && !q.o.own[i] {
			q.start, q.added = act.Effective, &q.o.acts[i]
		}
	}
}

func (q *question) bound(v corpus.Validity) {
	if !v.Until.IsZero() && (q.until.IsZero() || v.Until < q.until) {
		q.until, q.endBy = v.Until, v.EndedBy
	}
}

func (o Outlook) article(label string) (corpus.Article, bool) {
	for _, a := range o.doc.Articles {
		if strings.EqualFold(a.Label, label) {
			return a, true
		}
	}
	return corpus.Article{}, false
}

// covers tells whether place is the target or lies in it.
func covers(target, place corpus.Ref) bool {
	return (target.Article == "" || strings.EqualFold(target.Article, place.Article)) &&
		(target.Clause == "" || strings.EqualFold(target.Clause, place.Clause)) &&
		(target.Point == "" || strings.EqualFold(target.Point, place.Point)) &&
		(target.Article != "" || target.Clause == "")
}

// within tells whether the target is a smaller place inside place.
func within(target, place corpus.Ref) bool {
	return covers(place, target) && !covers(target, place)
}

// ends tells whether the act ends its target as a whole.
func ends(act corpus.Amendment) bool {
	if act.Partly || len(act.Phrases) > 0 || has(act.Kinds, corpus.AmendModify) || has(act.Kinds, corpus.AmendSupplement) {
		return false
	}
	return has(act.Kinds, corpus.AmendRepeal) || has(act.Kinds, corpus.AmendReplace) && act.Target.Article == ""
}

// end finds the first act that ends the place: on any day, or without a day.
func (q *question) end() (act *corpus.Amendment, until corpus.Date) {
	until, act = q.until, q.endBy
	for i := range q.o.acts {
		a := &q.o.acts[i]
		if !ends(*a) || !covers(a.Target, q.place) || q.o.own[i] && a.Target.Article != "" {
			continue
		}
		if q.added != nil && !a.Effective.IsZero() && a.Effective <= q.added.Effective && a.Target.Article != "" {
			continue // it ended what stood there before
		}
		switch {
		case a.Effective.IsZero():
			if act == nil && until.IsZero() {
				act = a
			}
		case until.IsZero() || a.Effective < until, a.Effective == until && (act == nil || act.Note == ""):
			act, until = a, a.Effective
		}
	}
	return act, until
}

func (q *question) ended() (Standing, bool) {
	act, until := q.end()
	s := Standing{Status: corpus.ForceExpired, From: q.start, Until: until}
	if act != nil {
		s.By = []corpus.Amendment{*act}
	}
	switch {
	case until.IsZero() && act != nil && act.Effective.IsZero():
		s.Status = corpus.ForceUnknown
		s.Why = q.name() + " có quy định chấm dứt hiệu lực tại " + act.By.String() + " nhưng không rõ từ ngày nào."
		return s, true
	case until.IsZero() || q.day < until || q.day.IsZero():
		return s, false
	}
	s.Why = q.name() + " hết hiệu lực từ ngày " + until.Vietnamese() + endWords(act, q.place) + "."
	return s, true
}

// endWords names what ended the place, and what it left out.
func endWords(act *corpus.Amendment, place corpus.Ref) string {
	if act == nil {
		return ""
	}
	by := " theo "
	if has(act.Kinds, corpus.AmendReplace) {
		by = ", được thay thế theo "
	}
	words := by + act.By.String()
	if act.Target.Article == "" && place.Article != "" {
		words += ", chấm dứt hiệu lực của cả văn bản"
	}
	if act.Except != "" {
		words += ", " + act.Except
	}
	return words
}

func (q *question) suspended() (Standing, bool) {
	for i := range q.o.acts {
		a := q.o.acts[i]
		if !has(a.Kinds, corpus.AmendSuspend) || a.Partly || !covers(a.Target, q.place) || a.Effective.IsZero() ||
			q.day < a.Effective || !a.Until.IsZero() && q.day >= a.Until {
			continue
		}
		s := Standing{Status: corpus.ForceSuspended, From: q.start, Until: a.Until, By: []corpus.Amendment{a}}
		s.Why = q.name() + " bị ngưng hiệu lực từ ngày " + a.Effective.Vietnamese() + " theo " + a.By.String()
		if !a.Until.IsZero() {
			s.Why += ", đến trước ngày " + a.Until.Vietnamese()
		}
		s.Why += "."
		return s, true
	}
	return Standing{}, false
}

func (q *question) notYet() (Standing, bool) {
	_, until := q.end()
	s := Standing{From: q.start, Until: until}
	switch {
	case q.day.IsZero():
		s.Status, s.Why = corpus.ForceUnknown, "Không rõ ngày cần xét hiệu lực của "+q.o.doc.Ref().String()+"."
	case q.start.IsZero():
		s.Status, s.Why = corpus.ForceUnknown, q.name()+" không rõ ngày có hiệu lực."
	case q.day < q.start:
		s.Status, s.Why = corpus.ForceNotYet, q.name()+" chưa có hiệu lực: có hiệu lực từ ngày "+q.start.Vietnamese()
		if q.added != nil {
			s.By, s.Why = []corpus.Amendment{*q.added}, s.Why+" theo "+q.added.By.String()
		}
		s.Why += "."
	default:
		return s, false
	}
	return s, true
}

// name is the place as it begins a sentence.
func (q *question) name() string {
	r := wholeRef(q.o.doc)
	if r.Number != "" && !strings.Contains(string(r.Kind), "uật") && r.Kind != corpus.KindOrdinance {
		r.Title = "" // "Nghị định số 30/2020/NĐ-CP" is enough
	}
	r.Article, r.Clause, r.Point = q.place.Article, q.place.Clause, q.place.Point
	s := r.String()
	for i, c := range s {
		return strings.ToUpper(string(c)) + s[i+len(string(c)):]
	}
	return s
}
