package layout

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// printer sets type for tests: letters of 12 points, 6 wide.
type printer struct{ page Page }

func newPage(number int) *printer {
	return &printer{Page{Number: number, Width: 595, Height: 842}}
}

// at sets text from x on at base line y; a word in *stars* is bold.
func (p *printer) at(x, y float64, text string) *printer {
	for word := range strings.FieldsSeq(text) {
		bold := strings.HasPrefix(word, "*")
		word = strings.Trim(word, "*")
		width := 6 * float64(len([]rune(word)))
		p.page.Words = append(p.page.Words, Word{
			Text: word, Box: Box{x, y - 9, x + width, y + 3}, Base: y, Size: 12, Bold: bold,
		})
		x += width + 4
	}
	return p
}

// centred sets text in the middle between 90 and 510.
func (p *printer) centred(y float64, text string) *printer {
	width := 0.0
	for word := range strings.FieldsSeq(text) {
		width += 6*float64(len([]rune(strings.Trim(word, "*")))) + 4
	}
	return p.at(300-(width-4)/2, y, text)
}

func (p *printer) rule(x0, y0, x1, y1 float64) *printer {
	p.page.Rules = append(p.page.Rules, Rule{x0, y0, x1, y1})
	return p
}

// outline writes lines as "page|text", tables with "T".
func outline(t Text) []string {
	var out []string
	for _, l := range t.Lines {
		mark := ""
		if l.Table {
			mark = "T"
		}
		if l.Style.Note {
			mark = "N"
		}
		out = append(out, fmt.Sprintf("%d%s|%s", l.Page, mark, l.Text))
	}
	return out
}

// long fills a line from 90 to 508.
const long = "trang giấy chữ đầy dòng từ lề trái cho tới tận lề phải của trang giấy in"

// indented fills a line from 110, with a label of two letters.
const indented = "chữ đầy dòng từ lề trái cho tới tận lề phải của trang giấy in đấy nhé"

func TestLong(t *testing.T) {
	for _, c := range []struct {
		x    float64
		text string
	}{{90, long}, {110, "1. " + indented}} {
		r := rows(newPage(1).at(c.x, 50, c.text).page.Words)[0]
		if r.x1() < 490 || r.x1() > 515 {
			t.Errorf("%s: got its end at %.0f, want about 508", c.text, r.x1())
		}
	}
}

func TestMasthead(t *testing.T) {
	p := newPage(1).
		at(120, 60, "*BỘ* *THỬ* *NGHIỆM*").at(300, 60, "*CỘNG* *HÒA* *XÃ* *HỘI* *CHỦ* *NGHĨA*").
		at(320, 76, "*Độc* *lập* *-* *Tự* *do*").
		at(120, 95, "Số: 12/2026/TT-BTN").at(310, 97, "Hà Nội, ngày 02 tháng 3 năm 2026").
		centred(140, "*THÔNG* *TƯ*").centred(158, "*Quy* *định* *về* *thử* *nghiệm*").
		at(120, 190, "Căn cứ Luật Thử nghiệm;").
		at(120, 210, "1. "+indented).at(90, 225, "và còn nữa.")
	want := []string{
		"1|BỘ THỬ NGHIỆM", "1|Số: 12/2026/TT-BTN",
		"1|CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "1|Độc lập - Tự do", "1|Hà Nội, ngày 02 tháng 3 năm 2026",
		"1|THÔNG TƯ", "1|Quy định về thử nghiệm", "1|Căn cứ Luật Thử nghiệm;",
		"1|1. " + indented + " và còn nữa.",
	}
	if diff := cmp.Diff(want, outline(Build([]Page{p.page}))); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// body sets eight full lines, so that the edges of the text are known.
func (p *printer) body(y float64) *printer {
	for i := range 8 {
		p.at(90, y+float64(i)*15, long)
	}
	return p
}

func TestPageBreak(t *testing.T) {
	first := newPage(1).at(300, 40, "7").body(80).at(110, 200, "1. "+indented)
	second := newPage(2).at(90, 80, "nối tiếp trang trước.").at(110, 95, "2. Khoản sau.").body(120)
	got := outline(Build([]Page{first.page, second.page}))
	want := "1|1. " + indented + " nối tiếp trang trước."
	if !slices.Contains(got, want) || !slices.Contains(got, "2|2. Khoản sau.") {
		t.Errorf("got %q, want among them %q", got, want)
	}
	if slices.Contains(got, "1|7") {
		t.Errorf("got %q, want no page number", got)
	}
}

func TestFurniture(t *testing.T) {
	var pages []Page
	for n := 1; n <= 4; n++ {
		p := newPage(n).at(200, 45, fmt.Sprintf("CÔNG BÁO/Số 12 + 13/Ngày 01-01-2020 %d", n+10)).body(90).
			at(90, 800, fmt.Sprintf("vanthu_%d", n)).at(300, 815, fmt.Sprint(n))
		pages = append(pages, p.page)
	}
	got := Build(pages)
	if len(got.Removed) != 12 {
		t.Errorf("got removed %v, want header, footer and number of 4 pages", got.Removed)
	}
	for _, l := range got.Lines {
		if strings.Contains(l.Text, "CÔNG BÁO") || strings.Contains(l.Text, "vanthu") {
			t.Errorf("got line %q", l.Text)
		}
	}
}

func TestTable(t *testing.T) {
	p := newPage(1).at(90, 80, "Mức thu:")
	for _, y := range []float64{100, 120, 140, 170} {
		p.rule(90, y, 500, y)
	}
	for _, x := range []float64{90, 130, 400, 500} {
		p.rule(x, 100, x, 170)
	}
	p.at(95, 114, "STT").at(140, 114, "Nội dung").at(410, 114, "Mức thu").
		at(95, 134, "1").at(140, 134, "Cấp mới").at(410, 134, "50.000").
		at(95, 160, "2").at(140, 153, "Cấp đổi").at(140, 166, "hoặc cấp lại").
		at(90, 190, "Hết bảng.")
	want := []string{"1|Mức thu:", "1T|STT | Nội dung | Mức thu\n1 | Cấp mới | 50.000\n2 | Cấp đổi hoặc cấp lại", "1|Hết bảng."}
	if diff := cmp.Diff(want, outline(Build([]Page{p.page}))); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestSignature(t *testing.T) {
	p := newPage(1).body(80).
		at(90, 240, "Nơi nhận:").at(340, 240, "*KT.* *BỘ* *TRƯỞNG*").
		at(90, 255, "- Như trên;").at(345, 255, "*THỨ* *TRƯỞNG*").
		at(90, 270, "- Lưu: VT.").at(350, 320, "*Nguyễn* *Văn* *A*")
	got := outline(Build([]Page{p.page}))
	want := []string{"1|Nơi nhận:", "1|- Như trên;", "1|- Lưu: VT.", "1|KT. BỘ TRƯỞNG", "1|THỨ TRƯỞNG", "1|Nguyễn Văn A"}
	if diff := cmp.Diff(want, got[len(got)-6:]); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestNote(t *testing.T) {
	first := newPage(1).body(80).at(110, 200, "1. "+indented)
	first.rule(90, 700, 230, 700)
	first.at(90, 712, "1 Chú thích ở cuối trang.")
	for i := range first.page.Words {
		if first.page.Words[i].Base == 712 {
			first.page.Words[i].Size = 9
		}
	}
	second := newPage(2).at(90, 80, "hết câu.").body(120)
	got := outline(Build([]Page{first.page, second.page}))
	i := slices.Index(got, "1|1. "+indented+" hết câu.")
	if i < 0 || i+1 >= len(got) || got[i+1] != "1N|1 Chú thích ở cuối trang." {
		t.Errorf("got %q, want the note behind the paragraph that runs over the page", got)
	}
}

func TestBrokenNumber(t *testing.T) {
	for _, c := range [][3]string{
		{"Thông tư số 102/2018/TT-", "BTC", "Thông tư số 102/2018/TT-BTC"},
		{"BỘ LAO ĐỘNG -", "THƯƠNG BINH", "BỘ LAO ĐỘNG - THƯƠNG BINH"},
		{"Nghị định số 02/2025/", "NĐ-CP", "Nghị định số 02/2025/NĐ-CP"},
		{"quy định tại", "Điều 5", "quy định tại Điều 5"},
	} {
		if got := joinText(c[0], c[1]); got != c[2] {
			t.Errorf("got %q, want %q", got, c[2])
		}
	}
}

func TestWords(t *testing.T) {
	letter := func(s string, x, base float64) Char {
		return Char{Text: s, Box: Box{x, base - 9, x + 6, base + 3}, Base: base, Size: 12}
	}
	// The order of drawing: a fallback font's letters come last.
	chars := []Char{
		letter("N", 10, 50), letter("G", 16, 50), letter("H", 22, 50), letter(" ", 34, 50),
		letter("Đ", 40, 50), letter("N", 52, 50), letter("H", 58, 50), letter("Ị", 28, 50), letter("Ị", 46, 50),
		letter("a", 10, 70),
		{Text: "̀", Box: Box{10, 60, 10, 73}, Base: 70, Size: 12},
		letter("o", 24, 70),
	}
	var got []string
	for _, w := range Words(chars) {
		got = append(got, w.Text)
	}
	if diff := cmp.Diff([]string{"NGHỊ", "ĐỊNH", "à", "o"}, got); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}

// letters counts the letters and digits of texts.
func letters(texts ...string) map[rune]int {
	n := map[rune]int{}
	for _, s := range texts {
		for _, r := range s {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				n[r]++
			}
		}
	}
	return n
}

// FuzzBuild holds that no letter of made-up pages is lost or doubled.
func FuzzBuild(f *testing.F) {
	f.Add([]byte("Điều 1. Phạm vi\x00\x10\x20\x30"), []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
	f.Add([]byte("1 2 3 CÔNG BÁO/Số 1/Ngày 01-01-2020 a) b)"), []byte{0, 0, 40, 0, 0, 0, 80, 0, 255, 255, 0, 0})
	f.Add([]byte("x y z"), []byte{})
	f.Fuzz(func(t *testing.T, text, places []byte) {
		if len(text) > 600 || len(places) > 1200 {
			return
		}
		pages := madeUp(strings.ToValidUTF8(string(text), " "), places)
		var put []string
		for _, p := range pages {
			for _, w := range p.Words {
				put = append(put, w.Text)
			}
		}
		got := Build(pages)
		var out []string
		for _, l := range got.Lines {
			out = append(out, l.Text)
		}
		for _, r := range got.Removed {
			out = append(out, r.Text)
		}
		if diff := cmp.Diff(letters(put...), letters(out...)); diff != "" {
			t.Errorf("letters (-put +got):\n%s", diff)
		}
	})
}

// madeUp sets the words of a text where the bytes say, on three pages.
func madeUp(text string, places []byte) []Page {
	pages := make([]Page, 3)
	next := func() float64 {
		if len(places) < 2 {
			return 300
		}
		v := binary.LittleEndian.Uint16(places)
		places = places[2:]
		return float64(v%9000)/10 - 20
	}
	for i := range pages {
		pages[i] = Page{Number: i + 1, Width: 595, Height: 842}
	}
	for i, word := range strings.Fields(text) {
		p := &pages[i%3]
		x, y, size := next(), next(), 4+next()/40
		p.Words = append(p.Words, Word{
			Text: word, Box: Box{x, y - size, x + size*float64(len(word))/2, y}, Base: y, Size: size, Bold: i%5 == 0,
		})
	}
	for i := 0; len(places) >= 6; i++ {
		x, y, n := next(), next(), next()
		r := Rule{x, y, x + n, y}
		if i%2 == 1 {
			r = Rule{x, y, x, y + n}
		}
		pages[i%3].Rules = append(pages[i%3].Rules, r)
	}
	return pages
}

// FuzzWords holds that no letter is lost on the way from characters to words.
func FuzzWords(f *testing.F) {
	f.Add("Nghị định", []byte{1, 0, 2, 0, 3, 0, 4, 0, 5, 0})
	f.Add("a\u0301 b", []byte{0, 0, 9, 9})
	f.Fuzz(func(t *testing.T, text string, places []byte) {
		if len(text) > 400 || len(places) > 1600 {
			return
		}
		var chars []Char
		var put []string
		for i, r := range []rune(strings.ToValidUTF8(text, " ")) {
			x, y := float64(i*6), 50.0
			if 2*i+1 < len(places) {
				x, y = x+float64(places[2*i])/8, y+float64(places[2*i+1])/16
			}
			if !unicode.IsLetter(r) || strings.ContainsRune("ÅKΩ", r) || r > 0x2000 {
				continue // signs that normalising turns into others
			}
			chars = append(chars, Char{Text: string(r), Box: Box{x, y - 9, x + 6, y + 3}, Base: y, Size: 12})
			put = append(put, string(r))
		}
		n := 0
		for _, w := range Words(chars) {
			n += len([]rune(w.Text))
		}
		if n != len(put) {
			t.Errorf("got %d letters, want %d", n, len(put))
		}
	})
}
