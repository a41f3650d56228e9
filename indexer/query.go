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

	// Fresh has the question searched for even when its hits are kept from a time
	// before: for measuring.
	Fresh bool

	// Emphasis says how much a syllable counts in Hit.Coverage: 0 for one that
	// carries no content, 1, the default, for one that does. Syllables are lower
	// case, with the diacritics of Text. The ranking does not depend on it.
	Emphasis map[string]float64
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
	// Score orders the hits: what the model says, higher is better. It may be
	// negative and compares only within one search.
	Score float64 `json:"score"`
	// Lexical is the BM25F score.
	Lexical float64 `json:"lexical"`
	// Coverage is the share of the question's information (inverse document
	// frequency of its syllables and, half as much, of its pairs, times their
	// Emphasis) that the unit contains, 0 to 1.
	Coverage float64 `json:"coverage"`
	// Together is the same for this unit and all better ones together.
	Together float64 `json:"-"`
}
