package verify

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// functionWords carry no meaning of their own, or one that is held against the
// source in another way: negation, modality, bounds, units.
var functionWords = wordSet(`và hoặc hay của là thì mà các những một cho với về tại ở trong trên từ đến tới kể tính theo này đó ấy kia nêu khi nếu
được bị phải có thể không chưa chỉ do bởi vì để nhằm đã đang sẽ cũng còn vẫn như việc sự nào gì bao nhiêu lâu ai đâu sao thế rằng mỗi từng
mọi cả tất thêm lại ra vào lên xuống đi rồi ngay nay hiện tức cụ gồm cùng đối bằng qua nên vậy nhưng song tuy dù mặc lúc mới nữa
quá dưới tối đa thiểu ít nhất nhiều hơn chậm muộn khoảng vòng đủ trở trừ ngoại cần nghiêm cấm hành vi
ngày tháng năm giờ tuần lần làm số mức sau trước thì hằng hàng ra đây dưới đâu riêng chung cứ luôn gồm bao kèm nghị
xin vâng ạ nhé đều mình đấy quy định căn văn bản điều khoản điểm luật nguồn đoạn trích trường hợp cách thời hạn tiếp
`)

// lightWords are so frequent in provisions that finding them proves little.
var lightWords = wordSet(`cơ quan tổ chức cá nhân nhà nước người thẩm thực hiện tiến công đơn vị theo lý cấp xã tỉnh huyện hồ sơ thủ tục yêu cầu nội dung
pháp hành chính đơn giấy tờ thông báo ban chủ tịch ủy ủy_ban nhân_dân dân phủ kết quả giải quyết`)

// content is the weight of a token in comparing words, 0 for none.
func (t *text) content(i int) float64 {
	tok := &t.tokens[i]
	if tok.place || tok.label || tok.marker || tok.kind != viet.Syllable || functionWords[tok.canon] {
		return 0
	}
	if lightWords[tok.word] {
		return 0.6
	}
	return 1
}

// synonyms are groups of expressions that officials use one for the other. They
// hold for the words of a sentence alone: a quotation is compared letter by letter.
var synonyms = buildSynonyms([][]string{
	{"ủy ban nhân dân", "ubnd"},
	{"hội đồng nhân dân", "hđnd"},
	{"thủ tục hành chính", "tthc"},
	{"giấy chứng nhận", "gcn"},
	{"cán bộ công chức viên chức", "cbccvc"},
	{"bảo hiểm y tế", "bhyt"},
	{"bảo hiểm xã hội", "bhxh"},
	{"căn cước công dân", "cccd"},
	{"nộp", "gửi", "đưa"},
	{"xem xét", "xét"},
	{"trả lời", "phản hồi"},
	{"thông báo", "báo", "cho biết"},
	{"tiếp nhận", "nhận"},
	{"giải quyết", "xử lý", "xem xét"},
	{"kéo dài", "gia hạn", "dài hơn", "lâu hơn"},
	{"thụ lý", "thụ lý giải quyết"},
	{"ban hành", "ký ban hành", "ra quyết định"},
	{"lập", "làm"},
	{"chấm dứt", "kết thúc", "hết"},
	{"bắt đầu", "kể từ"},
	{"trong vòng", "thời hạn"},
	{"vụ việc", "vụ"},
	{"bằng văn bản", "văn bản"},
	{"qua bưu điện", "bưu chính", "bưu điện"},
	{"qua mạng", "trực tuyến", "điện tử"},
	{"nơi cư trú", "chỗ ở"},
	{"mức thu", "phí", "lệ phí", "phải nộp", "chi phí"},
	{"miễn phí", "không thu phí", "không mất phí"},
	{"thời hạn", "thời gian", "hạn"},
	{"lý do", "nguyên nhân", "vì sao"},
	{"chuyển", "gửi"},
	{"cấp", "trao"},
	{"họp", "phiên họp", "cuộc họp"},
	{"đồng ý", "chấp thuận", "nhất trí", "tán thành"},
	{"từ chối", "không chấp nhận"},
	{"bồi thường", "đền bù"},
	{"xử phạt", "phạt", "bị phạt"},
	{"tiền phạt", "phạt tiền", "mức phạt"},
	{"hủy bỏ", "bãi bỏ", "hủy"},
	{"sửa đổi", "thay đổi", "sửa"},
	{"bổ sung", "thêm vào"},
	{"vùng sâu vùng xa", "đi lại khó khăn"},
	{"phức tạp", "khó khăn phức tạp", "có tính chất phức tạp", "tính chất phức tạp"},
	{"tập thể", "nhiều người"},
	{"chết", "qua đời", "mất"},
	{"trẻ em", "trẻ"},
	{"vợ chồng", "vợ", "chồng"},
	{"ngay lập tức", "ngay"},
	{"thường trú", "cư trú"},
	{"cơ quan nhà nước có thẩm quyền", "cơ quan có thẩm quyền"},
	{"nhiệm vụ", "công việc"},
	{"yêu cầu", "đề nghị", "đòi hỏi"},
	{"trình bày", "nêu"},
	{"đối thoại", "gặp gỡ"},
	{"cung cấp", "đưa ra"},
	{"thực hiện", "tiến hành", "làm"},
	{"khởi kiện", "kiện"},
	{"khiếu kiện", "kiện"},
	{"có hiệu lực", "hiệu lực"},
	{"đóng dấu", "dấu"},
	{"chữ ký", "ký"},
	{"ký tên", "ký"},
	{"sử dụng", "dùng"},
	{"phải", "bắt buộc"},
	{"bảo đảm", "đảm bảo"},
	{"tối thiểu", "ít nhất"},
	{"công khai", "công bố"},
	{"thôi việc", "nghỉ việc"},
	{"nghỉ hưu", "hưu trí", "về hưu"},
	{"tiền lương", "lương"},
	{"cha mẹ", "cha", "mẹ", "bố mẹ", "bố"},
	{"tài liệu", "giấy tờ"},
	{"phương thức", "hình thức", "cách thức", "cách"},
	{"địa điểm", "nơi"},
	{"trụ sở", "cơ quan"},
	{"lần đầu", "lần thứ nhất"},
	{"quyết định", "quyết"},
	{"bị hại", "người bị thiệt hại"},
	{"tổng cộng", "tổng"},
	{"đăng ký", "ghi"},
	{"người nộp", "người yêu cầu"},
	{"người dân", "công dân"},
	{"con nuôi", "nuôi con nuôi"},
	{"lệ phí", "phí"},
	{"bản chụp", "bản sao"},
	{"ký số", "chữ ký số"},
})

type synonym struct {
	words []string
	group int
}

type synonymTable struct {
	byFirst map[string][]synonym
	groups  [][][]string
}

func buildSynonyms(groups [][]string) synonymTable {
	t := synonymTable{byFirst: make(map[string][]synonym), groups: make([][][]string, len(groups))}
	for g, names := range groups {
		for _, name := range names {
			words := strings.Fields(viet.Normalize(name))
			t.groups[g] = append(t.groups[g], words)
			t.byFirst[words[0]] = append(t.byFirst[words[0]], synonym{words, g})
		}
	}
	return t
}

// officialPhrases may be said of any document: they tell where words come from and
// since when they hold, or order what is said; dates and places are held against
// the source apart.
var officialPhrases = byFirst(`quy định;nêu rõ;nêu;ban hành;hiệu lực;thi hành;hiện hành;hiện nay;áp dụng;cụ thể;sau đây;nội dung;tên gọi;bao gồm;trả lời;câu hỏi;luật;nghị định;
thông tư;nghị quyết;pháp lệnh;bộ luật;văn bản;đoạn trích;nguồn;dẫn;ghi;ghi rõ;nói rõ;nguyên văn;nghĩa là;tức là;thủ tục;lưu ý;hết hiệu lực;còn hiệu lực;còn;ngoại lệ;
hình thức;xác định;bắt đầu;bên cạnh;đồng thời;ngoài ra;như vậy;mã;chú ý;pháp luật;đối với;hết;bất kỳ`)

func byFirst(phrases string) map[string][][]string {
	m := make(map[string][][]string)
	for phrase := range strings.SplitSeq(viet.Normalize(phrases), ";") {
		words := strings.Fields(phrase)
		m[words[0]] = append(m[words[0]], words)
	}
	return m
}
