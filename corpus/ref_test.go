package corpus

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseRef(t *testing.T) {
	for in, want := range map[string]Ref{
		"điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP":    {Kind: KindDecree, Number: "30/2020/NĐ-CP", Article: "5", Clause: "2", Point: "a"},
		"điểm đ khoản 1 Điều 12 Luật số 02/2011/QH13":         {Kind: KindLaw, Number: "02/2011/QH13", Article: "12", Clause: "1", Point: "đ"},
		"khoan 2 dieu 8 nghi dinh 63/2010":                    {Kind: KindDecree, Number: "63/2010", Article: "8", Clause: "2"},
		"k2 đ8 nđ 63/2010/NĐ-CP":                              {Kind: KindDecree, Number: "63/2010/NĐ-CP", Article: "8", Clause: "2"},
		"K2Đ8 NĐ 63/2010":                                     {Kind: KindDecree, Number: "63/2010", Article: "8", Clause: "2"},
		"điều 15 nd 30/2020":                                  {Kind: KindDecree, Number: "30/2020", Article: "15"},
		"nđ 30/2020/nđ cp điều 15 khoản 2":                    {Kind: KindDecree, Number: "30/2020/NĐ-CP", Article: "15", Clause: "2"},
		"Điều 28 Luật Khiếu nại":                              {Kind: KindLaw, Title: "Khiếu nại", Article: "28"},
		"dieu 28 luat khieu nai":                              {Kind: KindLaw, Title: "Khiếu nại", Article: "28"},
		"Luật khiếu nại năm 2011, Điều 28":                    {Kind: KindLaw, Title: "Khiếu nại", Year: 2011, Article: "28"},
		"Điều 28 Luật Khiếu nại số 02/2011/QH13":              {Kind: KindLaw, Title: "Khiếu nại", Number: "02/2011/QH13", Article: "28"},
		"Điều 3 BLDS 2015":                                    {Kind: KindCode, Title: "Dân sự", Year: 2015, Article: "3"},
		"Hiến pháp năm 2013":                                  {Kind: KindConstitution, Year: 2013},
		"Điều 16 Hiến pháp":                                   {Kind: KindConstitution, Article: "16"},
		"luat hon nhan gia dinh dieu 8":                       {Kind: KindLaw, Title: "Hôn nhân và gia đình", Article: "8"},
		"khoản 2 Điều 5":                                      {Article: "5", Clause: "2"},
		"30/2020/nđ-cp":                                       {Kind: KindDecree, Number: "30/2020/NĐ-CP"},
		"điều 5 02/2011/QH13":                                 {Number: "02/2011/QH13", Article: "5"},
		"Mục IV Thông tư số 124/2007/TT-BTC":                  {Kind: KindCircular, Number: "124/2007/TT-BTC", Article: "Mục IV"},
		"Điều 3 Luật Điều ước quốc tế":                        {Kind: KindLaw, Title: "Điều ước quốc tế", Article: "3"},
		"Điều 3 của Luật Một Tên Chưa Biết":                   {Kind: KindLaw, Title: "Một Tên Chưa Biết", Article: "3"},
		"Điều 28a, khoản 2a Luật số 02/2011/QH13":             {Kind: KindLaw, Number: "02/2011/QH13", Article: "28a", Clause: "2a"},
		"Luật sửa đổi, bổ sung một số điều của Luật Cư trú":   {Kind: KindLaw, Title: "sửa đổi, bổ sung một số điều của Luật Cư trú"},
		"Điều 1 Luật số 36/2013/QH13 sửa đổi Luật Cư trú":     {Kind: KindLaw, Number: "36/2013/QH13", Title: "sửa đổi Luật Cư trú", Article: "1"},
		"Điều 5 Nghị định 30/2020/NĐ-CP về công tác văn thư":  {Kind: KindDecree, Number: "30/2020/NĐ-CP", Title: "về công tác văn thư", Article: "5"},
		"Điều 5 Nghị định của Chính phủ về công tác văn thư":  {Kind: KindDecree, Title: "của Chính phủ về công tác văn thư", Article: "5"},
		"Phụ lục I Nghị định 30/2020/NĐ-CP":                   {Kind: KindDecree, Number: "30/2020/NĐ-CP", Article: "Phụ lục I"},
		"Điều 7 Quyết định số 44/2008/QĐ-BGDĐT của Bộ trưởng": {Kind: KindDecision, Number: "44/2008/QĐ-BGDĐT", Article: "7"},
		"điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.": {
			Kind: KindDecree, Number: "30/2020/NĐ-CP", Title: "về công tác văn thư", Article: "5", Clause: "2", Point: "a",
		},
	} {
		got, err := ParseRef(in)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("ParseRef(%q) (-want +got):\n%s", in, diff)
		}
	}
	for _, in := range []string{
		"", "công tác văn thư", "khoản", "Điều", "khoản 2 khoản 3", "các điểm a, b khoản 2 Điều 3", "Điều này", "Luật này", "Nghị định",
		"Điều 5 và Điều 6", "Điều 5 thì sao",
	} {
		if got, err := ParseRef(in); !errors.Is(err, ErrRef) {
			t.Errorf("ParseRef(%q) = %+v, %v, want ErrRef", in, got, err)
		}
	}
}

func TestRefString(t *testing.T) {
	for want, r := range map[string]Ref{
		"điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP": {Kind: KindDecree, Number: "30/2020/NĐ-CP", Article: "5", Clause: "2", Point: "a"},
		"Điều 28 Luật Khiếu nại số 02/2011/QH13":           {Kind: KindLaw, Title: "Khiếu nại", Number: "02/2011/QH13", Article: "28"},
		"Luật Khiếu nại năm 2011":                          {Kind: KindLaw, Title: "Khiếu nại", Year: 2011},
		"Mục IV văn bản số 89-TC/TCT":                      {Number: "89-TC/TCT", Article: "Mục IV"},
		"khoản 2":                                          {Clause: "2"},
		"":                                                 {},
	} {
		if got := r.String(); got != want {
			t.Errorf("%#v.String() = %q, want %q", r, got, want)
		}
	}
}

func TestSamePlace(t *testing.T) {
	a := Ref{Kind: KindDecree, Number: "30/2020/NĐ-CP", Article: "5"}
	for _, c := range []struct {
		a, b Ref
		want bool
	}{
		{a, Ref{Number: "30/2020/nđ cp", Article: "5"}, true},
		{a, Ref{Number: "130/2020/NĐ-CP", Article: "5"}, false},
		{a, Ref{Number: "30/2020/NĐ-CP", Article: "5", Clause: "1"}, false},
		{Ref{Title: "Khiếu nại"}, Ref{Kind: KindLaw, Title: "khieu nai", Year: 2011}, true},
		{Ref{Article: "5"}, Ref{Article: "5"}, false},
	} {
		if got := c.a.SamePlace(c.b); got != c.want {
			t.Errorf("%q same as %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func FuzzParseRef(f *testing.F) {
	for _, s := range []string{
		"điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP", "k2 đ8 nđ 63/2010", "Luật khiếu nại năm 2011, Điều 28", "Điều 16 Hiến pháp năm 2013",
		"Điều 1 Luật số 36/2013/QH13 sửa đổi Luật Cư trú", "BLDS 2015 điều 3", "Mục IV văn bản số 89-TC/TCT", "dieu 3 luat a b c so 1/2000/QH10",
		"L-" + strings.Repeat("\xba", 900),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ParseRef(s)
		if err != nil {
			return
		}
		again, err := ParseRef(r.String())
		if err != nil || again != r {
			t.Errorf("ParseRef(%q) = %+v; of %q = %+v, %v", s, r, r.String(), again, err)
		}
	})
}
