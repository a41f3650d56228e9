// Package store keeps what passes between people and the assistant in one SQLite
// file, state.db, inside the data folder: conversations, feedback, the audit of
// every answer, and the answers that experts approved.
//
// It keeps only text whose personal data the caller has masked. Every method that
// reads or changes what belongs to a person takes that person and finds nothing of
// anybody else's: what is another's is ErrNotFound, as if it were not there.
//
// The audit is append only: a record can be added and, once it is old enough or
// its person asks for it, deleted, never changed. Deleting a person deletes that
// person's audit too, rather than leaving it under a pseudonym: questions say too
// much about who asks them.
//
// Deleted text is overwritten in the file (secure_delete), its pages are given back
// to the file system and the write-ahead log is emptied. What the file system or the
// disk itself keeps of freed blocks, and what older backups hold, is out of reach.
//
// Any number of processes may use one file. A write waits for its turn, at most
// busyTimeout. A commit survives the end of the process; the last ones before a
// power failure may be lost, the file stays whole (WAL, synchronous NORMAL).
//
// Growth is bounded: every text has a limit, a conversation keeps its last MaxTurns
// turns, a person the last MaxConversations conversations, and Purge deletes by age.
package store
