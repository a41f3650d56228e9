package forest

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// grownAtRandom is a forest of random trees, grown leaf by leaf from a few
// thresholds for each feature.
func grownAtRandom(tb testing.TB, features, trees, leaves int) *Forest {
	tb.Helper()
	random := rand.New(rand.NewPCG(uint64(features), uint64(trees)))
	list := make([]tree, trees)
	gains := make([]float64, features)
	for i := range list {
		t := &list[i]
		t.leaves = []leaf{randomLeaf(random)}
		parents := []*int{nil} // where each leaf hangs
		t.splits = make([]split, 0, leaves)
		for len(t.leaves) < leaves {
			at := random.IntN(len(t.leaves))
			feature := random.IntN(features)
			gains[feature]++
			if parents[at] != nil {
				*parents[at] = len(t.splits)
			}
			t.splits = append(t.splits, split{
				feature: feature, threshold: float32(random.IntN(40)-20) / 8,
				left: ^at, right: ^len(t.leaves),
			})
			s := &t.splits[len(t.splits)-1]
			parents[at] = &s.left
			parents = append(parents, &s.right)
			t.leaves = append(t.leaves, randomLeaf(random))
		}
	}
	f, err := assemble(features, gains, list)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func randomLeaf(random *rand.Rand) leaf {
	return leaf{value: float32(random.NormFloat64()) / 10, rows: random.Uint32N(1000)}
}

// randomRows holds values on thresholds, between them and beyond them.
func randomRows(seed uint64, features, rows int) []float32 {
	random := rand.New(rand.NewPCG(seed, 1))
	values := make([]float32, features*rows)
	for i := range values {
		switch random.IntN(20) {
		case 0:
			values[i] = float32(math.NaN())
		case 1:
			values[i] = float32(math.Inf(random.IntN(2)*2 - 1))
		case 2:
			values[i] = float32(math.Copysign(0, -1))
		default:
			values[i] = float32(random.IntN(100)-50) / 16
		}
	}
	return values
}

// direct walks the trees in the plainest way, in float64 thresholds.
func direct(f *Forest, row []float32) float64 {
	sum := 0.0
	for _, t := range f.trees {
		at := t.nodes - 1
		for {
			n := f.nodes[t.node+at]
			child := int(n.left)
			if bound := float64(f.bounds[n.feature][127-n.add&0xff]); float64(row[n.feature]) > bound {
				child = int(n.right)
			}
			if child < firstNode {
				sum += f.leaves[t.leaf+child]
				break
			}
			at = child - firstNode
		}
	}
	return sum
}

func TestScoreRowsIsScore(t *testing.T) {
	for _, shape := range []struct{ features, trees, leaves, rows int }{
		{1, 1, 2, 1}, {3, 20, 15, 31}, {80, 50, 15, 300}, {5, 4, MaxLeaves, 65}, {2, 9, 31, 32}, {7, 0, 2, 3}, {4, 2, 3, 0},
	} {
		f := grownAtRandom(t, shape.features, shape.trees, shape.leaves)
		rows := randomRows(3, shape.features, shape.rows)
		got := make([]float64, shape.rows)
		got = append(got, 7)[:shape.rows] // what lies behind out stays
		f.ScoreRows(rows, got)
		for i := range got {
			row := rows[i*shape.features : (i+1)*shape.features]
			if one, want := f.Score(row), direct(f, row); got[i] != want || one != want {
				t.Fatalf("%+v: row %d: ScoreRows %v, Score %v, want %v", shape, i, got[i], one, want)
			}
		}
		if behind := got[:shape.rows+1][shape.rows]; behind != 7 {
			t.Errorf("%+v: ScoreRows wrote past out: %v", shape, behind)
		}
	}
}

func TestScoreAllocatesNothing(t *testing.T) {
	f := grownAtRandom(t, 10, 20, 15)
	row := randomRows(1, 10, 1)
	if n := testing.AllocsPerRun(100, func() { f.Score(row) }); n != 0 {
		t.Errorf("Score allocates %v times, want 0", n)
	}
}

func TestScoreRowsPanicsOnWrongLength(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("ScoreRows took 5 values for 2 rows of 3")
		}
	}()
	grownAtRandom(t, 3, 2, 4).ScoreRows(make([]float32, 5), make([]float64, 2))
}

func TestExplainSumsToScore(t *testing.T) {
	f := grownAtRandom(t, 12, 60, 15)
	rows := randomRows(5, 12, 200)
	for at := 0; at < len(rows); at += 12 {
		row := rows[at : at+12]
		sum := 0.0
		for _, part := range f.Explain(row) {
			sum += part
		}
		if want := f.Score(row); math.Abs(sum-want) > 1e-9 {
			t.Fatalf("parts of %v sum to %v, want %v", row, sum, want)
		}
	}
}

// One tree by hand: 30 rows have x0 <= 1 (value 1), of the 10 others 5 each have
// x1 <= 2 (value 3) and more (value 5).
func TestExplainByHand(t *testing.T) {
	f, err := assemble(2, []float64{3, 1}, []tree{{
		splits: []split{{feature: 0, threshold: 1, left: ^0, right: 1}, {feature: 1, threshold: 2, left: ^1, right: ^2}},
		leaves: []leaf{{1, 30}, {3, 5}, {5, 5}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	nan := float32(math.NaN())
	for _, tt := range []struct{ row, want []float64 }{
		{[]float64{2, 3}, []float64{2.25, 1, 1.75}},
		{[]float64{2, 2}, []float64{2.25, -1, 1.75}},
		{[]float64{1, 9}, []float64{-0.75, 0, 1.75}},
		{[]float64{math.NaN(), 9}, []float64{-0.75, 0, 1.75}},
	} {
		got := f.Explain([]float32{float32(tt.row[0]), float32(tt.row[1])})
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Explain(%v) (-want +got):\n%s", tt.row, diff)
		}
	}
	if got := f.Score([]float32{nan, nan}); got != 1 {
		t.Errorf("a row of missing values scores %v, want 1: below every threshold", got)
	}
	if diff := cmp.Diff([]float64{0.75, 0.25}, f.Importance()); diff != "" {
		t.Errorf("Importance (-want +got):\n%s", diff)
	}
}

func BenchmarkScoreRows(b *testing.B) {
	const features, rows = 80, 300
	f := grownAtRandom(b, features, 300, 15)
	values, out := randomRows(9, features, rows), make([]float64, rows)
	for b.Loop() {
		f.ScoreRows(values, out)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows/300, "ns/tree")
}

func BenchmarkScore(b *testing.B) {
	f := grownAtRandom(b, 80, 300, 15)
	row := randomRows(9, 80, 1)
	for b.Loop() {
		f.Score(row)
	}
}

func BenchmarkPlace(b *testing.B) {
	f := grownAtRandom(b, 80, 300, 15)
	rows, places := randomRows(9, 80, blockRows), make([]lane, 80)
	for b.Loop() {
		f.place(places, rows)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/80/blockRows, "ns/value")
}
