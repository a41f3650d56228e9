package storetest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Run tests a kind of store. Each call of open returns a new empty one.
func Run(t *testing.T, open func(testing.TB) Store) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Store)
	}{
		{"empty", testEmpty},
		{"put and read", testPutAndRead},
		{"the same again", testSameAgain},
		{"another edition", testNewEdition},
		{"withdrawn comes back", testComesBack},
		{"the program changed", testReread},
		{"digest", testDigest},
		{"a part and the whole", testPartial},
		{"repeated in one import", testRepeated},
		{"invalid", testInvalid},
		{"order", testOrder},
		{"numbers", testNumbers},
		{"titles", testTitles},
		{"amendments", testAmendments},
		{"procedures", testProcedures},
		{"older edition", testOlder},
		{"one importer", testOneImporter},
		{"the code and a file", testCodeAndFile},
		{"a file over a part", testFileOverPart},
		{"better files", testBetterFiles},
		{"one file again", testFileAgain},
		{"text known already", testKnownText},
		{"the code drops what a file has", testCodeDrops},
		{"a digest stays a reading", testDigestReading},
		{"quality", testQuality},
		{"acts", testActs},
		{"acts by name", testActsByName},
		{"around the articles", testAround},
		{"outlooks", testOutlooks},
		{"outlooks that add articles", testAddedArticles},
		{"files", testFiles},
		{"files are no whole", testFilesNoWhole},
		{"remove", testRemove},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// load imports documents and procedures as one complete edition of a source.
func load(t *testing.T, s Store, info store.ImportInfo, docs []corpus.Document, procs ...corpus.Procedure) store.Summary {
	t.Helper()
	return finish(t, put(t, s, info, docs, procs...), true)
}

// loadPart imports some of what a source has.
func loadPart(t *testing.T, s Store, info store.ImportInfo, docs []corpus.Document, procs ...corpus.Procedure) store.Summary {
	t.Helper()
	return finish(t, put(t, s, info, docs, procs...), false)
}

func put(t *testing.T, s Store, info store.ImportInfo, docs []corpus.Document, procs ...corpus.Procedure) Import {
	t.Helper()
	im := begin(t, s, info)
	for _, d := range docs {
		if _, err := im.PutDocument(t.Context(), d); err != nil {
			t.Fatalf("PutDocument(%s): %v", d.ID, err)
		}
	}
	for _, p := range procs {
		if _, err := im.PutProcedure(t.Context(), p); err != nil {
			t.Fatalf("PutProcedure(%s): %v", p.Code, err)
		}
	}
	return im
}

func finish(t *testing.T, im Import, whole bool) store.Summary {
	t.Helper()
	sum, err := im.Finish(t.Context(), whole)
	if err != nil {
		t.Fatalf("Finish: %v", err)
	}
	return sum
}

func begin(t *testing.T, s Store, info store.ImportInfo) Import {
	t.Helper()
	im, err := s.BeginImport(t.Context(), info)
	if err != nil {
		t.Fatalf("BeginImport: %v", err)
	}
	t.Cleanup(func() {
		if err := im.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return im
}

func edition(d corpus.Date) store.ImportInfo {
	return store.ImportInfo{Source: "phapdien", Path: "a.zip", Checksum: d.String(), Edition: d}
}

// revisionOf fails the test when the revision cannot be read.
func revisionOf(t *testing.T, s Store) int64 {
	t.Helper()
	rev, err := s.Revision(t.Context())
	if err != nil {
		t.Fatalf("Revision: %v", err)
	}
	return rev
}

// equal compares what was read with what was put.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// must returns v when err is nil.
func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func wantErr(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: got error %v, want %v", what, err, want)
	}
}

func ids(docs []corpus.Document) []corpus.DocumentID {
	var list []corpus.DocumentID
	for _, d := range docs {
		list = append(list, d.ID)
	}
	return list
}

func collect(t *testing.T, s Store) (docs []corpus.Document, procs []corpus.Procedure) {
	t.Helper()
	for d, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatalf("Documents: %v", err)
		}
		docs = append(docs, d)
	}
	for p, err := range s.Procedures(t.Context()) {
		if err != nil {
			t.Fatalf("Procedures: %v", err)
		}
		procs = append(procs, p)
	}
	return docs, procs
}
