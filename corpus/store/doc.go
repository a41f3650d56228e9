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
// One document may be read from several sources. Package collation decides which
// reading is shown and what another adds to it; the others are kept whole
// (Store.Readings). A digest, which is a summary in our own words, never takes the
// place of the real text, and the real text always takes the place of a digest.
//
// What documents do to each other is kept twice: as notes at the amended places
// and as acts of the amending documents (Store.Amendments, Store.Acts). What
// follows from them is worked out elsewhere and laid over the documents as their
// outlooks (Store.SetOutlooks): readers see it, Store.BaseDocument does not. An
// outlook falls when its document changes, so that no text is shown under what
// was worked out from another.
//
// Files stay in the database as long as a reading names them. Store.Remove takes
// a document out for good.
package store
