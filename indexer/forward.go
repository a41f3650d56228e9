package indexer

import (
	"math"
	"strings"

	"github.com/trolycongvu/congvu/indexer/analysis"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// forward is the text of every unit as numbers of words, in the order in which it
// was written: what re-ranking reads to see how the words of a question stand
// together. A unit is its parts (title, divisions, heading, body), each ended by
// partEnd; lines of a part are parted by lineBreak, and the khoản of a body by
// clauseBreak. It is read-only once loaded.
type forward struct {
	Words  []string // by number, less firstWord
	Counts []uint32 // by number, how often each stands in Tokens
	Starts []uint32 // by unit, and one more: where its numbers begin in Tokens
	Tokens []word

	averageBody float64   // words in a body
	rarity      []float32 // by number: ln(tokens / count), 0 for marks
	numbers     map[string]word
	folded      map[string][]word // by folded spelling
}

// word is the number of a word, or one of the marks below.
type word uint16

// The marks, and the number of the first real word.
const (
	otherWord   word = iota // a word too rare to have a number
	partEnd                 // ends a part of a unit
	clauseBreak             // ends a khoản
	lineBreak               // ends a line
	firstWord
)

// maxWords is how many words have numbers; of the official code those that are
// left out stand in it once.
const maxWords = 1<<16 - int(firstWord)

// The parts of a unit, in their order.
const (
	partTitle = iota
	partWithin
	partHeading
	partBody
	partCount
)

// unit returns the numbers of a unit.
func (f *forward) unit(n uint32) []word { return f.Tokens[f.Starts[n]:f.Starts[n+1]] }

// index makes look-ups fast; it is called once after loading.
func (f *forward) index() {
	f.rarity = make([]float32, len(f.Counts))
	for n := int(firstWord); n < len(f.Counts); n++ {
		f.rarity[n] = float32(math.Log(float64(len(f.Tokens)) / float64(max(f.Counts[n], 1))))
	}
	units := 0
	for i := range len(f.Starts) - 1 {
		if f.Starts[i+1] > f.Starts[i] { // a deleted unit has no words
			units++
		}
	}
	f.averageBody = math.Max(1, float64(len(f.Tokens))/float64(max(units, 1)))
	f.numbers = make(map[string]word, len(f.Words))
	f.folded = make(map[string][]word, len(f.Words))
	for i, text := range f.Words {
		n := word(i) + firstWord
		f.numbers[text] = n
		bare := viet.Fold(text)
		f.folded[bare] = append(f.folded[bare], n)
	}
}

// spellings are the words, or pairs of words, that text is when their diacritics
// are taken off. Which pairs there are in the corpus it does not know.
func (f *forward) spellings(text string) []string {
	first, second, pair := strings.Cut(text, string(analysis.PairSeparator))
	if !pair {
		words := make([]string, 0, len(f.folded[text]))
		for _, n := range f.folded[text] {
			words = append(words, f.Words[n-firstWord])
		}
		return words
	}
	pairs := make([]string, 0, len(f.folded[first])*len(f.folded[second]))
	for _, a := range f.folded[first] {
		for _, b := range f.folded[second] {
			pairs = append(pairs, f.Words[a-firstWord]+string(analysis.PairSeparator)+f.Words[b-firstWord])
		}
	}
	return pairs
}

// spelled returns the numbers of the words that are spelled so; folded, all that
// are when their diacritics are taken off.
func (f *forward) spelled(text string, folded bool, dst []word) []word {
	if folded {
		return append(dst, f.folded[text]...)
	}
	if n, ok := f.numbers[text]; ok {
		dst = append(dst, n)
	}
	return dst
}
