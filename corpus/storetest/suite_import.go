package storetest

import (
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

func testEmpty(t *testing.T, s Store) {
	_, err := s.Document(t.Context(), "30-2020-nd-cp")
	wantErr(t, "Document", err, store.ErrNotFound)
	_, err = s.Article(t.Context(), "30-2020-nd-cp", "1")
	wantErr(t, "Article", err, store.ErrNotFound)
	_, err = s.Versions(t.Context(), "30-2020-nd-cp", "1")
	wantErr(t, "Versions", err, store.ErrNotFound)
	_, err = s.Procedure(t.Context(), "1.001321")
	wantErr(t, "Procedure", err, store.ErrNotFound)
	docs, procs := collect(t, s)
	if len(docs)+len(procs) != 0 || revisionOf(t, s) != 0 {
		t.Errorf("an empty store has %d documents, %d procedures, revision %d", len(docs), len(procs), revisionOf(t, s))
	}
}

func testPutAndRead(t *testing.T, s Store) {
	doc, p := Decree("30/2020/NĐ-CP", 3), Procedure("1.001321")
	sum := load(t, s, edition(first), []corpus.Document{doc}, p)
	equal(t, "documents", sum.Documents, store.Counts{Added: 1})
	equal(t, "articles", sum.Articles, store.Counts{Added: 3})
	equal(t, "procedures", sum.Procedures, store.Counts{Added: 1})
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(doc))
	equal(t, "Head", must[corpus.Document](t)(s.Head(t.Context(), doc.ID)), head(doc))
	equal(t, "Article", must[corpus.Article](t)(s.Article(t.Context(), doc.ID, "2")), doc.Articles[1])
	equal(t, "Procedure", must[corpus.Procedure](t)(s.Procedure(t.Context(), p.Code)), p)
	_, err := s.Article(t.Context(), doc.ID, "4")
	wantErr(t, "Article 4", err, store.ErrNotFound)
	equal(t, "Versions", must[[]corpus.Version](t)(s.Versions(t.Context(), doc.ID, "2")), []corpus.Version(nil))
}

// testSameAgain imports the same twice, and then as a newer edition that changes
// nothing: only the edition moves.
func testSameAgain(t *testing.T, s Store) {
	docs := []corpus.Document{Decree("30/2020/NĐ-CP", 3), Decree("31/2020/NĐ-CP", 1)}
	load(t, s, edition(first), docs, Procedure("1.001321"))
	before := revisionOf(t, s)
	sum := load(t, s, edition(first), docs, Procedure("1.001321"))
	equal(t, "documents", sum.Documents, store.Counts{Unchanged: 2})
	equal(t, "articles", sum.Articles, store.Counts{Unchanged: 4})
	equal(t, "procedures", sum.Procedures, store.Counts{Unchanged: 1})
	later := []corpus.Document{withEdition(docs[0], second), withEdition(docs[1], second)}
	sum = load(t, s, edition(second), later, Procedure("1.001321"))
	equal(t, "documents of the newer edition", sum.Documents, store.Counts{Unchanged: 2})
	if got := revisionOf(t, s); got != before || sum.Revision != before {
		t.Errorf("revision is %d (%d in the summary), want %d", got, sum.Revision, before)
	}
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), docs[0].ID)), stored(later[0]))
}

// testNewEdition adds, changes and withdraws documents and articles.
func testNewEdition(t *testing.T, s Store) {
	changing, going := Decree("30/2020/NĐ-CP", 3), Decree("31/2020/NĐ-CP", 2)
	load(t, s, edition(first), []corpus.Document{changing, going})
	before := revisionOf(t, s)

	now := reworded(changing, "2", second, 20250701)
	now.Articles = append(now.Articles[:2:2], Decree("30/2020/NĐ-CP", 4).Articles[3]) // 3 goes, 4 comes
	coming := withEdition(Decree("32/2020/NĐ-CP", 1), second)
	sum := load(t, s, edition(second), []corpus.Document{now, coming})

	equal(t, "documents", sum.Documents, store.Counts{Added: 1, Changed: 1, Withdrawn: 1})
	equal(t, "articles", sum.Articles, store.Counts{Added: 2, Changed: 1, Unchanged: 1, Withdrawn: 3})
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), now.ID)), stored(now))

	old := corpus.Version{
		Article: changing.Articles[1], From: 20200305, Until: 20250701, Since: first,
		Source: corpus.Source{Name: "phapdien", Edition: first, Address: "https://vbpl.vn/mau"},
	}
	equal(t, "Versions", must[[]corpus.Version](t)(s.Versions(t.Context(), now.ID, "2")), []corpus.Version{old})
	gone := changing.Articles[2]
	gone.Withdrawn = second
	equal(t, "withdrawn article", must[corpus.Article](t)(s.Article(t.Context(), now.ID, "3")), gone)
	old.Article, old.Until = gone, 0
	equal(t, "its versions", must[[]corpus.Version](t)(s.Versions(t.Context(), now.ID, "3")), []corpus.Version{old})

	gonedoc := stored(going)
	gonedoc.Withdrawn = second
	equal(t, "withdrawn document", must[corpus.Document](t)(s.Document(t.Context(), going.ID)), gonedoc)
	if a := must[corpus.Article](t)(s.Article(t.Context(), going.ID, "1")); a.Withdrawn != second {
		t.Errorf("article of a withdrawn document is marked %v, want %v", a.Withdrawn, second)
	}
	docs, _ := collect(t, s)
	equal(t, "Documents", ids(docs), []corpus.DocumentID{now.ID, coming.ID})
	changed, _, err := s.ChangedSince(t.Context(), before)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "ChangedSince", changed, []corpus.DocumentID{now.ID, going.ID, coming.ID})
	changed, _, err = s.ChangedSince(t.Context(), sum.Revision)
	equal(t, "ChangedSince the end", changed, []corpus.DocumentID(nil))
	wantErr(t, "ChangedSince", err, nil)
}

// testComesBack withdraws a document and an article and brings them again.
func testComesBack(t *testing.T, s Store) {
	stays, goes := Decree("30/2020/NĐ-CP", 2), Decree("31/2020/NĐ-CP", 2)
	load(t, s, edition(first), []corpus.Document{stays, goes})
	short := withEdition(stays, second)
	short.Articles = short.Articles[:1]
	load(t, s, edition(second), []corpus.Document{short})

	again := withEdition(goes, third)
	other := reworded(stays, "2", third, 20261001)
	sum := load(t, s, edition(third), []corpus.Document{other, again})
	equal(t, "documents", sum.Documents, store.Counts{Added: 1, Changed: 1})
	equal(t, "articles", sum.Articles, store.Counts{Added: 3, Unchanged: 1})
	equal(t, "document again", must[corpus.Document](t)(s.Document(t.Context(), goes.ID)), stored(again))
	equal(t, "unchanged wording", must[[]corpus.Version](t)(s.Versions(t.Context(), goes.ID, "1")), []corpus.Version(nil))

	was := stays.Articles[1]
	was.Withdrawn = second
	equal(t, "changed wording", must[[]corpus.Version](t)(s.Versions(t.Context(), stays.ID, "2")), []corpus.Version{{
		Article: was, From: 20200305, Until: 20261001, Since: first,
		Source: corpus.Source{Name: "phapdien", Edition: first, Address: "https://vbpl.vn/mau"},
	}})
}

// testReread changes what is no wording, and the wording of one and the same file.
func testReread(t *testing.T, s Store) {
	doc := Decree("30/2020/NĐ-CP", 1)
	load(t, s, edition(first), []corpus.Document{doc})
	split := doc
	split.Articles = []corpus.Article{doc.Articles[0]}
	split.Articles[0].Body = []corpus.Node{
		{Level: corpus.LevelParagraph, Text: "Lời dẫn của điều 1"},
		{Level: corpus.LevelParagraph, Text: "<b> & ."},
		{Level: corpus.LevelParagraph, Text: "1. Khoản một: đ) điểm đ của điều 1"},
	}
	sum := load(t, s, edition(second), []corpus.Document{withEdition(split, second)})
	equal(t, "articles", sum.Articles, store.Counts{Changed: 1})
	load(t, s, edition(second), []corpus.Document{reworded(split, "1", second, 0)})
	equal(t, "Versions", must[[]corpus.Version](t)(s.Versions(t.Context(), doc.ID, "1")), []corpus.Version(nil))
	if a := must[corpus.Article](t)(s.Article(t.Context(), doc.ID, "1")); a.Body[0].Text != "Lời mới, bản 2026-02-01" {
		t.Errorf("the current wording is %q", a.Body[0].Text)
	}
}

func testDigest(t *testing.T, s Store) {
	whole := Decree("30/2020/NĐ-CP", 2)
	digest := Decree("30/2020/NĐ-CP", 3)
	digest.Digest, digest.Source.Name = true, "starter"
	digest.Articles[0].Heading = "Tóm lược"
	p := Procedure("1.001321")
	short := p
	short.Digest, short.Name, short.Source.Name = true, "Tóm lược", "starter"
	starter := store.ImportInfo{Source: "starter", Checksum: "s", Edition: first}

	loadPart(t, s, starter, []corpus.Document{digest}, short)
	sum := loadPart(t, s, edition(first), []corpus.Document{whole}, p)
	equal(t, "the real over the digest", sum.Documents, store.Counts{Changed: 1})
	sum = load(t, s, starter, []corpus.Document{digest}, short)
	equal(t, "the digest over the real", sum.Documents, store.Counts{Kept: 1})
	equal(t, "procedures too", sum.Procedures, store.Counts{Kept: 1})
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), whole.ID)), stored(whole))
	equal(t, "Procedure", must[corpus.Procedure](t)(s.Procedure(t.Context(), p.Code)), p)
	equal(t, "Versions", must[[]corpus.Version](t)(s.Versions(t.Context(), whole.ID, "1")), []corpus.Version(nil))
	_, err := s.Article(t.Context(), whole.ID, "3")
	wantErr(t, "article of the digest alone", err, store.ErrNotFound)
}

func testPartial(t *testing.T, s Store) {
	whole, part := Decree("30/2020/NĐ-CP", 3), Decree("30/2020/NĐ-CP", 1)
	whole.Source.Name, part.Partial = "file", true
	loadPart(t, s, store.ImportInfo{Source: "file", Checksum: "f"}, []corpus.Document{whole})
	sum := load(t, s, edition(first), []corpus.Document{part})
	equal(t, "documents", sum.Documents, store.Counts{Kept: 1})
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), whole.ID)), stored(whole))
}

func testRepeated(t *testing.T, s Store) {
	doc := Decree("30/2020/NĐ-CP", 1)
	for range 2 { // the second import finds what the first one left
		im := begin(t, s, edition(first))
		_, err := im.PutDocument(t.Context(), doc)
		wantErr(t, "first", err, nil)
		equal(t, "same again", must[store.Change](t)(im.PutDocument(t.Context(), doc)), store.Unchanged)
		equal(t, "another under its name", must[store.Change](t)(im.PutDocument(t.Context(), Decree("30/2020/NĐ-CP", 2))), store.Kept)
		_, err = im.Finish(t.Context(), true)
		wantErr(t, "Finish", err, nil)
	}
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(doc))
	if got := revisionOf(t, s); got != 1 {
		t.Errorf("revision %d, want 1", got)
	}
}

func testInvalid(t *testing.T, s Store) {
	im := begin(t, s, edition(first))
	_, err := im.PutDocument(t.Context(), corpus.Document{Title: "không định danh"})
	wantErr(t, "no identifier", err, store.ErrInvalid)
	twice := Decree("30/2020/NĐ-CP", 2)
	twice.Articles[1].Key = twice.Articles[0].Key
	_, err = im.PutDocument(t.Context(), twice)
	wantErr(t, "one key twice", err, store.ErrInvalid)
	_, err = im.PutProcedure(t.Context(), corpus.Procedure{Name: "không mã"})
	wantErr(t, "no code", err, store.ErrInvalid)
	_, err = im.Finish(t.Context(), true)
	wantErr(t, "nothing at all", err, store.ErrInvalid)
	_, err = im.PutDocument(t.Context(), Decree("31/2020/NĐ-CP", 1))
	wantErr(t, "a good one after", err, nil)
}

// testOrder moves articles about.
func testOrder(t *testing.T, s Store) {
	doc := Decree("30/2020/NĐ-CP", 3)
	load(t, s, edition(first), []corpus.Document{doc})
	doc.Articles[0], doc.Articles[2] = doc.Articles[2], doc.Articles[0]
	sum := load(t, s, edition(second), []corpus.Document{withEdition(doc, second)})
	equal(t, "documents", sum.Documents, store.Counts{Changed: 1})
	equal(t, "articles", sum.Articles, store.Counts{Unchanged: 3})
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(withEdition(doc, second)))
}

func testOlder(t *testing.T, s Store) {
	doc := Decree("30/2020/NĐ-CP", 1)
	load(t, s, edition(first), []corpus.Document{doc})
	load(t, s, edition(second), []corpus.Document{reworded(doc, "1", second, 0)})
	_, err := s.BeginImport(t.Context(), edition(first))
	wantErr(t, "older edition, known", err, store.ErrOlder)
	_, err = s.BeginImport(t.Context(), store.ImportInfo{Source: "phapdien", Checksum: "x", Edition: first})
	wantErr(t, "older edition", err, store.ErrOlder)

	info := edition(second)
	info.Edition = first // the newest file, by a reader that knows its date less well
	load(t, s, info, []corpus.Document{withEdition(reworded(doc, "1", second, 0), first)})
	if got := must[corpus.Document](t)(s.Head(t.Context(), doc.ID)); got.Source.Edition != second {
		t.Errorf("the edition is %v, want %v", got.Source.Edition, second)
	}

	info = edition(first)
	info.AllowOlder = true
	load(t, s, info, []corpus.Document{doc})
	equal(t, "Article", must[corpus.Article](t)(s.Article(t.Context(), doc.ID, "1")), doc.Articles[0])
	if v := must[[]corpus.Version](t)(s.Versions(t.Context(), doc.ID, "1")); len(v) != 2 {
		t.Errorf("%d versions are kept, want the first and the second", len(v))
	}
}

func testOneImporter(t *testing.T, s Store) {
	im := begin(t, s, edition(first))
	_, err := s.BeginImport(t.Context(), edition(first))
	wantErr(t, "second importer", err, store.ErrBusy)
	_, err = s.Heads(t.Context())
	wantErr(t, "reading meanwhile", err, nil)
	wantErr(t, "Close", im.Close(), nil)
	load(t, s, edition(first), []corpus.Document{Decree("30/2020/NĐ-CP", 1)})
}

func testProcedures(t *testing.T, s Store) {
	a, b := Procedure("1.000002"), Procedure("1.000001")
	info := store.ImportInfo{Source: "dichvucong", Checksum: "1", Edition: first}
	load(t, s, info, nil, a, b)
	_, procs := collect(t, s)
	equal(t, "Procedures", procs, []corpus.Procedure{b, a})
	before := revisionOf(t, s)

	a.Steps = "Bước mới"
	a.Source.Edition = second
	sum := load(t, s, store.ImportInfo{Source: "dichvucong", Checksum: "2", Edition: second}, nil, a)
	equal(t, "procedures", sum.Procedures, store.Counts{Changed: 1, Withdrawn: 1})
	b.Withdrawn = second
	equal(t, "withdrawn", must[corpus.Procedure](t)(s.Procedure(t.Context(), b.Code)), b)
	_, codes, err := s.ChangedSince(t.Context(), before)
	wantErr(t, "ChangedSince", err, nil)
	equal(t, "codes", codes, []string{b.Code, a.Code})
	_, procs = collect(t, s)
	equal(t, "Procedures", procs, []corpus.Procedure{a})
}
