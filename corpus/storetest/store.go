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

// Importer lets one import, or one other change, at a time in.
type Importer interface {
	Keeper
	BeginImport(ctx context.Context, info store.ImportInfo) (Import, error)
}

// Keeper changes what is stored without importing.
type Keeper interface {
	SetOutlooks(ctx context.Context, outlooks []corpus.Outlook) (changed int, err error)
	Remove(ctx context.Context, id corpus.DocumentID, reason string) error
	Removals(ctx context.Context) ([]store.Removal, error)
}

// Reader reads one thing by its identifier.
type Reader interface {
	Document(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	Article(ctx context.Context, id corpus.DocumentID, key string) (corpus.Article, error)
	Versions(ctx context.Context, id corpus.DocumentID, key string) ([]corpus.Version, error)
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
}

// Browser finds what one does not have the identifier of, and looks behind what
// is shown.
type Browser interface {
	Finder
	Lister
	Archivist
	Base
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

// Archivist knows what documents were read from.
type Archivist interface {
	Readings(ctx context.Context, id corpus.DocumentID) ([]store.Reading, error)
	ReadingDocument(ctx context.Context, id corpus.DocumentID, n int64) (corpus.Document, error)
	File(ctx context.Context, sum string) (store.FileContent, error)
	FileSeen(ctx context.Context, sum, reader string) ([]corpus.DocumentID, bool, error)
}

// Base reads documents without their outlooks.
type Base interface {
	BaseDocument(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	BaseDocuments(ctx context.Context) iter.Seq2[corpus.Document, error]
	BaseHeads(ctx context.Context) ([]corpus.Document, error)
}

// Follower follows what changes and what amends what.
type Follower interface {
	Revision(ctx context.Context) (int64, error)
	ChangedSince(ctx context.Context, after int64) ([]corpus.DocumentID, []string, error)
	Amendments(ctx context.Context, id corpus.DocumentID) (store.Edges, error)
	Acts(ctx context.Context) iter.Seq2[store.Edge, error]
}

// Import is what BeginImport returns: the methods of store.Import.
type Import interface {
	DocumentImport
	PutProcedure(ctx context.Context, p corpus.Procedure) (store.Change, error)
	Finish(ctx context.Context, withdrawMissing bool) (store.Summary, error)
	Close() error
}

// DocumentImport takes documents in, and the files that they were read from.
type DocumentImport interface {
	FileImport
	PutDocument(ctx context.Context, doc corpus.Document) (store.Change, error)
	Put(ctx context.Context, doc corpus.Document) (store.Outcome, error)
	PutReading(ctx context.Context, doc corpus.Document, q store.Quality) (store.Outcome, error)
}

// FileImport takes files in, and notes that they were read.
type FileImport interface {
	PutFile(ctx context.Context, sum string, file store.FileContent) error
	MarkFile(ctx context.Context, sum, reader string, docs []corpus.DocumentID) error
}
