package language

import (
	"golang.org/x/text/unicode/norm"
)

// longestSpelling is how many letters a spelling may have: the longest syllable
// has seven, the keys of an input method and two syllables in one are longer.
const longestSpelling = 14

// spelling is a syllable taken apart: its letters without the tone, and the
// tone. Two spellings of one syllable are equal wherever the tone was put.
type spelling struct {
	letters [longestSpelling]letter
	n       uint8
	tone    tone
}

// letter is a to z, or one of the seven marked letters.
type letter byte

// The letters of Vietnamese beyond a to z.
const (
	none letter = iota
	breveA
	hatA
	hatE
	hatO
	hornO
	hornU
	barD
)

// tone numbers the tones; level is none.
type tone uint8

const (
	level tone = iota
	grave
	acute
	hook
	tilde
	dot
)

// toneMarks are the combining characters of the tones.
var toneMarks = [...]string{level: "", grave: "\u0300", acute: "\u0301", hook: "\u0309", tilde: "\u0303", dot: "\u0323"}

// marked says of the letters beyond a to z how they look and what they are
// without their mark.
var marked = [...]struct {
	look rune
	bare letter
}{breveA: {'ă', 'a'}, hatA: {'â', 'a'}, hatE: {'ê', 'e'}, hatO: {'ô', 'o'}, hornO: {'ơ', 'o'}, hornU: {'ư', 'u'}, barD: {'đ', 'd'}}

// glyph is one written letter: its spelling and tone.
type glyph struct {
	letter letter
	tone   tone
}

var glyphs = buildGlyphs()

func buildGlyphs() map[rune]glyph {
	m := make(map[rune]glyph)
	for c := 'a'; c <= 'z'; c++ {
		m[c] = glyph{letter: letter(c)}
	}
	for l := breveA; l <= barD; l++ {
		m[marked[l].look] = glyph{letter: l}
	}
	for _, vowel := range "aăâeêioôơuưy" {
		for t := grave; t <= dot; t++ {
			for _, r := range norm.NFC.String(string(vowel) + toneMarks[t]) {
				m[r] = glyph{letter: m[vowel].letter, tone: t}
			}
		}
	}
	return m
}

// bare is the letter without its mark.
func (l letter) bare() letter {
	if l <= barD && l != none {
		return marked[l].bare
	}
	return l
}

func (l letter) isVowel() bool {
	switch l.bare() {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

// spell takes a word in lower case apart; ok is false when it has other signs
// than letters of Vietnamese and a to z, or too many. Of several tones the first
// counts.
func spell(word string) (s spelling, ok bool) {
	for _, r := range word {
		g, known := glyphs[r]
		if !known || s.n == longestSpelling {
			return s, false
		}
		s.push(g.letter)
		if s.tone == level {
			s.tone = g.tone
		}
	}
	return s, s.n > 0
}

func (s *spelling) push(l letter) {
	s.letters[s.n] = l
	s.n++
}

// drop takes the letter at i out.
func (s *spelling) drop(i int) {
	copy(s.letters[i:], s.letters[i+1:s.n])
	s.n--
	s.letters[s.n] = none
}

// word returns the letters of the spelling.
func (s *spelling) word() []letter { return s.letters[:s.n] }

// folded is the spelling without any mark or tone.
func (s spelling) folded() spelling {
	s.tone = level
	for i, l := range s.word() {
		s.letters[i] = l.bare()
	}
	return s
}

// hasVowelMark tells whether the spelling has a tone or a marked vowel.
func (s *spelling) hasVowelMark() bool {
	if s.tone != level {
		return true
	}
	for _, l := range s.word() {
		if l > none && l < barD {
			return true
		}
	}
	return false
}

// isPlain tells whether no letter has a mark; there may be a tone.
func (s *spelling) isPlain() bool {
	f := s.folded()
	return f.letters == s.letters
}

// parts returns where the vowels of the syllable begin and end. The u of qu and
// the i of gi before a vowel belong to the consonants before them.
func (s *spelling) parts() (start, end int) {
	w := s.word()
	for start < len(w) && !w[start].isVowel() {
		start++
	}
	end = start
	for end < len(w) && w[end].isVowel() {
		end++
	}
	if start == 1 && end-start > 1 && (w[0] == 'q' && w[1] == 'u' || w[0] == 'g' && w[1] == 'i') {
		start++
	}
	return start, end
}
