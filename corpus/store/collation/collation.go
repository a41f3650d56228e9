// Package collation decides between several readings of one document: the same
// law as the official code has it, from a Word file, from a PDF, as a digest. One
// of them becomes the text that people see; what another knows better is joined
// to it. All of it is plain values: keeping readings is the store's business.
package collation

import (
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
)

// CodeSource is the source whose texts are consolidated: every article as later
// acts left it, with notes that name them.
const CodeSource = "phapdien"

// Reading is what counts when readings are held against each other.
type Reading struct {
	Source    string      `json:"source"` // corpus.Source.Name
	File      corpus.File `json:"file,omitzero"`
	Digest    bool        `json:"digest,omitempty"`
	Partial   bool        `json:"partial,omitempty"`
	Withdrawn bool        `json:"-"` // the source no longer holds it
	Articles  int         `json:"articles"`
	Gaps      int         `json:"gaps,omitempty"` // numbers missing in the sequence of Điều
}

// Of describes a document as one reading.
func Of(doc corpus.Document) Reading {
	return Reading{
		Source: doc.Source.Name, File: doc.File, Digest: doc.Digest, Partial: doc.Partial,
		Withdrawn: doc.Withdrawn != 0, Articles: len(doc.Articles), Gaps: Gaps(doc),
	}
}

// Slot tells readings of one document apart: a later reading from the same slot
// takes the place of the earlier one.
type Slot struct{ Source, SHA256 string }

// SlotOf is the slot of a document just read.
func SlotOf(doc corpus.Document) Slot { return Slot{doc.Source.Name, doc.File.SHA256} }

// consolidated tells whether the reading has the words as later acts left them.
func (r Reading) consolidated() bool { return r.Source == CodeSource && !r.Digest }

// recognised tells whether the text was recognised from images.
func (r Reading) recognised() bool { return r.File.Confidence > 0 }

// String names the reading in Vietnamese, for reasons.
func (r Reading) String() string {
	switch {
	case r.Digest:
		return "bản tóm lược"
	case r.Source == CodeSource:
		return "bản trong Bộ Pháp điển"
	case r.File.Name != "":
		return "tệp " + r.File.Name
	case r.Source == "file":
		return "tệp đã nạp"
	}
	return fmt.Sprintf("bản từ nguồn %s", r.Source)
}
