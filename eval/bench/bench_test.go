package bench_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/bench"
	"github.com/trolycongvu/congvu/eval/score"
	"github.com/trolycongvu/congvu/indexer"
)

// starter is the task of the starter corpus and the questions on it.
func starter(t *testing.T) (*store.Store, bench.Task) {
	t.Helper()
	st, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if _, err := ingest.Starter(t.Context(), st, ingest.Options{}); err != nil {
		t.Fatal(err)
	}
	questions, err := eval.ReadQuestions(filepath.Join("..", "questions", "answerable-starter.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return st, bench.Task{Texts: indexer.Texts(t.Context(), st), Resolver: eval.NewResolver(st), Questions: questions}
}

// Every engine finds most answers in the starter corpus; one that is set up
// wrongly, or whose identifiers are lost on the way, finds none.
func TestEngines(t *testing.T) {
	st, task := starter(t)
	engines := []bench.Engine{bench.Congvu(st), bench.Bleve(), bench.FTS5(), bench.FTS5C(), bench.Xapian(), bench.Lucene()}
	var done []string
	o := bench.Options{Dir: t.TempDir(), Done: func(row bench.Row) { done = append(done, row.String()) }}
	report, err := bench.Run(t.Context(), engines, task, o)
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, err := range task.Texts {
		if err != nil {
			t.Fatal(err)
		}
		texts++
	}
	if report.Texts != texts {
		t.Errorf("%d texts, want %d", report.Texts, texts)
	}
	for i, row := range report.Engines {
		t.Run(row.Engine, func(t *testing.T) {
			if row.Engine != engines[i].Name() {
				t.Errorf("row %d is of %s, want %s", i, row.Engine, engines[i].Name())
			}
			if done[i] != row.String() || !strings.HasPrefix(done[i], row.Engine+": ") {
				t.Errorf("row %d was announced as %q, and is %q", i, done[i], row)
			}
			if row.Missing != "" {
				t.Skip(row.Missing)
			}
			checkRow(t, row)
		})
	}
}

// checkRow: found well, and every figure measured.
func checkRow(t *testing.T, row bench.Row) {
	t.Helper()
	t.Logf("nDCG@10 %.3f, Recall@100 %.3f", row.NDCG10.Value, row.Recall100.Value)
	if row.NDCG10.Value < 0.5 || row.Recall100.Value < 0.8 || row.Unresolved > 0 {
		t.Errorf("nDCG@10 %.3f, Recall@100 %.3f, %d unresolved", row.NDCG10.Value, row.Recall100.Value, row.Unresolved)
	}
	for name, figure := range map[string]float64{
		"p50 of 100": row.Hits100.Latency.P50, "p95 of 10": row.Hits10.Latency.P95, "ratio": row.Hits10.Ratio,
		"per second": row.PerSecond, "MB": row.IndexMB, "seconds": row.BuildSeconds,
	} {
		if figure <= 0 {
			t.Errorf("%s: %v", name, figure)
		}
	}
	if row.Engine == bench.Own && (row.Hits100.Ratio != 1 || row.Hits10.Ratio != 1) {
		t.Errorf("its own ratios are %v and %v, want 1", row.Hits100.Ratio, row.Hits10.Ratio)
	}
}

// canned is an engine of a few texts in a fixed ranking.
type canned struct {
	ids    []string
	err    error
	built  int
	asked  []int // k of every search
	closed int
}

func (*canned) Name() string     { return "mẫu" }
func (*canned) Concurrent() bool { return false }
func (*canned) Version() string  { return "0" }
func (e *canned) Close() error   { e.closed++; return nil }

func (e *canned) Build(_ context.Context, _ string, texts bench.Texts) error {
	for _, err := range texts {
		if err != nil {
			return err
		}
	}
	e.built++
	return e.err
}

func (e *canned) Open(context.Context, string) (bench.Searcher, error) { return e, nil }

func (e *canned) Search(_ context.Context, _ string, k int) ([]string, time.Duration, error) {
	e.asked = append(e.asked, k)
	return e.ids[:min(k, len(e.ids))], 2 * time.Millisecond, nil
}

// anything resolves a label into the procedure that it names.
type anything struct{}

func (anything) Resolve(_ context.Context, label eval.Relevant) ([]eval.Unit, error) {
	return []eval.Unit{{Procedure: label.Procedure}}, nil
}

// oneQuestion is a task whose answer is procedure "last".
func oneQuestion(texts bench.Texts) bench.Task {
	return bench.Task{
		Texts: texts, Resolver: anything{},
		Questions: []eval.Question{{ID: "q", Text: "hỏi", Relevant: []eval.Relevant{{Procedure: "last"}}}},
	}
}

func texts(list ...indexer.Text) bench.Texts {
	return func(yield func(indexer.Text, error) bool) {
		for _, text := range list {
			if !yield(text, nil) {
				return
			}
		}
	}
}

// The parts of a procedure take ranks from nobody: "last" stands at rank 100 of
// the units though it is the text at rank 102.
func TestPartsOfProcedures(t *testing.T) {
	e := &canned{ids: []string{"p/one", "p/one/ho-so", "p/one/trinh-tu"}}
	for range 98 {
		e.ids = append(e.ids, "a/law/"+strings.Repeat("1", len(e.ids)))
	}
	e.ids = append(e.ids, "p/last/ho-so")
	report, err := bench.Run(t.Context(), []bench.Engine{e}, oneQuestion(texts(indexer.Text{})), bench.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	row := report.Engines[0]
	if row.Recall100.Value != 1 || row.NDCG10.Value != 0 {
		t.Errorf("Recall@100 %v, nDCG@10 %v, want 1 and 0", row.Recall100.Value, row.NDCG10.Value)
	}
	// Warm-up, question and its repetition; warm-up and question; the second
	// searcher's warm-up and the question asked at once.
	if diff := cmp.Diff([]int{100, 100, 300, 10, 10, 10, 10}, e.asked); diff != "" {
		t.Errorf("asked for (-want +got):\n%s", diff)
	}
	if row.Hits100.Latency.P95 != 2 || row.Hits100.Ratio != 0 {
		t.Errorf("p95 %v ms, ratio %v, want 2 and none", row.Hits100.Latency.P95, row.Hits100.Ratio)
	}
	if e.closed != 2 {
		t.Errorf("closed %d times, want 2", e.closed)
	}
}

func TestKeptIndexes(t *testing.T) {
	e, dir := &canned{ids: []string{"p/last"}}, t.TempDir()
	for _, run := range []struct {
		keep  string
		built int
	}{{"one", 1}, {"one", 1}, {"two", 2}, {"", 3}, {"", 4}, {"two", 4}} {
		o := bench.Options{Dir: dir, Keep: run.keep}
		report, err := bench.Run(t.Context(), []bench.Engine{e}, oneQuestion(texts(indexer.Text{}, indexer.Text{})), o)
		if err != nil {
			t.Fatal(err)
		}
		if e.built != run.built || report.Texts != 2 {
			t.Errorf("keep %q: built %d times, %d texts, want %d and 2", run.keep, e.built, report.Texts, run.built)
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 4 {
		t.Errorf("left %q, want two folders and their records", left)
	}
}

func TestEngineFails(t *testing.T) {
	broken := errors.New("kho hỏng")
	failing := func(yield func(indexer.Text, error) bool) { yield(indexer.Text{}, broken) }
	dir := t.TempDir()
	for name, run := range map[string]struct {
		engine *canned
		texts  bench.Texts
		want   error
	}{
		"missing": {&canned{err: &bench.MissingError{Install: "apt-get install x"}}, texts(), nil},
		"build":   {&canned{err: broken}, texts(), broken},
		"corpus":  {&canned{}, failing, broken},
	} {
		report, err := bench.Run(t.Context(), []bench.Engine{run.engine}, oneQuestion(run.texts), bench.Options{Dir: dir})
		if !errors.Is(err, run.want) {
			t.Errorf("%s: %v, want %v", name, err, run.want)
		}
		if err == nil && report.Engines[0].Missing != "chưa cài: apt-get install x" {
			t.Errorf("%s: %+v", name, report.Engines[0])
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left %q", left)
	}
}

func TestReportText(t *testing.T) {
	m := score.Metric{Value: 0.76149, Low: 0.7345, High: 0.7881}
	scores := eval.Scores{NDCG10: m, Recall10: m, Recall100: m, Questions: 710, Unresolved: 3}
	times := func(p50, ratio float64) bench.Times {
		return bench.Times{Latency: eval.Latency{P50: p50, P95: 2 * p50}, Ratio: ratio}
	}
	report := bench.Report{Texts: 72929, Warmup: 20, Engines: []bench.Row{
		{Engine: "xapian", Missing: "chưa cài: apt-get install python3-xapian"},
		{Engine: "congvu", Scores: scores, Hits100: times(4.5, 1), Hits10: times(1.25, 1), PerSecond: 495.6, IndexMB: 256, BuildSeconds: 141.9},
		{Engine: "fts5", Version: "3.54.1", Scores: scores, Hits100: times(647.51, 143.891), Hits10: times(458.8, 0), PerSecond: 2.14, IndexMB: 71, BuildSeconds: 26},
	}}
	const want = `Số câu hỏi: 710, trong đó 3 câu không có điều liên quan nào trong kho (tính 0 điểm)
Số đoạn văn bản được lập chỉ mục: 72929
Thời gian: từng câu một, sau 20 câu hỏi thử; số câu mỗi giây: 2 luồng, 10 kết quả (KQ)

CÔNG CỤ      nDCG@10  KHOẢNG 95%   Recall@10  Recall@100  100 KQ: p50 ms  p95 ms   SO VỚI congvu  10 KQ: p50 ms  p95 ms  SO VỚI congvu  CÂU/GIÂY  CHỈ MỤC MB  DỰNG GIÂY
congvu       0,761    0,735–0,788  0,761      0,761       4,50            9,00     ×1,00          1,25           2,50    ×1,00          496       256         141,9
fts5 3.54.1  0,761    0,735–0,788  0,761      0,761       647,51          1295,02  ×143,89        458,80         917,60  -              2         71          26,0
xapian: chưa cài: apt-get install python3-xapian
`
	var got strings.Builder
	if err := report.WriteText(&got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}
