package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/score"
)

// law is a unit of the one document that these tests know.
func law(article string) eval.Unit { return eval.Unit{Document: "law", Article: article} }

// known resolves the articles 1 to 9 of "law" and nothing else; article 5 stands
// in it twice.
type known struct{}

func (known) Resolve(_ context.Context, label eval.Relevant) ([]eval.Unit, error) {
	switch {
	case label.Document == "broken":
		return nil, errors.New("kho hỏng")
	case label.Document != "law" || len(label.Article) != 1:
		return nil, nil
	case label.Article == "5":
		return []eval.Unit{law("5"), law("5~2")}, nil
	}
	return []eval.Unit{law(label.Article)}, nil
}

// played answers each question with the units that its text names.
func played(_ context.Context, q eval.Question, _ int) ([]eval.Unit, error) {
	if q.Text == "hỏng" {
		return nil, errors.New("chỉ mục hỏng")
	}
	var units []eval.Unit
	for _, article := range strings.Fields(q.Text) {
		units = append(units, law(article))
	}
	return units, nil
}

func labels(articles ...string) []eval.Relevant {
	var list []eval.Relevant
	for _, a := range articles {
		list = append(list, eval.Relevant{Document: "law", Article: a})
	}
	return list
}

var questions = []eval.Question{
	{ID: "first", Text: "1 2 3", Relevant: labels("1"), Slice: "đất đai"},
	{ID: "third", Text: "1 2 3", Relevant: labels("3"), Slice: "đất đai"},
	{ID: "no labels", Text: "1", Expect: "nothing_found"},
	{ID: "not in corpus", Text: "1 2", Relevant: labels("10"), Slice: "hộ tịch"},
	{ID: "half in corpus", Text: "1 2", Relevant: labels("2", "10")},
	{ID: "article twice", Text: "5~2 5 4", Relevant: labels("5", "4")},
}

func TestRetrieval(t *testing.T) {
	got, err := eval.Retrieval(t.Context(), eval.SearcherFunc(played), known{}, questions, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	// nDCG@10: 1, 1/log2(4) = 0.5, 0, 0.6309297535714575/1.6309297535714575 = 0.38685280723454163,
	// and for the article that stands twice, counted once: (1 + 0 + 0.5)/1.6309297535714575 = 0.9197207891481876.
	want := map[string]float64{
		"ndcg@10":    (1 + 0.5 + 0 + 0.38685280723454163 + 0.9197207891481876) / 5,
		"recall@1":   (1 + 0 + 0 + 0 + 0.5) / 5,
		"recall@5":   (1 + 1 + 0 + 0.5 + 1) / 5,
		"recall@10":  (1 + 1 + 0 + 0.5 + 1) / 5,
		"recall@100": (1 + 1 + 0 + 0.5 + 1) / 5,
		"mrr@10":     (1 + 1.0/3 + 0 + 0.5 + 1) / 5,
	}
	values := map[string]float64{
		"ndcg@10": got.NDCG10.Value, "recall@1": got.Recall1.Value, "recall@5": got.Recall5.Value, "recall@10": got.Recall10.Value,
		"recall@100": got.Recall100.Value, "mrr@10": got.MRR10.Value,
	}
	if diff := cmp.Diff(want, values, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
	if got.Questions != 5 || got.Unresolved != 1 {
		t.Errorf("questions %d, unresolved %d, want 5, 1", got.Questions, got.Unresolved)
	}
	land, people := got.Slices["đất đai"], got.Slices["hộ tịch"]
	if len(got.Slices) != 2 || land.Questions != 2 || land.MRR10.Value != (1+1.0/3)/2 || people.Unresolved != 1 || people.Recall100.Value != 0 {
		t.Errorf("slices %+v", got.Slices)
	}
}

func TestRetrievalGrades(t *testing.T) {
	graded := []eval.Question{{ID: "g", Text: "1 2", Relevant: []eval.Relevant{
		{Document: "law", Article: "1"},
		{Document: "law", Article: "2", Clause: "1"},
		{Document: "law", Article: "2", Clause: "3", Grade: 3}, // the same unit, the better grade
	}}}
	got, err := eval.Retrieval(t.Context(), eval.SearcherFunc(played), known{}, graded, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const want = 0.7967075809905066 // (1 + 3*0.6309297535714575) / (3 + 0.6309297535714575)
	if diff := cmp.Diff(want, got.NDCG10.Value, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Errorf("nDCG@10 (-want +got):\n%s", diff)
	}
}

func TestReportJSON(t *testing.T) {
	metric := score.Metric{Value: 0.5, Low: 0.25, High: 0.75}
	report := eval.Report{
		Scores:    eval.Scores{NDCG10: metric, Recall1: metric, Recall5: metric, Recall10: metric, Recall100: metric, MRR10: metric, Questions: 4, Unresolved: 1},
		LatencyMS: eval.Latency{P50: 1, P95: 2.5, P99: 3},
	}
	got, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	const m = `{"value":0.5,"low":0.25,"high":0.75}`
	const want = `{"ndcg@10":` + m + `,"recall@1":` + m + `,"recall@5":` + m + `,"recall@10":` + m + `,"recall@100":` + m + `,"mrr@10":` + m +
		`,"questions":4,"unresolved":1,"latency_ms":{"p50":1,"p95":2.5,"p99":3}}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
}

func TestRetrievalTraceIsSteady(t *testing.T) {
	trace := func(parallel int) (string, eval.Report) {
		var b bytes.Buffer
		report, err := eval.Retrieval(t.Context(), eval.SearcherFunc(played), known{}, questions, eval.Options{Trace: &b, Parallel: parallel})
		if err != nil {
			t.Fatal(err)
		}
		report.LatencyMS = eval.Latency{}
		return b.String(), report
	}
	const want = `{"id":"first","rank":1,"top":["law#1","law#2","law#3"]}
{"id":"third","rank":3,"top":["law#1","law#2","law#3"]}
{"id":"not in corpus","rank":0,"missing":1,"top":["law#1","law#2"]}
{"id":"half in corpus","rank":2,"missing":1,"top":["law#1","law#2"]}
{"id":"article twice","rank":1,"top":["law#5~2","law#5","law#4"]}
`
	got, report := trace(0)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("trace (-want +got):\n%s", diff)
	}
	again, parallel := trace(4)
	if diff := cmp.Diff(got, again); diff != "" {
		t.Errorf("parallel trace differs:\n%s", diff)
	}
	if diff := cmp.Diff(report, parallel); diff != "" {
		t.Errorf("parallel report differs:\n%s", diff)
	}
}

// The warm-up asks the first questions once more; diacritics are stripped from
// what is asked, capitals and the rest kept.
func TestRetrievalAsks(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	var progress []int
	search := func(_ context.Context, q eval.Question, limit int) ([]eval.Unit, error) {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, q.Text)
		return make([]eval.Unit, limit+50), nil // more than asked for: cut
	}
	set := []eval.Question{
		{ID: "1", Text: "Điều 5 Nghị định 30/2020/NĐ-CP về đường bộ?", Relevant: labels("1")},
		{ID: "2", Text: "hoa\u0300 giải ở cơ sở", Relevant: labels("1")},
	}
	_, err := eval.Retrieval(t.Context(), eval.SearcherFunc(search), known{}, set, eval.Options{
		StripDiacritics: true, Warmup: 1, Progress: func(done, _ int) { progress = append(progress, done) },
	})
	if err != nil {
		t.Fatal(err)
	}
	first := "Dieu 5 Nghi dinh 30/2020/ND-CP ve duong bo?"
	if diff := cmp.Diff([]string{first, first, "hoa giai o co so"}, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 2}, progress); diff != "" {
		t.Errorf("progress (-want +got):\n%s", diff)
	}
}

func TestRetrievalErrors(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		q    eval.Question
		want string
	}{
		{"search fails", t.Context(), eval.Question{ID: "q7", Text: "hỏng", Relevant: labels("1")}, "câu hỏi q7: chỉ mục hỏng"},
		{"resolver fails", t.Context(), eval.Question{ID: "q8", Text: "1", Relevant: []eval.Relevant{{Document: "broken"}}}, "câu hỏi q8: kho hỏng"},
		{"nothing to measure", t.Context(), eval.Question{ID: "q9", Text: "1", Expect: "nothing_found"}, "không có câu hỏi nào"},
		{"cancelled", cancelled, eval.Question{ID: "q9", Text: "1", Relevant: labels("1")}, "context canceled"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := eval.Retrieval(tt.ctx, eval.SearcherFunc(played), known{}, []eval.Question{tt.q}, eval.Options{Warmup: -1})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}
