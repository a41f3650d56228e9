// Package fault measures how well a verifier tells true sentences from false ones.
// It writes answers as a good model would (paraphrases of provisions, never copies),
// plants faults in them by seed, and counts which faults are found and which true
// sentences are dropped.
//
// It knows the verifier by its result alone: how a sentence is judged is not known
// here, so that no fault is shaped after a rule. Sentences are made from the
// provisions of a corpus; what is planted is false on purpose and is no law.
package fault

import (
	"github.com/trolycongvu/congvu/assistant/verify"
)

// Checker judges an answer against the passages that it was made for.
type Checker interface {
	// Answer returns one verdict for each sentence, in order.
	Answer(sentences []verify.Sentence) verify.Report
}

// NewChecker makes the Checker of an answer from its evidence, in which the
// source with N = i stands at i-1.
type NewChecker func(sources []verify.Source) Checker

// Kind is a sort of planted fault, finer than the kinds of package verify.
type Kind string

// The planted faults.
const (
	NumberShifted   Kind = "number_shifted"   // a number that the source does not hold
	NumberSwapped   Kind = "number_swapped"   // another number of the same source
	NumberInWords   Kind = "number_in_words"  // a number spelled out, and wrong
	UnitChanged     Kind = "unit_changed"     // ngày for ngày làm việc, tháng for ngày
	DateChanged     Kind = "date_changed"     // of a provision, or of its document
	DateRole        Kind = "date_role"        // "có hiệu lực từ" the day of issue, and the reverse
	AmountChanged   Kind = "amount_changed"   // of money
	PercentChanged  Kind = "percent_changed"  // or fraction
	DocumentForeign Kind = "document_foreign" // the number of another document of the corpus
	DocumentNear    Kind = "document_near"    // 130/2020 for 30/2020
	DocumentYear    Kind = "document_year"    // 30/2021 for 30/2020
	ArticleWrong    Kind = "article_wrong"
	ClauseWrong     Kind = "clause_wrong"
	PointWrong      Kind = "point_wrong"
	Repealed        Kind = "repealed"         // what has ended, told as valid
	ForceDenied     Kind = "force_denied"     // what is in force, told as ended
	ExceptionLost   Kind = "exception_lost"   // "trừ trường hợp …" left out of the answer
	ExtensionLost   Kind = "extension_lost"   // a deadline told without the longer one of some cases
	QuoteWord       Kind = "quote_word"       // one word of a quotation changed, dropped or put in
	QuoteJoined     Kind = "quote_joined"     // a quotation joined from two places
	QuoteInvented   Kind = "quote_invented"   // a quotation that nobody wrote
	PassageWrong    Kind = "passage_wrong"    // a citation to another passage
	HandleUnknown   Kind = "handle_unknown"   // a citation to no passage
	CitationNone    Kind = "citation_none"    // no citation
	NegationDropped Kind = "negation_dropped" // "được" for "không được"
	NegationAdded   Kind = "negation_added"   // "không phải" for "phải"
	ModalityChanged Kind = "modality_changed" // "phải" for "có thể", "có thể" for "phải"
	BoundTurned     Kind = "bound_turned"     // "ít nhất" for "tối đa"
	Invented        Kind = "invented"         // words of the source with a consequence that it does not hold
	FromMemory      Kind = "from_memory"      // sounds like law and is in no source
	SubjectChanged  Kind = "subject_changed"  // "viên chức" for "công chức"; counted apart
)

// Apart tells whether the kind is counted apart from the others: it goes beyond
// what a verifier without a model was asked to find.
func (k Kind) Apart() bool { return k == SubjectChanged }

// named are the kinds that the requirement names: wrong number, wrong date, foreign
// document number, repealed article, missing exception, fabricated quotation, citation
// to the wrong passage.
var named = map[Kind]bool{
	NumberShifted: true, NumberSwapped: true, NumberInWords: true, UnitChanged: true, AmountChanged: true, PercentChanged: true,
	DateChanged: true, DateRole: true, DocumentForeign: true, DocumentNear: true, DocumentYear: true, Repealed: true,
	ExceptionLost: true, ExtensionLost: true, QuoteWord: true, QuoteJoined: true, QuoteInvented: true, PassageWrong: true, HandleUnknown: true,
}

// Named tells whether the requirement names the kind.
func (k Kind) Named() bool { return named[k] }

// Planted is one fault in an answer.
type Planted struct {
	Kind     Kind   `json:"kind"`
	Sentence int    `json:"sentence"` // from 0, in the answer with faults
	Was      string `json:"was"`      // the true sentence; what was left out, for ExceptionLost
}

// Case is one generated answer: as it should be, and with its faults.
type Case struct {
	Sources []verify.Source
	Correct []verify.Sentence
	Faulty  []verify.Sentence
	Planted []Planted
	// Copied is for each correct sentence the share of its eight-syllable windows,
	// quotations left out, that its sources hold too.
	Copied  []float64
	Written []bool // for each correct sentence, whether it was written by hand
}
