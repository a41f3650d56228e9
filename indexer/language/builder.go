package language

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// The symbols of a model that are no syllables. Syllables follow them.
const (
	edge    uint32 = iota // beginning or end of a run of tokens that punctuation bounds
	numeral               // any number, date or number of a document
	symbols               // their count
)

// longestWord is how many bytes a syllable may have to be counted: "nghiêng" has
// nine, and what is much longer is no word of anybody's question.
const longestWord = 24

// Builder counts syllables and adjacent pairs of texts. It is not for concurrent
// use: several may count parts of a corpus, and Merge joins them.
type Builder struct {
	symbol map[string]uint32 // a token as it stands in a text, in any case
	words  []string          // canonical form of each symbol
	counts []uint64
	pairs  pairCounts
	tokens []viet.Token
}

// NewBuilder returns a Builder that has counted nothing.
func NewBuilder() *Builder {
	return &Builder{
		symbol: make(map[string]uint32),
		words:  make([]string, symbols),
		counts: make([]uint64, symbols),
	}
}

// canonical is the form in which a syllable is known: lower case, composed, the
// tone where tradition puts it.
func canonical(token string) string { return viet.Lower(viet.Normalize(token)) }

// Add counts the syllables of text and the pairs that no punctuation parts.
func (b *Builder) Add(text string) {
	b.tokens = viet.AppendTokens(b.tokens[:0], text)
	if len(b.tokens) == 0 {
		return
	}
	prev, end := edge, 0
	b.counts[edge]++
	for i := range b.tokens {
		t := &b.tokens[i]
		if i > 0 && !adjacent(text[end:t.Start]) {
			b.pairs.add(prev, edge, 1)
			b.counts[edge]++
			prev = edge
		}
		this := b.symbolOf(t)
		b.counts[this]++
		b.pairs.add(prev, this, 1)
		prev, end = this, t.End
	}
	b.pairs.add(prev, edge, 1)
}

// adjacent tells whether only blanks lie between two tokens.
func adjacent(gap string) bool {
	return gap == " " || strings.Trim(gap, " \t\u00a0") == ""
}

func (b *Builder) symbolOf(t *viet.Token) uint32 {
	if t.Kind != viet.Syllable {
		return numeral
	}
	if s, ok := b.symbol[t.Text]; ok {
		return s
	}
	if len(t.Text) > longestWord {
		return edge // an address or the like; its neighbours are no pair
	}
	return b.enter(t.Text)
}

// enter makes the token known and returns its symbol.
func (b *Builder) enter(token string) uint32 {
	word := canonical(token)
	s, ok := b.symbol[word]
	if !ok {
		s = uint32(len(b.words))
		word = strings.Clone(word) // not the whole text that it lies in
		b.symbol[word] = s
		b.words = append(b.words, word)
		b.counts = append(b.counts, 0)
	}
	if token != word {
		b.symbol[strings.Clone(token)] = s
	}
	return s
}

// Merge adds what other counted. Which Builder counted what does not show in the
// Model.
func (b *Builder) Merge(other *Builder) {
	into := make([]uint32, len(other.words))
	for s, word := range other.words {
		if into[s] = uint32(s); s >= int(symbols) {
			into[s] = b.enterWord(word)
		}
		b.counts[into[s]] += other.counts[s]
	}
	for _, p := range other.pairs.slots {
		if p.count > 0 {
			b.pairs.add(into[p.key>>32], into[uint32(p.key)], p.count)
		}
	}
}

func (b *Builder) enterWord(word string) uint32 {
	if s, ok := b.symbol[word]; ok {
		return s
	}
	return b.enter(word)
}

// The least number of times that a syllable must occur in a corpus to belong to
// its language: one and one more for every so many. Below it are mostly misprints.
const tokensPerCount = 5_000_000

// Model returns the language of the texts added so far.
func (b *Builder) Model() *Model {
	total := uint64(0)
	for _, n := range b.counts[symbols:] {
		total += n
	}
	if times := total / tokensPerAsking; times > 0 {
		b = b.withAsking(times)
	}
	least := 1 + total/tokensPerCount
	m := &Model{}
	kept := make([]uint32, 0, len(b.words))
	for s := symbols; int(s) < len(b.words); s++ {
		if b.counts[s] >= least {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(x, y uint32) int { return compareWords(b.words[x], b.words[y]) })
	into := make([]uint32, len(b.words))
	m.words = append(m.words, b.words[:symbols]...)
	m.counts = append(m.counts, b.counts[:symbols]...)
	into[numeral] = numeral
	for _, s := range kept {
		into[s] = uint32(len(m.words))
		m.words = append(m.words, b.words[s])
		m.counts = append(m.counts, b.counts[s])
	}
	m.setPairs(b.pairs.sorted(into))
	m.finish()
	return m
}

// compareWords puts words of one spelling without diacritics together.
func compareWords(x, y string) int {
	if c := strings.Compare(viet.Fold(x), viet.Fold(y)); c != 0 {
		return c
	}
	return strings.Compare(x, y)
}
