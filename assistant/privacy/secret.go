package privacy

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	// "ĐỘ MẬT: TỐI MẬT" as typed in the head of a paper, with or without marks.
	secretField = regexp.MustCompile(`(?i)(?:độ mật|do mat|mức độ mật|muc do mat)\s*[:：=]\s*["“]?(?:tuyệt\s+mật|tối\s+mật|mật|tuyet\s+mat|toi\s+mat|mat)(?:[^\p{L}]|$)`)
	// A line that is nothing but the stamp.
	secretLine = regexp.MustCompile(`(?i)^[\s\[\](){}*_"“”:.\-–]*(?:tuyệt\s+mật|tối\s+mật|mật|tuyet\s+mat|toi\s+mat)[\s\[\](){}*_"“”:.\-–]*$`)
	// The stamp in capitals among words that are not in capitals.
	secretStamp = regexp.MustCompile(`(?:^|[^\p{L}])(?:TUYỆT\s+MẬT|TỐI\s+MẬT|TUYET\s+MAT|TOI\s+MAT)(?:[^\p{L}]|$)`)
	bareStamp   = regexp.MustCompile(`^\s*[\[(]?MẬT(?:[\])]|\s*[.:\-–])`)
	// A paper that is said to be secret and is handed over: "công văn mật này", "tài liệu tối mật sau đây:".
	secretPaper = regexp.MustCompile(`(?i)(?:tài liệu|văn bản|công văn|báo cáo|kế hoạch|hồ sơ|tờ trình|đề án|phương án|điện)\s+(?:(?:có\s+)?đóng dấu\s+|loại\s+|độ\s+)?["“]?(?:tuyệt\s+mật|tối\s+mật|mật)["”]?\s*(?:này|sau đây|dưới đây|như sau|kèm theo đây|:|số\s+\d+)`)
	secretPlain = regexp.MustCompile(`(?i)(?:tai lieu|van ban|cong van|bao cao|ke hoach|ho so|to trinh|de an|phuong an|dien)\s+(?:(?:co\s+)?dong dau\s+|loai\s+|do\s+)?(?:tuyet\s+mat|toi\s+mat|mat)\s*(?:nay|sau day|duoi day|nhu sau|kem theo day|:|so\s+\d+)`)
)

// SecretMark tells whether s carries a state-secret mark as the papers
// themselves do (Tuyệt mật, Tối mật, Mật), or hands over a paper that it calls
// secret. Questions about the law on state secrets carry no mark. The text must
// be in Unicode NFC.
func SecretMark(s string) bool {
	if secretField.MatchString(s) || secretPaper.MatchString(s) || secretPlain.MatchString(s) {
		return true
	}
	lines := strings.Split(s, "\n")
	for _, line := range lines {
		if secretLine.MatchString(line) && (len(lines) > 1 || !hasLower(line) && strings.ToUpper(line) == line) {
			return true
		}
	}
	if hasLower(s) {
		return secretStamp.MatchString(s) || bareStamp.MatchString(s)
	}
	return false
}

func hasLower(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			n++
		}
	}
	return n > 3
}
