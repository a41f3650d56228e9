package dichvucong

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// extension ends the name of a file to fill in.
	extension = regexp.MustCompile(`(?i)\.(?:docx?|xlsx?|pptx?|pdf|rtf|odt|zip|rar|7z|jpe?g|png|tiff?|xml|html?)`)
	// formWord opens most file names: mẫu, phụ lục, tờ khai, đơn, … with or
	// without diacritics, and codes such as "1.004413" or "01B-HSB".
	formWord = regexp.MustCompile(`(?i)^(?:\d{0,3}\s?m[aẫ]u|\d{1,3}ph[ụu]\s?l[ụu]c|mus|muc|mun|mu\s?\d|ms\d|bm|biểu|bieu|ph[ụu]\s?l[ụu]c|phlc|` +
		`pl[ _\-.\d]|tk[ _\-.\d]|t[ờo]\s?(?:khai|trình|trinh)|[đd][ơo]n[ _.\-]|gi[ấa]y\b|v[ăa]n\s?b[ảa]n|b[ảa]n\s|b[ảa]ng|danh\s?s|danhm|` +
		`ds\s|b[áa]o\s?c[áa]o|đề\s|de\s?an|th[ôo]ng\s?b[áa]o|thuy[ếe]t|ph[ươu]+ng\s?[áa]n|phi[ếe]u|h[ợo]p\s?đ|cam\s?k|xac\s?nhan|` +
		`tt\d\d|tphs|tthc|hk-|dc_|on_de|\d\.\d{6}|\d{1,3}[a-z]?\s?[-_]\s?\p{L}|\d{1,2}\s(?-i:\p{Lu}{2})|(?:\d{1,3}\.\s?){1,3}\p{L})`)
	// formCode opens others: "NA5", "PC11".
	formCode = regexp.MustCompile(`^(?:[A-Z]{1,3}|m)\d{1,2}\w?\b`)
	// afterNumber ends a paper's name with a document's number or a year.
	afterNumber = regexp.MustCompile(`(?:(?:NĐ|NQ)-CP|TT-(?:` + issuers + `)|QĐ-TTg|QH\d\d|[/ ]20\d\d)$`)
)

// notInFileName are characters that no file name holds.
const notInFileName = `/\:*?"<>|;` + "\n"

// longName is a length in characters that few file names reach, maxName one in
// bytes that none does; longSuffix holds the end of any document's number.
const (
	longName   = 80
	maxName    = 400
	longSuffix = 24
)

// splitForms takes the names of the files to fill in off the end of a row's text.
// Each ends with an extension; the first begins where the paper's own name ends,
// which nothing marks: see formStart.
func splitForms(s string) (name string, forms []string) {
	s = strings.TrimSpace(s)
	ends := extensionEnds(s)
	if len(ends) == 0 || ends[len(ends)-1] != len(s) {
		return oneLine(s), nil
	}
	// The files stand together at the end: going back, one that could not begin
	// right after the extension before it belongs to the name.
	first := len(ends) - 1
	for first > 0 && !strings.ContainsAny(s[ends[first-1]:ends[first]], notInFileName) {
		first--
	}
	from := 0
	if first > 0 {
		from = ends[first-1]
	}
	at := from + formStart(s[from:ends[first]])
	name = oneLine(s[:at])
	for _, end := range ends[first:] {
		forms = append(forms, oneLine(s[at:end]))
		at = end
	}
	return name, forms
}

// extensionEnds gives the offsets after each extension that may end a file name:
// at the end of s or with the next name glued to it.
func extensionEnds(s string) []int {
	var ends []int
	for _, m := range extension.FindAllStringIndex(s, -1) {
		before := s[max(0, m[0]-maxName):m[0]]
		if strings.Contains(before[strings.LastIndexAny(before, " \n")+1:], "//") {
			continue // a web address in the paper's name
		}
		next, _ := utf8.DecodeRuneInString(s[m[1]:])
		if m[1] == len(s) || !unicode.IsSpace(next) && !unicode.IsLower(next) && !strings.ContainsRune(".,;:)", next) ||
			formWord.MatchString(s[m[1]:min(len(s), m[1]+maxName)]) {
			ends = append(ends, m[1])
		}
	}
	return ends
}

// formStart finds where the file name at the end of s begins. Candidates are the
// places without a space after the last character that no file name holds; each
// is weighed by what stands on either side, and the first of the best wins.
func formStart(s string) int {
	from := strings.LastIndexAny(s, notInFileName) + 1
	from = max(from, len(s)-maxName)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	best, weight := from, -1
	stem := s
	if ends := extension.FindAllStringIndex(s, -1); len(ends) > 0 {
		stem = s[:ends[len(ends)-1][0]]
	}
	for i := range stem[min(from, len(stem)):] {
		at := from + i
		if w := formWeight(stem[:at], stem[at:]); w > weight {
			best, weight = at, w
		}
	}
	return best
}

// formWeight says how likely a paper's name ends with before and a file's name
// begins with after, -1 for not at all.
func formWeight(before, after string) int {
	first, _ := utf8.DecodeRuneInString(after)
	if before == "" {
		return 1 // the row has no name of its own
	}
	if !unicode.IsLetter(first) && !unicode.IsDigit(first) && first != '~' {
		return -1
	}
	weight := seamWeight(before, after)
	if weight < 0 {
		return weight
	}
	switch {
	case formWord.MatchString(after), weight > 0 && formCode.MatchString(after):
		weight += 4
	case weight == 0:
		return -1
	}
	if strings.Count(before, "(") > strings.Count(before, ")") {
		weight--
	}
	return weight - utf8.RuneCountInString(after)/longName
}

// seamWeight looks at the characters on either side alone.
func seamWeight(before, after string) int {
	prev, n := utf8.DecodeLastRuneInString(before)
	first, size := utf8.DecodeRuneInString(after)
	second, _ := utf8.DecodeRuneInString(after[size:])
	switch {
	case unicode.IsSpace(prev):
		return -1
	case prev == '.' && unicode.IsDigit(first) && endsWithDigit(before[:len(before)-n]):
		return 0 // within "1.5." or "12.10"
	case strings.ContainsRune(".;,):”", prev), endsWithNumberOf(before, after), repeats(before, after):
		return 3
	case unicode.IsLower(prev) && unicode.IsUpper(first):
		return 3
	case unicode.IsUpper(prev) && unicode.IsUpper(first) && unicode.IsLower(second),
		unicode.IsDigit(prev) && unicode.IsUpper(first),
		unicode.IsLetter(prev) && unicode.IsDigit(first):
		return 2
	case unicode.IsLetter(first) && (unicode.IsDigit(prev) || unicode.IsLetter(prev)):
		return 0
	default:
		return -1
	}
}

func endsWithDigit(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(last)
}

// endsWithNumberOf tells whether before ends with a document's whole number or a
// year, rather than in the middle of its issuer.
func endsWithNumberOf(before, after string) bool {
	before = before[max(0, len(before)-longSuffix):]
	at := afterNumber.FindStringIndex(before)
	if at == nil {
		return false
	}
	return len(knownSuffix.FindString(before[at[0]:]+after)) <= len(before)-at[0]
}

// repeats tells whether after begins with the word that before ends with, as in
// "… theo Hiệp định GMS" and "GMS - Gia hạn".
func repeats(before, after string) bool {
	n := strings.IndexFunc(after, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return n >= 3 && strings.HasSuffix(before, after[:n])
}
