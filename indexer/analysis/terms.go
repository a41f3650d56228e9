// Package analysis turns Vietnamese text into the terms that the index holds:
// syllables and pairs of adjacent syllables, in two forms, as written and
// folded to no diacritics. It also registers both forms with Bleve as versioned
// analyzers, so that an index says by which rules it was made.
package analysis

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Form says how a term is spelled.
type Form int

// The two forms. A question without any diacritics is asked in Folded form.
const (
	Written Form = iota // lower case, diacritics kept
	Folded              // lower case, no diacritics, đ as d
)

// PairSeparator stands between the two syllables of a pair.
const PairSeparator = ' '

// Splitter makes terms; it keeps buffers between texts and so must not be used
// by two goroutines at once. The zero value is ready.
type Splitter struct {
	tokens     []viet.Token
	prev, term []byte
}

// Split calls emit for every term of text, in order: each syllable or number
// and, unless a line break lies between, its pair with the one before. A full
// document number is followed by its short form ("30/2020" of
// "30/2020/NĐ-CP"), which officials use. emit must copy what it keeps. The
// result is the length of the text in tokens, pairs and short forms not counted.
func (s *Splitter) Split(text string, form Form, emit func(term []byte)) int {
	text = viet.Normalize(text)
	s.tokens = viet.AppendTokens(s.tokens[:0], text)
	s.prev = s.prev[:0]
	end := 0
	for _, t := range s.tokens {
		if len(s.prev) > 0 && strings.IndexByte(text[end:t.Start], '\n') >= 0 {
			s.prev = s.prev[:0]
		}
		end = t.End
		pairAt := 0
		s.term = s.term[:0]
		if len(s.prev) > 0 {
			s.term = append(append(s.term, s.prev...), PairSeparator)
			pairAt = len(s.term)
		}
		s.term = form.append(s.term, t.Text)
		emit(s.term[pairAt:])
		if pairAt > 0 {
			emit(s.term)
		}
		if short, ok := shortNumber(t); ok {
			emit([]byte(short))
		}
		s.prev = append(s.prev[:0], s.term[pairAt:]...)
	}
	return len(s.tokens)
}

func (f Form) append(dst []byte, text string) []byte {
	if f == Folded {
		return viet.AppendFold(dst, text)
	}
	return viet.AppendLower(dst, text)
}

// shortNumber returns number/year of a document number that has a type code too.
func shortNumber(t viet.Token) (string, bool) {
	if t.Kind != viet.DocumentNumber {
		return "", false
	}
	first := strings.IndexByte(t.Text, '/')
	if first < 0 {
		return "", false
	}
	second := strings.IndexByte(t.Text[first+1:], '/')
	if second < 0 {
		return "", false
	}
	return t.Text[:first+1+second], true
}
