package eval_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/eval"
)

// folder writes a BEIR folder of the given files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "qrels"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func small() map[string]string {
	return map[string]string{
		"corpus.jsonl": `{"_id": "Luật Cư trú#1", "title": "Luật Cư trú Điều 1", "text": "Phạm vi điều chỉnh\n\nLuật này quy định A.\n\n1. B."}
{"_id": "Luật Cư trú#2", "title": "Luật Cư trú Điều 2", "text": "1. Không có tên điều.\n2. C."}
{"_id": "Hiến pháp#1", "title": "Hiến pháp Điều 1", "text": "Một câu thôi."}
{"_id": "Luật Cư trú#3", "title": "Luật Cư trú Điều 3", "text": " "}
{"_id": "47/2011/TT-BCA+7", "title": "Thông tư", "text": "Dòng đầu\nDòng sau"}
`,
		"queries.jsonl": `{"_id": "q1", "text": "hỏi một"}
{"_id": "q2", "text": "không ai chấm"}
{"_id": "q3", "text": "hỏi ba"}
{"_id": "q4", "text": "hỏi bốn"}
`,
		"qrels/test.tsv": "query-id\tcorpus-id\tscore\nq1\tLuật Cư trú#2\t1\nq1\tHiến pháp#1\t0\nq3\tLuật Cư trú#3\t1\nq4\t47/2011/TT-BCA+7\t2\n",
		// read only when there is no test.tsv
		"qrels/train.tsv": "q2\tLuật Cư trú#1\t1\n",
	}
}

func documents(t *testing.T, b *eval.BEIR) []corpus.Document {
	t.Helper()
	var list []corpus.Document
	for d, err := range b.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

func TestReadBEIR(t *testing.T) {
	b, err := eval.ReadBEIR(folder(t, small()))
	if err != nil {
		t.Fatal(err)
	}
	type article struct{ Kind, Title, Label, Heading, Body string }
	var got []article
	ids := map[corpus.DocumentID]bool{}
	for _, d := range documents(t, b) {
		ids[d.ID] = true
		for _, a := range d.Articles {
			var body []string
			for _, n := range a.Body {
				body = append(body, n.Text)
			}
			got = append(got, article{string(d.Kind), d.Title, a.Label, a.Heading, strings.Join(body, "|")})
		}
	}
	want := []article{
		{"Luật", "Cư trú", "1", "Phạm vi điều chỉnh", "Luật này quy định A.|1. B."},
		{"Luật", "Cư trú", "2", "", "1. Không có tên điều.|2. C."},
		{"Hiến pháp", "Hiến pháp", "1", "", "Một câu thôi."},
		{"Văn bản", "Thông tư", "1", "", "Dòng đầu|Dòng sau"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if len(ids) != 3 {
		t.Errorf("ids %v, want 3 different ones", ids)
	}
	wantQuestions := []eval.Question{
		{ID: "q1", Text: "hỏi một", Relevant: []eval.Relevant{{Document: "Luật Cư trú#2", Grade: 1}}},
		{ID: "q3", Text: "hỏi ba", Relevant: []eval.Relevant{{Document: "Luật Cư trú#3", Grade: 1}}},
		{ID: "q4", Text: "hỏi bốn", Relevant: []eval.Relevant{{Document: "47/2011/TT-BCA+7", Grade: 2}}},
	}
	if diff := cmp.Diff(wantQuestions, b.Questions); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
}

// A judgement of a text without words is unresolved, and its question counts.
func TestBEIRUnresolved(t *testing.T) {
	b, err := eval.ReadBEIR(folder(t, small()))
	if err != nil {
		t.Fatal(err)
	}
	search := func(ctx context.Context, q eval.Question, _ int) ([]eval.Unit, error) {
		return b.Resolve(ctx, q.Relevant[0])
	}
	got, err := eval.Retrieval(t.Context(), eval.SearcherFunc(search), b, b.Questions, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Questions != 3 || got.Unresolved != 1 || got.NDCG10.Value != 2.0/3 {
		t.Errorf("questions %d, unresolved %d, nDCG@10 %v, want 3, 1, 2/3", got.Questions, got.Unresolved, got.NDCG10.Value)
	}
}

func TestReadBEIRWithoutTestSplit(t *testing.T) {
	files := small()
	delete(files, "qrels/test.tsv")
	files["qrels/dev.tsv"] = "q1\t0\tHiến pháp#1\t1\n" // TREC's four columns, no header
	b, err := eval.ReadBEIR(folder(t, files))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Questions) != 2 || b.Questions[0].ID != "q1" || b.Questions[1].ID != "q2" {
		t.Errorf("questions %+v, want q1 and q2", b.Questions)
	}
}

func TestReadBEIRErrors(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"no id", "corpus.jsonl", `{"text": "A"}`, `corpus.jsonl, dòng 1`},
		{"no JSON", "queries.jsonl", "q1", `queries.jsonl, dòng 1`},
		{"same id", "queries.jsonl", "{\"_id\": \"q1\"}\n{\"_id\": \"q1\"}", `"q1" bị lặp`},
		{"spaces for tabs", "qrels/test.tsv", "q1 Luật Cư trú#2 1", "tab"},
		{"grade in words", "qrels/test.tsv", "query\tcorpus\tscore\nq1\tLuật Cư trú#2\ttốt", `"tốt"`},
		{"unknown question", "qrels/test.tsv", "query\tcorpus\tscore\nq9\tLuật Cư trú#2\t1", `"q9"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := small()
			files[tt.file] = tt.text
			_, err := eval.ReadBEIR(folder(t, files))
			if !errors.Is(err, eval.ErrFormat) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want ErrFormat with %q", err, tt.want)
			}
		})
	}
	files := small()
	delete(files, "qrels/test.tsv")
	delete(files, "qrels/train.tsv")
	if _, err := eval.ReadBEIR(folder(t, files)); !errors.Is(err, eval.ErrFormat) {
		t.Errorf("a folder without judgements gave %v, want ErrFormat", err)
	}
}

func TestSharedBEIR(t *testing.T) {
	b, err := eval.ReadBEIR(filepath.Join(corpustest.SharedData(t), "beir", "alqac2025"))
	if err != nil {
		t.Fatal(err)
	}
	articles, headed := 0, 0
	for _, d := range documents(t, b) {
		articles += len(d.Articles)
		for _, a := range d.Articles {
			if a.Heading != "" {
				headed++
			}
		}
	}
	got := []int{len(b.Questions), len(documents(t, b)), articles}
	if diff := cmp.Diff([]int{728, 17, 2249}, got); diff != "" {
		t.Errorf("questions, documents, articles (-want +got):\n%s", diff)
	}
	if headed < 2000 {
		t.Errorf("%d articles with a heading, want most of 2249", headed)
	}
}
