package lexicon

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Single meanings at least this sure take the place of an abbreviation.
const sure = 0.8

// typed is one token of a text as the tables spell it.
type typed struct {
	viet.Token
	lower    string // normalized, lower case
	spelled  string // lower with i and y told apart by rule
	folded   string
	capitals bool // all its letters are capitals
	letters  int  // for a number glued to a kind of document, the bytes before the number
}

// match is an entry found at tokens from up to to.
type match struct {
	entry    *entry
	from, to int
}

// Expand finds what in text stands for other words: the longest first, none
// over another, in order. A phrase typed without diacritics counts only if
// the whole text has none; abbreviations count either way, in capitals or not,
// but those that could be an ordinary syllable only in capitals.
func (l *Lexicon) Expand(text string) []Expansion {
	tokens := read(text)
	accented := viet.HasTones(text)
	var found []match
	for i := range tokens {
		for _, e := range l.candidates(&tokens[i], accented) {
			if n := e.matches(text, tokens[i:], accented); n > 0 {
				found = append(found, match{e, i, i + n})
			}
		}
	}
	found = withoutOverlaps(found)
	out := make([]Expansion, len(found))
	for i, m := range found {
		end := tokens[m.to-1].End
		if n := tokens[m.from].letters; n > 0 {
			end = tokens[m.from].Start + n
		}
		e := m.entry
		out[i] = Expansion{
			Start: tokens[m.from].Start, End: end, Words: e.words, Kind: e.kind, Weight: e.weight,
			Replace: e.kind == Abbreviation && len(e.words) == 1 && e.weight >= sure,
		}
	}
	return out
}

// candidates lists the entries that begin as t does.
func (l *Lexicon) candidates(t *typed, accented bool) []*entry {
	all := l.written[t.folded]
	if t.spelled != t.folded {
		all = slices.Concat(all, l.written[t.spelled])
	}
	if !accented {
		all = slices.Concat(all, l.folded[spelling(t.folded)])
	}
	return all
}

// matches returns how many of the leading tokens are e.
func (e *entry) matches(text string, tokens []typed, accented bool) int {
	if len(tokens) < len(e.key) {
		return 0
	}
	tokens = tokens[:len(e.key)]
	for i := range tokens {
		if tokens[i].letters > 0 && (len(tokens) > 1 || e.kind != Abbreviation) {
			return 0
		}
		if i > 0 && !joined(text[tokens[i-1].End:tokens[i].Start], e.kind) {
			return 0
		}
	}
	ok := false
	if e.kind == Everyday {
		ok = e.matchesWords(tokens, accented)
	} else {
		ok = e.matchesLetters(tokens)
	}
	if !ok {
		return 0
	}
	return len(tokens)
}

func (e *entry) matchesWords(tokens []typed, accented bool) bool {
	written, folded := true, !accented && len(tokens) > 1
	for i, want := range e.key {
		written = written && tokens[i].spelled == want
		folded = folded && spelling(tokens[i].folded) == spelling(viet.Fold(want))
	}
	return written || folded
}

// matchesLetters compares an abbreviation. One typed with marks must have
// exactly those: "Cả" is no "CA".
func (e *entry) matchesLetters(tokens []typed) bool {
	var lower strings.Builder
	for i, want := range e.key {
		if tokens[i].folded != want || e.capitals && !tokens[i].capitals {
			return false
		}
		lower.WriteString(tokens[i].lower)
	}
	return lower.String() == e.exact || !viet.HasTones(lower.String())
}

// joined tells whether what stands between two tokens leaves them together.
func joined(gap string, kind Kind) bool {
	if kind == Everyday {
		return gap != "" && strings.Trim(gap, " \t\u00a0-") == ""
	}
	return len(gap) <= 3 && strings.Trim(gap, " &-./+,") == ""
}

// withoutOverlaps keeps the longest matches, of equally long ones the first.
func withoutOverlaps(found []match) []match {
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.to-b.from, a.to-a.from), cmp.Compare(a.from, b.from), cmp.Compare(a.entry.kind, b.entry.kind))
	})
	taken := make(map[int]bool)
	kept := found[:0]
	for _, m := range found {
		free := true
		for i := m.from; i < m.to; i++ {
			free = free && !taken[i]
		}
		if !free {
			continue
		}
		for i := m.from; i < m.to; i++ {
			taken[i] = true
		}
		kept = append(kept, m)
	}
	slices.SortFunc(kept, func(a, b match) int { return cmp.Compare(a.from, b.from) })
	return kept
}

// Longer tokens are no words: they are not looked up.
const longestToken = 64

// read takes a text apart. Where all of a text is in capitals they say nothing
// of a word, and none counts.
func read(text string) []typed {
	tokens := viet.Tokenize(text)
	out := make([]typed, 0, len(tokens))
	shouted := len(tokens) > 3 && text == strings.ToUpper(text)
	for _, t := range tokens {
		if len(t.Text) > longestToken {
			out = append(out, typed{Token: t})
			continue
		}
		word := viet.Normalize(t.Text)
		w := typed{Token: t, lower: viet.Lower(word), folded: viet.Fold(word)}
		w.capitals = !shouted && word == strings.ToUpper(word) && w.lower != word
		if n := documentKind(t.Text, w.folded); n > 0 && !shouted {
			w.letters = n
			w.lower, w.folded = viet.Lower(t.Text[:n]), viet.Fold(t.Text[:n])
			w.capitals = true // the number beside it says as much
		}
		w.spelled = spelling(w.lower)
		out = append(out, w)
	}
	return out
}

// documentKind returns the length of the abbreviation of a kind of document to
// which its number is glued: "NĐ100", "TT30".
func documentKind(word, folded string) int {
	n := len(word) - len(strings.TrimRight(word, "0123456789"))
	if n == 0 || n == len(word) {
		return 0
	}
	switch folded[:len(folded)-n] {
	case "nd", "tt", "ttlt", "nq", "qd", "ct", "vbhn":
		return len(word) - n
	}
	return 0
}
