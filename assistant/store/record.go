package store

import (
	"encoding/json"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

// Record says how one question was answered: a line of the audit. All its text has
// its personal data masked.
type Record struct {
	ID           string          `json:"id"` // sorts by time, cannot be guessed
	Time         time.Time       `json:"time"`
	User         string          `json:"user"`
	Channel      string          `json:"channel,omitempty"` // "web", "api", "cli"
	Conversation string          `json:"conversation_id,omitempty"`
	Question     string          `json:"question,omitempty"`      // as asked, masked; empty when it was refused for secrecy
	UnderstoodAs string          `json:"understood_as,omitempty"` // the question made whole
	AsOf         corpus.Date     `json:"as_of,omitzero"`          // the day asked about
	Status       string          `json:"status"`
	Mode         string          `json:"mode,omitempty"`     // "extractive", "model"
	Evidence     []string        `json:"evidence,omitempty"` // the places that the answer could rest on, in their order
	Answer       string          `json:"answer,omitempty"`   // its text
	Approved     string          `json:"approved,omitempty"` // Approved.ID, when an approved answer was given
	Verification json.RawMessage `json:"verification,omitempty"`
	Failure      string          `json:"failure,omitempty"` // why no model answered though there is one
	Model        string          `json:"model,omitempty"`   // as its endpoint names it
	TokensIn     int             `json:"tokens_in,omitempty"`
	TokensOut    int             `json:"tokens_out,omitempty"`
	Cost         float64         `json:"cost,omitempty"` // in the unit of the configured prices
	Latency      Latency         `json:"latency"`
	Masked       []string        `json:"masked,omitempty"` // the kinds of personal data that were masked
}

// Latency is how long the stages of an answer took, in milliseconds.
type Latency struct {
	Understand float64 `json:"understand_ms,omitempty"`
	Retrieve   float64 `json:"retrieve_ms,omitempty"`
	Compose    float64 `json:"compose_ms,omitempty"` // the model included
	Model      float64 `json:"model_ms,omitempty"`   // of Compose, the wait for the model
	Verify     float64 `json:"verify_ms,omitempty"`
	First      float64 `json:"first_ms,omitempty"` // until the first sentence was sent
	Total      float64 `json:"total_ms"`
}

// tidy shortens what others wrote and may be too long, rather than lose the record.
func (r *Record) tidy() {
	r.Answer, r.Failure, r.Model = cut(r.Answer, MaxAnswer), cut(r.Failure, MaxComment), cut(r.Model, maxWord)
}

func (r Record) check() error {
	var id error
	if r.ID != "" && !isID(r.ID) {
		id = invalid("bản ghi", "mã %q không đúng dạng", clip(r.ID, 40))
	}
	return check(id, person(r.User), name("trạng thái", r.Status, maxWord),
		text("kênh", r.Channel, maxWord), text("cuộc trò chuyện", r.Conversation, maxConversationID),
		text("câu hỏi", r.Question, MaxQuestion), text("câu hỏi đầy đủ", r.UnderstoodAs, MaxQuestion),
		text("cách trả lời", r.Mode, maxWord),
		words("căn cứ", r.Evidence, MaxEvidence), words("dữ liệu cá nhân", r.Masked, MaxEvidence),
		text("câu đã duyệt", r.Approved, maxWord),
		raw("kiểm chứng", r.Verification, MaxReport))
}

// words checks a list of short texts.
func words(field string, list []string, limit int) error {
	if len(list) > limit {
		return invalid(field, "nhiều quá %d mục", limit)
	}
	for _, w := range list {
		if err := required(field, w, MaxTitle*5); err != nil {
			return err
		}
	}
	return nil
}
