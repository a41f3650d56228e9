package assistant

import (
	"context"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/language"
)

// Searcher ranks provisions and procedures for a question, best first; no hit
// is no error. It is safe for concurrent use.
type Searcher interface {
	Search(ctx context.Context, q indexer.Query) ([]indexer.Hit, error)
}

// Reader reads a question as it was meant: with diacritics, and with slips of typing
// put right. A Searcher that is one is asked before the question is taken apart, so
// that both read it alike.
type Reader interface {
	Reading(question string) language.Reading
}

// Library gives out single things that the corpus holds. What it does not hold
// is an error wrapping store.ErrNotFound. It is safe for concurrent use.
type Library interface {
	// Head returns a document without its articles.
	Head(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	// Article returns one article as it now reads.
	Article(ctx context.Context, id corpus.DocumentID, key string) (corpus.Article, error)
	// FindRef returns the heads of the documents that ref can mean, the highest
	// force first: by number, where one without its suffix ("63/2010") finds every
	// document that it begins and the kind decides, or by title. None is no error.
	FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error)
	// Procedure returns one procedure by its code.
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
}

// Shelf tells what the corpus holds altogether, and holds it whole. It is safe
// for concurrent use.
type Shelf interface {
	// Revision changes whenever the content of the corpus does.
	Revision(ctx context.Context) (int64, error)
	// Heads returns every current document without its articles.
	Heads(ctx context.Context) ([]corpus.Document, error)
	// Document returns a document with its articles.
	Document(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	// Stats counts what is held, by source and edition.
	Stats(ctx context.Context) (store.Stats, error)
}

// History keeps older wordings of articles, newest first; none is no error.
type History interface {
	Versions(ctx context.Context, id corpus.DocumentID, key string) ([]corpus.Version, error)
}

// Corpus is everything that an Assistant reads; *store.Store is one.
type Corpus interface {
	Library
	Shelf
	History
}

// Clock tells the time; the day it tells in Vietnam is the default of Request.AsOf.
type Clock func() time.Time
