// Package storetest says in tests what every store of documents and procedures
// must do. Run is the conformance suite, and Memory a small store that passes
// it and serves the tests of other packages.
package storetest
