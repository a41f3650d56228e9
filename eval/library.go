package eval

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Library is what a Resolver needs of the store of documents. What is not there
// is store.ErrNotFound, or for FindNumber an empty list.
type Library interface {
	FindNumber(ctx context.Context, n corpus.Number) ([]corpus.Document, error)
	Document(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
}

// NewResolver returns a Resolver over l for labels that name documents by their
// số hiệu. A số hiệu that several documents share means each of them
// (18/2008/QH12 is a law and a resolution), and so does the number of a Điều
// that a document has twice (keys "1" and "1~2"). It keeps what it looked up and
// may be used by several goroutines.
func NewResolver(l Library) Resolver {
	return &resolver{library: l, articles: map[corpus.DocumentID]map[string][]string{}}
}

type resolver struct {
	library  Library
	mu       sync.Mutex
	articles map[corpus.DocumentID]map[string][]string // keys by articleKey of the label
}

// Resolve finds the units that label means.
func (r *resolver) Resolve(ctx context.Context, label Relevant) ([]Unit, error) {
	if label.Procedure != "" {
		return r.procedure(ctx, strings.TrimSpace(label.Procedure))
	}
	ids, err := r.documents(ctx, label.Document)
	if err != nil {
		return nil, err
	}
	var units []Unit
	for _, id := range ids {
		keys, err := r.keys(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, key := range keys[articleKey(label.Article)] {
			units = append(units, Unit{Document: id, Article: key})
		}
	}
	return units, nil
}

func (r *resolver) procedure(ctx context.Context, code string) ([]Unit, error) {
	p, err := r.library.Procedure(ctx, code)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return []Unit{{Procedure: p.Code}}, nil
}

// documents is every document of that số hiệu, or the one whose id it is.
func (r *resolver) documents(ctx context.Context, number corpus.Number) ([]corpus.DocumentID, error) {
	heads, err := r.library.FindNumber(ctx, number)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	var ids []corpus.DocumentID
	for _, head := range heads {
		if head.Number.Key() == number.Key() {
			ids = append(ids, head.ID)
		}
	}
	if len(ids) == 0 {
		ids = append(ids, corpus.DocumentID(number)) // keys tells whether there is one
	}
	return ids, nil
}

// keys lists a document's article keys by what labels may call them, and under
// "" all of them; it is empty when there is no such document.
func (r *resolver) keys(ctx context.Context, id corpus.DocumentID) (map[string][]string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if keys, ok := r.articles[id]; ok {
		return keys, nil
	}
	document, err := r.library.Document(ctx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	keys := map[string][]string{}
	for _, a := range document.Articles {
		keys[""] = append(keys[""], a.Key)
		label := articleKey(a.Label)
		keys[label] = append(keys[label], a.Key)
		if key := articleKey(a.Key); key != label {
			keys[key] = append(keys[key], a.Key)
		}
	}
	r.articles[id] = keys
	return keys, nil
}

// articleKey is equal for labels that people would call the same: "Điều 28a",
// "28A" and "28a".
func articleKey(label string) string {
	key := strings.Join(strings.Fields(strings.ToLower(label)), " ")
	return strings.TrimPrefix(key, "điều ")
}
