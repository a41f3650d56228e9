package forest

import (
	"bytes"
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// synthetic is a set whose relevant rows follow from products and steps of the
// first five features, with noise; the other features say nothing. Feature 4 is
// missing in a third of the rows, which makes them worse.
func synthetic(seed uint64, questions, rows, features int) *Set {
	random := rand.New(rand.NewPCG(seed, 77))
	s := &Set{Features: features}
	for range questions {
		s.Groups = append(s.Groups, rows)
		truth := make([]float64, rows)
		for r := range rows {
			x := make([]float32, features)
			for i := range x {
				x[i] = float32(random.NormFloat64())
			}
			x[2] = float32(random.IntN(5))
			truth[r] = 2*float64(x[0]*x[1]) + math.Abs(float64(x[3])) + 0.3*random.NormFloat64()
			if x[2] == 3 {
				truth[r] += 2
			}
			if random.IntN(3) == 0 {
				x[4] = float32(math.NaN())
				truth[r] -= 2
			}
			s.Rows = append(s.Rows, x...)
		}
		sorted := slices.Clone(truth)
		slices.Sort(sorted)
		for _, v := range truth {
			switch {
			case v >= sorted[rows-min(rows, 2)]:
				s.Labels = append(s.Labels, 2)
			case v >= sorted[rows-min(rows, 6)]:
				s.Labels = append(s.Labels, 1)
			default:
				s.Labels = append(s.Labels, 0)
			}
		}
	}
	return s
}

// ndcg is the mean nDCG@10 of a set under a score.
func ndcg(s *Set, score func(row []float32) float64) float64 {
	r := newRanking(s)
	for i := range r.scores {
		r.scores[i] = score(s.Rows[i*s.Features : (i+1)*s.Features])
	}
	return r.update()
}

func mustTrain(tb testing.TB, train, valid *Set, c Config) *Forest {
	tb.Helper()
	f, err := Train(context.Background(), train, valid, c)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func TestLearnsWhatNoFeatureShows(t *testing.T) {
	train, test := synthetic(1, 200, 60, 8), synthetic(2, 100, 60, 8)
	f := mustTrain(t, train, nil, Config{Trees: 100, Rate: 0.1})
	got := ndcg(test, f.Score)
	single := 0.0
	for feature := range test.Features {
		for _, sign := range []float64{1, -1} {
			single = max(single, ndcg(test, func(row []float32) float64 {
				if row[feature] != row[feature] {
					return -1e9
				}
				return sign * float64(row[feature])
			}))
		}
	}
	t.Logf("nDCG@10 of the forest %.3f, of the best single feature %.3f", got, single)
	if got < 0.75 || got < 2*single {
		t.Errorf("nDCG@10 %.3f, want 0.75 and twice the %.3f of the best single feature", got, single)
	}
	importance := f.Importance()
	sum := 0.0
	for _, share := range importance {
		sum += share
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("importance sums to %v, want 1", sum)
	}
	if noise := importance[5] + importance[6] + importance[7]; noise > 0.1 {
		t.Errorf("features that say nothing have %.3f of the importance, want at most 0.1", noise)
	}
}

func TestTrainedForestExplainsAndStores(t *testing.T) {
	set := synthetic(4, 40, 50, 6)
	f := mustTrain(t, set, nil, Config{Trees: 40})
	data, err := f.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var stored Forest
	if err := stored.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	scores := make([]float64, len(set.Labels))
	stored.ScoreRows(set.Rows, scores)
	for i, got := range scores {
		row := set.Rows[i*set.Features : (i+1)*set.Features]
		if want := f.Score(row); got != want {
			t.Fatalf("row %d scores %v once stored, want %v", i, got, want)
		}
		sum := 0.0
		for _, part := range stored.Explain(row) {
			sum += part
		}
		if math.Abs(sum-got) > 1e-5 {
			t.Fatalf("row %d: parts sum to %v, score is %v", i, sum, got)
		}
	}
}

// The scores that training works with are those of the forest that it returns:
// bins and thresholds agree.
func TestTrainedScoresAreTheForests(t *testing.T) {
	train, valid := synthetic(5, 30, 40, 6), synthetic(6, 10, 40, 6)
	for _, share := range []float64{1, 0.6} {
		var onTrain, onValid float64
		f := mustTrain(t, train, valid, Config{
			Trees: 20, RowShare: share, FeatureShare: share, Bins: 16,
			Progress: func(_ int, train, valid float64) { onTrain, onValid = train, valid },
		})
		if got, want := [2]float64{onTrain, onValid}, [2]float64{ndcg(train, f.Score), ndcg(valid, f.Score)}; got != want {
			t.Errorf("share %v: progress said %v, the forest gives %v", share, got, want)
		}
	}
}

func TestTrainRepeatsOnAnyNumberOfProcessors(t *testing.T) {
	train, valid := synthetic(7, 60, 50, 11), synthetic(8, 20, 50, 11)
	var want []byte
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, processors := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(processors)
		f := mustTrain(t, train, valid, Config{Trees: 30, RowShare: 0.7, FeatureShare: 0.8, Seed: 3})
		got, err := f.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%d processors grow another forest", processors)
		}
	}
	other, err := mustTrain(t, train, valid, Config{Trees: 30, RowShare: 0.7, FeatureShare: 0.8, Seed: 4}).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(other, want) {
		t.Error("another seed grows the same forest")
	}
}

// Without the constraint the forest follows feature 3 up on both sides of 0 and
// feature 0 both ways; with it, never against the sign.
func TestMonotone(t *testing.T) {
	set := synthetic(9, 100, 50, 6)
	falls := func(f *Forest) (against [6]int) {
		random := rand.New(rand.NewPCG(1, 1))
		for range 3000 {
			row := randomRows(random.Uint64(), 6, 1)
			feature := random.IntN(6)
			low, high := row[feature], float32(random.NormFloat64()*2)
			if low > high {
				low, high = high, low
			}
			row[feature] = low
			before := f.Score(row)
			row[feature] = high
			if after := f.Score(row); after < before && feature != 3 || after > before && feature == 3 {
				against[feature]++
			}
		}
		return against
	}
	free := falls(mustTrain(t, set, nil, Config{Trees: 60, Rate: 0.1}))
	bound := falls(mustTrain(t, set, nil, Config{Trees: 60, Rate: 0.1, Monotone: []int8{1, 1, 0, -1, 1, 0}}))
	for _, feature := range []int{0, 1, 3, 4} {
		if bound[feature] != 0 {
			t.Errorf("feature %d moves the score against its sign %d times", feature, bound[feature])
		}
	}
	if free[0] == 0 || free[3] == 0 {
		t.Errorf("without constraints the score moves %v times against the signs: the test shows nothing", free)
	}
}

func TestEarlyStoppingKeepsTheBestPrefix(t *testing.T) {
	train, valid := synthetic(10, 30, 30, 8), synthetic(11, 60, 30, 8)
	var values []float64
	config := Config{Trees: 400, Rate: 0.3, MinRows: 3, Patience: 15}
	config.Progress = func(tree int, _, valid float64) {
		if tree != len(values)+1 {
			t.Fatalf("progress of tree %d after %d", tree, len(values))
		}
		values = append(values, valid)
	}
	f := mustTrain(t, train, valid, config)
	best := slices.Index(values, slices.Max(values)) + 1
	if f.Trees() != best {
		t.Errorf("%d trees kept, the best were %d of %d", f.Trees(), best, len(values))
	}
	if len(values) != best+15 {
		t.Errorf("training went on for %d trees after the best, want 15", len(values)-best)
	}
	if got, want := ndcg(valid, f.Score), slices.Max(values); got != want {
		t.Errorf("the forest has nDCG@10 %v on valid, want %v", got, want)
	}
}

// A question that weighs nothing teaches nothing.
func TestWeights(t *testing.T) {
	set := synthetic(12, 40, 40, 6)
	contrary := synthetic(13, 40, 40, 6)
	for i, l := range contrary.Labels {
		contrary.Labels[i] = 2 - l
	}
	both := &Set{
		Features: 6, Rows: slices.Concat(set.Rows, contrary.Rows), Labels: slices.Concat(set.Labels, contrary.Labels),
		Groups: slices.Concat(set.Groups, contrary.Groups), Weights: make([]float32, 80),
	}
	for q := range 40 {
		both.Weights[q] = 1
	}
	test := synthetic(14, 40, 40, 6)
	weighted := ndcg(test, mustTrain(t, both, nil, Config{Trees: 40}).Score)
	both.Weights = nil
	equal := ndcg(test, mustTrain(t, both, nil, Config{Trees: 40}).Score)
	if weighted < equal+0.1 {
		t.Errorf("nDCG@10 %.3f when the contrary questions weigh nothing, %.3f when they do", weighted, equal)
	}
}

func TestTrainRejects(t *testing.T) {
	good := func() *Set { return synthetic(1, 3, 30, 5) }
	with := func(change func(s *Set)) *Set {
		s := good()
		change(s)
		return s
	}
	tests := []struct {
		name         string
		train, valid *Set
		config       Config
		want         string
	}{
		{"no set", nil, nil, Config{}, "thiếu tập học"},
		{"features", with(func(s *Set) { s.Features = 0 }), nil, Config{}, "tập học: số đặc trưng 0 phải từ 1 đến 65535"},
		{"rows", with(func(s *Set) { s.Rows = s.Rows[1:] }), nil, Config{}, "tập học: có 449 giá trị cho 90 hàng, mỗi hàng 5 đặc trưng"},
		{"groups", with(func(s *Set) { s.Groups[2] = 29 }), nil, Config{}, "tập học: các câu hỏi có 89 hàng nhưng có 90 nhãn"},
		{"group", good(), with(func(s *Set) { s.Groups[1] = 61 }), Config{}, "tập kiểm: câu hỏi 1 có 61 hàng trong khi còn 60 hàng"},
		{"negative group", with(func(s *Set) { s.Groups[0] = -1 }), nil, Config{}, "tập học: câu hỏi 0 có -1 hàng trong khi còn 90 hàng"},
		{"label", with(func(s *Set) { s.Labels[7] = -1 }), nil, Config{}, "tập học: nhãn của hàng 7 là -1, phải là số không âm"},
		{"weights", with(func(s *Set) { s.Weights = []float32{1} }), nil, Config{}, "tập học: có 1 trọng số cho 3 câu hỏi"},
		{"weight", with(func(s *Set) { s.Weights = []float32{1, -2, 1} }), nil, Config{}, "tập học: trọng số của câu hỏi 1 là -2, phải là số không âm"},
		{"other features", good(), synthetic(1, 2, 9, 6), Config{}, "tập kiểm có 6 đặc trưng, tập học có 5"},
		{"leaves", good(), nil, Config{Leaves: 129}, "cấu hình học: số lá không thể là 129"},
		{"monotone", good(), nil, Config{Monotone: []int8{1}}, "cấu hình học: chiều của 1 đặc trưng cho trước, cần 5"},
		{"sign", good(), nil, Config{Monotone: []int8{0, 0, 2, 0, 0}}, "cấu hình học: chiều của đặc trưng 2 là 2, phải là -1, 0 hoặc 1"},
		{"patience", good(), nil, Config{Patience: 5}, "muốn dừng sớm phải có tập kiểm với hàng liên quan"},
		{"constant", with(func(s *Set) { clear(s.Rows) }), nil, Config{}, "tập học: không đặc trưng nào có hai giá trị khác nhau"},
		{
			"all alike", with(func(s *Set) { clear(s.Labels) }), nil,
			Config{},
			"tập học: không chia được, cần câu hỏi có hàng liên quan lẫn hàng không và đủ số hàng cho mỗi lá",
		},
		{
			"empty", &Set{Features: 2}, nil,
			Config{},
			"tập học: không đặc trưng nào có hai giá trị khác nhau",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Train(context.Background(), tt.train, tt.valid, tt.config)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestTrainEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	rounds := 0
	_, err := Train(ctx, synthetic(1, 20, 30, 5), nil, Config{Progress: func(tree int, _, _ float64) {
		if rounds = tree; tree == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || rounds != 3 {
		t.Errorf("got %v after %d rounds, want %v after 3", err, rounds, context.Canceled)
	}
}

// Questions without rows, and with one row, are no error.
func TestTrainSmallQuestions(t *testing.T) {
	s := synthetic(15, 20, 30, 5)
	s.Groups = append([]int{0, 1, 29}, s.Groups[1:]...)
	s.Groups = append(s.Groups, 0)
	if f := mustTrain(t, s, nil, Config{Trees: 3}); f.Trees() != 3 {
		t.Errorf("%d trees, want 3", f.Trees())
	}
}

func TestQuantiles(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	tests := []struct {
		name   string
		values []float32
		bins   int
		want   bounds
	}{
		{"none", nil, 4, nil},
		{"constant", []float32{2, 2, 2}, 4, nil},
		{"few values", []float32{1, 3, 1, 2}, 4, bounds{1.5, 2.5}},
		{"missing", []float32{nan, 1, nan, 3}, 4, bounds{-math.MaxFloat32, 2}},
		{"all missing", []float32{nan, nan}, 4, nil},
		{"quarters", []float32{8, 7, 6, 5, 4, 3, 2, 1}, 4, bounds{2.5, 4.5, 6.5}},
		{"a frequent value stands alone", []float32{0, 1, 2, 3, 3, 3, 3, 3, 3, 4, 5, 6}, 4, bounds{2.5, 3.5, 5.5}},
		{"infinite", []float32{-inf, 0, inf}, 4, bounds{-inf, 0}},
		{"neighbours", []float32{1, math.Nextafter32(1, 2)}, 4, bounds{1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, quantiles(slices.Clone(tt.values), tt.bins)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The derivatives of the first round, where all scores are 0, by hand: labels 0
// and 1, so that the pair is worth 1 - 1/log2(3), half of it wrong.
func TestLambdasByHand(t *testing.T) {
	s := &Set{Features: 1, Rows: []float32{0, 1}, Labels: []float32{0, 1}, Groups: []int{2}}
	r := newRanking(s)
	got := r.update()
	if want := 1 / math.Log2(3); math.Abs(got-want) > 1e-12 {
		t.Errorf("nDCG %v, want %v: equal scores keep their order", got, want)
	}
	l := newLambdas(r, 10)
	l.update()
	change := 1 - 1/math.Log2(3)
	sum := change // twice half of it
	factor := math.Log2(1+sum) / sum
	for i, want := range []gradient{{change / 2 * factor, change / 4 * factor}, {-change / 2 * factor, change / 4 * factor}} {
		if d := l.grads[i]; math.Abs(d.g-want.g) > 1e-12 || math.Abs(d.h-want.h) > 1e-12 {
			t.Errorf("row %d has %+v, want %+v", i, d, want)
		}
	}
}

// BenchmarkTrain is the size of a real training run: 710 questions of 200 rows,
// 80 features, 300 trees of 15 leaves.
func BenchmarkTrain(b *testing.B) {
	if testing.Short() {
		b.Skip("takes half a minute")
	}
	set := synthetic(1, 710, 200, 80)
	for b.Loop() {
		mustTrain(b, set, nil, Config{Trees: 300})
	}
}
