package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// typed is one token of a question.
type typed struct {
	viet.Token
	word    string   // canonical
	spelled spelling // zero when it is no Vietnamese spelling
	symbol  uint32   // unknown when the corpus lacks it
	fixed   bool     // not to be touched
	marked  bool     // has a tone or a marked vowel
	native  bool     // a common syllable or, without marks, the letters of one
	parted  bool     // begins the question or stands behind punctuation
	glued   bool     // touches the token before
}

// typedTokens cuts the question.
func (m *Model) typedTokens(question string) []typed {
	tokens := viet.Tokenize(question)
	shouted := !hasLower(question)
	list := make([]typed, len(tokens))
	end := 0
	for i, token := range tokens {
		t := &list[i]
		t.Token = token
		t.parted = i == 0 || !adjacent(question[end:token.Start])
		t.glued = i > 0 && token.Start == end
		end = token.End
		if token.Kind != viet.Syllable {
			t.symbol, t.fixed = numeral, true
			continue
		}
		m.know(t)
		name := t.spelled.n == 1 && t.parted && i > 0 && question[token.Start-1] != ' ' // the O of C/O
		t.fixed = t.fixed || name || !shouted && hasInnerCapital(token.Text) || i > 0 && isPoint(&list[i-1], t)
	}
	return list
}

// know looks the syllable up.
func (m *Model) know(t *typed) {
	t.word = canonical(t.Text)
	t.symbol = unknown
	if s, ok := m.symbol[t.word]; ok {
		t.symbol, t.native = s, m.native[s]
	}
	spelled, ok := spell(t.word)
	t.fixed = !ok
	if !ok {
		return
	}
	t.spelled, t.marked = spelled, spelled.hasVowelMark()
	if t.native || t.marked {
		return
	}
	run := m.folds[viet.Fold(t.word)]
	for s := run.from; s < run.to; s++ {
		t.native = t.native || m.native[s]
	}
}

// isPoint tells whether t is the letter behind the word điểm, typed in whatever
// way: điểm d and điểm đ are two places of a law.
func isPoint(before, t *typed) bool {
	return t.spelled.n == 1 && !t.marked && viet.Fold(before.word) == "diem"
}

func hasLower(s string) bool {
	return strings.IndexFunc(s, unicode.IsLower) >= 0
}

// hasInnerCapital tells whether the word of a question that has small letters too
// is an abbreviation or glued to one: UBND, BLĐTBXh, sốV. A capital that changed
// places with the letter behind it, as in hTời, is none.
func hasInnerCapital(word string) bool {
	capitals, n, last := 0, 0, 0
	for _, r := range word {
		if unicode.IsUpper(r) {
			capitals++
			last = n
		}
		n++
	}
	return capitals > 1 || last > 1
}

// isAbbreviation tells whether the word is in capitals.
func isAbbreviation(word string) bool {
	return utf8.RuneCountInString(word) > 1 && !hasLower(word)
}

func isCapitalized(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// inCaseOf writes what is meant, in lower case, with the capitals of what was typed.
func inCaseOf(text, meant string) string {
	switch {
	case !isCapitalized(text):
		return meant
	case isAbbreviation(text):
		return strings.ToUpper(meant)
	}
	r, size := utf8.DecodeRuneInString(meant)
	return string(unicode.ToUpper(r)) + meant[size:]
}
