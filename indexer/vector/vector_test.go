package vector

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// sample draws n vectors around a few centres, as texts on the same matter lie.
func sample(seed uint64, n, dim int) [][]float32 {
	random := rand.New(rand.NewPCG(seed, 1))
	centres := make([][]float32, 20)
	for i := range centres {
		centres[i] = make([]float32, dim)
		for j := range centres[i] {
			centres[i][j] = float32(random.NormFloat64())
		}
	}
	vectors := make([][]float32, n)
	for i := range vectors {
		centre := centres[random.IntN(len(centres))]
		vectors[i] = make([]float32, dim)
		for j := range vectors[i] {
			vectors[i][j] = centre[j] + float32(random.NormFloat64())
		}
	}
	return vectors
}

func matrixOf(vectors [][]float32) *Matrix {
	m := NewMatrix(len(vectors[0]))
	for _, v := range vectors {
		m.Append(v)
	}
	return m
}

// sameMatrix compares matrices but for their sketches.
var sameMatrix = gocmp.Options{gocmp.AllowUnexported(Matrix{}), gocmp.FilterPath(func(p gocmp.Path) bool {
	return p.Last().String() == ".sketch"
}, gocmp.Ignore())}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab += float64(a[i]) * float64(b[i])
		aa += float64(a[i]) * float64(a[i])
		bb += float64(b[i]) * float64(b[i])
	}
	return ab / math.Sqrt(aa*bb)
}

func TestSimilarity(t *testing.T) {
	for _, dim := range []int{1, 3, 8, 63, 64, 65, 100, 1024} {
		vectors := sample(uint64(dim), 20, dim)
		m := matrixOf(vectors)
		for _, v := range vectors[:5] {
			q := NewProbe(v)
			for row := range vectors {
				got, want := float64(m.Similarity(row, q)), cosine(v, vectors[row])
				if math.Abs(got-want) > 0.01 {
					t.Errorf("%d dimensions, row %d: got %v, want %v", dim, row, got, want)
				}
			}
		}
	}
}

// TestExtremes has every lane of the inner loop at its limits.
func TestExtremes(t *testing.T) {
	for _, dim := range []int{4, 64, 640, MaxDim} {
		ones, opposite := make([]float32, dim), make([]float32, dim)
		for i := range ones {
			ones[i], opposite[i] = 7, -1e-30
		}
		m := matrixOf([][]float32{ones, opposite})
		for _, test := range []struct {
			v    []float32
			want []float32
		}{{ones, []float32{1, -1}}, {opposite, []float32{-1, 1}}} {
			q := NewProbe(test.v)
			for row, want := range test.want {
				if got := m.Similarity(row, q); math.Abs(float64(got-want)) > 1e-5 {
					t.Errorf("%d dimensions, row %d: got %v, want %v", dim, row, got, want)
				}
			}
		}
	}
}

func TestNothingIsSimilarToZero(t *testing.T) {
	zero := make([]float32, 70)
	broken := slices.Clone(zero)
	broken[3], broken[4] = float32(math.NaN()), 1
	infinite := slices.Clone(zero)
	infinite[69] = float32(math.Inf(-1))
	unit := slices.Clone(zero)
	unit[69] = 1e-20
	m := matrixOf([][]float32{zero, broken, infinite, unit})
	for row, want := range []float32{0, 0, 0, 1} {
		if got := m.Similarity(row, NewProbe(unit)); math.Abs(float64(got-want)) > 1e-6 {
			t.Errorf("row %d: got %v, want %v", row, got, want)
		}
	}
	for _, v := range [][]float32{zero, broken, infinite} {
		want := []Near{{0, 0}, {1, 0}, {2, 0}}
		if diff := gocmp.Diff(want, m.Nearest(NewProbe(v), 3, nil, nil)); diff != "" {
			t.Error(diff)
		}
	}
}

// everyRow is Nearest without any short cut.
func everyRow(m *Matrix, q *Probe, k int, accept func(uint32) bool) []Near {
	all := []Near{}
	for row := range m.Len() {
		if accept == nil || accept(uint32(row)) {
			all = append(all, Near{uint32(row), m.Similarity(row, q)})
		}
	}
	slices.SortFunc(all, func(a, b Near) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Row, b.Row))
	})
	return all[:min(k, len(all))]
}

// TestNearestIsExact compares with computing every row, equal rows among them.
func TestNearestIsExact(t *testing.T) {
	for _, dim := range []int{5, 64, 129} {
		vectors := sample(7, 1500, dim)
		for i := range 500 {
			vectors = append(vectors, vectors[i*3])
		}
		m := matrixOf(vectors)
		for n, v := range sample(7, 6, dim) {
			q := NewProbe(v)
			for _, k := range []int{1, 10, 100, 5000} {
				if diff := gocmp.Diff(everyRow(m, q, k, nil), m.Nearest(q, k, nil, nil)); diff != "" {
					t.Fatalf("%d dimensions, k %d: %s", dim, k, diff)
				}
				third := func(row uint32) bool { return int(row)%3 == n%3 }
				if diff := gocmp.Diff(everyRow(m, q, k, third), m.Nearest(q, k, third, nil)); diff != "" {
					t.Fatalf("%d dimensions, k %d, a third: %s", dim, k, diff)
				}
			}
		}
	}
	m, q := matrixOf(sample(7, 9, 9)), NewProbe(make([]float32, 9))
	if got := m.Nearest(q, 0, nil, nil); len(got) != 0 {
		t.Errorf("the best 0 are %v", got)
	}
	if got := NewMatrix(9).Nearest(q, 5, nil, nil); len(got) != 0 {
		t.Errorf("an empty matrix has %v", got)
	}
}

// TestSketchFindsNearlyAll searches a wide matrix, whole and filtered.
func TestSketchFindsNearlyAll(t *testing.T) {
	const rows, k = 18_000, 50
	m := NewMatrix(sketchedDims)
	for i, v := range sample(9, rows/10, sketchedDims) { // ten alike of each
		for n := range 10 {
			v[(i+n*7)%len(v)] += 3
			m.Append(v)
		}
	}
	for name, accept := range map[string]func(uint32) bool{
		"all": nil, "most": func(row uint32) bool { return row%20 > 0 }, "few": func(row uint32) bool { return row%100 == 3 },
	} {
		found := 0
		for _, v := range sample(9, 4, sketchedDims) {
			q := NewProbe(v)
			got := m.Nearest(q, k, accept, nil)
			if !slices.IsSortedFunc(got, order) || len(got) != k {
				t.Fatalf("%s: %d rows, or out of order", name, len(got))
			}
			for _, want := range everyRow(m, q, k, accept) {
				if slices.Contains(got, want) {
					found++
				}
			}
		}
		if found < 4*k*99/100 {
			t.Errorf("%s: %d of the %d nearest were found", name, found, 4*k)
		}
	}
	s := search{m: m, q: NewProbe(sample(1, 1, sketchedDims)[0]), k: k, best: make([]Near, 0, k)}
	if !s.sketched() {
		t.Error("the sketch is not used")
	}
	s.accept = func(row uint32) bool { return row%100 == 3 }
	if s.best = s.best[:0]; s.sketched() || len(s.best) != 0 {
		t.Error("the sketch is used where few rows are accepted")
	}
}

func TestNearestAllocatesNothing(t *testing.T) {
	vectors := sample(3, 3000, 64)
	m, q := matrixOf(vectors), NewProbe(vectors[5])
	dst := make([]Near, 0, 100)
	accept := func(row uint32) bool { return row%2 == 1 }
	if got := testing.AllocsPerRun(20, func() { dst = m.Nearest(q, 100, accept, dst) }); got != 0 {
		t.Errorf("%v allocations", got)
	}
	if len(dst) != 100 || dst[0].Row != 5 {
		t.Errorf("got %d rows, the first %v", len(dst), dst[0])
	}
}

func TestSaveAndLoad(t *testing.T) {
	for _, dim := range []int{1, 64, 300} {
		vectors := sample(11, 700, dim)
		m := matrixOf(vectors)
		var file bytes.Buffer
		if err := m.Save(&file); err != nil {
			t.Fatal(err)
		}
		if want := headerSize + 700*dim + 4; file.Len() != want {
			t.Errorf("%d bytes, want %d", file.Len(), want)
		}
		whole := slices.Clone(file.Bytes())
		file.WriteString("what follows")
		loaded, err := Load(&file)
		if err != nil {
			t.Fatal(err)
		}
		if file.String() != "what follows" {
			t.Errorf("left to read: %q", file.String())
		}
		if diff := gocmp.Diff(m, loaded, sameMatrix); diff != "" {
			t.Error(diff)
		}
		for _, n := range []int{0, 3, headerSize, len(whole) / 2, len(whole) - 1} {
			if _, err := Load(bytes.NewReader(whole[:n])); !errors.Is(err, ErrFormat) {
				t.Errorf("%d bytes: got %v, want ErrFormat", n, err)
			}
		}
		for _, n := range []int{2, len(fileMark), headerSize + 3, len(whole) - 1} {
			changed := slices.Clone(whole)
			changed[n] ^= 4
			if _, err := Load(bytes.NewReader(changed)); !errors.Is(err, ErrFormat) {
				t.Errorf("byte %d changed: got %v, want ErrFormat", n, err)
			}
		}
	}
}

// FuzzLoad: whatever the bytes, Load does not panic, allocates in the measure of
// what it is given, and saves again what it read.
func FuzzLoad(f *testing.F) {
	var file bytes.Buffer
	if err := matrixOf(sample(1, 5, 9)).Save(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add([]byte(fileMark + "\x00\x20\x00\x00\xff\xff\xff\x3f"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Load(bytes.NewReader(data))
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Errorf("got %v, want ErrFormat", err)
			}
			return
		}
		var again bytes.Buffer
		if err := m.Save(&again); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(data, again.Bytes()) {
			t.Error("saving again gives other bytes")
		}
	})
}

func benchmarkNearest(b *testing.B, rows, dim int) {
	vectors := sample(5, rows/16, dim)
	m := NewMatrix(dim)
	random := rand.New(rand.NewPCG(2, 2))
	moved := make([]float32, dim)
	for row := range rows {
		for i, x := range vectors[row%len(vectors)] {
			moved[i] = x + float32(random.NormFloat64())/2
		}
		m.Append(moved)
	}
	questions := make([]*Probe, 20)
	for i := range questions {
		questions[i] = NewProbe(vectors[i])
	}
	dst := make([]Near, 0, 100)
	m.Nearest(questions[0], 1, nil, dst)
	least := time.Hour
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		started := time.Now()
		dst = m.Nearest(questions[n%len(questions)], 100, nil, dst)
		least = min(least, time.Since(started))
	}
	b.ReportMetric(float64(least.Microseconds()), "least-µs/op") // what others on the machine do not add to
}

func BenchmarkNearest64(b *testing.B)   { benchmarkNearest(b, 67_000, 64) }
func BenchmarkNearest1024(b *testing.B) { benchmarkNearest(b, 67_000, 1024) }
