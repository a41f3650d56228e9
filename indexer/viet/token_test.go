package viet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokenize(t *testing.T) {
	letters := map[TokenKind]string{Numeral: "n:", DateNumeral: "d:", DocumentNumber: "s:", ProcedureCode: "p:"}
	for in, want := range map[string]string{
		"Thời hạn, giải-quyết (lần đầu).":            "Thời hạn giải quyết lần đầu",
		"Nghị định số 30/2020/NĐ-CP ngày 05/3/2020":  "Nghị định số s:30/2020/NĐ-CP ngày d:05/3/2020",
		"Luật 02/2011/QH13.":                         "Luật s:02/2011/QH13",
		"30/2020/nđ-cp, 30/2020/nd-cp":               "s:30/2020/nđ-cp s:30/2020/nd-cp",
		"89-TC/TCT 47-CP 115/TTg 226/QĐ-UBND":        "s:89-TC/TCT s:47-CP s:115/TTg s:226/QĐ-UBND",
		"31-L/CTN 102-SL/L-004 522b/NQ-UBTVQH13":     "s:31-L/CTN s:102-SL/L-004 s:522b/NQ-UBTVQH13",
		"01/2018/TTLT-VKSTC-TATC-BNN&PTNT":           "s:01/2018/TTLT-VKSTC-TATC-BNN&PTNT",
		"01/2016/NQ.HĐTP 50/2022/NĐ_CP":              "s:01/2016/NQ.HĐTP s:50/2022/NĐ_CP",
		"30/2020/NĐ-CP.Nghị định":                    "s:30/2020/NĐ-CP Nghị định",
		"Nghị định 63/2010 từ 07/2012":               "Nghị định s:63/2010 từ d:07/2012",
		"226/qđ-ubnd 5/ngày 2 lần/năm":               "s:226/qđ-ubnd n:5 ngày n:2 lần năm",
		"01/07/2025 1-7-2025 01.07.2025 2025-07-01":  "d:01/07/2025 d:1-7-2025 d:01.07.2025 d:2025-07-01",
		"45/07/2025 1/3 15-20 ngày 2020-2025":        "n:45/07/2025 n:1/3 n:15 n:20 ngày n:2020 n:2025",
		"2.000.000 đồng, 2,000 đồng; 1,5% 1.234,5":   "n:2.000.000 đồng n:2,000 đồng n:1,5% n:1.234,5",
		"khoản 1,2,3 Điều 5":                         "khoản n:1 n:2 n:3 Điều n:5",
		"thủ tục 1.001321.":                          "thủ tục p:1.001321",
		"Điều 28a khoản 5đ 30ngày 5.000đ 20m2 m2":    "Điều n:28a khoản n:5đ n:30 ngày n:5.000 đ n:20 m2 m2",
		"mẫu01 QH13 covid-19 UBTVQH12":               "mẫu n:01 QH13 covid n:19 UBTVQH12",
		"50% 100%":                                   "n:50% n:100%",
		"tie\u0302\u0301ng \u0301 …":                 "tie\u0302\u0301ng",
		"Điều 5.Phạm vi 1.Người":                     "Điều n:5 Phạm vi n:1 Người",
		"12/2018/TT-BLĐTBXh":                         "s:12/2018/TT-BLĐTBXh",
		"72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN":     "s:72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN",
		"30/2020/NĐ-CP-quy 7/2020/TT-BYT (2026)\n3.": "s:30/2020/NĐ-CP quy s:7/2020/TT-BYT n:2026 n:3",
		"2020/": "n:2020", "1.": "n:1", "1,": "n:1", "5-": "n:5", "5/": "n:5", "": "",
	} {
		var got []string
		for _, k := range Tokenize(in) {
			got = append(got, letters[k.Kind]+k.Text)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("Tokenize(%q) (-want +got):\n%s", in, diff)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"30/2020/NĐ-CP, 1.001321 2.000,5%", "5/đ-\xff", "1,2,3", "522b/NQ-U", "7e\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, k := range Tokenize(s) {
			if k.Start < last || k.End <= k.Start || k.End > len(s) || k.Text != s[k.Start:k.End] {
				t.Fatalf("Tokenize(%q): bad token %+v after %d", s, k, last)
			}
			for _, r := range s[last:k.Start] {
				if c := classOf(r); c == vowel || c == consonant || c == digit {
					t.Fatalf("Tokenize(%q) loses %q before %d", s, r, k.Start)
				}
			}
			last = k.End
		}
	})
}

func BenchmarkTokenize(b *testing.B) {
	s := sample()
	b.SetBytes(int64(len(s)))
	var buf []Token
	for b.Loop() {
		buf = AppendTokens(buf[:0], s)
	}
}
