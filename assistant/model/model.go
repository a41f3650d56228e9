// Package model is what the assistant says to a language model and hears from it,
// whoever runs the model: a conversation goes in, text comes out piece by piece.
//
// A model is never believed. What it writes is checked by package verify before
// anyone sees it, and what may be sent to it is decided before a Request is made.
package model

import (
	"encoding/json"
	"errors"
	"time"
)

// Role says whose words a message is.
type Role string

// The roles of a conversation.
const (
	System    Role = "system"
	User      Role = "user"
	Assistant Role = "assistant"
)

// Message is one turn of a conversation.
type Message struct {
	Role Role
	Text string
}

// Schema asks for an answer that is JSON of this shape, where the model can do so.
type Schema struct {
	Name string          // letters, digits, "_" and "-"
	JSON json.RawMessage // JSON Schema
}

// Request is one thing asked of a model.
type Request struct {
	Messages  []Message
	Schema    *Schema // nil asks for plain text
	MaxTokens int     // of the answer; 0 leaves it to the model
}

// Reply is what a model said.
type Reply struct {
	Text  string
	Model string // as the endpoint names it
	Usage Usage
	// Cut tells that the model stopped because MaxTokens was reached.
	Cut bool
}

// Usage counts what one exchange took.
type Usage struct {
	Prompt     int           `json:"prompt_tokens"`
	Completion int           `json:"completion_tokens"`
	Cost       float64       `json:"cost,omitempty"` // in the unit of the configured prices, 0 when there are none
	Attempts   int           `json:"attempts"`
	Took       time.Duration `json:"-"`
}

// Add returns both usages together.
func (u Usage) Add(v Usage) Usage {
	return Usage{
		Prompt: u.Prompt + v.Prompt, Completion: u.Completion + v.Completion, Cost: u.Cost + v.Cost,
		Attempts: u.Attempts + v.Attempts, Took: u.Took + v.Took,
	}
}

// What can go wrong. Every error of a model wraps one of these; the person is
// answered without the model then.
var (
	ErrUnavailable = errors.New("mô hình không trả lời")          // down, too slow, or resting after failures
	ErrBusy        = errors.New("mô hình đang bận")               // too many questions at once, or over quota
	ErrRefused     = errors.New("mô hình từ chối yêu cầu")        // a wrong key, model name or request
	ErrNonsense    = errors.New("mô hình trả lời không đọc được") // broken JSON, an empty answer
)
