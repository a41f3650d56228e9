package vbpl

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// short cuts a text for a golden file.
func short(s string) string {
	r := []rune(strings.ReplaceAll(s, "\n", "⏎"))
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return string(r)
}

// summary prints what a page says: its facts, counts, and the beginnings of lines.
func summary(p Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s hợp nhất=%v mục=%s %s\n", p.Kind, p.Consolidated, p.ItemID, p.Address)
	fmt.Fprintf(&b, "%s | %s | %s\n", p.DocKind, p.Number, short(p.Title))
	fmt.Fprintf(&b, "%s | %s | %s\n", p.Issuer, p.Position, p.Signatory)
	fmt.Fprintf(&b, "ban hành %s, hiệu lực %s, hết %s, %q %q %q %q\n", p.Issued, p.Effective, p.Expired, p.Status, p.Reason, p.Gazette, p.Fields)
	runes, articles, tables := 0, 0, 0
	for _, l := range p.Lines {
		runes += utf8.RuneCountInString(l.Text)
		if strings.HasPrefix(l.Text, "Điều ") {
			articles++
		}
		if l.Table {
			tables++
		}
	}
	fmt.Fprintf(&b, "%d dòng, %d ký tự, %d dòng bắt đầu bằng Điều, %d bảng\n", len(p.Lines), runes, articles, tables)
	for i, l := range p.Lines {
		if i < 14 || i >= len(p.Lines)-4 {
			fmt.Fprintf(&b, "  %d %s\n", i, short(l.Text))
		}
	}
	counts := map[string]int{}
	var order []string
	for _, r := range p.Relations {
		k := fmt.Sprintf("%s đi=%v phần=%v %s", r.Kind, r.Out, r.Partly, r.Label)
		if counts[k]++; counts[k] == 1 {
			order = append(order, k)
		}
		if counts[k] <= 3 {
			t := r.Target
			order = append(order, fmt.Sprintf("  %s %s %s %s %s %s %s", t.ItemID, t.Kind, t.Number, short(t.Title), t.Issued, t.Effective, r.Since))
		}
	}
	for _, k := range order {
		if n := counts[k]; n > 0 {
			k += fmt.Sprintf(": %d", n)
		}
		b.WriteString(k + "\n")
	}
	for i, a := range p.Acts() {
		if i < 3 {
			fmt.Fprintf(&b, "act %v %s ← %s %s\n", a.Kinds, a.Target, a.By, a.Effective)
		}
	}
	for _, t := range p.Listed {
		fmt.Fprintf(&b, "- %s %s %s %s\n", t.ItemID, t.Kind, t.Number, short(t.Title))
	}
	return b.String()
}

func TestRealPages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents", "html", "*.html"))
	if err != nil || len(files) == 0 {
		t.Skip("không có trang vbpl.vn trong dữ liệu thật")
	}
	var b strings.Builder
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if !Is(raw) {
			t.Errorf("Is(%s) = false", f)
		}
		p, err := Parse(raw)
		fmt.Fprintf(&b, "== %s %v\n%s\n", filepath.Base(f), err, summary(p))
		for _, l := range p.Lines {
			if strings.TrimSpace(l.Text) == "" || !l.Table && strings.Contains(l.Text, "\n") {
				t.Errorf("%s: line %q", f, l.Text)
			}
		}
	}
	const golden = "testdata/real-pages.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestIs(t *testing.T) {
	for in, want := range map[string]bool{
		`<a href="https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=1">vbpl</a>`:                            false,
		`<div class="box-tab-vb"><a href="/TW/Pages/vbpq-toanvan.aspx?ItemID=1">Toàn văn</a></div>`:         true,
		`<ul class="listLaw"><li><p class="title"><a href="/tw/Pages/vbpq-toanvan.aspx?ItemID=1">x</a></p>`: true,
		`<form action="/webcenter/portal/anle/chitietanle"><div id="thuoctinh" role="tabpanel"></div>`:      true,
		``: false,
	} {
		if got := Is([]byte(in)); got != want {
			t.Errorf("Is(%q) = %v", in, got)
		}
	}
}

func TestNotDocument(t *testing.T) {
	for _, in := range []string{"", "<p>vbpq-toanvan</p>", `<ul class="listLaw"><li><p class="title"><a href="/tw/Pages/vbpq-toanvan.aspx?ItemID=7"> Luật 02/2011/QH13</a></p></li></ul>`} {
		p, err := Parse([]byte(in))
		if !errors.Is(err, ErrNotDocument) {
			t.Errorf("Parse(%q) = %v, want ErrNotDocument", in, err)
		}
		if p.Kind == PageList && (len(p.Listed) != 1 || p.Listed[0].Number != "02/2011/QH13") {
			t.Errorf("Listed = %+v", p.Listed)
		}
	}
}

// TestDepth shows that a page nested without end is an error, not a crash.
func TestDepth(t *testing.T) {
	in := `<div class="box-tab-vb">` + strings.Repeat("<div><b>", 100_000)
	if _, err := Parse([]byte(in)); err == nil {
		t.Error("Parse of 100,000 nested elements succeeded")
	}
}

const tabs = `<div class="box-tab-vb"><div class="header"><ul><li><a class="selected" href="/TW/Pages/vbpq-%s.aspx?ItemID=9"></a></li></ul></div>%s</div>`

func parse(t *testing.T, kind, body string) Page {
	t.Helper()
	p, err := Parse(fmt.Appendf(nil, tabs, kind, body))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestExpiredProperties(t *testing.T) {
	got := parse(t, "thuoctinh", `<div class="vbProperties"><table>
<tr><td colspan="4" class="title">Về việc thử</td></tr>
<tr><td class="label">Số ký hiệu</td><td>12/2009/ND-CP</td><td class="label">Ngày ban hành</td><td>10/02/2009</td></tr>
<tr><td class="label">Loại văn bản</td><td>Nghị định</td><td class="label">Ngày có hiệu lực</td><td>...</td></tr>
<tr><td class="label">Ngành</td><td><ul><li>Xây dựng</li></ul></td><td class="label">Lĩnh vực</td><td><ul><li>Đầu tư</li></ul></td></tr>
<tr><td rowspan="2" class="label">Cơ quan ban hành/ Chức danh / Người ký</td><td>Bộ A</td><td>Bộ trưởng</td><td>Nguyễn Văn A</td></tr>
<tr><td>Bộ B</td><td>Thứ trưởng</td><td>Trần Thị B</td></tr>
<tr><td class="label">Lí do hết hiệu lực</td><td>Bị thay thế</td><td class="label">Ngày hết hiệu lực</td><td>05/08/2015</td></tr>
<tr><td colspan="4" class="title">Tình trạng hiệu lực: Hết hiệu lực toàn bộ</td></tr></table></div>`)
	want := Page{
		Kind: PageProperties, ItemID: "9", Address: pageAddress("9", false), Number: "12/2009/NĐ-CP", DocKind: corpus.KindDecree, Title: "Về việc thử",
		Issuer: "Bộ A; Bộ B", Position: "Bộ trưởng; Thứ trưởng", Signatory: "Nguyễn Văn A; Trần Thị B",
		Issued: 20090210, Expired: 20150805, Status: "Hết hiệu lực toàn bộ", Reason: "Bị thay thế", Fields: []string{"Xây dựng", "Đầu tư"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestText(t *testing.T) {
	p := parse(t, "toanvan", `<div class="content"><div class="fulltext"><div><div id="toanvancontent">
<table><tr><td><p align="center"><b>CHÍNH PHỦ</b><br>___</p></td><td><p>CỘNG HÒA</p><p>Độc lập - Tự do - Hạnh phúc</p></td></tr>
<tr><td>Số: 1/2020/NĐ-CP</td><td>Hà Nội, ngày 5 tháng 3 năm 2020</td></tr></table>
<p><strong>Điều <a name="d1"></a>1. Thử</strong></p><p style="text-align: center">Một <i>hai</i>&nbsp;m<sup>3</sup></p>
<table border="1"><tr><th>TT</th><th>Tên</th></tr><tr><td>1</td><td><p>A</p><p>B</p></td></tr><tr><td></td><td>C</td></tr></table>
<script>x()</script><div style="display: none">ẩn</div></div></div></div></div>`)
	var got []string
	for _, l := range p.Lines {
		got = append(got, fmt.Sprintf("%v%v%v%v %s", l.Table, l.Style.Bold, l.Style.Italic, l.Style.Centred, l.Text))
	}
	want := []string{
		"falsetruefalsetrue CHÍNH PHỦ", "falsefalsefalsetrue ___", "falsefalsefalsefalse Số: 1/2020/NĐ-CP",
		"falsefalsefalsefalse CỘNG HÒA", "falsefalsefalsefalse Độc lập - Tự do - Hạnh phúc", "falsefalsefalsefalse Hà Nội, ngày 5 tháng 3 năm 2020",
		"falsetruefalsefalse Điều 1. Thử", "falsefalsefalsetrue Một hai m3", "truefalsefalsefalse TT | Tên\n1 | A B\n| C",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if p.Number != "1/2020/NĐ-CP" || p.Issued != 20200305 || p.Issuer != "Chính phủ" {
		t.Errorf("masthead = %s %s %s", p.Number, p.Issued, p.Issuer)
	}
}

func TestHistory(t *testing.T) {
	p := parse(t, "lichsu", `<div class="box-map"><ul><li>Luật 1/2010/QH12</li></ul></div><div class="vbLichsu"><table>
<tr><td>Ngày</td><td>Trạng thái</td><td>Văn bản nguồn</td><td>Phần hết hiệu lực</td></tr>
<tr><td>10/05/2010</td><td>Văn bản được ban hành</td><td>1/2010/QH12</td></tr>
<tr><td>01/01/2011</td><td>Văn bản có hiệu lực</td><td>1/2010/QH12</td></tr>
<tr><td>01/07/2015</td><td>Văn bản được sửa đổi</td><td><a href="/TW/Pages/vbpq-toanvan.aspx?ItemID=77">5/2014/QH13</a></td></tr>
<tr><td>01/07/2016</td><td>Bị bãi bỏ 1 phần</td><td>6/2015/QH13</td><td><a href="javascript:;" rel="balloon_1">Xem tại đây</a></td></tr>
<tr><td>01/01/2021</td><td>Văn bản hết hiệu lực</td><td>9/2020/QH14</td></tr></table>
<div class="balloonstyle" style="display:none" id="balloon_1">Điều 5</div></div>`)
	var got []string
	for _, a := range p.Acts() {
		got = append(got, fmt.Sprintf("%v %s %s %s %v %s", a.Kinds, a.Target, a.By, a.Effective, a.Partly, a.Note))
	}
	want := []string{
		"[sửa đổi] Luật số 1/2010/QH12 Luật số 5/2014/QH13 2015-07-01 false Văn bản được sửa đổi",
		"[bãi bỏ] Luật số 1/2010/QH12 Luật số 6/2015/QH13 2016-07-01 true Bị bãi bỏ 1 phần: Điều 5",
		"[thay thế bãi bỏ] Luật số 1/2010/QH12 Luật số 9/2020/QH14 2021-01-01 false Văn bản hết hiệu lực",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if p.Issued != 20100510 || p.Effective != 20110101 || p.Expired != 20210101 {
		t.Errorf("dates = %s %s %s", p.Issued, p.Effective, p.Expired)
	}
}

func TestReadLabel(t *testing.T) {
	for in, want := range map[string]relationLabel{
		"Văn bản được HD, QĐ chi tiết (0)":       {kind: RelGuides, out: true},
		"Văn bản HD, QĐ chi tiết":                {kind: RelGuides},
		"Văn bản hết hiệu lực (2)":               {kind: RelEnds, out: true},
		"Văn bản quy định hết hiệu lực":          {kind: RelEnds},
		"Văn bản bị hết hiệu lực 1 phần":         {kind: RelEnds, out: true, partly: true},
		"Văn bản quy định hết hiệu lực 1 phần":   {kind: RelEnds, partly: true},
		"Văn bản căn cứ":                         {kind: RelBasis, out: true},
		"Văn bản bị đình chỉ 1 phần":             {kind: RelSuspends, out: true, partly: true},
		"Văn bản bị thay thế":                    {kind: RelReplaces, out: true},
		"Văn bản bị bãi bỏ một phần":             {kind: RelRepeals, out: true, partly: true},
		"Văn bản sửa đổi":                        {kind: RelAmends},
		"Văn bản được bổ sung":                   {kind: RelSupplements, out: true},
		"Văn bản đính chính":                     {kind: RelCorrects},
		"Văn bản liên quan khác":                 {kind: RelRelated, out: true},
		"Văn bản được quy định chi tiết":         {kind: RelGuides, out: true},
		"Văn bản bị tạm ngưng hiệu lực một phần": {kind: RelSuspends, out: true, partly: true},
	} {
		got, ok := readLabel(in)
		got.text = ""
		if !ok || got != want {
			t.Errorf("readLabel(%q) = %+v, %v, want %+v", in, got, ok, want)
		}
	}
	for _, in := range []string{"Văn bản hiện thời", "Loại văn bản", "", "Ghi chú"} {
		if got, ok := readLabel(in); ok {
			t.Errorf("readLabel(%q) = %+v", in, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(fmt.Sprintf(tabs, "toanvan", `<div><div id="toanvancontent"><p>Điều 1<table><tr><td>a<td>b</table></div></div>`))
	f.Add(fmt.Sprintf(tabs, "luocdo", `<div class="luocdo"><div class="title">Văn bản sửa đổi</div><div class="content"><ul><li><a href="vbpq-luocdo.aspx?ItemID=1">Luật 1/2010/QH12 Thử</a></ul></div></div>`))
	f.Add(fmt.Sprintf(tabs, "lichsu", `<table><tr><td>01/01/2020<td>Bị sửa đổi<td>1/2010/QH12</table>`))
	f.Add(`<div id="thuoctinh" role="tabpanel"><table><tr><th>Số án lệ</th><td>1/2016/AL</td></tr></table></div>`)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 20_000 {
			return
		}
		p, err := Parse([]byte(s))
		if err != nil && !errors.Is(err, ErrNotDocument) && !errors.Is(err, ErrBroken) {
			t.Errorf("error without sentinel: %v", err)
		}
		for _, l := range p.Lines {
			if l.Text == "" || !l.Table && strings.ContainsAny(l.Text, "\n\r\t") {
				t.Errorf("line %q", l.Text)
			}
		}
		p.Acts()
	})
}
