package store

import "github.com/trolycongvu/congvu/corpus"

// FileSource is the source of documents read from single files. A document may
// have several readings of it, one for each file, and its imports withdraw nothing.
const FileSource = "file"

// Outcome is what putting a document did.
type Outcome struct {
	Change Change `json:"change"`
	// Document is where the text stands: another document than the one that was
	// put when the store has the same text under another identifier.
	Document corpus.DocumentID `json:"document"`
	// Reason says in Vietnamese why this reading took the place of another or did
	// not; empty where there was nothing to decide.
	Reason string `json:"reason,omitempty"`
}

// Quality is what the reader of a document was not sure of.
type Quality struct {
	Warnings   []corpus.ReadingWarning `json:"warnings,omitempty"`
	Unresolved []corpus.Ref            `json:"unresolved,omitempty"` // cited, and in no document known
}

// IsZero tells whether there is nothing to report.
func (q Quality) IsZero() bool { return len(q.Warnings)+len(q.Unresolved) == 0 }
