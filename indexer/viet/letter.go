package viet

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letter is what the package knows of one Latin letter.
type letter struct {
	lower rune // lower case, tone and marks kept
	fold  rune // lower case without any mark: "ế" → 'e', "Đ" → 'd'
	bare  rune // same case and marks, tone taken off: "Ế" → 'Ê'
	tone  tone
	class class
}

// tone numbers the six tones; level is the tone without a mark.
type tone uint8

const (
	level tone = iota
	grave
	acute
	hook
	tilde
	dot
	tones // their count
)

// class sorts code points for the scanners.
type class uint8

const (
	other     class = iota // spaces, punctuation, symbols
	digit                  // 0–9
	vowel                  // a letter that can carry a Vietnamese tone
	consonant              // every other letter
	mark                   // combining mark
)

// The letters of Vietnamese lie in two runs of code points; the table holds
// them one after the other.
const (
	runOneEnd   = 0x250  // Basic Latin to Latin Extended-B
	runTwoStart = 0x1EA0 // Latin Extended Additional, Vietnamese part
	runTwoEnd   = 0x1EFA
	tableSize   = runOneEnd + runTwoEnd - runTwoStart
)

var (
	letters = buildLetters()
	toned   = buildToned()
)

// letterOf looks r up; ok is false outside the Latin runs.
func letterOf(r rune) (l *letter, ok bool) {
	switch {
	case r < 0:
		return nil, false
	case r < runOneEnd:
		return &letters[r], true
	case r >= runTwoStart && r < runTwoEnd:
		return &letters[r-runTwoStart+runOneEnd], true
	}
	return nil, false
}

// classOf sorts any rune.
func classOf(r rune) class {
	if l, ok := letterOf(r); ok {
		return l.class
	}
	switch {
	case unicode.IsLetter(r):
		return consonant
	case unicode.IsMark(r):
		return mark
	case unicode.IsDigit(r):
		return consonant // a foreign digit is a letter like any other
	}
	return other
}

func buildLetters() *[tableSize]letter {
	var table [tableSize]letter
	for i := range table {
		r := rune(i)
		if i >= runOneEnd {
			r = rune(i - runOneEnd + runTwoStart)
		}
		table[i] = describe(r)
	}
	return &table
}

// describe takes one letter apart by its canonical decomposition. Unicode does
// not decompose đ, and texts carry look-alikes of it (Icelandic Ð, African Ɖ).
func describe(r rune) letter {
	switch r {
	case 'Đ', 'Ð', 'Ɖ':
		return letter{lower: 'đ', fold: 'd', bare: r, class: consonant}
	case 'đ', 'ð':
		return letter{lower: 'đ', fold: 'd', bare: r, class: consonant}
	}
	l := letter{lower: unicode.ToLower(r), fold: unicode.ToLower(r), bare: r}
	switch {
	case r >= '0' && r <= '9':
		l.class = digit
		return l
	case !unicode.IsLetter(r):
		return l
	}
	l.class = consonant
	var kept []rune
	for _, d := range norm.NFD.String(string(r)) {
		if t := toneOf(d); t != level {
			l.tone = t
			continue
		}
		kept = append(kept, d)
	}
	l.fold = unicode.ToLower(kept[0])
	bare := []rune(norm.NFC.String(string(kept)))
	if len(bare) == 1 && isVowel(unicode.ToLower(bare[0])) {
		l.bare, l.class = bare[0], vowel
	} else {
		l.tone = level
	}
	return l
}

func toneOf(mark rune) tone {
	switch mark {
	case '\u0300':
		return grave
	case '\u0301':
		return acute
	case '\u0309':
		return hook
	case '\u0303':
		return tilde
	case '\u0323':
		return dot
	}
	return level
}

func isVowel(r rune) bool {
	switch r {
	case 'a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y':
		return true
	}
	return false
}

// buildToned maps each toneless vowel, in either case, to its six forms.
func buildToned() map[rune]*[tones]rune {
	m := make(map[rune]*[tones]rune)
	for i := range letters {
		l := &letters[i]
		if l.class != vowel {
			continue
		}
		if m[l.bare] == nil {
			m[l.bare] = new([tones]rune)
		}
		r := rune(i)
		if i >= runOneEnd {
			r = rune(i - runOneEnd + runTwoStart)
		}
		m[l.bare][l.tone] = r
	}
	return m
}
