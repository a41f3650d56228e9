package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/trolycongvu/congvu/eval"
)

// Whatever a question file holds, reading it does not panic, and what is read
// has an id and a text.
func FuzzReadQuestions(f *testing.F) {
	f.Add([]byte("\ufeff" + `{"id": "a", "question": "hỏi", "relevant": [{"document": "45/2019/QH14", "article": "115"}]}`))
	f.Add([]byte(`{"id": "a", "question": "hỏi", "expect": "nothing_found", "as_of": "2023-05-01"}` + "\r\n\r\n{}"))
	path := filepath.Join(f.TempDir(), "questions.jsonl")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		questions, err := eval.ReadQuestions(path)
		if err != nil {
			return
		}
		for _, q := range questions {
			if q.ID == "" || q.Text == "" {
				t.Errorf("read %+v from %q", q, data)
			}
		}
	})
}

// Whatever a BEIR folder holds, reading it does not panic, and no two
// texts become the same unit.
func FuzzReadBEIR(f *testing.F) {
	seed := small()
	f.Add(seed["corpus.jsonl"], seed["queries.jsonl"], seed["qrels/test.tsv"])
	dir := f.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "qrels"), 0o700); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, texts, queries, qrels string) {
		for _, file := range [][2]string{{"corpus.jsonl", texts}, {"queries.jsonl", queries}, {"qrels/test.tsv", qrels}} {
			if err := os.WriteFile(filepath.Join(dir, file[0]), []byte(file[1]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		b, err := eval.ReadBEIR(dir)
		if err != nil {
			return
		}
		seen := map[eval.Unit]bool{}
		for _, d := range documents(t, b) {
			for _, a := range d.Articles {
				u := eval.Unit{Document: d.ID, Article: a.Key}
				if d.ID == "" || a.Key == "" || seen[u] {
					t.Errorf("unit %v is empty or there twice", u)
				}
				seen[u] = true
			}
		}
	})
}
