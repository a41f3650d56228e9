package indexer

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

// Every article and procedure has a text, with an identifier of its own that
// leads back to it.
func TestTexts(t *testing.T) {
	src := randomLibrary(3, 40)
	src.procedures = []corpus.Procedure{{Code: "1.000656", Name: "Đăng ký khai tử", Steps: "Nộp tại xã", Agency: "Ủy ban nhân dân xã"}}
	var got, want []Hit
	seen := map[string]bool{}
	for text, err := range Texts(t.Context(), src) {
		if err != nil {
			t.Fatal(err)
		}
		if seen[text.ID] || text.Title == "" || text.Heading == "" {
			t.Errorf("text %+v, seen before: %v", text, seen[text.ID])
		}
		seen[text.ID] = true
		hit := HitOf(text.ID)
		if id := hit.TextID(); id != text.ID && !strings.HasPrefix(text.ID, id+"/") {
			t.Errorf("%s is of %+v, whose text is %s", text.ID, hit, id)
		}
		if len(got) == 0 || got[len(got)-1] != hit {
			got = append(got, hit)
		}
	}
	for i := range src.documents {
		for _, a := range src.documents[i].Articles {
			want = append(want, Hit{Document: src.documents[i].ID, Article: a.Key})
		}
	}
	want = append(want, Hit{Procedure: "1.000656"})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("units (-want +got):\n%s", diff)
	}
	if !seen["p/1.000656/trinh-tu"] {
		t.Error("the steps of the procedure are no text")
	}
}

// failing is a corpus that breaks after its documents.
type failing struct{ *library }

var errFailing = errors.New("kho hỏng")

func (failing) Procedures(context.Context) iter.Seq2[corpus.Procedure, error] {
	return func(yield func(corpus.Procedure, error) bool) { yield(corpus.Procedure{}, errFailing) }
}

func TestTextsEndAtErrors(t *testing.T) {
	texts, failures := 0, 0
	for _, err := range Texts(t.Context(), failing{randomLibrary(4, 5)}) {
		if err == nil {
			texts++
			continue
		}
		if failures++; !errors.Is(err, errFailing) {
			t.Errorf("got %v, want %v", err, errFailing)
		}
	}
	if texts != 5 || failures != 1 {
		t.Errorf("%d texts and %d errors, want 5 and 1", texts, failures)
	}
}
