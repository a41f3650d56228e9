package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// most quotations and pieces of one that a sentence may hold.
const mostPieces = 40

// quoteMarks pair what opens a quotation with what closes it.
var quoteMarks = map[rune]string{'“': "”", '"': `"”`, '«': "»", '„': "”“", '‘': "’", '「': "」", '『': "』", '〝': "〞", '”': "”"}

// quotations are the quoted words of a sentence. One that is not closed goes to
// its end; one that was opened in an earlier sentence begins at its beginning.
func quotations(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		closers, ok := quoteMarks[r]
		if !ok {
			if r == '»' {
				out = append(out, s[:i-size])
			}
			continue
		}
		if r == '”' { // closes what was not opened, or opens by mistake
			if len(out) == 0 {
				out = append(out, s[:i-size])
			}
			continue
		}
		end := strings.IndexAny(s[i:], closers)
		if r == '‘' && end < 0 {
			continue // an apostrophe
		}
		if end < 0 {
			out = append(out, s[i:])
			break
		}
		out = append(out, s[i:i+end])
		_, size = utf8.DecodeRuneInString(s[i+end:])
		i += end + size
	}
	return out
}

// quotable is a text as quotations are looked for in it: white space made one
// space, dots of a form one ellipsis.
func quotable(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return plainMarks.Replace(s)
}

var plainMarks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "’", "'", "‘", "'", "......", "…", "....", "…", "...", "…", "….", "…")

// quotes tells whether a quotation stands in a quotable text: its pieces, cut at
// ellipses, in order, each at the bounds of words.
func quotes(text, quotation string) bool {
	at := 0
	for i, piece := range strings.Split(quotable(quotation), "…") {
		piece = strings.Trim(strings.TrimRight(piece, " .,;:!?"), " ")
		piece = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(piece, " "), "["), "(")
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		if i >= mostPieces {
			return false
		}
		end := findPiece(text[at:], piece)
		if end < 0 {
			return false
		}
		at += end
	}
	return true
}

// findPiece returns where piece ends in text, -1 when it does not stand there. The
// case of its first letter does not count.
func findPiece(text, piece string) int {
	first, size := utf8.DecodeRuneInString(piece)
	best := -1
	for _, f := range []rune{first, unicode.ToLower(first), unicode.ToUpper(first)} {
		if end := findWhole(text, string(f)+piece[size:]); end >= 0 && (best < 0 || end < best) {
			best = end
		}
	}
	return best
}

// findWhole looks for piece where no word runs on at either end.
func findWhole(text, piece string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], piece)
		if i < 0 {
			return -1
		}
		start := from + i
		end := start + len(piece)
		if !runsOn(text, start) && !runsOn(text, end) {
			return end
		}
		from = start + 1
	}
}

// runsOn tells whether the bytes before and behind i belong to one word or number.
func runsOn(s string, i int) bool {
	a, _ := utf8.DecodeLastRuneInString(s[:i])
	b, _ := utf8.DecodeRuneInString(s[i:])
	return i > 0 && i < len(s) && isWordRune(a) && isWordRune(b)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
