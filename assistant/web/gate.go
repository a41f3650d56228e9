package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// missingError says that somebody who is known may not do a thing.
type missingError struct {
	who access.Identity
	err error // an access.ErrForbidden
	p   access.Permission
}

func (e *missingError) Error() string { return e.err.Error() }
func (e *missingError) Unwrap() error { return e.err }

// errAdmission says that it could not be found out who sends a request.
var errAdmission = errors.New("không đọc được khóa và phiên đăng nhập")

// permissionWords say in the page's words what a permission is for.
func permissionWords(p access.Permission) string {
	switch p {
	case access.Ask:
		return "hỏi đáp"
	case access.Read:
		return "đọc văn bản và thủ tục"
	case access.Check:
		return "kiểm tra căn cứ của dự thảo"
	case access.Feedback:
		return "góp ý cho câu trả lời"
	}
	return string(p)
}

// guarded is a page for those who may do p, and everybody's without a gate.
func (p *Pages) guarded(needed access.Permission, h http.HandlerFunc) http.HandlerFunc {
	if p.Gate == nil {
		return h
	}
	return func(w http.ResponseWriter, r *http.Request) {
		admitted, err := p.Gate.Admit(r)
		if err != nil {
			p.refuse(w, r, err)
			return
		}
		who := access.From(admitted.Context())
		if err := who.Require(needed); err != nil {
			p.refuse(w, admitted, &missingError{who, err, needed})
			return
		}
		h(w, admitted)
	}
}

// refuse leads people whom nobody knows to the page where they sign in, and says to
// others why the page is not theirs.
func (p *Pages) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, access.ErrUnauthenticated) && p.signsIn() && r.Header.Get("Authorization") == "" {
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, signInAddress(r), http.StatusSeeOther)
		return
	}
	if access.Status(err) == http.StatusInternalServerError {
		err = fmt.Errorf("%w: %w", errAdmission, err)
	}
	access.SetHeaders(w.Header(), err)
	p.serve(func(*http.Request) (page, error) { return page{}, err })(w, r)
}

// accessPage says why a request may not pass; ok is false when err is of another kind.
func (p *Pages) accessPage(err error) (pg page, ok bool) {
	pg = page{Template: "error", Plain: true, Status: access.Status(err)}
	var missing *missingError
	switch {
	case errors.Is(err, errAdmission):
		pg.Title, pg.Status = "Chưa biết anh/chị là ai", http.StatusServiceUnavailable
		pg.Body = "Máy chủ đang bận nên chưa kiểm được phiên đăng nhập. Hãy thử lại sau ít phút; nếu vẫn vậy, báo người quản trị."
	case errors.As(err, &missing):
		pg.Title = "Không có quyền " + permissionWords(missing.p)
		whose := "Vai trò " + missing.who.Role.Vietnamese() + " của tài khoản " + missing.who.Person
		if missing.who.Kind == access.ByKey {
			whose = "Khóa này"
		}
		pg.Body = whose + " không có quyền " + permissionWords(missing.p) + ". Nếu công việc cần, hãy nhờ người quản trị cấp."
	case errors.Is(err, access.ErrUnauthenticated):
		pg.Title, pg.Body = "Chưa xác thực", "Máy chủ này chỉ nhận khóa API. Muốn mở trang web cho người dùng, người quản trị đặt auth.mode là accounts rồi tạo tài khoản."
		if p.signsIn() {
			pg.Body = viet.Capital(access.ErrUnauthenticated.Error()) + "."
		}
	case errors.Is(err, access.ErrLimited):
		pg.Title, pg.Body = "Gửi quá nhanh", viet.Capital(err.Error())+"."
	case errors.Is(err, access.ErrForbidden):
		pg.Title, pg.Body = "Không mở được từ đây", viet.Capital(strings.TrimPrefix(err.Error(), access.ErrForbidden.Error()+": "))+"."
	default:
		return page{}, false
	}
	return pg, true
}

// known is the person whom the gate admitted, empty for nobody known.
func known(r *http.Request) string { return access.From(r.Context()).Person }
