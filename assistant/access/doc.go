// Package access decides who may do what, and protects the server from those who ask
// too much.
//
// A request is someone's: a program's, by an API key, or a person's, by the session
// that a local account began. Authenticator turns the secret that came with it into an
// Identity, and Identity.May tells whether that one may do a thing. The roles and what
// each may do are one closed table (role.go); the scopes of a key only take away from
// what its role may do. Where nothing is configured nobody is asked who they are, and
// the server then answers on the machine itself alone (Mode.MayBind).
//
// # What is kept
//
// Keys, accounts, sessions and failed attempts are tables of state.db, beside what they
// guard: one file, one writer, one backup, and the deleted is overwritten there. The
// schema is a migration of package assistant/store, since a file has one version; the
// queries are here. Every request reads the table, so that a revoked key, a changed
// role or a disabled account counts at once, in every process that serves the folder. A
// backup brings back what it held: a key that was revoked since then must be revoked
// again after a restore.
//
// Secrets are never kept or logged. Keys and session tokens have 256 random bits and are
// known by their SHA-256, which suffices for what cannot be guessed; passwords are known
// by argon2id with the second recommended option of RFC 9106, written as a PHC string,
// so that the parameters can be raised: a password is hashed anew, when its owner signs
// in, if it was hashed with less.
//
// # Guessing passwords
//
// A name that has no account is treated as one that has: the same work, the same error,
// the same delays. After a few failures a name and an address are locked, for longer
// each time; the attempt is counted before the password is looked at, so that a thousand
// attempts at once are no more than a thousand one after the other. Sessions that have
// begun go on while their account is locked: nobody is thrown out by a stranger.
//
// # For other packages
//
// Gate is what a server asks, with plain net/http: who sends a request, from which
// address, whether it comes too often, and how the cookie is set.
package access
