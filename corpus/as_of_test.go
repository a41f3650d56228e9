package corpus

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCutAsOf(t *testing.T) {
	type answer struct {
		Day, Last, Rest string
		Firm            bool
	}
	for in, want := range map[string]answer{
		"tại thời điểm tháng 1/2016 thì thủ tục gồm gì?":      {"2016-01-01", "2016-01-31", "thì thủ tục gồm gì?", true},
		"thoi diem thang 1/2016 thu tuc gom gi":               {"2016-01-01", "2016-01-31", "thu tuc gom gi", true},
		"Mức phạt ngày 01/03/2023 là bao nhiêu?":              {"2023-03-01", "2023-03-01", "Mức phạt là bao nhiêu?", false},
		"năm 2016 lương tối thiểu là bao nhiêu":               {"2016-01-01", "2016-12-31", "lương tối thiểu là bao nhiêu", false},
		"luong toi thieu nam 2016":                            {"2016-01-01", "2016-12-31", "luong toi thieu", false},
		"vào ngày 5 tháng 3 năm 2020 phải làm gì":             {"2020-03-05", "2020-03-05", "phải làm gì", false},
		"mức phạt tháng 2 năm 2024?":                          {"2024-02-01", "2024-02-29", "mức phạt?", false},
		"tính đến 2023-05-01 còn hiệu lực không":              {"2023-05-01", "2023-05-01", "còn hiệu lực không", true},
		"Điều 8 Nghị định 63/2010 tại thời điểm tháng 1/2016": {"2016-01-01", "2016-01-31", "Điều 8 Nghị định 63/2010", true},
		"sinh năm 1990, vào năm 2020 thì sao":                 {"2020-01-01", "2020-12-31", "sinh năm 1990 thì sao", false},
	} {
		a, rest, ok := CutAsOf(in)
		got := answer{a.Day.String(), a.Last.String(), rest, a.Firm}
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("CutAsOf(%q), %v (-want +got):\n%s", in, ok, diff)
		}
	}
	for _, in := range []string{
		"Nghị định 30/2020/NĐ-CP ngày 05/03/2020 nói gì", "Bộ luật Dân sự năm 2015 điều 3", "luật cán bộ năm 2008 quy định gì",
		"tôi sinh năm 1990", "theo Nghị định 126 năm 2020", "giai đoạn 2021-2025", "từ năm 2015 đến năm 2020", "Thông tư 07/2012 điều 5", "thời hạn 30 ngày", "",
		"trong 5 ngày", "ngày 31/02/2023",
	} {
		if a, rest, ok := CutAsOf(in); ok || rest != in {
			t.Errorf("CutAsOf(%q) = %+v, %q, want none", in, a, rest)
		}
	}
}

func FuzzCutAsOf(f *testing.F) {
	for _, s := range []string{"tại thời điểm tháng 1/2016", "ngày 5 tháng 3 năm 2020", "2023-05-01", "năm 2016 đến"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, _, ok := CutAsOf(s)
		if ok && (a.Day > a.Last || a.Start >= a.End || a.End > len(s)) {
			t.Errorf("CutAsOf(%q) = %+v", s, a)
		}
	})
}
