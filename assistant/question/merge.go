package question

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// kinds are what rules distinguish: in a follow-up question one takes the place of
// another of its kind. Within a kind the longer ones stand before those they contain.
var kinds = [][]string{
	{
		"người sử dụng lao động", "người lao động", "lao động nữ", "lao động nam", "người nước ngoài", "người cao tuổi", "người khuyết tật",
		"hạ sĩ quan", "sĩ quan", "cán bộ", "công chức", "viên chức", "doanh nghiệp", "tổ chức", "cá nhân", "hộ gia đình", "hộ kinh doanh", "hợp tác xã",
		"học sinh", "sinh viên", "giáo viên", "phạm nhân", "trẻ em",
	},
	{"nam", "nữ"},
	{
		"chủ tịch ủy ban nhân dân cấp tỉnh", "chủ tịch ủy ban nhân dân cấp huyện", "chủ tịch ủy ban nhân dân cấp xã", "chủ tịch ubnd cấp tỉnh",
		"chủ tịch ubnd cấp huyện", "chủ tịch ubnd cấp xã", "chủ tịch ubnd tỉnh", "chủ tịch ubnd huyện", "chủ tịch ubnd xã", "thủ tướng chính phủ", "thủ tướng",
		"tổng thanh tra chính phủ", "bộ trưởng", "giám đốc sở", "chánh thanh tra", "thủ trưởng cơ quan",
	},
	{"cấp trung ương", "cấp bộ", "cấp tỉnh", "cấp huyện", "cấp xã"},
	{"lần đầu", "lần thứ nhất", "lần thứ hai", "lần hai", "lần ba"},
	{"khiển trách", "cảnh cáo", "hạ bậc lương", "giáng chức", "cách chức", "buộc thôi việc", "bãi nhiệm", "sa thải"},
	{"đăng ký khai sinh", "đăng ký khai tử", "đăng ký kết hôn", "đăng ký giám hộ", "đăng ký nhận cha, mẹ, con"},
	{"khai sinh", "khai tử", "kết hôn", "giám hộ", "ly hôn"},
	{"thường trú", "tạm trú", "lưu trú", "tạm vắng"},
	{"cấp mới", "cấp lần đầu", "cấp lại", "cấp đổi", "gia hạn", "thu hồi", "cấp giấy"},
	{"khiếu nại", "tố cáo"},
	{"văn bản đi", "văn bản đến"},
	{"bản sao y", "bản sao lục", "bản trích sao"},
	{"nghỉ hằng năm", "nghỉ việc riêng", "nghỉ hằng tuần", "nghỉ lễ, tết", "nghỉ lễ", "nghỉ thai sản", "nghỉ không hưởng lương", "nghỉ chuyển ca"},
}

// Merge makes a follow-up question whole: when what is new in it is of a kind that
// the earlier question speaks of, or shares its head or its end with words there,
// the one takes the other's place; otherwise the new words join the old question.
func Merge(earlier, fresh string) string {
	if whole, ok := replaceKind(earlier, fresh); ok {
		return whole
	}
	if whole, ok := replaceLike(earlier, fresh); ok {
		return whole
	}
	return strings.TrimRight(earlier, " ?!.") + ", " + fresh
}

// Replaces tells whether Merge puts fresh in the place of other words.
func Replaces(earlier, fresh string) bool {
	_, kind := replaceKind(earlier, fresh)
	_, like := replaceLike(earlier, fresh)
	return kind || like
}

// replaceKind puts fresh in the place of another of its kind. What is new may say
// more than the kind knows, a little.
func replaceKind(earlier, fresh string) (string, bool) {
	const longest = 9 // syllables
	if len(Syllables(fresh)) > longest {
		return "", false
	}
	for _, kind := range kinds {
		named := firstOf(kind, fresh)
		if named == "" || len(Syllables(fresh)) > len(Syllables(named))+3 {
			continue
		}
		if old := firstOf(kind, earlier); old != "" && viet.Fold(old) != viet.Fold(named) {
			return replaceFolded(earlier, old, fresh)
		}
	}
	if foldedOf(fresh) != "" { // a level of government stands for the office at that level
		return replaceLevel(earlier, fresh)
	}
	return "", false
}

// replaceLevel puts "cấp xã" in the place of the level in "UBND tỉnh".
func replaceLevel(earlier, fresh string) (string, bool) {
	level, ok := strings.CutPrefix(foldedOf(fresh), "cap ")
	if !ok || !slices.Contains([]string{"tinh", "huyen", "xa"}, level) {
		return "", false
	}
	for _, old := range []string{"tỉnh", "huyện", "xã"} {
		for _, office := range []string{"ubnd ", "ủy ban nhân dân "} {
			if has(foldedOf(earlier), viet.Fold(office+old)) && viet.Fold(old) != level {
				return replaceFolded(earlier, office+old, office+fresh)
			}
		}
	}
	return "", false
}

// firstOf returns the first of the kind that text names.
func firstOf(kind []string, text string) string {
	folded := foldedOf(text)
	for _, s := range kind {
		if has(folded, foldedOf(s)) {
			return s
		}
	}
	return ""
}

// replaceLike puts fresh in the place of as many words that begin or end alike:
// "tài sản riêng" for "tài sản chung", "tiếp cận có điều kiện" for none.
func replaceLike(earlier, fresh string) (string, bool) {
	words, with := strings.Fields(earlier), strings.Fields(fresh)
	if len(with) < 2 || len(with) > 6 {
		return "", false
	}
	typed, want := foldedWords(words), foldedWords(with)
	if has(strings.Join(typed, " "), strings.Join(want, " ")) {
		return "", false
	}
	for i := 0; i+len(want) <= len(typed); i++ {
		window := typed[i : i+len(want)]
		if alike(window, want) && !crosses(words[i:i+len(want)]) {
			out := append(slices.Clone(words[:i]), fresh)
			return strings.Join(append(out, words[i+len(want):]...), " "), true
		}
	}
	return "", false
}

// alike tells whether two phrases of one length share all but one syllable at one end.
func alike(a, b []string) bool {
	n := len(a)
	return slices.Equal(a[:n-1], b[:n-1]) && a[n-1] != b[n-1] || n > 2 && slices.Equal(a[1:], b[1:]) && a[0] != b[0]
}

// crosses tells whether words hold one that asks or links, or the end of a phrase.
func crosses(words []string) bool {
	for i, w := range words {
		if i+1 < len(words) && strings.ContainsAny(w, ",.;:?!") || stopSyllables[strings.Trim(viet.Lower(w), ",.;:?!")] {
			return true
		}
	}
	return false
}

func foldedWords(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.Trim(viet.Fold(w), ",.;:?!()")
	}
	return out
}

// replaceFolded replaces the first place in text that reads old without regard
// to case and diacritics.
func replaceFolded(text, old, fresh string) (string, bool) {
	words, want := strings.Fields(text), Syllables(viet.Fold(old))
	typed := foldedWords(words)
	for i := 0; i+len(want) <= len(typed); i++ {
		if !slices.Equal(typed[i:i+len(want)], want) {
			continue
		}
		last := words[i+len(want)-1]
		end := last[len(strings.TrimRight(last, ",.;:?!)")):]
		out := append(slices.Clone(words[:i]), fresh+end)
		return strings.Join(append(out, words[i+len(want):]...), " "), true
	}
	return text, false
}
