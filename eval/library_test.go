package eval_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/eval"
)

var _ eval.Library = (*store.Store)(nil)

// shelf is a library of a few documents, in order.
type shelf []corpus.Document

// FindNumber returns documents of longer numbers too, as a search by the
// beginning of a number does.
func (s shelf) FindNumber(context.Context, corpus.Number) ([]corpus.Document, error) { return s, nil }

func (s shelf) Document(_ context.Context, id corpus.DocumentID) (corpus.Document, error) {
	for _, d := range s {
		if d.ID == id {
			return d, nil
		}
	}
	if id == "broken" {
		return corpus.Document{}, errors.New("kho hỏng")
	}
	return corpus.Document{}, store.ErrNotFound
}

func (s shelf) Procedure(_ context.Context, code string) (corpus.Procedure, error) {
	if code != "1.001321" {
		return corpus.Procedure{}, store.ErrNotFound
	}
	return corpus.Procedure{Code: code}, nil
}

func articles(keys ...string) []corpus.Article {
	var list []corpus.Article
	for _, key := range keys {
		label := key
		if n := len(key) - 2; n > 0 && key[n] == '~' {
			label = key[:n]
		}
		list = append(list, corpus.Article{Key: key, Label: label})
	}
	return list
}

func TestResolver(t *testing.T) {
	library := shelf{
		{ID: "18-2008-qh12", Number: "18/2008/QH12", Kind: corpus.KindLaw, Articles: articles("1", "2", "28a")},
		{ID: "nghi-quyet-18-2008-qh12", Number: "18/2008/QH12", Kind: corpus.KindResolution, Articles: articles("1")},
		{ID: "118-2008-nd-cp", Number: "118/2008/NĐ-CP", Kind: corpus.KindDecree, Articles: articles("1", "1~2", "Mục IV")},
		{ID: "hien-phap", Kind: corpus.KindConstitution, Articles: articles("1")},
	}
	tests := []struct {
		name  string
		label eval.Relevant
		want  []string
	}{
		{"law and resolution", eval.Relevant{Document: "18/2008/QH12", Article: "1"}, []string{"18-2008-qh12#1", "nghi-quyet-18-2008-qh12#1"}},
		{"only the law has it", eval.Relevant{Document: "18/2008/QH12", Article: "2"}, []string{"18-2008-qh12#2"}},
		{"label as people write it", eval.Relevant{Document: "18/2008/qh12", Article: "Điều 28A"}, []string{"18-2008-qh12#28a"}},
		{"twice in a document", eval.Relevant{Document: "118/2008/ND-CP", Article: "1"}, []string{"118-2008-nd-cp#1", "118-2008-nd-cp#1~2"}},
		{"the second of them", eval.Relevant{Document: "118/2008/NĐ-CP", Article: "1~2"}, []string{"118-2008-nd-cp#1~2"}},
		{"no Điều", eval.Relevant{Document: "118/2008/NĐ-CP", Article: "mục IV"}, []string{"118-2008-nd-cp#Mục IV"}},
		{"whole document", eval.Relevant{Document: "118/2008/NĐ-CP"}, []string{"118-2008-nd-cp#1", "118-2008-nd-cp#1~2", "118-2008-nd-cp#Mục IV"}},
		{"by id", eval.Relevant{Document: "hien-phap", Article: "1"}, []string{"hien-phap#1"}},
		{"no such article", eval.Relevant{Document: "18/2008/QH12", Article: "99"}, nil},
		{"no such document", eval.Relevant{Document: "8/2008/QH12", Article: "1"}, nil},
		{"procedure", eval.Relevant{Procedure: " 1.001321 "}, []string{"1.001321"}},
		{"no such procedure", eval.Relevant{Procedure: "9.9"}, nil},
	}
	resolver := eval.NewResolver(library)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			units, err := resolver.Resolve(t.Context(), tt.label)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, u := range units {
				got = append(got, u.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("units (-want +got):\n%s", diff)
			}
		})
	}
	if _, err := resolver.Resolve(t.Context(), eval.Relevant{Document: "broken", Article: "1"}); err == nil {
		t.Error("an error of the library was lost")
	}
}
