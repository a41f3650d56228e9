package assistant

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// MaxQuestion is the longest question in characters.
const MaxQuestion = 4000

const maxConversation = 128

// ErrInvalid is wrapped by every error about a request that the person can put right.
var ErrInvalid = errors.New("yêu cầu không hợp lệ")

// InvalidError says which field of a request is wrong and what to do about it,
// in Vietnamese. It wraps ErrInvalid.
type InvalidError struct {
	Field  string // the JSON name of the field
	Reason string // what is wrong, and the remedy
}

func (e *InvalidError) Error() string { return fmt.Sprintf("%s: %s", e.Field, e.Reason) }

func (e *InvalidError) Unwrap() error { return ErrInvalid }

// Request is one question.
type Request struct {
	Question       string
	AsOf           corpus.Date // the day asked about; zero means read from the question, else today
	ConversationID string      // optional; carries subject and document from one question to the next

	User    string // who asks; empty is Anonymous
	Channel string // by which way: "web", "api", "cli"
}

// normalized checks the request and returns its question in one spelling,
// without the characters that nobody sees.
func (r Request) normalized() (text string, err error) {
	q := r.Question
	switch {
	case !utf8.ValidString(q):
		return "", &InvalidError{"question", invalidUTF8}
	case utf8.RuneCountInString(q) > MaxQuestion:
		return "", &InvalidError{"question", fmt.Sprintf(invalidLong, utf8.RuneCountInString(q), MaxQuestion)}
	}
	q = strings.TrimSpace(viet.Normalize(question.Clean(strings.Map(spaced, q))))
	if !strings.ContainsFunc(q, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return "", &InvalidError{"question", invalidEmpty}
	}
	if len(r.ConversationID) > maxConversation || strings.ContainsFunc(r.ConversationID, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", &InvalidError{"conversation_id", fmt.Sprintf(invalidConversation, maxConversation)}
	}
	return q, nil
}

// spaced makes a space of a control character, as text pasted from a PDF has them.
func spaced(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) {
		return ' '
	}
	return r
}
