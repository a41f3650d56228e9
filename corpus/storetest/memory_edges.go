package storetest

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Amendments is store.Store.Amendments.
func (m *Memory) Amendments(_ context.Context, id corpus.DocumentID) (found store.Edges, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.get(id)
	if err != nil {
		return found, err
	}
	found.On = edgesOf(d.doc, func(corpus.Amendment) bool { return true })
	for _, other := range m.inOrder() {
		if other.doc.ID == id || other.doc.Withdrawn != 0 {
			continue
		}
		found.By = append(found.By, edgesOf(other.doc, func(a corpus.Amendment) bool {
			if a.By.Number != "" {
				return a.By.Number.Key() == d.doc.Number.Key()
			}
			return a.By.Title != "" && plain(a.By.Kind, a.By.Title) == plain(d.doc.Kind, d.doc.Title)
		})...)
	}
	var on []store.Edge
	for _, e := range m.acts() {
		if e.Document == id {
			on = append(on, e)
		}
	}
	found.On = store.MergeEdges(found.On, on)
	found.By = store.MergeEdges(found.By, m.actsOf(d))
	return found, nil
}

func edgesOf(doc corpus.Document, fits func(corpus.Amendment) bool) (list []store.Edge) {
	add := func(key string, amendments []corpus.Amendment) {
		for _, a := range amendments {
			if fits(a) {
				list = append(list, store.Edge{Document: doc.ID, Article: key, Amendment: a})
			}
		}
	}
	add("", doc.Amendedby)
	for _, a := range doc.Articles {
		add(a.Key, a.Amendments)
	}
	return list
}

// Acts is store.Store.Acts.
func (m *Memory) Acts(context.Context) iter.Seq2[store.Edge, error] {
	m.mu.Lock()
	defer m.mu.Unlock()
	acts := m.acts()
	return func(yield func(store.Edge, error) bool) {
		for _, e := range acts {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (m *Memory) inOrder() (list []*document) {
	for _, id := range slices.Sorted(maps.Keys(m.docs)) {
		list = append(list, m.docs[id])
	}
	return list
}

func (m *Memory) acts() (list []store.Edge) {
	for _, d := range m.inOrder() {
		list = append(list, m.actsOf(d)...)
	}
	return list
}

func (m *Memory) actsOf(d *document) (list []store.Edge) {
	for _, a := range d.doc.Amends {
		list = append(list, store.Edge{Document: m.target(d.doc, a.Target), Article: a.Target.Article, Amendment: a, Actor: d.doc.ID})
	}
	return list
}

// target is the document that an act of actor names, if there is just one.
func (m *Memory) target(actor corpus.Document, t corpus.Ref) corpus.DocumentID {
	var found []corpus.Document
	for _, d := range m.inOrder() {
		if names(actor, t, d.doc) {
			found = append(found, d.doc)
		}
	}
	if len(found) > 1 && t.Number != "" && !t.Number.Incomplete() {
		found = slices.DeleteFunc(found, func(d corpus.Document) bool { return d.Kind != t.Kind })
	}
	if len(found) > 1 && t.Number == "" {
		slices.SortFunc(found, func(a, b corpus.Document) int { return int(b.Issued - a.Issued) })
		found = slices.DeleteFunc(found, func(d corpus.Document) bool { return d.Issued != found[0].Issued })
	}
	if len(found) != 1 {
		return ""
	}
	return found[0].ID
}

// names tells whether t can mean d.
func names(actor corpus.Document, t corpus.Ref, d corpus.Document) bool {
	switch {
	case t.Number.Incomplete():
		return t.Number.Covers(d.Number) && (t.Kind == "" || t.Kind == d.Kind)
	case t.Number != "":
		return t.Number.Key() == d.Number.Key()
	}
	return t.Title != "" && plain(t.Kind, t.Title) == plain(d.Kind, d.Title) && d.ID != actor.ID &&
		(t.Kind == "" || t.Kind == d.Kind) && (t.Year == 0 || t.Year == d.Issued.Year()) &&
		(actor.Issued == 0 || d.Issued <= actor.Issued)
}
