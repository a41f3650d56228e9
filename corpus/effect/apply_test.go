package effect_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// ferry is Điều 9 of a law that the tests amend.
func ferry() corpus.Article {
	return corpus.Article{Key: "9", Label: "9", Heading: "Người lái đò", Body: structure.Body([]structure.Line{
		{Text: "1. Người lái đò phải có áo phao."},
		{Text: "2. Người lái đò không được:"},
		{Text: "a) Uống rượu;"},
		{Text: "b) Chở quá tải."},
		{Text: "3. Ủy ban nhân dân cấp huyện, cấp xã kiểm tra người lái đò."},
	})}
}

// actsOf reads the edges of an amending law with these clauses.
func actsOf(lines ...string) []corpus.Amendment {
	d := corpus.Document{
		Kind: corpus.KindLaw, Number: "91/2030/QH20", Title: "sửa đổi, bổ sung một số điều của Luật Đò ngang số 18/2020/QH15",
		Issued: 20300610, Effective: 20310101,
	}
	d = documentOf(d, append([]string{"Điều 1. Sửa đổi, bổ sung một số điều của Luật Đò ngang"}, lines...))
	effect.Read(&d)
	return d.Amends
}

func TestApply(t *testing.T) {
	for name, c := range map[string]struct {
		lines  []string
		want   string // the article's text
		failed string
	}{
		"replace a clause": {
			[]string{"1. Sửa đổi, bổ sung khoản 1 Điều 9 như sau:", "“1. Người lái đò phải biết bơi.”"},
			"1. Người lái đò phải biết bơi.\n2. Người lái đò không được:\na) Uống rượu;\nb) Chở quá tải.\n3. Ủy ban nhân dân cấp huyện, cấp xã kiểm tra người lái đò.", "",
		},
		"insert a point and a clause": {
			[]string{"1. Bổ sung điểm a1 vào sau điểm a khoản 2 Điều 9 như sau:", "“a1) Hút thuốc;”.", "2. Bổ sung khoản 2a vào sau khoản 2 Điều 9 như sau:", "“2a. Đò có đèn.”"},
			"1. Người lái đò phải có áo phao.\n2. Người lái đò không được:\na) Uống rượu;\na1) Hút thuốc;\nb) Chở quá tải.\n2a. Đò có đèn.\n3. Ủy ban nhân dân cấp huyện, cấp xã kiểm tra người lái đò.", "",
		},
		"insert at the end": {
			[]string{"1. Bổ sung khoản 4 Điều 9 như sau:", "“4. Bốn.”"},
			"1. Người lái đò phải có áo phao.\n2. Người lái đò không được:\na) Uống rượu;\nb) Chở quá tải.\n3. Ủy ban nhân dân cấp huyện, cấp xã kiểm tra người lái đò.\n4. Bốn.", "",
		},
		"remove": {
			[]string{"1. Bãi bỏ điểm b khoản 2 Điều 9; khoản 3 Điều 9."},
			"1. Người lái đò phải có áo phao.\n2. Người lái đò không được:\na) Uống rượu;", "",
		},
		"the whole article": {[]string{"1. Sửa đổi, bổ sung Điều 9 như sau:", "“Điều 9. Lái đò", "1. Một.", "2. Hai.”"}, "1. Một.\n2. Hai.", ""},
		"words, the case of the first letter kept": {
			[]string{"1. Thay thế cụm từ “người lái đò” bằng cụm từ “người chèo đò” tại Điều 9.", "2. Bỏ cụm từ “cấp huyện,” tại khoản 3 Điều 9."},
			"1. Người chèo đò phải có áo phao.\n2. Người chèo đò không được:\na) Uống rượu;\nb) Chở quá tải.\n3. Ủy ban nhân dân cấp xã kiểm tra người chèo đò.", "",
		},
		"words with the tone mark placed otherwise": {
			[]string{"1. Thay thế cụm từ “Uỷ ban nhân dân cấp huyện” bằng cụm từ “Hội đồng” tại khoản 3 Điều 9."},
			"1. Người lái đò phải có áo phao.\n2. Người lái đò không được:\na) Uống rượu;\nb) Chở quá tải.\n3. Hội đồng, cấp xã kiểm tra người lái đò.", "",
		},
		"a place that is not there": {[]string{"1. Sửa đổi, bổ sung khoản 7 Điều 9 như sau:", "“7. Bảy.”"}, "", "không tìm thấy khoản 7 Điều 9 trong Điều 9"},
		"words that are not there":  {[]string{"1. Thay thế cụm từ “tàu thủy” bằng cụm từ “tàu sông” tại khoản 1 Điều 9."}, "", "không tìm thấy cụm từ “tàu thủy” tại khoản 1 Điều 9"},
		"no wording":                {[]string{"1. Sửa đổi, bổ sung đoạn mở đầu khoản 2 Điều 9 như sau:", "“2. Người lái đò cấm:”"}, "", "văn bản sửa đổi không cho lời văn mới đọc được"},
		"another article":           {[]string{"1. Bãi bỏ khoản 1 Điều 10."}, "", ""},
	} {
		acts := actsOf(c.lines...)
		want := c.want
		if want == "" {
			want = ferry().Text()
		}
		got := effect.Apply(ferry(), acts, 20310101)
		if diff := cmp.Diff(want, got.Article.Text()); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
		problems := []string{}
		for _, f := range got.Failed {
			problems = append(problems, f.Problem)
		}
		if diff := cmp.Diff(c.failed, strings.Join(problems, "; ")); diff != "" {
			t.Errorf("%s: failures -want +got\n%s", name, diff)
		}
		if before := effect.Apply(ferry(), acts, 20301231); cmp.Diff(ferry(), before.Article) != "" || len(before.Applied)+len(before.Failed) > 0 {
			t.Errorf("%s: applied before its day: %+v", name, before)
		}
	}
}

// TestApplyOnce holds that what the source has worked in is not worked in again.
func TestApplyOnce(t *testing.T) {
	a := ferry()
	a.Amendments = []corpus.Amendment{{Kinds: []corpus.AmendmentKind{corpus.AmendModify}, By: corpus.Ref{Number: "91/2030/QH20", Article: "1"}, Effective: 20310101}}
	got := effect.Apply(a, actsOf("1. Bãi bỏ khoản 1 Điều 9."), 20320101)
	if diff := cmp.Diff(effect.Wording{Article: a}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
