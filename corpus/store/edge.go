package store

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// MergeEdges joins two accounts of amendments: an edge of more that says the same
// as one of edges takes its place when it says it in more detail, and is dropped
// otherwise; the rest follow. Two say the same when the acting number, the place
// acted on and the day are the same.
func MergeEdges(edges, more []Edge) []Edge {
	merged := slices.Clone(edges)
	at := make(map[edgeKey]int, len(edges))
	for i, e := range edges {
		if _, ok := at[e.key()]; !ok && e.known() {
			at[e.key()] = i
		}
	}
	for _, e := range more {
		i, same := at[e.key()]
		switch {
		case !same || !e.known():
			merged = append(merged, e)
		case e.detail() > merged[i].detail():
			merged[i] = e
		}
	}
	return merged
}

// edgeKey is what edges are told apart by.
type edgeKey struct {
	document                   corpus.DocumentID
	article, clause, point, by string
	effective                  corpus.Date
}

func (e Edge) key() edgeKey {
	return edgeKey{
		document: e.Document, article: strings.ToLower(e.Article), clause: strings.ToLower(e.Amendment.Target.Clause),
		point: strings.ToLower(e.Amendment.Target.Point), by: e.Amendment.By.Number.Key(), effective: e.Amendment.Effective,
	}
}

// known tells whether the edge says who acts on what.
func (e Edge) known() bool { return e.Document != "" && e.Amendment.By.Number != "" }

// detail is how much the edge says.
func (e Edge) detail() int {
	n := 0
	for _, told := range []bool{
		len(e.Amendment.Wording) > 0, e.Amendment.Except != "", len(e.Amendment.Phrases) > 0, e.Amendment.Until != 0,
	} {
		if told {
			n++
		}
	}
	return n
}
