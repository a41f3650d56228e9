package effect

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Acting tells what is known of the validity of a document, by its ref without a
// place; ok is false when the corpus does not have it.
type Acting func(document corpus.Ref) (v corpus.Validity, ok bool)

// Outlook is the validity of a document and of every place in it, as all acts on
// it make it.
type Outlook struct {
	doc    corpus.Document
	acts   []corpus.Amendment // on the document and its places, oldest first, those without a day last
	own    map[int]bool       // those that the document's own source noted, by index in acts
	parts  []ownSpan          // since when khoản and điểm are in force, by remarks
	guided []guided
}

// guided is a document that this one details, with its validity.
type guided struct {
	ref      corpus.Ref
	validity corpus.Validity
}

// Resolve puts together what is known of doc: its own dates, the amendments that
// its source noted, and acts, the edges of other documents (those on other
// documents are passed over, and so are those that name it by title alone). An act
// whose own document had ended before the act took effect does nothing; acting
// says so, and may be nil.
func Resolve(doc corpus.Document, acts []corpus.Amendment, acting Acting) Outlook {
	if acting == nil {
		acting = func(corpus.Ref) (corpus.Validity, bool) { return corpus.Validity{}, false }
	}
	o := Outlook{doc: doc, own: map[int]bool{}}
	self := wholeRef(doc)
	seen := map[string]bool{}
	add := func(act corpus.Amendment, own bool) {
		key := identity(act)
		if seen[key] {
			return
		}
		seen[key] = true
		o.acts = append(o.acts, act)
		o.own[len(o.acts)-1] = own
	}
	for _, act := range acts {
		if sameDocument(act.Target, self) && !sameDocument(act.By, self) {
			if act, ok := live(act, acting); ok {
				add(act, false)
			}
		}
	}
	for _, act := range doc.Amends {
		if sameDocument(act.Target, self) {
			add(o.ownEnd(act, acts), false)
		} else if has(act.Kinds, corpus.AmendGuide) {
			o.guide(act.Target.Document(), acting)
		}
	}
	o.noted(add)
	o.sort()
	return o
}

// ownEnd takes the day off an end that the document sets for itself, where another
// one has changed the article that sets it: it may have been put off.
func (o *Outlook) ownEnd(end corpus.Amendment, acts []corpus.Amendment) corpus.Amendment {
	a, _ := o.article(end.By.Article)
	for _, act := range acts {
		if sameDocument(act.Target, wholeRef(o.doc)) && strings.EqualFold(act.Target.Article, end.By.Article) && changesWords(act) && !workedIn(act, a) {
			end.Effective = 0
		}
	}
	return end
}

// wholeRef is the document as a place with all that names it.
func wholeRef(d corpus.Document) corpus.Ref {
	return corpus.Ref{Kind: d.Kind, Number: d.Number, Title: d.Title, Year: d.Issued.Year()}
}

// identity is equal for one act read from two files of one document: applied
// twice, words put in beside others would stand there twice.
func identity(act corpus.Amendment) string {
	parts := []string{act.Target.Place(), act.By.Number.Key(), act.By.Place(), act.Effective.String(), act.Heading}
	for _, k := range act.Kinds {
		parts = append(parts, string(k))
	}
	for _, p := range act.Phrases {
		parts = append(parts, p.Old, p.New)
	}
	if act.By.Number == "" {
		parts = append(parts, act.By.Title, act.Note)
	}
	return strings.Join(parts, "|")
}

// live drops an act whose document was ended before it took effect, and dates one
// that has no day by the beginning of its document.
func live(act corpus.Amendment, acting Acting) (corpus.Amendment, bool) {
	v, ok := acting(act.By.Document())
	if !ok {
		return act, true
	}
	if act.Effective.IsZero() && !strings.Contains(act.Note, "từ ngày") {
		act.Effective = v.From
	}
	if !v.Until.IsZero() && !act.Effective.IsZero() && v.Until <= act.Effective {
		return act, false
	}
	if has(act.Kinds, corpus.AmendSuspend) && !v.Until.IsZero() && (act.Until.IsZero() || v.Until < act.Until) {
		act.Until = v.Until
	}
	return act, true
}

func (o *Outlook) guide(ref corpus.Ref, acting Acting) {
	v, ok := acting(ref)
	if ok && !slices.ContainsFunc(o.guided, func(g guided) bool { return g.ref == ref }) {
		o.guided = append(o.guided, guided{ref: ref, validity: v})
	}
}

// noted adds what the document's own source says of amendments, and reads the
// remarks of its articles.
func (o *Outlook) noted(add func(corpus.Amendment, bool)) {
	self := o.doc.Ref()
	for _, act := range o.doc.Amendedby {
		if act.Target.IsZero() {
			act.Target = self
		}
		add(act, true)
	}
	for _, a := range o.doc.Articles {
		at := a.Ref(o.doc)
		for _, act := range a.Amendments {
			if act.Target.IsZero() {
				act.Target = at
			}
			add(act, true)
		}
		for remark := range strings.SplitSeq(a.Remark, ";") {
			for _, s := range ownSpans(strings.TrimSpace(remark), at, o.doc.Issued) {
				if s.place.Article != "" {
					o.parts = append(o.parts, s)
				}
			}
		}
	}
}

// sort puts the acts in order, keeping own in step.
func (o *Outlook) sort() {
	order := make([]int, len(o.acts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := o.acts[i].Effective, o.acts[j].Effective
		switch {
		case a.IsZero() != b.IsZero():
			if a.IsZero() {
				return 1
			}
			return -1
		default:
			return int(a) - int(b)
		}
	})
	acts, own := make([]corpus.Amendment, len(order)), map[int]bool{}
	for i, j := range order {
		acts[i], own[i] = o.acts[j], o.own[j]
	}
	o.acts, o.own = acts, own
}

// Acts are all acts on the document and its places that Resolve found to act,
// oldest first, those whose day is not known last.
func (o Outlook) Acts() []corpus.Amendment { return slices.Clone(o.acts) }
