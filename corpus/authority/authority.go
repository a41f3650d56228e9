// Package authority follows who is competent: which documents end an authority,
// move its tasks to another, merge or rename it, and which provisions still name
// one that is gone. It knows no such change by itself. Every Move is read from the
// text of a document, and carries the place and the day that say so.
package authority

import (
	"github.com/trolycongvu/congvu/corpus"
)

// MoveKind is what happened to an authority.
type MoveKind string

// The kinds of move.
const (
	MoveEnd   MoveKind = "kết thúc hoạt động" // a level of authorities ended
	MoveTask  MoveKind = "chuyển nhiệm vụ"    // the task at Target passed to To
	MoveMerge MoveKind = "sắp xếp"            // From is now part of To, or called To
	MoveWords MoveKind = "thay cụm từ"        // at Target, From reads To, or is struck out
)

// Move is one change of authority, with its source.
type Move struct {
	Kind   MoveKind    `json:"kind"`
	From   string      `json:"from"`            // as written: "Ủy ban nhân dân cấp huyện"
	To     string      `json:"to,omitempty"`    // empty when nobody takes its place
	Target corpus.Ref  `json:"target,omitzero"` // the place concerned; zero for everywhere
	Since  corpus.Date `json:"since,omitzero"`  // zero when the document gives no day
	Until  corpus.Date `json:"until,omitzero"`  // the day on which the document that says so ends
	By     corpus.Ref  `json:"by"`              // the place that says so
	Note   string      `json:"note,omitempty"`  // its words, cut short
}

// Level is a group of authorities that can end.
type Level string

// The levels that Affected finds.
const (
	LevelDistrict Level = "cấp huyện"
	LevelMinistry Level = "bộ"
)

// Mention is an authority named in a text, which occupies the bytes Start to End.
type Mention struct {
	Text       string
	Level      Level
	Start, End int
}

// Warning is what an official must know before acting on a provision.
type Warning struct {
	Text  string // a sentence in Vietnamese
	Exact bool   // a Move names this very place
	Moves []Move // that it rests on
}
