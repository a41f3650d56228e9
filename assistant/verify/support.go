package verify

import "github.com/trolycongvu/congvu/indexer/viet"

// vocabulary is what words and pairs of words a source holds.
type vocabulary struct {
	words map[string]bool
	pairs map[[2]string]bool // of content words, function words between them passed over
}

func newVocabulary() vocabulary {
	return vocabulary{words: make(map[string]bool), pairs: make(map[[2]string]bool)}
}

// add takes in the words of a text.
func (v *vocabulary) add(t *text) {
	last, adjacent := -1, ""
	for i := range t.tokens {
		tok := &t.tokens[i]
		v.words[tok.word] = true
		if i > 0 && tok.gap <= commaGap {
			v.pairs[[2]string{adjacent, tok.word}] = true
		}
		adjacent = tok.word
		if t.content(i) == 0 {
			continue
		}
		if last >= 0 && !t.broken(last, i, lineGap) {
			v.pairs[[2]string{t.tokens[last].word, tok.word}] = true
		}
		last = i
	}
}

// broken tells whether a gap of at least g lies between tokens i and j.
func (t *text) broken(i, j int, g gap) bool {
	const farthest = 12
	if j-i > farthest {
		return true
	}
	for k := i + 1; k <= j; k++ {
		if t.tokens[k].gap >= g {
			return true
		}
	}
	return false
}

// holds tells whether the words stand in the source, one behind the other as far
// as pairs tell.
func (v *vocabulary) holds(words []string) bool {
	if len(words) == 1 {
		return v.words[words[0]]
	}
	for i := 1; i < len(words); i++ {
		if !v.pairs[[2]string{words[i-1], words[i]}] {
			return false
		}
	}
	return true
}

// backing tells how the words of a sentence are supported.
type backing struct {
	total, held float64 // weights of content words
	pairs, met  int     // pairs of content words
	missed      []int   // tokens that are not supported
	worst       [2]int  // the longest run of content words without support, as tokens
	run         float64 // its weight
	chain       float64 // the weight of the longest run of words that stand beside nothing that they stand beside in the sources
	chained     [2]int  // its tokens
}

// share is how much of the words is held, 1 when there are none.
func (b backing) share() float64 {
	if b.total == 0 {
		return 1
	}
	return b.held / b.total
}

// paired is the share of the pairs that are met, 1 when there are none.
func (b backing) paired() float64 {
	if b.pairs == 0 {
		return 1
	}
	return float64(b.met) / float64(b.pairs)
}

// missing is the weight of all that is not supported.
func (b backing) missing() float64 {
	return b.total - b.held + 0.5*float64(b.pairs-b.met)
}

// back holds the words of a sentence against vocabularies together.
func (t *text) back(skip []bool, vs ...*vocabulary) backing {
	known := t.known(vs)
	var b backing
	b.chain, b.chained = t.strangers(skip, vs)
	last, run, from := -1, 0.0, 0
	for i := range t.tokens {
		w := t.content(i)
		if w == 0 || skip[i] {
			continue
		}
		b.total += w
		if known[i] {
			b.held += w
			run = 0
		} else {
			b.missed = append(b.missed, i)
			if run == 0 {
				from = i
			}
			if run += w; run > b.run {
				b.run, b.worst = run, [2]int{from, i + 1}
			}
		}
		if last >= 0 && !t.broken(last, i, commaGap) {
			b.pairs++
			if t.paired(known, last, i, vs) {
				b.met++
			}
		}
		last = i
	}
	return b
}

// strangers finds the longest run of content words of which none stands beside a word that
// it stands beside in the sources: syllables of words that the sources do not know.
func (t *text) strangers(skip []bool, vs []*vocabulary) (weight float64, span [2]int) {
	run, from := 0.0, 0
	for i := range t.tokens {
		if t.tokens[i].gap > noGap || skip[i] {
			run = 0
		}
		w := t.content(i)
		if w == 0 || skip[i] {
			continue
		}
		if t.neighboured(i, vs) {
			run = 0
			continue
		}
		if run == 0 {
			from = i
		}
		if run += w; run > weight {
			weight, span = run, [2]int{from, i + 1}
		}
	}
	return weight, span
}

// neighboured tells whether token i stands beside a word that it stands beside in the
// sources, or belongs to an expression of which they hold a synonym.
func (t *text) neighboured(i int, vs []*vocabulary) bool {
	if t.tokens[i].quoted {
		return true
	}
	for _, v := range vs {
		if v.pairs[[2]string{t.at(i - 1).word, t.at(i).word}] || v.pairs[[2]string{t.at(i).word, t.at(i + 1).word}] {
			return true
		}
	}
	for start := max(0, i-3); start <= i; start++ {
		for _, s := range synonyms.byFirst[t.tokens[start].word] {
			if start+len(s.words) > i && t.follows(start, s.words...) && heldGroup(vs, s.group) {
				return true
			}
		}
		for _, words := range officialPhrases[t.tokens[start].word] {
			if len(words) > 1 && start+len(words) > i && t.follows(start, words...) {
				return true
			}
		}
	}
	return false
}

func (t *text) paired(known []bool, i, j int, vs []*vocabulary) bool {
	pair := [2]string{t.tokens[i].word, t.tokens[j].word}
	for _, v := range vs {
		if v.pairs[pair] {
			return true
		}
	}
	return known[i] && known[j] && (!anyWord(vs, pair[0]) || !anyWord(vs, pair[1])) // held by a synonym
}

func anyWord(vs []*vocabulary, word string) bool {
	for _, v := range vs {
		if v.words[word] {
			return true
		}
	}
	return false
}

// known tells of each token whether the vocabularies hold it or a synonym of the
// expression that it belongs to.
func (t *text) known(vs []*vocabulary) []bool {
	known := make([]bool, len(t.tokens))
	for i := range t.tokens {
		word := t.tokens[i].word
		known[i] = known[i] || t.tokens[i].quoted || t.tokens[i].kind != viet.Syllable || anyWord(vs, word)
		for _, words := range officialPhrases[word] {
			for k := range words {
				known[min(i+k, len(known)-1)] = known[min(i+k, len(known)-1)] || t.follows(i, words...)
			}
		}
		for _, s := range synonyms.byFirst[word] {
			if !t.follows(i, s.words...) || !heldGroup(vs, s.group) {
				continue
			}
			for k := range s.words {
				known[i+k] = true
			}
		}
	}
	return known
}

func heldGroup(vs []*vocabulary, group int) bool {
	for _, words := range synonyms.groups[group] {
		for _, v := range vs {
			if v.holds(words) {
				return true
			}
		}
	}
	return false
}
