package quality

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

func withKeys(keys ...string) corpus.Document {
	var d corpus.Document
	for _, k := range keys {
		label := k
		if i := len(k) - 2; i > 0 && k[i] == '~' {
			label = k[:i]
		}
		d.Articles = append(d.Articles, corpus.Article{Key: k, Label: label})
	}
	return d
}

func TestNumbering(t *testing.T) {
	partial := withKeys("3", "9")
	partial.Partial = true
	for _, c := range []struct {
		name string
		in   corpus.Document
		want []string
	}{
		{"whole", withKeys("1", "2", "2a", "2b", "3"), nil},
		{"a second series", withKeys("1", "2", "1~2", "2~2", "Phụ lục I"), nil},
		{"gap", withKeys("1", "3"), []string{"thiếu Điều 2"}},
		{"gaps", withKeys("2", "3", "7"), []string{"thiếu Điều 1", "thiếu từ Điều 4 đến Điều 6"}},
		{"order", withKeys("1", "2", "3", "2~3"), []string{"thiếu Điều 1"}},
		{"repeat", corpus.Document{Articles: []corpus.Article{{Key: "1", Label: "1"}, {Key: "x", Label: "1"}}}, []string{"Điều 1 lặp lại"}},
		{"in part", partial, nil},
	} {
		if diff := cmp.Diff(c.want, Numbering(c.in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func article(key, heading, text string) corpus.Article {
	return corpus.Article{Key: key, Label: key, Heading: heading, Body: []corpus.Node{{Level: corpus.LevelParagraph, Text: text}}}
}

func TestCompare(t *testing.T) {
	amended := article("4", "", "mới")
	amended.Amendments = []corpus.Amendment{{Kinds: []corpus.AmendmentKind{corpus.AmendModify}}}
	guided := article("5", "", "như nhau")
	guided.Amendments = []corpus.Amendment{{Kinds: []corpus.AmendmentKind{corpus.AmendGuide}}}
	a := corpus.Document{ID: "x", Source: corpus.Source{Name: "phapdien"}, Articles: []corpus.Article{
		article("1", "Hoà giải", "Thời hạn là 30 ngày."), article("2", "", "không quá ba mươi ngày"), article("3", "", "chỉ ở đây"), amended, guided,
	}}
	b := corpus.Document{ID: "x", Source: corpus.Source{Name: "file"}, Articles: []corpus.Article{
		article("1", "HÒA GIẢI", "Thời  hạn là 30 ngày"), article("2", "", "không quá bốn mươi ngày"), article("4", "", "cũ"), article("5", "", "như nhau"), article("6", "", "nữa"),
	}}
	got := Compare(a, b)
	if len(got.Differences) != 1 || got.Differences[0].Article != "2" || got.Differences[0].Words[0] == got.Differences[0].Words[1] {
		t.Errorf("differences %+v", got.Differences)
	}
	got.Differences, got.Name = nil, ""
	want := Comparison{
		Document: "x", Readings: [2]string{"phapdien", "file"}, Articles: 3, Agree: 2, Amended: 1, OnlyOne: []string{"3", "6"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
