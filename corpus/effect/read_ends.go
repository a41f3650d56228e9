package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	suspends    = regexp.MustCompile(`(?:^|[ ,;])(?:[Tt]ạm )?[Nn]gưng hiệu lực(?: thi hành)?(?: của| đối với| các quy định tại| quy định tại| toàn bộ| tại)*(?: |$)`)
	itemLead    = regexp.MustCompile(`^(?:[-+*–•]\s*)?`)
	suspendTail = regexp.MustCompile(`(?:,? ?(?:kể )?từ ngày|,? ?từ khi|,? ?(?:cho )?đến (?:hết )?(?:ngày|khi)).*$`)
	exceptBelow = regexp.MustCompile(`trừ (?:các )?(?:trường hợp|quy định|nội dung) sau(?: đây)?$`)
)

// end reads the sentences of a statement that end documents or places.
func (r *reader) end(s statement, text string) bool {
	self := r.top().ref
	if !self.HasDocument() {
		self = corpus.Ref{}
	}
	found := false
	for _, words := range sentences(text) {
		if r.suspend(s, words, self) {
			found = true
			continue
		}
		inner := self
		if strings.Contains(words, " này") {
			inner = r.by(s.at)
		}
		e, ok := readEnding(words, inner)
		if !ok {
			continue
		}
		found = true
		if e.below && s.leads {
			sc := scope{ref: r.top().ref, ends: &e, kinds: []corpus.AmendmentKind{e.kind}}
			if len(e.subjects) == 1 {
				sc.ref = e.subjects[0].ref
			}
			r.push(s, sc)
			continue
		}
		r.emitEnds(s, e)
		if exceptBelow.MatchString(e.except) && s.leads {
			r.push(s, scope{ends: &ending{except: e.except}})
		}
	}
	return found
}

// emitEnds makes edges of the subjects.
func (r *reader) emitEnds(s statement, e ending) {
	for _, sub := range e.subjects {
		a := corpus.Amendment{
			Kinds: []corpus.AmendmentKind{e.kind}, Target: sub.ref, By: r.by(s.at), Partly: sub.partly, Note: noteOf(s),
			Except: firstOf(sub.except, e.except), Effective: effectiveDay(e.from, r.doc.Issued, r.doc.Effective, r.day(s.at)),
		}
		if r.mayEnd(a) {
			r.emit(a)
		}
	}
}

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// mayEnd keeps out what cannot be: a document that ends one above it in rank, or
// one younger than itself. Such a reading is wrong.
func (r *reader) mayEnd(a corpus.Amendment) bool {
	t := a.Target
	if r.isSelf(t) { // a place of its own ends on a day of its own, or the document was not named
		return t.Article != "" && a.Effective != r.doc.Effective
	}
	if mine, its := r.doc.Force(), corpus.ForceOf(t.Kind, t.Number); mine > 0 && its > mine {
		return false
	}
	mine, its := yearOf(r.self), yearOf(t)
	if !r.doc.Issued.IsZero() {
		mine = r.doc.Issued.Year()
	}
	return mine == 0 || its <= mine
}

// listed reads a statement that has no verb of its own and stands in a list under
// one that has: "a) Nghị định số 45/2026/NĐ-CP;", "b) Khoản 3 Điều 7;".
func (r *reader) listed(s statement, text string) {
	sc := r.top()
	switch {
	case len(r.scopes) == 0:
	case sc.ends != nil && exceptBelow.MatchString(sc.ends.except):
		r.addException(text)
	case sc.ends != nil:
		e := *sc.ends
		e.subjects = subjects(strings.TrimRight(itemLead.ReplaceAllString(text, ""), " .;:/"), sc.ref)
		if strings.HasSuffix(text, ":") && s.leads && len(e.subjects) == 1 {
			r.push(s, scope{ref: e.subjects[0].ref, ends: sc.ends})
			return
		}
		r.emitEnds(s, e)
	case len(sc.kinds) > 0:
		r.amendBelow(s, text, sc)
	}
}

// addException adds one exception of a list to the edges that the list belongs to.
func (r *reader) addException(text string) {
	sc := r.scopes[len(r.scopes)-1]
	for i := range r.out {
		a := &r.out[i]
		if i < sc.before && exceptBelow.MatchString(firstLine(a.Except)) && i >= sc.before-8 {
			a.Except = note(a.Except + " " + strings.Trim(text, " ;.") + ";")
		}
	}
}

func firstLine(s string) string {
	if i := strings.Index(s, " sau đây"); i >= 0 {
		return s[:i+len(" sau đây")]
	}
	return s
}

// suspend reads "Ngưng hiệu lực thi hành Điều 5 … đến hết ngày 31/12/2023" and
// "… ngưng hiệu lực thi hành kể từ ngày …".
func (r *reader) suspend(s statement, words string, self corpus.Ref) bool {
	m := suspends.FindStringIndex(words)
	if m == nil || unsure.MatchString(words[:m[0]]) {
		return false
	}
	list, tail := words[:m[0]], words[m[1]:]
	if l := strings.TrimSpace(list); l == "" || thisAlone.MatchString(l) || since.MatchString(l+",") {
		list = tail
	}
	when := suspendTail.FindString(words)
	list = strings.TrimSpace(itemLead.ReplaceAllString(strings.TrimSuffix(list, when), ""))
	if self.Article == "" && strings.Contains(list, " này") {
		self = r.by(s.at)
	}
	from := r.day(s.at)
	if i := strings.Index(when, "từ ngày"); i >= 0 {
		from = effectiveDay(when[i+len("từ "):], r.doc.Issued, r.doc.Effective, from)
	}
	done := false
	for _, sub := range subjects(strings.TrimSuffix(list, " được"), self) {
		r.emit(corpus.Amendment{
			Kinds: []corpus.AmendmentKind{corpus.AmendSuspend}, Target: sub.ref, By: r.by(s.at), Partly: sub.partly,
			Effective: from, Until: endDay(when), Note: noteOf(s),
		})
		done = true
	}
	return done
}

var thisAlone = regexp.MustCompile(`^` + thisDoc + `$`)
