package phapdien

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// textOf wraps HTML as the text of one article and returns its lines.
func textOf(t *testing.T, html string) []string {
	t.Helper()
	p, err := parseSubject("<div class='_content'><p class='pDieu'><a name='1'></a>Điều 1.1.LQ.1. Tên</p><p class='pNoiDung'>" + html + "</p></div>")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, l := range p.articles[0].lines {
		lines = append(lines, l.Text)
	}
	return lines
}

func TestTextLines(t *testing.T) {
	tests := []struct {
		name, html string
		want       []string
	}{
		{"paragraphs", "<p>Một.</p>\n\n<p style='x'>Hai  \n ba.</p>", []string{"Một.", "Hai ba."}},
		{"no paragraph tags", "Một.\n\n\tHai.\n ba.", []string{"Một.", "Hai. ba."}},
		{"line breaks", "<p>Một<br/>hai<BR>ba</p>", []string{"Một", "hai", "ba"}},
		{"unclosed tags", "<p>Một<p>Hai</p\n\n<p>Ba", []string{"Một", "Hai", "Ba"}},
		{"references", "R&D &amp; T&#7893; &lt;x&gt; &nbsp;&agrave;", []string{"R&D & Tổ <x> à"}},
		{"angle brackets", "nơi <đăng ký kinh doanh> và < 5 hoặc <giải thể>", []string{"nơi <đăng ký kinh doanh> và < 5 hoặc <giải thể>"}},
		{"lost bracket", "<p1. Một</p><pHai</p>", []string{"1. Một", "Hai"}},
		{"invisible", "ph\u00adương\u200b tiện\ufeff", []string{"phương tiện"}},
		{"decomposed", "Tie\u0302\u0301n \u00D0\u00F4ng", []string{"Tiến Đông"}},
		{"word processor tags", "<o:p>Một</o:p><v:shape id='a'/> hai", []string{"Một hai"}},
		{"comment", "Một<!-- ẩn <p>hẳn</p> --> hai<!--[if gte vml 1]>", []string{"Một hai"}},
		{"script", "Một<script>var a = '<p>';</script> hai", []string{"Một hai"}},
		{"raised", "30 m<sup>2</sup>, 10<sup>-3</sup>, x<sub>1</sub>, 45<sup>o</sup>, (1+i)<sup>n</sup>", []string{"30 m2, 10^-3, x1, 45o, (1+i)^n"}},
		{"numbered list", "<ol start='3'><li>Ba</li><li><p>Bốn</p></li></ol><ol type='I'><li>Một</li></ol><ul><li>Gạch</li><li> </li></ul>", []string{"3. Ba", "4. Bốn", "I. Một", "- Gạch"}},
		{"attachment", "<p><a href='/a.doc'>Phu luc I.DOC</a></p><p>theo mẫu a.docx này</p>", []string{"[Tệp đính kèm: Phu luc I.DOC]", "theo mẫu a.docx này"}},
		{"quote lost in a tag", "<p style='x>Một</p><p title='a > b'>Hai</p>", []string{"Một", "Hai"}},
		{"table", "<table><tr><th>A</th><th>B</th></tr><tr><td>1<br>2</td><td></td></tr><tr><td> </td><td></td></tr></table>", []string{"A | B\n1 2"}},
		{"table over the page", "<table><tr><td><p>Một</p><p>Hai</p></td></tr></table>", []string{"Một", "Hai"}},
		{"table unclosed", "<table><tr><td>A<td>B<tr><td>C<td>D", []string{"A | B\nC | D"}},
		{"nested table", "<table><tr><td>A</td><td><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td></tr></table>", []string{"A | 1, 2; 3, 4"}},
		{"merged cells", "<table><tr><td rowspan='3'>Nhóm</td><td colspan=2>Tên</td><td>Số</td></tr><tr><td>a</td><td>b</td><td>1</td></tr><tr><td>c</td></tr><tr><td colspan='4'>Tổng</td></tr></table>", []string{"Nhóm | Tên |  | Số\nNhóm | a | b | 1\nNhóm | c\nTổng"}},
		{"long merged cell", "<table><tr><td rowspan=2>" + strings.Repeat("dài ", 20) + "</td><td>1</td></tr><tr><td>2</td></tr></table>", []string{strings.TrimSpace(strings.Repeat("dài ", 20)) + " | 1\n| 2"}},
		{"formula", "<table><tr><td rowspan=2>Thuế</td><td rowspan=2>=</td><td>A</td><td rowspan=2>x 2</td></tr><tr><td>B</td></tr></table>", []string{"Thuế | = | A | x 2\n|  | B"}},
		{"text in a table outside cells", "<table>Đầu<tr><td>A</td><td>B</td></tr>Cuối</table>", []string{"Đầu\nA | B\nCuối"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, textOf(t, tt.html)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestAttr(t *testing.T) {
	tests := []struct{ attrs, name, want string }{
		{` class='pDieu' id="x"`, "class", "pDieu"},
		{` data-class="a" CLASS="b"`, "class", "b"},
		{` colspan=3 rowspan = 2`, "colspan", "3"},
		{` href=''`, "href", ""},
		{` href`, "href", ""},
	}
	for _, tt := range tests {
		if got := attr(tt.attrs, tt.name); got != tt.want {
			t.Errorf("attr(%q, %q) = %q, want %q", tt.attrs, tt.name, got, tt.want)
		}
	}
}

func TestParseAddress(t *testing.T) {
	const page = "http://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID="
	chapter := func(l string) corpus.Heading { return corpus.Heading{Level: corpus.LevelChapter, Label: l} }
	tests := []struct {
		link string
		want address
	}{
		{page + "12#Chuong_I_Muc_2_Dieu_5a", address{"12", "5a", []corpus.Heading{chapter("I"), {Level: corpus.LevelSection, Label: "2"}}}},
		{page + "12#Phan_nhất_Chuong_lV_Dieu_5", address{"12", "5", []corpus.Heading{{Level: corpus.LevelPart, Label: "nhất"}, chapter("IV")}}},
		{page + "12#Chuong_I_Chuong_II_Dieu_5", address{"12", "5", []corpus.Heading{chapter("II")}}},
		{page + "12#Dieu_7", address{"12", "7", nil}},
		{page, address{}},
		{"", address{}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, parseAddress(tt.link), cmp.AllowUnexported(address{})); diff != "" {
			t.Errorf("%s: -want +got\n%s", tt.link, diff)
		}
	}
}

func TestCutStray(t *testing.T) {
	tests := []struct {
		lines []string
		left  int
		want  []corpus.Heading
	}{
		{[]string{"1. Một.", "Chương II", "TÊN", "CHƯƠNG"}, 1, []corpus.Heading{{Level: corpus.LevelChapter, Label: "II", Title: "TÊN CHƯƠNG"}}},
		{[]string{"1. Một.", "Chương III", "TÊN", "Mục 1. Tên mục", "[Tệp đính kèm: a.doc]"}, 2, []corpus.Heading{
			{Level: corpus.LevelChapter, Label: "III", Title: "TÊN"}, {Level: corpus.LevelSection, Label: "1", Title: "Tên mục"},
		}},
		{[]string{"1. Một.", "II. NỘI DUNG CHI"}, 1, []corpus.Heading{{Level: corpus.LevelSection, Label: "II", Title: "NỘI DUNG CHI"}}},
		{[]string{"I. CHUNG", "1. Một.", "II. RIÊNG"}, 3, nil},
		{[]string{"1. Một.", "Mục 1 khoản 2 Phụ lục này không áp dụng"}, 2, nil},
		{[]string{"1. Một.", "Mục 1. Câu này có dấu chấm."}, 2, nil},
		{nil, 0, nil},
	}
	for _, tt := range tests {
		var lines []structure.Line
		for _, l := range tt.lines {
			lines = append(lines, structure.Line{Text: l})
		}
		rest, got := cutStray(lines)
		if diff := cmp.Diff(tt.want, got); diff != "" || len(rest) != tt.left {
			t.Errorf("%q: %d left, want %d; -want +got\n%s", tt.lines, len(rest), tt.left, diff)
		}
	}
}

func TestCompareLabels(t *testing.T) {
	order := []string{"1", "2", "2a", "2b", "2d", "2đ", "2e", "10", "100"}
	for i := range order {
		for j := range order {
			if got := compareLabels(order[i], order[j]); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("compareLabels(%s, %s) = %d", order[i], order[j], got)
			}
		}
	}
}

func FuzzParseSubject(f *testing.F) {
	for _, m := range []string{
		"<h3>Đề mục 1.2<br/>Tên</h3><div class='_content'><p class='pChuong'><a name='1'></a>Chương I</p><p class='pChuong'>TÊN</p>",
		"<p class='pDieu'><a name='1'></a>Điều 1.2.LQ.1. Tên</p><p class='pGhiChu'><a href='x#Dieu_1'>(Điều 1 Luật số 1/2020/QH14, có hiệu lực thi hành kể từ ngày 01/01/2020)</a></p>",
		"<p class='pNoiDung'><table><tr><td rowspan=3>a<td colspan=9>b</table><ol><li>x</ol><p1. y</p><sup>2</sup><!-- </p><p class='pChiDan'>(<a href='#' onclick=\"V('12')\">Điều 1</a>)</p>",
		"<pNoi <p <p class=pNoiDung>&nbsp;&#0;&#x110000;\n\n\n<script><style></script>",
	} {
		f.Add(m)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		p, err := parseSubject(s)
		if err != nil {
			return
		}
		for _, a := range p.articles {
			for _, l := range a.lines {
				if l.Text == "" || !l.Table && strings.ContainsAny(l.Text, "\n\t") || !norm.NFC.IsNormalString(l.Text) {
					t.Errorf("line %q of %q", l.Text, s)
				}
			}
			u, _ := newUnit(a)
			structure.Body(u.lines)
		}
	})
}

// FuzzText checks that no visible character of a text without markup is lost.
func FuzzText(f *testing.F) {
	f.Add("1. Một < hai\n\n a) b > c\n<đ>")
	f.Add("a<b c='d>e\n\n<p2 x")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "&\u00ad<") || strings.Contains(s, "pNoiDung") {
			return
		}
		got := visible(strings.Join(textOf(t, s), ""))
		got = strings.ReplaceAll(got, visible(attachmentMark), "")
		if want := visible(plain(s)); strings.TrimSuffix(got, "]") != strings.TrimSuffix(want, "]") {
			t.Errorf("%q became %q", want, got)
		}
	})
}

// visible is s without spaces, in composed form.
func visible(s string) string {
	return norm.NFC.String(strings.Join(strings.Fields(s), ""))
}
