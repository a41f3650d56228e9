package fault

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// syllables are the words of text in lower case, for comparing texts.
func syllables(text string) []string {
	tokens := viet.Tokenize(viet.Lower(viet.Normalize(text)))
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.Text
	}
	return out
}

// window is how many syllables in a row make a copy.
const window = 8

var quoted = regexp.MustCompile(`“[^”]*”`)

// copied is the share of the eight-syllable windows of sentence, quotations left
// out, that source holds; of a shorter sentence the whole is the window.
func copied(sentence, source string) float64 {
	words := syllables(quoted.ReplaceAllString(sentence, " "))
	if len(words) == 0 {
		return 0
	}
	haystack := " " + strings.Join(syllables(source), " ") + " "
	width := min(window, len(words))
	same, all := 0, 0
	for i := 0; i+width <= len(words); i++ {
		all++
		if strings.Contains(haystack, " "+strings.Join(words[i:i+width], " ")+" ") {
			same++
		}
	}
	return float64(same) / float64(all)
}

// at finds phrase in text from byte from on, where no letter touches it, and
// returns -1 when there is none. Case counts.
func at(text, phrase string, from int) int {
	for from <= len(text) {
		i := strings.Index(text[from:], phrase)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(phrase):])
		if !wordRune(before) && !wordRune(after) {
			return i
		}
		from = i + len(phrase)
	}
	return -1
}

// previous is the word before byte i of text.
func previous(text string, i int) string {
	words := strings.Fields(text[:i])
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// names begin with a capital wherever they stand.
var names = []string{
	"Ủy ban", "Chủ tịch", "Phó Chủ tịch", "Tòa án", "Chính phủ", "Bộ ", "Sở ", "Hội đồng", "Quốc hội", "Thủ tướng", "Công an", "Việt Nam",
	"Nhà nước", "Nhân dân", "Thanh tra", "Luật", "Nghị", "Thông tư", "Mặt trận", "Đồn Biên phòng", "Kho bạc", "UBND", "HĐND", "BHXH",
	"Viện", "Đảng", "Điều", "Ban ", "Tổng ", "Cục ", "Kiểm toán", "Thủ trưởng", "Thống đốc", "Văn phòng", "Ngân hàng", "Trưởng", "Tổ trưởng", "Sổ", "Giấy",
}

// lowered begins text with a small letter unless it begins with a name.
func lowered(text string) string {
	for _, n := range names {
		if strings.HasPrefix(text, n) && !strings.HasPrefix(text, "Điều kiện") {
			return text
		}
	}
	r, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(second) {
		return text
	}
	return string(unicode.ToLower(r)) + text[size:]
}

// raised begins text with a capital.
func raised(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}
