package httpapi

import (
	"net/http"
	"strconv"

	"github.com/trolycongvu/congvu/assistant/access"
)

// securityScheme is a way in which callers show who they are.
type securityScheme struct {
	Type        string `json:"type"`
	Scheme      string `json:"scheme,omitempty"`
	In          string `json:"in,omitempty"`
	Name        string `json:"name,omitempty"`
	Description string `json:"description"`
}

// requirement names a scheme; what it is mapped to is for OAuth alone, and empty.
type requirement map[string][]string

// The names of the schemes.
const (
	keyScheme     = "key"
	sessionScheme = "session"
)

// securityOf are the schemes of a mode and what is required by them, none where nobody
// is asked.
func securityOf(mode access.Mode) (map[string]securityScheme, []requirement) {
	if mode == access.None {
		return nil, nil
	}
	schemes := map[string]securityScheme{
		keyScheme: {Type: "http", Scheme: "bearer", Description: "Khóa API (cv_…), người quản trị tạo bằng congvu key create: có vai trò, phạm vi và thời hạn."},
	}
	required := []requirement{{keyScheme: {}}}
	if mode == access.Accounts {
		schemes[sessionScheme] = securityScheme{
			Type: "apiKey", In: "cookie", Name: access.SessionCookie,
			Description: "Phiên đăng nhập của trang web; trên chính máy này, không mã hóa, cookie tên là congvu. Yêu cầu làm thay đổi dữ liệu phải từ trang của máy chủ này.",
		}
		required = append(required, requirement{sessionScheme: {}})
	}
	return schemes, required
}

const aboutSecurity = "Máy chủ này hỏi ai gửi yêu cầu: gửi khóa API ở tiêu đề Authorization: Bearer cv_…; mỗi đường dẫn cần một quyền, vai trò và phạm vi của khóa phải có quyền đó."

// refusals are what a caller who may not is told.
var refusals = []struct {
	status int
	about  string
}{
	{http.StatusUnauthorized, "Chưa xác thực: thiếu khóa hoặc phiên đăng nhập, hoặc đã hết hạn, bị thu hồi."},
	{http.StatusForbidden, "Vai trò hoặc phạm vi của khóa không có quyền này, hoặc yêu cầu do trang khác gửi."},
	{http.StatusTooManyRequests, "Gửi quá nhanh; Retry-After nói sau bao nhiêu giây."},
}

// guard says who may call an operation and what others are told.
func (d *description) guard(act *apiAction, o operation) {
	if len(d.ways) == 0 {
		return
	}
	act.Security = d.ways
	if act.Description != "" {
		act.Description += " "
	}
	act.Description += "Cần quyền " + string(o.permission) + "."
	failure := o.failure
	if failure.media == "" {
		failure = problemFailure()
	}
	for _, r := range refusals {
		act.Responses[strconv.Itoa(r.status)] = apiResponse{Description: r.about, Content: map[string]apiMedia{
			failure.media: {Schema: d.schemas.output(failure.value)},
		}}
	}
}
