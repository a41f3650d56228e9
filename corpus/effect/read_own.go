package effect

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// readOwn reads the document's own clause of effect.
func (r *reader) readOwn() {
	var spans []ownSpan
	for _, a := range r.doc.Articles {
		spans = append(spans, r.spansOf(a)...)
	}
	for i := range spans {
		if spans[i].budget > 0 {
			spans[i].from = r.budgetDay(spans[i].budget)
		}
	}
	for _, s := range spans { // the whole first: the others are measured against it
		if s.place.Article == "" && r.doc.Effective.IsZero() && !s.from.IsZero() {
			r.doc.Effective = s.from
		}
	}
	for _, s := range spans {
		r.applySpan(s)
	}
}

// spansOf reads the sentences of an article that speak of effect from or until a day.
func (r *reader) spansOf(a corpus.Article) []ownSpan {
	if !mentionsEffect(a) {
		return nil
	}
	var out []ownSpan
	for _, s := range statements(linesOf(a)) {
		if !strings.Contains(s.text, " hiệu lực") && !strings.Contains(s.text, "áp dụng") {
			continue
		}
		self := r.by(s.at)
		for _, words := range allSentences(clean(s.text)) {
			out = append(out, ownSpans(words, self, r.doc.Issued)...)
		}
	}
	return out
}

// mentionsEffect tells whether the article speaks of the document's own effect.
func mentionsEffect(a corpus.Article) bool {
	if strings.Contains(a.Heading, "iệu lực") || strings.Contains(a.Heading, "hi hành") {
		return true
	}
	var in func(nodes []corpus.Node) bool
	in = func(nodes []corpus.Node) bool {
		for _, n := range nodes {
			if strings.Contains(n.Text, "có hiệu lực thi hành") && strings.Contains(n.Text, " này") || in(n.Children) {
				return true
			}
		}
		return false
	}
	return in(a.Body)
}

// applySpan puts a span where it belongs.
func (r *reader) applySpan(s ownSpan) {
	if s.place.Article == "" {
		r.endOwn(s)
		return
	}
	for i := range r.doc.Articles {
		a := &r.doc.Articles[i]
		if !strings.EqualFold(a.Label, s.place.Article) {
			continue
		}
		switch {
		case s.from.IsZero() || s.from == r.doc.Effective:
		case s.place.Clause == "" && s.place.Point == "" && !s.partly:
			if a.InForce.From.IsZero() || a.InForce.From == r.doc.Effective {
				a.InForce.From = s.from
			}
		default:
			addRemark(a, s)
		}
		break
	}
	if !s.from.IsZero() && !s.partly {
		r.dates[s.place] = s.from
	}
	r.endOwn(s)
}

func addRemark(a *corpus.Article, s ownSpan) {
	line := s.remark()
	if s.partly {
		line = note(strings.TrimRight(s.words, " .;"))
	}
	if strings.Contains(a.Remark, line) {
		return
	}
	if a.Remark != "" {
		a.Remark += "; "
	}
	a.Remark += line
}

// endOwn keeps the end that the document sets for itself, or for one of its places.
func (r *reader) endOwn(s ownSpan) {
	if s.until.IsZero() || s.partly && s.place.Article == "" {
		return
	}
	target := r.self
	target.Article, target.Clause, target.Point = s.place.Article, s.place.Clause, s.place.Point
	r.emit(corpus.Amendment{
		Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, Target: target, By: s.by, Effective: s.until,
		Partly: s.partly, Except: s.except, Note: note(s.words),
	})
}

// budgetDay is the first day of a budget year, where the document itself says
// when such a year begins.
func (r *reader) budgetDay(year int) corpus.Date {
	for _, a := range r.doc.Articles {
		if !strings.Contains(a.Heading, "ăm ngân sách") {
			continue
		}
		if m := budgetStart.FindStringSubmatch(a.Text()); m != nil {
			return dayOf([]string{m[1], m[2], strconv.Itoa(year)})
		}
	}
	return 0
}

var budgetStart = regexp.MustCompile(`ăm ngân sách bắt đầu từ ngày (\d{1,2}) tháng (\d{1,2})`)
