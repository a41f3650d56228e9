package indexer

import "github.com/trolycongvu/congvu/corpus"

// Scope limits a search to one sort of unit.
type Scope string

// The scopes; the zero value searches everything.
const (
	ScopeAll        Scope = ""
	ScopeArticles   Scope = "articles"
	ScopeProcedures Scope = "procedures"
)

// Query is one search.
type Query struct {
	Text        string        // the question, with or without diacritics
	AsOf        corpus.Date   // the day asked about; zero means no filter by date
	InForceOnly bool          // with AsOf: leave out what is known not to be in force that day
	Scope       Scope         // articles, procedures or both
	Kinds       []corpus.Kind // only documents of these kinds; empty means all
	Issuer      string        // only documents of this issuer, compared without case or diacritics
	Document    corpus.DocumentID
	Limit       int // hits wanted; DefaultLimit when zero, at most MaxLimit
}

// Limits of Query.Limit.
const (
	DefaultLimit = 10
	MaxLimit     = 1000
)

// Hit is one unit found: an article, or a procedure.
type Hit struct {
	Document  corpus.DocumentID `json:"document,omitempty"`
	Article   string            `json:"article,omitempty"`   // corpus.Article.Key
	Procedure string            `json:"procedure,omitempty"` // code, when the unit is a procedure
	Score     float64           `json:"score"`
	// Coverage is the share of the question's information (inverse document
	// frequency of its syllables and pairs) that the unit contains, 0 to 1.
	Coverage float64 `json:"coverage"`
}
