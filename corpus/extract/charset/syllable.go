package charset

import (
	"strings"
	"unicode"

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

// wellShaped tells whether the word has the shape of a Vietnamese syllable, with
// one tone at most and sắc or nặng before a final stop. Capitals stand at the
// front or throughout.
func wellShaped(word string) bool {
	if len(word) > 24 || !steadyCase(word) {
		return false
	}
	tone := rune(0)
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(tones, r) {
			if tone != 0 {
				tone = -1
				return -1
			}
			tone = r
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(word)))
	if tone < 0 {
		return false
	}
	plain = norm.NFC.String(plain)
	stop := strings.HasSuffix(plain, "p") || strings.HasSuffix(plain, "t") || strings.HasSuffix(plain, "c") || strings.HasSuffix(plain, "ch")
	if stop && tone != '\u0301' && tone != '\u0323' {
		return false
	}
	if rimes[plain] {
		return true
	}
	for _, onset := range onsets {
		if rest, ok := strings.CutPrefix(plain, onset); ok && rimes[rest] {
			return true
		}
	}
	return false
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
