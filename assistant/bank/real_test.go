package bank_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/trolycongvu/congvu/assistant/bank"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/indexer/viet"
)

type asked struct {
	ID       string `json:"id"`
	Question string `json:"question"`
}

func realQuestions(t *testing.T) (all []asked) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "questions", "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no questions: %v", err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var q asked
			if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
				t.Fatal(err)
			}
			all = append(all, q)
		}
		_ = f.Close()
	}
	return all
}

// TestRealQuestionsKeepApart: with an answer for every question that people asked, each
// finds its own, which it only does when no other one matches it too.
func TestRealQuestionsKeepApart(t *testing.T) {
	questions := realQuestions(t)
	var entries []bank.Entry
	for _, q := range questions {
		entries = append(entries, bank.Entry{ID: q.ID, Questions: []string{q.Question}})
	}
	all := bank.New(entries)
	for _, q := range questions {
		for _, typed := range []string{q.Question, viet.Fold(q.Question)} {
			if m, ok := all.Match(typed); !ok || m.ID != q.ID {
				t.Errorf("%s typed with diacritics %v finds %+v, %v", q.ID, typed == q.Question, m, ok)
			}
		}
	}
}
