package layout_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Điều 1":                "Điều 1",
		" a\u00a0 b\t\r\nc ":    "a b c",
		"a\u200bb\u00ad\ufeffc": "abc",
		"Ðiều ði":               "Điều đi",
		"Hoa\u0300":             "Hoà",
		"x\x00y\xff":            "xy",
	} {
		if got := layout.Clean(in); got != want {
			t.Errorf("Clean(%q): got %q, want %q", in, got, want)
		}
		if got := layout.Clean(want); got != want {
			t.Errorf("Clean(%q) again: got %q", want, got)
		}
	}
}

func TestBreaks(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          bool
	}{
		{"1. Sửa đổi như sau:", "“a) Một", true},
		{"theo quy định của", "pháp luật", false},
		{"của Luật", "Điều 5. Phạm vi", true},
		{"một,", "Hai", false},
		{"Chương II", "TỔ CHỨC", true},
		{"Mục 1.", "TỔ CHỨC", true},
		{"TỔ CHỨC VÀ", "HOẠT ĐỘNG", false},
		{"LUẬT", "ĐẤT ĐAI", true},
		{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", true},
		{"QUỐC HỘI", "-------", true},
		{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", true},
		{"ỦY BAN NHÂN DÂN TỈNH X", "SỞ NỘI VỤ", true},
		{"theo Nghị định số", "30/2020/NĐ-CP", true},
		{"khoản 2", "điểm a khoản 1", false},
	} {
		if got := layout.Breaks(c.before, c.after); got != c.want {
			t.Errorf("Breaks(%q, %q): got %v, want %v", c.before, c.after, got, c.want)
		}
	}
}

func TestBeginsItem(t *testing.T) {
	for in, want := range map[string]bool{
		"Điều 5. Phạm vi": true, "“Điều 5a. X": true, "1. Một": true, "1.1. Một": true, "a) Hai": true, "đ) Ba": true, "- gạch": true,
		"II. HAI": true, "Chương II": true, "Mục 1. X": true, "Phụ lục I": true, "1.Một": true,
		"Điều 5 của Luật này": false, "1.000 đồng": false, "30/2020/NĐ-CP": false, "2 năm": false, "a và b": false, "Mục đích": false,
		"Chương trình": false, "-5 độ": true, "": false, "v.v.": false,
	} {
		if got := layout.BeginsItem(in); got != want {
			t.Errorf("BeginsItem(%q): got %v, want %v", in, got, want)
		}
	}
}

func TestColumns(t *testing.T) {
	for in, want := range map[string][]string{
		"CHÍNH PHỦ\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":                {"CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		"CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":                   {"CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
		"Số: 5/2020/NĐ-CP Hà Nội, ngày 5 tháng 3 năm 2020":               {"Số: 5/2020/NĐ-CP", "Hà Nội, ngày 5 tháng 3 năm 2020"},
		"Số: 5/2020/NĐ-CP   Thành phố Huế, ngày 05 tháng 3 năm 2020":     {"Số: 5/2020/NĐ-CP", "Thành phố Huế, ngày 05 tháng 3 năm 2020"},
		"nước Cộng hòa xã hội chủ nghĩa Việt Nam":                        {"nước Cộng hòa xã hội chủ nghĩa Việt Nam"},
		"Nghị định số 5/2020/NĐ-CP    ngày 5 tháng 3 năm 2020 của Chính": {"Nghị định số 5/2020/NĐ-CP    ngày 5 tháng 3 năm 2020 của Chính"},
	} {
		if diff := cmp.Diff(want, layout.Columns(in)); diff != "" {
			t.Errorf("Columns(%q): -want +got\n%s", in, diff)
		}
	}
}

// cells makes a table of one line a cell; "" is empty.
func cells(rows ...[]string) layout.Table {
	var t layout.Table
	for _, row := range rows {
		var out []layout.Cell
		for _, text := range row {
			var lines []structure.Line
			if text != "" {
				lines = []structure.Line{{Text: text}}
			}
			out = append(out, layout.Cell{Lines: lines})
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

func TestTable(t *testing.T) {
	merged := cells([]string{"TT", "Bước", "Thời gian"}, []string{"1", "Nhận", "01 ngày"}, []string{"2", "Trả"})
	merged.Rows[1][2].Rows = 2
	group := cells([]string{"Vùng", "Phường", "Mức"}, []string{"Vùng I", "A", "5"}, []string{"B", "6"})
	group.Rows[1][0].Rows = 2
	for _, c := range []struct {
		name  string
		table layout.Table
		want  []structure.Line
	}{
		{"a time over two rows is not the time of each", merged, []structure.Line{{Text: "TT | Bước | Thời gian\n1 | Nhận | 01 ngày\n2 | Trả", Table: true}}},
		{"a group over two rows names both", group, []structure.Line{{Text: "Vùng | Phường | Mức\nVùng I | A | 5\nVùng I | B | 6", Table: true}}},
		{"empty columns and rows", cells([]string{"", ""}, []string{"", "Một"}), []structure.Line{{Text: "Một"}}},
		{"nothing", layout.Table{}, nil},
		{"data without lines", cells([]string{"1", "Một"}, []string{"2", "Hai"}), []structure.Line{{Text: "1 | Một\n2 | Hai", Table: true}}},
	} {
		if diff := cmp.Diff(c.want, c.table.Lines()); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
}
