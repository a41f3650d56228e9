package html_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus/extract/html"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// texts are the lines, tables marked as such.
func texts(lines []structure.Line) []string {
	var out []string
	for _, l := range lines {
		text := l.Text
		if l.Table {
			text = "TABLE " + strings.ReplaceAll(text, "\n", " // ")
		}
		out = append(out, text)
	}
	return out
}

func TestRead(t *testing.T) {
	links := `<a href="/a">Trang chủ</a> <a href="/b">Giới thiệu</a> <a href="/c">Tin tức</a> <a href="/d">Liên hệ</a>`
	long := strings.Repeat("Nội dung của văn bản được công bố trên trang này. ", 20)
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"blocks", "<p>Điều 1.\n Phạm  vi</p><div>1. Một<div>a) hai</div>sau</div>", []string{"Điều 1. Phạm vi", "1. Một", "a) hai", "sau"}},
		{
			"breaks", "<p>1. Sửa như sau:<br>“a) Một<br>dòng;<br/><br/>b) Hai”.</p>",
			[]string{"1. Sửa như sau:", "“a) Một dòng;", "b) Hai”."},
		},
		{"hidden", `<script>x</script><style>y</style><p style="display: none">ẩn</p><p hidden>ẩn</p><noscript>z</noscript><p>hiện</p>`, []string{"hiện"}},
		{"navigation", `<nav>` + links + `</nav><div class="main-menu">m</div><div>` + links + `</div><p>` + long + `</p><footer>chân trang</footer>`, []string{layout.Clean(long)}},
		{"a page of links is read", `<div>` + links + `</div>`, []string{"Trang chủ Giới thiệu Tin tức Liên hệ"}},
		{
			"lists", `<ol><li>một<ol type="a"><li>con</li><li><p>hai</p></li></ol></li><li value="5">năm</li></ol><ul><li>gạch</li></ul>` +
				`<ol start="3" style="list-style-type: upper-roman"><li>ba</li></ol><ul style="list-style:none"><li>trơn</li></ul><ol><li>1. có số</li></ol>`,
			[]string{"1. một", "a. con", "b. hai", "5. năm", "- gạch", "III. ba", "trơn", "1. có số"},
		},
		{
			"table", `<table border="1"><tr><th rowspan="2">TT</th><th colspan="2">Mức</th></tr><tr><td>a<br>b</td><td>c</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>`,
			[]string{"TABLE TT | Mức // TT | a b | c // 1 | 2 | 3"},
		},
		{
			"masthead", `<table><tr><td><p>CHÍNH PHỦ</p><p>Số: 1</p></td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr></table>`,
			[]string{"CHÍNH PHỦ", "Số: 1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
		},
		{"raised", `<p>10<sup>-5</sup> m<sup>2</sup></p>`, []string{"10^-5 m2"}},
		{"TCVN3", `<p><font face=".VnTime">Céng hßa</font> <span style="font-family:'Times New Roman'">và</span></p>`, []string{"Cộng hòa và"}},
		{"pre", "<pre>Điều 1.\nĐiều 2. Hai\n</pre>", []string{"Điều 1.", "Điều 2. Hai"}},
		{"picture", `<img src="logo.png"><p>Công thức <img src="x.png"></p>`, []string{"Công thức [hình]"}},
		{"not closed", "<p>một<p>hai<table><tr><td>ba", []string{"một", "hai", "ba"}},
	} {
		d, err := html.Read([]byte(c.in), "")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, texts(d.Lines)); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
}

func TestStyle(t *testing.T) {
	d, err := html.Read([]byte(`<title> Tên  trang</title><h2 align=x>Chương I</h2><p align="center"><b>Đậm</b> <strong>hết</strong></p><p><i>nửa</i> thôi</p>`), "")
	if err != nil {
		t.Fatal(err)
	}
	want := []structure.Line{
		{Text: "Chương I", Style: structure.Style{Bold: true, Heading: 2}},
		{Text: "Đậm hết", Style: structure.Style{Bold: true, Centred: true}},
		{Text: "nửa thôi"},
	}
	if diff := cmp.Diff(want, d.Lines); diff != "" || d.Title != "Tên trang" {
		t.Errorf("title %q; -want +got\n%s", d.Title, diff)
	}
}

func TestEncodings(t *testing.T) {
	for name, raw := range map[string]string{
		"windows-1258": "<meta charset=windows-1258><p>Qu\xf4\xecc h\xf4\xf2i ban h\xe0nh</p>",
		"UTF-8":        "<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>Quốc hội ban hành</p>",
	} {
		d, err := html.Read([]byte(raw), "")
		if err != nil || len(d.Lines) != 1 || !strings.Contains(d.Lines[0].Text, "ban hành") {
			t.Errorf("%s: got %q, %v", name, texts(d.Lines), err)
		}
	}
}

func TestDepth(t *testing.T) {
	_, err := html.Read([]byte(strings.Repeat("<div>", 100_000)), "")
	if !errors.Is(err, layout.ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
}

// words is text that stands in paragraphs without marks.
func words(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// FuzzRead reads anything: no panic; and text without tags comes back whole.
func FuzzRead(f *testing.F) {
	f.Add([]byte("<p>a<br>b<table><tr><td rowspan=3>c<td>d</table><ol type=i start=9><li>x"))
	f.Add([]byte("<table><caption>q</caption><tr><td colspan=999><table><td>1</table></table>"))
	f.Add([]byte("<nav>a</nav><div hidden>b</div><pre>c\nd</pre><font face=.VnTime>\xb5</font>"))
	f.Add([]byte("1. mot hai\n\nba"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 4<<10 {
			return
		}
		d, err := html.Read(raw, "")
		if err != nil {
			return
		}
		for _, l := range d.Lines {
			if l.Text == "" {
				t.Errorf("%q: empty line", raw)
			}
		}
		for _, c := range raw {
			if c < ' ' && c != '\n' || c > '~' || strings.ContainsRune("<>&^", rune(c)) {
				return
			}
		}
		if got, want := words(strings.Join(texts(d.Lines), "")), words(string(raw)); got != want {
			t.Errorf("%q: got %q, want %q", raw, got, want)
		}
	})
}

var tags = []string{
	"p", "div", "b", "table", "tr", "td", "th", "ol", "ul", "li", "span", "h3", "center", "sup", "pre", "tbody",
	`td rowspan="2"`, `td colspan="3"`, `ol type="a"`, "section", "main", "dl", "dd", "blockquote", "caption",
}

// FuzzTree reads pages of any shape: no word in them is lost.
func FuzzTree(f *testing.F) {
	f.Add([]byte{0, 200, 3, 4, 5, 200, 16, 200, 255, 255, 4, 5, 200})
	f.Add([]byte{7, 9, 200, 7, 9, 200, 255, 255, 9, 200, 14, 200})
	f.Fuzz(func(t *testing.T, program []byte) {
		if len(program) > 200 {
			return
		}
		var b strings.Builder
		var open []string
		want := map[string]bool{}
		for i, c := range program {
			switch {
			case int(c) < len(tags):
				b.WriteString("<" + tags[c] + ">")
				open = append(open, strings.Fields(tags[c])[0])
			case c >= 250 && len(open) > 0:
				b.WriteString("</" + open[len(open)-1] + ">")
				open = open[:len(open)-1]
			case c >= 200:
				word := "q" + strings.Repeat("x", i%5) + string(rune('a'+i%26)) + string(rune('a'+i/26)) + "z"
				b.WriteString(" " + word + " ")
				want[word] = true
			default:
				b.WriteString("<br>")
			}
		}
		d, err := html.Read([]byte(b.String()), "")
		if err != nil {
			return
		}
		all := strings.Join(texts(d.Lines), " ")
		for word := range want {
			if !strings.Contains(all, word) {
				t.Errorf("%s: %s is lost in %q", b.String(), word, all)
			}
		}
	})
}
