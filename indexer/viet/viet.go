// Package viet knows written Vietnamese: which code points and tone positions
// are the same spelling, what a word looks like typed without diacritics, and
// where the syllables, numbers, dates and document numbers of a text lie.
//
// Everything here is a pure function of its argument and safe for concurrent
// use. Nothing here knows of indexes, documents or questions.
package viet
