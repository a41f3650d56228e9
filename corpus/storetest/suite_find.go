package storetest

import (
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// cited are documents whose numbers and titles are easily taken for another's.
func cited() []corpus.Document {
	doc := func(id string, kind corpus.Kind, number corpus.Number, title string, issued corpus.Date) corpus.Document {
		return corpus.Document{
			ID: corpus.DocumentID(id), Kind: kind, Number: number, Title: title, Issued: issued,
			Source: corpus.Source{Name: "phapdien", Edition: first},
		}
	}
	return []corpus.Document{
		doc("63-2010-nd-cp", corpus.KindDecree, "63/2010/NĐ-CP", "Về kiểm soát thủ tục hành chính", 20100608),
		doc("63-2010-tt-btc", corpus.KindCircular, "63/2010/TT-BTC", "Hướng dẫn một việc", 20100420),
		doc("163-2010-nd-cp", corpus.KindDecree, "163/2010/NĐ-CP", "Quy định khác", 20101231),
		doc("02-2011-qh13", corpus.KindLaw, "02/2011/QH13", "Khiếu nại", 20111111),
		doc("nghi-quyet-02-2011-qh13", corpus.KindResolution, "02/2011/QH13", "Về một việc", 20110802),
		doc("09-1998-qh10", corpus.KindLaw, "09/1998/QH10", "Khiếu nại", 19981202),
		doc("91-2015-qh13", corpus.KindCode, "91/2015/QH13", "Dân sự", 20151124),
		doc("khieu-nai", corpus.KindDecree, "124/2020/NĐ-CP", "Khiếu nại", 20201019),
	}
}

func testNumbers(t *testing.T, s Store) {
	load(t, s, edition(first), cited())
	for _, test := range []struct {
		number corpus.Number
		want   []corpus.DocumentID
	}{
		{"63/2010/NĐ-CP", []corpus.DocumentID{"63-2010-nd-cp"}},
		{"63/2010/nd-cp", []corpus.DocumentID{"63-2010-nd-cp"}},
		{"63/2010/NĐ", []corpus.DocumentID{"63-2010-nd-cp"}},
		{"63/2010", []corpus.DocumentID{"63-2010-nd-cp", "63-2010-tt-btc"}},
		{"02/2011/QH13", []corpus.DocumentID{"02-2011-qh13", "nghi-quyet-02-2011-qh13"}},
		{"2/2011/QH13", []corpus.DocumentID{"02-2011-qh13", "nghi-quyet-02-2011-qh13"}},
		{"63/2011/NĐ-CP", nil},
		{"63/2010/TT", []corpus.DocumentID{"63-2010-tt-btc"}},
		{"", nil},
	} {
		equal(t, string(test.number), ids(must[[]corpus.Document](t)(s.FindNumber(t.Context(), test.number))), test.want)
	}
}

func testTitles(t *testing.T, s Store) {
	load(t, s, edition(first), cited())
	for _, test := range []struct {
		ref  corpus.Ref
		want []corpus.DocumentID
	}{
		{corpus.Ref{Kind: corpus.KindLaw, Title: "Khiếu nại"}, []corpus.DocumentID{"02-2011-qh13", "09-1998-qh10"}},
		{corpus.Ref{Kind: corpus.KindLaw, Title: "luat khieu  nai"}, []corpus.DocumentID{"02-2011-qh13", "09-1998-qh10"}},
		{corpus.Ref{Title: "KHIẾU NẠI"}, []corpus.DocumentID{"02-2011-qh13", "09-1998-qh10", "khieu-nai"}},
		{corpus.Ref{Kind: corpus.KindCode, Title: "Bộ luật Dân sự"}, []corpus.DocumentID{"91-2015-qh13"}},
		{corpus.Ref{Kind: corpus.KindDecree, Title: "kiểm soát thủ tục hành chính"}, []corpus.DocumentID{"63-2010-nd-cp"}},
		{corpus.Ref{Kind: corpus.KindDecree, Number: "63/2010"}, []corpus.DocumentID{"63-2010-nd-cp"}},
		{corpus.Ref{Kind: corpus.KindDecision, Number: "63/2010"}, nil},
		{corpus.Ref{Kind: corpus.KindResolution, Number: "02/2011/QH13"}, []corpus.DocumentID{"nghi-quyet-02-2011-qh13"}},
		{corpus.Ref{Kind: corpus.KindCircular, Number: "63/2010/NĐ-CP"}, []corpus.DocumentID{"63-2010-nd-cp"}},
		{corpus.Ref{Kind: corpus.KindLaw}, nil},
	} {
		equal(t, "FindRef", ids(must[[]corpus.Document](t)(s.FindRef(t.Context(), test.ref))), test.want)
	}
	equal(t, "FindTitle", ids(must[[]corpus.Document](t)(s.FindTitle(t.Context(), corpus.KindLaw, "Tố cáo"))), []corpus.DocumentID(nil))
}

func testAmendments(t *testing.T, s Store) {
	amended := reworded(Decree("63/2010/NĐ-CP", 2), "2", first, 20170925)
	whole := corpus.Amendment{Kinds: []corpus.AmendmentKind{corpus.AmendReplace}, By: corpus.Ref{Kind: corpus.KindLaw, Title: "Khiếu nại"}}
	amended.Amendedby = []corpus.Amendment{whole}
	amending := Decree("92/2017/NĐ-CP", 1)
	docs := []corpus.Document{amended, amending, cited()[3]}
	load(t, s, edition(first), docs)

	onWhole := store.Edge{Document: amended.ID, Amendment: whole}
	onArticle := store.Edge{Document: amended.ID, Article: "2", Amendment: amended.Articles[1].Amendments[0]}
	for _, test := range []struct {
		id   corpus.DocumentID
		want store.Edges
	}{
		{amended.ID, store.Edges{On: []store.Edge{onWhole, onArticle}}},
		{amending.ID, store.Edges{By: []store.Edge{onArticle}}},
		{"02-2011-qh13", store.Edges{By: []store.Edge{onWhole}}},
	} {
		equal(t, string(test.id), must[store.Edges](t)(s.Amendments(t.Context(), test.id)), test.want)
	}
	_, err := s.Amendments(t.Context(), "khong-co")
	wantErr(t, "unknown", err, store.ErrNotFound)

	now := withEdition(Decree("63/2010/NĐ-CP", 2), second) // the notes are gone
	load(t, s, edition(second), []corpus.Document{now, withEdition(amending, second)})
	equal(t, "after", must[store.Edges](t)(s.Amendments(t.Context(), amending.ID)), store.Edges{})
}
