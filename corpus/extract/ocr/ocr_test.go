package ocr

import (
	"errors"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

func TestNeedsTool(t *testing.T) {
	_, err := New(t.Context(), Options{Program: "khong-co-chuong-trinh-nay"})
	if !errors.Is(err, ErrNeedsTool) || !strings.Contains(err.Error(), "tesseract-ocr-vie") {
		t.Errorf("got %v, want ErrNeedsTool with the name of the package", err)
	}
}

// lined draws a page of lines that fall by angle degrees to the right.
func lined(angle float64) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, 800, 1100))
	for i := range g.Pix {
		g.Pix[i] = white
	}
	slope := math.Tan(angle * math.Pi / 180)
	for line := 100; line < 1000; line += 30 {
		for x := 80; x < 720; x++ {
			if x%11 < 3 {
				continue
			}
			for dy := range 9 {
				g.SetGray(x, line+dy+int(float64(x-400)*slope), color.Gray{Y: 20})
			}
		}
	}
	return g
}

func TestSkew(t *testing.T) {
	for _, want := range []float64{-4, -1.5, -0.3, 0, 0.5, 2, 5} {
		g := lined(want)
		if got := skew(g); math.Abs(got-want) > 0.25 {
			t.Errorf("got %.2f°, want %.2f°", got, want)
		}
		straight, _ := prepare(g, want, readDPI)
		if got := skew(straight); math.Abs(got) > 0.25 {
			t.Errorf("%.2f°: got %.2f° after setting straight", want, got)
		}
	}
}

func TestTurn(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 3, 2))
	copy(g.Pix, []uint8{1, 2, 3, 4, 5, 6})
	got := turn(g, 1)
	if diff := cmp.Diff([]uint8{4, 1, 5, 2, 6, 3}, got.Pix); diff != "" {
		t.Errorf("one quarter clockwise (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(g.Pix, turn(turn(got, 2), 1).Pix); diff != "" {
		t.Errorf("four quarters (-want +got):\n%s", diff)
	}
}

func TestRules(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 600, 600))
	for i := range g.Pix {
		g.Pix[i] = white
	}
	for i := 100; i < 500; i++ {
		for _, at := range []int{100, 101, 300, 301, 498, 499} {
			g.SetGray(i, at, color.Gray{})
			g.SetGray(at, i, color.Gray{})
		}
	}
	if got := len(rules(g, 100)); got != 6 {
		t.Errorf("got %d rules, want 6", got)
	}
}

const page = `<div class='ocr_page' title='bbox 0 0 1000 1400'>
<span class='ocr_line' title="bbox 100 100 400 130; baseline 0 -6; x_size 30">
<span class='ocrx_word' title='bbox 100 100 190 130; x_wconf 96'>thành</span>
<span class='ocrx_word' title='bbox 200 100 290 130; x_wconf 60'>phô</span>
<span class='ocrx_word' title='bbox 300 100 400 130; x_wconf 90'>&quot;A&amp;B&quot;</span>
</span></div>`

func TestHOCR(t *testing.T) {
	p, err := readHOCR(1, []byte(page), image.Rect(0, 0, 1000, 1400), 144)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, w := range p.Words.Words {
		texts = append(texts, w.Text)
	}
	if diff := cmp.Diff([]string{"thành", "phố", `"A&B"`}, texts); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
	want := layout.Word{Text: "thành", Box: layout.Box{X0: 50, Y0: 50, X1: 95, Y1: 65}, Base: 62, Size: 15}
	if diff := cmp.Diff(want, p.Words.Words[0]); diff != "" {
		t.Errorf("first word (-want +got):\n%s", diff)
	}
	if len(p.Warnings) != 1 {
		t.Errorf("got warnings %q, want one about the marks that were set", p.Warnings)
	}
}

func TestCorrect(t *testing.T) {
	l, err := vietnamese()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ read, want string }{
		{"Sửa đôi, bỗ sung một số điêu", "Sửa đổi, bổ sung một số điều"},
		{"QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"},
		{"ngày23tháng 4", "ngày 23 tháng 4"},
		{"Luật số 131/2025/QH15 và ND30", "Luật số 131/2025/QH15 và ND30"},
		{"ông Nguyễn Tiến Dũng", "ông Nguyễn Tiến Dũng"},
	} {
		var words []*hocrWord
		for _, w := range strings.Fields(c.read) {
			words = append(words, &hocrWord{text: w, conf: 50})
		}
		l.correct(words)
		l.part(words)
		got := make([]string, len(words))
		for i, w := range words {
			got[i] = w.text
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.read, diff)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ read, want string }{
		{"ngày l8 tháng I1 năm 2025", "ngày 18 tháng 11 năm 2025"},
		{"ngày O5 tháng II năm", "ngày 05 tháng 11 năm"},
		{"ngày 31 tháng 12 năm", "ngày 31 tháng 12 năm"},
		{"tháng Io5 năm", "tháng Io5 năm"},
		{"khoản I Điều", "khoản I Điều"},
	} {
		var words []*hocrWord
		for _, w := range strings.Fields(c.read) {
			words = append(words, &hocrWord{text: w})
		}
		dates(words)
		got := make([]string, len(words))
		for i, w := range words {
			got[i] = w.text
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.read, diff)
		}
	}
}

// FuzzCorrect holds that nothing but marks changes.
func FuzzCorrect(f *testing.F) {
	f.Add("Sửa đôi, bỗ sung", 50.0)
	f.Add("ĐIÊU 5. (thi hánh)", 96.0)
	f.Add("I ế ệ", 0.0)
	l, err := vietnamese()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, conf float64) {
		if len(text) > 400 || !utf8.ValidString(text) {
			return
		}
		var words []*hocrWord
		for _, w := range strings.Fields(text) {
			words = append(words, &hocrWord{text: w, conf: conf})
		}
		l.correct(words)
		for i, w := range strings.Fields(text) {
			if got, want := bare(strings.ToLower(words[i].text)), bare(strings.ToLower(w)); got != want {
				t.Errorf("got %q of %q: other letters", words[i].text, w)
			}
		}
	})
}

// FuzzHOCR holds that no answer of a program breaks the reader.
func FuzzHOCR(f *testing.F) {
	f.Add([]byte(page))
	f.Add([]byte(`<span class='ocr_line' title="bbox 1 2"><span class='ocrx_word'>x`))
	f.Add([]byte("\x00<&"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 4096 {
			return
		}
		p, err := readHOCR(1, raw, image.Rect(0, 0, 100, 100), 200)
		if err != nil {
			return
		}
		if p.Confidence < -1e6 || math.IsNaN(p.Confidence) {
			t.Errorf("got confidence %v", p.Confidence)
		}
		layout.Build([]layout.Page{p.Words})
	})
}

// FuzzLanguage holds that a damaged table is an error.
func FuzzLanguage(f *testing.F) {
	f.Add(languageBytes(map[string]int{"a": 100, "b": 100}, map[[2]string]int{{"a", "b"}: 10}))
	f.Add([]byte{})
	f.Fuzz(func(_ *testing.T, raw []byte) {
		if l, err := parseLanguage(raw); err == nil {
			l.weight("a", "b")
		}
	})
}
