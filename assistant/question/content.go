package question

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// stopPhrases ask, link or address, and say nothing of the matter. Longer ones
// stand before their own beginnings.
var stopPhrases = split(
	"được quy định như thế nào", "được quy định thế nào", "được quy định ra sao", "quy định như thế nào",
	"quy định thế nào", "theo quy định của pháp luật", "theo quy định pháp luật", "theo quy định mới nhất", "theo quy định",
	"như thế nào", "thế nào", "ra sao", "thì sao", "tại sao", "vì sao", "làm sao",
	"mất bao nhiêu tiền", "hết bao nhiêu tiền", "tốn bao nhiêu tiền", "bao nhiêu tiền", "mất bao nhiêu", "hết bao nhiêu", "tốn bao nhiêu",
	"mất bao lâu", "mất mấy ngày", "cần những gì", "cần giấy tờ gì", "cần gì", "như nào",
	"bao lâu", "bao nhiêu", "bao giờ", "mấy ngày", "mấy lần", "mấy tháng", "mấy năm", "khi nào", "lúc nào", "ngày nào",
	"là gì", "gì", "những gì", "cái gì", "là ai", "ai là", "ở đâu", "nơi nào", "là thế nào", "được hiểu là",
	"hay không", "được không", "có được không", "có phải", "phải không", "có đúng", "đúng không", "có được", "được phép", "có thể",
	"xin hỏi", "cho hỏi", "cho tôi hỏi", "cho em hỏi", "cho biết", "hãy cho biết", "xin cho biết", "vui lòng",
	"quy định", "pháp luật", "hiện nay", "hiện hành", "mới nhất", "gồm những", "bao gồm", "gồm có", "nói gì", "nói về",
	"thời hạn", "thời gian", "trường hợp", "tìm hiểu", "giúp tôi", "giúp em", "giải thích",
)

// stopSyllables are left out when typed exactly so; those in safeFolded also
// when the question has no diacritics at all.
var (
	stopSyllables = set("là gì nào thế như được của và các những cho có không khi thì ở tại về với hay hoặc trong ai đâu sao phải bị do từ đến này đó " +
		"mà nếu còn vậy để ra vào bằng một tôi em anh chị ạ à nhé nhỉ ơi xin hỏi mấy theo cần muốn đã đang sẽ rằng thưa dạ vâng")
	safeFolded = set("la gi nao duoc cua va cac nhung khong khi thi nhu co theo voi hay hoac toi xin mot nay do vay neu de")
)

func content(syllables []string, toned bool) []Term {
	var terms []Term
	joined := false
	for i := 0; i < len(syllables); {
		if n := stopPhrase(syllables[i:]); n > 0 {
			i, joined = i+n, false
			continue
		}
		s := syllables[i]
		i++
		if stopSyllables[s] && (toned || safeFolded[s]) || !toned && safeFolded[s] {
			joined = false
			continue
		}
		if !toned {
			s = viet.Fold(s)
		}
		number := s[0] >= '0' && s[0] <= '9'
		terms = append(terms, Term{Text: s, Joined: joined && !number})
		joined = !number
	}
	return terms
}

// stopPhrase returns how many leading syllables form the longest stop phrase.
func stopPhrase(syllables []string) int {
	best := 0
	for _, p := range stopPhrases {
		if len(p) > best && len(p) <= len(syllables) && startsWith(syllables, p) {
			best = len(p)
		}
	}
	return best
}

// startsWith compares typed syllables with a phrase; a syllable typed without
// marks stands for the marked one.
func startsWith(typed []string, phrase []word) bool {
	for i, want := range phrase {
		if typed[i] != want.marked && typed[i] != want.bare {
			return false
		}
	}
	return true
}

// word is a syllable of a listed phrase, with its marks and without.
type word struct{ marked, bare string }

func split(phrases ...string) [][]word {
	out := make([][]word, len(phrases))
	for i, p := range phrases {
		for syllable := range strings.FieldsSeq(p) {
			out[i] = append(out[i], word{syllable, viet.Fold(syllable)})
		}
	}
	return out
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
