package store

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// State says whether an approved answer may be given.
type State string

// The states of an approved answer.
const (
	Current   State = "current"
	Stale     State = "stale"     // a place that it cites changed, ended or is gone since it was approved
	Withdrawn State = "withdrawn" // taken back by a person
)

// Approved is an answer that an expert approved. It is given as it stands to questions
// that match one of Questions closely, as long as every place that it cites reads as it
// did when it was approved and is in force.
type Approved struct {
	ID          string             `json:"id"`
	Questions   []string           `json:"questions"` // variants of one question, the first the plainest
	Sentences   []ApprovedSentence `json:"sentences"`
	Citations   []ApprovedCitation `json:"citations"`
	Approver    string             `json:"approver"`
	ApprovedOn  corpus.Date        `json:"approved_on"`
	Collections []string           `json:"collections,omitempty"` // those of its sources: who may not read them may not read it
	State       State              `json:"state"`
	Reason      string             `json:"reason,omitempty"` // why it is not current
	Changed     time.Time          `json:"changed"`          // when State was set
}

// ApprovedSentence is one sentence. Citations are numbers of Approved.Citations, from 1;
// every sentence has one at least.
type ApprovedSentence struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"`
}

// ApprovedCitation is one place that an approved answer rests on.
type ApprovedCitation struct {
	Ref    string `json:"ref"`    // as corpus.ParseRef reads, or the code of a procedure
	SHA256 string `json:"sha256"` // TextSum of the place's text when the answer was approved
}

// Limits of an approved answer.
const (
	MaxVariants  = 50
	MaxSentences = 50
	MaxCitations = 50
	maxSentence  = 2000 // characters
)

// TextSum is the SHA-256 of a place's text, hexadecimal, in small letters. Text that only
// differs in how it is encoded and spaced, as two readings of one file do, has one sum.
func TextSum(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(viet.Normalize(text)), " ")))
	return hex.EncodeToString(sum[:])
}

// check tells what is wrong with an approved answer whose sums may still be missing.
func (a Approved) check() error {
	err := check(
		name("id", a.ID, maxWord), name("approver", a.Approver, MaxUser), list("questions", a.Questions, MaxVariants, MaxQuestion/8),
		between("sentences", len(a.Sentences), MaxSentences), between("citations", len(a.Citations), MaxCitations),
		words("collections", a.Collections, MaxVariants))
	if err == nil && a.ApprovedOn.IsZero() {
		err = invalid("approved_on", "thiếu ngày phê duyệt")
	}
	if err != nil {
		return err
	}
	cited := make([]bool, len(a.Citations)+1)
	for _, s := range a.Sentences {
		if err := check(required("sentences", s.Text, maxSentence), between("sentences.citations", len(s.Citations), MaxCitations)); err != nil {
			return err
		}
		for _, n := range s.Citations {
			if n < 1 || n > len(a.Citations) {
				return invalid("sentences.citations", "[%d] không có trong citations", n)
			}
			cited[n] = true
		}
	}
	for i, c := range a.Citations {
		if err := name("citations.ref", c.Ref, maxWord*5); err != nil {
			return err
		}
		if !cited[i+1] {
			return invalid("citations", "[%d] %s không được câu nào viện dẫn", i+1, clip(c.Ref, 80))
		}
		if c.SHA256 != "" && !isSum(c.SHA256) {
			return invalid("citations.sha256", "%q không phải SHA-256", clip(c.SHA256, 80))
		}
	}
	return nil
}

func isSum(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size && s == strings.ToLower(s)
}

// list checks a list of texts of which there must be one at least.
func list(field string, texts []string, most, limit int) error {
	if err := between(field, len(texts), most); err != nil {
		return err
	}
	for _, t := range texts {
		if err := required(field, t, limit); err != nil {
			return err
		}
	}
	return nil
}

func between(field string, n, most int) error {
	if n < 1 || n > most {
		return invalid(field, "có %d mục, phải từ 1 đến %d", n, most)
	}
	return nil
}
