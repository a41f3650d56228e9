package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

func testOutlooks(t *testing.T, s Store) {
	doc, other := Decree("30/2020/NĐ-CP", 2), Decree("31/2020/NĐ-CP", 1)
	load(t, s, edition(first), []corpus.Document{doc, other})
	change := corpus.Amendment{Kinds: []corpus.AmendmentKind{corpus.AmendModify}, By: corpus.Ref{Number: "40/2022/NĐ-CP"}, Effective: 20220101}
	repeal := corpus.Amendment{Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, By: corpus.Ref{Number: "41/2025/NĐ-CP"}, Effective: 20250101}
	ended := corpus.Validity{From: 20200305, Until: 20250101, EndedBy: &repeal}
	text := func(words string) []corpus.Node { return []corpus.Node{{Level: corpus.LevelParagraph, Text: words}} }
	over := corpus.Outlook{
		Document: doc.ID, InForce: ended, Amendedby: []corpus.Amendment{repeal},
		Articles: map[string]corpus.ArticleOutlook{"2": {
			InForce: ended, Amendments: []corpus.Amendment{change},
			Wordings: []corpus.Wording{{From: 20220101, Heading: "Hai", Body: text("lời hai")}, {From: 20230101, Heading: "Ba", Body: text("lời ba")}},
		}},
	}
	before := revisionOf(t, s)
	set := func(want int, outlooks ...corpus.Outlook) {
		t.Helper()
		if got := must[int](t)(s.SetOutlooks(t.Context(), outlooks)); got != want {
			t.Errorf("SetOutlooks changed %d, want %d", got, want)
		}
	}
	set(1, over, corpus.Outlook{Document: "khong-co", InForce: ended})
	shown := doc
	shown.InForce, shown.Amendedby = ended, []corpus.Amendment{repeal}
	two := doc.Articles[1]
	two.InForce, two.Amendments, two.Heading, two.Body = ended, []corpus.Amendment{change}, "Ba", text("lời ba")
	shown.Articles = []corpus.Article{doc.Articles[0], two}
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(shown))
	equal(t, "Head", must[corpus.Document](t)(s.Head(t.Context(), doc.ID)), head(shown))
	equal(t, "Article", must[corpus.Article](t)(s.Article(t.Context(), doc.ID, "2")), two)
	equal(t, "BaseDocument", must[corpus.Document](t)(s.BaseDocument(t.Context(), doc.ID)), stored(doc))
	docs, _ := collect(t, s)
	equal(t, "Documents", docs, []corpus.Document{stored(shown), stored(other)})
	equal(t, "Heads", must[[]corpus.Document](t)(s.Heads(t.Context())), []corpus.Document{head(shown), head(other)})
	equal(t, "BaseHeads", must[[]corpus.Document](t)(s.BaseHeads(t.Context())), []corpus.Document{head(doc), head(other)})
	for base, err := range s.BaseDocuments(t.Context()) {
		wantErr(t, "BaseDocuments", err, nil)
		if !base.InForce.IsZero() {
			t.Errorf("BaseDocuments shows the outlook of %s", base.ID)
		}
	}

	own := corpus.Version{
		Article: doc.Articles[1], From: 20200305, Until: 20220101, Since: first,
		Source: corpus.Source{Name: "phapdien", Edition: first, Address: "https://vbpl.vn/mau"},
	}
	between := own
	between.Article.Heading, between.Article.Body, between.From, between.Until = "Hai", text("lời hai"), 20220101, 20230101
	equal(t, "Versions", must[[]corpus.Version](t)(s.Versions(t.Context(), doc.ID, "2")), []corpus.Version{between, own})

	changed, _, err := s.ChangedSince(t.Context(), before)
	wantErr(t, "ChangedSince", err, nil)
	equal(t, "ChangedSince", changed, []corpus.DocumentID{doc.ID})
	after := revisionOf(t, s)
	set(0, over)
	load(t, s, edition(first), []corpus.Document{doc, other})
	if got := revisionOf(t, s); got != after {
		t.Errorf("the same outlook moved the revision from %d to %d", after, got)
	}
	testOutlooksEnd(t, s, doc, over)
}

// testAddedArticles adds articles behind others, behind each other and at the end.
func testAddedArticles(t *testing.T, s Store) {
	doc := Decree("30/2020/NĐ-CP", 2)
	load(t, s, edition(first), []corpus.Document{doc})
	added := func(label, after string) corpus.ArticleOutlook {
		return corpus.ArticleOutlook{After: after, Added: &corpus.Article{
			Key: label, Label: label, Body: []corpus.Node{{Level: corpus.LevelParagraph, Text: "điều " + label}},
			InForce: corpus.Validity{From: 20220101},
		}}
	}
	twice := added("1a", "1")
	twice.Wordings = []corpus.Wording{{From: 20230101, Body: []corpus.Node{{Level: corpus.LevelParagraph, Text: "lời sau"}}}}
	over := corpus.Outlook{Document: doc.ID, Articles: map[string]corpus.ArticleOutlook{
		"1a": twice, "1b": added("1b", "1a"), "1c": added("1c", "1"), "9": added("9", "8"), "2": added("2", "1"), "7": {After: "1"},
	}}
	if n := must[int](t)(s.SetOutlooks(t.Context(), []corpus.Outlook{over})); n != 1 {
		t.Errorf("SetOutlooks changed %d", n)
	}
	got := must[corpus.Document](t)(s.Document(t.Context(), doc.ID))
	var keys []string
	for _, a := range got.Articles {
		keys = append(keys, a.Key)
		equal(t, "Article "+a.Key, must[corpus.Article](t)(s.Article(t.Context(), doc.ID, a.Key)), a)
	}
	equal(t, "order", keys, []string{"1", "1a", "1b", "1c", "2", "9"})
	equal(t, "Head", must[corpus.Document](t)(s.Head(t.Context(), doc.ID)).ArticleCount, 6)
	equal(t, "BaseDocument", must[corpus.Document](t)(s.BaseDocument(t.Context(), doc.ID)), stored(doc))
	equal(t, "Article 2", must[corpus.Article](t)(s.Article(t.Context(), doc.ID, "2")), doc.Articles[1])
	_, err := s.Article(t.Context(), doc.ID, "7")
	wantErr(t, "Article 7", err, store.ErrNotFound)
	if text := must[corpus.Article](t)(s.Article(t.Context(), doc.ID, "1a")).Text(); text != "lời sau" {
		t.Errorf("Article 1a says %q", text)
	}
	versions := must[[]corpus.Version](t)(s.Versions(t.Context(), doc.ID, "1a"))
	if len(versions) != 1 || versions[0].Article.Text() != "điều 1a" || versions[0].From != 20220101 || versions[0].Until != 20230101 {
		t.Errorf("its versions are %+v", versions)
	}
}

// testOutlooksEnd takes an outlook off by another wording, and by naming no more.
func testOutlooksEnd(t *testing.T, s Store, doc corpus.Document, over corpus.Outlook) {
	now := reworded(doc, "2", second, 20260101)
	loadPart(t, s, edition(second), []corpus.Document{now})
	equal(t, "another wording", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(now))
	if n := must[int](t)(s.SetOutlooks(t.Context(), []corpus.Outlook{over})); n != 1 {
		t.Errorf("the outlook over another wording changed %d", n)
	}
	if n := must[int](t)(s.SetOutlooks(t.Context(), nil)); n != 1 {
		t.Errorf("no outlook at all changed %d", n)
	}
	equal(t, "without", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(now))
	im := begin(t, s, edition(third))
	_, err := s.SetOutlooks(t.Context(), nil)
	wantErr(t, "during an import", err, store.ErrBusy)
	wantErr(t, "Close", im.Close(), nil)
}

// sumOf is the SHA-256 of b.
func sumOf(b string) string {
	sum := sha256.Sum256([]byte(b))
	return hex.EncodeToString(sum[:])
}

func testFiles(t *testing.T, s Store) {
	content := store.FileContent{Name: "nghi-dinh.docx", Media: "application/x-mau", Bytes: []byte("PK nội dung")}
	stray := store.FileContent{Name: "la.pdf", Media: "application/pdf", Bytes: []byte("%PDF lạ")}
	sum, straySum := sumOf(string(content.Bytes)), sumOf(string(stray.Bytes))
	doc := fromFile(Decree("30/2020/NĐ-CP", 1), content.Name, 0)
	doc.File.SHA256 = sum

	im := begin(t, s, files("hồ sơ"))
	wantErr(t, "a wrong sum", im.PutFile(t.Context(), straySum, content), store.ErrInvalid)
	for range 2 {
		wantErr(t, "PutFile", im.PutFile(t.Context(), sum, content), nil)
	}
	wantErr(t, "PutFile", im.PutFile(t.Context(), straySum, stray), nil)
	_, err := im.Put(t.Context(), doc)
	wantErr(t, "Put", err, nil)
	wantErr(t, "MarkFile", im.MarkFile(t.Context(), sum, "v1", []corpus.DocumentID{doc.ID}), nil)
	wantErr(t, "MarkFile", im.MarkFile(t.Context(), straySum, "v1", nil), nil)
	finish(t, im, false)

	equal(t, "File", must[store.FileContent](t)(s.File(t.Context(), sum)), content)
	_, err = s.File(t.Context(), straySum)
	wantErr(t, "a file that gave no document", err, store.ErrNotFound)
	for _, test := range []struct {
		sum, reader string
		want        []corpus.DocumentID
		ok          bool
	}{
		{sum, "v1", []corpus.DocumentID{doc.ID}, true}, {sum, "v2", nil, false}, {straySum, "v1", nil, true}, {"khac", "v1", nil, false},
	} {
		docs, ok, err := s.FileSeen(t.Context(), test.sum, test.reader)
		wantErr(t, "FileSeen", err, nil)
		equal(t, "FileSeen", docs, test.want)
		equal(t, "FileSeen", ok, test.ok)
	}
	wantErr(t, "Remove", s.Remove(t.Context(), doc.ID, ""), nil)
	_, err = s.File(t.Context(), sum)
	wantErr(t, "the file of a removed document", err, store.ErrNotFound)
	if _, ok, _ := s.FileSeen(t.Context(), sum, "v1"); ok {
		t.Error("the file of a removed document counts as seen")
	}
}

// testFilesNoWhole finishes an import of files as if it were whole.
func testFilesNoWhole(t *testing.T, s Store) {
	for _, number := range []corpus.Number{"30/2020/NĐ-CP", "31/2020/NĐ-CP"} {
		sum := load(t, s, files("hồ sơ"), []corpus.Document{fromFile(Decree(number, 1), "a.docx", 0)})
		equal(t, "documents", sum.Documents, store.Counts{Added: 1})
	}
	load(t, s, files("thư mục trống"), nil)
}

func testRemove(t *testing.T, s Store) {
	doc, other := reworded(Decree("30/2020/NĐ-CP", 2), "2", first, 20250701), Decree("92/2017/NĐ-CP", 1)
	other.Amends = []corpus.Amendment{act(other, corpus.AmendRepeal, corpus.Ref{Number: doc.Number}, 20250701)}
	load(t, s, edition(first), []corpus.Document{doc, other})
	bring(t, s, fromFile(Decree("30/2020/NĐ-CP", 2), "a.docx", 0), store.Changed, "")
	if n := must[int](t)(s.SetOutlooks(t.Context(), []corpus.Outlook{{Document: doc.ID, InForce: corpus.Validity{From: first}}})); n != 1 {
		t.Errorf("SetOutlooks changed %d", n)
	}
	before := revisionOf(t, s)
	wantErr(t, "unknown", s.Remove(t.Context(), "khong-co", ""), store.ErrNotFound)
	im := begin(t, s, edition(first))
	wantErr(t, "during an import", s.Remove(t.Context(), doc.ID, "nhầm"), store.ErrBusy)
	wantErr(t, "Close", im.Close(), nil)
	wantErr(t, "Remove", s.Remove(t.Context(), doc.ID, "nhầm"), nil)

	_, err := s.Head(t.Context(), doc.ID)
	wantErr(t, "Head", err, store.ErrNotFound)
	_, err = s.Article(t.Context(), doc.ID, "1")
	wantErr(t, "Article", err, store.ErrNotFound)
	wantErr(t, "again", s.Remove(t.Context(), doc.ID, "nhầm"), store.ErrNotFound)
	changed, _, err := s.ChangedSince(t.Context(), before)
	wantErr(t, "ChangedSince", err, nil)
	equal(t, "ChangedSince", changed, []corpus.DocumentID{doc.ID})
	left := must[corpus.Document](t)(s.Document(t.Context(), doc.ID))
	if left.Withdrawn == 0 || len(left.Articles) != 0 || left.Title != "" {
		t.Errorf("what is left of the document: %+v", left)
	}
	equal(t, "Acts", targets(allActs(t, s)), []corpus.DocumentID{""})
	list := must[[]store.Removal](t)(s.Removals(t.Context()))
	if len(list) != 1 || list[0].Document != doc.ID || list[0].Reason != "nhầm" {
		t.Errorf("Removals: %+v", list)
	}

	im = begin(t, s, edition(first))
	out := must[store.Outcome](t)(im.Put(t.Context(), doc))
	finish(t, im, false)
	if out.Change != store.Added || out.Reason == "" {
		t.Errorf("putting it again: %+v", out)
	}
	equal(t, "it is back", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(doc))
	equal(t, "Versions", must[[]corpus.Version](t)(s.Versions(t.Context(), doc.ID, "2")), []corpus.Version(nil))
	if got := revisionOf(t, s); got <= before+1 {
		t.Errorf("revision %d, want more than %d", got, before+1)
	}
	equal(t, "Removals", must[[]store.Removal](t)(s.Removals(t.Context())), []store.Removal(nil))
}

// targets are the targets of acts.
func targets(edges []store.Edge) (list []corpus.DocumentID) {
	for _, e := range edges {
		list = append(list, e.Document)
	}
	return list
}
