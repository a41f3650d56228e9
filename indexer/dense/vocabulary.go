package dense

import (
	"cmp"
	"slices"
)

// Unit is a unit of a corpus as words: what a model is trained on. Words are in
// lower case; an empty one stands where words do not belong together.
type Unit struct {
	Title, Heading []string
	Lines          [][]string // of the body
}

// The greatest number of words and pairs in a model, and how often one must
// stand in the corpus.
const (
	maxWords = 12_000
	maxPairs = 28_000
	minCount = 8
)

// Vocabulary counts the words and pairs of units, to choose those that get
// vectors. Add is called for every unit, then AddPairs for every unit.
type Vocabulary struct {
	words   map[string]int
	chosen  Encoder
	paired  map[pair]int
	started bool
}

// Add counts the words of a unit.
func (v *Vocabulary) Add(u *Unit) {
	if v.words == nil {
		v.words = make(map[string]int)
	}
	u.each(func(words []string) {
		for _, w := range words {
			if w != "" {
				v.words[w]++
			}
		}
	})
}

// each calls f for the title, the heading and every line.
func (u *Unit) each(f func(words []string)) {
	f(u.Title)
	f(u.Heading)
	for _, line := range u.Lines {
		f(line)
	}
}

// AddPairs counts the pairs of a unit among the commonest words.
func (v *Vocabulary) AddPairs(u *Unit) {
	if !v.started {
		v.started = true
		v.chosen.words = commonest(v.words, maxWords)
		v.chosen.index()
		v.paired = make(map[pair]int)
	}
	u.each(func(words []string) {
		previous := Unknown
		for _, w := range words {
			n := v.chosen.Word(w)
			if n >= 0 && previous >= 0 {
				v.paired[pair{previous, n}]++
			}
			previous = n
		}
	})
}

// encoder is an encoder of the chosen words and pairs without vectors yet, and how
// often each term stands in the corpus.
func (v *Vocabulary) encoder() (*Encoder, []int) {
	e := &Encoder{words: v.chosen.words}
	e.pairs = make([]pair, 0, len(v.paired))
	for p, n := range v.paired {
		if n >= minCount {
			e.pairs = append(e.pairs, p)
		}
	}
	slices.SortFunc(e.pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(v.paired[b], v.paired[a]), cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second))
	})
	e.pairs = e.pairs[:min(len(e.pairs), maxPairs)]
	e.index()
	counts := make([]int, 0, e.Terms())
	for _, w := range e.words {
		counts = append(counts, v.words[w])
	}
	for _, p := range e.pairs {
		counts = append(counts, v.paired[p])
	}
	return e, counts
}

// commonest are the n commonest words, equally common ones by their spelling.
func commonest(counts map[string]int, n int) []string {
	words := make([]string, 0, len(counts))
	for w, c := range counts {
		if c >= minCount {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return words[:min(len(words), n)]
}
