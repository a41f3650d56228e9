package viet

import "unicode/utf8"

// TokenKind sorts tokens by what they are to a reader.
type TokenKind uint8

// The kinds of token.
const (
	Syllable       TokenKind = iota // a word between spaces: "khiếu", "QH13", "m2"
	Numeral                         // 30, 28a, 2.000.000, 1,5%, 1/3
	DateNumeral                     // 01/07/2025, 1-7-2025, 2025-07-01, 07/2025
	DocumentNumber                  // 30/2020/NĐ-CP, 89-TC/TCT, and 63/2010 whose suffix is left out
	ProcedureCode                   // 1.001321
)

// Token is one piece of a text. Text is the input's own bytes from Start to End.
type Token struct {
	Text       string
	Start, End int
	Kind       TokenKind
}

// Tokenize splits s into syllables and whole numerals and drops punctuation.
// It works on any text; what only differs in code points gives equal tokens
// after Normalize. Case and diacritics are kept: see Lower and Fold.
func Tokenize(s string) []Token {
	return AppendTokens(make([]Token, 0, len(s)/6+1), s)
}

// AppendTokens appends the tokens of s to dst, so that a caller with many texts
// can use one buffer.
func AppendTokens(dst []Token, s string) []Token {
	for i := 0; i < len(s); {
		c, size := classAt(s, i)
		end, kind := i+size, Syllable
		switch c {
		case digit:
			end, kind = scanNumeral(s, i)
		case vowel, consonant:
			end = scanWord(s, i)
		default: // a combining mark with nothing to stand on is punctuation too
			i = end
			continue
		}
		dst = append(dst, Token{Text: s[i:end], Start: i, End: end, Kind: kind})
		i = end
	}
	return dst
}

// classAt sorts the rune at s[i] and returns its length; both are zero at the end.
func classAt(s string, i int) (c class, size int) {
	if i >= len(s) {
		return other, 0
	}
	if s[i] < utf8.RuneSelf {
		return letters[s[i]].class, 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return classOf(r), size
}

// scanWord returns the end of the word at s[i]. Digits belong to abbreviations
// and units (QH13, T2, m2) but not to a word they were glued to (mẫu01).
func scanWord(s string, i int) int {
	n, capitals := 0, true
	for {
		c, size := classAt(s, i)
		switch c {
		case vowel, consonant:
			n++
			capitals = capitals && isCapital(s[i:])
		case digit:
			if n > 2 && !capitals {
				return i
			}
		case mark:
		default:
			return i
		}
		i += size
	}
}

// isCapital tells whether s begins with a capital letter.
func isCapital(s string) bool {
	if len(s) == 0 {
		return false
	}
	if s[0] < utf8.RuneSelf {
		return s[0]-'A' < 26
	}
	r, _ := utf8.DecodeRuneInString(s)
	l, ok := letterOf(r)
	return ok && l.lower != r
}

// digitsEnd returns the end of the run of digits at s[i].
func digitsEnd(s string, i int) int {
	for i < len(s) && s[i]-'0' < 10 {
		i++
	}
	return i
}

func byteAt(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}
