package privacy

import (
	"regexp"
	"strings"
	"unicode"
)

const (
	// levels are the degrees of secrecy, with and without diacritics.
	levels = `(?:tuyệt\s+mật|tối\s+mật|mật|tuyet\s+mat|toi\s+mat|mat)`
	papers = `(?:tài liệu|văn bản|công văn|báo cáo|kế hoạch|hồ sơ|tờ trình|đề án|phương án|điện)`
	plain  = `(?:tai lieu|van ban|cong van|bao cao|ke hoach|ho so|to trinh|de an|phuong an|dien)`
	// edge is what may stand around a stamp in its line: brackets, quotes, marks of tables.
	edge = `[\s\[\](){}*_"“”«»:.\-–|<>/]*`
)

var (
	// "ĐỘ MẬT: TỐI MẬT" as typed in the head of a paper, with or without marks.
	secretField = regexp.MustCompile(`(?i)(?:độ mật|do mat)\s*[:：=]\s*["“]?` + levels + `(?:[^\p{L}]|$)`)
	// The same without a colon, as a line of its own: "Độ mật - Tối mật".
	secretFieldLine = regexp.MustCompile(`(?im)^[\s*_|]*(?:độ mật|do mat)[\s\-–]+["“]?` + levels + `[\s."”*_|]*$`)
	// A line that is nothing but the stamp, with a number before it or the letter of its register after it.
	secretLine = regexp.MustCompile(`(?i)^(?:\d{1,2}[.)])?` + edge + `(?:(?:đóng )?dấu[: ]+)?` + levels + edge + `(?:\([ABC]\))?` + edge + `$`)
	// A cell of a table, or a column of a head, that is nothing but the stamp in capitals.
	secretCell = regexp.MustCompile(`^` + edge + `(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT|TUYET\s+MAT|TOI\s+MAT)` + edge + `$`)
	columns    = regexp.MustCompile(`\||\t|[ \x{00a0}]{3,}|</?t[dhr][^>]*>`)
	// The stamp in capitals among words that are not in capitals.
	secretStamp = regexp.MustCompile(`(^|[^\p{L}])(?:TUYỆT\s+MẬT|TỐI\s+MẬT|TUYET\s+MAT|TOI\s+MAT)(?:[^\p{L}]|$)`)
	bareStamp   = regexp.MustCompile(`^\s*[\[(]?MẬT(?:[\])]|\s*[.:\-–])|[\[(]\s*MẬT\s*[\])]`)
	// Words after which capitals name a degree in a question of one line: "mẫu dấu TUYỆT MẬT".
	namesLevel = regexp.MustCompile(`(?i)(?:["“”']|(?:^|[^\p{L}])(?:dấu|độ|loại|mức|là|và|hay|hoặc|liệu|bản|tin|cấp|chỉ|chữ|gồm|từ|sang|thành|xuống|lên|dau|do|loai|muc|la|va|lieu|ban|tin|chu),?)\s*$`)
	// A paper that is said to be secret and is handed over: "công văn mật này", "tài liệu tối mật sau đây:".
	secretPaper = regexp.MustCompile(`(?i)` + papers + `\s+(?:(?:có\s+)?đóng dấu\s+|loại\s+|độ\s+)?["“]?(?:tuyệt\s+mật|tối\s+mật|mật)["”]?\s*(?:này|sau đây|dưới đây|như sau|kèm theo đây|:|số\s+\d+)`)
	secretPlain = regexp.MustCompile(`(?i)` + plain + `\s+(?:(?:co\s+)?dong dau\s+|loai\s+|do\s+)?(?:tuyet\s+mat|toi\s+mat|mat)\s*(?:nay|sau day|duoi day|nhu sau|kem theo day|:|so\s+\d+)`)
)

// spacedOut finds stamps with their letters apart, "M Ậ T", and gives the stamp
// that each is.
var spacedOut = func() (list []spacedStamp) {
	for _, stamp := range []string{"TUYỆT MẬT", "TỐI MẬT", "MẬT", "TUYET MAT", "TOI MAT", "MAT"} {
		var words []string
		for word := range strings.FieldsSeq(stamp) {
			words = append(words, strings.Join(strings.Split(word, ""), `[ \x{00a0}.]{1,3}`))
		}
		list = append(list, spacedStamp{regexp.MustCompile(`(^|[^\p{L} ])[ ]*` + strings.Join(words, `[ \x{00a0}.]{1,6}`) + `[ ]*([^\p{L} ]|$)`), stamp})
	}
	return list
}()

type spacedStamp struct {
	form  *regexp.Regexp
	stamp string
}

// SecretMark tells whether s carries a state-secret mark as the papers
// themselves do (Tuyệt mật, Tối mật, Mật), or hands over a paper that it calls
// secret. Questions about the law on state secrets carry no mark. The text must
// be in Unicode NFC.
func SecretMark(s string) bool {
	for _, spaced := range spacedOut {
		s = spaced.form.ReplaceAllString(s, "${1} "+spaced.stamp+" ${2}")
	}
	if secretField.MatchString(s) || secretPaper.MatchString(s) || secretPlain.MatchString(s) {
		return true
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if stampedLine(line, len(lines) > 1) {
			return true
		}
		if i+1 < len(lines) && len(line) < 40 && len(lines[i+1]) < 40 && secretCell.MatchString(line+" "+lines[i+1]) {
			return true // "TỐI" and "MẬT" on two lines
		}
	}
	if len(lines) > 1 && secretFieldLine.MatchString(s) {
		return true
	}
	return hasLower(s) && (bareStamp.MatchString(s) || inCapitals(s, len(lines) > 1))
}

// stampedLine tells whether one line is a stamp or has a column that is one.
// Among other lines it may be in small letters.
func stampedLine(line string, among bool) bool {
	capitals := !hasLower(line) && strings.ToUpper(line) == line
	if secretLine.MatchString(line) && (capitals && strings.Contains(line, "M") || among && !plainWord(line)) {
		return true
	}
	cells := columns.Split(strings.TrimSpace(line), -1)
	for _, cell := range cells {
		if len(cells) > 1 && secretCell.MatchString(cell) {
			return true
		}
	}
	return false
}

// plainWord tells whether the line is "mat" in small letters, which is "mất" too.
func plainWord(line string) bool { return strings.Trim(strings.ToLower(line), " .:") == "mat" }

// inCapitals tells whether a stamp in capitals stands in s. In a question of one
// line the words before it may make it the name of a degree.
func inCapitals(s string, paper bool) bool {
	for _, m := range secretStamp.FindAllStringSubmatchIndex(s, -1) {
		if paper || !namesLevel.MatchString(s[:m[3]]) {
			return true
		}
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
