package language

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Limits that keep the time of odd questions down.
const (
	mostSlips = 48 // readings of one token as a slip
	mostSplit = 4  // tokens that are tried as two syllables
)

// propose fills the lattice with all that each token may mean.
func (l *lattice) propose() {
	splits := 0
	anyMarked := slices.ContainsFunc(l.tokens, func(t typed) bool { return t.marked })
	for i := range l.tokens {
		t := &l.tokens[i]
		l.arcs = append(l.arcs, arc{from: i, to: i + 1, first: t.symbol, last: t.symbol, marked: t.marked})
		if !t.glued {
			l.proposeDigits(i)
		}
		if t.fixed {
			continue
		}
		if !t.marked {
			l.proposeRestored(i)
		}
		l.proposeMerged(i)
		if !t.spelled.isSyllable() {
			l.proposeKeys(i, i+1, t.word)
		}
		if t.symbol == unknown && (t.marked || anyMarked || !t.native) {
			l.proposeSlips(i)
			if !t.native && splits < mostSplit {
				splits++
				l.proposeSplit(i)
			}
		}
	}
}

// doubt adds slips for the tokens that are syllables but make no sense where the
// way has them. It tells whether there are any.
func (l *lattice) doubt(way []int) (found bool) {
	for i := range way {
		a := l.arcs[way[i]]
		t := &l.tokens[a.from]
		if a.to > a.from+1 || a.kind != Restored || t.fixed || a.first == unknown || !l.isDoubtful(way, i) {
			continue
		}
		before := len(l.arcs)
		l.proposeSlips(a.from)
		found = found || len(l.arcs) > before
	}
	return found
}

// What makes a syllable doubtful: pairs this rare on both sides or, for a
// syllable that is rare itself and may be a misprint of the corpus, this dear on
// the left.
const (
	doubtfulPairs = 3
	doubtfulCost  = 7
)

func (l *lattice) isDoubtful(way []int, i int) bool {
	a := &l.arcs[way[i]]
	if !a.changes && l.model.talk[a.first] || l.tokens[a.from].spelled.n == 1 {
		return false
	}
	before, behind := l.around(way, i)
	if !l.model.native[a.first] && l.model.cost(before, a.first) > doubtfulCost {
		return true
	}
	return l.model.seen(before, a.first) <= doubtfulPairs && l.model.seen(a.first, behind) <= doubtfulPairs
}

// around are the symbols on both sides of the arc at i of the way.
func (l *lattice) around(way []int, i int) (before, behind uint32) {
	a := &l.arcs[way[i]]
	before, behind = edge, edge
	if i > 0 && !l.tokens[a.from].parted {
		before = l.arcs[way[i-1]].last
	}
	if i+1 < len(way) && !l.tokens[a.to].parted {
		behind = l.arcs[way[i+1]].first
	}
	return before, behind
}

// proposeRestored adds the syllables that t is without its diacritics.
func (l *lattice) proposeRestored(i int) {
	t := &l.tokens[i]
	run := l.model.folds[viet.Fold(t.word)]
	for s := run.from; s < run.to; s++ {
		meant := &l.model.spelled[s]
		if s == t.symbol || t.spelled.letters[0] == barD && meant.letters[0] != barD {
			continue
		}
		if t.spelled.n == 1 && !t.spelled.letters[0].isVowel() {
			continue // a lone d is the name of something
		}
		l.arcs = append(l.arcs, arc{from: i, to: i + 1, first: s, last: s, kind: Restored, changes: true, restores: true})
	}
}

// proposeSlips adds the native syllables that t is by one slip.
func (l *lattice) proposeSlips(i int) {
	t := &l.tokens[i]
	base := float32(0)
	switch {
	case t.symbol != unknown, !t.marked && t.native:
		base = costKnown
	case t.marked && t.spelled.isSyllable() && l.model.rhymes[t.spelled.rhyme()]:
		base = costNative
	}
	if isCapitalized(t.Text) && !t.parted {
		base += costNative // perhaps a name
	}
	bold := t.native || t.marked && t.symbol != unknown && l.model.native[t.symbol]
	p := proposal{from: i, to: i + 1, kind: Slip, base: base, marked: t.marked, bold: bold}
	l.proposeNear(p, t.spelled)
}

// proposal is what the arcs of one misspelled token have in common.
type proposal struct {
	from, to     int
	kind         Kind
	base         float32
	marked, bold bool // as in arc
}

// cost is slipCost, but marks left out cost nothing here where no vowel was
// typed with one: the typist answers for that.
func (p *proposal) cost(typed *spelling, meant spelling) (cost float32, ok bool) {
	switch {
	case !typed.hasVowelMark():
		meant = meant.folded()
	case p.kind == Keys && typed.isPlain():
		t := meant.tone
		meant = meant.folded()
		meant.tone = t
	}
	return slipCost(typed, &meant)
}

// proposeNear adds the native syllables that s is by one slip or none.
func (l *lattice) proposeNear(p proposal, s spelling) {
	m := l.model
	var found []arc
	add := func(spelled *spelling, base float32, run span) {
		for c := run.from; c < run.to; c++ {
			if !m.native[c] || c == l.tokens[p.from].symbol && p.to == p.from+1 {
				continue
			}
			meant := m.spelled[c]
			restores := !spelled.hasVowelMark() && meant.hasVowelMark()
			cost, ok := p.cost(spelled, meant)
			if ok && cost+base <= costMost+p.base {
				found = append(found, arc{
					from: p.from, to: p.to, first: c, last: c, kind: p.kind, changes: true,
					cost: cost + base, restores: restores, marked: p.marked, bold: p.bold,
				})
			}
		}
	}
	m.neighbours(s.folded(), func(t *target) { add(&s, p.base, t.span) })
	respelled(s, func(other spelling) {
		fold := other.folded()
		m.neighbours(fold, func(t *target) {
			if t.fold == fold {
				add(&other, p.base+costSounds, t.span)
			}
		})
	})
	l.arcs = append(l.arcs, m.cheapest(found)...)
}

// cheapest drops repeated readings and the least likely of too many.
func (m *Model) cheapest(arcs []arc) []arc {
	slices.SortFunc(arcs, func(a, b arc) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.cost, b.cost)) })
	arcs = slices.CompactFunc(arcs, func(a, b arc) bool { return a.first == b.first })
	if len(arcs) > mostSlips {
		slices.SortFunc(arcs, func(a, b arc) int {
			return cmp.Or(cmp.Compare(a.cost+m.lone[a.first], b.cost+m.lone[b.first]), cmp.Compare(a.first, b.first))
		})
		arcs = arcs[:mostSlips]
	}
	return arcs
}

// proposeKeys reads tokens as the keys of an input method.
func (l *lattice) proposeKeys(from, to int, word string) {
	if s, ok := typedKeys(word); ok {
		l.proposeNear(proposal{from: from, to: to, kind: Keys, base: costKeys}, s)
	}
}

// proposeDigits reads letters with digits among and behind them as VNI.
func (l *lattice) proposeDigits(i int) {
	if l.tokens[i].Kind != viet.Syllable || l.tokens[i].symbol != unknown && l.tokens[i].spelled.n == 0 {
		return
	}
	word, digits := l.tokens[i].word, strings.ContainsAny(l.tokens[i].word, "123456789")
	end := i + 1
	for ; end < len(l.tokens) && l.tokens[end].glued; end++ {
		t := &l.tokens[end]
		if t.Kind != viet.Syllable && strings.ContainsAny(t.Text, "/-_.,%0") {
			return
		}
		digits = digits || t.Kind != viet.Syllable
		word += canonical(t.Text)
	}
	if digits && hasLower(l.tokens[i].Text) && len(word) <= longestWord {
		l.proposeKeys(i, end, word)
	}
}

// proposeMerged reads tokens i and i+1 as one syllable with a space inside,
// unless both can be syllables.
func (l *lattice) proposeMerged(i int) {
	if i+1 == len(l.tokens) {
		return
	}
	t, next := &l.tokens[i], &l.tokens[i+1]
	if next.fixed || next.parted || next.glued || next.Start-t.End != 1 || t.native && next.native {
		return
	}
	if isCapitalized(next.Text) || int(t.spelled.n+next.spelled.n) > longestSpelling {
		return
	}
	m := l.model
	word := canonical(t.word + next.word)
	marked := t.marked || next.marked
	run := m.folds[viet.Fold(word)]
	for s := run.from; s < run.to; s++ {
		if m.native[s] && (m.words[s] == word || !marked) {
			l.arcs = append(l.arcs, arc{
				from: i, to: i + 2, first: s, last: s, cost: costParted, kind: Slip, changes: true,
				restores: m.words[s] != word, marked: marked,
			})
		}
	}
}

// proposeSplit reads token i as two syllables without the space.
func (l *lattice) proposeSplit(i int) {
	t := &l.tokens[i]
	for at := range t.word {
		if utf8.RuneCountInString(t.word[:at]) < 2 || utf8.RuneCountInString(t.word[at:]) < 2 {
			continue
		}
		left, right := t.word[:at], t.word[at:]
		seconds := l.model.halves(right, t.marked)
		for _, first := range l.model.halves(left, t.marked) {
			for _, second := range seconds {
				l.addSplit(i, first, second, left+right)
			}
		}
	}
}

// leastInside is how often the two halves of a token must stand side by side in
// the corpus to be read as two syllables.
const leastInside = 5

func (l *lattice) addSplit(i int, first, second uint32, word string) {
	m := l.model
	if m.seen(first, second) < leastInside {
		return
	}
	l.arcs = append(l.arcs, arc{
		from: i, to: i + 1, first: first, last: second, cost: costJoined + m.cost(first, second), kind: Slip,
		changes: true, restores: m.words[first]+m.words[second] != word, marked: l.tokens[i].marked,
	})
}

// halves are the native syllables that a half of a token may be.
func (m *Model) halves(half string, marked bool) []uint32 {
	var found []uint32
	run := m.folds[viet.Fold(half)]
	for s := run.from; s < run.to; s++ {
		if m.native[s] && (!marked || m.words[s] == canonical(half)) {
			found = append(found, s)
		}
	}
	return found
}
