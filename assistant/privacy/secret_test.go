package privacy_test

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/privacy"
)

// aboutSecrecy are questions about the law on state secrets, one a line. None
// is a secret.
const aboutSecrecy = `Bí mật nhà nước là gì?
Phạm vi bí mật nhà nước gồm những lĩnh vực nào?
Có mấy độ mật theo Luật Bảo vệ bí mật nhà nước?
Độ mật của văn bản gồm những loại nào?
độ mật: gồm những mức nào
Độ Tuyệt mật áp dụng cho thông tin gì?
Thế nào là tin Tối mật?
Tin thuộc độ Mật là tin gì?
phân biệt Tuyệt mật, Tối mật và Mật
phân biệt “tối mật” và “tuyệt mật”
Thời hạn bảo vệ bí mật nhà nước độ Tuyệt mật là bao nhiêu năm?
Thời hạn bảo vệ bí mật nhà nước độ Tối mật là bao nhiêu năm?
thời hạn bảo vệ độ mật
thời hạn bảo vệ bmnn độ mật bao lâu
thoi han bao ve bi mat nha nuoc do mat
thoi han bao ve do toi mat
thoi han bao ve do tuyet mat la bao nhieu nam
Gia hạn thời hạn bảo vệ bí mật nhà nước thế nào?
Ai có thẩm quyền gia hạn bảo vệ tài liệu mật?
Giải mật là gì?
khi nào thì giải mật
giai mat tai lieu nhu the nao
Trình tự giải mật tài liệu tối mật?
Hội đồng giải mật gồm những ai?
Điều chỉnh độ mật là gì?
dieu chinh do mat ai quyet dinh
Thẩm quyền xác định độ mật của văn bản?
Người soạn thảo có được đề xuất độ mật không?
Trình tự xác định bí mật nhà nước và độ mật
Dấu chỉ độ mật đóng ở đâu trên văn bản?
mẫu dấu “TUYỆT MẬT” hình gì
Mẫu dấu "TỐI MẬT" kích thước bao nhiêu?
mau dau mat mau gi
Dấu MẬT đóng vị trí nào?
Con dấu Tuyệt mật do ai quản lý?
Sao chụp tài liệu tuyệt mật do ai cho phép?
ai có thẩm quyền cho phép sao chụp tài liệu tuyệt mật
ai duoc sao chup tai lieu toi mat
sao chụp văn bản mật cần thủ tục gì
Số lượng bản sao tài liệu mật do ai quyết định?
bản sao văn bản tối mật có phải đóng dấu không
Tiêu hủy tài liệu mật theo quy trình nào?
tieu huy tai lieu mat ai lap hoi dong
tiêu hủy vật chứa bí mật nhà nước độ tối mật
Văn bản mật được lưu thế nào?
văn bản mật sau khi giải mật được lưu thế nào?
VĂN BẢN TUYỆT MẬT ĐƯỢC LƯU THẾ NÀO
VAN BAN MAT LUU O DAU
THỜI HẠN BẢO VỆ TỐI MẬT LÀ BAO LÂU
ĐỘ MẬT LÀ GÌ
QUY ĐỊNH VỀ VĂN BẢN MẬT
THẨM QUYỀN GIẢI MẬT
Gửi công văn mật qua bưu điện được không?
Chuyển giao văn bản tối mật trong nước thế nào?
Vận chuyển tài liệu tuyệt mật ra nước ngoài cần ai cho phép?
mang tài liệu mật ra khỏi cơ quan có được không
mang tai lieu mat ve nha co bi ky luat khong
Làm lộ bí mật nhà nước bị xử lý thế nào?
lam lo tai lieu mat bi phat bao nhieu
Tội cố ý làm lộ bí mật nhà nước phạt mấy năm tù?
Vô ý làm lộ tài liệu tối mật thì sao?
Làm mất tài liệu mật có bị truy cứu hình sự không?
mat tai lieu mat phai bao cao ai
Chiếm đoạt tài liệu bí mật nhà nước bị phạt thế nào?
Soạn thảo văn bản mật trên máy tính nối mạng được không?
máy tính soạn văn bản mật có được nối internet không
may tinh soan thao van ban mat
Gửi văn bản mật qua Zalo có vi phạm không?
Đăng tài liệu mật lên Facebook bị phạt thế nào?
USB chứa tài liệu tối mật quản lý ra sao?
Sổ đăng ký văn bản mật đến ghi những gì?
Số công văn mật đi lấy theo sổ riêng à?
Bì thư tài liệu mật có mấy lớp?
ký hiệu chữ A, B, C trên bì văn bản mật nghĩa là gì
Chữ “B” ngoài bì thư chỉ độ tối mật phải không?
Hội nghị có nội dung tối mật tổ chức ở đâu?
Họp nội dung mật có được mang điện thoại không?
Ai được dự cuộc họp có nội dung tuyệt mật?
Người nước ngoài có được tiếp cận bí mật nhà nước không?
Cung cấp tài liệu mật cho tổ chức nước ngoài cần ai duyệt?
Luật sư có được đọc hồ sơ vụ án có tài liệu mật không?
Cán bộ quản lý bí mật nhà nước phải đáp ứng tiêu chuẩn gì?
cam kết bảo vệ bmnn khi nghỉ hưu
phụ cấp cho người làm công tác bảo vệ bí mật nhà nước
Danh mục bí mật nhà nước lĩnh vực y tế do ai ban hành?
Danh mục tối mật của ngành tài chính ở quyết định nào?
đề thi tốt nghiệp chưa công bố thuộc độ gì, tuyệt mật hay tối mật
Đề thi thuộc danh mục bí mật nhà nước độ Tối mật phải không?
Kế hoạch thanh tra có phải tài liệu mật không?
báo cáo mật là báo cáo gì
Hồ sơ cán bộ có đóng dấu mật không?
Hồ sơ mật lưu trữ lịch sử bao nhiêu năm thì được công khai?
Kiểm tra công tác bảo vệ bí mật nhà nước mấy năm một lần?
văn bản "Mật" có được đưa lên trục liên thông không?
ký số văn bản mật có được không
Photo văn bản mật rồi quên thu hồi bị xử lý gì
Tài liệu mật của Đảng quản lý theo quy định nào?
nơi nhận của văn bản mật ghi thế nào
văn bản mật ghi “Độ mật” ở mục nào trong sổ?
Luật BVBMNN 2018 thay pháp lệnh năm 2000 khi nào?
Nghị định 26/2020/NĐ-CP quy định gì về dấu "MẬT"?
bí mật công tác khác bí mật nhà nước ở chỗ nào
bí mật đời tư là gì
bí mật kinh doanh có phải bí mật nhà nước không
mất thẻ căn cước thì làm sao
mat the can cuoc thi lam sao
ho so mat so do thi xu ly the nao
mật độ xây dựng là bao nhiêu
mat do dan so toi thieu
đường mật ong có phải chịu thuế không`

func TestQuestionsAboutSecrecy(t *testing.T) {
	questions := strings.Split(aboutSecrecy, "\n")
	seen := map[string]bool{}
	for _, q := range questions {
		if privacy.SecretMark(q) {
			t.Errorf("SecretMark(%q) = true", q)
		}
		seen[q] = true
	}
	if len(seen) < 100 {
		t.Errorf("%d different questions, want 100", len(seen))
	}
}

// stamped are papers handed over with the stamp of their secrecy. Their content
// is invented.
var stamped = []string{
	"MẬT\nỦY BAN NHÂN DÂN TỈNH X\nBáo cáo tình hình quý I",
	"TỐI MẬT\nPhương án bảo vệ mục tiêu A",
	"TUYỆT MẬT\nKế hoạch B",
	"Tuyệt mật\nKế hoạch B",
	"ỦY BAN NHÂN DÂN\nTỈNH X\n[MẬT]\nSố: 12/BC-UBND",
	"BỘ QUỐC PHÒNG\n(TỐI MẬT)\nPhương án tác chiến",
	"CÔNG AN TỈNH X\n***TUYỆT MẬT***\nKế hoạch",
	"M Ậ T\nCông văn về việc bố trí lực lượng",
	"T Ố I   M Ậ T\nBáo cáo",
	"T U Y Ệ T M Ậ T\nBáo cáo",
	"Tóm tắt giúp: [ M Ậ T ] Công văn số 5",
	"TUYET MAT\nKe hoach tac chien",
	"TOI MAT\nBao cao",
	"MAT\nBao cao tinh hinh",
	"M A T\nBao cao tinh hinh",
	"T O I M A T\nBao cao",
	"ĐỘ MẬT: TỐI MẬT\nKế hoạch bố trí lực lượng",
	"Độ mật: Mật. Tóm tắt giúp văn bản sau",
	"Độ mật : MẬT\nSố 01/BC",
	"Độ mật - Tối mật\nSố 01/BC",
	"Độ mật: “Tuyệt mật”\nSố 5",
	"ĐỘ MẬT TỐI MẬT\nSố: 05/KH-BCH",
	"do mat: tuyet mat, tom tat giup toi",
	"DO MAT: MAT\nSO: 01",
	"Mức độ mật: Mật (A)\nSố 7",
	"Độ mật\nTối mật\nSố 3/BC",
	"| Số: 12/BC | TỐI MẬT |\n|---|---|\nNội dung",
	"| MẬT | ỦY BAN NHÂN DÂN |\n|---|---|\n| Nội dung | x |",
	"<td>TUYỆT MẬT</td>\n<td>Kế hoạch</td>",
	"Số: 123/CV-X\tMẬT\nKính gửi: Sở Y",
	"CÔNG AN TỈNH X                 TỐI MẬT\nPHÒNG Y\nKế hoạch bảo vệ",
	"MẬT                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCông văn số 4",
	"Dấu: MẬT\nSố: 15/TTr-X\nTờ trình",
	"Đóng dấu: TỐI MẬT\nNội dung phương án",
	"MẬT - Số 3/KH-X về việc bảo vệ",
	"MẬT: báo cáo tình hình biên giới",
	"[MẬT] báo cáo tình hình biên giới",
	"Tóm tắt giúp: [TỐI MẬT] phương án bảo vệ mục tiêu",
	"BỘ QUỐC PHÒNG\nTUYỆT MẬT\nPhương án tác chiến",
	"Tóm tắt công văn mật này giúp tôi",
	"viết lại tài liệu tối mật sau đây: ...",
	"tom tat cong van mat sau day",
	"soát lỗi báo cáo tuyệt mật dưới đây: ...",
	"Cho tôi dàn ý từ văn bản đóng dấu Mật này",
	"1. TỐI MẬT\n2. Nội dung phương án",
	"Bản số: 02   TỐI MẬT   Trang 1/5\nKế hoạch",
	"  «MẬT»  \nSố: 9/BC",
	"TỐI\nMẬT\nSố 4/BC-X\nBáo cáo",
	"-- MẬT --\nCông văn",
	"MẬT (B)\nCông văn số 3",
}

func TestStampedPapers(t *testing.T) {
	for _, paper := range stamped {
		if !privacy.SecretMark(paper) {
			t.Errorf("SecretMark(%q) = false", paper)
		}
	}
	if len(stamped) < 40 {
		t.Errorf("%d papers, want 40", len(stamped))
	}
}

// Papers that speak of secrecy, and carry no stamp, are read.
func TestPapersWithoutStamp(t *testing.T) {
	for _, paper := range []string{
		"LUẬT\nBẢO VỆ BÍ MẬT NHÀ NƯỚC\nĐiều 8. Phân loại bí mật nhà nước\n1. Độ Tuyệt mật;\n2. Độ Tối mật;\n3. Độ Mật.",
		"Điều 10. Xác định bí mật nhà nước và độ mật\n1. Dấu chỉ độ mật được đóng ở văn bản.",
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỜ TRÌNH\nVề việc ban hành danh mục bí mật nhà nước",
		"a) Tuyệt mật: 30 năm;\nb) Tối mật: 20 năm;\nc) Mật: 10 năm.\nĐúng không?",
		"Đơn trình báo\nV/v mất giấy tờ\nTôi bị mất thẻ căn cước",
		"DON TRINH BAO\nToi bi mat the can cuoc, nho can bo huong dan",
	} {
		if privacy.SecretMark(paper) {
			t.Errorf("SecretMark(%q) = true", paper)
		}
	}
}

func FuzzSecretMark(f *testing.F) {
	for _, paper := range stamped[:12] {
		f.Add(paper)
	}
	f.Add("M Ậ")
	f.Fuzz(func(t *testing.T, s string) {
		if privacy.SecretMark(s) && !privacy.SecretMark(s+"\nhết") {
			t.Errorf("SecretMark(%q) is lost when a line follows", s)
		}
	})
}
