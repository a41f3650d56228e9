package collation

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

// law is a document of articles "key: heading: text".
func law(source string, articles ...[3]string) corpus.Document {
	doc := corpus.Document{ID: "1-2020-qh14", Effective: 20200101, Source: corpus.Source{Name: source}}
	for _, a := range articles {
		label := a[0]
		for i := range label {
			if label[i] == '~' {
				label = label[:i]
				break
			}
		}
		doc.Articles = append(doc.Articles, corpus.Article{
			Key: a[0], Label: label, Heading: a[1], Body: []corpus.Node{{Level: corpus.LevelParagraph, Text: a[2]}},
		})
	}
	return doc
}

func changedOn(doc corpus.Document, key string, kind corpus.AmendmentKind, days ...corpus.Date) corpus.Document {
	for i := range doc.Articles {
		for _, day := range days {
			if doc.Articles[i].Key == key {
				doc.Articles[i].Amendments = append(doc.Articles[i].Amendments, corpus.Amendment{Kinds: []corpus.AmendmentKind{kind}, Effective: day})
			}
		}
	}
	return doc
}

// outline is what a joined document says, an article a line.
func outline(doc corpus.Document) (lines []string) {
	for _, a := range doc.Articles {
		lines = append(lines, a.Key+": "+a.Text())
	}
	return lines
}

func join(docs ...corpus.Document) Joined {
	var rs []Reading
	for _, d := range docs {
		rs = append(rs, Of(d))
	}
	return Choose(rs).Join(docs)
}

func TestJoinRegulation(t *testing.T) {
	file := law("file",
		[3]string{"1", "", "Ban hành kèm theo Quyết định này Quy chế làm việc của cơ quan."},
		[3]string{"2", "", "Quyết định này có hiệu lực thi hành kể từ ngày ký."},
		[3]string{"1~2", "Phạm vi", "Quy chế này quy định chế độ làm việc trong cơ quan nhà nước."},
		[3]string{"2~2", "Đối tượng", "Quy chế này áp dụng cho mọi người."},
	)
	code := changedOn(law(CodeSource,
		[3]string{"1", "Phạm vi", "Quy chế này quy định chế độ làm việc và quan hệ công tác trong cơ quan nhà nước."},
		[3]string{"2a", "Thêm", "Điều mới."},
	), "1", corpus.AmendModify, 20210101)
	code.Partial = true
	got := join(code, file)
	want := []string{
		"1: " + file.Articles[0].Text(), "2: " + file.Articles[1].Text(),
		"1~2: " + code.Articles[0].Text(), "2a: Điều mới.", "2~2: " + file.Articles[3].Text(),
	}
	if diff := cmp.Diff(want, outline(got.Document)); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if len(got.Originals) != 1 || got.Originals[0].Key != "1~2" || got.Originals[0].Until != 20210101 || got.Taken != 1 || got.Added != 1 {
		t.Errorf("originals %+v, taken %d, added %d", got.Originals, got.Taken, got.Added)
	}
}

func TestJoinOriginals(t *testing.T) {
	file := law("file", [3]string{"1", "", "lời cũ"}, [3]string{"2", "", "như nhau"}, [3]string{"3", "", "lời cũ"}, [3]string{"4", "", "lời cũ"})
	code := law(CodeSource, [3]string{"1", "", "lời mới"}, [3]string{"2", "", "NHƯ nhau."}, [3]string{"3", "", "lời mới"}, [3]string{"4", "", "lời mới"})
	code = changedOn(code, "1", corpus.AmendModify, 20220101, 20210101)
	code = changedOn(code, "2", corpus.AmendModify, 20210101)
	code = changedOn(code, "3", corpus.AmendModify, 20210101, 0)
	code = changedOn(code, "4", corpus.AmendGuide, 20210101)
	got := join(code, file)
	type original struct {
		Key         string
		From, Until corpus.Date
	}
	var originals []original
	for _, o := range got.Originals {
		originals = append(originals, original{o.Key, o.Article.InForce.From, o.Until})
	}
	want := []original{{"1", 20200101, 20210101}, {"3", 20200101, 0}}
	if diff := cmp.Diff(want, originals); diff != "" {
		t.Errorf("originals (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(outline(code), outline(got.Document)); diff != "" {
		t.Errorf("the code's words are not the text (-want +got):\n%s", diff)
	}
	file.File.Confidence = 0.9
	if got := join(code, file); len(got.Originals) != 0 {
		t.Errorf("a scan is quoted as the former text: %+v", got.Originals)
	}
}

func TestJoinFills(t *testing.T) {
	code := law(CodeSource, [3]string{"1", "", "a"})
	code.Subjects = []string{"Văn thư"}
	file := law("file", [3]string{"1", "", "a"})
	file.Signatory, file.Issued, file.Amends = "Nguyễn Văn A", 20191201, []corpus.Amendment{{Effective: 1}}
	joined := join(code, file)
	if want := "cho tác động đến văn bản khác"; joined.Why != want {
		t.Errorf("got the reason %q, want %q", joined.Why, want)
	}
	got := joined.Document
	if got.Signatory != file.Signatory || got.Issued != 20191201 || len(got.Amends) != 1 || got.Source.Name != CodeSource || len(got.Subjects) != 1 {
		t.Errorf("what the file alone knows is lost: %+v", got)
	}
}
