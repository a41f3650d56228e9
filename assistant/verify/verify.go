// Package verify holds each sentence of an answer against the passages that it
// cites. It is code, not a model: text in, verdict out.
//
// A sentence stands when it cites passages of the evidence that are in force, and
// when these hold all that it says: each number with its unit, its bound and what
// it counts, each date, place and document, each quotation letter by letter, and
// enough of its words, spoken of in the same way (forbidden, bound to, allowed).
// Where a passage gives several numbers of one unit, the words around a number must
// fit the words around that same number there. What a passage excepts from a rule
// must be said with the rule.
//
// It errs to the safe side: a sentence dropped costs an answer its polish, a wrong
// one that is said costs trust. It proves no sentence true. What only understanding
// would find (a subject changed for another of the same passage, a condition moved
// to another case of equal words) can pass.
package verify

import "github.com/trolycongvu/congvu/corpus"

// Source is one numbered passage of the evidence: a khoản or điểm, or an article
// that is not divided.
type Source struct {
	N    int        // the handle that sentences cite, from 1
	Ref  corpus.Ref // the place, with its document's number
	Text string     // the words of the place, lines that it hangs on included
	// Names are the words under which place and document are known besides Ref: the
	// heading of the article, the kind and title of the document, of a procedure its
	// name. A sentence may use them, and no number of them supports another.
	Names []string
	// Days that the assistant knows and that may be said of the document or of the
	// passage, each of its own act: the zero Date where it knows none.
	Issued    corpus.Date // when the document was issued
	Effective corpus.Date // when it took effect
	Since     corpus.Date // when these words took effect, where that is another day
	Until     corpus.Date // when they ended, or will
	// Ended tells that the passage is not in force on the day asked about.
	Ended bool
}

// Sentence is one sentence of an answer, citations taken out of its text.
type Sentence struct {
	Text  string
	Cites []int // handles
}

// Kind is a sort of fault.
type Kind string

// The faults of a sentence.
const (
	NoCitation       Kind = "no_citation"       // it cites nothing
	UnknownCitation  Kind = "unknown_citation"  // it cites what is not in the evidence
	WrongNumber      Kind = "wrong_number"      // a number, duration, amount or percentage that the source does not hold, or not of that
	WrongDate        Kind = "wrong_date"        // a date that the source does not hold
	ForeignDocument  Kind = "foreign_document"  // a document number or title that the source neither is nor names
	WrongPlace       Kind = "wrong_place"       // an Điều, khoản or điểm that the source neither is nor names
	FalseQuote       Kind = "false_quote"       // words in quotation marks that are not the source's
	Unsupported      Kind = "unsupported"       // words that the source does not support
	Negation         Kind = "negation"          // a prohibition dropped or made
	Modality         Kind = "modality"          // "phải" for "được", "có thể" for "phải"
	MissingException Kind = "missing_exception" // the source excepts cases that are not mentioned
	NotInForce       Kind = "not_in_force"      // the source is not in force on the day, and the sentence speaks as if it were
)

// Fault is what is wrong with a sentence.
type Fault struct {
	Kind   Kind   `json:"kind"`
	Words  string `json:"words,omitempty"`  // the words of the sentence at fault, or of the source that it leaves out
	Detail string `json:"detail,omitempty"` // for the engineer, in Vietnamese
	Cite   int    `json:"cite,omitempty"`   // the source concerned, 0 when none
}

// Verdict is what was found about one sentence.
type Verdict struct {
	Sentence Sentence `json:"sentence"`
	Faults   []Fault  `json:"faults"`
}

// Stands tells whether the sentence may be said.
func (v Verdict) Stands() bool { return len(v.Faults) == 0 }

// Report is what was found about an answer.
type Report struct {
	Verdicts []Verdict `json:"verdicts"`
	// Missing are the exceptions of cited sources that no sentence mentions which
	// stands; each belongs to the sources of some sentence, and not to its words alone.
	Missing []Fault `json:"missing"`
}
