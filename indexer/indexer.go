// Package indexer finds the provisions and procedures that answer a question.
// It builds a Bleve index over every Điều and procedure of a corpus and answers on a
// day: what was not in force then can be left out.
//
// A search reads the question as it was meant (understand.go), finds the best units
// with BM25F over syllables and adjacent syllable pairs (maxscore.go) and those
// nearest in meaning (vectors.go), describes each by features of its own words
// (features.go, scan.go), and orders them by a learned model (rerank.go, model.go).
// The vectors of a model that an operator runs can take part, by calibrated scores
// (semantics.go, likeness.go); no such model was at hand when this was written, so
// their default weight is a guess to be checked with congvu eval retrieval.
//
// An index is a folder of generations. Each is immutable once built and named
// in the file CURRENT, which is replaced atomically: searches go on with the
// generation they started on, a crash during a build leaves the old one serving,
// and other processes pick the new one up.
//
// Only this package knows Bleve. What Bleve cannot do (BM25 as published,
// skipping) is an own query type that reads Bleve's postings: see bm25f.go.
package indexer
