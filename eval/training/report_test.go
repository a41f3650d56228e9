package training

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/score"
	"github.com/trolycongvu/congvu/indexer"
)

func sample() *Report {
	m := func(v float64) score.Metric { return score.Metric{Value: v, Low: v - 0.1, High: v + 0.1} }
	scores := eval.Scores{NDCG10: m(0.5), Recall1: m(0.25), Recall5: m(0.6), Recall10: m(0.7), Recall100: m(0.875)}
	return &Report{
		Questions: 120, Folds: 5,
		Rows:       []Row{{Way: "BM25F", Set: "tập thử", Report: eval.Report{Scores: scores}}},
		Importance: []Weight{{"bm25", 0.7}, {"line", 0.2994}, {"form", 0.0004}},
	}
}

func TestReportText(t *testing.T) {
	const want = `120 câu hỏi, kiểm tra chéo 5 phần theo văn bản

Cách xếp hạng  Bộ câu hỏi  nDCG@10              Recall@1  Recall@5  Recall@10            Recall@100
BM25F          tập thử     0,500 [0,400–0,600]  0,250     0,600     0,700 [0,600–0,800]  0,875 [0,775–0,975]
`
	var b strings.Builder
	if err := sample().WriteText(&b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReportMarkdown(t *testing.T) {
	const want = "# Mô hình xếp hạng\n\n" +
		"Do `congvu eval train` tạo và ghi. 120 câu hỏi, kiểm tra chéo 5 phần; không văn bản nào là đáp án ở hai phần.\n" +
		"Khoảng trong ngoặc là khoảng tin cậy 95%. Mỗi dòng “không …” là mô hình học lại khi thiếu nhóm đặc trưng ấy.\n\n" +
		"| Cách xếp hạng | Bộ câu hỏi | nDCG@10 | Recall@1 | Recall@5 | Recall@10 | Recall@100 |\n" +
		"| --- | --- | --- | --- | --- | --- | --- |\n" +
		"| BM25F | tập thử | 0,500 [0,400–0,600] | 0,250 | 0,600 | 0,700 [0,600–0,800] | 0,875 [0,775–0,975] |\n\n" +
		"Phần đóng góp của từng đặc trưng vào các nhánh của mô hình được giữ:\n\n" +
		"- `bm25` 0,700\n- `line` 0,299\n"
	var b strings.Builder
	if err := sample().WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Weigh names each feature once, the weightiest first.
func TestWeigh(t *testing.T) {
	f, err := Forest(t.Context(), collected(t, askedOfCrowd(20)), smallForest())
	if err != nil {
		t.Fatal(err)
	}
	var r Report
	r.Weigh(f)
	if len(r.Importance) != len(indexer.FeatureNames()) || r.Importance[0].Feature != "line" || r.Importance[0].Share <= r.Importance[1].Share {
		t.Errorf("%d weights, the first %v", len(r.Importance), r.Importance[:2])
	}
}
