package verify

import (
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// text is a text taken apart into tokens.
type text struct {
	s      string // as clean gives it
	tokens []token
	leads  map[int]int // of the label of a list's line the last token of the line that announces it
}

// token is one word or numeral.
type token struct {
	word       string // lower case
	start, end int    // bytes of text.s
	kind       viet.TokenKind
	gap        gap
	label      bool   // numbers a line: "a)", "2."
	marker     bool   // of a marker of polarity
	canon      string // the word that stands for all with its meaning
	quoted     bool   // in a quotation that is the source's
	place      bool   // part of a place or of the name of a document
}

// gap is the strongest mark that stands before a token.
type gap uint8

// Gaps, the stronger the greater.
const (
	noGap    gap = iota
	commaGap     // a comma, bracket, dash or quotation mark
	clauseGap
	sentenceGap
	lineGap
)

// readText takes a text apart. s must be clean.
func readText(s string) text {
	t := text{s: s}
	tokens := viet.Tokenize(s)
	t.tokens = make([]token, 0, len(tokens))
	end := 0
	for i, tok := range tokens {
		k := token{word: viet.Lower(tok.Text), start: tok.Start, end: tok.End, kind: tok.Kind, gap: gapOf(s[end:tok.Start])}
		if i == 0 {
			k.gap = lineGap
		}
		k.label = k.gap == lineGap && isLabel(tok.Text, s[tok.End:])
		t.tokens = append(t.tokens, k)
		end = tok.End
	}
	t.canonize()
	for i := 0; i < len(t.tokens); {
		_, next, ok := t.markerAt(i)
		for k := i; ok && k < min(next, len(t.tokens)); k++ {
			t.tokens[k].marker = true
		}
		i = max(next, i+1)
	}
	t.findLeads()
	return t
}

// sameWords are expressions that mean one thing, of as many syllables as the first.
var sameWords = [][]string{
	{"đồng ý", "nhất trí", "chấp thuận", "tán thành"},
	{"thực hiện", "tiến hành"},
	{"bảo đảm", "đảm bảo"},
	{"yêu cầu", "đề nghị"},
	{"ủy quyền", "uỷ quyền"},
	{"lý do", "nguyên nhân"},
	{"nộp", "gửi"},
	{"dùng", "sử_dụng"},
}

var canonical = func() map[string][][2][]string {
	m := make(map[string][][2][]string)
	for _, group := range sameWords {
		first := strings.Fields(viet.Normalize(group[0]))
		for _, other := range group[1:] {
			words := strings.Fields(viet.Normalize(other))
			if len(words) == len(first) {
				m[words[0]] = append(m[words[0]], [2][]string{words, first})
			}
		}
	}
	return m
}()

// canonize gives each token the word that stands for its meaning.
func (t *text) canonize() {
	for i := range t.tokens {
		if t.tokens[i].canon == "" {
			t.tokens[i].canon = t.tokens[i].word
		}
		for _, c := range canonical[t.tokens[i].word] {
			if t.follows(i, c[0]...) {
				for k, w := range c[1] {
					t.tokens[i+k].canon = w
				}
			}
		}
	}
}

// findLeads finds the lines that announce lists.
func (t *text) findLeads() {
	t.leads = map[int]int{}
	lead := -1
	for i := range t.tokens {
		switch tok := &t.tokens[i]; {
		case tok.gap != lineGap:
		case t.colon(i):
			lead = i - 1
		case !tok.label:
			lead = -1
		}
		if t.tokens[i].label && lead >= 0 {
			t.leads[i] = lead
		}
	}
}

// gapOf sorts what stands between two tokens.
func gapOf(between string) gap {
	g := noGap
	for i, r := range between {
		switch r {
		case '\n':
			return lineGap
		case '.', '!', '?':
			if i+1 < len(between) || r != '.' {
				g = max(g, sentenceGap)
			}
		case ';', ':':
			g = max(g, clauseGap)
		case ',', '(', ')', '[', ']', '"', '“', '”', '«', '»', '–', '—', '-', '…', '·', '|':
			g = max(g, commaGap)
		}
	}
	return g
}

// isLabel tells whether word, at the beginning of a line, numbers it.
func isLabel(word, rest string) bool {
	if rest == "" || utf8.RuneCountInString(word) > 4 {
		return false
	}
	switch rest[0] {
	case ')':
		return true
	case '.':
		return strings.Trim(word, "0123456789abcdđ") == "" && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\n')
	}
	return false
}

// before returns the token n places before i, an empty one outside the text.
func (t *text) at(i int) *token {
	if i < 0 || i >= len(t.tokens) {
		return &nothing
	}
	return &t.tokens[i]
}

var nothing = token{gap: lineGap}

// follows tells whether the words stand one behind the other from token i on,
// with nothing but spaces between them.
func (t *text) follows(i int, words ...string) bool {
	for n, w := range words {
		tok := t.at(i + n)
		if tok.word != w || n > 0 && tok.gap > noGap {
			return false
		}
	}
	return true
}

// words joins tokens from up to, not including, to as they stand in the text.
func (t *text) words(from, to int) string {
	if from >= to || from < 0 || to > len(t.tokens) {
		return ""
	}
	return t.s[t.tokens[from].start:t.tokens[to-1].end]
}

// mark marks the tokens of bytes start to end as part of a place.
func (t *text) mark(start, end int) {
	for i := t.index(start); i < len(t.tokens) && t.tokens[i].start < end; i++ {
		t.tokens[i].place = true
	}
}

// index is the first token that ends behind byte at.
func (t *text) index(at int) int {
	low, high := 0, len(t.tokens)
	for low < high {
		mid := (low + high) / 2
		if t.tokens[mid].end > at {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}
