package question

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

var (
	followHead = regexp.MustCompile(`(?i)^\s*(?:thế còn|the con|vậy còn|vay con|còn|con|thế|the|vậy|vay|nếu|neu|thế nếu|vậy nếu|vay neu|the neu)\s+`)
	followTail = regexp.MustCompile(`(?i)\s*(?:thì sao|thi sao|thì thế nào|thi the nao|thì như thế nào|thi nhu the nao|ra sao|sao|thế nào|the nao)\s*(?:ạ|a|nhỉ|nhi|vậy|vay)?\s*[?!.…]*\s*$`)
	pointBack  = regexp.MustCompile(`^(?:luat|bo luat|phap lenh|nghi dinh|thong tu|nghi quyet|quyet dinh|van ban|dieu|khoan|thu tuc) (?:nay|do|tren|vua roi|vua neu|noi tren|neu tren)$`)
)

// FollowUp tells whether text only makes sense after an earlier question
// ("còn viên chức thì sao?") and returns the words that are new in it.
func FollowUp(text string) (fresh string, ok bool) {
	head := followHead.MatchString(text)
	tail := followTail.MatchString(text)
	if !head && !tail {
		return "", false
	}
	fresh = followTail.ReplaceAllString(followHead.ReplaceAllString(text, ""), "")
	fresh = strings.Trim(fresh, " ?!.,")
	short := len(strings.Fields(fresh)) <= 5
	return fresh, fresh != "" && short && (head || len(strings.Fields(fresh)) <= 3)
}

// PointsBack tells whether text speaks of "luật này", "điều đó", "văn bản trên",
// and returns it without those words.
func PointsBack(text string) (rest string, ok bool) {
	words := strings.Fields(text)
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = strings.Trim(viet.Fold(w), ",.;:?!")
	}
	for i := range words {
		for n := 2; n <= 4 && i+n <= len(words); n++ {
			if pointBack.MatchString(strings.Join(folded[i:i+n], " ")) {
				return strings.Join(append(slices.Clone(words[:i]), words[i+n:]...), " "), true
			}
		}
	}
	return text, false
}

// subjects are the persons that rules distinguish; one may take another's place
// in a follow-up question. Longer ones stand first.
var subjects = []string{
	"người lao động", "người sử dụng lao động", "người nước ngoài", "cán bộ", "công chức", "viên chức", "sĩ quan", "hạ sĩ quan",
	"doanh nghiệp", "tổ chức", "cá nhân", "hộ gia đình", "học sinh", "sinh viên", "giáo viên", "phạm nhân", "lao động nữ", "lao động nam", "nam", "nữ",
	"cấp xã", "cấp tỉnh", "cấp huyện", "trẻ em", "người cao tuổi", "người khuyết tật", "lần đầu", "lần hai",
}

// Merge makes a follow-up question whole: when what is new in it is a subject of
// the kind that the earlier question speaks of, the one takes the other's place;
// otherwise the new words join the old question.
func Merge(earlier, fresh string) string {
	if subjectIn(fresh) != "" && len(strings.Fields(fresh)) <= 4 {
		if old := subjectIn(earlier); old != "" && viet.Fold(old) != viet.Fold(subjectIn(fresh)) {
			return replaceFolded(earlier, old, fresh)
		}
	}
	return strings.TrimRight(earlier, " ?!.") + ", " + fresh
}

// subjectIn returns the first listed subject that text names.
func subjectIn(text string) string {
	folded := strings.Join(Syllables(viet.Fold(text)), " ")
	for _, s := range subjects {
		if has(folded, viet.Fold(s)) {
			return s
		}
	}
	return ""
}

// replaceFolded replaces the first place in text that reads old without regard
// to case and diacritics.
func replaceFolded(text, old, fresh string) string {
	words, want := strings.Fields(text), strings.Fields(viet.Fold(old))
	for i := 0; i+len(want) <= len(words); i++ {
		match := true
		for j, w := range want {
			match = match && strings.Trim(viet.Fold(words[i+j]), ",.;:?!") == w
		}
		if match {
			out := append([]string{}, words[:i]...)
			out = append(out, fresh)
			return strings.Join(append(out, words[i+len(want):]...), " ")
		}
	}
	return text + ", " + fresh
}
