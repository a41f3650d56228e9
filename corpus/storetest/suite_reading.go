package storetest

import (
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// files is an import of single files.
func files(folder string) store.ImportInfo {
	return store.ImportInfo{Source: store.FileSource, Path: folder}
}

// fromFile is doc as it was read from a file.
func fromFile(doc corpus.Document, name string, confidence float64) corpus.Document {
	doc.Source = corpus.Source{Name: store.FileSource}
	doc.Articles = slices.Clone(doc.Articles)
	for i := range doc.Articles {
		a := &doc.Articles[i]
		a.Amendments, a.CrossRefs, a.CodePlace, a.Address = nil, nil, "", ""
	}
	format := name[strings.LastIndexByte(name, '.')+1:]
	doc.File = corpus.File{Name: name, SHA256: "sum of " + name, Format: format, Confidence: confidence}
	return doc
}

// bring imports one document from a file and wants the change, and the words in
// its reason.
func bring(t *testing.T, s Store, doc corpus.Document, want store.Change, words string) {
	t.Helper()
	im := begin(t, s, files("hồ sơ"))
	out, err := im.Put(t.Context(), doc)
	if err != nil {
		t.Fatalf("Put(%s): %v", doc.File.Name, err)
	}
	finish(t, im, false)
	if out.Change != want || !strings.Contains(out.Reason, words) || out.Document == "" {
		t.Errorf("%s: got %q for %s, because %q, want %q, because of %q", doc.File.Name, out.Change, out.Document, out.Reason, want, words)
	}
}

// readings are the names of a document's readings, the chosen one marked.
func readings(t *testing.T, s Store, id corpus.DocumentID) (names []string) {
	t.Helper()
	for _, r := range must[[]store.Reading](t)(s.Readings(t.Context(), id)) {
		name := r.Source
		if r.File.Name != "" {
			name = r.File.Name
		}
		if r.Chosen {
			name = "* " + name
		}
		if r.Withdrawn != 0 {
			name += " đã rút"
		}
		if r.Why == "" {
			t.Errorf("the reading %s of %s is not explained", name, id)
		}
		names = append(names, name)
	}
	return names
}

// testCodeAndFile has a law whole in the code and in a file of the wording as it
// was issued: the code's is the text, the file's the older version.
func testCodeAndFile(t *testing.T, s Store) {
	issued := Decree("63/2010/NĐ-CP", 3)
	code := reworded(issued, "2", first, 20250701)
	file := fromFile(issued, "luat.docx", 0)
	load(t, s, edition(first), []corpus.Document{code})
	bring(t, s, file, store.Changed, "giữ bản trong Bộ Pháp điển")
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), code.ID)), stored(code))
	original := corpus.Version{Article: file.Articles[1], From: 20200305, Until: 20250701, Source: corpus.Source{Name: store.FileSource}}
	equal(t, "Versions", must[[]corpus.Version](t)(s.Versions(t.Context(), code.ID, "2")), []corpus.Version{original})
	equal(t, "Versions of what did not change", must[[]corpus.Version](t)(s.Versions(t.Context(), code.ID, "1")), []corpus.Version(nil))
	equal(t, "readings", readings(t, s, code.ID), []string{"* phapdien", "luat.docx"})
	before := revisionOf(t, s)
	bring(t, s, file, store.Kept, "lời văn ban đầu")
	sum := load(t, s, edition(first), []corpus.Document{code})
	equal(t, "the code again", sum.Documents, store.Counts{Unchanged: 1})
	if got := revisionOf(t, s); got != before {
		t.Errorf("revision %d after the same again, want %d", got, before)
	}

	later := reworded(code, "2", second, 20260101)
	sum = load(t, s, edition(second), []corpus.Document{later})
	equal(t, "the next edition", sum.Articles, store.Counts{Changed: 1, Unchanged: 2})
	was := corpus.Version{
		Article: code.Articles[1], From: 20250701, Until: 20260101, Since: first,
		Source: corpus.Source{Name: "phapdien", Edition: first, Address: "https://vbpl.vn/mau"},
	}
	equal(t, "all versions", must[[]corpus.Version](t)(s.Versions(t.Context(), code.ID, "2")), []corpus.Version{was, original})
	list := must[[]store.Reading](t)(s.Readings(t.Context(), code.ID))
	if got := must[corpus.Document](t)(s.ReadingDocument(t.Context(), code.ID, list[1].N)); got.Articles[1].Text() != issued.Articles[1].Text() {
		t.Errorf("the file's reading says %q", got.Articles[1].Text())
	}
	_, err := s.ReadingDocument(t.Context(), code.ID, 999)
	wantErr(t, "a reading that is not there", err, store.ErrNotFound)
}

// partOf is a law that the code holds in part: articles 1 and 2, the second
// reworded, and 2a, which came later.
func partOf(issued corpus.Document) corpus.Document {
	part := reworded(issued, "2", first, 20250701)
	part.Partial = true
	part.Subjects = []string{"Khiếu nại"}
	added := part.Articles[1]
	added.Key, added.Label, added.Heading, added.CodePlace = "2a", "2a", "Điều thêm", "1.1.NĐ.1.2a"
	part.Articles = []corpus.Article{part.Articles[0], part.Articles[1], added}
	return part
}

// testFileOverPart joins a whole file and a part of the code, whichever comes first.
func testFileOverPart(t *testing.T, s Store) {
	for i, fileFirst := range []bool{false, true} {
		issued := Decree(corpus.Number([]string{"63/2010/NĐ-CP", "64/2010/NĐ-CP"}[i]), 3)
		issued.Subjects = nil
		part, file := partOf(issued), fromFile(issued, "luat.docx", 0)
		if fileFirst {
			bring(t, s, file, store.Added, "")
			sum := loadPart(t, s, edition(second), []corpus.Document{withEdition(part, second)})
			equal(t, "documents", sum.Documents, store.Counts{Changed: 1})
		} else {
			loadPart(t, s, edition(first), []corpus.Document{part})
			bring(t, s, file, store.Changed, "thay cho bản trong Bộ Pháp điển: bản đủ các điều")
		}
		want := file
		want.Subjects = part.Subjects
		one, three := part.Articles[0], file.Articles[2]
		want.Articles = []corpus.Article{one, part.Articles[1], part.Articles[2], three}
		equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), issued.ID)), stored(want))
		original := corpus.Version{Article: file.Articles[1], From: 20200305, Until: 20250701, Source: corpus.Source{Name: store.FileSource}}
		equal(t, "Versions", must[[]corpus.Version](t)(s.Versions(t.Context(), issued.ID, "2")), []corpus.Version{original})

		head := must[corpus.Document](t)(s.Head(t.Context(), issued.ID))
		if head.Partial || head.ArticleCount != 4 {
			t.Errorf("partial %v, %d articles, want the whole of 4", head.Partial, head.ArticleCount)
		}
	}
	equal(t, "the part first", readings(t, s, "63-2010-nd-cp"), []string{"phapdien", "* luat.docx"})
	equal(t, "the file first", readings(t, s, "64-2010-nd-cp"), []string{"* luat.docx", "phapdien"})
}

// testBetterFiles brings a law from a scan, from a Word file and from a PDF that
// lacks an article.
func testBetterFiles(t *testing.T, s Store) {
	doc := Decree("30/2020/NĐ-CP", 3)
	scan := fromFile(doc, "quet.pdf", 0.91)
	scan.Articles = slices.Clone(scan.Articles)
	scan.Articles[0].Body = []corpus.Node{{Level: corpus.LevelParagraph, Text: "Lơi dân cua diêu"}}
	word, short := fromFile(doc, "nghi-dinh.docx", 0), fromFile(doc, "cat.pdf", 0)
	short.Articles = short.Articles[:2]

	bring(t, s, scan, store.Added, "")
	equal(t, "alone", readings(t, s, doc.ID), []string{"* quet.pdf"})
	bring(t, s, word, store.Changed, "tệp nghi-dinh.docx thay cho tệp quet.pdf: bản có sẵn chữ")
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(word))
	equal(t, "no version of a misreading", must[[]corpus.Version](t)(s.Versions(t.Context(), doc.ID, "1")), []corpus.Version(nil))
	before := revisionOf(t, s)
	bring(t, s, short, store.Kept, "giữ tệp nghi-dinh.docx: nhiều điều hơn (3 so với 2)")
	bring(t, s, short, store.Kept, "nhiều điều hơn")
	if got := revisionOf(t, s); got != before {
		t.Errorf("a worse reading moved the revision from %d to %d", before, got)
	}
	equal(t, "readings", readings(t, s, doc.ID), []string{"quet.pdf", "* nghi-dinh.docx", "cat.pdf"})
	for i, r := range must[[]store.Reading](t)(s.Readings(t.Context(), doc.ID)) {
		want := []corpus.Document{scan, word, short}[i]
		equal(t, r.File.Name, must[corpus.Document](t)(s.ReadingDocument(t.Context(), doc.ID, r.N)), stored(want))
	}
}

// testFileAgain reads one file anew, and a corrected file of the same name.
func testFileAgain(t *testing.T, s Store) {
	doc := fromFile(Decree("30/2020/NĐ-CP", 2), "a.docx", 0)
	bring(t, s, doc, store.Added, "")
	better := doc
	better.Signatory = "Nguyễn Văn A"
	bring(t, s, better, store.Changed, "cùng tệp")
	bring(t, s, better, store.Unchanged, "")
	equal(t, "readings", readings(t, s, doc.ID), []string{"* a.docx"})

	corrected := fromFile(reworded(Decree("30/2020/NĐ-CP", 2), "1", first, 0), "a.docx", 0)
	corrected.File.SHA256 = "another sum"
	bring(t, s, corrected, store.Changed, "bản nạp sau của cùng tệp a.docx")
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(corrected))
	equal(t, "both stay", readings(t, s, doc.ID), []string{"a.docx", "* a.docx"})
	bring(t, s, better, store.Kept, "bản nạp sau")

	im := begin(t, s, files("hồ sơ"))
	for _, name := range []string{"b.docx", "c.pdf"} {
		out, err := im.Put(t.Context(), fromFile(Decree("31/2020/NĐ-CP", 2), name, 0))
		wantErr(t, name, err, nil)
		if want := map[string]store.Change{"b.docx": store.Added, "c.pdf": store.Kept}[name]; out.Change != want {
			t.Errorf("%s: got %q, want %q", name, out.Change, want)
		}
	}
	sum := finish(t, im, false)
	equal(t, "two files of one document in one import", sum.Documents, store.Counts{Added: 1, Kept: 1})
}

// long is a document whose text is long enough to be known by it.
func long(number corpus.Number) corpus.Document {
	doc := Decree(number, 3)
	for i := range doc.Articles {
		doc.Articles[i].Body = append(doc.Articles[i].Body, corpus.Node{
			Level: corpus.LevelParagraph, Text: strings.Repeat("Cơ quan có thẩm quyền xem xét, quyết định "+doc.Articles[i].Label+". ", 12),
		})
	}
	return doc
}

// testKnownText brings the text of a stored document under other numbers.
func testKnownText(t *testing.T, s Store) {
	known := long("30/2020/NĐ-CP")
	load(t, s, edition(first), []corpus.Document{known})
	before := revisionOf(t, s)
	other := fromFile(long("80/2020/NĐ-CP"), "sai-so.pdf", 0)
	im := begin(t, s, files("hồ sơ"))
	out := must[store.Outcome](t)(im.Put(t.Context(), other))
	finish(t, im, false)
	if out.Change != store.Unchanged || out.Document != known.ID || !strings.Contains(out.Reason, "cùng nội dung") {
		t.Errorf("got %+v, want Unchanged as %s", out, known.ID)
	}
	_, err := s.Head(t.Context(), other.ID)
	wantErr(t, "the other number", err, store.ErrNotFound)
	bring(t, s, fromFile(known, "trung.docx", 0), store.Unchanged, "cùng nội dung với bản trong Bộ Pháp điển")
	if got := revisionOf(t, s); got != before {
		t.Errorf("known text moved the revision from %d to %d", before, got)
	}
	equal(t, "readings", readings(t, s, known.ID), []string{"* phapdien", "trung.docx"})
	bring(t, s, fromFile(Decree("81/2020/NĐ-CP", 1), "ngan.docx", 0), store.Added, "")
	bring(t, s, fromFile(Decree("82/2020/NĐ-CP", 1), "ngan2.docx", 0), store.Added, "")
}

// testCodeDrops withdraws a document from the code that a file has too.
func testCodeDrops(t *testing.T, s Store) {
	issued := Decree("63/2010/NĐ-CP", 3)
	code, file := reworded(issued, "2", first, 20250701), fromFile(issued, "luat.docx", 0)
	stays := Decree("64/2010/NĐ-CP", 1)
	load(t, s, edition(first), []corpus.Document{code, stays})
	bring(t, s, file, store.Changed, "")
	sum := load(t, s, edition(second), []corpus.Document{withEdition(stays, second)})
	equal(t, "documents", sum.Documents, store.Counts{Changed: 1, Unchanged: 1})
	got := must[corpus.Document](t)(s.Document(t.Context(), code.ID))
	if got.Withdrawn != 0 || got.Source.Name != store.FileSource || got.Articles[1].Text() != code.Articles[1].Text() {
		t.Errorf("the document is %v of %q, article 2 says %q", got.Withdrawn, got.Source.Name, got.Articles[1].Text())
	}
	equal(t, "readings", readings(t, s, code.ID), []string{"phapdien đã rút", "* luat.docx"})
	sum = load(t, s, edition(third), []corpus.Document{withEdition(code, third), withEdition(stays, third)})
	equal(t, "it comes back", sum.Documents, store.Counts{Changed: 1, Unchanged: 1})
	equal(t, "readings", readings(t, s, code.ID), []string{"* phapdien", "luat.docx"})
	if got := must[corpus.Document](t)(s.Head(t.Context(), code.ID)); got.Source.Edition != third || got.Source.Name != "phapdien" {
		t.Errorf("it is of %v", got.Source)
	}
}

// testDigestReading keeps a digest beside the real text, and withdraws the real
// text although the digest is there.
func testDigestReading(t *testing.T, s Store) {
	digest := Decree("30/2020/NĐ-CP", 1)
	digest.Digest, digest.Source.Name = true, "starter"
	digest.Articles[0].Heading = "Tóm lược"
	whole, other := Decree("30/2020/NĐ-CP", 2), Decree("31/2020/NĐ-CP", 1)
	starter := store.ImportInfo{Source: "starter", Checksum: "s", Edition: first}
	load(t, s, starter, []corpus.Document{digest})
	im := begin(t, s, edition(first))
	out := must[store.Outcome](t)(im.Put(t.Context(), whole))
	finish(t, im, true)
	if out.Change != store.Changed || !strings.Contains(out.Reason, "thay cho bản tóm lược") {
		t.Errorf("the real text over the digest: %+v", out)
	}
	equal(t, "readings", readings(t, s, whole.ID), []string{"starter", "* phapdien"})
	list := must[[]store.Reading](t)(s.Readings(t.Context(), whole.ID))
	equal(t, "the digest", must[corpus.Document](t)(s.ReadingDocument(t.Context(), whole.ID, list[0].N)), stored(digest))

	sum := load(t, s, edition(second), []corpus.Document{withEdition(other, second)})
	equal(t, "documents", sum.Documents, store.Counts{Added: 1, Withdrawn: 1})
	if sum = load(t, s, starter, []corpus.Document{digest}); sum.Documents != (store.Counts{Kept: 1}) {
		t.Errorf("the digest of what was withdrawn: %+v", sum.Documents)
	}
	if got := must[corpus.Document](t)(s.Head(t.Context(), whole.ID)); got.Withdrawn != second || got.Digest {
		t.Errorf("withdrawn on %v, digest %v", got.Withdrawn, got.Digest)
	}
	sum = load(t, s, edition(third), []corpus.Document{withEdition(other, third), withEdition(whole, third)})
	equal(t, "it comes back", sum.Documents, store.Counts{Added: 1, Unchanged: 1})
	equal(t, "readings", readings(t, s, whole.ID), []string{"starter", "* phapdien"})
}

func testQuality(t *testing.T, s Store) {
	doc := fromFile(Decree("30/2020/NĐ-CP", 1), "a.docx", 0)
	q := store.Quality{
		Warnings:   []corpus.ReadingWarning{{Line: 12, Page: 3, Text: "Điều 5", Problem: "thiếu Điều 4"}},
		Unresolved: []corpus.Ref{{Number: "99/2019/NĐ-CP", Article: "3"}},
	}
	for _, q := range []store.Quality{{}, q, q} {
		im := begin(t, s, files("hồ sơ"))
		_, err := im.PutReading(t.Context(), doc, q)
		wantErr(t, "PutReading", err, nil)
		finish(t, im, false)
		list := must[[]store.Reading](t)(s.Readings(t.Context(), doc.ID))
		equal(t, "quality", list[0].Quality, q)
		equal(t, "file", list[0].File, doc.File)
	}
	if got := revisionOf(t, s); got != 1 {
		t.Errorf("warnings moved the revision to %d", got)
	}
	_, err := s.Readings(t.Context(), "khong-co")
	wantErr(t, "unknown", err, store.ErrNotFound)
}
