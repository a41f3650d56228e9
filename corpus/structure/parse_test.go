package structure

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

// summary prints what was read of a document, one fact a line.
func summary(r Reading) string {
	d := r.Document
	var b strings.Builder
	fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%s\n%s\n", d.Kind, d.Number, d.Issuer, d.Issued, d.Effective, d.Signatory, d.Title)
	for _, ref := range d.Basis {
		fmt.Fprintf(&b, "căn cứ %s\n", ref)
	}
	for _, a := range d.Articles {
		for _, h := range a.Within {
			fmt.Fprintf(&b, "%s / ", h)
		}
		fmt.Fprintf(&b, "[%s] %s: %s\n", a.Key, a.Heading, strings.ReplaceAll(a.Text(), "\n", "⏎"))
	}
	for _, s := range d.Steps {
		fmt.Fprintf(&b, "%s: %s|%s|%s|%v\n", s.Label, s.Text, s.Who, s.Time, s.Forms)
	}
	for _, to := range d.Recipients {
		fmt.Fprintf(&b, "nhận %s\n", to)
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "! %d %s\n", w.Line, w.Problem)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"decree", `CHÍNH PHỦ
Số: 99/2024/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 05 tháng 3 năm 2024
NGHỊ ĐỊNH
Về việc nuôi mèo
ở cơ quan
Căn cứ Luật Thú y ngày 19 tháng 6 năm 2015;
Căn cứ khoản 2 Điều 5 Luật số 31/2024/QH15 đã được sửa đổi theo Luật số 43/2024/QH15;
Chính phủ ban hành Nghị định.
Chương I
QUY ĐỊNH CHUNG
Mục 1. MÈO
Điều 1. Phạm vi
1. Mèo.
Điều 2.
Cho ăn
Theo giờ.
CHƯƠNG II. THI HÀNH
Điều 2a. Thêm
Một điều.
Điều 4. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký ban hành.
2. Nghị định số 1/2020/NĐ-CP hết hiệu lực từ ngày 01 tháng 01 năm 2030.
Nơi nhận:
- Văn thư;
- Lưu: VT.
TM. CHÍNH PHỦ
THỦ TƯỚNG
(Đã ký)
Nguyễn Văn An`, `Nghị định|99/2024/NĐ-CP|Chính phủ|2024-03-05|2024-04-19|Nguyễn Văn An
Về việc nuôi mèo ở cơ quan
căn cứ Luật Thú y
căn cứ khoản 2 Điều 5 Luật số 31/2024/QH15
Chương I. QUY ĐỊNH CHUNG / Mục 1. MÈO / [1] Phạm vi: 1. Mèo.
Chương I. QUY ĐỊNH CHUNG / Mục 1. MÈO / [2] Cho ăn: Theo giờ.
Chương II. THI HÀNH / [2a] Thêm: Một điều.
Chương II. THI HÀNH / [4] Hiệu lực thi hành: 1. Nghị định này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký ban hành.⏎2. Nghị định số 1/2020/NĐ-CP hết hiệu lực từ ngày 01 tháng 01 năm 2030.
nhận Văn thư
nhận Lưu: VT
! 23 thiếu Điều 3
`},
		{"amending law with poor quotation marks", `QUỐC HỘI
Luật số: 12/2024/QH15
LUẬT
SỬA ĐỔI MỘT SỐ ĐIỀU CỦA LUẬT NUÔI MÈO
Quốc hội ban hành Luật sửa đổi một số điều của Luật Nuôi mèo.
Điều 1. Sửa đổi một số điều của Luật Nuôi mèo
1. Sửa đổi Điều 2 như sau:
“Điều 2. Mèo
1. Luật này có hiệu lực từ ngày 01 tháng 01 năm 2000.
Điều 3. Chó”.
2. Sửa đổi Điều 4 như sau:
Điều 4. Cá
Nuôi cá.
3. Sửa đổi Điều 5 như sau:
"Điều 5. Chim
Nuôi chim.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025, trừ khoản 3 Điều 1.
Luật này được Quốc hội khóa XV thông qua ngày 27 tháng 6 năm 2024.
CHỦ TỊCH QUỐC HỘIVương Đình An`, `Luật|12/2024/QH15|Quốc hội|2024-06-27|2025-07-01|Vương Đình An
Sửa đổi một số điều của Luật Nuôi mèo
[1] Sửa đổi một số điều của Luật Nuôi mèo: 1. Sửa đổi Điều 2 như sau:⏎“Điều 2. Mèo⏎1. Luật này có hiệu lực từ ngày 01 tháng 01 năm 2000.⏎Điều 3. Chó”.⏎2. Sửa đổi Điều 4 như sau:⏎Điều 4. Cá⏎Nuôi cá.⏎3. Sửa đổi Điều 5 như sau:⏎"Điều 5. Chim⏎Nuôi chim.
[2] Hiệu lực thi hành: Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025, trừ khoản 3 Điều 1.
! 15 dấu ngoặc kép mở mà không thấy đóng
`},
		{"decision with a regulation", `ỦY BAN NHÂN DÂN
TỈNH ĐỒNG THÁP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/2024/QĐ-UBND
Đồng Tháp, ngày 1 tháng 2 năm 2024
QUYẾT ĐỊNH
Ban hành Quy chế trực cơ quan
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế trực.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Thị Bình
QUY CHẾ
Trực cơ quan
(Ban hành kèm theo Quyết định số 15/2024/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Trực.
Điều 2. Giờ
Tám giờ.`, `Quyết định|15/2024/QĐ-UBND|Ủy ban nhân dân tỉnh Đồng Tháp|2024-02-01|2024-02-01|Lê Thị Bình
Ban hành Quy chế trực cơ quan
[1] : Ban hành kèm theo Quyết định này Quy chế trực.
[2] : Quyết định này có hiệu lực kể từ ngày ký.
QUY CHẾ. Trực cơ quan (Ban hành kèm theo Quyết định số 15/2024/QĐ-UBND) / Chương I. QUY ĐỊNH CHUNG / [1~2] Phạm vi: Trực.
QUY CHẾ. Trực cơ quan (Ban hành kèm theo Quyết định số 15/2024/QĐ-UBND) / Chương I. QUY ĐỊNH CHUNG / [2~2] Giờ: Tám giờ.
`},
		{"joint circular", `BỘ NỘI VỤ - BỘ TÀI CHÍNH
Số: 01/2014/TTLT-BNV-BTC
Hà Nội, ngày 10 tháng 01 năm 2014
THÔNG TƯ LIÊN TỊCH
Hướng dẫn xếp lương
Điều 1. Một
Hai.
Điều 2. Hiệu lực
Thông tư liên tịch này có hiệu lực kể từ ngày 01/03/2014.`, `Thông tư liên tịch|01/2014/TTLT-BNV-BTC|Bộ Nội vụ và Bộ Tài chính|2014-01-10|2014-03-01|
Hướng dẫn xếp lương
[1] Một: Hai.
[2] Hiệu lực: Thông tư liên tịch này có hiệu lực kể từ ngày 01/03/2014.
`},
		{"letter of a department", `BỘ TÀI CHÍNH
TỔNG CỤC THUẾ
Số: 123/TCT-CS
V/v trả lời vướng mắc
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Nội, ngày 3 tháng 4 năm 2024
Kính gửi: Cục Thuế.
1. Về thuế.
Theo luật.
2. Về phí.
Theo quy định.
TL. TỔNG CỤC TRƯỞNG
Trần Văn Bê`, `Công văn|123/TCT-CS|Tổng cục Thuế (Bộ Tài chính)|2024-04-03||Trần Văn Bê
Trả lời vướng mắc
[Mục 1] : 1. Về thuế.⏎Theo luật.
[Mục 2] : 2. Về phí.⏎Theo quy định.
`},
		{"plan", `ỦY BAN NHÂN DÂN
THÀNH PHỐ HÀ NỘI
Số: 12/KH-UBND
Hà Nội, ngày 1 tháng 5 năm 2024
KẾ HOẠCH
Trồng cây
I. MỤC ĐÍCH
Xanh.
II. TỔ CHỨC
1. Sở Xây dựng trồng cây.
Nơi nhận:
- Lưu.`, `Kế hoạch|12/KH-UBND|Ủy ban nhân dân thành phố Hà Nội|2024-05-01||
Trồng cây
[Mục I] MỤC ĐÍCH: Xanh.
[Mục II] TỔ CHỨC: 1. Sở Xây dựng trồng cây.
nhận Lưu
`},
		{"process", `| SỞ TƯ PHÁP | QUY TRÌNH Cấp bản sao | Mã hiệu: QT 05/HC
| SỞ TƯ PHÁP | QUY TRÌNH Cấp bản sao | Ngày ban hành: 07/7/2025
MỤC LỤC
1. MỤC ĐÍCH
2. NỘI DUNG
1. MỤC ĐÍCH
Nhanh.
2. NỘI DUNG
Các bước:
| TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu
| 1. | Nhận hồ sơ | Cán bộ một cửa | 01 ngày | BM 01; BM 02
|  | và kiểm tra | | |
| 2. | Trả kết quả | Văn thư | ½ ngày |
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỜ KHAI CẤP BẢN SAO
Họ tên:`, `Quy trình|QT 05/HC|Sở Tư pháp|2025-07-07||
Cấp bản sao
[Mục 1] MỤC ĐÍCH: Nhanh.
[Mục 2] NỘI DUNG: Các bước:⏎TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu⏎1. | Nhận hồ sơ | Cán bộ một cửa | 01 ngày | BM 01; BM 02⏎ | và kiểm tra | | |⏎2. | Trả kết quả | Văn thư | ½ ngày |
[Biểu mẫu 1] TỜ KHAI CẤP BẢN SAO: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM⏎TỜ KHAI CẤP BẢN SAO⏎Họ tên:
Bước 1: Nhận hồ sơ và kiểm tra|Cán bộ một cửa|01 ngày|[BM 01 BM 02]
Bước 2: Trả kết quả|Văn thư|½ ngày|[]
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := linesOf(c.in)
			r := Parse(lines)
			if diff := cmp.Diff(c.want, summary(r)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			checkReading(t, lines)
		})
	}
}

func TestParseWith(t *testing.T) {
	d := ParseWith(linesOf("Điều 1. Một\nHai.\nĐiều 2. Ba\nBốn."), map[string]string{
		"so hieu": "262/2026/NĐ-CP", "Ngày ban hành": "30/6/2026", "ngay_hieu_luc": "2026-07-01", "co quan ban hanh": "Chính phủ", "trich yeu": "Quy định về báo chí",
	}).Document
	got := fmt.Sprint(d.ID, d.Kind, d.Issuer, d.Issued, d.Effective, d.Title)
	if want := "262-2026-nd-cpNghị địnhChính phủ2026-06-302026-07-01Quy định về báo chí"; strings.ReplaceAll(got, " 2026", "2026") != want {
		t.Errorf("got %q want %q", got, want)
	}
}

func TestEffectArticle(t *testing.T) {
	d := corpus.Document{Articles: []corpus.Article{
		{Label: "1", Heading: "Hiệu lực của hợp đồng"}, {Label: "2", Heading: "Hiệu lực thi hành"}, {Label: "3", Heading: "Trách nhiệm thi hành"},
	}}
	if got := EffectArticle(d); got != 1 {
		t.Errorf("got %d", got)
	}
	if got := EffectArticle(corpus.Document{}); got != -1 {
		t.Errorf("got %d", got)
	}
}

func TestSpelledNumber(t *testing.T) {
	for s, want := range map[string]int{"bốn mươi lăm": 45, "mười lăm": 15, "sáu mươi": 60, "chín": 9, "vài": 0, "": 0} {
		if got := spelledNumber(s); got != want {
			t.Errorf("%q: got %d want %d", s, got, want)
		}
	}
}
