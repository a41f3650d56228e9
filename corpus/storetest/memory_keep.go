package storetest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// seenFile is what is known of a file that was read to its end.
type seenFile struct {
	reader string
	docs   []corpus.DocumentID
}

// BaseDocument is store.Store.BaseDocument.
func (m *Memory) BaseDocument(_ context.Context, id corpus.DocumentID) (corpus.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.get(id)
	if err != nil {
		return corpus.Document{}, err
	}
	bare := *d
	bare.outlook = corpus.Outlook{}
	return m.shown(&bare), nil
}

// BaseHeads is store.Store.BaseHeads.
func (m *Memory) BaseHeads(ctx context.Context) (list []corpus.Document, err error) {
	for doc, err := range m.BaseDocuments(ctx) {
		if err != nil {
			return nil, err
		}
		list = append(list, headOf(doc))
	}
	return list, nil
}

// BaseDocuments is store.Store.BaseDocuments.
func (m *Memory) BaseDocuments(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		heads, _ := m.Heads(ctx)
		for _, h := range heads {
			if doc, err := m.BaseDocument(ctx, h.ID); !yield(doc, err) {
				return
			}
		}
	}
}

// SetOutlooks is store.Store.SetOutlooks.
func (m *Memory) SetOutlooks(_ context.Context, outlooks []corpus.Outlook) (changed int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.busy {
		return 0, store.ErrBusy
	}
	for id, d := range m.docs {
		now := corpus.Outlook{}
		if i := slices.IndexFunc(outlooks, func(o corpus.Outlook) bool { return o.Document == id }); i >= 0 {
			now = outlooks[i]
		}
		now.Document = d.outlook.Document
		if reflect.DeepEqual(now, d.outlook) {
			continue
		}
		if changed++; changed == 1 {
			m.rev++
		}
		d.rev, d.outlook = m.rev, now
	}
	return changed, nil
}

// Remove is store.Store.Remove.
func (m *Memory) Remove(_ context.Context, id corpus.DocumentID, reason string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.get(id); err != nil {
		return err
	}
	if m.busy {
		return store.ErrBusy
	}
	delete(m.docs, id)
	for sum, seen := range m.seen {
		if slices.Contains(seen.docs, id) {
			delete(m.seen, sum)
		}
	}
	m.dropFiles()
	m.rev++
	m.removed[id] = removal{store.Removal{Document: id, Day: corpus.DateOf(time.Now()), Reason: reason}, m.rev}
	return nil
}

// Removals is store.Store.Removals.
func (m *Memory) Removals(context.Context) (list []store.Removal, _ error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, was := range m.removed {
		list = append(list, was.Removal)
	}
	slices.SortFunc(list, func(a, b store.Removal) int { return cmp.Compare(a.Document, b.Document) })
	return list, nil
}

func (im *memoryImport) PutFile(_ context.Context, sum string, file store.FileContent) error {
	im.m.mu.Lock()
	defer im.m.mu.Unlock()
	got := sha256.Sum256(file.Bytes)
	if len(file.Bytes) > store.MaxFile || hex.EncodeToString(got[:]) != sum {
		return fmt.Errorf("%w: %s", store.ErrInvalid, file.Name)
	}
	if _, ok := im.m.files[sum]; !ok {
		im.m.files[sum] = file
	}
	return nil
}

func (im *memoryImport) MarkFile(_ context.Context, sum, reader string, docs []corpus.DocumentID) error {
	im.m.mu.Lock()
	defer im.m.mu.Unlock()
	im.m.seen[sum] = seenFile{reader, slices.Compact(slices.Sorted(slices.Values(docs)))}
	return nil
}

// dropFiles forgets the files that no reading names.
func (m *Memory) dropFiles() {
	named := map[string]bool{}
	for _, d := range m.docs {
		for _, k := range d.readings {
			named[k.doc.File.SHA256] = true
		}
	}
	for sum := range m.files {
		if !named[sum] {
			delete(m.files, sum)
		}
	}
}

// File is store.Store.File.
func (m *Memory) File(_ context.Context, sum string) (store.FileContent, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.files[sum]
	if !ok {
		return f, fmt.Errorf("%s: %w", sum, store.ErrNotFound)
	}
	return f, nil
}

// FileSeen is store.Store.FileSeen.
func (m *Memory) FileSeen(_ context.Context, sum, reader string) ([]corpus.DocumentID, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen, ok := m.seen[sum]
	if !ok || seen.reader != reader {
		return nil, false, nil
	}
	return seen.docs, true, nil
}
