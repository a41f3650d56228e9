// Package store keeps the messages of chat networks in one SQLite file, bots.db,
// inside the data folder, from before anything is done with them until after they
// are answered.
//
// A message is known by its network and the identifier that the network gave it:
// what arrives again, in one run of the program or after a restart, is not accepted
// again. An answer is kept from when it is made until its last part is sent, so that
// a program killed in between sends the rest instead of asking again. When a message
// is finished its text and its answer are erased (secure_delete); the identifiers
// stay until Purge.
//
// It keeps only text whose personal data the caller has masked, and nothing of a
// text that bears marks of state secrets.
//
// One process at a time has the file: a second one would answer everything twice.
// Others may read it, as a backup does. What is written survives the loss of power
// (WAL, synchronous FULL), for a network may not deliver a message twice.
package store
