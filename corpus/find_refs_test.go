package corpus

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// here is where the texts of these tests stand.
var here = Ref{Kind: KindLaw, Number: "02/2011/QH13", Article: "12", Clause: "3"}

// short writes a place as compactly as tests need: article.clause.point@document.
func short(r Ref) string {
	doc := string(r.Number)
	if doc == "" {
		doc = strings.TrimSpace(string(r.Kind) + " " + r.Title)
		if r.Year != 0 {
			doc = r.DocumentName()
		}
	}
	place := strings.TrimRight(r.Article+"."+r.Clause+"."+r.Point, ".")
	switch {
	case r.Number == here.Number:
		doc = ""
	case doc == "":
		doc = "-"
	}
	return place + "@" + doc
}

func TestFindRefs(t *testing.T) {
	for in, want := range map[string]string{
		"theo các điểm a, b khoản 2 và khoản 3 Điều 5 của Luật này":                         "5.2.a@ 5.2.b@ 5.3@",
		"điểm a và điểm b khoản 1, khoản 2 Điều 3 của Luật này":                             "3.1.a@ 3.1.b@ 3.2@",
		"khoản 2 Điều này và Điều 5 Luật này":                                               "12.2@ 5@",
		"điểm a khoản này; khoản này":                                                       "12.3.a@ 12.3@",
		"Luật này":                                                                          "@",
		"các điều 5, 6 và 7 Luật này":                                                       "5@ 6@ 7@",
		"từ Điều 5 đến Điều 8 của Luật này":                                                 "5@ 6@ 7@ 8@",
		"các điều từ 5 đến 8":                                                               "5@ 6@ 7@ 8@",
		"các điểm từ a đến đ khoản 1 Điều 9":                                                "9.1.a@ 9.1.b@ 9.1.c@ 9.1.d@ 9.1.đ@",
		"từ khoản 1 đến khoản 3 Điều 5":                                                     "5.1@ 5.2@ 5.3@",
		"khoản 1 Điều 5, khoản 2 Điều 6 và Điều 7 Nghị định số 30/2020/NĐ-CP":               "5.1@30/2020/NĐ-CP 6.2@30/2020/NĐ-CP 7@30/2020/NĐ-CP",
		"Điều 5 Nghị định số 30/2020/NĐ-CP và Điều 6 Thông tư số 01/2019/TT-BNV":            "5@30/2020/NĐ-CP 6@01/2019/TT-BNV",
		"Điều 28 Luật Khiếu nại quy định":                                                   "28@Luật Khiếu nại",
		"Điều 5 Luật Phí và lệ phí và Nghị định số 120/2016/NĐ-CP":                          "5@Luật Phí và lệ phí @120/2016/NĐ-CP",
		"Điều 3 Bộ luật Dân sự năm 2015":                                                    "3@Bộ luật Dân sự năm 2015",
		"theo Luật Phòng, chống tham nhũng số 36/2018/QH14":                                 "@36/2018/QH14",
		"Điều 10 Luật Thí điểm Mới được ban hành":                                           "10@Luật Thí điểm Mới",
		"Luật được ban hành theo thẩm quyền":                                                "",
		"Thủ tướng quyết định 5 trường hợp":                                                 "",
		"khoản 2, 30 ngày kể từ ngày nhận":                                                  "12.2@",
		"điểm a và y tế khoản 1":                                                            "12.3.a@ 12.1@",
		"theo quy định tại khoản 1, 2 và 3 Điều 4":                                          "4.1@ 4.2@ 4.3@",
		"các khoản 1, 2 và 3 nêu trên":                                                      "12.1@ 12.2@ 12.3@",
		"Điều 28a và Điều 28b":                                                              "28a@ 28b@",
		"điểm a) khoản 1 Điều 2":                                                            "2.1.a@",
		"điểm đ khoản 1 Điều 12 Luật số 02/2011/QH13":                                       "12.1.đ@",
		"Điều 5 Nghị định số 30 /2020/NĐ - CP ngày 05 tháng 3 năm 2020":                     "5@30/2020/NĐ-CP",
		"Thông tư liên tịch số 01/2018/TTLT-BCA-BQP- TANDTC-VKSNDTC ngày 1":                 "@01/2018/TTLT-BCA-BQP-TANDTC-VKSNDTC",
		"30/2020/NĐ-CP và 130/2020/NĐ-CP":                                                   "@30/2020/NĐ-CP @130/2020/NĐ-CP",
		"ĐIỀU 5 LUẬT NÀY":                                                                   "5@",
		"Mục IV Thông tư số 124/2007/TT-BTC":                                                "Mục IV@124/2007/TT-BTC",
		"Phụ lục I ban hành kèm theo Nghị định số 30/2020/NĐ-CP":                            "Phụ lục I@30/2020/NĐ-CP",
		"Điều 5 Mục 2 Chương II Luật này":                                                   "5@",
		"Điều 5 Quy chế này":                                                                "5@",
		"Điều 5 Quy chế đào tạo ban hành kèm theo Quyết định số 12/2008/QĐ-BGDĐT":           "5@12/2008/QĐ-BGDĐT",
		"Điều 5 Hiệp định thương mại":                                                       "5@-",
		"Nghị định này":                                                                     "",
		"Điều 6 Nghị định này":                                                              "6@Nghị định",
		"Hiến pháp năm 2013":                                                                "@Hiến pháp năm 2013",
		"Luật sửa đổi, bổ sung một số điều của Luật Cư trú số 36/2013/QH13":                 "@36/2013/QH13",
		"Điều 1 Luật sửa đổi, bổ sung một số điều của Luật Cư trú":                          "1@Luật sửa đổi, bổ sung một số điều của Luật Cư trú",
		"khoản 2\nĐiều 5. Phạm vi":                                                          "12.2@ 5@",
		"Đie\u0302\u0300u 5":                                                                "5@",
		"Ðiều 5 của Luật này":                                                               "5@",
		"điểm 1.2 khoản 1 Mục II":                                                           "Mục II.1.1.2@",
		"đạt điểm 5 trở lên":                                                                "",
		"ngày 01/07/2012, 07/2012":                                                          "",
		"Điều 3, Điều 4; Điều 5 Luật Tố cáo; Điều 6 Luật này":                               "3@Luật Tố cáo 4@Luật Tố cáo 5@Luật Tố cáo 6@",
		"khoan 2 dieu 8 nghi dinh 63/2010":                                                  "8.2@63/2010",
		"Luật Tố cáo và Điều 4":                                                             "@Luật Tố cáo 4@",
		"điểm a, điểm b khoản 1 và các điểm c, d và đ khoản 2 Điều 7 Luật Bảo hiểm y tế":    "7.1.a@Luật Bảo hiểm y tế 7.1.b@Luật Bảo hiểm y tế 7.2.c@Luật Bảo hiểm y tế 7.2.d@Luật Bảo hiểm y tế 7.2.đ@Luật Bảo hiểm y tế",
		"theo BLDS 2015 và NĐ 30/2020/NĐ-CP":                                                "@Bộ luật Dân sự năm 2015 @30/2020/NĐ-CP",
		"theo pháp luật Việt Nam, QCVN 01-183:2016/BNNPTNT, mẫu B8-LLTC, mẫu số 03/QĐ-CKNS": "",
		"tài khoản 109, thời điểm a, danh mục I, điều khoản 5, điểm A trên bản đồ":          "",
		"điểm a khoản 3 Điều 40 của Luật, được":                                             "40.3.a@Luật",
		"Phụ lục VIIa Nghị định số 30/2020/NĐ-CP":                                           "Phụ lục VIIa@30/2020/NĐ-CP",
		"các khoản từ khoản 1 đến khoản 3 Điều này":                                         "12.1@ 12.2@ 12.3@",
		"Luật Phòng, chống HIV/AIDS và":                                                     "@Luật Phòng, chống HIV/AIDS",
		"Điều 5 khoản 2 điểm a":                                                             "5.2.a@",
	} {
		var got []string
		for _, f := range FindRefs(in, here) {
			got = append(got, short(f.Ref))
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("FindRefs(%q) (-want +got):\n%s", in, diff)
		}
	}
}

func TestFindRefsSpans(t *testing.T) {
	for in, want := range map[string]string{
		"theo các điểm a, b khoản 2 và khoản 3 Điều 5 của Luật này thì": "các điểm a|b khoản 2|khoản 3 Điều 5 của Luật này",
		"từ Điều 5 đến Điều 7 (sau đây":                                 "Điều 5|Điều 7|Điều 7",
		"nghị định 30/2020/NĐ-CP, điều 15":                              "nghị định 30/2020/NĐ-CP|điều 15",
		"Nghị định 30/2020/NĐ-CP Điều 15.":                              "Nghị định 30/2020/NĐ-CP Điều 15",
	} {
		var got []string
		for _, f := range FindRefs(in, here) {
			got = append(got, in[f.Start:f.End])
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("FindRefs(%q) (-want +got):\n%s", in, diff)
		}
	}
}

// TestNoLaw holds that kỷ luật and pháp luật name no law, whatever follows them.
func TestNoLaw(t *testing.T) {
	for _, in := range []string{"thời hiệu xử lý kỷ luật viên chức", "xu ly ky luat vien chuc", "pháp luật đất đai", "quy luật giáo dục"} {
		if found := FindTypedRefs(in, Ref{}); len(found) != 0 {
			t.Errorf("%s: %+v", in, found)
		}
	}
}

func TestCutRef(t *testing.T) {
	for in, want := range map[string][2]string{
		"khoan 2 dieu 8 nghi dinh 63/2010":                                    {"8.2@63/2010", ""},
		"khoan 2 dieu 15 nd 30/2020 noi gi":                                   {"15.2@30/2020", "noi gi"},
		"k2 đ8 nđ 63/2010/NĐ-CP":                                              {"8.2@63/2010/NĐ-CP", ""},
		"k2 d8 nd 63/2010/nd-cp noi gi":                                       {"8.2@63/2010/NĐ-CP", "noi gi"},
		"Điều 8 Nghị định 63/2010 nói gì về các bộ phận?":                     {"8@63/2010", "nói gì về các bộ phận?"},
		"điều 28 luật khiếu nại quy định gì":                                  {"28@Luật Khiếu nại", "quy định gì"},
		"dieu 28 luat khieu nai quy dinh gi":                                  {"28@Luật Khiếu nại", "quy dinh gi"},
		"nghị định 30/2020, điều 15, khoản 2":                                 {"15.2@30/2020", ""},
		"theo NĐ 30/2020 điều 15 khoản 2 thì sao?":                            {"15.2@30/2020", "theo thì sao?"},
		"Luật Đất đai 2024 điều 5 nói gì":                                     {"5@Luật Đất đai năm 2024", "nói gì"},
		"blds 2015 điều 3":                                                    {"3@Bộ luật Dân sự năm 2015", ""},
		"Nghị định 30/2020/NĐ-CP quy định về gì":                              {"@30/2020/NĐ-CP", "quy định về gì"},
		"điểm d khoản 1 điều 2 tt 01/2019 tt bnv":                             {"2.1.d@01/2019/TT-BNV", ""},
		"Điều 15, khoản 2 NĐ 30/2020 nói gì":                                  {"15.2@30/2020", "nói gì"},
		"khoản 5 nghị định 63/2010":                                           {".5@63/2010", ""},
		"thủ tục theo Nghị định 126 năm 2020 điều 5":                          {"5@126/2020", "thủ tục theo"},
		"luật hôn nhân gia đình điều 8":                                       {"8@Luật Hôn nhân và gia đình", ""},
		"theo hiến pháp nước Cộng hoà xã hội chủ nghĩa Việt Nam năm 2013 thì": {"@Hiến pháp năm 2013", "theo thì"},
		"luật khiếu nại 2011 quy định thời hạn thế nào":                       {"@Luật Khiếu nại năm 2011", "quy định thời hạn thế nào"},
	} {
		r, rest, ok := CutRef(in)
		if got := [2]string{short(r), rest}; !ok || got != want {
			t.Errorf("CutRef(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"thời hạn giải quyết khiếu nại", "khoản 2 điều 5 nói gì", "luật được ban hành khi nào", "khoan 2 gieng", "trach nhiem thuc hien phap luat", ""} {
		if r, rest, ok := CutRef(in); ok || rest != in {
			t.Errorf("CutRef(%q) = %v, %q, want none", in, r, rest)
		}
	}
}

func FuzzFindRefs(f *testing.F) {
	for _, s := range []string{
		"các điểm a, b khoản 2 và khoản 3 Điều 5 của Luật này", "từ Điều 5 đến Điều 8", "điểm “a” khoản 2", "k2 d8 nd 63/2010",
		"Luật sửa đổi, bổ sung một số điều của Luật Cư trú số 36/2013/QH13", "Điều 5 Quy chế đào tạo ban hành kèm theo Quyết định 1/2000/QĐ-TTg", "điểm",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, loose := range []bool{false, true} {
			last := 0
			for _, found := range findRefs(s, here, loose) {
				if found.Start < last || found.End <= found.Start || found.End > len(s) {
					t.Fatalf("findRefs(%q): %+v after %d", s, found, last)
				}
				last = found.Start
				if found.Ref.IsZero() {
					t.Errorf("findRefs(%q) finds nothing at %d", s, found.Start)
				}
			}
		}
		CutRef(s)
	})
}

// TestFindRefsIsLinear reads texts on which a careless parser is quadratic.
func TestFindRefsIsLinear(t *testing.T) {
	const copies = 50_000
	for _, s := range []string{
		"khoản 1 Điều 1, ", "các điểm a, b và ", "điểm a, ", "Luật sửa đổi, bổ sung một số điều của ", "từ Điều 1 đến ", "Điều 5 Quy chế ",
		"1,", "1/", "Nghị định số ", "12/2020/TT-BTC-", "Luật Phòng, chống ", "khoản 1 và ",
	} {
		for _, loose := range []bool{false, true} {
			start := time.Now()
			findRefs(strings.Repeat(s, copies), here, loose)
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("%d times %q took %v", copies, s, d)
			}
		}
	}
}

func BenchmarkFindRefs(b *testing.B) {
	s := strings.Repeat("Việc khiếu nại thực hiện theo các điểm a, b khoản 2 và khoản 3 Điều 5 của Luật này và Nghị định số "+
		"30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ; thời hạn giải quyết không quá 30 ngày, kể từ ngày thụ lý. ", 1000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		FindRefs(s, here)
	}
}
