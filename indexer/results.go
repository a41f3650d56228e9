package indexer

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// resultBytes bounds the answers to questions that a generation keeps.
const resultBytes = 8 << 20

// key is equal for queries that get the same hits from one generation: it holds
// everything that limits what the caller may see.
func (q *Query) key() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %v %v %q %q %q %q %d", q.Text, q.AsOf, q.InForceOnly, q.Scope, q.Kinds, q.Issuer, q.Document, q.limit())
	for _, syllable := range slices.Sorted(maps.Keys(q.Emphasis)) {
		fmt.Fprintf(&b, " %q=%g", syllable, q.Emphasis[syllable])
	}
	return b.String()
}

// hitBytes is about what one hit takes.
const hitBytes = 120

// keep remembers the hits of a query.
func (g *generation) keep(key string, hits []Hit) {
	g.results.put(key, slices.Clone(hits), len(key)+hitBytes*(len(hits)+1))
}
