package storetest

import (
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// act is what document by does to a target.
func act(by corpus.Document, kind corpus.AmendmentKind, target corpus.Ref, day corpus.Date) corpus.Amendment {
	ref := by.Ref()
	ref.Article = "1"
	return corpus.Amendment{Kinds: []corpus.AmendmentKind{kind}, Target: target, By: ref, Effective: day}
}

func allActs(t *testing.T, s Store) (list []store.Edge) {
	t.Helper()
	for e, err := range s.Acts(t.Context()) {
		wantErr(t, "Acts", err, nil)
		list = append(list, e)
	}
	return list
}

func testActs(t *testing.T, s Store) {
	amended := reworded(Decree("63/2010/NĐ-CP", 2), "2", first, 20170925)
	amending := Decree("92/2017/NĐ-CP", 1)
	same := act(amending, corpus.AmendModify, corpus.Ref{Number: "63/2010/nđ-cp", Article: "2"}, 20170925)
	same.Wording = []corpus.Node{{Level: corpus.LevelParagraph, Text: "Lời mới"}}
	point := act(amending, corpus.AmendRepeal, corpus.Ref{Number: "63/2010/NĐ-CP", Article: "1", Clause: "2", Point: "đ"}, 20170925)
	short := act(amending, corpus.AmendReplace, corpus.Ref{Kind: corpus.KindDecree, Number: "63/2010"}, 20170925)
	elsewhere := act(amending, corpus.AmendRepeal, corpus.Ref{Number: "08/2010/NĐ-CP"}, 20170925)
	amending.Amends = []corpus.Amendment{same, point, short, elsewhere}
	load(t, s, edition(first), []corpus.Document{amended, amending})

	edge := func(id corpus.DocumentID, article string, a corpus.Amendment) store.Edge {
		return store.Edge{Document: id, Article: article, Amendment: a, Actor: amending.ID}
	}
	want := []store.Edge{edge(amended.ID, "2", same), edge(amended.ID, "1", point), edge(amended.ID, "", short)}
	equal(t, "On", must[store.Edges](t)(s.Amendments(t.Context(), amended.ID)), store.Edges{On: want})
	all := append(want[:3:3], edge("", "", elsewhere))
	equal(t, "By", must[store.Edges](t)(s.Amendments(t.Context(), amending.ID)), store.Edges{By: all})
	equal(t, "Acts", allActs(t, s), all)
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), amending.ID)), stored(amending))
	if got := must[corpus.Document](t)(s.Head(t.Context(), amending.ID)); len(got.Amends) != 0 {
		t.Errorf("the head has %d acts", len(got.Amends))
	}

	later := withEdition(amending, second) // the program reads one act less
	later.Amends = later.Amends[:3]
	sum := load(t, s, edition(second), []corpus.Document{withEdition(amended, second), later})
	equal(t, "documents", sum.Documents, store.Counts{Changed: 1, Unchanged: 1})
	equal(t, "Acts", allActs(t, s), want)

	code := withEdition(Decree("92/2017/NĐ-CP", 1), third) // what acts is now known from a file alone
	load(t, s, edition(third), []corpus.Document{withEdition(amended, third), code})
	equal(t, "no acts", allActs(t, s), []store.Edge(nil))
	bring(t, s, fromFile(later, "92.docx", 0), store.Changed, "giữ bản trong Bộ Pháp điển")
	equal(t, "acts of a reading that is not shown", allActs(t, s), want)
}

// testActsByName names the target by its title: the newest at the time.
func testActsByName(t *testing.T, s Store) {
	docs := cited()
	amending := Decree("01/2005/NĐ-CP", 1)
	amending.Issued = 20050101
	old := act(amending, corpus.AmendModify, corpus.Ref{Kind: corpus.KindLaw, Title: "khiếu nại", Article: "3"}, 20050201)
	year := act(amending, corpus.AmendGuide, corpus.Ref{Kind: corpus.KindLaw, Title: "Khiếu nại", Year: 2011}, 20050201)
	amending.Amends = []corpus.Amendment{old, year}
	newer := Decree("01/2020/NĐ-CP", 1)
	now := act(newer, corpus.AmendModify, corpus.Ref{Title: "Luật Khiếu nại", Kind: corpus.KindLaw}, 20200201)
	newer.Amends = []corpus.Amendment{now}
	load(t, s, edition(first), append(docs, amending, newer))
	on := func(id corpus.DocumentID) (list []corpus.Amendment) {
		for _, e := range must[store.Edges](t)(s.Amendments(t.Context(), id)).On {
			list = append(list, e.Amendment)
		}
		return list
	}
	equal(t, "the law of 1998", on("09-1998-qh10"), []corpus.Amendment{old})
	equal(t, "the law of 2011", on("02-2011-qh13"), []corpus.Amendment{now})
	equal(t, "the decree of that title", on("khieu-nai"), []corpus.Amendment(nil))
}

// testAround keeps what stands around the articles out of listings.
func testAround(t *testing.T, s Store) {
	doc := Decree("30/2020/NĐ-CP", 1)
	doc.Preamble = []corpus.Node{{Level: corpus.LevelParagraph, Text: "CHÍNH PHỦ"}}
	doc.Closing = []corpus.Node{{Level: corpus.LevelParagraph, Text: "TM. CHÍNH PHỦ"}}
	doc.Steps = []corpus.Step{{Label: "1", Text: "Tiếp nhận", Who: "Bộ phận một cửa", Article: "1"}}
	doc.Recipients = []string{"Lưu: VT"}
	doc.Basis, doc.Signatory = []corpus.Ref{{Number: "76/2015/QH13"}}, "Nguyễn Văn A"
	load(t, s, edition(first), []corpus.Document{doc})
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(doc))
	want := head(doc)
	want.Preamble, want.Closing, want.Steps, want.Recipients = nil, nil, nil, nil
	equal(t, "Head", must[corpus.Document](t)(s.Head(t.Context(), doc.ID)), want)
	doc.Closing = nil
	sum := load(t, s, edition(second), []corpus.Document{withEdition(doc, second)})
	equal(t, "documents", sum.Documents, store.Counts{Changed: 1})
	equal(t, "Document", must[corpus.Document](t)(s.Document(t.Context(), doc.ID)), stored(withEdition(doc, second)))
}
