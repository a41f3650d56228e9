package effect_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
)

// FuzzRead reads documents built from lines: no panic, no edge without a target
// or a kind, and the text of the document is left as it was.
func FuzzRead(f *testing.F) {
	for _, c := range clauseCases(f) {
		var lines []string
		for _, a := range c.document.Articles {
			lines = append(lines, a.Title(), a.Text())
		}
		f.Add(c.document.Title, strings.Join(lines, "\n"))
	}
	f.Add("Bãi bỏ Điều 4 của Pháp lệnh, số 01/2018/UBTVQH14", "Điều 1. \nBãi bỏ các điều từ Điều 98 đến Điều 106, trừ Điều 99 Nghị định số 15/2020/NĐ-CP.")
	f.Fuzz(func(t *testing.T, title, text string) {
		const most = 1500 // bytes: an input must take little time
		if len(title)+len(text) > most {
			return
		}
		d := corpus.Document{Kind: corpus.KindLaw, Number: "91/2030/QH20", Title: title, Issued: 20300610, Effective: 20310101}
		d = documentOf(d, strings.Split(text, "\n"))
		before := make([]string, len(d.Articles))
		for i, a := range d.Articles {
			before[i] = a.Text()
		}
		effect.Read(&d)
		for i, a := range d.Articles {
			if a.Text() != before[i] {
				t.Errorf("Điều %s reads %q, was %q", a.Label, a.Text(), before[i])
			}
			effect.Apply(a, d.Amends, 20990101)
		}
		for _, a := range d.Amends {
			if len(a.Kinds) == 0 || !a.Target.HasDocument() {
				t.Errorf("an edge to nothing: %+v", a)
			}
		}
		o := effect.Resolve(d, d.Amends, nil)
		for _, a := range d.Amends {
			if s := o.At(a.Target, 20400101); s.Why == "" || s.Status == "" {
				t.Errorf("no standing of %s: %+v", a.Target, s)
			}
		}
	})
}

// FuzzApply applies the acts of a document to one of its own articles: no panic,
// and without acts the article is as it was.
func FuzzApply(f *testing.F) {
	f.Add("1. Sửa đổi, bổ sung khoản 1 Điều 9 như sau:\n“1. Một.”", "1. Cũ.\n2. Hai.")
	f.Add("1. Thay thế cụm từ “a” bằng cụm từ “b” tại Điều 9", "a b\nA")
	f.Add("1. Bỏ cụm từ “cấp huyện,” tại khoản 3 Điều 9\n2. Bổ sung điểm b vào sau điểm a khoản 1 Điều 9 như sau:\n“b) Hai.”", "1. Một:\na) Ă;\n3. Cấp huyện, cấp xã")
	f.Fuzz(func(t *testing.T, clauses, text string) {
		const most = 1500
		if len(clauses)+len(text) > most {
			return
		}
		d := documentOf(corpus.Document{}, append([]string{"Điều 9. Chín"}, strings.Split(text, "\n")...))
		for _, a := range d.Articles {
			if diff := cmp.Diff(effect.Wording{Article: a}, effect.Apply(a, nil, 20310101)); diff != "" {
				t.Errorf("without acts: -want +got\n%s", diff)
			}
			before := a.Text()
			effect.Apply(a, actsOf(strings.Split(clauses, "\n")...), 20310101)
			if a.Text() != before {
				t.Errorf("the article itself was changed: %q, was %q", a.Text(), before)
			}
		}
	})
}
