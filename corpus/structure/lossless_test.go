package structure

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// spoken are the letters and digits of s, folded: what must not be lost.
func spoken(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold(viewOf(s)))
	return leadingZeros.ReplaceAllString(s, "$1$2")
}

// leadingZeros are dropped in labels: "Điều 01".
var leadingZeros = regexp.MustCompile(`(dieu|phuluc)(?:so)?0*(\d)`)

// written is all that the reading holds, in its order, as spoken keeps it.
func written(r Reading) string {
	var b strings.Builder
	put := func(s string) { b.WriteString(spoken(s)) }
	writeNodes := func(s string) { b.WriteString(spoken(s)) }
	var text strings.Builder
	writeOut(&text, r.Document.Preamble)
	writeNodes(text.String())
	for _, a := range r.Document.Articles {
		label := a.Label
		for _, h := range a.Within {
			name := h.Label
			if h.Level != "" {
				name = h.Level.Name() + " " + h.Label
				if ordinalLabel.MatchString("thứ " + h.Label) {
					name = h.Level.Name() + " thứ " + h.Label
				}
			}
			put(name + " " + h.Title)
			label = strings.TrimSuffix(label, " "+h.Label)
		}
		if label[0] >= '0' && label[0] <= '9' {
			label = "Điều " + label
		}
		text.Reset()
		writeOut(&text, a.Body)
		put(label + " " + a.Heading + " " + text.String())
	}
	text.Reset()
	writeOut(&text, r.Document.Closing)
	writeNodes(text.String())
	return b.String()
}

// lost returns a row of the lines that the reading does not hold.
func lost(lines []Line, r Reading) (row string, is bool) {
	out := written(r)
	at := 0
	for _, l := range lines {
		rows := []string{l.Text}
		if !l.Table {
			rows = strings.Split(l.Text, "\n")
		}
		for _, row := range rows {
			s := spoken(row)
			if i := strings.Index(out[at:], s); i >= 0 && i < 4*len(s)+2000 {
				at += i
				continue
			}
			i := strings.Index(out, s)
			if i < 0 {
				return row, true
			}
			at = i
		}
	}
	return "", false
}

// seeds are small documents of every kind.
var seeds = []string{
	"CHÍNH PHỦ\nSố: 30/2020/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2020\nNGHỊ ĐỊNH\nVề công tác văn thư\nCăn cứ Luật Lưu trữ;\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\na) Hai;\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực từ ngày ký.\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\n(Đã ký)\nNguyễn Văn An\nPHỤ LỤC I\nTHỂ THỨC\n(Kèm theo Nghị định số 30/2020/NĐ-CP)\nI. PHẦN\n1. Mục\nII. PHẦN HAI",
	"LUẬT\nSỬA ĐỔI\nĐiều 1. Sửa đổi Luật X\n1. Sửa đổi Điều 2 như sau:\n“Điều 2. Khác\n1. Một.”\nĐiều 2. Hiệu lực thi hành\nLuật này có hiệu lực từ ngày 01 tháng 7 năm 2025.\nLuật này được Quốc hội khóa XV thông qua ngày 01 tháng 01 năm 2025.",
	"QUYẾT ĐỊNH\nĐiều 1. Ban hành Quy chế.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\nGIÁM ĐỐC\nTrần Văn B\nQUY CHẾ\nLàm việc\n(Ban hành kèm theo Quyết định số 1/QĐ-BTC)\nChương I\nCHUNG\nĐiều 1. Một\nHai.\nĐiều 2. Ba\nBốn.",
	"| SỞ TƯ PHÁP | QUY TRÌNH | Mã hiệu: QT 35/CX\nMỤC LỤC\n1. MỤC ĐÍCH\n2. PHẠM VI\n1. MỤC ĐÍCH\nQuy định.\n2. PHẠM VI\nÁp dụng.\n| TT | Nội dung | Trách nhiệm | Thời gian\n| 1 | Nhận | Cán bộ | 1 ngày\n| 2 | Trả | Văn thư | ½ ngày\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỜ KHAI",
	"Án lệ số 07/2016/AL về nhà\nNỘI DUNG VỤ ÁN:\nÔng A kiện.\nNHẬN ĐỊNH CỦA TÒA ÁN:\n[1] Một.\n[2] Hai.",
	"Phần thứ nhất\nCHUNG\nĐiều 01. Một\nĐiều 01a: hai\nPhần kèm theo\nMẫu số: B1-H\nĐiều 3 Chính phủ",
	"Chương I\nA\nChương II\nB\nĐiều 1. C\nD\nMục 1\nMục 2\nĐiều 2. E\nTM. UBND",
	"Phụ lục VI\nPhần I\nQUY ĐỊNH\nI. A\n1. B\nII. C\n1. D\n2. E\nPhần II\nI. F\nII. G",
	"Mẫu 01\nMẫu 02\nMẫu 03\n1\nI. A\nII. B\nBước 1: làm\nBước 2: thôi",
}

// FuzzParse reads bounded inputs: no panic, no text lost, no unit without a key.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		const most = 3000
		if !utf8.ValidString(s) || len(s) > most {
			return
		}
		checkReading(t, linesOf(s))
	})
}

func checkReading(t *testing.T, lines []Line) {
	t.Helper()
	r := Parse(lines)
	if row, is := lost(lines, r); is {
		t.Errorf("lost %q", row)
	}
	keys := map[string]bool{}
	for _, a := range r.Document.Articles {
		if a.Key == "" || a.Label == "" || keys[a.Key] {
			t.Errorf("key %q of %q empty or repeated", a.Key, a.Label)
		}
		keys[a.Key] = true
	}
	for _, w := range r.Warnings {
		if w.Line < 0 || w.Line > len(lines) || w.Problem == "" {
			t.Errorf("warning %+v of %d lines", w, len(lines))
		}
	}
}

// TestParseLinear holds that the time grows with the length only, also where every
// line looks like a label.
func TestParseLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("đo thời gian: bỏ qua với -short")
	}
	for _, line := range []string{
		"Điều %d. Một điều", "Chương %d", "%d. MỤC", "“%d. Trích", "PHỤ LỤC %d", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM %d", "Điều 1. Một", "a) một %d", "CHỦ TỊCH %d",
	} {
		few, many := timeOf(line, 1000), timeOf(line, 8000)
		for range 3 { // other work on the machine may have slowed one of them
			few, many = min(few, timeOf(line, 1000)), min(many, timeOf(line, 8000))
		}
		if many > 24*few && many > 300*time.Millisecond {
			t.Errorf("%q: %v for 1000 lines, %v for 8000", line, few, many)
		}
	}
}

func timeOf(line string, n int) time.Duration {
	lines := make([]Line, n)
	for i := range lines {
		lines[i].Text = line
		if strings.Contains(line, "%d") {
			lines[i].Text = fmt.Sprintf(line, i%900+1)
		}
	}
	start := time.Now()
	Parse(lines)
	return time.Since(start)
}

func BenchmarkParse(b *testing.B) {
	var lines []Line
	for i := range 300 {
		lines = append(lines, Line{Text: fmt.Sprintf("Điều %d. Điều khoản có các khoản sau", i+1)})
		for k := range 8 {
			lines = append(lines, Line{Text: fmt.Sprintf("%d. Nội dung của khoản này nói về trách nhiệm của cơ quan, tổ chức, cá nhân có liên quan.", k+1)})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Parse(lines)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(lines)), "ns/line")
}
