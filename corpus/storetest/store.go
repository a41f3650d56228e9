package storetest

import (
	"context"
	"iter"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Store is what the suite tests: the methods of store.Store.
type Store interface {
	Reader
	Browser
	Follower
	Importer
}

// Importer lets one import at a time in.
type Importer interface {
	BeginImport(ctx context.Context, info store.ImportInfo) (Import, error)
}

// Reader reads one thing by its identifier.
type Reader interface {
	Document(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	Article(ctx context.Context, id corpus.DocumentID, key string) (corpus.Article, error)
	Versions(ctx context.Context, id corpus.DocumentID, key string) ([]corpus.Version, error)
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
}

// Browser finds what one does not have the identifier of.
type Browser interface {
	Finder
	Lister
}

// Finder finds documents by how they are cited.
type Finder interface {
	Head(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	FindNumber(ctx context.Context, number corpus.Number) ([]corpus.Document, error)
	FindTitle(ctx context.Context, kind corpus.Kind, title string) ([]corpus.Document, error)
	FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error)
}

// Lister goes through everything.
type Lister interface {
	Heads(ctx context.Context) ([]corpus.Document, error)
	Documents(ctx context.Context) iter.Seq2[corpus.Document, error]
	Procedures(ctx context.Context) iter.Seq2[corpus.Procedure, error]
}

// Follower follows what changes and what amends what.
type Follower interface {
	Revision(ctx context.Context) (int64, error)
	ChangedSince(ctx context.Context, after int64) ([]corpus.DocumentID, []string, error)
	Amendments(ctx context.Context, id corpus.DocumentID) (store.Edges, error)
}

// Import is what BeginImport returns: the methods of store.Import.
type Import interface {
	PutDocument(ctx context.Context, doc corpus.Document) (store.Change, error)
	PutProcedure(ctx context.Context, p corpus.Procedure) (store.Change, error)
	Finish(ctx context.Context, withdrawMissing bool) (store.Summary, error)
	Close() error
}
