package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus"
)

// Question is one line of a question set; the package comment explains its parts.
type Question struct {
	ID       string      `json:"id"`
	Text     string      `json:"question"`
	Relevant []Relevant  `json:"relevant,omitempty"`
	AsOf     corpus.Date `json:"as_of,omitzero"`
	Slice    string      `json:"slice,omitempty"`
	Answer   string      `json:"answer,omitempty"`
	Expect   string      `json:"expect,omitempty"` // an answer status
}

// Relevant is a label: one place that answers the question. With no Article the
// whole document does.
type Relevant struct {
	Document  corpus.Number `json:"document,omitempty"` // số hiệu, or a DocumentID for acts without one
	Article   string        `json:"article,omitempty"`  // corpus.Article.Label
	Clause    string        `json:"clause,omitempty"`
	Point     string        `json:"point,omitempty"`
	Procedure string        `json:"procedure,omitempty"` // code
	Grade     int           `json:"grade,omitempty"`     // how well it answers; 0 means 1
}

// gain is the label's weight in graded measures.
func (r Relevant) gain() float64 { return float64(max(r.Grade, 1)) }

// ReadQuestions reads files of JSON lines. Blank lines and a byte order mark are
// passed over. An error names file and line and wraps ErrFormat, or what the
// file system said; an id that occurs twice, in one file or two, is an error.
func ReadQuestions(paths ...string) ([]Question, error) {
	set := questionSet{places: map[string]string{}}
	for _, path := range paths {
		if err := set.readFile(path); err != nil {
			return nil, err
		}
	}
	return set.questions, nil
}

// questionSet gathers questions and remembers where each id was seen.
type questionSet struct {
	questions []Question
	places    map[string]string
}

func (s *questionSet) readFile(path string) error {
	return eachLineOf(path, func(place string, line []byte) error {
		q, err := parseQuestion(line)
		if err != nil {
			return err
		}
		if first, ok := s.places[q.ID]; ok {
			return fmt.Errorf("id %q đã dùng ở %s: đặt id khác", q.ID, first)
		}
		s.places[q.ID] = place
		s.questions = append(s.questions, q)
		return nil
	})
}

// parseQuestion reads one line and says in Vietnamese what is wrong with it.
func parseQuestion(line []byte) (Question, error) {
	var q Question
	if err := json.Unmarshal(line, &q); err != nil {
		return q, fmt.Errorf("không đọc được JSON của câu hỏi: %w", err)
	}
	q.ID, q.Text = strings.TrimSpace(q.ID), strings.TrimSpace(q.Text)
	switch {
	case q.ID == "":
		return q, errors.New(`thiếu "id"`)
	case q.Text == "":
		return q, fmt.Errorf(`câu %q thiếu "question"`, q.ID)
	case q.Relevant == nil && q.Expect == "":
		return q, fmt.Errorf(`câu %q phải có "relevant" hoặc "expect"`, q.ID)
	}
	for i, label := range q.Relevant {
		if err := label.check(); err != nil {
			return q, fmt.Errorf(`câu %q, mục "relevant" thứ %d: %w`, q.ID, i+1, err)
		}
	}
	return q, nil
}

func (r Relevant) check() error {
	switch {
	case r.Document == "" && r.Procedure == "":
		return errors.New(`phải có "document" hoặc "procedure"`)
	case r.Document != "" && r.Procedure != "":
		return errors.New(`chỉ được có một trong "document" và "procedure"`)
	case r.Article == "" && (r.Clause != "" || r.Point != ""):
		return errors.New(`có khoản, điểm thì phải có "article"`)
	case r.Grade < 0:
		return errors.New(`"grade" không được âm`)
	}
	return nil
}

// stripDiacritics is s as typed by a person without a Vietnamese keyboard,
// capitals kept. It is deliberately not the folding of the search that it tests.
func stripDiacritics(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ':
			return 'd'
		case r == 'Đ':
			return 'D'
		}
		return r
	}, norm.NFD.String(s))
}
