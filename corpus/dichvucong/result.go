package dichvucong

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

const resultMark = "Mã:"

var (
	// resultCode is the portal's own form, with the longer numbers that were typed.
	resultCode = regexp.MustCompile(`^(?:KQ[.-][A-Za-z]\d{2}[.-](?:KQ-?)?\d{5,8}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-KQ\d{4,8})`)
	asciiRun   = regexp.MustCompile(`^[A-Za-z0-9._\-]+`)
)

// results reads the names of results, each with its code after it.
func results(s string) []corpus.Result {
	var out []corpus.Result
	for s = known(s); s != ""; {
		name, rest, ok := strings.Cut(s, resultMark)
		if !ok {
			return append(out, corpus.Result{Name: paragraphs(s)})
		}
		rest = strings.TrimSpace(rest)
		n := codeEnd(rest)
		out = append(out, corpus.Result{Name: paragraphs(name), Code: oneLine(rest[:n])})
		s = strings.TrimSpace(rest[n:])
	}
	return out
}

// codeEnd gives the length of the code at the start of s. The next result's name
// is glued to it and may begin with ASCII letters or, numbered, with a digit.
func codeEnd(s string) int {
	if m := resultCode.FindString(s); m != "" {
		if digits := s[len(m):]; strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")") {
			return len(m) - 1 // "KQ.G12.0011541) Văn bản …"
		}
		return len(m)
	}
	run := asciiRun.FindString(s)
	next, _ := utf8.DecodeRuneInString(s[len(run):])
	if at := strings.LastIndexFunc(run, unicode.IsDigit); at >= 0 {
		return at + 1
	}
	if !unicode.IsLetter(next) && !unicode.IsSpace(next) {
		return len(run)
	}
	// The run goes on as a word: a name in capitals after a code in small
	// letters ("utwChứng chỉ"), or words instead of a code ("Chưa xác định").
	if at := strings.LastIndexFunc(run, unicode.IsUpper); at > 0 {
		return at
	}
	if more := strings.Index(s, resultMark); more >= 0 {
		return 0
	}
	return len(s)
}
