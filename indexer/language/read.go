package language

import "strings"

// Read returns what the question says when it is rid of the traces of typing.
// What is written as the corpus writes comes back unchanged. The question should
// be normalized (viet.Normalize); Changes count in bytes of it as it is given.
func (m *Model) Read(question string) Reading {
	l := lattice{model: m, tokens: m.typedTokens(question)}
	if len(l.tokens) == 0 {
		return Reading{Text: question}
	}
	l.propose()
	l.order()
	way := l.likeliest()
	if l.doubt(way) {
		l.order()
		way = l.likeliest()
	}
	changes := l.changes(question, way)
	return Reading{Text: apply(question, changes), Changes: changes}
}

// changes are those that the way through the lattice makes and its neighbours
// support.
func (l *lattice) changes(question string, way []int) []Change {
	var list []Change
	for i, n := range way {
		a := &l.arcs[n]
		if !a.changes || a.kind != Restored && !l.isSupported(way, i) {
			continue
		}
		start, end := l.tokens[a.from].Start, l.tokens[a.to-1].End
		text := question[start:end]
		meant := l.model.words[a.first]
		if a.last != a.first {
			meant += " " + l.model.words[a.last]
		}
		list = append(list, Change{From: text, To: inCaseOf(text, meant), Start: start, End: end, Kind: a.kind})
	}
	return list
}

// How often a pair with a neighbour must occur in the corpus to support a change
// of what is no syllable, and of what is one.
const (
	leastSupport     = 2
	leastBoldSupport = 5
	boldFactor       = 20 // and so many times as often as what was typed
)

// isSupported tells whether the syllables beside the arc, as the way reads them,
// occur there in the corpus: one side will do for what is no syllable.
func (l *lattice) isSupported(way []int, i int) bool {
	a := &l.arcs[way[i]]
	before, behind := l.around(way, i)
	left, right := l.model.seen(before, a.first), l.model.seen(a.last, behind)
	if a.bold {
		typed := l.tokens[a.from].symbol
		was := l.model.seen(before, typed) + l.model.seen(typed, behind)
		return left >= leastBoldSupport && right >= leastBoldSupport && (left+right)/boldFactor > was
	}
	return a.first != a.last || before != edge && left >= leastSupport || behind != edge && right >= leastSupport
}

// apply makes the changes.
func apply(question string, changes []Change) string {
	if len(changes) == 0 {
		return question
	}
	var b strings.Builder
	end := 0
	for _, c := range changes {
		b.WriteString(question[end:c.Start])
		b.WriteString(c.To)
		end = c.End
	}
	b.WriteString(question[end:])
	return b.String()
}
