package effect

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// amend reads a statement that changes the words of other documents.
func (r *reader) amend(s statement, text string) bool {
	segs, ok := segments(s, text)
	if !ok {
		return false
	}
	r.beside = nil
	for i, seg := range segs {
		if len(s.wording) > 0 && !seg.words {
			r.beside = append(r.beside, r.targets(seg.body, laterThan(segs, i), seg.supplements())...)
		}
	}
	done := false
	for i, seg := range segs {
		done = r.segment(s, seg, laterThan(segs, i)) || done
	}
	return done
}

// laterThan is the text of the segments behind number i.
func laterThan(segs []segment, i int) string {
	later := ""
	for _, n := range segs[i+1:] {
		later += " " + n.body
	}
	return later
}

// supplements tells whether the segment only puts in.
func (s segment) supplements() bool {
	return has(s.kinds, corpus.AmendSupplement) && !has(s.kinds, corpus.AmendModify)
}

// amendBelow reads a place, or words, in a list whose verb stands above it.
func (r *reader) amendBelow(s statement, text string, sc scope) {
	r.beside = nil
	seg := segment{kinds: sc.kinds, body: itemLead.ReplaceAllString(text, ""), quotes: s.quotes, words: strings.Contains(text, mark)}
	if !seg.words && len(sc.phrases) > 0 {
		for _, t := range r.targets(seg.body, "", false) {
			r.exchange(s, seg, t, sc.phrases)
		}
		return
	}
	if seg.words || len(s.wording) > 0 || has(sc.kinds, corpus.AmendRepeal) {
		r.segment(s, seg, "")
	}
}

// segment makes edges of one segment, or opens a scope for the statements below.
func (r *reader) segment(s statement, seg segment, later string) bool {
	if len(seg.kinds) == 0 {
		return false
	}
	if seg.words {
		return r.words(s, seg, later)
	}
	targets := r.targets(seg.body, later, seg.supplements())
	if len(targets) == 0 || !targets[0].ref.HasDocument() || r.isSelf(targets[0].ref) {
		return r.leadWithout(s, seg)
	}
	if s.leads && len(s.wording) == 0 && len(targets) == 1 && strings.TrimSpace(later) == "" {
		a := r.edge(s, seg, targets[0])
		a.Partly = true
		r.push(s, scope{ref: targets[0].ref, kinds: seg.kinds, rest: &a})
		return true
	}
	r.edges(s, seg, targets)
	return true
}

// leadWithout opens a scope for a list whose head names no place: "Bãi bỏ một số
// điều, khoản, điểm và cụm từ sau đây:".
func (r *reader) leadWithout(s statement, seg segment) bool {
	sc := r.top()
	if !s.leads || len(s.wording) > 0 || !sc.ref.HasDocument() || s.depth == depthHeading {
		return false
	}
	r.push(s, scope{ref: sc.ref, kinds: seg.kinds})
	return true
}

// edge is the amendment of one target, without new words.
func (r *reader) edge(s statement, seg segment, t target) corpus.Amendment {
	a := corpus.Amendment{
		Kinds: seg.kinds, Target: t.ref, By: r.by(s.at), Effective: r.day(s.at), Note: noteOf(s), After: t.after,
		Partly: t.piece || t.ref.Article == "" || some.MatchString(seg.body) || seg.words,
	}
	return a
}

// edges gives each target its part of the quoted wording.
func (r *reader) edges(s statement, seg segment, targets []target) {
	w := wordingOf(s.wording).unglued(r.beside)
	if named := nameOf.MatchString(seg.body); named && w.heading != "" {
		t := target{ref: corpus.Ref{}, piece: true}
		t.ref = targets[0].ref
		t.ref.Clause, t.ref.Point = "", ""
		a := r.edge(s, seg, t)
		a.Heading = w.heading
		r.emit(a)
	}
	out := make([]corpus.Amendment, 0, len(targets))
	for _, t := range targets {
		a := r.edge(s, seg, t)
		if t.piece && nameOf.MatchString(seg.body) && t.ref.Clause == "" {
			if w.heading == "" {
				r.emit(a)
			}
			continue
		}
		if !t.piece && t.ref.Article != "" && !has(seg.kinds, corpus.AmendRepeal) || has(seg.kinds, corpus.AmendModify) && !t.piece {
			a.Wording, a.Heading = w.of(t.ref, len(r.beside) <= 1)
			if a.Heading != "" && t.ref.Clause != "" {
				a.Heading = ""
			}
		}
		out = append(out, a)
	}
	for _, a := range whole(out) {
		r.emit(a)
	}
}

// whole takes the wording off all of several targets when some of them have none:
// where one begins inside the other cannot be told then.
func whole(edges []corpus.Amendment) []corpus.Amendment {
	missing := false
	for _, a := range edges {
		missing = missing || len(a.Wording) == 0 && !a.Partly
	}
	for i, a := range edges {
		if missing && (a.Target.Clause != "" || a.Target.Point != "") {
			edges[i].Wording = nil
		}
	}
	return edges
}

// words makes edges of a segment that exchanges single words.
func (r *reader) words(s statement, seg segment, later string) bool {
	phrases, places := phrasesOf(seg)
	targets := r.targets(places, later, false)
	if len(targets) == 0 && !anyPlace.MatchString(places) && r.top().ref.HasDocument() {
		targets = []target{{ref: r.top().ref}}
	}
	if s.leads && len(targets) <= 1 && strings.HasSuffix(strings.TrimSpace(s.text), ":") {
		sc := scope{ref: r.top().ref, kinds: seg.kinds, phrases: phrases}
		if len(targets) == 1 {
			sc.ref = targets[0].ref
		}
		r.push(s, sc)
		return true
	}
	done := false
	for _, t := range targets {
		if t.ref.HasDocument() && !r.isSelf(t.ref) {
			r.exchange(s, seg, t, phrases)
			done = true
		}
	}
	return done
}

// exchange makes one edge of words exchanged at a place.
func (r *reader) exchange(s statement, seg segment, t target, phrases []corpus.Phrase) {
	a := r.edge(s, seg, t)
	a.Partly = true
	if !t.piece {
		a.Phrases = phrases
	}
	r.emit(a)
}
