package ingest

import (
	"context"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Outlooks works out, from what all documents do to each other, which of them is
// in force until when and how their articles read today, and lays the result over
// the store. It returns how many documents look otherwise than before. Import ends
// with it; a program that runs for days calls it when the day changes.
func Outlooks(ctx context.Context, st *store.Store, today corpus.Date) (changed int, err error) {
	g, err := gather(ctx, st)
	if err != nil {
		return 0, err
	}
	outlooks := make([]corpus.Outlook, 0, len(g.acts))
	for id, acts := range g.acts {
		doc, err := st.BaseDocument(ctx, id)
		if err != nil {
			return 0, err
		}
		outlooks = append(outlooks, effect.Resolve(doc, acts, g.validity).Over(today))
	}
	return st.SetOutlooks(ctx, outlooks)
}

// graph is what acts on what.
type graph struct {
	acts  map[corpus.DocumentID][]corpus.Amendment // on each document that anything acts on
	known map[string]corpus.Validity               // of documents, by the Key of their numbers
}

// gather reads all acts and, by the acts on whole documents, how long each acting
// document lives.
func gather(ctx context.Context, st *store.Store) (*graph, error) {
	g := &graph{acts: map[corpus.DocumentID][]corpus.Amendment{}, known: map[string]corpus.Validity{}}
	details := map[corpus.DocumentID][]corpus.Ref{} // what each document gives the details of
	for e, err := range st.Acts(ctx) {
		if err != nil {
			return nil, err
		}
		if e.Document != "" {
			g.acts[e.Document] = append(g.acts[e.Document], e.Amendment)
		}
		if e.Actor != "" && e.Actor != e.Document && slices.Contains(e.Amendment.Kinds, corpus.AmendGuide) {
			details[e.Actor] = append(details[e.Actor], e.Amendment.Target)
		}
	}
	heads, err := st.BaseHeads(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range heads {
		if len(d.Amendedby) > 0 && g.acts[d.ID] == nil {
			g.acts[d.ID] = []corpus.Amendment{}
		}
		v := corpus.Validity{From: d.Effective}
		if acts := g.acts[d.ID]; acts != nil {
			v = effect.Resolve(d, acts, nil).Validity()
		}
		if key := d.Number.Key(); key != "" {
			g.known[key] = v
		}
	}
	for id, refs := range details { // those of ended acts may have ended with them
		if g.acts[id] == nil && slices.ContainsFunc(refs, func(ref corpus.Ref) bool { v, ok := g.validity(ref); return ok && v.Until != 0 }) {
			g.acts[id] = []corpus.Amendment{}
		}
	}
	return g, nil
}

// validity is what is known of an acting document.
func (g *graph) validity(ref corpus.Ref) (corpus.Validity, bool) {
	v, ok := g.known[ref.Number.Key()]
	return v, ok && ref.Number != ""
}
