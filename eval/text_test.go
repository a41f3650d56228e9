package eval_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/score"
)

// text is what write writes, without the spaces that end lines.
func text(t *testing.T, write func(*strings.Builder) error) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

func TestReportText(t *testing.T) {
	m := score.Metric{Value: 0.76149, Low: 0.7345, High: 0.7881}
	scores := eval.Scores{NDCG10: m, Recall1: m, Recall5: m, Recall10: m, Recall100: m, MRR10: m, Questions: 710, Unresolved: 3}
	report := eval.Report{Scores: scores, LatencyMS: eval.Latency{P50: 3.21, P95: 9, P99: 14.06}, Slices: map[string]eval.Scores{"đất đai": scores}}
	const want = `Số câu hỏi: 710, trong đó 3 câu không có điều liên quan nào trong kho (tính 0 điểm)

CHỈ SỐ      GIÁ TRỊ  KHOẢNG TIN CẬY 95%
nDCG@10     0,761    0,735 – 0,788
Recall@1    0,761    0,735 – 0,788
Recall@5    0,761    0,735 – 0,788
Recall@10   0,761    0,735 – 0,788
Recall@100  0,761    0,735 – 0,788
MRR@10      0,761    0,735 – 0,788

Thời gian mỗi câu (ms): p50 3,2 · p95 9,0 · p99 14,1

NHÓM     SỐ CÂU  nDCG@10  Recall@1  Recall@10  Recall@100  MRR@10  NGOÀI KHO
đất đai  710     0,761    0,761     0,761      0,761       0,761   3
`
	got := text(t, func(b *strings.Builder) error { return report.WriteText(b) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}

func TestAnswerReportText(t *testing.T) {
	share := score.Metric{Value: 0.925, Low: 0.85, High: 1}
	none := eval.AnswerScores{Questions: 40, Expected: &share, NothingFound: share, Statuses: map[string]int{"nothing_found": 37, "answered": 3}, Modes: map[string]int{"extractive": 40}}
	faith := eval.Faith{Citations: 41, Resolved: 41, Quotes: 99, Verbatim: 98, Broken: []string{"không nguyên văn: x"}}
	report := eval.AnswerReport{AnswerScores: none, Faith: faith, Slices: map[string]eval.AnswerScores{"có": {Questions: 1}}}
	const want = `Số câu hỏi: 40

NHÓM    SỐ CÂU  ĐÚNG TRẠNG THÁI  KHOẢNG TIN CẬY 95%  KHÔNG TÌM THẤY  KHOẢNG TIN CẬY 95%
tất cả  40      0,925            0,850 – 1,000       0,925           0,850 – 1,000
có      1       -                -                   0,000           0,000 – 0,000

TRẠNG THÁI     SỐ CÂU
answered       3
nothing_found  37

CÁCH TRẢ LỜI  SỐ CÂU
extractive    40

Dẫn chiếu tra được: 41 / 41 · trích dẫn nguyên văn: 98 / 99
  không nguyên văn: x

Thời gian mỗi câu (ms): p50 0,0 · p95 0,0 · p99 0,0
`
	got := text(t, func(b *strings.Builder) error { return report.WriteText(b) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}
