package language

import (
	"cmp"
	"math"
	"slices"
)

// arc reads some tokens of a question, nearly always one, as one or two
// syllables.
type arc struct {
	from, to    int    // tokens
	first, last uint32 // symbols; equal for one syllable
	cost        float32
	kind        Kind
	changes     bool
	restores    bool // typed without vowel marks, meant with
	marked      bool // typed with vowel marks
	bold        bool // what was typed is a syllable too

	total float32 // of the cheapest way to the end of the arc
	back  int     // the arc before on that way, -1 for none
}

// lattice is all ways to read a question.
type lattice struct {
	model  *Model
	tokens []typed
	arcs   []arc   // by from
	starts []int   // arcs from token i are arcs[starts[i]:starts[i+1]]
	ends   [][]int // arcs by to
}

// typist is a way to deal with diacritics. The costs follow from the share of
// vowel marks that are left out: hardly any, half, all.
type typist struct {
	drop  float32 // a mark left out
	keep  float32 // a mark typed
	prior float32 // of meeting such a typist
}

var typists = [...]typist{
	{drop: 6, keep: 0, prior: 0},
	{drop: math.Ln2, keep: math.Ln2, prior: 2.5},
	{drop: 0, keep: 50, prior: 1},
}

// order sorts the arcs and indexes them by their ends.
func (l *lattice) order() {
	slices.SortStableFunc(l.arcs, func(a, b arc) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.first, b.first))
	})
	l.starts = make([]int, len(l.tokens)+1)
	l.ends = make([][]int, len(l.tokens)+1)
	for i := range l.arcs {
		l.starts[l.arcs[i].from+1] = i + 1
		l.ends[l.arcs[i].to] = append(l.ends[l.arcs[i].to], i)
	}
	for i := range l.tokens { // inside of arcs nothing may begin
		l.starts[i+1] = max(l.starts[i+1], l.starts[i])
	}
}

// likeliest returns the cheapest way through the lattice of all typists, as
// indexes of arcs.
func (l *lattice) likeliest() []int {
	var best []int
	least := float32(math.Inf(1))
	for _, t := range typists {
		last, cost := l.walk(t)
		if cost+t.prior < least {
			least, best = cost+t.prior, l.way(last)
		}
	}
	return best
}

// way returns the arcs that end with last, in order.
func (l *lattice) way(last int) []int {
	var way []int
	for ; last >= 0; last = l.arcs[last].back {
		way = append(way, last)
	}
	slices.Reverse(way)
	return way
}

// walk finds the cheapest way for one typist: its last arc and cost.
func (l *lattice) walk(t typist) (last int, cost float32) {
	for i := range l.tokens {
		arcs := l.arcs[l.starts[i]:l.starts[i+1]]
		for k := range arcs {
			arcs[k].total = float32(math.Inf(1))
		}
		if l.tokens[i].parted {
			back, cost := l.closing(i)
			l.extend(arcs, back, cost, edge)
		} else {
			limit := l.limit(i)
			for _, e := range l.ends[i] {
				if a := &l.arcs[e]; a.total <= limit {
					l.extend(arcs, e, a.total, a.last)
				}
			}
		}
		for k := range arcs {
			arcs[k].total += arcs[k].typing(t)
		}
	}
	return l.closing(len(l.tokens))
}

// hopeless is how much dearer than the cheapest a way may be to be followed on.
const hopeless = 25

func (l *lattice) limit(i int) float32 {
	least := float32(math.Inf(1))
	for _, e := range l.ends[i] {
		least = min(least, l.arcs[e].total)
	}
	return least + hopeless
}

// closing is the cheapest way to end before token i: its last arc and its cost
// with that of the end.
func (l *lattice) closing(i int) (back int, cost float32) {
	if i == 0 {
		return -1, 0
	}
	back, cost = -1, float32(math.Inf(1))
	for _, e := range l.ends[i] {
		if c := l.arcs[e].total + l.model.cost(l.arcs[e].last, edge); c < cost {
			back, cost = e, c
		}
	}
	return back, cost
}

// extend tries to reach each of arcs, which begin at one token, from a way of
// the cost that ends with symbol. Both the arcs and the pairs of symbol are
// sorted, so the search for a pair begins where the last one ended.
func (l *lattice) extend(arcs []arc, back int, cost float32, symbol uint32) {
	m := l.model
	var at, end int
	if symbol != unknown {
		at, end = int(m.rows[symbol]), int(m.rows[symbol+1])
	}
	for k := range arcs {
		a := &arcs[k]
		if a.first != unknown {
			at = advance(m.second[:end], at, a.first)
		}
		c := cost
		if a.first != unknown && at < end && m.second[at] == a.first {
			c += m.pairCost[at]
		} else {
			c += m.unseenCost(symbol, a.first)
		}
		if c < a.total {
			a.total, a.back = c, back
		}
	}
}

// advance returns the first place from at on whose symbol is not below want.
func advance(sorted []uint32, at int, want uint32) int {
	step := 1
	for at+step < len(sorted) && sorted[at+step] < want {
		at += step
		step *= 2
	}
	end := min(at+step+1, len(sorted))
	if at >= end {
		return at
	}
	i, _ := slices.BinarySearch(sorted[at:end], want)
	return at + i
}

// typing is what it costs the typist to have typed the arc so.
func (a *arc) typing(t typist) float32 {
	switch {
	case a.restores:
		return a.cost + t.drop
	case a.marked:
		return a.cost + t.keep
	}
	return a.cost
}
