package viet

import (
	"strings"
	"unicode/utf8"
)

// longest is the number of letters in the longest syllable, "nghiêng", and one
// more, so that longer words are seen to be longer.
const longest = 8

// syllable collects the letters of the word being scanned.
type syllable struct {
	runes  [longest]rune
	n      int // letters seen, more than longest when the word is too long
	vowels int
	toned  int
	odd    bool // holds what no Vietnamese syllable has
}

func (w *syllable) add(r rune, l *letter) {
	if w.n < longest {
		w.runes[w.n] = r
	}
	w.n++
	if l == nil || l.class == mark {
		w.odd = true
		return
	}
	if l.class == vowel {
		w.vowels++
		if l.tone != level {
			w.toned++
		}
	}
}

// placeTones moves misplaced tone marks and returns s itself when all are right.
func placeTones(s string) string {
	var b strings.Builder
	copied, start := 0, 0
	var w syllable
	finish := func(end int) {
		if !w.odd && w.toned == 1 && w.vowels > 1 && w.n <= longest && moveTone(w.runes[:w.n]) {
			b.WriteString(s[copied:start])
			for _, r := range w.runes[:w.n] {
				b.WriteRune(r)
			}
			copied = end
		}
		w.n, w.vowels, w.toned, w.odd = 0, 0, 0, false
	}
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		l, ok := letterOf(r)
		if (ok && l.class == other) || (!ok && classOf(r) == other) {
			if w.n > 0 {
				finish(i)
			}
		} else {
			if w.n == 0 {
				start = i
			}
			w.add(r, l)
		}
		i += size
	}
	if w.n > 0 {
		finish(len(s))
	}
	if copied == 0 {
		return s
	}
	b.WriteString(s[copied:])
	return b.String()
}

// moveTone puts the one tone of word on its vowel and tells whether it moved.
// Words that are no Vietnamese syllable are left alone.
func moveTone(word []rune) bool {
	start, end, ok := nucleus(word)
	if !ok {
		return false
	}
	target := start + toneVowel(word[start:end], end < len(word))
	for i := range word {
		l, _ := letterOf(word[i])
		if l.tone == level {
			continue
		}
		if i == target {
			return false
		}
		t, _ := letterOf(word[target])
		word[target] = toned[t.bare][l.tone]
		word[i] = l.bare
		return true
	}
	return false
}

// toneVowel returns which vowel of the nucleus carries the tone: the last one
// that has a mark of its own (ê, ơ, â …); otherwise the second when a consonant
// or a third vowel follows, and the first when not.
func toneVowel(vowels []rune, closed bool) int {
	for i := len(vowels) - 1; i >= 0; i-- {
		l, _ := letterOf(vowels[i])
		if b, _ := letterOf(l.bare); b.lower != b.fold {
			return i
		}
	}
	if len(vowels) == 3 || len(vowels) == 2 && closed {
		return 1
	}
	return 0
}

// nucleus returns the span of the vowels that can carry the tone of a syllable.
// The u of "qu" belongs to the onset, and so does the i of "gi" before a vowel.
func nucleus(word []rune) (start, end int, ok bool) {
	var buf [longest * utf8.UTFMax]byte
	for start < len(word) && classOf(word[start]) != vowel {
		start++
	}
	onset := AppendLower(buf[:0], string(word[:start]))
	if !onsets[string(onset)] {
		return 0, 0, false
	}
	end = start
	for end < len(word) && classOf(word[end]) == vowel {
		end++
	}
	if end-start > 1 {
		first, _ := letterOf(word[start])
		switch string(onset) + string(first.fold) {
		case "qu", "gi":
			if b, _ := letterOf(first.bare); b.lower == first.fold { // not ư
				start++
			}
		}
	}
	coda := AppendLower(buf[:0], string(word[end:]))
	return start, end, end-start <= 3 && codas[string(coda)]
}

var onsets = set("", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
	"p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x")

var codas = set("", "c", "ch", "m", "n", "ng", "nh", "p", "t")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
