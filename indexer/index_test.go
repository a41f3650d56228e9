package indexer

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

// built builds an index of l and opens it.
func built(tb testing.TB, l *library) (*Index, string) {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "index")
	if _, err := Build(tb.Context(), dir, l, BuildOptions{}); err != nil {
		tb.Fatal(err)
	}
	return opened(tb, dir), dir
}

func opened(tb testing.TB, dir string) *Index {
	tb.Helper()
	x, err := Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := x.Close(); err != nil {
			tb.Error(err)
		}
	})
	return x
}

// rank runs r against the generation that serves.
func rank(tb testing.TB, x *Index, r *ranking) []found {
	tb.Helper()
	r.gen = x.look()
	s, _, err := r.run(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return s.best.ranked()
}

// TestSkippingIsExact: for random questions, filters and sizes, the search that
// skips returns the same units with the same scores in the same order as the one
// that scores everything.
func TestSkippingIsExact(t *testing.T) {
	x, _ := built(t, randomLibrary(1, 6000))
	r := rand.New(rand.NewPCG(2, 3))
	compare := cmp.AllowUnexported(found{})
	for n := range 400 {
		q := ranking{text: randomText(r, 1+r.IntN(14)), k: 1 + r.IntN(120)}
		if n%3 == 0 {
			m := uint32(2 + r.IntN(5))
			q.accept = func(unit uint32) bool { return unit%m == 0 }
		}
		if n%7 == 0 {
			q.text = "khong dau " + q.text[:len(q.text)/2]
		}
		want := q
		want.exhaustive = true
		if diff := cmp.Diff(rank(t, x, &want), rank(t, x, &q), compare); diff != "" {
			t.Fatalf("question %q, k %d (-exhaustive +skipping):\n%s", q.text, q.k, diff)
		}
	}
}

// TestRankingIsABleveQuery: Bleve itself, given the query, returns what Search does
// before it ranks again.
func TestRankingIsABleveQuery(t *testing.T) {
	x, _ := built(t, randomLibrary(4, 1500))
	x = x.WithModel(new(Model))
	const question = "thời hạn giải quyết khiếu nại"
	hits, err := x.Search(t.Context(), Query{Text: question, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, h := range hits {
		want = append(want, fmt.Sprintf("%s %.6f", articleID(h.Document, h.Article), h.Score))
	}
	request := bleve.NewSearchRequestOptions(&ranking{gen: x.look(), text: question, k: 10}, 10, 0, false)
	request.SortBy([]string{"-_score", "_id"})
	result, err := x.look().idx.SearchInContext(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range result.Hits {
		got = append(got, fmt.Sprintf("%s %.6f", h.ID, h.Score))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-Search +Bleve):\n%s", diff)
	}
}

func TestSearchFilters(t *testing.T) {
	l := &library{revision: 1, documents: []corpus.Document{
		oneArticle("1-2020-nd-cp", corpus.KindDecree, "Chính phủ", corpus.Validity{From: 20200101, Until: 20230101}),
		oneArticle("2-2023-nd-cp", corpus.KindDecree, "Chính phủ", corpus.Validity{From: 20230101}),
		oneArticle("3-2020-tt-btp", corpus.KindCircular, "Bộ Tư pháp", corpus.Validity{}),
	}, procedures: []corpus.Procedure{{Code: "1.000001", Name: "Cấp bản sao trích lục hộ tịch"}}}
	x, _ := built(t, l)
	for _, test := range []struct {
		name string
		q    Query
		want []string
	}{
		{"everything", Query{}, []string{"1-2020-nd-cp", "2-2023-nd-cp", "3-2020-tt-btp", "1.000001"}},
		{"articles", Query{Scope: ScopeArticles}, []string{"1-2020-nd-cp", "2-2023-nd-cp", "3-2020-tt-btp"}},
		{"procedures", Query{Scope: ScopeProcedures}, []string{"1.000001"}},
		{"kind", Query{Kinds: []corpus.Kind{corpus.KindCircular}}, []string{"3-2020-tt-btp"}},
		{"issuer without diacritics", Query{Issuer: "bo tu phap"}, []string{"3-2020-tt-btp"}},
		{"a day", Query{AsOf: 20220601, InForceOnly: true}, []string{"1-2020-nd-cp", "3-2020-tt-btp", "1.000001"}},
		{"a later day", Query{AsOf: 20230101, InForceOnly: true}, []string{"2-2023-nd-cp", "3-2020-tt-btp", "1.000001"}},
		{"document", Query{Document: "2-2023-nd-cp"}, []string{"2-2023-nd-cp"}},
		{"no known term", Query{Text: "zzz"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.q.Text == "" {
				test.q.Text = "trich luc ho tich"
			}
			hits, err := x.Search(t.Context(), test.q)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]bool{}
			for _, h := range hits {
				got[string(h.Document)+h.Procedure] = true
			}
			want := map[string]bool{}
			for _, id := range test.want {
				want[id] = true
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func oneArticle(id corpus.DocumentID, kind corpus.Kind, issuer string, v corpus.Validity) corpus.Document {
	return corpus.Document{ID: id, Kind: kind, Issuer: issuer, Articles: []corpus.Article{{
		Key: "1", Label: "1", Heading: "Trích lục hộ tịch", InForce: v,
		Body: []corpus.Node{{Level: corpus.LevelParagraph, Text: "Bản sao trích lục hộ tịch."}},
	}}}
}

// TestFailedBuildLeavesTheOldOne: a build that ends in an error, or dies, changes
// nothing for those who search, and the next build sweeps up after it.
func TestFailedBuildLeavesTheOldOne(t *testing.T) {
	l := randomLibrary(5, 300)
	x, dir := built(t, l)
	before := x.Generation()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Build(ctx, dir, l, BuildOptions{Progress: func(int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled build: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "g-dead.building"), 0o700); err != nil {
		t.Fatal(err)
	}
	if changed, err := x.Refresh(); err != nil || changed {
		t.Fatalf("Refresh = %v, %v after a failed build", changed, err)
	}
	if hits, err := x.Search(t.Context(), Query{Text: "khiếu nại"}); err != nil || len(hits) == 0 {
		t.Fatalf("search after a failed build: %d hits, %v", len(hits), err)
	}
	if _, err := Build(t.Context(), dir, l, BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	if changed, err := x.Refresh(); err != nil || !changed || x.Generation() == before {
		t.Fatalf("Refresh = %v, %v, generation %s", changed, err, x.Generation())
	}
	left, err := filepath.Glob(filepath.Join(dir, "g-*"))
	if err != nil || len(left) != 1 {
		t.Errorf("generations left: %v, %v", left, err)
	}
}

func TestOneBuildAtATime(t *testing.T) {
	dir := t.TempDir()
	unlock, err := lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Build(t.Context(), dir, randomLibrary(6, 10), BuildOptions{}); !errors.Is(err, ErrBusy) {
		t.Errorf("second build: %v, want ErrBusy", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}

func TestOpenWithoutIndex(t *testing.T) {
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNoIndex) {
		t.Errorf("Open = %v, want ErrNoIndex", err)
	}
}

func TestOpenSpoiltIndex(t *testing.T) {
	_, dir := built(t, randomLibrary(7, 50))
	name, err := currentName(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(dir, name, infoFile), 40); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrFormat) {
		t.Errorf("Open = %v, want ErrFormat", err)
	}
}

// TestSwapUnderLoad searches without pause while generations come and go.
func TestSwapUnderLoad(t *testing.T) {
	l := randomLibrary(8, 400)
	x, dir := built(t, l)
	done := make(chan struct{})
	var searchers sync.WaitGroup
	for range 4 {
		searchers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if hits, err := x.Search(context.Background(), Query{Text: "giải quyết khiếu nại"}); err != nil || len(hits) == 0 {
					t.Errorf("search during a swap: %d hits, %v", len(hits), err)
					return
				}
			}
		})
	}
	for n := range 5 {
		l.revision++
		if _, err := Build(t.Context(), dir, l, BuildOptions{}); err != nil {
			t.Fatal(err)
		}
		if changed, err := x.Refresh(); err != nil || !changed {
			t.Errorf("swap %d: %v, %v", n, changed, err)
		}
	}
	close(done)
	searchers.Wait()
	if got := x.Revision(); got != l.revision {
		t.Errorf("revision %d, want %d", got, l.revision)
	}
}

func TestCoverage(t *testing.T) {
	x, _ := built(t, &library{revision: 1, documents: []corpus.Document{
		oneArticle("1-2020-nd-cp", corpus.KindDecree, "", corpus.Validity{}),
		{ID: "2-2020-nd-cp", Articles: []corpus.Article{{Key: "1", Heading: "Nuôi tằm", Body: []corpus.Node{{Text: "Nuôi tằm ở xã."}}}}},
	}})
	for _, test := range []struct {
		text     string
		emphasis map[string]float64
		own      bool // the best unit contains all that counts
		together bool // the two units do
	}{
		{"trích lục hộ tịch", nil, true, true},
		{"trich luc ho tich", nil, true, true},
		{"trích lục hộ tịch zzz", nil, false, false},
		{"trích lục hộ tịch zzz", map[string]float64{"zzz": 0}, true, true},
		{"trích lục hộ tịch của tằm", map[string]float64{"của": 0}, false, true},
	} {
		hits, err := x.Search(t.Context(), Query{Text: test.text, Emphasis: test.emphasis})
		if err != nil || len(hits) == 0 {
			t.Fatalf("%s: %d hits, %v", test.text, len(hits), err)
		}
		last := hits[len(hits)-1]
		if (hits[0].Coverage > 0.999) != test.own || (last.Together > 0.999) != test.together {
			t.Errorf("%s: coverage %.3f, together %.3f", test.text, hits[0].Coverage, last.Together)
		}
	}
}

// TestProcedureIsOneHit: a procedure is found by any of its parts, once, however
// few hits are asked for, and its coverage is that of its parts together.
func TestProcedureIsOneHit(t *testing.T) {
	dossier := []corpus.Case{{Items: []corpus.DossierItem{{Name: "Tờ khai nuôi tằm"}}}}
	x, _ := built(t, &library{revision: 1, procedures: []corpus.Procedure{
		{Code: "1.000001", Name: "Cấp thẻ", Steps: "Bước 1: nộp tờ khai nuôi tằm.", Dossier: dossier},
		{Code: "1.000002", Name: "Cấp giấy", Steps: "Bước 1: nộp tờ khai.", Dossier: dossier},
	}})
	for _, limit := range []int{1, 2, 10} {
		hits, err := x.Search(t.Context(), Query{Text: "tờ khai nuôi tằm bước", Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range hits {
			got = append(got, h.Procedure)
		}
		want := []string{"1.000001", "1.000002"}[:min(limit, 2)]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("limit %d (-want +got):\n%s", limit, diff)
		}
	}
}
