// Package questions keeps the project's own question sets, JSON lines as package
// eval reads them: answerable-starter.jsonl asks what the embedded starter corpus
// answers, so that a first evaluation needs nothing downloaded; unanswerable.jsonl
// asks what neither the official code nor the portal's procedures can answer. There
// "absent" names words that no article and no procedure has together; the tests
// hold it against the real data. procedures.jsonl asks for every field of the
// portal's procedures as an official would, procedures-everyday.jsonl as people
// talk; neither uses more than 40% of the syllables of a procedure's name.
// conversations.jsonl holds 40 conversations of two and three questions with the places of
// which the last one must find one; every second was set down before the code that reads
// follow-up questions was tuned.
package questions
