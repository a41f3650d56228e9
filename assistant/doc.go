// Package assistant turns a question of an official into one verified answer.
//
// A question is understood (what is cited, which day, which field of a
// procedure, what must not be kept), a cited place is looked up and everything
// else searched, the clauses that answer are quoted word for word, and what is
// known of their force on the day asked about is said beside them. Without a
// model nothing is written that the cited text does not contain: the sentences
// of an answer are the provision's own.
//
// The package meets the store and the index through the small interfaces in
// library.go. Every Vietnamese sentence that it says of its own stands in
// words.go. Channels (terminal, web page, HTTP, chat) render the same Answer.
package assistant
