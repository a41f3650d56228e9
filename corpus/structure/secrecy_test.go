package structure_test

import (
	"archive/zip"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/phapdien"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// secrecyLines reads a test input: one line a line, a table as lines that begin with "|".
func secrecyLines(s string) []structure.Line {
	var lines []structure.Line
	for text := range strings.Lines(s) {
		text = strings.TrimSpace(text)
		row, table := strings.CutPrefix(text, "| ")
		switch n := len(lines); {
		case text == "":
		case table && n > 0 && lines[n-1].Table:
			lines[n-1].Text += "\n" + row
		default:
			lines = append(lines, structure.Line{Text: row, Table: table})
		}
	}
	return lines
}

// paper is the head of a công văn with the stamp set at "*".
func paper(stamp string) string {
	return "BỘ THỬ NGHIỆM\n" + stamp + "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/BC-BTN\nHà Nội, ngày 05 tháng 3 năm 2026\nBÁO CÁO\nVề việc thử\nNội dung báo cáo gồm:"
}

func TestSecrecyMark(t *testing.T) {
	for in, want := range map[string]string{
		// stamps
		paper("MẬT"): "MẬT", paper("TỐI MẬT"): "TỐI MẬT", paper("TUYỆT MẬT"): "TUYỆT MẬT",
		paper("M Ậ T"): "MẬT", paper("T Ố I  M Ậ T"): "TỐI MẬT", paper("T U Y Ệ T   M Ậ T"): "TUYỆT MẬT", paper("T.U.Y.Ệ.T M.Ậ.T"): "TUYỆT MẬT",
		paper("(MẬT)"): "MẬT", paper("[ TỐI MẬT ]"): "TỐI MẬT", paper("| TUYỆT MẬT |"): "TUYỆT MẬT", paper("** MẬT **"): "MẬT",
		paper("# TỐI MẬT"): "TỐI MẬT", paper("“MẬT”"): "MẬT", paper("┌ MẬT ┐"): "MẬT", paper("- MẬT -"): "MẬT", paper("MẬT."): "MẬT",
		paper("Mật"): "MẬT", paper("Tối mật"): "TỐI MẬT", paper("Tuyệt mật"): "TUYỆT MẬT",
		paper("Độ mật: Mật"): "MẬT", paper("Độ mật: TỐI MẬT"): "TỐI MẬT", paper("ĐỘ MẬT : Tuyệt mật"): "TUYỆT MẬT", paper("Độ mật (nếu có): Mật"): "MẬT",
		paper("Độ khẩn: Hỏa tốc; Độ mật: Tối mật"): "TỐI MẬT", paper("Mức độ mật: Mật."): "MẬT", paper("Độ mật:\nMẬT"): "MẬT",
		paper("MẬT / SECRET"): "MẬT", paper("TỐI MẬT (TOP SECRET)"): "TỐI MẬT", paper("TUYỆT MẬT - STRICTLY CONFIDENTIAL"): "TUYỆT MẬT",
		paper("TỐI MẬT Bản số: 02"): "TỐI MẬT", paper("MẬT (Bản số 1)"): "MẬT", paper("TÀI LIỆU MẬT"): "MẬT", paper("VĂN BẢN TUYỆT MẬT"): "TUYỆT MẬT",
		paper("TÓI MẬT"): "TỐI MẬT", paper("TUYET MAT"): "TUYỆT MẬT", paper("TOI MAT"): "TỐI MẬT", paper("TỐI MẶT"): "TỐI MẬT", paper("MẶT"): "MẬT", paper("MÂT"): "MẬT",
		"MẬT\n" + paper("Ban Thử"): "MẬT", "TỐI MẬT": "TỐI MẬT", "TOI MAT\nnoi dung": "TỐI MẬT",
		"Số: 12/BC-BTN    MẬT": "MẬT", "Số: 12/BC-BTN TỐI MẬT": "TỐI MẬT", "Số: 12/BC-BTN TUYỆT MẬT Hà Nội, ngày 05 tháng 3 năm 2026": "TUYỆT MẬT",
		"BỘ THỬ  MẬT  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": "MẬT", "MẬT  Độc lập - Tự do - Hạnh phúc": "MẬT",
		"| BỘ THỬ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n| Số: 1/BC-BTN | Hà Nội, ngày 05 tháng 3 năm 2026\n| TỐI MẬT |": "TỐI MẬT",
		"| BỘ THỬ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n| Số: 1/BC-BTN MẬT | Hà Nội, ngày 05 tháng 3 năm 2026":          "MẬT",
		"CONG HOA XA HOI CHU NGHIA VIET NAM\nDoc lap - Tu do - Hanh phuc\nMAT\nSo: 1/BC-BTN":                            "MẬT",
		"BỘ THỬ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/BC-BTN\nBÁO CÁO\nMẬT\nVề việc thử\nNội dung":                 "MẬT",
		"ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY THỬ\nTUYỆT MẬT\nKẾ HOẠCH":                                                      "TUYỆT MẬT",
		"HUYỆN VĨNH BẢO\n" + paper("MẬT\nĐộ khẩn: Hỏa tốc"):                                                             "MẬT", paper("Số:\nTỐI MẬT"): "TỐI MẬT",
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG BÁO\nMẬT\nVề việc thử": "MẬT",
		// no stamps
		paper(""): "", paper("Hỏa tốc"): "", paper("KHẨN"): "", paper("GIẢI MẬT"): "", paper("BẢO MẬT"): "", paper("MẬT MÃ"): "", paper("mật"): "", paper("- Mật;"): "",
		paper("Độ mật: không"): "", paper("Độ mật: Tuyệt mật/Tối mật/Mật"): "", paper("Độ mật:"): "", paper("Độ mật: Mật □ Tối mật □ Tuyệt mật □"): "",
		paper("DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT"): "", paper("BAN BẢO VỆ BÍ MẬT NHÀ NƯỚC"): "", paper("1. MẬT"): "", paper("a) TỐI MẬT"): "", paper("MẬT 3"): "",
		"BAN CHỈ ĐẠO BẢO VỆ BÍ MẬT NHÀ NƯỚC  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":                                                        "",
		"CỤC QUẢN LÝ MẬT MÃ  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":                                                                        "",
		"QUYẾT ĐỊNH\nBAN HÀNH DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ\nTUYỆT MẬT\nVÀ ĐỘ TỐI MẬT TRONG NGÀNH THỬ":                                    "",
		"QUYẾT ĐỊNH\nVỀ VIỆC QUẢN LÝ TÀI LIỆU ĐÓNG DẤU\nMẬT\nCăn cứ Luật":                                                               "",
		"QUYẾT ĐỊNH\nVỀ DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT,\nTỐI MẬT\nTRONG LĨNH VỰC THỬ":                                            "",
		"Các độ mật gồm:\nTuyệt mật\nTối mật\nMật":                                                                                      "",
		"Mẫu số 02\nDẤU CHỈ ĐỘ MẬT\nTUYỆT MẬT\nTỐI MẬT\nMẬT":                                                                            "",
		"Điều 8. Phân loại bí mật nhà nước\n1. Bí mật nhà nước độ Tuyệt mật là thông tin;\n2. Bí mật nhà nước độ Tối mật là thông tin;": "",
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUYẾT ĐỊNH\nVỀ THANH TOÁN KHÔNG DÙNG TIỀN\nMẶT\nCăn cứ":                                    "",
		"Sản phẩm gồm:\nMật\nSáp ong": "", "CHƯƠNG TRÌNH\nĐO ĐẠC BỀ\nMẶT": "", "MAT\nthe word of another language": "", "MẤT\nmột con mèo": "",
		"| Tên | Mức\n| A | Mật\n| B | Tối mật": "", "| Độ mật | MẬT | TỐI MẬT | TUYỆT MẬT": "",
		"Số: 12/BC-BTN về MẬT MÃ dân sự": "", "Số: 5/QĐ-BTN BẢO VỆ BÍ MẬT": "", strings.Repeat("Đoạn văn.\n", 60) + "MẬT\nCuối": "",
	} {
		mark, line, ok := structure.SecrecyMark(secrecyLines(in))
		if mark != want || ok != (want != "") || ok && (line < 1 || line > len(secrecyLines(in))) {
			t.Errorf("SecrecyMark(%q) = %q, %d, %v, want %q", in, mark, line, ok, want)
		}
	}
}

// TestSecrecyMarkPages reads stamps on top of later pages of scans.
func TestSecrecyMarkPages(t *testing.T) {
	page := func(n int, texts ...string) []structure.Line {
		var lines []structure.Line
		for _, s := range texts {
			lines = append(lines, structure.Line{Text: s, Page: n})
		}
		return lines
	}
	cover := page(1, strings.Split(paper("")+strings.Repeat("\nĐoạn văn của công văn.", 40), "\n")...)
	inside := page(2, "TỐI MẬT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nội dung")
	for name, c := range map[string]struct {
		lines []structure.Line
		want  string
		line  int
	}{
		"second page":         {append(cover[:len(cover):len(cover)], inside...), "TỐI MẬT", len(cover) + 1},
		"middle of a page":    {append(cover[:len(cover):len(cover)], page(2, "Một", "Hai", "Ba", "Bốn", "MẬT", "Năm")...), "", 0},
		"form on a page":      {append(cover[:len(cover):len(cover)], page(2, "Mẫu số 02", "TUYỆT MẬT", "TỐI MẬT", "MẬT")...), "", 0},
		"bottom of page one":  {append(page(1, strings.Split(strings.Repeat("Dòng chữ.\n", 50), "\n")...), page(1, "MẬT")...), "MẬT", 52},
		"no pages, line deep": {append(page(0, strings.Split(strings.Repeat("Dòng chữ.\n", 50), "\n")...), page(0, "MẬT")...), "", 0},
	} {
		mark, line, _ := structure.SecrecyMark(c.lines)
		if mark != c.want || line != c.line {
			t.Errorf("%s: SecrecyMark = %q on line %d, want %q on %d", name, mark, line, c.want, c.line)
		}
	}
}

func FuzzSecrecyMark(f *testing.F) {
	for _, s := range []string{paper("MẬT"), paper("Độ mật: Mật"), "Số: 1 MẬT", "| MẬT | Số: 1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 4000 {
			return
		}
		lines := secrecyLines(s)
		mark, line, ok := structure.SecrecyMark(lines)
		if ok != (mark != "") || ok && (line < 1 || line > len(lines)) {
			t.Errorf("SecrecyMark(%q) = %q, %d, %v", s, mark, line, ok)
		}
	})
}

// TestSecrecyOfTheCode holds that no document of the official code is taken for a
// secret one, though many are about secrets: neither its title and first lines nor
// an article by itself.
func TestSecrecyOfTheCode(t *testing.T) {
	if testing.Short() {
		t.Skip("đọc cả Bộ Pháp điển: bỏ qua với -short")
	}
	code, err := phapdien.Read(context.Background(), filepath.Join(corpustest.SharedData(t), "phapdien", "BoPhapDienDienTu.zip"), phapdien.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const articles = 3 // of each document
	for d := range code.Documents() {
		head := masthead(d)
		for i, a := range d.Articles {
			if i == articles {
				break
			}
			text := secrecyLines(a.Title() + "\n" + a.Text())
			if i == 0 {
				text = append(head, text...)
			}
			if mark, line, ok := structure.SecrecyMark(text); ok {
				t.Errorf("%s Điều %s: %s on line %d %q", d.ID, a.Label, mark, line, text[line-1].Text)
			}
		}
	}
}

// masthead sets a document's facts as its first page does, the title in capitals
// and cut at every place where a line may end.
func masthead(d corpus.Document) []structure.Line {
	lines := []string{strings.ToUpper(d.Issuer), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: " + string(d.Number), strings.ToUpper(string(d.Kind))}
	words := strings.Fields(strings.ToUpper(d.Title))
	for len(words) > 0 { // the words of a mark stand alone on a line
		n := min(5, len(words))
		for i, w := range words[:n] {
			if w == "MẬT" || w == "TỐI" || w == "TUYỆT" {
				n = max(i, 1)
				break
			}
		}
		if len(words) > 1 && (words[0] == "TỐI" || words[0] == "TUYỆT") {
			n = 2
		}
		lines = append(lines, strings.Join(words[:n], " "))
		words = words[n:]
	}
	return secrecyLines(strings.Join(lines, "\n"))
}

var tags = regexp.MustCompile(`<[^>]*>`)

// TestSecrecyOfFiles holds the same of the laws, decrees, processes and issues of
// Công báo in the real data.
func TestSecrecyOfFiles(t *testing.T) {
	root := filepath.Join(corpustest.SharedData(t), "documents")
	read := map[string]func(string) string{
		"docx": func(name string) string {
			z, err := zip.OpenReader(name)
			if err != nil {
				t.Fatal(err)
			}
			defer z.Close()
			f, err := z.Open("word/document.xml")
			if err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(f)
			if err != nil {
				t.Fatal(err)
			}
			return tags.ReplaceAllString(strings.ReplaceAll(string(raw), "</w:p>", "\n"), "")
		},
		"md": func(name string) string {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			return string(raw)
		},
		"doc": func(name string) string { return output(t, "antiword", "-w", "0", "-m", "UTF-8.txt", name) },
		"pdf": func(name string) string { return output(t, "pdftotext", "-layout", name, "-") },
	}
	files := 0
	for format, text := range read {
		names, err := filepath.Glob(filepath.Join(root, format, "*."+format))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			var lines []structure.Line
			for i, page := range strings.Split(text(name), "\f") {
				for _, l := range secrecyLines(page) {
					if format == "pdf" {
						l.Page = i + 1
					}
					lines = append(lines, l)
				}
			}
			if mark, line, ok := structure.SecrecyMark(lines); ok {
				t.Errorf("%s: %s on line %d %q", filepath.Base(name), mark, line, lines[line-1].Text)
			}
			if len(lines) > 0 {
				files++
			}
		}
	}
	t.Logf("%d files read", files)
}

// output is what an outside program writes; without it the file counts as empty.
func output(t *testing.T, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Logf("không có %s", program)
		return ""
	}
	raw, err := exec.CommandContext(t.Context(), program, args...).Output()
	if err != nil {
		t.Logf("%s: %v", args[len(args)-2], err)
	}
	return string(raw)
}
