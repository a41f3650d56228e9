package dichvucong

import "errors"

// Reasons for which a source or a record is refused.
var (
	ErrNotProcedures = errors.New("không phải dữ liệu thủ tục hành chính")
	ErrUnreadable    = errors.New("không đọc được tệp")
	ErrTooLarge      = errors.New("bản ghi quá lớn")
	ErrSyntax        = errors.New("JSON không hợp lệ")
	ErrNoCode        = errors.New("bản ghi không có mã thủ tục hợp lệ")
	ErrNoName        = errors.New("bản ghi không có tên thủ tục")
	ErrOtherPage     = errors.New("nội dung là trang của thủ tục khác")
	ErrRepeated      = errors.New("mã thủ tục lặp lại")
)

// remedies says for each reason what a person can do about it.
var remedies = []struct {
	err    error
	remedy string
}{
	{ErrTooLarge, "kiểm tra tệp, một bản ghi bình thường dưới 1 MB"},
	{ErrSyntax, "tải lại bản ghi này từ Cổng Dịch vụ công quốc gia rồi nhập lại"},
	{ErrNoCode, "bổ sung trường ma_thu_tuc dạng 1.003590 hoặc bỏ tệp này khỏi dữ liệu"},
	{ErrNoName, "bổ sung trường ten_thu_tuc hoặc tải lại bản ghi"},
	{ErrOtherPage, "tải lại trang chi tiết đúng mã rồi nhập lại; bản ghi này không được dùng"},
	{ErrRepeated, "giữ một tệp cho mỗi mã thủ tục, bỏ tệp thừa"},
	{ErrUnreadable, "kiểm tra quyền đọc, hoặc tải lại tệp zip vì có thể đã hỏng"},
}

// reject wraps err with the remedy that fits it.
func reject(file, code string, err error) *Rejection {
	rej := &Rejection{File: file, Code: code, Err: err, Remedy: "kiểm tra lại tệp"}
	for _, r := range remedies {
		if errors.Is(err, r.err) {
			rej.Remedy = r.remedy
			break
		}
	}
	return rej
}
