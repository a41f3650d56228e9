package store

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What one person and one conversation can fill. The oldest makes room.
const (
	MaxConversations = 1000 // of a person
	MaxTurns         = 200  // of a conversation
)

// Limits of what is kept, in characters unless said otherwise.
const (
	MaxUser     = 200
	MaxTitle    = 200
	MaxQuestion = 20_000 // masking lengthens a question
	MaxComment  = 2000
	MaxAnswer   = 1 << 20 // bytes of an answer, as JSON or text
	MaxReport   = 1 << 20 // bytes of a verification report
	MaxEvidence = 500     // references of one record
	maxWord     = 200     // channel, status, model, reference
)

// check returns the first error.
func check(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// text checks a text that may have several lines.
func text(field, s string, limit int) error {
	switch {
	case !utf8.ValidString(s):
		return invalid(field, "không phải UTF-8")
	case utf8.RuneCountInString(s) > limit:
		return invalid(field, "dài quá %d ký tự", limit)
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }):
		return invalid(field, "có ký tự điều khiển")
	}
	return nil
}

// required checks a text that must say something.
func required(field, s string, limit int) error {
	if strings.TrimSpace(s) == "" {
		return invalid(field, "còn trống")
	}
	return text(field, s, limit)
}

// name checks a text of one printable line that must say something.
func name(field, s string, limit int) error {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return invalid(field, "có ký tự không in được")
	}
	return required(field, s, limit)
}

// raw checks a JSON value that may be missing; limit is in bytes.
func raw(field string, v json.RawMessage, limit int) error {
	switch {
	case len(v) > limit:
		return invalid(field, "dài quá %d byte", limit)
	case len(v) > 0 && !json.Valid(v):
		return invalid(field, "không phải JSON")
	}
	return nil
}

// person checks who asks.
func person(user string) error { return name("người dùng", user, MaxUser) }

// cut shortens a text to at most limit bytes and puts right what is no UTF-8.
func cut(s string, limit int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= limit {
		return s
	}
	const mark = "…"
	return strings.ToValidUTF8(s[:limit-len(mark)], "") + mark
}

// clip shortens a text to a title of one line.
func clip(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:limit-1])) + "…"
}
