package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/eval/bench"
)

// TestEvalBench: the engines that need nothing installed, over the starter corpus.
func TestEvalBench(t *testing.T) {
	dir, keep := t.TempDir(), t.TempDir()
	questions := questionsOf("answerable-starter.jsonl")
	args := []string{"eval", "bench", "--questions", questions, "--limit", "30", "--engines", "congvu,bleve,fts5", "--keep", keep}
	report := mustJSON[bench.Report](t, dir, args...)
	if len(report.Engines) != 3 || report.Texts == 0 {
		t.Fatalf("%d engines, %d texts", len(report.Engines), report.Texts)
	}
	for _, row := range report.Engines {
		atLeast(t, row.Engine+" nDCG@10", row.NDCG10.Value, 0.5)
		if row.Questions != 30 {
			t.Errorf("%s: %d questions, want 30", row.Engine, row.Questions)
		}
	}
	again := mustJSON[bench.Report](t, dir, args...)
	for i, row := range again.Engines {
		first := report.Engines[i]
		if kept := row.BuildSeconds == first.BuildSeconds; kept != (row.Engine != bench.Own) {
			t.Errorf("%s: built in %v s, then in %v s", row.Engine, first.BuildSeconds, row.BuildSeconds)
		}
		if row.Scores != first.Scores {
			t.Errorf("%s: %+v, then %+v", row.Engine, first.Scores, row.Scores)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(keep, "*")); len(left) != 4 {
		t.Errorf("kept %q, want two folders and their records", left)
	}
}

func TestEvalBenchUsage(t *testing.T) {
	dir, questions := t.TempDir(), questionsOf("answerable-starter.jsonl")
	for _, tt := range []struct {
		args string
		want string
	}{
		{"", "cần đúng một trong"},
		{"--questions " + questions + " --beir x", "cần đúng một trong"},
		{"--questions " + questions + " --engines google", `không có công cụ tìm kiếm "google"`},
		{"--questions " + questions + " --engines fts5,fts5", "hai lần"},
		{"--questions " + questionsOf("unanswerable.jsonl"), "không có câu hỏi nào"},
	} {
		code, _, stderr := congvu(t, dir, append([]string{"eval", "bench"}, strings.Fields(tt.args)...)...)
		if code != exitUsage || !strings.Contains(stderr, tt.want) {
			t.Errorf("eval bench %s: exit %d: %s", tt.args, code, stderr)
		}
	}
}
