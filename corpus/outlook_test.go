package corpus_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

func TestOutlookOver(t *testing.T) {
	body := func(text string) []corpus.Node { return []corpus.Node{{Level: corpus.LevelParagraph, Text: text}} }
	doc := corpus.Document{Articles: []corpus.Article{
		{Key: "1", Label: "1", Body: body("một"), InForce: corpus.Validity{From: 20200101}},
		{Key: "2", Label: "2", Body: body("hai")},
	}}
	added := func(key, after string) corpus.ArticleOutlook {
		return corpus.ArticleOutlook{After: after, Added: &corpus.Article{Key: key, Label: key, Body: body(key)}}
	}
	change := corpus.Amendment{Kinds: []corpus.AmendmentKind{corpus.AmendModify}, Effective: 20220101}
	over := corpus.Outlook{Articles: map[string]corpus.ArticleOutlook{
		"1":  {Amendments: []corpus.Amendment{change}, Wordings: []corpus.Wording{{From: 20220101, Body: body("mốt")}}},
		"1a": added("1a", "1"), "x": added("x", "y"), "y": added("y", "x"),
	}}
	before := cmp.Diff(doc, corpus.Document{})
	var got []string
	for _, a := range over.Over(doc).Articles {
		got = append(got, a.Key+": "+a.Text())
	}
	want := []string{"1: mốt", "1a: 1a", "2: hai", "y: y", "x: x"} // x and y each want to stand behind the other
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if cmp.Diff(doc, corpus.Document{}) != before {
		t.Error("the document itself was changed")
	}
}

func TestOutlookFormer(t *testing.T) {
	own := corpus.Version{Article: corpus.Article{Heading: "một", InForce: corpus.Validity{From: 20200101}}}
	over := corpus.ArticleOutlook{Wordings: []corpus.Wording{{From: 20210101, Heading: "hai"}, {From: 20220101, Heading: "ba"}}}
	type span struct {
		Heading     string
		From, Until corpus.Date
	}
	var got []span
	for _, v := range over.Former(own) {
		got = append(got, span{v.Article.Heading, v.From, v.Until})
	}
	want := []span{{"hai", 20210101, 20220101}, {"một", 20200101, 20210101}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("older wordings (-want +got):\n%s", diff)
	}
	if v := (corpus.ArticleOutlook{}).Former(own); len(v) != 0 {
		t.Errorf("an empty outlook gives %+v", v)
	}
}
