package indexer

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

// TestResultsAreKept: a question asked again gets the same hits, its own copy of
// them, and no other query gets them.
func TestResultsAreKept(t *testing.T) {
	x, _ := built(t, randomLibrary(7, 300))
	q := Query{Text: "thời hạn giải quyết khiếu nại", Limit: 5}
	first, err := x.Search(t.Context(), q)
	if err != nil || len(first) == 0 {
		t.Fatalf("%d hits, %v", len(first), err)
	}
	if _, kept := x.look().results.get(q.key()); !kept {
		t.Error("the hits were not kept")
	}
	want := first[0]
	first[0].Score = -1000
	again, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, again[0]); diff != "" {
		t.Errorf("a caller changed what is kept (-want +got):\n%s", diff)
	}
}

func TestQueryKeyHoldsEveryLimit(t *testing.T) {
	base := Query{Text: "a"}
	for name, other := range map[string]Query{
		"text":     {Text: "b"},
		"day":      {Text: "a", AsOf: 20250701},
		"force":    {Text: "a", InForceOnly: true},
		"scope":    {Text: "a", Scope: ScopeArticles},
		"kinds":    {Text: "a", Kinds: []corpus.Kind{corpus.KindLaw}},
		"issuer":   {Text: "a", Issuer: "x"},
		"document": {Text: "a", Document: "x"},
		"limit":    {Text: "a", Limit: 3},
		"emphasis": {Text: "a", Emphasis: map[string]float64{"a": 0}},
	} {
		if other.key() == base.key() {
			t.Errorf("%s makes no difference", name)
		}
	}
	same := Query{Text: "a", Limit: DefaultLimit}
	if same.key() != base.key() {
		t.Errorf("keys %q and %q of the same query", same.key(), base.key())
	}
}
