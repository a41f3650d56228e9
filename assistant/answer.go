package assistant

import (
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// Status says what kind of answer was given.
type Status string

// The statuses of an answer.
const (
	StatusAnswered            Status = "answered"
	StatusPartlyAnswered      Status = "partly_answered"
	StatusNothingFound        Status = "nothing_found"
	StatusNeedsClarifying     Status = "needs_clarifying"
	StatusOutOfScope          Status = "out_of_scope"
	StatusRefusedSecret       Status = "refused_secret"
	StatusRefusedManipulation Status = "refused_manipulation"
)

// The modes of an answer.
const (
	ModeExtractive = "extractive" // the provisions' own words
	ModeModel      = "model"      // a model's words, each sentence verified
	ModeApproved   = "approved"   // the words of an expert, kept for this question
)

// Answer is what a question became: the same value for every channel, and the
// body of POST /v1/ask. Lists are never null in JSON.
type Answer struct {
	ID           string         `json:"id,omitempty"` // of its record, which feedback names
	Status       Status         `json:"status"`
	Mode         string         `json:"mode"`
	Question     string         `json:"question"`                // as asked, personal data masked
	UnderstoodAs string         `json:"understood_as,omitempty"` // a follow-up question made whole
	AsOf         corpus.Date    `json:"as_of"`
	Sentences    []Sentence     `json:"sentences"`
	Citations    []Citation     `json:"citations"`
	Procedure    *ProcedureCard `json:"procedure,omitempty"`
	Warnings     []string       `json:"warnings"`
	Suggestions  []string       `json:"suggestions"`
	Nearest      []Nearest      `json:"nearest"`
	TookMS       float64        `json:"took_ms"`
	ModelMS      float64        `json:"model_ms,omitempty"` // of TookMS, what the model took
	Conversation string         `json:"conversation_id,omitempty"`
	Approved     *ApprovedBy    `json:"approved,omitempty"` // in ModeApproved
}

// ApprovedBy says who approved an answer, and when.
type ApprovedBy struct {
	ID       string      `json:"id"`
	Approver string      `json:"approver"`
	On       corpus.Date `json:"on"`
}

// Sentence is one line of an answer. Citations are numbers of Answer.Citations;
// only sentences about the search itself ("Chưa tìm thấy …") have none.
type Sentence struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"`
	Lead      bool   `json:"lead,omitempty"`   // the sentence that answers
	Quoted    bool   `json:"quoted,omitempty"` // the words of the cited text, "…" where some are left out
}

// Citation is one source of an answer, numbered from 1.
type Citation struct {
	N          int            `json:"n"`
	Ref        string         `json:"ref"`                // "khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP", as corpus.ParseRef reads
	Place      string         `json:"place"`              // the place in full, as officials cite it
	Document   *CitedDocument `json:"document,omitempty"` // nil for a procedure
	Article    string         `json:"article,omitempty"`  // corpus.Article.Key
	Heading    string         `json:"heading,omitempty"`
	Clause     string         `json:"clause,omitempty"`
	Point      string         `json:"point,omitempty"`
	Procedure  string         `json:"procedure,omitempty"` // code, when the source is a procedure
	Quote      string         `json:"quote"`               // word for word
	Shortened  bool           `json:"shortened,omitempty"` // the quote leaves text out, at "…"
	Validity   Force          `json:"validity"`
	Amendments []string       `json:"amendments"`
	Source     SourceLine     `json:"source"`
	Digest     bool           `json:"digest"`
	Link       string         `json:"link"` // path of the API: "/v1/documents/30-2020-nd-cp/articles/15"
	Page       string         `json:"page"` // path of the web page: "/van-ban/30-2020-nd-cp/15"
}

// CitedDocument names the document of a citation.
type CitedDocument struct {
	ID        corpus.DocumentID `json:"id"`
	Number    corpus.Number     `json:"number"`
	Kind      corpus.Kind       `json:"kind"`
	Title     string            `json:"title"`
	Name      string            `json:"name"` // kind, number and title as one
	Issuer    string            `json:"issuer,omitempty"`
	Issued    corpus.Date       `json:"issued,omitzero"`
	Effective corpus.Date       `json:"effective,omitzero"`
}

// ForceStatus is what an answer says of a place on the day asked about.
type ForceStatus string

// The values of Force.Status. A start without a known end is no proof of force,
// so it has a value of its own.
const (
	ForceInForce    ForceStatus = "in_force"
	ForceNoEndKnown ForceStatus = "no_end_known"
	ForceNotYet     ForceStatus = "not_yet"
	ForceExpired    ForceStatus = "expired"
	ForceSuspended  ForceStatus = "suspended"
	ForceUnknown    ForceStatus = "unknown"
)

// Force is what is known of a place's validity on the day asked about.
type Force struct {
	From     corpus.Date `json:"from,omitzero"`
	Until    corpus.Date `json:"until,omitzero"`
	Status   ForceStatus `json:"status"`
	Evidence string      `json:"evidence"` // "hiệu lực từ 01/07/2012 · có trong Bộ Pháp điển (02/2026)"
}

// SourceLine says where the quoted text was taken from.
type SourceLine struct {
	Name    string      `json:"name"` // "Bộ Pháp điển điện tử (Bộ Tư pháp)"
	Edition corpus.Date `json:"edition,omitzero"`
	Address string      `json:"address,omitempty"`

	File string `json:"file,omitempty"` // name of the imported file
	Page int    `json:"page,omitempty"` // of the file, 0 where pages are not known
	// Confidence is that of text recognised from an image, 0 to 1; 0 for other text.
	Confidence float64 `json:"confidence,omitempty"`
}

// ProcedureCard names the procedure that an answer is about and the field that
// was asked for; the rest of the record is one click away.
type ProcedureCard struct {
	Code      string         `json:"code"`
	Name      string         `json:"name"`
	Field     question.Field `json:"field"`
	Empty     bool           `json:"empty,omitempty"` // the record leaves the field empty
	Decision  string         `json:"decision,omitempty"`
	Agency    string         `json:"agency,omitempty"`
	Authority string         `json:"authority,omitempty"`
	Levels    []string       `json:"levels,omitempty"`
	Province  string         `json:"province,omitempty"`
	Digest    bool           `json:"digest,omitempty"`
	Link      string         `json:"link"`
	Page      string         `json:"page"`
}

// Nearest is a provision or procedure that comes close without answering.
type Nearest struct {
	Place string `json:"place"`
	Title string `json:"title,omitempty"`
	Link  string `json:"link"`
	Page  string `json:"page"`
}
