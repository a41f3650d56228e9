package main

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer"
)

// TestEvalExplain: the ranks are those of "eval retrieval", whose golden file has
// them too, and the unit that is explained is the one asked for.
func TestEvalExplain(t *testing.T) {
	dir, questions := t.TempDir(), questionsOf("answerable-starter.jsonl")
	explain := func(args ...string) explainedRanking {
		return mustJSON[explainedRanking](t, dir, append([]string{"eval", "explain"}, args...)...)
	}
	byID := explain("khoi-dau-01", "--questions", questions, "--top", "3")
	if len(byID.Answers) != 2 || byID.Answers[0].Rank != 1 || len(byID.Hits) != 3 {
		t.Errorf("answers %+v, %d hits", byID.Answers, len(byID.Hits))
	}
	why := byID.Why
	if why.Unit.Rank != 1 || why.Unit.Article != "115" || why.Rival == nil || why.Rival.Rank != 2 {
		t.Fatalf("explained: %+v beside %+v", why.Unit.Hit, why.Rival)
	}
	if got, want := why.Unit.Hit, byID.Hits[0].Hit; got.Score != want.Score || got.Lexical != want.Lexical {
		t.Errorf("explained %+v, found %+v", got, want)
	}
	sum := 0.0
	for _, d := range byID.Differences {
		sum += d.Difference
	}
	if want := why.Unit.Score - why.Rival.Score; why.Model && math.Abs(sum-want) > 1e-6 {
		t.Errorf("differences sum to %v, want %v", sum, want)
	}
	for _, unit := range []string{"02-2011-qh13#28", "02/2011/QH13#28"} {
		named := explain("khoi-dau-01", "--questions", questions, "--unit", unit)
		if w := named.Why; w.Unit.Document != "02-2011-qh13" || w.Unit.Article != "28" || w.Rival.Rank != 1 {
			t.Errorf("--unit %s: %+v beside %+v", unit, w.Unit.Hit, w.Rival)
		}
	}
	free := explain("--text", "thời hạn giải quyết khiếu nại lần đầu", "--unit", "1.003583")
	if free.Why.Unit.Procedure != "1.003583" || free.Why.Rival.Document != "02-2011-qh13" || len(free.Answers) != 0 {
		t.Errorf("--text: %+v beside %+v", free.Why.Unit, free.Why.Rival)
	}
	if nothing := explain("--text", "zzz"); nothing.Why != nil || len(nothing.Hits) != 0 {
		t.Errorf("nothing found: %+v", nothing)
	}
}

func TestEvalExplainText(t *testing.T) {
	dir, questions := t.TempDir(), questionsOf("answerable-starter.jsonl")
	for _, tt := range []struct {
		args []string
		want []string
	}{
		{[]string{"khoi-dau-01", "--questions", questions}, []string{
			"Câu hỏi khoi-dau-01: công chức nghỉ việc riêng", "Đọc là: công chức", "45/2019/QH14#115", "80/2025/QH15#11",
			"A: Điều 115. Nghỉ việc riêng", "hạng theo BM25F", "nghỉ việc", "cặp", "heading-run", "đặc trưng khác",
		}},
		{[]string{"khoi-dau-01", "--questions", questions, "--text", "nghi vieecj rieeng"}, []string{
			"Đọc là: nghỉ việc riêng", "vieecj → việc (phím gõ dấu)", "(thêm dấu)",
		}},
		{[]string{"--text", "zzz"}, []string{"Câu hỏi: zzz", "Không tìm thấy gì."}},
		{[]string{"--text", "zzz", "--unit", "02-2011-qh13#28"}, []string{"kho không có: zzz", "A không nằm trong 0 ứng viên"}},
	} {
		code, stdout, stderr := congvu(t, dir, append([]string{"eval", "explain"}, tt.args...)...)
		if code != exitOK {
			t.Errorf("%v: exit %d: %s", tt.args, code, stderr)
		}
		for _, want := range tt.want {
			if !strings.Contains(stdout, want) {
				t.Errorf("%v: no %q in:\n%s", tt.args, want, stdout)
			}
		}
	}
}

func TestEvalExplainUsage(t *testing.T) {
	dir, questions := t.TempDir(), questionsOf("answerable-starter.jsonl")
	for _, tt := range []struct {
		args string
		want string
	}{
		{"", "cần id của câu hỏi"},
		{"x", "cần --questions"},
		{"x --questions " + questions, `id "x"`},
		{"--text x --top 0", "--top là 0"},
		{"--text x --top 101", "--top là 101"},
		{"--text x --unit 9.999999", "không có trong kho"},
		{"--text x --unit 02-2011-qh13#999", "không có trong kho"},
	} {
		code, _, stderr := congvu(t, dir, append([]string{"eval", "explain"}, strings.Fields(tt.args)...)...)
		if code != exitUsage || !strings.Contains(stderr, tt.want) {
			t.Errorf("eval explain %s: exit %d: %s", tt.args, code, stderr)
		}
	}
}

// TestDifferences: what sets two units apart comes first, and both stand in the line.
func TestDifferences(t *testing.T) {
	share := func(name string, value, score float64) indexer.FeatureShare {
		return indexer.FeatureShare{Name: name, Value: value, Score: score}
	}
	why := indexer.Explanation{
		Model: true,
		Unit:  indexer.Standing{Bias: -1.5, Features: []indexer.FeatureShare{share("line", 0.5, 0.9), share("rank", 3, -0.4), share("year", 9, 0)}},
		Rival: &indexer.Standing{Bias: -1.5, Features: []indexer.FeatureShare{share("rank", 0, 0.6), share("line", 0.25, 0.7), share("year", 9, 0)}},
	}
	x := explainedRanking{Why: &why, Differences: differences(&why)}
	var names []string
	for _, d := range x.Differences {
		names = append(names, d.Name)
	}
	if diff := cmp.Diff([]string{"rank", "line", "year"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var b strings.Builder
	if err := x.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	squeezed := strings.Join(strings.Fields(b.String()), " ")
	want := "mọi điều như nhau -1,500 -1,500 rank 3,000 -0,400 0,000 +0,600 -1,000 line 0,500 +0,900 0,250 +0,700 +0,200 1 đặc trưng khác không làm A và B chênh nhau."
	if !strings.HasSuffix(squeezed, want) {
		t.Errorf("got %s\nwant it to end in %s", squeezed, want)
	}
}
