package ingest

import (
	"context"

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
	for e, err := range st.Acts(ctx) {
		if err != nil {
			return nil, err
		}
		if e.Document != "" {
			g.acts[e.Document] = append(g.acts[e.Document], e.Amendment)
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
	return g, nil
}

// validity is what is known of an acting document.
func (g *graph) validity(ref corpus.Ref) (corpus.Validity, bool) {
	v, ok := g.known[ref.Number.Key()]
	return v, ok && ref.Number != ""
}
