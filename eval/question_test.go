package eval_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/eval"
)

// write puts text in a new file and returns its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadQuestions(t *testing.T) {
	long := strings.Repeat("rất dài ", 400_000)
	path := write(t, "a.jsonl", "\ufeff"+`{"id": "a", "question": " Nghỉ mấy ngày? ", "relevant": [{"document": "45/2019/QH14", "article": "115", "clause": "1", "grade": 2}], "as_of": "2023-05-01", "slice": "lao động"}`+
		"\r\n\r\n   \n"+
		`{"id": "b", "question": "`+long+`hết", "relevant": [{"procedure": "1.001321"}], "ghi chú": "bỏ qua"}`+"\n"+
		`{"id": "c", "question": "nuôi rồng", "expect": "nothing_found"}`)
	other := write(t, "b.jsonl", `{"id": "d", "question": "hỏi", "relevant": []}`)
	got, err := eval.ReadQuestions(path, other)
	if err != nil {
		t.Fatal(err)
	}
	want := []eval.Question{
		{ID: "a", Text: "Nghỉ mấy ngày?", AsOf: 20230501, Slice: "lao động", Relevant: []eval.Relevant{{Document: "45/2019/QH14", Article: "115", Clause: "1", Grade: 2}}},
		{ID: "b", Text: long + "hết", Relevant: []eval.Relevant{{Procedure: "1.001321"}}},
		{ID: "c", Text: "nuôi rồng", Expect: "nothing_found"},
		{ID: "d", Text: "hỏi", Relevant: []eval.Relevant{}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ReadQuestions (-want +got):\n%s", diff)
	}
}

func TestReadQuestionsErrors(t *testing.T) {
	const good = `{"id": "a", "question": "hỏi", "expect": "answered"}` + "\n"
	tests := []struct{ name, text, want string }{
		{"no JSON", good + "\nkhông phải JSON", "dòng 3"},
		{"wrong type", good + `{"id": 7}`, "dòng 2"},
		{"no id", good + `{"question": "hỏi", "expect": "answered"}`, `thiếu "id"`},
		{"no question", good + `{"id": "b", "question": " ", "expect": "answered"}`, `câu "b" thiếu "question"`},
		{"no label", good + `{"id": "b", "question": "hỏi", "relevent": []}`, `"relevant" hoặc "expect"`},
		{"empty label", good + `{"id": "b", "question": "hỏi", "relevant": [{"procedure": "1.1"}, {}]}`, `thứ 2`},
		{"two labels in one", good + `{"id": "b", "question": "hỏi", "relevant": [{"procedure": "1.1", "document": "1/2020/QH14"}]}`, "chỉ được có một"},
		{"point without article", good + `{"id": "b", "question": "hỏi", "relevant": [{"document": "1/2020/QH14", "point": "a"}]}`, `phải có "article"`},
		{"negative grade", good + `{"id": "b", "question": "hỏi", "relevant": [{"procedure": "1.1", "grade": -1}]}`, `"grade"`},
		{"bad date", good + `{"id": "b", "question": "hỏi", "expect": "answered", "as_of": "31/02/2020"}`, "dòng 2"},
		{"same id", good + "\n" + good, `id "a" đã dùng ở`},
		{"legacy encoding", good + "\xff\xfe", "UTF-8"},
		{"line without end", good + strings.Repeat("x", 65<<20), "dòng 2: dữ liệu đánh giá không hợp lệ: dòng dài quá 64 MB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := write(t, "câu hỏi.jsonl", tt.text)
			_, err := eval.ReadQuestions(path)
			if !errors.Is(err, eval.ErrFormat) {
				t.Fatalf("error %v does not wrap ErrFormat", err)
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("error %q names not %q and the file", err, tt.want)
			}
		})
	}
	if _, err := eval.ReadQuestions(filepath.Join(t.TempDir(), "không có.jsonl")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gave %v, want fs.ErrNotExist", err)
	}
}

func TestSharedQuestions(t *testing.T) {
	dir := filepath.Join(corpustest.SharedData(t), "questions")
	for name, want := range map[string]int{"zalo-dev.jsonl": 710, "procedures-dev.jsonl": 28} {
		got, err := eval.ReadQuestions(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != want {
			t.Errorf("%s: %d questions, want %d", name, len(got), want)
		}
	}
}

// The project's own questions can all be asked together. Conversations are asked by
// the tests of the program.
func TestOwnQuestions(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("questions", "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	paths = slices.DeleteFunc(paths, func(p string) bool { return filepath.Base(p) == "conversations.jsonl" })
	if _, err := eval.ReadQuestions(paths...); err != nil {
		t.Error(err)
	}
}
