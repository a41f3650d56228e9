package effect_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
)

// ferryLaw is in force from 01/07/2020; its Điều 5 and khoản 2 Điều 9 later.
func ferryLaw() corpus.Document {
	d := corpus.Document{ID: "18-2020-qh15", Kind: corpus.KindLaw, Number: "18/2020/QH15", Title: "Đò ngang", Issued: 20200610, Effective: 20200701}
	d = documentOf(d, []string{
		"Điều 5. Bến đò", "Bến đò có biển.",
		"Điều 8. Cũ", "Có hiệu lực một thời gian.",
		"Điều 12. Hiệu lực thi hành",
		"1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2020, trừ quy định tại khoản 2 Điều này.",
		"2. Điều 5 và khoản 2 Điều 9 của Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2022.",
	})
	d.Articles = append(d.Articles, ferry())
	effect.Read(&d)
	return d
}

// newLaw ends it, repeals and suspends places of it before.
func newLaw() corpus.Document {
	d := corpus.Document{Kind: corpus.KindLaw, Number: "90/2030/QH20", Title: "Bến phà", Issued: 20300610, Effective: 20310101}
	d = documentOf(d, []string{
		"Điều 50. Sửa đổi, bổ sung, bãi bỏ một số điều của Luật Đò ngang số 18/2020/QH15",
		"1. Bãi bỏ điểm b khoản 2 Điều 9.",
		"2. Bãi bỏ Điều 8.",
		"Điều 51. Hiệu lực thi hành",
		"1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2031, trừ quy định tại khoản 2 Điều này.",
		"2. Điều 50 của Luật này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2030.",
		"3. Ngưng hiệu lực thi hành Điều 5 Luật Đò ngang số 18/2020/QH15 từ ngày 01 tháng 9 năm 2030 đến hết ngày 30 tháng 9 năm 2030.",
		"4. Luật Đò ngang số 18/2020/QH15 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành, trừ trường hợp quy định tại Điều 52 của Luật này.",
	})
	effect.Read(&d)
	return d
}

func TestAt(t *testing.T) {
	o := effect.Resolve(ferryLaw(), newLaw().Amends, nil)
	for _, c := range []struct {
		place corpus.Ref
		day   corpus.Date
		want  corpus.ForceStatus
		why   string
	}{
		{corpus.Ref{}, 20200630, corpus.ForceNotYet, "Luật Đò ngang số 18/2020/QH15 chưa có hiệu lực: có hiệu lực từ ngày 01/07/2020."},
		{corpus.Ref{}, 20210101, corpus.ForceInForce, "Luật Đò ngang số 18/2020/QH15 có hiệu lực từ ngày 01/07/2020, còn hiệu lực đến trước ngày 01/01/2031 theo khoản 4 Điều 51 Luật số 90/2030/QH20, trừ trường hợp quy định tại Điều 52 của Luật này."},
		{corpus.Ref{}, 20300801, corpus.ForceInForce, "Luật Đò ngang số 18/2020/QH15 có hiệu lực từ ngày 01/07/2020, trừ phần đã bị bãi bỏ: điểm b khoản 2 Điều 9 từ ngày 01/08/2030 theo khoản 1 Điều 50 Luật số 90/2030/QH20; Điều 8 từ ngày 01/08/2030 theo khoản 2 Điều 50 Luật số 90/2030/QH20, còn hiệu lực đến trước ngày 01/01/2031 theo khoản 4 Điều 51 Luật số 90/2030/QH20, trừ trường hợp quy định tại Điều 52 của Luật này."},
		{corpus.Ref{}, 20310101, corpus.ForceExpired, "Luật Đò ngang số 18/2020/QH15 hết hiệu lực từ ngày 01/01/2031 theo khoản 4 Điều 51 Luật số 90/2030/QH20, trừ trường hợp quy định tại Điều 52 của Luật này."},
		{corpus.Ref{Article: "5"}, 20211231, corpus.ForceNotYet, "Điều 5 Luật Đò ngang số 18/2020/QH15 chưa có hiệu lực: có hiệu lực từ ngày 01/01/2022."},
		{corpus.Ref{Article: "5"}, 20220101, corpus.ForceInForce, ""},
		{corpus.Ref{Article: "5"}, 20300915, corpus.ForceSuspended, "Điều 5 Luật Đò ngang số 18/2020/QH15 bị ngưng hiệu lực từ ngày 01/09/2030 theo khoản 3 Điều 51 Luật số 90/2030/QH20, đến trước ngày 01/10/2030."},
		{corpus.Ref{Article: "5"}, 20301001, corpus.ForceInForce, ""},
		{corpus.Ref{Article: "9", Clause: "2"}, 20210101, corpus.ForceNotYet, ""},
		{corpus.Ref{Article: "9", Clause: "1"}, 20210101, corpus.ForceInForce, ""},
		{corpus.Ref{Article: "9", Clause: "2", Point: "b"}, 20300801, corpus.ForceExpired, "Điểm b khoản 2 Điều 9 Luật Đò ngang số 18/2020/QH15 hết hiệu lực từ ngày 01/08/2030 theo khoản 1 Điều 50 Luật số 90/2030/QH20."},
		{corpus.Ref{Article: "9", Clause: "2"}, 20300801, corpus.ForcePartly, ""},
		{corpus.Ref{Article: "9", Clause: "1"}, 20300801, corpus.ForceInForce, ""},
		{corpus.Ref{Article: "8"}, 20300801, corpus.ForceExpired, ""},
		{corpus.Ref{Article: "9", Clause: "1"}, 20310101, corpus.ForceExpired, "Khoản 1 Điều 9 Luật Đò ngang số 18/2020/QH15 hết hiệu lực từ ngày 01/01/2031 theo khoản 4 Điều 51 Luật số 90/2030/QH20, chấm dứt hiệu lực của cả văn bản, trừ trường hợp quy định tại Điều 52 của Luật này."},
	} {
		got := o.At(c.place, c.day)
		if got.Status != c.want {
			t.Errorf("%s on %s: %s (%s), want %s", c.place.Place(), c.day, got.Status, got.Why, c.want)
		}
		if c.why == "" {
			continue
		}
		if diff := cmp.Diff(c.why, got.Why); diff != "" {
			t.Errorf("%s on %s: -want +got\n%s", c.place.Place(), c.day, diff)
		}
	}
}

// TestActingEnded holds that an act of a law that never came to act does nothing.
func TestActingEnded(t *testing.T) {
	acting := func(r corpus.Ref) (corpus.Validity, bool) {
		return corpus.Validity{From: 20310101, Until: 20310101}, r.Number == "90/2030/QH20"
	}
	o := effect.Resolve(ferryLaw(), newLaw().Amends, acting)
	if got := o.At(corpus.Ref{}, 20320101).Status; got != corpus.ForceInForce {
		t.Errorf("the law is %s, want in force", got)
	}
}

// TestGuided holds that a decree does not die with the law that it details.
func TestGuided(t *testing.T) {
	d := corpus.Document{Kind: corpus.KindDecree, Number: "101/2021/NĐ-CP", Title: "Quy định chi tiết một số điều của Luật Đò ngang số 18/2020/QH15", Effective: 20210501}
	effect.Read(&d)
	acting := func(corpus.Ref) (corpus.Validity, bool) {
		return corpus.Validity{From: 20200701, Until: 20310101}, true
	}
	o := effect.Resolve(d, nil, acting)
	if got := o.At(corpus.Ref{}, 20301231).Status; got != corpus.ForceInForce {
		t.Errorf("before: %s", got)
	}
	got := o.At(corpus.Ref{}, 20310101)
	want := "Nghị định số 101/2021/NĐ-CP không rõ còn hiệu lực hay không: văn bản được quy định chi tiết (Luật Đò ngang số 18/2020/QH15) đã hết hiệu lực từ ngày 01/01/2031."
	if got.Status != corpus.ForceUnknown || got.Why != want {
		t.Errorf("after: %s, %s", got.Status, got.Why)
	}
	if early := o.Over(20301231).Doubts; len(early) != 0 {
		t.Errorf("doubts before: %v", early)
	}
	doubts := []corpus.Doubt{{Since: 20310101, Why: "văn bản được quy định chi tiết (Luật Đò ngang số 18/2020/QH15) đã hết hiệu lực từ ngày 01/01/2031"}}
	if diff := cmp.Diff(doubts, o.Over(20310101).Doubts); diff != "" {
		t.Errorf("doubts after (-want +got):\n%s", diff)
	}
}

// TestNoProof holds that an unknown beginning is no force.
func TestNoProof(t *testing.T) {
	o := effect.Resolve(corpus.Document{Kind: corpus.KindLaw, Number: "1/2000/QH10"}, nil, nil)
	if got := o.At(corpus.Ref{}, 20200101).Status; got != corpus.ForceUnknown {
		t.Errorf("got %s, want unknown", got)
	}
	known := effect.Resolve(corpus.Document{Kind: corpus.KindLaw, Number: "1/2000/QH10", Title: "Đò", Effective: 20000101}, nil, nil)
	got := known.At(corpus.Ref{}, 20200101)
	if want := "Luật Đò số 1/2000/QH10 có hiệu lực từ ngày 01/01/2000; không thấy căn cứ hết hiệu lực trong kho."; got.Why != want {
		t.Errorf("got %q", got.Why)
	}
}

// TestOver holds what the store lays over the document.
func TestOver(t *testing.T) {
	law := ferryLaw()
	acts := append(newLaw().Amends, actsOf("1. Sửa đổi, bổ sung khoản 1 Điều 9 như sau:", "“1. Người lái đò phải biết bơi.”")...)
	o := effect.Resolve(law, acts, nil).Over(20310601)
	if o.InForce.Until != 20310101 || o.InForce.EndedBy == nil || o.InForce.EndedBy.By.Clause != "4" {
		t.Errorf("the law: %+v", o.InForce)
	}
	if a := o.Articles["8"]; a.InForce.Until != 20300801 {
		t.Errorf("Điều 8: %+v", a.InForce)
	}
	w := o.Articles["9"].Wordings
	if len(w) != 2 || w[0].From != 20300801 || w[1].From != 20310101 || w[1].Body[0].Text != "Người lái đò phải biết bơi." {
		t.Errorf("Điều 9 reads %+v", w)
	}
}

// TestTwoFiles holds that one act read from two files acts once.
func TestTwoFiles(t *testing.T) {
	acts := actsOf("1. Bổ sung cụm từ “, người đi đò” vào sau cụm từ “Người lái đò” tại khoản 1 Điều 9.")
	o := effect.Resolve(ferryLaw(), append(acts, acts...), nil)
	w := o.Over(20310101).Articles["9"].Wordings
	if len(w) != 1 || w[0].Body[0].Text != "Người lái đò, người đi đò phải có áo phao." {
		t.Errorf("Điều 9 reads %+v", w)
	}
}

// TestOverAdded holds that a Điều that an act brings stands in the document from
// its day on.
func TestOverAdded(t *testing.T) {
	acts := actsOf("1. Bổ sung Điều 9a vào sau Điều 9 như sau:", "“Điều 9a. Áo phao", "1. Mỗi người một áo phao.", "2. Trẻ em có áo phao riêng.”")
	o := effect.Resolve(ferryLaw(), acts, nil)
	if _, early := o.Over(20301231).Articles["9a"]; early {
		t.Error("Điều 9a stands there before its day")
	}
	got := o.Over(20310101).Articles["9a"]
	if got.Added == nil || got.After != "9" || got.Added.Heading != "Áo phao" || got.Added.InForce.From != 20310101 || len(got.Added.Body) != 2 {
		t.Fatalf("Điều 9a: %+v", got)
	}
	whole := o.Over(20310101).Over(ferryLaw())
	labels := make([]string, len(whole.Articles))
	for i, a := range whole.Articles {
		labels[i] = a.Label
	}
	if s := strings.Join(labels, " "); !strings.Contains(s, "9 9a") {
		t.Errorf("the document has Điều %s", s)
	}
}
