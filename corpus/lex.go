package corpus

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lexeme is one word, numeral or mark of a text in which places are looked for.
type lexeme struct {
	start, end int
	kind       lexKind
	word       keyword
	number     Number // of lexDocument
}

type lexKind uint8

const (
	lexWord     lexKind = iota
	lexLabel            // 5, 28a: what a khoản or Điều may be called
	lexNumeral          // any other numeral: 2.000.000, 1.2
	lexDocument         // a số hiệu
	lexDate             // 01/07/2025
	lexMark             // one punctuation mark or symbol
	lexBreak            // a line break
)

// lex splits s. In loose text words without diacritics stand for the marked
// ones, k and đ for khoản and Điều, and numbers may be written in small letters.
func lex(s string, loose bool) []lexeme {
	out := make([]lexeme, 0, len(s)/5+1)
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		l := lexeme{start: i, end: i + size, kind: lexMark}
		switch {
		case r == '\n':
			l.kind = lexBreak
		case r == '\u00a0' || unicode.IsSpace(r):
			i += size
			continue
		case r >= '0' && r <= '9':
			l = lexDigits(s, i, loose)
		case unicode.IsLetter(r):
			l.kind = lexWord
			l.end = wordEnd(s, i)
			l.word = keywordOf(s[i:l.end], loose)
		}
		out = append(out, l)
		i = l.end
	}
	return out
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if c|0x20 < 'a' || c|0x20 > 'z' {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
		i += size
	}
	return i
}

// lexDigits reads what begins with the digit s[i].
func lexDigits(s string, i int, loose bool) lexeme {
	l := lexeme{start: i, kind: lexNumeral}
	if l.end = dateEnd(s, i); l.end > 0 {
		l.kind = lexDate
		return l
	}
	end := digitsEnd(s, i)
	if mayBeNumber(s, end) {
		if n, size, ok := cutNumber(s[i:], loose); ok && !isGlued(s, i, n) {
			l.end, l.kind, l.number = i+size, lexDocument, n
			return l
		}
	}
	l.end = end
	r, size := utf8.DecodeRuneInString(s[end:])
	next, _ := utf8.DecodeRuneInString(s[end+size:])
	switch {
	case r == '.' && next >= '0' && next <= '9':
		for end < len(s) && s[end] == '.' && digitsEnd(s, end+1) > end+1 {
			end = digitsEnd(s, end+1)
		}
		l.end = end
		return l
	case end-i > 4:
		return l
	case unicode.IsLetter(r) && !unicode.IsLetter(next) && !unicode.IsDigit(next):
		l.end += size
	}
	l.kind = lexLabel
	return l
}

// isGlued tells whether what stands right before s[i] shows that n is only the end
// of another code: QCVN 01-183:2016/BNNPTNT, mẫu B8-LLTC. A word may be glued to
// a full number (NĐ30/2020/NĐ-CP).
func isGlued(s string, i int, n Number) bool {
	before, size := utf8.DecodeLastRuneInString(s[:i])
	switch {
	case before == ':':
		return i > size && s[i-size-1] >= '0' && s[i-size-1] <= '9'
	case unicode.IsLetter(before):
		return n.Year() == 0
	}
	return before == '-' || before == '/' || before == '.' || before == '_'
}

// mayBeNumber looks at what follows the digits that end at s[i], so that only
// likely places are read as a số hiệu.
func mayBeNumber(s string, i int) bool {
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case isJoint(r), partEnd(s, i) > i:
		return true
	case r == ' ' || r == '\u00a0':
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		return isJoint(next) || unicode.IsUpper(next)
	case unicode.IsLetter(r):
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		return isJoint(next)
	}
	return false
}

// dateEnd returns the end of a date written 01/07/2025, 0 when there is none.
func dateEnd(s string, i int) int {
	day := digitsEnd(s, i)
	if day-i > 2 || day >= len(s) || (s[day] != '/' && s[day] != '-' && s[day] != '.') {
		return 0
	}
	month := digitsEnd(s, day+1)
	if n := month - day - 1; n < 1 || n > 2 || month >= len(s) || s[month] != s[day] {
		return 0
	}
	year := digitsEnd(s, month+1)
	if year-month != 5 {
		return 0
	}
	return year
}

// longestWord is the room for one syllable in UTF-8; longer words are no keywords.
const longestWord = 24

// keywordOf looks a word up by its marks or, when it has none, by its letters.
func keywordOf(word string, loose bool) keyword {
	if len(word) > longestWord {
		return 0
	}
	var buf [longestWord + utf8.UTFMax]byte
	lower := appendLower(buf[:0], word)
	if k, ok := keywords[string(lower)]; ok {
		return k
	}
	if decomposed(word) {
		lower = []byte(norm.NFC.String(string(lower)))
		if k, ok := keywords[string(lower)]; ok {
			return k
		}
	}
	switch {
	case !loose:
		return 0
	case hasMarks(word):
		return looseKeywords[string(lower)]
	}
	return looseKeywords[string(appendFold(buf[:0], word))]
}

// decomposed tells whether word holds combining marks (U+0300–U+036F).
func decomposed(word string) bool {
	for i := range len(word) {
		if word[i] == 0xCC || word[i] == 0xCD {
			return true
		}
	}
	return false
}

func appendLower(dst []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			r = foldRune(r)
		case r == 'Ð' || r == 'ð' || r == 'Ɖ':
			r = 'đ'
		default:
			r = unicode.ToLower(r)
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
