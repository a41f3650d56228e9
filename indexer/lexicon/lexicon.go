// Package lexicon knows what people write in place of the words of the law:
// abbreviations, everyday words, other spellings, and the words of a question
// that say nothing of its matter. It finds them in a text; what to search for
// instead, and how much that counts, is for the caller to decide.
//
// The tables are embedded; abbreviations that a corpus defines itself ("sau đây
// viết tắt là …") are found by a Miner and join them. Nothing here knows of
// indexes, and all but a Miner is safe for concurrent use.
package lexicon

import (
	"cmp"
	_ "embed"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Kind says from which table an expansion comes.
type Kind uint8

// The kinds of expansion.
const (
	Abbreviation Kind = iota // of the embedded table: "UBND"
	Everyday                 // what people say: "sổ đỏ"
	Mined                    // an abbreviation that the corpus defines
)

// Expansion is a place in a text that stands for other words.
type Expansion struct {
	Start, End int      // bytes of the text
	Words      []string // alternatives, likelier first, lower case with diacritics; not to be changed
	Kind       Kind
	Weight     float64 // 0..1, how sure
	Replace    bool    // put Words[0] in the place; otherwise the words belong beside it
}

// entry is one line of a table.
type entry struct {
	key    []string // the tokens of the phrase, spelled as spelling does, abbreviations folded
	exact  string   // an abbreviation in lower case with diacritics
	words  []string
	kind   Kind
	weight float64
	// capitals tells that the abbreviation could be an ordinary syllable, or is
	// so short that it counts only when typed in capitals.
	capitals bool
}

// Lexicon holds tables, arranged for looking up.
type Lexicon struct {
	written map[string][]*entry // by the first token, longest first
	folded  map[string][]*entry // the same for a text without any diacritics
}

var (
	//go:embed abbreviations.txt
	abbreviationTable string
	//go:embed everyday.txt
	everydayTable string
)

// What a line of a table weighs that gives no weight.
const (
	abbreviationWeight = 1
	everydayWeight     = 0.8
)

var embedded = sync.OnceValue(func() *Lexicon {
	var entries []*entry
	for _, r := range rows(abbreviationTable, abbreviationWeight) {
		entries = append(entries, abbreviationEntry(r, Abbreviation))
	}
	for _, r := range rows(everydayTable, everydayWeight) {
		entries = append(entries, everydayEntry(r))
	}
	return arrange(entries)
})

// Default returns the lexicon of the embedded tables.
func Default() *Lexicon { return embedded() }

// With returns a lexicon that knows mined pairs too. What l knows already stays
// as it is; a short form with several long ones stands for each of them, the
// most frequent first.
func (l *Lexicon) With(mined []Pair) *Lexicon {
	byShort := make(map[string][]Pair)
	var order []string
	for _, p := range mined {
		key := viet.Fold(p.Short)
		if byShort[key] == nil {
			order = append(order, key)
		}
		byShort[key] = append(byShort[key], p)
	}
	entries := l.entries()
	for _, key := range order {
		pairs := slices.Clone(byShort[key])
		slices.SortStableFunc(pairs, func(a, b Pair) int { return cmp.Compare(b.Count, a.Count) })
		e := abbreviationEntry(minedRow(pairs), Mined)
		if len(e.key) > 0 && !l.knows(e) {
			entries = append(entries, e)
		}
	}
	return arrange(entries)
}

// minedRow weighs a short form by how often its first meaning is defined, and
// by how much of all definitions that is.
func minedRow(pairs []Pair) row {
	r := row{phrase: pairs[0].Short}
	total := 0
	for _, p := range pairs {
		r.words = append(r.words, p.Long)
		total += p.Count
	}
	first := float64(pairs[0].Count)
	r.weight = 0.9 * first / float64(max(total, 1)) * first / (first + 1)
	return r
}

// entries lists every entry once, in an order that does not change.
func (l *Lexicon) entries() []*entry {
	var all []*entry
	for _, first := range sortedKeys(l.written) {
		all = append(all, l.written[first]...)
	}
	return all
}

func (l *Lexicon) knows(e *entry) bool {
	return slices.ContainsFunc(l.written[e.key[0]], func(have *entry) bool {
		return have.kind != Everyday && slices.Equal(have.key, e.key)
	})
}

func arrange(entries []*entry) *Lexicon {
	l := &Lexicon{written: make(map[string][]*entry), folded: make(map[string][]*entry)}
	for _, e := range entries {
		l.written[e.key[0]] = append(l.written[e.key[0]], e)
		// A lone syllable without its marks is too many words at once.
		if e.kind == Everyday && len(e.key) > 1 {
			first := viet.Fold(e.key[0])
			l.folded[first] = append(l.folded[first], e)
		}
	}
	for _, table := range []map[string][]*entry{l.written, l.folded} {
		for _, list := range table {
			slices.SortStableFunc(list, func(a, b *entry) int {
				return cmp.Or(cmp.Compare(len(b.key), len(a.key)), slices.Compare(a.key, b.key))
			})
		}
	}
	return l
}

// everydayEntry makes an entry of a phrase of ordinary words.
func everydayEntry(r row) *entry {
	e := &entry{words: r.words, kind: Everyday, weight: r.weight}
	for _, t := range viet.Tokenize(viet.Normalize(r.phrase)) {
		e.key = append(e.key, spelling(viet.Lower(t.Text)))
	}
	return e
}

// abbreviationEntry makes an entry of an abbreviation, which may have several
// parts: LĐTB&XH.
func abbreviationEntry(r row, kind Kind) *entry {
	e := &entry{words: r.words, kind: kind, weight: r.weight}
	short := viet.Normalize(r.phrase)
	for _, t := range viet.Tokenize(short) {
		e.key = append(e.key, viet.Fold(t.Text))
		e.exact += viet.Lower(t.Text)
	}
	e.capitals = len(e.key) == 1 && (utf8.RuneCountInString(short) < 3 || isSyllable(e.key[0]))
	return e
}
