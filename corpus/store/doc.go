// Package store keeps documents, their older wordings, procedures and
// amendments in one SQLite file, corpus.db, inside the data folder.
//
// Reading never waits: any number of processes may read while one imports. One
// process at a time imports, and a second one is told who holds the place
// (ErrBusy). Each document is stored whole or not at all, so an import that was
// killed is simply run again: what is stored already is recognised by its
// content and left alone.
//
// A document or article that a newer edition of its source no longer holds is
// never deleted. It is marked Withdrawn, left out of listings, and can still be
// read by its identifier. Text that was replaced is kept as a Version with the
// editions that held it and, where the amendment says so, the day it ceased to
// be in force.
//
// A digest, which is a summary in our own words, never takes the place of the
// real text, and the real text always takes the place of a digest.
package store
