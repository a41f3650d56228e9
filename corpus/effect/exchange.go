package effect

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

// exchange puts new words in place of old ones everywhere in the place.
func (e *editor) exchange(act corpus.Amendment, place corpus.Ref) string {
	anywhere := place.Article == "" // in the whole document: this article need not have them
	var nodes []corpus.Node
	switch {
	case place.Clause == "" && place.Point == "":
		nodes = e.a.Body
	default:
		in, at := e.list(place)
		if at < 0 {
			return e.missing(place)
		}
		nodes = (*in)[at : at+1]
	}
	for _, p := range act.Phrases {
		n := exchangeIn(nodes, p)
		if place.Clause == "" && place.Point == "" {
			var k int
			if e.a.Heading, k = exchangeText(e.a.Heading, p); k > 0 {
				n += k
			}
		}
		if n == 0 && !anywhere && (p.New == "" || !mentions(nodes, p.New)) {
			return fmt.Sprintf(problemPhrase, clip(p.Old), place.Place())
		}
		e.changed = e.changed || n > 0
	}
	return ""
}

const longestPhrase = 60 // runes of a phrase in a message

func clip(s string) string {
	if r := []rune(s); len(r) > longestPhrase {
		return string(r[:longestPhrase]) + "…"
	}
	return s
}

func mentions(nodes []corpus.Node, s string) bool {
	for _, n := range nodes {
		if strings.Contains(n.Text, s) || mentions(n.Children, s) {
			return true
		}
	}
	return false
}

// exchangeIn works on nodes in place and counts the exchanges.
func exchangeIn(nodes []corpus.Node, p corpus.Phrase) int {
	count := 0
	for i := range nodes {
		var n int
		nodes[i].Text, n = exchangeText(nodes[i].Text, p)
		if n > 0 && p.New == "" {
			nodes[i].Text = struckOut.Replace(nodes[i].Text)
		}
		count += n + exchangeIn(nodes[i].Children, p)
	}
	return count
}

// struckOut mends what stands around words that were taken out.
var struckOut = strings.NewReplacer(", ,", ",", ",,", ",", " ,", ",", " ;", ";", "  ", " ")

// exchangeText exchanges whole words, whatever the case of their first letter,
// which is kept.
func exchangeText(s string, p corpus.Phrase) (string, int) {
	old, in := oldTones.Replace(p.Old), oldTones.Replace(s) // as long as what they replace
	first, size := utf8.DecodeRuneInString(old)
	if size == 0 {
		return s, 0
	}
	rest := old[size:]
	var b strings.Builder
	count, done := 0, 0
	for i, r := range in {
		if i < done || unicode.ToLower(r) != unicode.ToLower(first) {
			continue
		}
		end := i + utf8.RuneLen(r)
		if !strings.HasPrefix(in[end:], rest) || inWord(in, i, end+len(rest)) {
			continue
		}
		end += len(rest)
		b.WriteString(s[done:i])
		b.WriteString(likeCase(p.New, first, r))
		if p.New == "" {
			end = closeGap(b.String(), s, end)
		}
		done = end
		count++
	}
	if count == 0 {
		return s, 0
	}
	b.WriteString(s[done:])
	return strings.TrimSpace(b.String()), count
}

// oldTones brings the two ways to place a tone mark to one, byte for byte: hoá, hóa.
var oldTones = strings.NewReplacer(
	"oà", "òa", "oá", "óa", "oả", "ỏa", "oã", "õa", "oạ", "ọa", "oè", "òe", "oé", "óe", "oẻ", "ỏe", "oẽ", "õe", "oẹ", "ọe",
	"uỳ", "ùy", "uý", "úy", "uỷ", "ủy", "uỹ", "ũy", "uỵ", "ụy",
	"Oà", "Òa", "Oá", "Óa", "Oả", "Ỏa", "Oã", "Õa", "Oạ", "Ọa", "Uỳ", "Ùy", "Uý", "Úy", "Uỷ", "Ủy", "Uỹ", "Ũy", "Uỵ", "Ụy",
)

// inWord tells whether s[i:j] is only a piece of a word.
func inWord(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	head, _ := utf8.DecodeRuneInString(s[i:])
	tail, _ := utf8.DecodeLastRuneInString(s[:j])
	after, _ := utf8.DecodeRuneInString(s[j:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	return i > 0 && word(before) && word(head) || j < len(s) && word(after) && word(tail)
}

// likeCase gives the new words the case that the old ones had in the text, where
// that differs from the case in the act.
func likeCase(s string, named, found rune) string {
	if named == found || s == "" {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(found) {
		return string(unicode.ToUpper(r)) + s[size:]
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// closeGap passes the space that a word struck out leaves behind.
func closeGap(before, s string, end int) int {
	if (before == "" || strings.HasSuffix(before, " ")) && strings.HasPrefix(s[end:], " ") {
		return end + 1
	}
	return end
}
