package corpus

// ForceStatus is what can be said of a place on a day.
type ForceStatus string

// Answers of Validity.At.
const (
	ForceInForce ForceStatus = "in_force"
	ForceNotYet  ForceStatus = "not_yet"
	ForceExpired ForceStatus = "expired"
	ForceUnknown ForceStatus = "unknown"

	ForcePartly    ForceStatus = "partly"    // some of it has ended, the rest is in force
	ForceSuspended ForceStatus = "suspended" // ngưng hiệu lực for a time
)

// Validity is the interval in which a place is in force: From included, Until
// excluded. A zero From is an unknown start; a zero Until means that no end is
// known, which is not proof of force.
type Validity struct {
	From    Date       `json:"from,omitzero"`
	Until   Date       `json:"until,omitzero"`
	EndedBy *Amendment `json:"ended_by,omitempty"` // what set Until
}

// At says what is known of the place on day d.
func (v Validity) At(d Date) ForceStatus {
	switch {
	case d.IsZero():
		return ForceUnknown
	case !v.Until.IsZero() && d >= v.Until:
		return ForceExpired
	case v.From.IsZero():
		return ForceUnknown
	case d < v.From:
		return ForceNotYet
	default:
		return ForceInForce
	}
}

// AmendmentKind is what one provision does to another.
type AmendmentKind string

// The kinds of amendment.
const (
	AmendModify      AmendmentKind = "sửa đổi"
	AmendSupplement  AmendmentKind = "bổ sung"
	AmendReplace     AmendmentKind = "thay thế"
	AmendRepeal      AmendmentKind = "bãi bỏ"
	AmendSuspend     AmendmentKind = "ngưng hiệu lực"
	AmendCorrect     AmendmentKind = "đính chính"
	AmendGuide       AmendmentKind = "hướng dẫn"
	AmendConsolidate AmendmentKind = "hợp nhất"
)

// Amendment is an edge: By acts on Target from Effective on. Kinds holds more
// than one when the source lumps them ("được sửa đổi, bổ sung").
type Amendment struct {
	Kinds     []AmendmentKind `json:"kinds"`
	Target    Ref             `json:"target,omitzero"` // zero when it is the article that carries the amendment
	By        Ref             `json:"by"`
	Effective Date            `json:"effective,omitzero"`
	Until     Date            `json:"until,omitzero"`   // the day on which it stops acting, of a suspension
	Partly    bool            `json:"partly,omitempty"` // "có nội dung được …": only some of the target's text
	Note      string          `json:"note,omitempty"`   // the source's words

	Except  string   `json:"except,omitempty"`  // what the clause leaves out of its effect, in its words: "trừ trường hợp quy định tại khoản 3 Điều này"
	Wording []Node   `json:"wording,omitempty"` // the new text of Target where the acting document gives it
	Heading string   `json:"heading,omitempty"` // of a whole Điều in Wording
	After   string   `json:"after,omitempty"`   // label of the sibling that a supplement comes after, empty for the end
	Phrases []Phrase `json:"phrases,omitempty"` // words exchanged or struck out in Target
}

// Phrase is a cụm từ that an amendment exchanges: every Old in the target reads
// New, or is gone when New is empty.
type Phrase struct {
	Old string `json:"old"`
	New string `json:"new,omitempty"`
}
