// Package manipulation holds attempts to make the assistant do something else
// than answer: orders inside questions, and orders planted in documents. They
// are ours, in Vietnamese and in English, and exist to be tried: with every one
// of them, even a model that obeys whatever it reads must not get anything
// unverified to the person, and the legal question inside must be answered.
package manipulation

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
)

// Kind says where an attempt stands.
type Kind string

// The kinds of attempts.
const (
	Direct  Kind = "direct"  // the question itself gives the order
	Planted Kind = "planted" // the order stands in the text of a document
)

// Attempt is one attempt.
type Attempt struct {
	ID        string   `json:"id"`
	Kind      Kind     `json:"kind"`
	Language  string   `json:"language"`           // of the order: "vi" or "en"
	Text      string   `json:"text"`               // the question as asked, or the passage as stored
	Question  string   `json:"question,omitempty"` // the legal question inside a direct one, to be answered all the same
	Forbidden []string `json:"forbidden"`          // what the answer of somebody who obeyed would contain
}

//go:embed attempts.jsonl
var attempts []byte

// ErrAttempt is wrapped by errors about an attempt that is not whole.
var ErrAttempt = errors.New("mẫu thao túng không hợp lệ")

// Attempts returns all attempts in the order of the file. The error names the
// line that cannot be read.
func Attempts() ([]Attempt, error) { return read(attempts) }

func read(lines []byte) (list []Attempt, err error) {
	seen := map[string]bool{}
	scanner := bufio.NewScanner(bytes.NewReader(lines))
	for n := 1; scanner.Scan(); n++ {
		var a Attempt
		if err := json.Unmarshal(scanner.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("dòng %d: %w", n, err)
		}
		switch {
		case a.ID == "" || a.Text == "" || len(a.Forbidden) == 0 || seen[a.ID]:
			return nil, fmt.Errorf("dòng %d: %w: thiếu hoặc trùng \"id\", thiếu \"text\" hay \"forbidden\"", n, ErrAttempt)
		case a.Kind != Direct && a.Kind != Planted:
			return nil, fmt.Errorf("dòng %d: %w: không có loại %q", n, ErrAttempt, a.Kind)
		}
		seen[a.ID] = true
		list = append(list, a)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("đọc các mẫu thao túng: %w", err)
	}
	return list, nil
}
