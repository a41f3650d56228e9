// Package ingest brings files into the store: it recognises the official code,
// procedures of the national portal and the embedded starter corpus, reads each
// with the package that knows it, and reports what changed. What it cannot read
// is named with a remedy and does not stop the rest.
//
// Pull downloads the official code, going on after an interruption.
package ingest
