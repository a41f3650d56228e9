package eval

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// halfStripped is s with every second word, from the second on, typed without
// diacritics. Blanks are kept.
func halfStripped(s string) string {
	var b strings.Builder
	n := 0
	for len(s) > 0 {
		start := strings.IndexFunc(s, notSpace)
		if start < 0 {
			break
		}
		end := len(s)
		if i := strings.IndexFunc(s[start:], unicode.IsSpace); i >= 0 {
			end = start + i
		}
		word := s[start:end]
		if n%2 == 1 {
			word = stripDiacritics(word)
		}
		b.WriteString(s[:start])
		b.WriteString(word)
		s = s[end:]
		n++
	}
	return b.String() + s
}

func notSpace(r rune) bool { return !unicode.IsSpace(r) }

// slip is one way to mistype a syllable.
type slip string

// The slips that slipped draws from.
const (
	lettersSwapped slip = "swapped"
	letterMissing  slip = "missing"
	letterDoubled  slip = "doubled"
	nextKey        slip = "next key"
	telexTone      slip = "telex" // the tone as the Telex key at the end
	vniTone        slip = "vni"   // the tone as the VNI digit at the end
	toneMissing    slip = "no tone"
	toneWrong      slip = "wrong tone"
)

var slips = []slip{lettersSwapped, letterMissing, letterDoubled, nextKey, telexTone, vniTone, toneMissing, toneWrong}

// slipped is s with exactly one typing slip in one syllable of three letters or
// more; the seed says which. A text without such a syllable stays as it is.
func slipped(s string, seed uint64) string {
	s, _ = slipInto(s, seed)
	return s
}

// slipInto is slipped with the kind of slip, empty when there is none.
func slipInto(s string, seed uint64) (string, slip) {
	s = norm.NFC.String(s)
	spans := syllableSpans(s)
	if len(spans) == 0 {
		return s, ""
	}
	r := rand.New(rand.NewPCG(seed, 0))
	at := spans[r.IntN(len(spans))]
	word := []rune(s[at[0]:at[1]])
	for _, n := range r.Perm(len(slips)) {
		if typed := slips[n].apply(word, r); typed != string(word) {
			return s[:at[0]] + typed + s[at[1]:], slips[n]
		}
	}
	return s, ""
}

// syllableSpans returns where the words of three letters or more lie that are no
// abbreviations and no part of a number.
func syllableSpans(s string) (spans [][2]int) {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/-_.", r) }
	for start := 0; start < len(s); {
		r, size := utf8.DecodeRuneInString(s[start:])
		if !inWord(r) {
			start += size
			continue
		}
		end := len(s)
		if i := strings.IndexFunc(s[start:], func(r rune) bool { return !inWord(r) }); i >= 0 {
			end = start + i
		}
		word := strings.TrimRight(s[start:end], "/-_.")
		letters := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
		if letters && utf8.RuneCountInString(word) >= 3 && word != strings.ToUpper(word) {
			spans = append(spans, [2]int{start, start + len(word)})
		}
		start = end
	}
	return spans
}

// apply mistypes word. It returns it as it is where the slip is impossible.
func (k slip) apply(word []rune, r *rand.Rand) string {
	w := slices.Clone(word)
	i := r.IntN(len(w))
	switch k {
	case lettersSwapped:
		i = r.IntN(len(w) - 1)
		w[i], w[i+1] = w[i+1], w[i]
		return string(w)
	case letterMissing:
		return string(slices.Delete(w, i, i+1))
	case letterDoubled:
		return string(slices.Insert(w, i, w[i]))
	case nextKey:
		near := keysBeside(w[i])
		if len(near) == 0 {
			return string(word)
		}
		w[i] = near[r.IntN(len(near))]
		return string(w)
	}
	return k.applyTone(string(word), r)
}

// The tones of Vietnamese as combining marks, and their keys.
const (
	toneMarks = "\u0301\u0300\u0309\u0303\u0323"
	telexKeys = "sfrxj"
	vniKeys   = "12345"
)

func (k slip) applyTone(word string, r *rand.Rand) string {
	marks := []rune(toneMarks)
	apart := []rune(norm.NFD.String(word))
	at := slices.IndexFunc(apart, func(r rune) bool { return slices.Contains(marks, r) })
	if at < 0 {
		return word
	}
	tone := slices.Index(marks, apart[at])
	without := norm.NFC.String(string(slices.Concat(apart[:at], apart[at+1:])))
	switch k {
	case telexTone:
		return without + telexKeys[tone:tone+1]
	case vniTone:
		return without + vniKeys[tone:tone+1]
	case toneMissing:
		return without
	}
	other := marks[(tone+1+r.IntN(len(marks)-1))%len(marks)]
	end := at + 1
	for end < len(apart) && unicode.Is(unicode.Mn, apart[end]) {
		end++ // the dot below is written before the hat, the other tones behind it
	}
	return norm.NFC.String(string(slices.Concat(apart[:at], apart[at+1:end], []rune{other}, apart[end:])))
}

// keyRows are the letters of a QWERTY keyboard, each row half a key to the right
// of the one above it.
var keyRows = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// keysBeside returns the keys that touch that of a plain small letter.
func keysBeside(c rune) (near []rune) {
	for row, keys := range keyRows {
		i := strings.IndexRune(keys, c)
		if i < 0 {
			continue
		}
		for _, place := range [][2]int{{row, i - 1}, {row, i + 1}, {row - 1, i}, {row - 1, i + 1}, {row + 1, i - 1}, {row + 1, i}} {
			if place[0] >= 0 && place[0] < len(keyRows) && place[1] >= 0 && place[1] < len(keyRows[place[0]]) {
				near = append(near, rune(keyRows[place[0]][place[1]]))
			}
		}
	}
	return near
}

// slipSeed is the seed of the slip in a question.
func slipSeed(q Question) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(q.ID)) // a hash never fails
	return h.Sum64()
}
