// Package quality examines what the corpus holds and reports what an editor
// should look at: gaps in the numbering of articles, missing dates, references
// that lead nowhere, places where two readings of one document differ, and what
// the readers of files warned of.
package quality

import (
	"github.com/trolycongvu/congvu/corpus"
)

// Report is the state of a corpus, or of some documents of it.
type Report struct {
	Documents int       `json:"documents"` // looked at
	Articles  int       `json:"articles"`
	Findings  []Finding `json:"findings"`
	// Compared are the documents that were read from more than one source.
	Compared []Comparison `json:"compared,omitempty"`
	Counts   []Count      `json:"counts"`
}

// Finding is one thing to look at.
type Finding struct {
	Kind     Kind              `json:"kind"`
	Document corpus.DocumentID `json:"document,omitempty"`
	Name     string            `json:"name,omitempty"` // of the document
	Place    string            `json:"place,omitempty"`
	File     string            `json:"file,omitempty"`
	Line     int               `json:"line,omitzero"` // of the file's text, from 1
	Page     int               `json:"page,omitzero"`
	Text     string            `json:"text"` // in Vietnamese
}

// Kind is a kind of finding.
type Kind string

// The kinds of findings, the gravest first.
const (
	KindNumbering  Kind = "đánh số điều"
	KindUndated    Kind = "thiếu ngày"
	KindEmpty      Kind = "điều trống"
	KindUnresolved Kind = "dẫn chiếu không tìm thấy"
	KindUnapplied  Kind = "sửa đổi chưa đưa được vào văn bản"
	KindDiffers    Kind = "các bản khác nhau"
	KindWarning    Kind = "cảnh báo khi đọc tệp"
)

var kinds = []Kind{KindNumbering, KindUndated, KindEmpty, KindUnresolved, KindUnapplied, KindDiffers, KindWarning}

// Count is how many findings there are of a kind.
type Count struct {
	Kind Kind `json:"kind"`
	N    int  `json:"n"`
}

// count fills in r.Counts from the findings.
func (r *Report) count() {
	n := make(map[Kind]int)
	for _, f := range r.Findings {
		n[f.Kind]++
	}
	r.Counts = make([]Count, 0, len(kinds))
	for _, k := range kinds {
		r.Counts = append(r.Counts, Count{k, n[k]})
	}
}
