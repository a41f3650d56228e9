package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/access"
)

// The addresses of signing in and out, and the fields of the form.
const (
	signInPage    = "/dang-nhap"
	signOutPage   = "/dang-xuat"
	nameField     = "ten"
	passwordField = "mat-khau"
	backField     = "ve" // where to go afterwards
)

// Bounds of the form, in bytes, and of the address that it leads back to.
const (
	maxSignIn = 16 << 10
	maxBack   = 4 << 10
)

// signInBody fills the page where people sign in.
type signInBody struct {
	Name  string // as typed
	Back  string
	Error string
	Open  bool // there is a form: the connection keeps the password to itself

	refused int // the status of Error
}

// signsIn tells whether people sign in at all.
func (p *Pages) signsIn() bool { return p.Gate != nil && p.Gate.Mode() == access.Accounts }

// signInRoutes are the pages of signing in and out.
func (p *Pages) signInRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+signInPage, p.serve(p.signInForm))
	mux.HandleFunc("POST "+signInPage, p.signIn)
	mux.HandleFunc("POST "+signOutPage, p.signOut)
}

// signInAddress is where a person signs in to come back to what r asks for. What a form
// sent is not sent again: that leads back to the page of the form.
func signInAddress(r *http.Request) string {
	back := r.URL.RequestURI()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		back = "/"
		if strings.HasPrefix(r.URL.Path, checkPage) {
			back = checkPage
		}
	}
	if back = ownAddress(back); back == "/" {
		return signInPage
	}
	return signInPage + "?" + url.Values{backField: {back}}.Encode()
}

// ownAddress is an address of a page of ours, "/" when text is anything else: nobody is
// led elsewhere by a link that begins here.
func ownAddress(text string) string {
	u, err := url.Parse(text)
	switch {
	case err != nil, len(text) > maxBack, !strings.HasPrefix(text, "/"), u.Scheme != "", u.Host != "", u.User != nil:
		return "/"
	case strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }):
		return "/"
	case path.Clean(u.Path) != u.Path, u.Path == signInPage, u.Path == signOutPage: // no "//" and no ".."
		return "/"
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

func (p *Pages) signInForm(r *http.Request) (page, error) {
	return p.signInPageOf(r, signInBody{Back: ownAddress(r.URL.Query().Get(backField))}), nil
}

func (p *Pages) signInPageOf(r *http.Request, body signInBody) page {
	body.Open = p.Gate.KeepsSession(r)
	pg := page{Template: "signin", Title: "Đăng nhập", Status: body.refused, Plain: true, Body: body}
	if !body.Open {
		pg.Status = http.StatusForbidden
	}
	return pg
}

// signIn begins a session and leads back to where the person came from. It tells neither
// whether there is such an account nor what was wrong.
func (p *Pages) signIn(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxSignIn)
	body := signInBody{Back: "/"}
	err := r.ParseForm()
	if err == nil {
		body.Name, body.Back = strings.TrimSpace(r.PostForm.Get(nameField)), ownAddress(r.PostForm.Get(backField))
	}
	body.refused = http.StatusBadRequest
	switch {
	case err != nil:
		body.Error = "Không đọc được biểu mẫu; hãy gõ lại."
	case !p.Gate.KeepsSession(r):
		body.refused = http.StatusForbidden
	case body.Name == "" || r.PostForm.Get(passwordField) == "":
		body.Error = "Hãy gõ cả tên tài khoản và mật khẩu."
	default:
		if err = p.begin(w, r, &body); err != nil {
			p.refuse(w, r, err)
			return
		}
		if body.Error == "" {
			w.Header().Set("Cache-Control", "no-store")
			http.Redirect(w, r, body.Back, http.StatusSeeOther) //nolint:gosec // ownAddress lets no other site in
			return
		}
	}
	p.serve(func(r *http.Request) (page, error) {
		return p.signInPageOf(r, body), nil
	})(w, r)
}

// begin begins the session, or says why not, in words and headers that do not tell
// whether there is such an account.
func (p *Pages) begin(w http.ResponseWriter, r *http.Request, body *signInBody) error {
	who, err := p.Gate.SignIn(w, r, body.Name, r.PostForm.Get(passwordField))
	var wait *access.WaitError
	switch {
	case err == nil:
		p.Logger.InfoContext(r.Context(), "đăng nhập", "person", who.Person, "address", p.Gate.Client(r).String())
		if body.Back == "/" && !who.May(access.Ask) {
			body.Back = "/van-ban"
		}
		return nil
	case errors.Is(err, access.ErrPassword):
		body.Error = "Tên hoặc mật khẩu không đúng."
	case errors.Is(err, access.ErrLocked) && errors.As(err, &wait):
		body.Error = fmt.Sprintf("Đã sai nhiều lần nên tạm khóa đăng nhập. Hãy thử lại sau %s.", waitWords(wait.Wait))
	case errors.Is(err, access.ErrLimited) && errors.As(err, &wait):
		body.Error = fmt.Sprintf("Đang có nhiều lượt đăng nhập. Hãy thử lại sau %s.", waitWords(wait.Wait))
	default:
		return err
	}
	p.Logger.InfoContext(r.Context(), "đăng nhập không thành công", "address", p.Gate.Client(r).String(), "error", err)
	access.SetHeaders(w.Header(), err)
	body.refused = access.Status(err)
	return nil
}

// waitWords are a wait as people read it, never too short.
func waitWords(d time.Duration) string {
	if d <= 2*time.Minute {
		return fmt.Sprintf("%d giây", int((d+time.Second-1)/time.Second))
	}
	return fmt.Sprintf("%d phút", int((d+time.Minute-1)/time.Minute))
}

// signOut ends the session, whoever's it is.
func (p *Pages) signOut(w http.ResponseWriter, r *http.Request) {
	if err := p.Gate.SignOut(w, r); err != nil {
		p.refuse(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, signInPage, http.StatusSeeOther)
}
