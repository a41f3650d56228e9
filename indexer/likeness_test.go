package indexer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/embedding"
	"github.com/trolycongvu/congvu/indexer/vector"
)

// The words of the matters that the articles below are about, and how people call
// these matters: words that no article has. They are invented.
var matters, slang = strings.Fields("đất nhà xe cây sông núi chợ trường lúa mỏ cầu kho"),
	strings.Fields("địa ốc mô mộc thủy sơn thị học mễ khoáng kiều lẫm")

// sense is the deterministic stand-in for a model of embeddings: a direction for
// each matter, and noise that is the text's own.
func sense(text string, noise float64) []float32 {
	const dim = 48
	v := make([]float32, dim)
	add := func(seed uint64, weight float64) {
		r := rand.New(rand.NewPCG(seed, 7))
		for i := range v {
			v[i] += float32(weight * r.NormFloat64())
		}
	}
	own := uint64(1)
	for _, w := range strings.Fields(strings.ToLower(text)) {
		for i := range matters {
			if w == matters[i] || w == slang[i] {
				add(uint64(i+1), 1)
			}
		}
		for _, b := range []byte(w) {
			own = own*31 + uint64(b)
		}
	}
	add(own, noise)
	return v
}

// sensed is an Embedder by sense.
type sensed func(ctx context.Context, text string) ([]float32, error)

func (s sensed) Question(ctx context.Context, text string) ([]float32, error) { return s(ctx, text) }

// bySense answers at once.
func bySense(_ context.Context, text string) ([]float32, error) { return sense(text, 1), nil }

// mattersLibrary has articles on two matters each, in random words.
func mattersLibrary(articles int) *library {
	l := randomLibrary(3, articles)
	r, n := rand.New(rand.NewPCG(11, 2)), 0
	for i := range l.documents {
		for j := range l.documents[i].Articles {
			a := &l.documents[i].Articles[j]
			first, second := matterPair(n)
			words := strings.Fields(a.Body[0].Text)
			for _, m := range []string{matters[first], matters[second], matters[first]} {
				words = slices.Insert(words, r.IntN(len(words)+1), m)
			}
			a.Heading = "Quy định riêng số " + fmt.Sprint(n)
			a.Body[0].Text = strings.Join(words, " ")
			n++
		}
	}
	return l
}

// matterPair is the matters of article n, from 0.
func matterPair(n int) (first, second int) {
	first = n % len(matters)
	return first, (first + 1 + n/len(matters)%(len(matters)-1)) % len(matters)
}

// withVectors builds an index of l and the file of its vectors; change may spoil
// what the file says of itself.
func withVectors(t *testing.T, l *library, change func(*embedding.Vectors)) (*Index, string) {
	t.Helper()
	dir := t.TempDir()
	if _, err := Build(t.Context(), dir, l, BuildOptions{}); err != nil {
		t.Fatal(err)
	}
	idx, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = idx.Close() })
	file := filepath.Join(dir, "vectors-thu.bin")
	writeVectors(t, l, file, change)
	return idx, file
}

func writeVectors(t *testing.T, l *library, file string, change func(*embedding.Vectors)) {
	t.Helper()
	v := &embedding.Vectors{Model: "thử", Revision: l.revision}
	for text, err := range Texts(t.Context(), l) {
		if err != nil {
			t.Fatal(err)
		}
		row := sense(text.Heading+" "+text.Body, 1)
		if v.Matrix == nil {
			v.Matrix = vector.NewMatrix(len(row))
		}
		v.IDs = append(v.IDs, text.ID)
		v.Matrix.Append(row)
	}
	if change != nil {
		change(v)
	}
	if err := v.WriteFile(file); err != nil {
		t.Fatal(err)
	}
}

// semanticsOf uses file with e and returns what is logged.
func semanticsOf(idx *Index, file string, e Embedder) *bytes.Buffer {
	var log bytes.Buffer
	idx.UseSemantics(Semantics{
		Embedder: e, Model: "thử", File: file, Weight: DefaultWeight, Deadline: 50 * time.Millisecond,
		Logger: slog.New(slog.NewTextHandler(&log, nil)),
	})
	return &log
}

// asked is a question and the articles that answer it, by their numbers.
type asked struct {
	text string
	want func(n int) bool
}

// mattersQuestions are of three kinds: half of the matters in slang, which only the
// model knows; by the number of an article, which only its words tell; and both.
func mattersQuestions(articles int) (bySense, byWords, both []asked) {
	for n := 0; n < articles; n += 7 {
		first, second := matterPair(n)
		same := func(m int) bool {
			a, b := matterPair(m)
			return a == first && b == second || a == second && b == first
		}
		exactly := func(m int) bool { return m == n }
		bySense = append(bySense, asked{"quy định về " + slang[first] + " và " + slang[second], same})
		byWords = append(byWords, asked{fmt.Sprintf("Quy định riêng số %d", n), exactly})
		both = append(both, asked{fmt.Sprintf("%s %s theo quy định riêng số %d", slang[first], slang[second], n), exactly})
	}
	return bySense, byWords, both
}

// meanReciprocal is the mean of one over the rank of the first article that answers,
// among ten.
func meanReciprocal(questions []asked, number map[Hit]int, search func(string) []Hit) float64 {
	total := 0.0
	for _, q := range questions {
		hits := search(q.text)
		if at := slices.IndexFunc(hits[:min(10, len(hits))], func(h Hit) bool { return q.want(number[identity(h)]) }); at >= 0 {
			total += 1 / float64(at+1)
		}
	}
	return total / float64(len(questions))
}

// TestFusion compares three ways to use a model: not at all, by reciprocal ranks,
// and by calibrated scores, as Search does.
func TestFusion(t *testing.T) {
	const articles = 800
	l := mattersLibrary(articles)
	idx, file := withVectors(t, l, nil)
	number := map[Hit]int{}
	for n, id := range slices.Collect(identifiers(l)) {
		number[hitOf(id)] = n
	}
	search := func(text string) []Hit {
		hits, err := idx.Search(t.Context(), Query{Text: text, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		return hits
	}
	vectors, err := embedding.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	reciprocal := func(text string) []Hit { return reciprocalRanks(search(text), vectors, text) }
	bySensed, byWords, both := mattersQuestions(articles)
	measure := func(search func(string) []Hit) [3]float64 {
		return [3]float64{meanReciprocal(bySensed, number, search), meanReciprocal(byWords, number, search), meanReciprocal(both, number, search)}
	}
	alone, ranks := measure(search), measure(reciprocal)
	log := semanticsOf(idx, file, sensed(bySense))
	fused := measure(search)
	t.Logf("questions by sense, by words, by both: alone %.3f, reciprocal rank %.3f, calibrated %.3f", alone, ranks, fused)
	for i, kind := range []string{"sense", "words", "both"} {
		if fused[i] < ranks[i]-0.02 {
			t.Errorf("questions by %s: %.3f, by reciprocal rank %.3f", kind, fused[i], ranks[i])
		}
	}
	if fused[0] < alone[0]+0.3 || fused[1] < alone[1]-0.05 || fused[2] < alone[2]-0.05 {
		t.Errorf("fused %.3f, without the model %.3f", fused, alone)
	}
	if strings.Contains(log.String(), "WARN") {
		t.Error(log)
	}
}

// identifiers yields those of all units in the order of the corpus.
func identifiers(l *library) func(func(string) bool) {
	return func(yield func(string) bool) {
		for text, err := range Texts(context.Background(), l) {
			if err != nil || !yield(text.ID) {
				return
			}
		}
	}
}

// reciprocalRanks fuses hits with the hundred nearest, with the usual constant
// (Cormack, Clarke & Büttcher, SIGIR 2009).
func reciprocalRanks(hits []Hit, v *embedding.Vectors, text string) []Hit {
	const constant = 60
	fused := map[Hit]float64{}
	var all []Hit
	add := func(rank int, h Hit) {
		if _, there := fused[h]; !there {
			all = append(all, h)
		}
		fused[h] += 1 / float64(constant+1+rank)
	}
	for rank, h := range hits {
		add(rank, identity(h))
	}
	for rank, near := range v.Matrix.Nearest(vector.NewProbe(sense(text, 1)), likenessDepth, nil, nil) {
		add(rank, hitOf(v.IDs[near.Row]))
	}
	slices.SortStableFunc(all, func(a, b Hit) int { return compareFloat(float32(fused[b]), float32(fused[a])) })
	return all
}

// TestCalibrated: the same whatever the cosines are like, from 0 to 1.
func TestCalibrated(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	tail := make([]float64, likenessDepth)
	for i := range tail {
		tail[i] = r.ExpFloat64()
	}
	slices.Sort(tail)
	slices.Reverse(tail)
	of := func(offset, scale float64) (at [4]float64) {
		l := &likeness{}
		for _, x := range tail {
			l.nearest = append(l.nearest, vector.Near{Similarity: float32(offset + scale*x)})
		}
		l.measure()
		for i, x := range []float64{tail[0], tail[surelyNear-1], tail[likenessDepth-1], -9} {
			at[i] = l.calibrated(float32(offset + scale*x))
		}
		return at
	}
	wide, narrow := of(0.2, 0.1), of(0.85, 0.01)
	for i := range wide {
		if math.Abs(wide[i]-narrow[i]) > 0.01 {
			t.Errorf("%v for one model, %v for another", wide, narrow)
			break
		}
	}
	if wide[0] < 0.8 || math.Abs(wide[1]-0.5) > 0.1 || wide[2] > 0.15 || wide[3] > 0.001 {
		t.Errorf("calibrated: the first %.3f, the tenth %.3f, the hundredth %.3f, an ordinary one %.3f", wide[0], wide[1], wide[2], wide[3])
	}
	if none := (&likeness{}).calibrated(1); none != 0 {
		t.Errorf("among nothing: %v", none)
	}
}

// TestSemanticsAway: whatever keeps the vectors from being used, the search goes on
// as it does without, and the log says so once.
func TestSemanticsAway(t *testing.T) {
	l := mattersLibrary(150)
	down := errors.New("máy chủ nghỉ")
	for name, test := range map[string]struct {
		change   func(*embedding.Vectors)
		embedder sensed
		says     string
	}{
		"another revision": {func(v *embedding.Vectors) { v.Revision++ }, bySense, "phiên bản"},
		"another model":    {func(v *embedding.Vectors) { v.Model = "khác" }, bySense, "khác"},
		"down":             {nil, func(context.Context, string) ([]float32, error) { return nil, down }, "máy chủ nghỉ"},
		"slow": {nil, func(ctx context.Context, _ string) ([]float32, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}, "deadline"},
		"deaf":           {nil, func(context.Context, string) ([]float32, error) { select {} }, "deadline"},
		"another length": {nil, func(context.Context, string) ([]float32, error) { return []float32{1, 2}, nil }, "chiều"},
	} {
		t.Run(name, func(t *testing.T) {
			idx, file := withVectors(t, l, test.change)
			q := Query{Text: "nghị định về " + matters[2]}
			want, err := idx.Search(t.Context(), q)
			if err != nil || len(want) == 0 {
				t.Fatal(want, err)
			}
			q.Fresh = true
			log := semanticsOf(idx, file, test.embedder)
			for range 3 {
				got, err := idx.Search(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			}
			if said := log.String(); strings.Count(said, "WARN") != 1 || !strings.Contains(said, test.says) {
				t.Errorf("logged: %s", said)
			}
		})
	}
}

// TestSemanticsCome: a file that comes, changes and goes is followed, and results
// are kept apart by what they were ranked with.
func TestSemanticsCome(t *testing.T) {
	l := mattersLibrary(300)
	idx, file := withVectors(t, l, nil)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	var working atomic.Bool
	var questions atomic.Int32
	working.Store(true)
	log := semanticsOf(idx, file, sensed(func(_ context.Context, text string) ([]float32, error) {
		questions.Add(1)
		if !working.Load() {
			return nil, errors.New("máy chủ nghỉ")
		}
		return sense(text, 1), nil
	}))
	search := func() []Hit {
		if _, err := idx.Refresh(); err != nil {
			t.Fatal(err)
		}
		hits, err := idx.Search(t.Context(), Query{Text: "quy định về " + slang[1] + " và " + slang[4]})
		if err != nil {
			t.Fatal(err)
		}
		return hits
	}
	without := search()
	if n := questions.Load(); n > 0 || !strings.Contains(log.String(), "congvu index embed") {
		t.Errorf("without a file: %d questions sent, logged %s", n, log)
	}
	writeVectors(t, l, file, nil)
	with := search()
	if cmp.Equal(without, with) || questions.Load() != 1 {
		t.Errorf("the file came: %d questions sent, the same hits: %v", questions.Load(), cmp.Equal(without, with))
	}
	if again := search(); !cmp.Equal(with, again) || questions.Load() != 1 {
		t.Errorf("asked again: %d questions sent", questions.Load())
	}
	working.Store(false)
	writeVectors(t, l, file, func(v *embedding.Vectors) { v.Asked = 48 }) // another file: what was kept counts no more
	if got := search(); !cmp.Equal(without, got) {
		t.Error("the server is down: other hits than without it")
	}
	working.Store(true)
	if got := search(); !cmp.Equal(with, got) {
		t.Error("the server works again: the hits without it were kept")
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if got := search(); !cmp.Equal(without, got) {
		t.Error("the file is gone: other hits than without it")
	}
}

// TestSemanticsExplained: the parts of a score still sum to it.
func TestSemanticsExplained(t *testing.T) {
	l := mattersLibrary(300)
	idx, file := withVectors(t, l, nil)
	semanticsOf(idx, file, sensed(bySense))
	q := Query{Text: "quy định về " + slang[1] + " và " + slang[4]}
	hits, err := idx.Search(t.Context(), q)
	if err != nil || len(hits) == 0 {
		t.Fatal(hits, err)
	}
	e, err := idx.Explain(t.Context(), q, hits[0])
	if err != nil {
		t.Fatal(err)
	}
	if e.Unit.Rank != 1 || e.Unit.Score != hits[0].Score || e.Unit.Alike == nil || e.Unit.Alike.Score <= 0 {
		t.Fatalf("rank %d, score %v, hit %v, alike %+v", e.Unit.Rank, e.Unit.Score, hits[0].Score, e.Unit.Alike)
	}
	sum := e.Unit.Bias + e.Unit.Alike.Score
	for _, f := range e.Unit.Features {
		sum += f.Score
	}
	if math.Abs(sum-e.Unit.Score) > 1e-6 {
		t.Errorf("parts sum to %v, score %v", sum, e.Unit.Score)
	}
}

// TestSemanticsLimits: what a query leaves out stays out.
func TestSemanticsLimits(t *testing.T) {
	l := mattersLibrary(300)
	idx, file := withVectors(t, l, nil)
	semanticsOf(idx, file, sensed(bySense))
	document := l.documents[4].ID
	hits, err := idx.Search(t.Context(), Query{Text: "quy định về " + slang[1], Document: document, AsOf: corpus.Date(20240101)})
	if err != nil || len(hits) == 0 {
		t.Fatal(hits, err)
	}
	for _, h := range hits {
		if h.Document != document {
			t.Errorf("%s is not of %s", h.Document, document)
		}
	}
}

// TestSemanticsPrivate: what reaches a server of embeddings is masked, though the
// question is corrected on its way, and an address outside gets nothing.
func TestSemanticsPrivate(t *testing.T) {
	l := mattersLibrary(150)
	idx, file := withVectors(t, l, nil)
	const secret = "079123456789"
	hide := func(s string) string { return strings.ReplaceAll(s, secret, "[số căn cước]") }
	var received []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct{ Input []string }
		_ = json.NewDecoder(r.Body).Decode(&in)
		received = append(received, in.Input...)
		data, _ := json.Marshal(sense(strings.Join(in.Input, " "), 1))
		fmt.Fprintf(w, `{"object":"list","data":[{"object":"embedding","index":0,"embedding":%s}]}`, data)
	}))
	t.Cleanup(server.Close)
	config := embedding.Defaults()
	config.BaseURL, config.Model, config.Mask = server.URL+"/v1", "thử", hide
	client, err := embedding.New(config)
	if err != nil {
		t.Fatal(err)
	}
	idx.UseSemantics(Semantics{Embedder: client, Model: "thử", File: file, Weight: 1, Mask: hide, Deadline: 5 * time.Second})
	if _, err := idx.Search(t.Context(), Query{Text: "quy định về " + matters[1] + " của " + secret}); err != nil {
		t.Fatal(err)
	}
	whole := strings.Join(received, "\n")
	if len(received) != 1 || strings.Contains(whole, secret) || !strings.Contains(whole, matters[1]) {
		t.Errorf("sent: %q", received)
	}
	config.BaseURL = "https://203.0.113.9/v1"
	if _, err := embedding.New(config); !errors.Is(err, embedding.ErrRemote) {
		t.Errorf("an address outside: %v", err)
	}
}
