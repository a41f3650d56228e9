package assistant

import (
	"context"
	"sync"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/authority"
)

// movesSince is how old a document can be that is searched for changes of
// authority: it bounds the work, and holds more than the years of the last ones.
const movesSince corpus.Date = 20250101

// moves keeps the changes of authority that the documents of the current revision
// tell of.
type moves struct {
	shelf    Shelf
	mu       sync.Mutex
	held     []authority.Move
	revision int64
	loaded   bool
}

// current returns the moves of the corpus as it now is. The first call for a
// revision reads all documents issued since movesSince.
func (m *moves) current(ctx context.Context) ([]authority.Move, error) {
	revision, err := m.shelf.Revision(ctx)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.loaded && m.revision == revision {
		return m.held, nil
	}
	heads, err := m.shelf.Heads(ctx)
	if err != nil {
		return nil, err
	}
	var fresh []authority.Move
	for _, head := range heads {
		if since(head) < movesSince || head.Digest {
			continue
		}
		doc, err := m.shelf.Document(ctx, head.ID)
		if isMissing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		fresh = append(fresh, authority.Read(doc)...)
	}
	m.held, m.revision, m.loaded = fresh, revision, true
	return fresh, nil
}
