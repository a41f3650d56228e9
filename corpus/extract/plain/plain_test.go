package plain_test

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/plain"
	"github.com/trolycongvu/congvu/corpus/structure"
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"paragraphs", "Điều 1. Phạm vi\n\nNghị định này quy định về\nmức phí.\n1. Một;\na) hai\n- ba\n", []string{
			"Điều 1. Phạm vi", "Nghị định này quy định về mức phí.", "1. Một;", "a) hai", "- ba",
		}},
		{"masthead by spaces", "CHÍNH PHỦ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/2020/NĐ-CP      Hà Nội, ngày 3 tháng 1 năm 2020\n", []string{
			"CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/2020/NĐ-CP", "Hà Nội, ngày 3 tháng 1 năm 2020",
		}},
		{"drawn table", "Bảng\n|TT|Tên |Mức |\n|1 |Phí |5.000|\nhết", []string{"Bảng", "TT | Tên | Mức\n1 | Phí | 5.000", "hết"}},
		{"UTF-16", "\xff\xfe" + wide("a\r\nB"), []string{"a", "B"}},
		{"capitals stay apart", "ỦY BAN NHÂN DÂN\nTỈNH X\nSỞ NỘI VỤ\n", []string{"ỦY BAN NHÂN DÂN TỈNH X", "SỞ NỘI VỤ"}},
	} {
		d, err := plain.Read([]byte(c.in))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, texts(d.Lines)); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
}

func TestPages(t *testing.T) {
	d, err := plain.Read([]byte("một.\n\fhai.\n\fba."))
	if err != nil {
		t.Fatal(err)
	}
	want := []structure.Line{{Text: "một.", Page: 1}, {Text: "hai.", Page: 2}, {Text: "ba.", Page: 3}}
	if diff := cmp.Diff(want, d.Lines); diff != "" || d.Pages != 3 {
		t.Errorf("pages %d; -want +got\n%s", d.Pages, diff)
	}
}

// Text wrapped by a program at a fixed width is joined where the line is full, also
// before a capital.
func TestWrapped(t *testing.T) {
	paragraph := "Ủy ban nhân dân tỉnh có trách nhiệm tổ chức thực hiện quy định tại khoản 2 Điều 5 " +
		"Nghị định này và báo cáo Bộ Nội vụ, Bộ Tài chính, Văn phòng Chính phủ theo định kỳ hằng năm " +
		"hoặc khi có yêu cầu của cơ quan có thẩm quyền theo quy định của pháp luật hiện hành."
	var b strings.Builder
	for i := range 5 {
		b.WriteString(fold(string(rune('1'+i))+". "+paragraph, 72) + "\n")
	}
	d, err := plain.Read([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for i := range 5 {
		want = append(want, string(rune('1'+i))+". "+paragraph)
	}
	if diff := cmp.Diff(want, texts(d.Lines)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

const sample = `---
title: "Nghị định 1/2026/NĐ-CP"
so_hieu: 1/2026/NĐ-CP
tags:
  - một
  - hai
trich_yeu: >-
  Quy định về
  văn thư
---

# Nghị định 1/2026/NĐ-CP

## THÔNG TIN VĂN BẢN

| Thuộc tính | Nội dung |
|---|---|
| **Người ký** | Nguyễn Văn A |

- **Ngày hiệu lực:** 01/02/2026

## VĂN BẢN

**CHÍNH PHỦ**
_______
Số: 1/2026/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

### Điều 1.
Phạm vi điều chỉnh

1. Nghị định này quy định
về **văn thư** theo [Luật Lưu trữ](https://x.vn/a).<br>2. Mức 5 &lt; 10.

**Điều 2. Biểu mẫu**

| TT | Tên |
|---|---|
| 1 | Mẫu *số* 01 |

> Lưu ý biên tập: bản này được OCR.

## GHI CHÚ PHƯƠNG PHÁP

Số hóa bằng máy.
`

func TestMarkdown(t *testing.T) {
	d, err := plain.ReadMarkdown([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	want := []structure.Line{
		{Text: "CHÍNH PHỦ", Style: structure.Style{Bold: true}},
		{Text: "Số: 1/2026/NĐ-CP"},
		{Text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		{Text: "Điều 1. Phạm vi điều chỉnh", Style: structure.Style{Heading: 3}},
		{Text: "1. Nghị định này quy định về văn thư theo Luật Lưu trữ."},
		{Text: "2. Mức 5 < 10."},
		{Text: "Điều 2. Biểu mẫu", Style: structure.Style{Bold: true}},
		{Text: "TT | Tên\n1 | Mẫu số 01", Table: true},
	}
	if diff := cmp.Diff(want, d.Lines); diff != "" {
		t.Errorf("lines: -want +got\n%s", diff)
	}
	wantRemarks := []string{
		"Nghị định 1/2026/NĐ-CP", "THÔNG TIN VĂN BẢN", "Thuộc tính | Nội dung\nNgười ký | Nguyễn Văn A",
		"- Ngày hiệu lực: 01/02/2026", "VĂN BẢN", "Lưu ý biên tập: bản này được OCR.", "GHI CHÚ PHƯƠNG PHÁP", "Số hóa bằng máy.",
	}
	if diff := cmp.Diff(wantRemarks, texts(d.Remarks)); diff != "" {
		t.Errorf("remarks: -want +got\n%s", diff)
	}
	wantProperties := map[string]string{
		"title": "Nghị định 1/2026/NĐ-CP", "so hieu": "1/2026/NĐ-CP", "tags": "một; hai", "trich yeu": "Quy định về văn thư",
		"nguoi ky": "Nguyễn Văn A", "ngay hieu luc": "01/02/2026", "thuoc tinh": "Nội dung",
	}
	if diff := cmp.Diff(wantProperties, d.Properties); diff != "" {
		t.Errorf("properties: -want +got\n%s", diff)
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}]+`)

// TestRealMarkdown reads the Markdown files: no word is lost between lines and
// remarks but for addresses of links, and the articles stand in the lines.
func TestRealMarkdown(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents/md/*.md"))
	if err != nil || len(paths) == 0 {
		t.Skip("không có tệp .md thật")
	}
	address := regexp.MustCompile(`\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)|(?s)\A---\n.*?\n---\n`)
	articles := 0
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := plain.ReadMarkdown(raw)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]int{}
		for _, l := range append(d.Lines, d.Remarks...) {
			for _, w := range word.FindAllString(l.Text, -1) {
				got[w]++
			}
		}
		lost, all := 0, 0
		source := layout.Clean(html.UnescapeString(address.ReplaceAllString(string(raw), "]")))
		for _, w := range word.FindAllString(source, -1) {
			all++
			if got[w]--; got[w] < 0 {
				lost++
			}
		}
		if lost*1000 > all {
			t.Errorf("%s: %d of %d words lost", filepath.Base(path), lost, all)
		}
		for _, l := range d.Lines {
			if strings.HasPrefix(l.Text, "Điều ") {
				articles++
			}
		}
	}
	t.Logf("%d tệp, %d dòng mở đầu bằng Điều", len(paths), articles)
}

// FuzzMarkdown reads anything: no panic, and no word lost but addresses of links.
func FuzzMarkdown(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("# a\n## VĂN BẢN\n| a | b |\n|---|\n```\nx\n"))
	f.Add([]byte("---\na: b\n---\n**a _b_ c**\n> q\n* x\n\\* y"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 4<<10 {
			return
		}
		for _, read := range []func([]byte) (plain.Document, error){plain.Read, plain.ReadMarkdown} {
			d, err := read(raw)
			if err != nil {
				continue
			}
			for _, l := range append(d.Lines, d.Remarks...) {
				if l.Text == "" || strings.TrimSpace(l.Text) != l.Text {
					t.Errorf("%q: line %q is empty or has space around it", raw, l.Text)
				}
			}
			if simple.Match(raw) {
				compareWords(t, string(raw), append(d.Lines, d.Remarks...))
			}
		}
	})
}

// simple is text whose marks hide no words.
var simple = regexp.MustCompile("^[a-z0-9 \n|#*>_.-]*$")

// compareWords compares words whatever their order: remarks stand apart.
func compareWords(t *testing.T, in string, lines []structure.Line) {
	t.Helper()
	letters := regexp.MustCompile(`[a-z0-9]`)
	count := func(s string) map[string]int {
		n := map[string]int{}
		for _, c := range letters.FindAllString(s, -1) {
			n[c]++
		}
		return n
	}
	if diff := cmp.Diff(count(in), count(strings.Join(texts(lines), " "))); diff != "" {
		t.Errorf("%q: -want +got letters\n%s", in, diff)
	}
}

// FuzzText reads plain ASCII words in any layout: all come back, in order.
func FuzzText(f *testing.F) {
	f.Add("1. mot\nhai ba\n\n|a|b|\n|c|d|\n")
	f.Add("a   Ha Noi, ngay 1\t\tb\n\fc")
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 4<<10 || strings.ContainsFunc(in, func(r rune) bool { return r > '~' || r < ' ' && !strings.ContainsRune("\n\r\t\f", r) }) {
			return
		}
		d, err := plain.Read([]byte(in))
		if err != nil {
			return
		}
		want := strings.Join(word.FindAllString(in, -1), " ")
		got := strings.Join(word.FindAllString(strings.Join(texts(d.Lines), " "), -1), " ")
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	})
}

func texts(lines []structure.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return out
}

// fold breaks text at spaces into lines of at most width runes.
func fold(s string, width int) string {
	var b strings.Builder
	n := 0
	for _, w := range strings.Fields(s) {
		if k := len([]rune(w)); n > 0 && n+1+k > width {
			b.WriteByte('\n')
			n = 0
		} else if n > 0 {
			b.WriteByte(' ')
			n++
		}
		b.WriteString(w)
		n += len([]rune(w))
	}
	return b.String()
}

func wide(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}
