package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/basis"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
)

// Problem is an error as RFC 9457 describes it. Title and Detail are for the
// person; Request finds the reason in the log.
type Problem struct {
	Type     string   `json:"type"` // "urn:congvu:problem:not-found"
	Title    string   `json:"title"`
	Status   int      `json:"status"`
	Detail   string   `json:"detail,omitempty"`
	Instance string   `json:"instance,omitempty"`
	Field    string   `json:"field,omitempty"` // the field or parameter at fault
	Choices  []string `json:"choices,omitempty"`
	Request  string   `json:"request_id"`
}

// Errors of the HTTP interface itself.
var (
	errNoRoute   = errors.New("đường dẫn không có")
	errMethod    = errors.New("phương thức không dùng được")
	errMediaType = errors.New("kiểu nội dung không nhận")
	errTooLarge  = errors.New("nội dung quá lớn")
	errPanic     = errors.New("lỗi chương trình")
)

// fieldError is a field or parameter that the caller can put right.
type fieldError struct {
	field, detail string
}

func (e *fieldError) Error() string { return e.field + ": " + e.detail }

// choiceError is a number that several documents bear.
type choiceError struct {
	number  string
	choices []string
}

func (e *choiceError) Error() string { return e.number + ": nhiều văn bản" }

// problems says what each error is to the person; the first that fits is meant.
var problems = []struct {
	is     error
	status int
	name   string
	title  string
	detail string // what to do; empty shows the error itself
}{
	{store.ErrNotFound, http.StatusNotFound, "not-found", "Không có trong kho", ""},
	{errNoRoute, http.StatusNotFound, "no-route", "Đường dẫn không có", "Xem các đường dẫn trong tài liệu: /v1/docs."},
	{errMethod, http.StatusMethodNotAllowed, "method", "Phương thức không dùng được ở đường dẫn này", "Xem phương thức của từng đường dẫn trong tài liệu: /v1/docs."},
	{errMediaType, http.StatusUnsupportedMediaType, "media-type", "Kiểu nội dung không nhận", "Gửi JSON với Content-Type: application/json."},
	{errTooLarge, http.StatusRequestEntityTooLarge, "too-large", "Nội dung quá lớn", "Gửi tối đa 64 KiB; hãy rút gọn câu hỏi."},
	{errCheckMedia, http.StatusUnsupportedMediaType, "media-type", "Kiểu nội dung không nhận", "Gửi JSON {\"text\": \"…\"} hoặc biểu mẫu multipart/form-data có tệp ở trường file."},
	{errCheckLarge, http.StatusRequestEntityTooLarge, "too-large", "Dự thảo quá lớn", "Gửi tệp tối đa 20 MB, chữ tối đa 8 MB; hãy chia nhỏ dự thảo."},
	{basis.ErrSecret, http.StatusUnprocessableEntity, "secret", "Dự thảo mang dấu chỉ độ mật", ""},
	{errSecret, http.StatusUnprocessableEntity, "secret", "Nội dung mang dấu chỉ độ mật", "Không nhập nội dung bí mật nhà nước vào hệ thống này; không có gì được lưu."},
	{errNotKept, http.StatusNotFound, "not-kept", "Máy chủ này không lưu hội thoại và đánh giá", "Người quản trị cần bật nơi lưu trạng thái."},
	{state.ErrNotFound, http.StatusNotFound, "not-found", "Không tìm thấy", "Không có, đã bị xóa, hoặc không phải của bạn."},
	{state.ErrInvalid, http.StatusBadRequest, "invalid", "Yêu cầu không hợp lệ", ""},
	{state.ErrBusy, http.StatusServiceUnavailable, "busy", "Sổ trạng thái đang bận", "Đợi ít phút rồi gửi lại."},
	{state.ErrNoSpace, http.StatusServiceUnavailable, "no-space", "Máy chủ hết chỗ lưu", "Báo người quản trị."},
	{access.ErrUnauthenticated, http.StatusUnauthorized, "unauthenticated", "Chưa xác thực", "Gửi khóa API ở tiêu đề Authorization: Bearer cv_…; khóa và phiên đăng nhập sai, hết hạn hoặc đã thu hồi thì không dùng được. Khóa do người quản trị cấp."},
	{access.ErrPassword, http.StatusUnauthorized, "password", "Tên hoặc mật khẩu không đúng", ""},
	{access.ErrForbidden, http.StatusForbidden, "forbidden", "Không được phép", ""},
	{access.ErrLocked, http.StatusTooManyRequests, "locked", "Tạm khóa đăng nhập", ""},
	{access.ErrLimited, http.StatusTooManyRequests, "limited", "Gửi yêu cầu quá nhanh", ""},
	{corpus.ErrDate, http.StatusBadRequest, "date", "Ngày không hợp lệ", ""},
	{assistant.ErrInvalid, http.StatusBadRequest, "invalid", "Yêu cầu không hợp lệ", ""},
	{indexer.ErrNoIndex, http.StatusServiceUnavailable, "no-index", "Chưa có chỉ mục", "Người quản trị cần chạy: congvu index build."},
	{store.ErrBusy, http.StatusServiceUnavailable, "busy", "Kho đang bận", "Đợi ít phút rồi hỏi lại."},
	{context.DeadlineExceeded, http.StatusGatewayTimeout, "timeout", "Quá thời gian trả lời", "Hãy hỏi lại; nếu vẫn vậy, báo người quản trị kèm mã yêu cầu."},
}

// problemOf describes err. What the table does not know is the program's fault
// and is not shown.
func problemOf(err error) Problem {
	var field *fieldError
	var invalid *assistant.InvalidError
	var choice *choiceError
	switch {
	case errors.As(err, &field):
		return newProblem(http.StatusBadRequest, "invalid", "Yêu cầu không hợp lệ", field.detail).at(field.field)
	case errors.As(err, &invalid):
		return newProblem(http.StatusBadRequest, "invalid", "Yêu cầu không hợp lệ", invalid.Reason).at(invalid.Field)
	case errors.As(err, &choice):
		p := newProblem(http.StatusConflict, "ambiguous", "Số hiệu "+choice.number+" là của nhiều văn bản", "Chọn một trong các đường dẫn ở choices.")
		p.Choices = choice.choices
		return p
	}
	for _, row := range problems {
		if errors.Is(err, row.is) {
			detail := row.detail
			if detail == "" {
				detail = err.Error()
			}
			return newProblem(row.status, row.name, row.title, detail)
		}
	}
	return newProblem(http.StatusInternalServerError, "internal", "Lỗi bên trong chương trình", "Hãy báo người quản trị kèm mã yêu cầu.")
}

func newProblem(status int, name, title, detail string) Problem {
	return Problem{Type: "urn:congvu:problem:" + name, Title: title, Status: status, Detail: detail}
}

func (p Problem) at(field string) Problem {
	p.Field = field
	return p
}

// fail answers with the problem that err is.
func (s *Server) fail(c *gin.Context, err error) {
	if errors.Is(err, context.Canceled) && c.Request.Context().Err() != nil {
		c.Abort() // the caller is gone
		return
	}
	p := s.problem(c, err)
	body, encodeErr := json.Marshal(p)
	if encodeErr != nil {
		s.Logger.ErrorContext(c.Request.Context(), "không viết được lỗi", "request_id", p.Request, "error", encodeErr)
	}
	if p.Status == http.StatusServiceUnavailable {
		c.Header("Retry-After", "30")
	}
	c.Abort()
	c.Header("Cache-Control", "no-store")
	c.Data(p.Status, "application/problem+json; charset=utf-8", body)
}

// problem describes err for the request, and logs what the person is not told.
func (s *Server) problem(c *gin.Context, err error) Problem {
	p := problemOf(err)
	p.Instance, p.Request = c.Request.URL.Path, requestID(c)
	if p.Status >= http.StatusInternalServerError {
		s.Logger.ErrorContext(c.Request.Context(), "yêu cầu thất bại", "request_id", p.Request, "path", p.Instance, "status", p.Status, "error", err)
	}
	return p
}

// handle serves a handler that returns its error.
func (s *Server) handle(h func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := h(c); err != nil {
			s.fail(c, err)
		}
	}
}
