package bots

import (
	"fmt"

	"github.com/trolycongvu/congvu/bots/store"
)

// Every sentence that the bot says of its own stands in this file.
const (
	sayBusy     = "Đang có nhiều câu hỏi chưa trả lời xong nên tin vừa rồi chưa được nhận: hãy đợi câu trả lời rồi gửi lại."
	sayWait     = "Đã nhận câu hỏi. Đang có người hỏi trước, dự kiến khoảng %d giây nữa đến lượt."
	sayUnkept   = "Máy chủ không lưu được tin vừa rồi nên chưa trả lời được: hãy gửi lại sau ít phút, hoặc báo người quản trị."
	sayFailure  = "Có lỗi nên chưa trả lời được câu này: hãy gửi lại sau ít phút, hoặc báo người quản trị số %s."
	sayStranger = "Trợ lý này chỉ trả lời người đã được cấp quyền. Hãy gửi mã sau cho người quản trị để được thêm: %s"
	saySecret   = "Nội dung mang dấu hiệu bí mật nhà nước không được nhập vào đây: hãy xử lý trên máy và mạng dành riêng cho bí mật nhà nước của cơ quan. Tin không được lưu."
	sayEmpty    = "Tin không có chữ. Hãy gõ điều cần hỏi, ví dụ: thời hạn giải quyết khiếu nại lần đầu. Gõ /trogiup để xem cách dùng."
	sayLong     = "Tin dài quá %d ký tự nên không đọc được: hãy rút gọn thành một câu hỏi."
	sayUnknown  = "Không có lệnh “/%s”. Gõ /trogiup để xem các lệnh, hoặc gõ thẳng câu hỏi."
	sayPersonal = "Đừng gửi thông tin cá nhân (của mình hoặc của người dân) vào đây: phần đó đã được che, không lưu và không dùng để tra cứu."

	sayAskWhat       = "Hãy gõ câu hỏi sau lệnh, ví dụ: /hoi thời hạn giải quyết khiếu nại lần đầu"
	saySearchWhat    = "Hãy gõ điều cần tìm sau lệnh, ví dụ: /tra thời hạn giải quyết khiếu nại"
	sayProcedureWhat = "Hãy gõ tên hoặc mã thủ tục sau lệnh, ví dụ: /thutuc cấp đổi thẻ bảo hiểm y tế"
	sayBasisWhat     = "Hãy dán các dòng căn cứ của dự thảo sau lệnh, ví dụ: /cancu Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"
	sayDayWhat       = "Không đọc được ngày. Hãy gõ như: /ngay 01/03/2023, hoặc /ngay hôm nay để trở lại quy định hiện hành."
	sayDaySet        = "Từ câu sau, câu trả lời theo quy định vào ngày %s. Trở lại hiện hành: /ngay hôm nay."
	sayDayUnset      = "Từ câu sau, câu trả lời theo quy định hiện hành (hôm nay, %s)."
	sayNew           = "Đã bắt đầu cuộc trò chuyện mới: câu sau không dựa vào các câu trước."
	sayForgot        = "Đã xóa cuộc trò chuyện này và bắt đầu cuộc mới. Nhật ký câu trả lời còn được giữ theo thời hạn của cơ quan; xóa cả nhật ký và mọi cuộc trò chuyện của bạn: /xoa het. Tin đã có trên mạng trò chuyện thì bạn tự xóa ở đó."
	sayForgotAll     = "Đã xóa mọi thứ lưu về bạn ở đây: %d cuộc trò chuyện, %d dòng nhật ký. Tin đã có trên mạng trò chuyện thì bạn tự xóa ở đó; bản sao lưu cũ của cơ quan có thể còn."
	sayNoMemory      = "Máy chủ này không lưu cuộc trò chuyện; đã bắt đầu cuộc mới."
	sayNoChecker     = "Máy chủ này không kiểm tra căn cứ: hãy dùng trang web hoặc báo người quản trị."
	sayNotFound      = "Không tìm thấy quy định hay thủ tục nào khớp trong kho. Hãy thử từ khác, hoặc hỏi thẳng bằng một câu."
	sayFound         = "Tìm thấy (khớp nhất trước):"
	sayLink          = "Toàn văn"
	sayMoreAmended   = "… và %d lần sửa đổi trước đó, xem nguồn"
	saySameArticle   = "[%d] %s, cùng văn bản ở [%d]"
)

// sayHelp is how to use the bot.
const sayHelp = `Công vụ trả lời câu hỏi về quy định pháp luật và thủ tục hành chính, câu nào cũng dẫn điều khoản. Đây là máy trả lời, không phải người: hãy đối chiếu nguồn trước khi áp dụng.

Gõ thẳng câu hỏi, có dấu hoặc không dấu, ví dụ:
· thoi han giai quyet khieu nai lan dau
· khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP

Lệnh (gõ có dấu hoặc không):
/hoi … : hỏi một câu
/tra … : tìm điều luật và thủ tục
/thutuc … : tìm thủ tục theo tên hoặc mã
/cancu … : kiểm tra căn cứ của dự thảo
/ngay 01/03/2023 : hỏi theo quy định vào ngày đó
/moi : bắt đầu cuộc trò chuyện mới
/xoa : xóa cuộc trò chuyện; /xoa het : xóa mọi thứ lưu về bạn
/trogiup : xem lại phần này

Không gửi bí mật nhà nước và thông tin cá nhân. Kho hiện chỉ có văn bản công khai.`

// failure is the sentence for what could not be answered, with the number to tell.
func failure(m store.Message) string { return fmt.Sprintf(sayFailure, reference(m)) }

// sayKind is what to do instead of sending what is no text.
func sayKind(k Kind) string {
	switch k {
	case KindImage:
		return "Trợ lý chưa đọc được ảnh. Hãy gõ câu hỏi bằng chữ, hoặc chép số hiệu và điều khoản trong ảnh, ví dụ: khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP."
	case KindSticker:
		return "Trợ lý không hiểu nhãn dán. Hãy gõ câu hỏi bằng chữ; gõ /trogiup để xem cách dùng."
	case KindVoice:
		return "Trợ lý chưa nghe được tin thoại. Hãy gõ câu hỏi bằng chữ, có dấu hoặc không dấu."
	case KindFile:
		return "Trợ lý chưa đọc được tệp gửi ở đây. Hãy mở mục “Kiểm tra căn cứ” trên trang web, hoặc dán các dòng căn cứ sau lệnh /cancu."
	}
	return "Mạng trò chuyện không chuyển nội dung của tin này đến trợ lý. Hãy gõ câu hỏi bằng chữ."
}
