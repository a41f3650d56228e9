package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// onsets are the initial consonants of Vietnamese syllables, longest first.
var onsets = strings.Fields("ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p r s t v x")

// rimes are vowels and final consonants without tone.
var rimes = wordSet(`
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh uên ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyêm uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu ynh yt ych yn`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

const tones = "\u0300\u0301\u0303\u0309\u0323"

// toned is a Vietnamese letter taken apart.
type toned struct {
	letter rune // small, with its shape, without tone
	tone   rune // combining, 0 for none
}

const (
	latinEnd   = 0x250
	vietStart  = 0x1EA0
	vietEnd    = 0x1EFA
	longestOne = 24 // bytes of a syllable, with room for combining marks
)

var letters = buildLetters()

// buildLetters takes the letters below vietEnd apart.
func buildLetters() *[vietEnd]toned {
	var table [vietEnd]toned
	for r := rune(0x80); r < vietEnd; r++ {
		if r >= latinEnd && r < vietStart {
			continue
		}
		shape := unicode.ToLower(r)
		var tone rune
		rest := strings.Map(func(m rune) rune {
			if strings.ContainsRune(tones, m) {
				tone = m
				return -1
			}
			return m
		}, norm.NFD.String(string(shape)))
		if runes := []rune(norm.NFC.String(rest)); len(runes) == 1 {
			table[r] = toned{runes[0], tone}
		} else {
			table[r] = toned{shape, 0}
		}
	}
	return &table
}

// takeApart splits the tone from a letter, or a combining tone from nothing.
func takeApart(r rune) toned {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return toned{r, 0}
	case r < latinEnd, r >= vietStart && r < vietEnd:
		return letters[r]
	case strings.ContainsRune(tones, r):
		return toned{0, r}
	}
	return toned{unicode.ToLower(r), 0}
}

// wellShaped tells whether the word, composed, has the shape of a Vietnamese
// syllable, with one tone at most and sắc or nặng before a final stop. Capitals
// stand at the front or throughout.
func wellShaped(word string) bool {
	if len(word) > longestOne || !steadyCase(word) {
		return false
	}
	var room [2 * longestOne]byte
	plain := room[:0]
	tone := rune(0)
	for _, r := range word {
		t := takeApart(r)
		if t.tone != 0 {
			if tone != 0 {
				return false
			}
			tone = t.tone
		}
		if t.letter != 0 {
			plain = utf8.AppendRune(plain, t.letter)
		}
	}
	if endsInStop(plain) && tone != '\u0301' && tone != '\u0323' {
		return false
	}
	if rimes[string(plain)] {
		return true
	}
	for _, onset := range onsets {
		if len(plain) > len(onset) && string(plain[:len(onset)]) == onset && rimes[string(plain[len(onset):])] {
			return true
		}
	}
	return false
}

// endsInStop tells the finals c, ch, p and t.
func endsInStop(plain []byte) bool {
	n := len(plain)
	if n == 0 {
		return false
	}
	switch plain[n-1] {
	case 'p', 't', 'c':
		return true
	}
	return n > 1 && plain[n-2] == 'c' && plain[n-1] == 'h'
}

// steadyCase tells whether no capital follows a small letter.
func steadyCase(word string) bool {
	small := false
	for _, r := range word {
		if small && unicode.IsUpper(r) {
			return false
		}
		small = small || unicode.IsLower(r)
	}
	return true
}
