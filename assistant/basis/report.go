package basis

import (
	"slices"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
)

// Verdict is what the check says of one citation.
type Verdict string

// The verdicts. Outside is neither right nor wrong: the corpus cannot tell.
const (
	VerdictRight   Verdict = "right"
	VerdictWrong   Verdict = "wrong"
	VerdictOutside Verdict = "outside"
	VerdictWarning Verdict = "warning"
)

// Sign is the verdict as one character: ✓ ✗ ? ⚠.
func (v Verdict) Sign() string { return verdicts[v].sign }

// String is the verdict in Vietnamese: "đúng".
func (v Verdict) String() string { return verdicts[v].word }

var verdicts = map[Verdict]struct{ sign, word string }{
	VerdictRight: {"✓", "đúng"}, VerdictWrong: {"✗", "sai"},
	VerdictOutside: {"?", "ngoài kho"}, VerdictWarning: {"⚠", "cảnh báo"},
}

// Part is where in a draft a citation stands.
type Part string

// The parts of a draft.
const (
	PartBasis Part = "basis" // the căn cứ
	PartText  Part = "text"  // everything else
)

// FaultKind is what is the matter with a citation.
type FaultKind string

// The kinds of fault. Those from Ended on are warnings, Absent alone makes the
// verdict "ngoài kho", the others are errors.
const (
	FaultNumber    FaultKind = "number"
	FaultTitle     FaultKind = "title"
	FaultDate      FaultKind = "date"
	FaultIssuer    FaultKind = "issuer"
	FaultKindName  FaultKind = "kind"
	FaultPlace     FaultKind = "place"  // the whole document is there, the place is not
	FaultAbsent    FaultKind = "absent" // the corpus lacks the place
	FaultEnded     FaultKind = "ended"
	FaultNotYet    FaultKind = "not_yet"
	FaultSuspended FaultKind = "suspended"
	FaultAmended   FaultKind = "amended" // the place that is cited reads otherwise since
	FaultDoubt     FaultKind = "doubt"   // the corpus cannot tell whether it is still in force
	FaultOther     FaultKind = "other"   // the corpus has quite another document under that number
)

// verdict is what the fault makes of a citation.
func (f FaultKind) verdict() Verdict {
	switch f {
	case FaultAbsent:
		return VerdictOutside
	case FaultEnded, FaultNotYet, FaultSuspended, FaultAmended, FaultDoubt, FaultOther:
		return VerdictWarning
	}
	return VerdictWrong
}

// Fault is one thing that is the matter with a citation.
type Fault struct {
	Kind FaultKind `json:"kind"`
	Text string    `json:"text"` // in Vietnamese: "sai ngày (văn bản ghi 05/03/2020)"
}

// Line is one citation of a draft with what was found of it.
type Line struct {
	N         int                      `json:"n"` // from 1
	Text      string                   `json:"text"`
	Part      Part                     `json:"part"`
	Line      int                      `json:"line"`           // of the draft, from 1
	Page      int                      `json:"page,omitzero"`  // 0 where pages are not known
	Times     int                      `json:"times"`          // how often the draft says it in the same words
	Verdict   Verdict                  `json:"verdict"`        //
	Faults    []Fault                  `json:"faults"`         // the gravest first
	Notes     []string                 `json:"notes"`          // what is worth knowing and no fault
	Document  *assistant.CitedDocument `json:"document"`       // nil when the corpus has none
	Corrected string                   `json:"corrected"`      // the line to paste; empty when it is not known
	Validity  *assistant.Force         `json:"validity"`       // of the document on the day of the draft
	Today     *assistant.Force         `json:"validity_today"` // and today
	Evidence  string                   `json:"evidence"`
	Link      string                   `json:"link,omitempty"` // path of the API
}

// Counts says how many citations got each verdict.
type Counts struct {
	Right   int `json:"right"`
	Wrong   int `json:"wrong"`
	Outside int `json:"outside"`
	Warning int `json:"warning"`
}

// Report is what was found in one draft.
type Report struct {
	Draft    string        `json:"draft"` // the file's name, empty for pasted text
	Kind     corpus.Kind   `json:"kind,omitempty"`
	Number   corpus.Number `json:"number,omitempty"`
	Date     corpus.Date   `json:"date,omitzero"` // of the draft, zero when it has none
	AsOf     corpus.Date   `json:"as_of"`         // the day that the verdicts are of
	Today    corpus.Date   `json:"today"`
	Counts   Counts        `json:"counts"`
	Lines    []Line        `json:"lines"` // in the order of the draft
	Warnings []string      `json:"warnings"`
}

// Clean tells whether nothing is wrong and nothing needs a second look.
func (r Report) Clean() bool { return r.Counts.Wrong == 0 && r.Counts.Warning == 0 }

func (r *Report) count() {
	for _, l := range r.Lines {
		switch l.Verdict {
		case VerdictRight:
			r.Counts.Right++
		case VerdictWrong:
			r.Counts.Wrong++
		case VerdictOutside:
			r.Counts.Outside++
		case VerdictWarning:
			r.Counts.Warning++
		}
	}
}

// of names the document of the line.
func (l *Line) of(d corpus.Document) {
	l.Document = &assistant.CitedDocument{
		ID: d.ID, Number: d.Number, Kind: d.Kind, Title: d.Title, Name: d.Name(),
		Issuer: d.Issuer, Issued: d.Issued, Effective: d.Effective,
	}
	l.Link = assistant.DocumentLink(d.ID)
}

func (l *Line) fault(kind FaultKind, text string) {
	f := Fault{kind, text}
	if !slices.Contains(l.Faults, f) {
		l.Faults = append(l.Faults, f)
	}
}

func (l *Line) note(text string) {
	if !slices.Contains(l.Notes, text) {
		l.Notes = append(l.Notes, text)
	}
}

// settle draws the verdict from the faults.
func (l *Line) settle() {
	grave := []Verdict{VerdictWrong, VerdictWarning, VerdictOutside, VerdictRight}
	rank := func(f Fault) int { return slices.Index(grave, f.Kind.verdict()) }
	slices.SortStableFunc(l.Faults, func(a, b Fault) int { return rank(a) - rank(b) })
	l.Verdict = VerdictRight
	if len(l.Faults) > 0 {
		l.Verdict = l.Faults[0].Kind.verdict()
	}
}
