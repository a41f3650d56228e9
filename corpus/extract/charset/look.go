package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// look says how Vietnamese a text is: the words with characters beyond ASCII that
// are well-shaped syllables, and those that are not.
type look struct{ marked, odd int }

func (l look) score() int { return l.marked - 2*l.odd }

// lookOf counts the words of s. A word is a run of letters, of marks and of the
// signs that legacy codes have for letters (U+00A1 to U+00FF).
func lookOf(s string) look {
	var l look
	start, beyond, letters := -1, false, 0
	end := func(i int) {
		if start >= 0 && beyond && letters > 0 {
			if wellShaped(s[start:i]) {
				l.marked++
			} else {
				l.odd++
			}
		}
		start, beyond, letters = -1, false, 0
	}
	for i, r := range s {
		letter := unicode.IsLetter(r)
		if !letter && !unicode.Is(unicode.Mn, r) && (r < tcvn3First || r > 0xFF) {
			end(i)
			continue
		}
		if start < 0 {
			start = i
		}
		if letter {
			letters++
		}
		beyond = beyond || r >= utf8.RuneSelf
	}
	end(len(s))
	return l
}

// LooksTCVN3 tells whether the text makes sense as TCVN3 and not as it stands.
func LooksTCVN3(s string) bool { return looksLike(s, NameTCVN3) }

// LooksVNI tells whether the text makes sense as VNI and not as it stands.
func LooksVNI(s string) bool { return looksLike(s, NameVNI) }

func looksLike(s, name string) bool {
	fit := fitting(s)
	return fit.name == name && fit.sure()
}

// legacy is a code in which text may be held, letter by letter, in Unicode.
type legacy struct {
	name   string
	decode func(string) string
}

var legacies = []legacy{
	{NameTCVN3, func(s string) string { return TCVN3(s, false) }},
	{NameVNI, VNI},
}

// fit is the legacy code that suits a text best.
type fit struct {
	legacy
	text     string // decoded
	raw, now look
}

// better tells that the text gains by decoding.
func (f fit) better() bool { return f.name != "" && f.now.score() > f.raw.score() }

// sure tells that it gains enough to decode it without other evidence: two
// syllables at least, hardly any odd word left, and it was worse before.
func (f fit) sure() bool {
	return f.better() && f.now.marked >= 2 && f.now.odd*5 <= f.now.marked && f.raw.odd > f.now.odd && f.raw.odd*3 >= f.raw.marked
}

// fitting finds the code; its name is empty where the text is best left alone.
func fitting(s string) fit {
	var best fit
	if ascii(s) {
		return best
	}
	raw := lookOf(s)
	best.raw, best.now = raw, raw
	if raw.odd == 0 {
		return best
	}
	for _, code := range legacies {
		text := code.decode(s)
		if now := lookOf(text); now.score() > best.now.score() {
			best = fit{code, text, raw, now}
		}
	}
	return best
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
