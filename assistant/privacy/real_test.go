package privacy_test

import (
	"path/filepath"
	"testing"

	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// TestRealQuestions: questions that people asked about regulations carry no
// stamp, and next to none carries personal data.
func TestRealQuestions(t *testing.T) {
	list, err := eval.ReadQuestions(filepath.Join(corpustest.SharedData(t), "questions", "zalo-dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	masked := 0
	for _, q := range list {
		for _, typed := range []string{q.Text, viet.Fold(q.Text)} {
			if privacy.SecretMark(typed) {
				t.Errorf("%s is taken for a secret", q.ID)
			}
			if _, kinds := privacy.Mask(typed); len(kinds) > 0 {
				masked++
				t.Logf("%s: masked %v", q.ID, kinds)
			}
		}
	}
	if masked > len(list)/100 {
		t.Errorf("%d of %d questions are masked", masked, 2*len(list))
	}
}
