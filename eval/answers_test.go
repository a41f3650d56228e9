package eval_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/eval"
)

// said answers with the status that the question's text is.
func said(_ context.Context, q eval.Question) (eval.Said, error) {
	if q.Text == "hong" {
		return eval.Said{}, errors.New("không gọi được")
	}
	return eval.Said{Status: q.Text}, nil
}

var statusQuestions = []eval.Question{
	{ID: "u1", Text: "nothing_found", Expect: "nothing_found", Slice: "không có"},
	{ID: "u2", Text: "nothing_found", Expect: "nothing_found", Slice: "không có"},
	{ID: "u3", Text: "answered", Expect: "nothing_found", Slice: "không có"},
	{ID: "u4", Text: "nothing_found", Expect: "nothing_found", Slice: "không có"},
	{ID: "a1", Text: "answered", Relevant: labels("1"), Slice: "có"},
	{ID: "a2", Text: "nothing_found", Relevant: labels("1"), Slice: "có"},
}

func TestAnswers(t *testing.T) {
	var trace bytes.Buffer
	got, err := eval.Answers(t.Context(), eval.AskerFunc(said), statusQuestions, eval.Options{Trace: &trace})
	if err != nil {
		t.Fatal(err)
	}
	none, some := got.Slices["không có"], got.Slices["có"]
	switch {
	case got.Questions != 6 || got.Expected.Value != 0.75 || got.NothingFound.Value != 4.0/6:
		t.Errorf("all: %+v, expected %+v", got.AnswerScores, got.Expected)
	case none.Expected.Value != 0.75 || none.NothingFound.Value != 0.75:
		t.Errorf("unanswerable: %+v", none)
	case some.Expected != nil || some.NothingFound.Value != 0.5:
		t.Errorf("answerable: %+v", some)
	}
	if diff := cmp.Diff(map[string]int{"answered": 2, "nothing_found": 4}, got.Statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
	if got, want := strings.Count(trace.String(), "\n"), 6; got != want {
		t.Errorf("trace has %d lines, want %d", got, want)
	}
	if want := `{"id":"u3","status":"answered","expect":"nothing_found"}`; !strings.Contains(trace.String(), want) {
		t.Errorf("trace lacks %s:\n%s", want, &trace)
	}
}

func TestAnswersErrors(t *testing.T) {
	if _, err := eval.Answers(t.Context(), eval.AskerFunc(said), nil, eval.Options{}); !errors.Is(err, eval.ErrFormat) {
		t.Errorf("no questions gave %v, want ErrFormat", err)
	}
	broken := []eval.Question{{ID: "q1", Text: "hỏng"}}
	if _, err := eval.Answers(t.Context(), eval.AskerFunc(said), broken, eval.Options{StripDiacritics: true}); err == nil || !strings.Contains(err.Error(), "câu hỏi q1: không gọi được") {
		t.Errorf("error %v names not the question", err)
	}
}
