package lexicon

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// ending matches a syllable whose whole rhyme is i or y, which people write
// either way after these letters: lý and lí, sĩ and sỹ, quy and qui.
var ending = regexp.MustCompile(`^(h|k|l|m|s|t|qu)([iìíỉĩịyỳýỷỹỵ])$`)

// syllable matches what could be a Vietnamese syllable typed without marks.
var syllable = regexp.MustCompile(`^(b|c|ch|d|g|gh|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(c|ch|m|n|ng|nh|p|t)?$`)

func isSyllable(folded string) bool { return syllable.MatchString(folded) }

const (
	withI = "iìíỉĩị"
	withY = "yỳýỷỹỵ"
)

// Variants returns the other spelling of a syllable (lower case), if there is
// one: i for y and y for i at its end, which change no sound. Whoever asks must
// see which of them the corpus uses.
func Variants(syllable string) []string {
	syllable = viet.Normalize(syllable)
	m := ending.FindStringSubmatch(syllable)
	if m == nil {
		return nil
	}
	is, ys := []rune(withI), []rune(withY)
	for i := range is {
		switch m[2] {
		case string(is[i]):
			return []string{m[1] + string(ys[i])}
		case string(ys[i]):
			return []string{m[1] + string(is[i])}
		}
	}
	return nil
}

// spelling writes a syllable the one way in which the tables are compared: i,
// not y, where both are written.
func spelling(lower string) string {
	if m := ending.FindStringSubmatch(lower); m != nil && strings.Contains(withY, m[2]) {
		return Variants(lower)[0]
	}
	return lower
}
