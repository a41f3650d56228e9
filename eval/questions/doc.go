// Package questions keeps the project's own question sets, JSON lines as package
// eval reads them: answerable-starter.jsonl asks what the embedded starter corpus
// answers, so that a first evaluation needs nothing downloaded; unanswerable.jsonl
// asks what neither the official code nor the portal's procedures can answer. There
// "absent" names words that no article and no procedure has together; the tests
// hold it against the real data.
package questions
