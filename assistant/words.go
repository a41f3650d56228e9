package assistant

import (
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// Every sentence that the assistant says of its own stands in this file.

// What is wrong with a request, and the remedy.
const (
	invalidUTF8         = "câu hỏi không phải văn bản Unicode (UTF-8); hãy gõ lại hoặc dán dưới dạng văn bản thuần"
	invalidEmpty        = "câu hỏi trống; hãy gõ điều cần hỏi, ví dụ: thời hạn giải quyết khiếu nại lần đầu"
	invalidLong         = "câu hỏi dài %d ký tự, tối đa là %d; hãy rút gọn thành một câu hỏi"
	invalidConversation = "mã hội thoại phải là chữ in được, tối đa %d byte"
)

// Refusals and other answers without a provision.
const (
	saidSecret       = "Nội dung mang dấu hiệu bí mật nhà nước không được nhập vào đây: hãy xử lý trên máy và mạng dành riêng cho bí mật nhà nước của cơ quan. Câu hỏi không được lưu."
	saidManipulation = "Trợ lý chỉ trả lời câu hỏi về quy định pháp luật và thủ tục hành chính, theo đúng văn bản trong kho; yêu cầu thay đổi cách làm việc này không được thực hiện."
	saidOutOfScope   = "Trợ lý chỉ trả lời về quy định pháp luật và thủ tục hành chính. Hãy hỏi, chẳng hạn: “thời hạn giải quyết khiếu nại lần đầu” hoặc “khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP”."
	saidClarify      = "Câu hỏi chưa nói rõ về việc gì. Anh/chị muốn hỏi về:"
	saidClarifyBare  = "Câu hỏi chưa nói rõ về việc gì. Hãy nêu việc cần hỏi, ví dụ: “thời hạn giải quyết khiếu nại lần đầu”."
	saidWhichArticle = "%s của văn bản nào? Hãy nêu thêm số hiệu hoặc tên văn bản."
	saidWhichPoint   = "%s có ở nhiều khoản. Anh/chị muốn hỏi:"
	saidWhichNumber  = "Số %s là của nhiều văn bản trong kho. Anh/chị muốn hỏi:"
	saidWhichTitle   = "Có nhiều văn bản mang tên “%s”. Anh/chị muốn hỏi:"
	saidWhichUnit    = "Văn bản có nhiều đơn vị mang số %s. Anh/chị muốn hỏi:"
	saidNoText       = "%s không có nội dung trong kho."
	saidNothing      = "Chưa tìm thấy quy định nào trong kho văn bản (%s) trả lời câu hỏi này."
	saidEnded        = "Việc này từng được quy định tại %s, đã hết hiệu lực từ %s; kho chưa có quy định thay thế trả lời được."
	saidNoDocument   = "%s không có trong kho (%s)."
	saidNoPlace      = "%s không có trong kho (%s)."
	saidNoProcedure  = "Thủ tục mã %s không có trong kho (%s)."
	saidHasArticles  = "%s chỉ có %s; không có %s."
	saidHasClauses   = "%s chỉ có %d khoản; không có khoản %s."
	saidHasNoClause  = "%s không chia thành khoản."
	saidHasPoints    = "%s chỉ có các điểm %s; không có điểm %s."
	saidDocument     = "%s · %s trong kho · %s."
	saidProcedure    = "%s (mã %s):"
	saidField        = "%s của %s (mã %s):"
	saidFieldEmpty   = "Bản ghi để trống mục “%s” của %s (mã %s)."
	saidOmitted      = "%s này còn %d khoản (đoạn) khác chưa trích ở đây."
	saidApprovedOn   = "%s ngày %s"
	saidDraftCheck   = "Để kiểm tra căn cứ của một dự thảo, hãy mở mục “Kiểm tra căn cứ” (hoặc chạy congvu check TỆP): từng căn cứ và viện dẫn được đối chiếu với kho văn bản."
	saidListed       = "Tìm thấy %d văn bản (%s):"
	saidListedOne    = "%s · %s"
	saidListedMore   = "Còn %d văn bản khác không liệt kê ở đây."
	saidListedUnheld = "Được biết qua văn bản này nhưng không có trong kho: %s."
	saidConflict     = "Các quy định trích ở đây nêu giá trị khác nhau: %s [%d] và %s [%d]."
	saidHigherForce  = " Văn bản có hiệu lực pháp lý cao hơn: %s [%d]."
	saidSameForce    = " Hai văn bản có hiệu lực pháp lý ngang nhau."
	saidLater        = " Văn bản ban hành sau: %s [%d], %s."
	saidPrecedence   = " Áp dụng văn bản nào: xem %s [%d]."
	saidNoPrecedence = " Quy tắc chọn văn bản áp dụng (Luật Ban hành văn bản quy phạm pháp luật) không có trong kho."
	saidUnquotable   = "nơi viện dẫn không trích được"
	saidAskAdmin     = "Có thể văn bản chưa được nạp: hãy gửi số hiệu hoặc tệp cho người quản trị."
)

// What is known of a text's force, the parts of Force.Evidence.
const (
	wordFrom        = "hiệu lực từ %s"
	wordFromUnknown = "chưa rõ ngày có hiệu lực"
	wordUntil       = "hết hiệu lực từ %s"
	wordReworded    = "áp dụng đến trước ngày %s"
	wordOlder       = "bản cũ mà kho giữ, lấy từ %s"
	wordGone        = "không còn trong %s bản %s"
	wordDoubt       = "không rõ còn hiệu lực hay không: %s"
	wordInCode      = "có trong %s"
	wordBySource    = "theo %s"

	wordSuspended      = "đang bị ngưng hiệu lực từ %s"
	wordSuspendedUntil = ", đến trước ngày %s"
)

// wordMore stands for the earlier amendments that a warning leaves to the source.
const wordMore = "và %d lần khác, xem nguồn"

// sameArticle stands for the full name of a source that was named before.
const sameArticle = "%s, cùng văn bản ở [%d]"

// Warnings.
const (
	warnManipulation  = "Phần yêu cầu trợ lý thay đổi cách làm việc đã được bỏ qua; chỉ trả lời câu hỏi pháp luật."
	warnDigest        = "Đây là bản tóm lược của Công vụ, không phải nguyên văn: hãy đối chiếu văn bản gốc trước khi áp dụng."
	warnShortened     = "Đoạn trích dài nên đã được rút gọn ở chỗ có dấu “…”; bấm nguồn để xem toàn văn."
	warnAmended       = "Lưu ý: %s %s"
	warnLater         = "Vào ngày %s nội dung có thể khác: %s %s; kho không có bản trước đó, đoạn trích là bản hiện có trong kho."
	warnExpired       = "%s đã hết hiệu lực từ %s"
	warnNotYet        = "%s chưa có hiệu lực vào ngày %s: hiệu lực từ %s."
	warnGone          = "%s không còn trong %s bản %s; đoạn trích là bản cuối cùng mà kho giữ."
	warnOlder         = "Đoạn trích là nội dung áp dụng vào ngày %s; văn bản sau đó đã được sửa đổi."
	warnElsewhere     = "%s không trả lời câu hỏi này; quy định trích ở đây thuộc văn bản khác."
	warnProcedureGone = "Thủ tục này không còn trong %s bản %s; đoạn trích là bản cuối cùng mà kho giữ."
	warnPartial       = "Văn bản này trong kho chỉ có một phần (các điều đã pháp điển hóa)."
	warnScanned       = "Chữ của văn bản này do máy nhận dạng từ bản quét (độ tin cậy %.0f%%): hãy đối chiếu với bản gốc trước khi áp dụng."
	warnScan          = "Đoạn trích lấy từ bản quét, chữ do máy nhận dạng (độ tin cậy %.0f%%): hãy đối chiếu với bản gốc trước khi áp dụng."
	warnProvince      = "Thủ tục này do %s công bố, chỉ áp dụng tại đó."
	warnProvincial    = "Thủ tục này do địa phương công bố, chỉ áp dụng tại địa phương đó."
	warnFeeDiffers    = "Mức phí ở ô số liệu và ở phần ghi chú của cổng khác nhau: hãy hỏi cơ quan tiếp nhận trước khi thu hoặc nộp."
	warnOtherProvince = "Thủ tục này là của %s; kho không có bản của %s khớp với câu hỏi."
	warnPlanted       = "%s có câu giống mệnh lệnh cho máy; câu đó không được đưa cho mô hình ngôn ngữ. Hãy kiểm tra lại văn bản này."
	warnModelAway     = "Mô hình ngôn ngữ không trả lời được lúc này; trên đây là nguyên văn quy định."
	warnModelFailed   = "Câu trả lời của mô hình ngôn ngữ không khớp với văn bản nên không được dùng; trên đây là nguyên văn quy định."
	warnModelCut      = "Mô hình ngôn ngữ bị ngắt giữa chừng: câu trả lời có thể thiếu ý, hãy xem nguồn."
	warnDropped       = "Đã bỏ %d câu của mô hình ngôn ngữ vì không khớp với văn bản được dẫn."
	warnAtSource      = "Nguồn [%d]: %s"
	warnDistrict      = "Đoạn trích nhắc đến cấp huyện. Từ ngày 01/07/2025 chính quyền địa phương tổ chức theo hai cấp (tỉnh, xã): hãy kiểm tra cơ quan nay có thẩm quyền theo văn bản về phân quyền, phân cấp, phân định thẩm quyền."
	warnDistrictBy    = "Đoạn trích nhắc đến cấp huyện. Từ ngày 01/07/2025 chính quyền địa phương tổ chức theo hai cấp (xem %s): hãy kiểm tra cơ quan nay có thẩm quyền theo văn bản về phân quyền, phân cấp, phân định thẩm quyền."
)

// standsWords say how the words quoted stand to the amendments that were named.
var standsWords = map[merging]string{
	standsWorkedIn: "; bản trích là bản đã pháp điển hóa",
	standsPutIn:    "; bản trích đã ghép lời văn mới theo văn bản sửa đổi",
	standsBefore:   "; kho chưa ghép được lời văn mới, bản trích có thể là lời văn trước khi sửa đổi: hãy xem văn bản sửa đổi",
}

// modeWords say in whose words an answer is.
var modeWords = map[string]string{
	ModeExtractive: "nguyên văn văn bản trong kho, không dùng mô hình ngôn ngữ",
	ModeModel:      "mô hình ngôn ngữ soạn, từng câu đã được đối chiếu với văn bản",
	ModeApproved:   "câu trả lời đã được chuyên gia duyệt",
}

// ModeWords says in whose words an answer of that mode is.
func ModeWords(mode string) string { return modeWords[mode] }

func warnMasked(kinds []privacy.Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return "Đã che thông tin cá nhân trong câu hỏi (" + strings.Join(names, ", ") + ") trước khi xử lý."
}

// Beginnings of what may be asked next.
const (
	askField   = "%s của thủ tục %s?"
	askArticle = "%s nói gì?"
	askHeading = "%s: %s"
	askAmong   = "%s (%s)"
)

// sayf fills in one of the sentences above.
func sayf(format string, values ...any) string { return fmt.Sprintf(format, values...) }

// shortName is the name under which a document is spoken of: "Luật Khiếu nại",
// "Nghị định số 30/2020/NĐ-CP".
func shortName(d corpus.Document) string {
	if namedByTitle(d) {
		return string(d.Kind) + " " + d.Title
	}
	return d.Ref().String()
}

// namedByTitle tells whether officials speak of the document by its title.
func namedByTitle(d corpus.Document) bool {
	switch d.Kind {
	case corpus.KindCode, corpus.KindLaw, corpus.KindOrdinance:
		return d.Title != "" && len(d.Title) < 90
	}
	return false
}

// joinLabels is "a, b, c và d".
func joinLabels(labels []string) string {
	if len(labels) < 2 {
		return strings.Join(labels, "")
	}
	last := len(labels) - 1
	return strings.Join(labels[:last], ", ") + " và " + labels[last]
}

// codeSource is the name of the official code among the sources.
const codeSource = "phapdien"

// upTo is "dữ liệu đến 02/2026, Bộ Pháp điển".
func upTo(s corpus.Source) string {
	if e := edition(s.Edition); e != "" {
		return "dữ liệu đến " + e + ", " + SourceName(s.Name)
	}
	return "dữ liệu: " + SourceName(s.Name)
}

// sourceNames are the sources of the corpus as people know them.
var sourceNames = map[string]string{
	codeSource:   "Bộ Pháp điển",
	"dichvucong": "Cổng Dịch vụ công quốc gia",
	"starter":    "bộ tóm lược kèm chương trình",
	"file":       "tệp đã nạp",
}

// SourceName is a source of the corpus as people know it: "Bộ Pháp điển".
func SourceName(name string) string {
	if known, ok := sourceNames[name]; ok {
		return known
	}
	return name
}

// edition is "02/2026", the month a source's data goes up to.
func edition(d corpus.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%04d", d.Month(), d.Year())
}

// sourceEdition is "Bộ Pháp điển (02/2026)".
func sourceEdition(s corpus.Source) string {
	if e := edition(s.Edition); e != "" {
		return SourceName(s.Name) + " (" + e + ")"
	}
	return SourceName(s.Name)
}

// fieldNames are the fields of a procedure as the portal heads them.
var fieldNames = map[question.Field]string{
	question.FieldDossier:    "Thành phần hồ sơ",
	question.FieldDeadline:   "Thời hạn giải quyết",
	question.FieldFee:        "Phí, lệ phí",
	question.FieldSteps:      "Trình tự thực hiện",
	question.FieldAuthority:  "Cơ quan thực hiện",
	question.FieldPlace:      "Nơi tiếp nhận hồ sơ",
	question.FieldFiling:     "Cách thức thực hiện",
	question.FieldResult:     "Kết quả",
	question.FieldConditions: "Yêu cầu, điều kiện",
	question.FieldBasis:      "Căn cứ pháp lý",
	question.FieldApplicants: "Đối tượng thực hiện",
}

// grouped writes a count as officials do: 4.483.
func grouped(n int) string {
	return strings.TrimSuffix(corpus.FormatDong(int64(n)), " đồng")
}
