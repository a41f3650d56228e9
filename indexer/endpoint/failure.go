package endpoint

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// Failure is an error of a request with what is known of it.
type Failure struct {
	Status int           // of the answer; 0 when there was none
	Again  bool          // another try may not meet it
	Busy   bool          // the server works, but has too much to do
	After  time.Duration // the server wants to be left alone so long

	err  error
	body string // the beginning of the answer, lower case, without the key
}

func (f *Failure) Error() string { return f.err.Error() }
func (f *Failure) Unwrap() error { return f.err }

// Mentions tells whether the answer of the server, whatever its shape, matches.
// It is in lower case.
func (f *Failure) Mentions(pattern *regexp.Regexp) bool { return pattern.MatchString(f.body) }

// Transient is err as one that another try may not meet.
func Transient(err error) *Failure { return &Failure{Again: true, err: err} }

// Final is err as one after which nothing is tried again, as when a part of an
// answer was passed on already.
func Final(err error) *Failure {
	final := Failure{err: err}
	var f *Failure
	if errors.As(err, &f) {
		final.Status, final.Busy, final.body = f.Status, f.Busy, f.body
	}
	return &final
}

const maxSaid = 200 // characters of what a server says that an error repeats

// shorten keeps the first characters of s on one line, at most maxSaid.
func shorten(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	count := 0
	for at := range s {
		if count == maxSaid {
			return strings.TrimSpace(s[:at]) + "…"
		}
		count++
	}
	return s
}
