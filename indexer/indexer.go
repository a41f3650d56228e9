// Package indexer finds the provisions and procedures that answer a question.
// It builds a Bleve index over every Điều and procedure of a corpus, ranks with
// BM25F over syllables and adjacent syllable pairs, and answers on a day: what
// was not in force then can be left out.
//
// An index is a folder of generations. Each is immutable once built and named
// in the file CURRENT, which is replaced atomically: searches go on with the
// generation they started on, a crash during a build leaves the old one serving,
// and other processes pick the new one up.
//
// Only this package knows Bleve. What Bleve cannot do (BM25 as published,
// skipping) is an own query type that reads Bleve's postings: see bm25f.go.
package indexer
