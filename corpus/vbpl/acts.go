package vbpl

import (
	"github.com/trolycongvu/congvu/corpus"
)

// amendmentKinds are the relations that change a document or say how to read it.
// What only "ends" another may replace or repeal it, so it carries both.
var amendmentKinds = map[RelationKind][]corpus.AmendmentKind{
	RelGuides:       {corpus.AmendGuide},
	RelAmends:       {corpus.AmendModify},
	RelSupplements:  {corpus.AmendSupplement},
	RelReplaces:     {corpus.AmendReplace},
	RelRepeals:      {corpus.AmendRepeal},
	RelEnds:         {corpus.AmendReplace, corpus.AmendRepeal},
	RelSuspends:     {corpus.AmendSuspend},
	RelCorrects:     {corpus.AmendCorrect},
	RelConsolidates: {corpus.AmendConsolidate},
}

// Ref is the page's document as a place.
func (p Page) Ref() corpus.Ref { return refOf(p.DocKind, p.Number, p.Title) }

// Ref is the document as a place.
func (t Target) Ref() corpus.Ref { return refOf(t.Kind, t.Number, t.Title) }

// refOf names a document without a number by its title; ParseRef knows how acts
// cited by name are written ("Hiến pháp năm 2013").
func refOf(kind corpus.Kind, n corpus.Number, title string) corpus.Ref {
	if n != "" || title == "" {
		return corpus.Ref{Kind: kind, Number: n}
	}
	if r, err := corpus.ParseRef(title); err == nil && r.Kind == kind && r.Article == "" {
		return r
	}
	return corpus.Ref{Kind: kind, Title: title}
}

// Acts are the relations as edges between whole documents. Effective is zero
// unless the page gives the day. Căn cứ, dẫn chiếu and liên quan are no acts.
func (p Page) Acts() []corpus.Amendment {
	self := p.Ref()
	var acts []corpus.Amendment
	for _, r := range p.Relations {
		kinds, other := amendmentKinds[r.Kind], r.Target.Ref()
		if kinds == nil || !self.HasDocument() || !other.HasDocument() {
			continue
		}
		a := corpus.Amendment{Kinds: kinds, Target: self, By: other, Effective: r.Since, Partly: r.Partly, Note: r.Label}
		if r.Out {
			a.Target, a.By = other, self
		}
		if r.Places != "" {
			a.Note += ": " + r.Places
		}
		acts = append(acts, a)
	}
	return acts
}
