package indexer

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/starter"
	"github.com/trolycongvu/congvu/indexer/forest"
)

var askedOfStarter = []string{
	"thời hạn giải quyết khiếu nại lần đầu là bao lâu",
	"công chức nghỉ việc riêng có hưởng lương mấy ngày",
	"dang ky khai sinh can giay to gi",
	"UBND xã chứng thực bản sao trong mấy ngày",
	"sang tên sổ đỏ ở đâu",
	"thời hạn thời hạn công bố thủ tục hành chính zzz",
}

// starterIndexes are indexes of the starter corpus: one without a ranking model
// and one with a model learnt from whether headings answer.
func starterIndexes(t *testing.T) map[string]*Index {
	t.Helper()
	documents, err := starter.Documents()
	if err != nil {
		t.Fatal(err)
	}
	procedures, err := starter.Procedures()
	if err != nil {
		t.Fatal(err)
	}
	x, _ := built(t, &library{revision: 1, documents: documents, procedures: procedures})
	set := forest.Set{Features: int(featureCount)}
	for _, question := range askedOfStarter {
		candidates, err := x.Candidates(t.Context(), Query{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range candidates {
			set.Rows = append(set.Rows, c.Features...)
			set.Labels = append(set.Labels, float32(math.Round(float64(2*c.Features[featHeadWords]))))
		}
		set.Groups = append(set.Groups, len(candidates))
	}
	ranking, err := forest.Train(t.Context(), &set, nil, forest.Config{Trees: 20, Leaves: 6, MinRows: 5})
	if err != nil {
		t.Fatal(err)
	}
	views := map[string]*Index{}
	for name, f := range map[string]*forest.Forest{"no model": nil, "a model": ranking} {
		model, err := NewModel(x.Words(), f)
		if err != nil {
			t.Fatal(err)
		}
		views[name] = x.WithModel(model)
	}
	return views
}

// TestExplainAddsUp: what Explain says of every hit is what Search said, the
// terms sum to the BM25F score and the features to the model's.
func TestExplainAddsUp(t *testing.T) {
	for name, x := range starterIndexes(t) {
		for _, text := range askedOfStarter {
			q := Query{Text: text, Limit: 12}
			hits, err := x.Search(t.Context(), q)
			if err != nil || len(hits) < 2 {
				t.Fatalf("%s: %d hits, %v", text, len(hits), err)
			}
			for i, hit := range hits {
				e, err := x.Explain(t.Context(), q, hit)
				if err != nil {
					t.Fatal(err)
				}
				got := e.Unit.Hit
				got.Together = hit.Together
				if diff := cmp.Diff(hit, got); diff != "" || e.Unit.Rank != i+1 {
					t.Errorf("%s: %s: rank %d, want %d (-Search +Explain):\n%s", name, text, e.Unit.Rank, i+1, diff)
				}
				addsUp(t, e.Unit, e.Model)
				if e.Model != (name == "a model") || e.Rival == nil {
					t.Fatalf("%s: model %v, rival %v", name, e.Model, e.Rival)
				}
				if want := hits[min(1, max(0, 1-i))]; identity(e.Rival.Hit) != identity(want) {
					t.Errorf("%s: beside hit %d stands %v, want %v", text, i+1, e.Rival.Hit, want)
				}
				addsUp(t, *e.Rival, e.Model)
			}
		}
	}
}

// addsUp checks the sums of one explained unit.
func addsUp(t *testing.T, s Standing, model bool) {
	t.Helper()
	lexical := 0.0
	for _, term := range s.Terms {
		lexical += term.Score
		if term.Has != (term.Frequency > 0) || term.Has != (term.Score > 0) {
			t.Errorf("%+v: term %+v", s.Hit, term)
		}
	}
	if lexical != s.Lexical {
		t.Errorf("%+v: terms sum to %v", s.Hit, lexical)
	}
	if len(s.Features) != int(featureCount) {
		t.Errorf("%+v: %d features", s.Hit, len(s.Features))
	}
	if !model {
		if s.Score != s.Lexical || s.Bias != 0 {
			t.Errorf("%+v: bias %v without a model", s.Hit, s.Bias)
		}
		return
	}
	total := s.Bias
	for _, f := range s.Features {
		total += f.Score
	}
	if math.Abs(total-s.Score) > 1e-6 {
		t.Errorf("%+v: features and bias sum to %v", s.Hit, total)
	}
	if !slices.IsSortedFunc(s.Features, func(a, b FeatureShare) int { return -cmpAbs(a.Score, b.Score) }) {
		t.Errorf("%+v: features are not in the order of what they add: %v", s.Hit, s.Features)
	}
}

func cmpAbs(a, b float64) int {
	switch a, b = math.Abs(a), math.Abs(b); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// TestExplainNotFound: units that the search left out or does not know.
func TestExplainNotFound(t *testing.T) {
	for name, x := range starterIndexes(t) {
		q := Query{Text: askedOfStarter[1], Document: "02-2011-qh13"}
		e, err := x.Explain(t.Context(), q, Hit{Document: "45-2019-qh14", Article: "115"})
		if err != nil {
			t.Fatal(err)
		}
		if !e.Unit.Excluded || e.Unit.Rank != 0 || e.Unit.LexicalRank != 0 || e.Unit.Lexical == 0 || e.Rival.Rank != 1 || e.Rival.Excluded {
			t.Errorf("%s: unit %+v, rival %+v", name, e.Unit, e.Rival)
		}
		addsUp(t, e.Unit, e.Model)
		e, err = x.Explain(t.Context(), Query{Text: "zzz"}, Hit{Document: "45-2019-qh14", Article: "115"})
		if err != nil || e.Rival != nil || e.Candidates != 0 || e.Unit.Lexical != 0 || len(e.Question.Unknown) != 1 {
			t.Errorf("%s: a question without a known word: %+v, %v", name, e, err)
		}
		for _, unit := range []Hit{{}, {Document: "45-2019-qh14", Article: "999"}, {Procedure: "9.999999"}} {
			if _, err := x.Explain(t.Context(), q, unit); !errors.Is(err, ErrNoUnit) {
				t.Errorf("%s: %+v: %v", name, unit, err)
			}
		}
	}
}

// TestExplainInterpretation: how questions were read.
func TestExplainInterpretation(t *testing.T) {
	x := starterIndexes(t)["no model"]
	read := func(text string) Interpretation {
		e, err := x.Explain(t.Context(), Query{Text: text}, Hit{Document: "45-2019-qh14", Article: "115"})
		if err != nil {
			t.Fatal(err)
		}
		return e.Question
	}
	in := read("UBND xã cấp sổ đỏ, nghỉ vieecj riêng zzz")
	if !slices.ContainsFunc(in.Changes, func(c Correction) bool { return c == (Correction{"UBND", "ủy ban nhân dân", WhyShort}) }) {
		t.Errorf("changes %+v lack UBND", in.Changes)
	}
	if !slices.ContainsFunc(in.Changes, func(c Correction) bool { return c == (Correction{"vieecj", "việc", WhyKeys}) }) {
		t.Errorf("changes %+v lack vieecj", in.Changes)
	}
	if len(in.Beside) == 0 || in.Beside[0].Text != "giấy chứng nhận quyền sử dụng đất" || in.Beside[0].Share <= 0 || in.Beside[0].Share > besideWeight {
		t.Errorf("beside %+v, want what sổ đỏ stands for", in.Beside)
	}
	if len(in.Unknown) == 0 || in.Unknown[0].Documents != 0 || in.Folded {
		t.Errorf("folded %v, unknown %+v", in.Folded, in.Unknown)
	}
	pair := slices.IndexFunc(in.Terms, func(t Term) bool { return t.Text == "nhân dân" })
	if pair < 0 || !in.Terms[pair].Pair || in.Terms[pair].Documents == 0 || in.Terms[pair].Weight <= 0 {
		t.Errorf("terms %+v lack the pair nhân dân", in.Terms)
	}
}
