package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sampleArticle has khoản, điểm, a paragraph and a table.
func sampleArticle() Article {
	return Article{
		Key: "5", Label: "5", Heading: "Hồ sơ",
		Body: []Node{
			{Level: LevelParagraph, Text: "Hồ sơ gồm:"},
			{Level: LevelClause, Label: "1", Marker: "1.", Text: "Bản chính:", Children: []Node{
				{Level: LevelPoint, Label: "a", Marker: "a)", Text: "đơn;"},
				{Level: LevelPoint, Label: "đ", Marker: "đ)", Text: "giấy khác."},
			}},
			{Level: LevelClause, Label: "2a", Marker: "2a.", Text: "Bản sao."},
			{Level: LevelTable, Text: "Loại | Số\nĐơn | 1"},
		},
	}
}

func TestArticleText(t *testing.T) {
	a := sampleArticle()
	want := "Hồ sơ gồm:\n1. Bản chính:\na) đơn;\nđ) giấy khác.\n2a. Bản sao.\nLoại | Số\nĐơn | 1"
	if diff := cmp.Diff(want, a.Text()); diff != "" {
		t.Errorf("Text (-want +got):\n%s", diff)
	}
	if got, want := a.Title(), "Điều 5. Hồ sơ"; got != want {
		t.Errorf("Title = %q, want %q", got, want)
	}
}

func TestArticleFind(t *testing.T) {
	a := sampleArticle()
	for place, want := range map[[2]string]string{
		{"1", ""}: "1. Bản chính:\na) đơn;\nđ) giấy khác.", {"1", "đ"}: "đ) giấy khác.", {"1", "Đ"}: "đ) giấy khác.",
		{"2A", ""}: "2a. Bản sao.", {"", "a"}: "a) đơn;", {"", ""}: a.Text(),
	} {
		n, ok := a.Find(place[0], place[1])
		if !ok || n.FullText() != want {
			t.Errorf("Find(%q) = %q, %v, want %q", place, n.FullText(), ok, want)
		}
	}
	for _, place := range [][2]string{{"3", ""}, {"2a", "a"}, {"1", "b"}} {
		if n, ok := a.Find(place[0], place[1]); ok {
			t.Errorf("Find(%q) = %q, want none", place, n.FullText())
		}
	}
}

func TestDocumentName(t *testing.T) {
	for want, d := range map[string]Document{
		"Nghị định số 30/2020/NĐ-CP về công tác văn thư":                    {Kind: KindDecree, Number: "30/2020/NĐ-CP", Title: "Về công tác văn thư"},
		"Nghị định số 41/2019/NĐ-CP quy định chi tiết":                      {Kind: KindDecree, Number: "41/2019/NĐ-CP", Title: "QUY ĐỊNH chi tiết."},
		"Nghị định số 1/2019/NĐ-CP về Quỹ tín dụng":                         {Kind: KindDecree, Number: "1/2019/NĐ-CP", Title: "Nghị định Quỹ tín dụng"},
		"Luật Khiếu nại số 02/2011/QH13":                                    {Kind: KindLaw, Number: "02/2011/QH13", Title: "Khiếu nại"},
		"Luật Chứng khoán số 54/2019/QH14":                                  {Kind: KindLaw, Number: "54/2019/QH14", Title: "Luật Chứng khoán"},
		"Luật Luật sư số 65/2006/QH11":                                      {Kind: KindLaw, Number: "65/2006/QH11", Title: "Luật sư"},
		"Luật số 36/2013/QH13 sửa đổi, bổ sung một số điều của Luật Cư trú": {Kind: KindLaw, Number: "36/2013/QH13", Title: "Sửa đổi, bổ sung một số điều của Luật Cư trú"},
		"Thông tư số 1/2020/TT-BTC":                                         {Kind: KindCircular, Number: "1/2020/TT-BTC"},
		"Hiến pháp năm 2013":                                                {Kind: KindConstitution, Title: "năm 2013"},
	} {
		if got := d.Name(); got != want {
			t.Errorf("Name = %q, want %q", got, want)
		}
	}
}

func TestOfficial(t *testing.T) {
	decree := &Document{
		Kind: KindDecree, Number: "30/2020/NĐ-CP", Title: "Về công tác văn thư", Issuer: "Chính phủ", Issued: 20200305,
	}
	law := &Document{Kind: KindLaw, Number: "02/2011/QH13", Title: "Khiếu nại", Issuer: "Quốc hội", Issued: 20111111}
	r := Ref{Kind: KindDecree, Number: "30/2020/NĐ-CP", Article: "5", Clause: "2", Point: "a"}
	for _, c := range []struct {
		r    Ref
		d    *Document
		want string
	}{
		{r, decree, "điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"},
		{Ref{Article: "28"}, law, "Điều 28 Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011"},
		{r, nil, r.String()},
	} {
		got := c.r.Official(c.d)
		if got != c.want {
			t.Errorf("Official = %q, want %q", got, c.want)
		}
		if _, err := ParseRef(got); err != nil {
			t.Error(err)
		}
	}
}

func TestDateLong(t *testing.T) {
	for d, want := range map[Date]string{20200305: "ngày 05 tháng 3 năm 2020", 20210111: "ngày 11 tháng 01 năm 2021", 0: ""} {
		if got := d.Long(); got != want {
			t.Errorf("Long = %q, want %q", got, want)
		}
	}
}

func TestArticleRef(t *testing.T) {
	d := Document{Kind: KindDecree, Number: "30/2020/NĐ-CP", Title: "Về công tác văn thư"}
	want := Ref{Kind: KindDecree, Number: "30/2020/NĐ-CP", Article: "5"}
	if diff := cmp.Diff(want, sampleArticle().Ref(d)); diff != "" {
		t.Errorf("Ref (-want +got):\n%s", diff)
	}
}

func TestDescribe(t *testing.T) {
	by := Ref{Kind: KindDecree, Number: "92/2017/NĐ-CP", Article: "1"}
	for want, a := range map[string]Amendment{
		"được sửa đổi, bổ sung bởi Điều 1 Nghị định số 92/2017/NĐ-CP, hiệu lực từ 25/09/2017": {
			Kinds: []AmendmentKind{AmendModify, AmendSupplement}, By: by, Effective: 20170925,
		},
		"có nội dung được sửa đổi bởi Điều 1 Nghị định số 92/2017/NĐ-CP": {Kinds: []AmendmentKind{AmendModify}, By: by, Partly: true},
		"bị bãi bỏ": {Kinds: []AmendmentKind{AmendRepeal}},
		"được hợp nhất tại Điều 1 Nghị định số 92/2017/NĐ-CP": {Kinds: []AmendmentKind{AmendConsolidate}, By: by},
		"được sửa đổi": {},
	} {
		if got := a.Describe(); got != want {
			t.Errorf("Describe = %q, want %q", got, want)
		}
	}
}

func TestOutline(t *testing.T) {
	one := Heading{Level: LevelChapter, Label: "I", Title: "Chung"}
	two := Heading{Level: LevelChapter, Label: "II"}
	section := Heading{Level: LevelSection, Label: "1"}
	d := Document{Articles: []Article{
		{Label: "1", Heading: "Phạm vi", Within: []Heading{one}},
		{Label: "2", Within: []Heading{one}},
		{Label: "3", Within: []Heading{two, section}},
		{Label: "Mục IV"},
	}}
	var b strings.Builder
	var walk func([]Branch, string)
	walk = func(branches []Branch, indent string) {
		for _, br := range branches {
			b.WriteString(indent + br.Heading.String() + "\n")
			walk(br.Branches, indent+" ")
		}
	}
	walk(d.Outline(), "")
	want := "Chương I. Chung\n Điều 1. Phạm vi\n Điều 2\nChương II\n Mục 1\n  Điều 3\nMục IV\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("Outline (-want +got):\n%s", diff)
	}
}
