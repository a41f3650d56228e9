package language

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// span is a run of symbols, from included, to not.
type span struct{ from, to uint32 }

// lexicon is what is known of single syllables of a model.
type lexicon struct {
	symbol  map[string]uint32
	folds   map[string]span // by spelling without diacritics
	spelled []spelling      // by symbol; zero when it is no Vietnamese spelling
	native  []bool          // by symbol: common and built as a Vietnamese syllable is
	talk    []bool          // by symbol: a word of asking, at home in any question
	near    []deletion      // sorted; finds spellings that differ by one letter
	targets []target
	rhymes  map[spelling]bool // vowels, end and tone of native syllables
}

// target is one spelling without diacritics that a slip may have hit.
type target struct {
	fold spelling
	span span
}

// deletion says that taking out one letter of a target, or none, gives key.
type deletion struct {
	key    uint64
	target uint32
}

// A syllable that a slip is read as must occur this often: twice and once more
// for every so many tokens.
const tokensPerNative = 1_000_000

func newLexicon(m *Model) lexicon {
	x := lexicon{
		symbol: make(map[string]uint32, len(m.words)), folds: make(map[string]span),
		spelled: make([]spelling, len(m.words)), native: make([]bool, len(m.words)), talk: make([]bool, len(m.words)), rhymes: make(map[spelling]bool),
	}
	total := uint64(0)
	for _, n := range m.counts[symbols:] {
		total += n
	}
	least := 2 + total/tokensPerNative
	for s := symbols; int(s) < len(m.words); s++ {
		word := m.words[s]
		x.symbol[word] = s
		fold := viet.Fold(word)
		if run, ok := x.folds[fold]; ok {
			x.folds[fold] = span{from: run.from, to: s + 1}
		} else {
			x.folds[fold] = span{from: s, to: s + 1}
		}
		spelled, ok := spell(word)
		if !ok {
			continue
		}
		x.spelled[s] = spelled
		if x.native[s] = m.counts[s] >= least && spelled.isSyllable(); x.native[s] {
			x.rhymes[spelled.rhyme()] = true
		}
	}
	for word := range strings.FieldsSeq(asking) {
		if s, ok := x.symbol[word]; ok {
			x.talk[s] = true
		}
	}
	x.indexSlips()
	return x
}

// indexSlips makes targets of all spellings that have a native syllable.
func (x *lexicon) indexSlips() {
	for s := symbols; int(s) < len(x.spelled); {
		fold := x.spelled[s].folded()
		end, native := s, false
		for ; int(end) < len(x.spelled) && x.spelled[end].n > 0 && x.spelled[end].folded() == fold; end++ {
			native = native || x.native[end]
		}
		if native {
			n := uint32(len(x.targets))
			x.targets = append(x.targets, target{fold: fold, span: span{from: s, to: end}})
			x.near = append(x.near, deletion{key: fold.key(), target: n})
			for i := range int(fold.n) {
				shorter := fold
				shorter.drop(i)
				x.near = append(x.near, deletion{key: shorter.key(), target: n})
			}
		}
		s = max(end, s+1)
	}
	slices.SortFunc(x.near, func(a, b deletion) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.target, b.target))
	})
	x.near = slices.Compact(x.near)
}

// key packs the first eight letters of a folded spelling.
func (s spelling) key() uint64 {
	k := uint64(0)
	for _, l := range s.letters[:8] {
		k = k<<8 | uint64(l)
	}
	return k
}

// neighbours calls visit for every target whose spelling may be one letter away
// from fold, some of them more than once.
func (x *lexicon) neighbours(fold spelling, visit func(*target)) {
	if fold.n > 8 {
		return
	}
	look := func(key uint64) {
		i, _ := slices.BinarySearchFunc(x.near, key, func(d deletion, key uint64) int { return cmp.Compare(d.key, key) })
		for ; i < len(x.near) && x.near[i].key == key; i++ {
			visit(&x.targets[x.near[i].target])
		}
	}
	look(fold.key())
	for i := range int(fold.n) {
		if i > 0 && fold.letters[i] == fold.letters[i-1] {
			continue
		}
		shorter := fold
		shorter.drop(i)
		look(shorter.key())
	}
}

// isSyllable tells whether the letters are consonants, vowels and consonants as
// Vietnamese puts them, whatever the marks.
func (s *spelling) isSyllable() bool {
	start, end := s.parts()
	if start == end || end-start > 3 || s.n > 7 {
		return false
	}
	return onsets[s.cut(0, start)] && codas[s.cut(end, int(s.n))]
}

// rhyme is what follows the first consonants, with the tone.
func (s *spelling) rhyme() spelling {
	start, _ := s.parts()
	r := s.cut(start, int(s.n))
	r.tone = s.tone
	return r
}

// cut is the spelling of some of the letters, without the tone.
func (s *spelling) cut(from, to int) (c spelling) {
	for _, l := range s.letters[from:to] {
		c.push(l)
	}
	return c
}

var (
	onsets = spellings("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
		"p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x")
	codas = spellings("", "c", "ch", "m", "n", "ng", "nh", "p", "t")
)

func spellings(words ...string) map[spelling]bool {
	set := make(map[spelling]bool, len(words))
	for _, w := range words {
		s, _ := spell(w)
		set[s] = true
	}
	return set
}
