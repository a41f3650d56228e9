package corpus

import (
	"errors"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for in, want := range map[string]Number{
		"30/2020/NĐ-CP": "30/2020/NĐ-CP", "30/2020/ND-CP": "30/2020/NĐ-CP", "30/2020/nđ cp": "30/2020/NĐ-CP",
		"30/2020/NĐCP": "30/2020/NĐ-CP", "30/2020/NĐ_CP": "30/2020/NĐ-CP", "30/2020/nđ-cp": "30/2020/NĐ-CP",
		"30/2020/NÐ-CP": "30/2020/NĐ-CP", "30/2020 NĐ-CP": "30/2020/NĐ-CP", "30-2020-nd-cp": "30/2020/NĐ-CP",
		"30/2020/NĐ - CP": "30/2020/NĐ-CP", "30 /2020/NĐ–CP": "30/2020/NĐ-CP", " số 30/2020/NĐ-CP ": "30/2020/NĐ-CP",
		"so: 30/2020/nd cp": "30/2020/NĐ-CP", "30.2020.NĐ-CP": "30/2020/NĐ-CP", "30_2020_ND-CP": "30/2020/NĐ-CP",
		"130/2020/ndcp": "130/2020/NĐ-CP", "02/2011/QH13": "02/2011/QH13", "02/2011/qh 13": "02/2011/QH13",
		"63/2010": "63/2010", "89-TC/TCT": "89-TC/TCT", "21 - TC/TCT": "21-TC/TCT", "84-CP": "84-CP", "74/CP": "74/CP",
		"31-L/CTN": "31-L/CTN", "102-SL/L-004": "102-SL/L-004", "21-LCT/HDNN8": "21-LCT/HĐNN8", "522b/NQ-UBTVQH13": "522b/NQ-UBTVQH13",
		"01/2018/TTLT-VKSTC-TATC-BNN&PTNT": "01/2018/TTLT-VKSTC-TATC-BNN&PTNT", "01/2016/NQ.HĐTP": "01/2016/NQ-HĐTP",
		"72/2025/NQLT/UBTVQH15-CP- ĐCTUBTWMTTQVN": "72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN",
		"11/2014/TTLT-BQP-BNV -BLĐTBXH-BTC":       "11/2014/TTLT-BQP-BNV-BLĐTBXH-BTC", "21/2019/tt-bgdđt": "21/2019/TT-BGDĐT",
		"50/2017/qd-ttg": "50/2017/QĐ-TTg", "23/2017/QĐ-TTG": "23/2017/QĐ-TTg", "04/1999/TT-BCA(C13)": "04/1999/TT-BCA(C13)",
		"307/1997/QĐ-NH2": "307/1997/QĐ-NH2", "105 /2021/TT-BQP": "105/2021/TT-BQP", "226/qđ-ubnd": "226/QĐ-UBND",
	} {
		got, err := ParseNumber(in)
		if err != nil || got != want {
			t.Errorf("ParseNumber(%q) = %q, %v, want %q", in, got, err, want)
			continue
		}
		if again, err := ParseNumber(string(got)); err != nil || again != got {
			t.Errorf("ParseNumber(%q) = %q, %v, want itself", got, again, err)
		}
	}
	for _, in := range []string{"", "NĐ-CP", "30", "30/2020/NĐ-CP về", "1/3", "abc", "30/2020/", "ngày 01/07/2025", "30/2020/NĐ-CP và 31/2020/NĐ-CP"} {
		if got, err := ParseNumber(in); !errors.Is(err, ErrNumber) {
			t.Errorf("ParseNumber(%q) = %q, %v, want ErrNumber", in, got, err)
		}
	}
}

func TestNumberKey(t *testing.T) {
	for in, want := range map[Number]string{
		"30/2020/NĐ-CP": "30/2020/NDCP", "30/2020/nđ cp": "30/2020/NDCP", "130/2020/NĐ-CP": "130/2020/NDCP",
		"7/2020/TT-BYT": "7/2020/TTBYT", "07/2020/TT-BYT": "7/2020/TTBYT", "84-CP": "84/CP", "84/CP": "84/CP",
		"33/2005/TT-BGD&ĐT": "33/2005/TTBGDDT", "71/2015 /TT-BTC": "71/2015/TTBTC", "63/2010": "63/2010", "": "",
		"522b/NQ-UBTVQH13": "522B/NQUBTVQH13",
	} {
		if got := in.Key(); got != want {
			t.Errorf("Number(%q).Key() = %q, want %q", in, got, want)
		}
	}
}

func TestNumberSlug(t *testing.T) {
	for in, want := range map[Number]string{
		"30/2020/NĐ-CP": "30-2020-nd-cp", "30/2020/NĐCP": "30-2020-nd-cp", "7/2020/TT-BYT": "07-2020-tt-byt",
		"02/2011/QH13": "02-2011-qh13", "89-TC/TCT": "89-tc-tct", "33/2005/TT-BGD&ĐT": "33-2005-tt-bgddt",
		"01/2016/NQ.HĐTP": "01-2016-nq-hdtp",
	} {
		if got := in.Slug(); got != want {
			t.Errorf("Number(%q).Slug() = %q, want %q", in, got, want)
		}
	}
}

func TestNumberCovers(t *testing.T) {
	for _, c := range []struct {
		n, m Number
		want bool
	}{
		{"63/2010", "63/2010/NĐ-CP", true},
		{"3/2010", "63/2010/NĐ-CP", false},
		{"63/2010/nđ-cp", "63/2010/NĐ-CP", true},
		{"63/2010/NĐ-CP", "63/2010", false},
		{"", "63/2010", false},
	} {
		if got := c.n.Covers(c.m); got != c.want {
			t.Errorf("Number(%q).Covers(%q) = %v, want %v", c.n, c.m, got, c.want)
		}
	}
}

func TestKindOf(t *testing.T) {
	for in, want := range map[Number]Kind{
		"30/2020/NĐ-CP": KindDecree, "02/2011/QH13": KindLaw, "89/2015/NÐ-CP": KindDecree, "84-CP": KindDecree, "326/TTg": KindDecision,
		"01/2018/TTLT-BCA-BQP": KindJointCircular, "23/TTLN": KindJointCircular, "92/TT-LB": KindJointCircular,
		"50/2017/QĐ-TTg": KindDecision, "34/2009/NQ-QH12": KindResolution, "27/2005/PL-UBTVQH11": KindOrdinance,
		"31-L/CTN": KindLaw, "01/2016/NQ.HĐTP": KindResolution, "403/2017/NQLT-UBTVQH14-CP": KindJointResolution,
		"14/1998/CT-TTg": KindDirective, "89-TC/TCT": KindOther, "63/2010": KindOther, "03/2020/TT-BGDĐT": KindCircular, "": KindOther,
	} {
		if got := KindOf(in); got != want {
			t.Errorf("KindOf(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestForceOf(t *testing.T) {
	descending := []struct {
		kind Kind
		n    Number
	}{
		{KindConstitution, ""},
		{KindResolution, "34/2009/NQ-QH12"},
		{KindOrdinance, "27/2005/PL-UBTVQH11"},
		{KindDecree, "30/2020/NĐ-CP"},
		{KindDecision, "50/2017/QĐ-TTg"},
		{KindResolution, "01/2016/NQ-HĐTP"},
		{KindDecision, "44/2008/QĐ-BGDĐT"},
		{KindDecision, "10/2020/QĐ-UBND"},
	}
	for i := 1; i < len(descending); i++ {
		a, b := descending[i-1], descending[i]
		if ForceOf(a.kind, a.n) <= ForceOf(b.kind, b.n) {
			t.Errorf("%s %s does not outrank %s %s", a.kind, a.n, b.kind, b.n)
		}
	}
}

func TestParseKind(t *testing.T) {
	for in, want := range map[string]Kind{"Nghị định": KindDecree, "nghi  dinh": KindDecree, "NĐ": KindDecree, "Ttlt": KindJointCircular} {
		if got, ok := ParseKind(in); !ok || got != want {
			t.Errorf("ParseKind(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
	if got, ok := ParseKind("công văn"); ok {
		t.Errorf("ParseKind(công văn) = %q, want none", got)
	}
}

func TestDocumentID(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		n     Number
		title string
		want  DocumentID
	}{
		{KindDecree, "30/2020/NĐ-CP", "", "30-2020-nd-cp"},
		{KindLaw, "18/2008/QH12", "", "18-2008-qh12"},
		{KindResolution, "18/2008/QH12", "", "nghi-quyet-18-2008-qh12"},
		{KindResolution, "34/2009/NQ-QH12", "", "34-2009-nq-qh12"},
		{KindConstitution, "", "năm 2013", "hien-phap-nam-2013"},
		{KindResolution, "66.2/2025/NQ-CP", "", "66-2-2025-nq-cp"},
	} {
		got := NewDocumentID(c.kind, c.n, c.title)
		if got != c.want {
			t.Errorf("NewDocumentID(%q, %q, %q) = %q, want %q", c.kind, c.n, c.title, got, c.want)
		}
		if n, ok := got.Number(); ok != (c.n != "") || n != c.n {
			t.Errorf("DocumentID(%q).Number() = %q, %v, want %q", got, n, ok, c.n)
		}
	}
	for in, want := range map[string]DocumentID{
		"30-2020-nd-cp": "30-2020-nd-cp", "30%2F2020%2FN%C4%90-CP": "30-2020-nd-cp", "30/2020/NĐ-CP": "30-2020-nd-cp",
		"Nghi-quyet-18-2008-QH12": "nghi-quyet-18-2008-qh12", "7/2020/tt-byt": "07-2020-tt-byt",
	} {
		if got, err := ParseDocumentID(in); err != nil || got != want {
			t.Errorf("ParseDocumentID(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
	if got, err := ParseDocumentID("…/…"); !errors.Is(err, ErrDocumentID) {
		t.Errorf("ParseDocumentID(…/…) = %q, %v, want ErrDocumentID", got, err)
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"30/2020/nđ cp", "21 - TC/TCT", "522b/NQ", "1/2000/TT-BCA(C13)", "102-SL/L-004", "01/2016/NQ.HĐTP", "0/NQ&HĐTP", "0&Aɐ0", "0&A\u0345", "66.2/2025/NQ-CP"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNumber(s)
		if err != nil {
			return
		}
		again, err := ParseNumber(string(n))
		if err != nil || again != n {
			t.Errorf("ParseNumber(%q) = %q, again %q, %v", s, n, again, err)
		}
		if n.Key() == "" || n.Slug() == "" {
			t.Errorf("%q has key %q and slug %q", n, n.Key(), n.Slug())
		}
		bySlug, err := ParseNumber(n.Slug())
		if err == nil && !n.Incomplete() && bySlug.Slug() != n.Slug() {
			t.Errorf("%q → slug %q → %q → slug %q", n, n.Slug(), bySlug, bySlug.Slug())
		}
	})
}
