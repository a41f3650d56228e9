package storetest

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/corpus/store/collation"
)

// kept is one reading of a document.
type kept struct {
	n         int64
	doc       corpus.Document // as it was put
	quality   store.Quality
	chosen    bool
	why       string
	withdrawn corpus.Date
}

// text recognises the reading's text, empty when it cannot.
func (k *kept) text() string {
	f, ok, _ := collation.FingerprintOf(k.doc, nil)
	if !ok || k.doc.Digest || k.doc.Partial || k.withdrawn != 0 {
		return ""
	}
	return string(f[:])
}

func (k *kept) meta() collation.Reading {
	r := collation.Of(k.doc)
	r.Withdrawn = k.withdrawn != 0
	return r
}

// twin is another reading of d with the text of k.
func (d *document) twin(k *kept) *kept {
	for _, o := range d.readings {
		if o != k && o.text() != "" && o.text() == k.text() {
			return o
		}
	}
	return nil
}

func (d *document) at(slot collation.Slot) int {
	return slices.IndexFunc(d.readings, func(k *kept) bool { return collation.SlotOf(k.doc) == slot })
}

// alone makes fresh the only reading of d.
func (m *Memory) alone(d *document, fresh *kept) {
	m.readings++
	fresh.n, fresh.chosen, fresh.why = m.readings, true, "bản duy nhất"
	if fresh.doc.Source.Name != store.FileSource && fresh.doc.File.SHA256 == "" && fresh.quality.IsZero() {
		fresh.n = 0
	}
	d.readings = []*kept{fresh}
}

// putAnother stores one of several readings.
func (im *memoryImport) putAnother(d *document, fresh *kept) store.Outcome {
	out := store.Outcome{Document: d.doc.ID}
	i := d.at(collation.SlotOf(fresh.doc))
	var former *kept
	if i >= 0 {
		former = d.readings[i]
		if former.withdrawn == 0 && sameDocument(former.doc, fresh.doc) {
			former.quality = fresh.quality
			out.Change, out.Reason = store.Unchanged, former.why
			if !former.chosen && d.twin(former) == nil {
				out.Change = store.Kept
			}
			return out
		}
		fresh.n, fresh.chosen, fresh.why = former.n, former.chosen, former.why
		d.readings[i] = fresh
	} else {
		im.m.readings++
		fresh.n = im.m.readings
		d.readings = append(d.readings, fresh)
	}
	out.Change, out.Reason = im.settle(d, fresh, former)
	return out
}

// settle chooses between the readings of d, of which fresh has changed.
func (im *memoryImport) settle(d *document, fresh, former *kept) (store.Change, string) {
	metas := make([]collation.Reading, len(d.readings))
	docs := make([]corpus.Document, len(d.readings))
	was := fresh
	for i, k := range d.readings {
		metas[i], docs[i] = k.meta(), k.doc
		docs[i].Source.Edition = im.m.edition(k.doc.Source, k.withdrawn)
		if k.chosen {
			was = k
		}
		if k.n == 0 {
			im.m.readings++
			k.n = im.m.readings
		}
	}
	choice := collation.Choose(metas)
	joined := choice.Join(docs)
	base, other := d.readings[choice.Base], max(choice.Code, choice.File)
	for i, k := range d.readings {
		k.chosen, k.why = k == base, choice.Why[i]
		if i == other && joined.Why != "" {
			k.why += "; " + joined.Why
		}
	}
	change := store.Kept
	if base.withdrawn == 0 {
		change = im.show(d, joined, fresh, former, base != was)
	}
	with := ""
	if joined.Why != "" {
		with = "; " + metas[other].String() + " " + joined.Why
	}
	at := func(k *kept) int { return slices.Index(d.readings, k) }
	twin := d.twin(fresh)
	switch {
	case change == store.Kept && twin != nil:
		return store.Unchanged, "cùng nội dung với " + twin.meta().String()
	case base == fresh && was != fresh:
		return change, base.meta().String() + " thay cho " + was.meta().String() + ": " + choice.Why[at(was)] + with
	case base == fresh:
		return change, base.why + with
	}
	return change, "giữ " + base.meta().String() + ": " + choice.Why[at(fresh)] + with
}

// show makes d what its readings make together.
func (im *memoryImport) show(d *document, joined collation.Joined, fresh, former *kept, switched bool) store.Change {
	derived := map[string][]corpus.Version{}
	for _, o := range joined.Originals {
		src := corpus.Source{Name: fresh.doc.Source.Name, Address: o.Article.Address}
		for _, k := range d.readings {
			if k.doc.Source.Name != collation.CodeSource && !k.doc.Digest {
				src.Name, src.Edition = k.doc.Source.Name, k.doc.Source.Edition
			}
		}
		derived[o.Key] = append(derived[o.Key], corpus.Version{
			Article: o.Article, From: o.Article.WordedFrom(), Until: o.Until, Source: src, Since: src.Edition,
		})
	}
	if d.doc.Withdrawn == 0 && sameDocument(d.doc, joined.Document) && (len(d.derived)+len(derived) == 0 || reflect.DeepEqual(d.derived, derived)) {
		return store.Kept
	}
	change := store.Changed
	if d.doc.Withdrawn != 0 {
		change = store.Added
	}
	noted := change
	if im.added[d.doc.ID] {
		noted = store.Added
	}
	d.switched = switched
	im.replace(d, joined.Document, noted, func(was, _ corpus.Article) bool {
		if former == nil || fresh.doc.File.SHA256 != "" {
			return false
		}
		i := slices.IndexFunc(former.doc.Articles, func(a corpus.Article) bool { return a.Key == was.Key })
		return i >= 0 && words(former.doc.Articles[i]) == words(was)
	})
	d.derived, d.switched = derived, false
	im.m.bump(d)
	if !im.added[d.doc.ID] {
		count(&im.sum.Documents, noted, 1)
	}
	return change
}

// known finds the document that has the text of a file.
func (m *Memory) known(fresh *kept) corpus.DocumentID {
	if fresh.doc.Source.Name != store.FileSource || fresh.text() == "" {
		return ""
	}
	var found corpus.DocumentID
	for id, d := range m.docs {
		for _, k := range d.readings {
			if k.text() == fresh.text() && (found == "" || id < found) {
				found = id
			}
		}
	}
	return found
}

// Readings is store.Store.Readings.
func (m *Memory) Readings(_ context.Context, id corpus.DocumentID) (list []store.Reading, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.get(id)
	if err != nil {
		return nil, err
	}
	for _, k := range d.readings {
		list = append(list, store.Reading{
			N: k.n, Source: k.doc.Source.Name, File: k.doc.File, Edition: m.edition(k.doc.Source, k.withdrawn), Digest: k.doc.Digest,
			Partial: k.doc.Partial, Articles: len(k.doc.Articles), Chosen: k.chosen, Why: k.why, Withdrawn: k.withdrawn, Quality: k.quality,
		})
	}
	return list, nil
}

// ReadingDocument is store.Store.ReadingDocument.
func (m *Memory) ReadingDocument(_ context.Context, id corpus.DocumentID, n int64) (corpus.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.get(id)
	if err != nil {
		return corpus.Document{}, err
	}
	for _, k := range d.readings {
		if k.n == n {
			doc := k.doc
			doc.Source.Edition, doc.Withdrawn, doc.ArticleCount = m.edition(k.doc.Source, k.withdrawn), k.withdrawn, len(doc.Articles)
			return doc, nil
		}
	}
	return corpus.Document{}, fmt.Errorf("%s: %w", id, store.ErrNotFound)
}
