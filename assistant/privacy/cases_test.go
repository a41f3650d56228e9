package privacy

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Cases are texts in which {id:…} marks what must be found. All values are invented.

// marks are the kinds as cases write them.
var marks = map[string]Kind{
	"id": CitizenID, "cmnd": OldID, "pass": Passport, "ins": Insurance, "tax": TaxCode, "tel": Phone, "acc": Account,
	"mail": Email, "plate": Plate, "name": Name, "born": Birth, "addr": Address,
}

var marked = regexp.MustCompile(`\{([a-z]+):([^}]*)\}`)

// parseCase takes the marks out of a case.
func parseCase(t *testing.T, s string) (text string, want []span) {
	t.Helper()
	last := 0
	for _, m := range marked.FindAllStringSubmatchIndex(s, -1) {
		kind, ok := marks[s[m[2]:m[3]]]
		if !ok {
			t.Fatalf("unknown mark in %q", s)
		}
		text += s[last:m[0]]
		want = append(want, span{len(text), len(text) + m[5] - m[4], kind})
		text += s[m[4]:m[5]]
		last = m[1]
	}
	return text + s[last:], want
}

// handMade are cases written one by one.
var handMade = []string{
	"CCCD số {id:001093012345} cấp ngày 01/02/2021 tại Cục Cảnh sát QLHC về TTXH",
	"căn cước công dân: {id:079 193 004 567}, hết hạn rồi thì đổi ở đâu",
	"can cuoc {id:038.201.012.345} bi mat",
	"so dinh danh ca nhan {id:012345678901}",
	"CMND {cmnd:012345678} và CCCD {id:001088000123} là của một người",
	"cmnd cũ {cmnd:123 456 789}, cmnd mới {cmnd:234567890}",
	"Số CCCD:\n{id:036095001122}\nNơi cấp: Cục Cảnh sát",
	"cccd {id:0 0 1 0 9 3 0 1 2 3 4 5} do máy quét đọc",
	"CCCD {id:001\u200b093\u200b012\u200b345} có ký tự ẩn",
	"CCCD {id:001\u00a0093\u2009012\u202f345} có dấu cách lạ",
	"số {id:0010-9301-2345} trên thẻ",
	"mất hộ chiếu {pass:B1234567} ở nước ngoài",
	"ho chieu so {pass:c7654321} het han",
	"passport no. {pass:P01234567}",
	"hộ chiếu {pass:N 1234567}, {pass:C2345678}",
	"gọi cho tôi theo số {tel:0912345678} nhé",
	"sđt {tel:0912 345 678}",
	"dt {tel:0983.123.456}",
	"điện thoại {tel:(+84) 912 345 678}",
	"zalo {tel:+84-912-345-678}",
	"liên hệ {tel:84912345678}",
	"nhà tôi số máy bàn {tel:024 3846 2222}",
	"máy bàn {tel:(028) 3822 3344}",
	"{tel:0 9 1 2 3 4 5 6 7 8} là số của tôi",
	"sdt: {tel:09.12.34.56.78}",
	"hai số {tel:0912345678}, {tel:0387654321} đều không gọi được",
	"STK {acc:19001234567890} Techcombank",
	"chuyển vào tài khoản {acc:0011 0012 34567} tại Vietcombank",
	"{acc:1234567890123} - BIDV chi nhánh Thăng Long",
	"số tài khoản nhận trợ cấp là {acc:102345678901}, VietinBank",
	"Agribank {acc:1500205123456}",
	"mã số thuế {tax:0100109106}",
	"MST: {tax:0100109106-001}",
	"mst {tax:8012345671} của hộ kinh doanh",
	"mã số BHXH {ins:0123456789}",
	"số sổ bảo hiểm xã hội {ins:7912345678}",
	"thẻ BHYT {ins:DN4797912345678}",
	"the bhyt {ins:GD 4 01 01 23456789}",
	"bảo hiểm y tế mã {ins:HT2010123456789}",
	"gửi {mail:nguyen.a+1@gmail.com} giúp",
	"mail: {mail:tran_b@cty-x.com.vn}.",
	"hòm thư {mail:abc123@yahoo.com}, trả lời sớm",
	"xe {plate:29A-123.45} quá tải",
	"biển số {plate:51F1-12345}",
	"xe máy {plate:29-B1 123.45} không chính chủ",
	"bks {plate:30f12345}",
	"xe biển {plate:59X2-1234} bị tạm giữ",
	"ô tô {plate:30LD-123.45} chuyển vùng",
	"ông {name:Nguyễn Văn A} khiếu nại quyết định của UBND xã",
	"bà {name:Trần Thị B} và ông {name:Lê Văn C} tranh chấp đất",
	"anh {name:Phạm Minh Đức} xin nghỉ việc",
	"chị {name:Lan} nghỉ thai sản",
	"cháu {name:Vũ Hoàng Bảo Ngọc} học lớp 1",
	"công dân {name:Đỗ Thị Hồng} đề nghị cấp lại",
	"đương sự {name:Hoàng Văn Thái} vắng mặt",
	"bị can {name:Lò Văn Pâng} bị tạm giam",
	"ÔNG {name:NGUYỄN VĂN BÌNH} CÓ ĐƯỢC HƯỞNG TRỢ CẤP KHÔNG",
	"ong {name:Nguyen Van Tuan} khieu nai",
	"bà {name:nguyễn thị hoa} hỏi về lương hưu",
	"tôi là {name:Nguyễn Thị Mai}, giáo viên",
	"Họ và tên: {name:Trần Quốc Toàn}",
	"chồng tôi là {name:Bùi Văn Hải} đi tù",
	"anh {name:Giàng A Páo} xin vay vốn; sau đó {name:Giàng A Páo} bị từ chối",
	"cháu tên là {name:Lý Thị Mẩy}",
	"ông {name:Nguyễn Văn A} sinh ngày {born:01/02/1990}",
	"cháu sinh ngày {born:1-6-2019} vào lớp 1 được không",
	"ngày sinh: {born:05.09.1985}",
	"sinh ngày {born:12 tháng 5 năm 1978} tại xã X",
	"SINH NGÀY {born:30/04/1975}",
	"nhà tôi ở {addr:số 12 ngõ 34 phố Kim Mã, phường Ngọc Khánh}",
	"trú tại {addr:số nhà 5, ngách 12/3, đường Láng, phường Láng Thượng, thành phố Hà Nội}",
	"ông {name:Nguyễn Văn A}, trú tại {addr:thôn Đông, xã Tây Sơn, huyện Nam Đàn}",
	"tôi ở {addr:tổ 5, phường Hòa Minh, thành phố Đà Nẵng}",
	"địa chỉ: {addr:123/4 Lê Lợi, phường Bến Thành}",
	"nhà {addr:số 7 đường Nguyễn Trãi} bị giải tỏa",
	"hộ khẩu thường trú: {addr:ấp 3, xã Tân Phú, huyện Châu Thành, tỉnh Đồng Tháp}",
	"toi song o {addr:so 12 ngo 34 pho Kim Ma, phuong Ngoc Khanh}",
	"tạm trú {addr:ngõ 5 đường Cầu Giấy, phường Quan Hoa}",
	"{addr:Số 10, tổ dân phố 4, phường Mỹ Đình} là nhà bố mẹ tôi",
}

// harmless are texts in which nothing may be found.
var harmless = []string{
	"Nghị định số 30/2020/NĐ-CP ngày 05/03/2020 của Chính phủ", "thủ tục 1.001321 làm thế nào", "mã hồ sơ 000.00.01.H29-230101-0001", "mã 1.001321.000.00.00.H52",
	"mức phạt 150.000.000 đồng", "phạt từ 100.000.000 đến 500.000.000 đồng", "vốn 200000000 đồng", "vốn điều lệ 1000000000", "lương cơ sở 2.340.000 đồng/tháng",
	"trị giá 123456789 đồng", "ngày 01/02/2020 đến ngày 03/04/2021", "từ 01.02.2020 - 05.03.2021", "giai đoạn 2020-2025", "năm 2020 2021 2022",
	"Điều 12 khoản 3 điểm a", "Luật số 80/2025/QH15", "Thông tư liên tịch 01/2014/TTLT-BCA-VKSNDTC", "Quyết định số 12345678/QĐ-UBND", "Công văn 1234567/BTC-TCT",
	"hotline của Bộ Công an 0692345678", "đường dây nóng Công an tỉnh: 0243 123 4567", "tổng đài 1900 6192", "tổng đài 19006192 của bảo hiểm xã hội", "gọi 113 hay 111",
	"đường dây nóng 0963 123 456 của Thanh tra Sở Y tế", "tài khoản 33311", "tài khoản kế toán 112, 131, 511", "tài khoản 1121 và 11211", "mã ngành 4669, 46691",
	"ông Chủ tịch UBND tỉnh", "bà con nông dân", "đường Nguyễn Trãi có bị cấm xe tải không", "phường Bà Triệu thuộc quận nào", "tỉnh Bà Rịa - Vũng Tàu sáp nhập",
	"phố Bà Trưng", "huyện Anh Sơn", "công dân Việt Nam ở nước ngoài", "công dân Hoa Kỳ", "bị cáo có quyền gì", "đương sự vắng mặt", "Bác Hồ", "anh chị em ruột",
	"ông A và bà B có tài sản chung", "đồng chí Bộ trưởng", "ông bà nội", "chị em dâu", "em Việt Nam", "người Mỹ gốc Việt", "bị đơn vắng mặt", "Ông Giám đốc Sở Tư pháp",
	"cô giáo hợp đồng", "bác sĩ đa khoa", "chi tiết thi hành luật", "chi phí thi công", "anh đang thi công chức", "co duong van chuyen khong", "ba con o xa",
	"sinh từ ngày 01/01/2025", "sinh trước ngày 01/7/2025", "hy sinh ngày 10/3/1979", "đăng ký khai sinh ngày 01/02/2024", "tôi sinh năm 1970 thì bao giờ nghỉ hưu",
	"trẻ sinh ngày 01/01/2025 trở đi được tiêm gì", "phường X thuộc tỉnh nào", "xã Tân Phú, huyện Châu Thành sáp nhập", "trụ sở UBND phường tại số 12 đường Nguyễn Trãi",
	"Sở Tư pháp, số 5 đường Lê Lợi, phường 1", "theo Mẫu số 01 Phụ lục II", "Mẫu số 05, Phụ lục II", "Phụ lục số 3 Thông tư này", "số 12 Nghị quyết này",
	"tổ chức chính trị - xã hội", "tổ công tác số 5", "khu công nghiệp Bình Dương", "bản chính, bản sao", "số 5 khoản 2", "Quốc lộ 1A", "toạ độ (0134311265)",
	"mã HS 0304.87.10.00", "mã HS 0902.10.10.00", "biểu mẫu 12A-2020", "Điều 12b, 13a", "văn bản 29A", "(01) (02) (03) (04) (05) (06)", "01 02 03 04 05 06 07 08",
	"STT 1 2 3 4 5 6 7 8 9 10 11 12", "100.000 500.000 1.000.000", "diện tích 1.234.567 m2", "tỷ lệ 12,345678%", "3,141592653", "mã vạch 8934567890123",
	"hàng 8 934567 890123", "theo Điều 5 Nghị định 145/2020/NĐ-CP", "@here cho hỏi", "giá @ 5000", "a@b", "số ký hiệu 01/KH-UBND", "QCVN 01-1:2018/BYT",
	"TCVN 5687:2010", "phiên bản 2.10.3.4", "IP 192.168.100.200", "2.001.002.003", "trong 12 tháng 2020 2021", "hộ chiếu phổ thông có thời hạn 10 năm",
	"thẻ bảo hiểm y tế có giá trị từ 01/01/2024", "số căn cước gồm 12 chữ số", "căn cước cấp từ 01/07/2024 đến 01/07/2039", "mã số thuế 10 số hay 13 số",
	"biển số xe 5 số", "biển số xe là gì", "địa chỉ thư điện tử công vụ", "địa chỉ thường trú là gì", "tôi là công chức", "tôi tên gì", "tên tôi sai trên sổ đỏ",
	"Chủ tịch Hồ Chí Minh", "đồng chí Hồ Chí Minh", "lãnh đạo Cục", "cụ thể Điều 5", "Cô Tô là huyện đảo", "bộ trưởng Bộ Y tế", "Nguyễn Trãi là tên đường",
}

const digitsAll = "0123456789"

// maker draws invented values.
type maker struct{ *rand.Rand }

func (m maker) digits(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(digitsAll[m.IntN(10)])
	}
	return b.String()
}

func (m maker) pick(list ...string) string { return list[m.IntN(len(list))] }

// grouped cuts digits into groups of the given sizes.
func grouped(d, sep string, sizes ...int) string {
	var parts []string
	for _, n := range sizes {
		parts = append(parts, d[:n])
		d = d[n:]
	}
	return strings.Join(parts, sep)
}

func (m maker) citizen() string {
	codes := strings.Fields(provinces)
	d := codes[m.IntN(len(codes))] + m.pick("0", "1", "2", "3") + m.digits(8)
	return m.pick(d, d, grouped(d, " ", 3, 3, 3, 3), grouped(d, ".", 3, 3, 3, 3), grouped(d, " ", 4, 4, 4), strings.Join(strings.Split(d, ""), " "), grouped(d, "\u200b", 6, 6))
}

func (m maker) phone() string {
	d := m.pick("032", "035", "038", "056", "070", "079", "081", "086", "090", "091", "097", "098") + m.digits(7)
	return m.pick(d, d, grouped(d, " ", 4, 3, 3), grouped(d, ".", 4, 3, 3), grouped(d, "-", 3, 3, 4), "+84"+d[1:], "+84 "+grouped(d[1:], " ", 3, 3, 3), grouped(d, " ", 3, 3, 2, 2))
}

func (m maker) landline() string {
	d := m.pick("024", "028") + m.digits(8)
	return m.pick(d, grouped(d, " ", 3, 4, 4), grouped(d, ".", 3, 4, 4), "("+d[:3]+") "+grouped(d[3:], " ", 4, 4))
}

// tax draws a tax code by the published rule for its last digit.
func (m maker) tax() string {
	for {
		nine := m.pick("01", "03", "37", "02", "80") + m.digits(7)
		for last := range 10 {
			if d := fmt.Sprintf("%s%d", nine, last); taxNumber(d) {
				return m.pick(d, d, d+"-001")
			}
		}
	}
}

func (m maker) person() string {
	sex := m.pick("Văn", "Thị", "Đức", "Ngọc", "Minh")
	return m.pick("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý") + " " + sex + " " +
		m.pick("An", "Bình", "Cường", "Dung", "Hạnh", "Khoa", "Linh", "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Tú", "Vân", "Yến")
}

func (m maker) home() string {
	road := m.pick("Trần Phú", "Láng Hạ", "Hàng Bông", "Lê Duẩn", "Quang Trung")
	ward := m.pick("Ngọc Hà", "Bến Thành", "Hải Châu", "Phú Nhuận", "An Khánh")
	n := m.IntN(200) + 1
	return m.pick(
		fmt.Sprintf("số %d đường %s, phường %s", n, road, ward),
		fmt.Sprintf("số nhà %d, phố %s, phường %s, Hà Nội", n, road, ward),
		fmt.Sprintf("số %d ngõ %d phố %s", n, n+3, road),
		fmt.Sprintf("ngách %d/%d đường %s, phường %s", n, n+2, road, ward),
		fmt.Sprintf("thôn %d, xã %s, tỉnh Lào Cai", n%9+1, ward),
		fmt.Sprintf("tổ dân phố số %d, phường %s", n%20+1, ward),
	)
}

// generated draws n cases of every kind.
func generated(seed uint64, n int) (cases []string) {
	m := maker{rand.New(rand.NewPCG(seed, 5))}
	for range n {
		cases = append(
			cases,
			m.pick("CCCD ", "căn cước số ", "so cccd: ", "công dân mang số ", "Số định danh: ")+"{id:"+m.citizen()+"}"+m.pick("", " xin cấp đổi", ", cấp năm 2021", "."),
			m.pick("CMND ", "chứng minh nhân dân số ", "cmt ")+"{cmnd:"+m.digits(9)+"}"+m.pick("", " hết hạn", ","),
			m.pick("hộ chiếu ", "Hộ chiếu số: ", "passport ", "ho chieu ")+"{pass:"+m.pick("B", "C", "N", "P")+m.digits(7)+"}"+m.pick("", " bị mất", ";"),
			m.pick("gọi ", "SĐT: ", "điện thoại ", "số của tôi là ", "sdt ")+"{tel:"+m.phone()+"}"+m.pick("", " nhé", ", cảm ơn"),
			m.pick("điện thoại bàn ", "máy bàn nhà tôi ")+"{tel:"+m.landline()+"}"+m.pick("", " buổi tối"),
			m.pick("STK ", "số tài khoản: ", "tai khoan ", "tài khoản ngân hàng ")+"{acc:1"+m.digits(9+m.IntN(5))+"1}"+m.pick("", " tại Vietcombank", " BIDV"),
			m.pick("Techcombank ", "VPBank: ", "MB Bank ")+"{acc:2"+m.digits(10)+"3}"+m.pick("", " bị khóa"),
			m.pick("MST ", "mã số thuế ", "ma so thue: ")+"{tax:"+m.tax()+"}"+m.pick("", " bị khóa"),
			m.pick("mã số BHXH ", "sổ bảo hiểm số ", "bhxh: ")+"{ins:"+m.digits(10)+"}"+m.pick("", " bị trùng"),
			m.pick("thẻ BHYT ", "thẻ ", "mã thẻ bảo hiểm y tế ")+"{ins:"+m.pick("DN", "HT", "GD", "TE", "HS")+m.pick("1", "2", "3", "4")+m.digits(12)+"}"+m.pick("", " hết hạn"),
			m.pick("gửi ", "email: ", "thư về ")+"{mail:"+m.pick("an", "binh.le", "ngoc_tran", "kt2")+m.digits(2)+"@"+m.pick("gmail.com", "mail.vn", "cty.com.vn")+"}"+m.pick("", " nhé", "."),
			m.pick("xe ", "biển số ", "ô tô biển ")+"{plate:"+m.pick("29", "30", "43", "51", "65", "88")+m.pick("A", "B", "C", "F", "H", "K")+m.pick("-", "", "1-", "2-")+m.pick(m.digits(3)+"."+m.digits(2), m.digits(5))+"}"+m.pick("", " vượt đèn đỏ", ","),
			m.pick("ông ", "bà ", "anh ", "chị ", "công dân ", "bị can ", "đương sự ", "tên tôi là ")+"{name:"+m.person()+"}"+m.pick("", " khiếu nại", ", 35 tuổi"),
			"sinh ngày {born:"+fmt.Sprintf("%02d/%02d/%d", m.IntN(28)+1, m.IntN(12)+1, 1950+m.IntN(70))+"}"+m.pick("", " tại Huế"),
			m.pick("nhà tôi ở ", "trú tại ", "thường trú: ", "tôi sống tại ")+"{addr:"+m.home()+"}"+m.pick("", ".", " bị thu hồi đất"),
			m.pick("mức phạt ", "vay ", "giá ")+grouped(m.pick("1", "25", "300")+"000000", "", 1)+"00000"+m.pick(" đồng", "đ", " VND"),
			fmt.Sprintf("%s số %d/20%d/NĐ-CP", m.pick("Nghị định", "theo Nghị định"), m.IntN(200)+1, 10+m.IntN(15)),
			fmt.Sprintf("thủ tục %d.%06d", m.IntN(3)+1, m.IntN(20000)),
			fmt.Sprintf("từ ngày %d.%d.20%d - %d.%d.20%d", m.IntN(28)+1, m.IntN(12)+1, 10+m.IntN(15), m.IntN(28)+1, m.IntN(12)+1, 10+m.IntN(15)),
		)
	}
	return cases
}

// tally counts what was wanted, found and rightly found.
type tally struct{ wanted, found, right int }

func (t tally) recall() float64    { return float64(t.right) / float64(max(t.wanted, 1)) }
func (t tally) precision() float64 { return float64(t.right) / float64(max(t.found, 1)) }

func formatted(k Kind) bool { return k != Name && k != Address && k != Birth }

// TestCases finds the personal data in more than three hundred texts and
// reports how much of it, and how much else.
func TestCases(t *testing.T) {
	cases := slices.Concat(handMade, harmless, generated(1, 20), generated(2, 20))
	sums := map[string]*tally{"formatted": {}, "names": {}, "addresses": {}, "birthdays": {}}
	group := func(k Kind) *tally {
		switch k {
		case Name:
			return sums["names"]
		case Address:
			return sums["addresses"]
		case Birth:
			return sums["birthdays"]
		}
		return sums["formatted"]
	}
	kinds := map[Kind]int{}
	for _, c := range cases {
		text, want := parseCase(t, c)
		got := find(text)
		for _, w := range want {
			group(w.kind).wanted++
			kinds[w.kind]++
		}
		for _, g := range got {
			group(g.kind).found++
			if slices.Contains(want, g) {
				group(g.kind).right++
			} else {
				t.Logf("%q: found %s %q", text, g.kind, text[g.start:g.end])
			}
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Logf("%q: missed %s %q", text, w.kind, text[w.start:w.end])
			}
		}
	}
	for name, least := range map[string][2]float64{"formatted": {0.98, 0.95}, "names": {0.9, 0.9}, "addresses": {0.9, 0.9}, "birthdays": {0.95, 0.95}} {
		s := sums[name]
		t.Logf("%s: %d wanted, recall %.3f, precision %.3f", name, s.wanted, s.recall(), s.precision())
		if s.recall() < least[0] || s.precision() < least[1] {
			t.Errorf("%s: recall %.3f, precision %.3f; want at least %v", name, s.recall(), s.precision(), least)
		}
	}
	if len(cases) < 300 || len(kinds) != len(marks) {
		t.Errorf("%d cases of %d kinds, want 300 of %d", len(cases), len(kinds), len(marks))
	}
}

// TestCasesTypedOtherwise finds formatted identifiers in texts without
// diacritics and in capitals.
func TestCasesTypedOtherwise(t *testing.T) {
	for name, typed := range map[string]func(string) string{"folded": viet.Fold, "capitals": strings.ToUpper} {
		var sum tally
		for _, c := range slices.Concat(handMade, generated(3, 10)) {
			text, want := parseCase(t, c)
			masked, _ := Mask(typed(text))
			for _, w := range want {
				if !formatted(w.kind) || w.kind == Plate || w.kind == Passport {
					continue // letters are part of these
				}
				sum.wanted++
				if value := typed(text[w.start:w.end]); strings.Contains(masked, value) {
					t.Logf("%s: %q is left in %q", name, value, masked)
				} else {
					sum.right++
				}
			}
		}
		t.Logf("%s: %d wanted, recall %.3f", name, sum.wanted, sum.recall())
		if sum.recall() < 0.98 {
			t.Errorf("%s: recall %.3f, want at least 0.98", name, sum.recall())
		}
	}
}
