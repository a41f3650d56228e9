package phapdien

import (
	"github.com/trolycongvu/congvu/corpus"
)

// Report says what was found in the code and what could not be read. Lists are
// in the order of the code.
type Report struct {
	// Edition is the date that the code goes up to: Options.Edition, or else the
	// newest date on which a document in it was issued.
	Edition       corpus.Date `json:"edition"`
	Subjects      int         `json:"subjects"`       // đề mục read
	EmptySubjects []string    `json:"empty_subjects"` // those that hold no article yet
	Documents     int         `json:"documents"`
	Partial       int         `json:"partial"` // documents with gaps between their articles
	Articles      int         `json:"articles"`

	AmendmentNotes int           `json:"amendment_notes"` // notes that speak of amendments
	Amendments     int           `json:"amendments"`      // what was read from them
	UnreadNotes    []NoteProblem `json:"unread_notes"`    // those of them that were not read in full

	Repeated []Repeat    `json:"repeated"` // articles coded more than once
	Empty    []string    `json:"empty"`    // articles without text: "Điều 2 …" with their place in the code
	Unplaced []string    `json:"unplaced"` // articles left out: nothing says of which document they are
	Untitled []string    `json:"untitled"` // documents whose title no note gives
	Members  []BadMember `json:"members"`  // files of the zip that could not be read

	// DivisionRefs counts the cross-references that the code draws from a whole
	// chapter; articles do not carry them.
	DivisionRefs int `json:"division_refs"`
}

// NoteProblem is a note that was not read in full.
type NoteProblem struct {
	Article string `json:"article"` // "Điều 14.3.TT.29.2"
	Problem string `json:"problem"`
	Note    string `json:"note"`
}

// Repeat is an article that the code holds more than once.
type Repeat struct {
	Document corpus.DocumentID `json:"document"`
	Label    string            `json:"label"`
	Places   []string          `json:"places"` // in the code; the first is the one kept
	Same     bool              `json:"same"`   // the texts are equal
	Both     bool              `json:"both"`   // they are two articles; both were kept
}

// BadMember is a file of the zip that was passed over. Its documents are missing:
// nothing may be concluded from their absence.
type BadMember struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}
