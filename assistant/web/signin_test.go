package web_test

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/assistant/web"
)

// password is the one of all accounts of the tests.
const password = "bốn con ngựa già"

// gatehouse is the pages behind a gate, with those who give keys and accounts.
type gatehouse struct {
	http.Handler

	keys  *access.Store
	later atomic.Int64 // by which the clock is ahead
}

// gated are pages whose gate has a mode and rates.
func gated(t testing.TB, c access.GateConfig) *gatehouse {
	t.Helper()
	g := new(gatehouse)
	now := func() time.Time { return assistanttest.Now.Add(time.Duration(g.later.Load())) }
	s, quiet := newState(t), slog.New(slog.DiscardHandler)
	g.keys = access.NewStore(s, access.Options{Now: now, Cost: access.Cost{Memory: 64, Passes: 1, Threads: 1}})
	c.Authenticator, c.Now = access.NewAuthenticator(g.keys, access.Lifetimes{Idle: time.Hour, Most: 12 * time.Hour}, quiet), now
	gate, err := access.NewGate(c)
	if err != nil {
		t.Fatal(err)
	}
	asking := assistanttest.Config()
	asking.Journal = s
	lib := assistanttest.NewLibrary()
	g.Handler = web.New(web.Config{Asker: assistant.New(asking), Corpus: lib, State: s, Checker: basis.New(lib), Logger: quiet, Gate: gate})
	return g
}

func (g *gatehouse) account(t testing.TB, name string, role access.Role) {
	t.Helper()
	if _, err := g.keys.CreateAccount(t.Context(), name, role, password); err != nil && !errors.Is(err, access.ErrExists) {
		t.Fatal(err)
	}
}

// send sends a request to the machine itself, with headers in pairs; target is method
// and address.
func send(t testing.TB, h http.Handler, target, form string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	method, address, _ := strings.Cut(target, " ")
	r := httptest.NewRequestWithContext(t.Context(), method, "http://127.0.0.1:8080"+address, strings.NewReader(form))
	if form != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// typed is what somebody types into the form.
type typed struct{ name, word, back string }

// signIn sends the form.
func signIn(t testing.TB, h http.Handler, in typed, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	return send(t, h, "POST /dang-nhap", url.Values{"ten": {in.name}, "mat-khau": {in.word}, "ve": {in.back}}.Encode(), headers...)
}

// cookie is the header of somebody who has just signed in.
func cookie(t testing.TB, w *httptest.ResponseRecorder) []string {
	t.Helper()
	if w.Code != http.StatusSeeOther || len(w.Result().Cookies()) != 1 {
		t.Fatalf("signing in: %d %v %s", w.Code, w.Header(), w.Body)
	}
	c := w.Result().Cookies()[0]
	return []string{"Cookie", c.Name + "=" + c.Value}
}

// needed are the permissions of all pages, and where each leads somebody who has to sign
// in first.
var needed = map[string]struct {
	permission access.Permission
	back       string
}{
	"GET /":                              {access.Ask, ""},
	"GET /?q=l%E1%BA%ADp+tr%E1%BA%A1m":   {access.Ask, "/?q=l%E1%BA%ADp+tr%E1%BA%A1m"},
	"GET /van-ban?loc=a":                 {access.Read, "/van-ban?loc=a"},
	"GET /van-ban/901-2019-nd-cp":        {access.Read, "/van-ban/901-2019-nd-cp"},
	"GET /van-ban/901-2019-nd-cp/15":     {access.Read, "/van-ban/901-2019-nd-cp/15"},
	"GET /tep/x":                         {access.Read, "/tep/x"},
	"GET /thu-tuc/1.999001":              {access.Read, "/thu-tuc/1.999001"},
	"GET /khong-co":                      {access.Read, "/khong-co"},
	"HEAD /van-ban":                      {access.Read, "/van-ban"},
	"GET /kiem-tra-can-cu":               {access.Check, "/kiem-tra-can-cu"},
	"POST /kiem-tra-can-cu":              {access.Check, "/kiem-tra-can-cu"},
	"POST /kiem-tra-can-cu/ket-qua.docx": {access.Check, "/kiem-tra-can-cu"},
	"POST /gop-y":                        {access.Feedback, ""},
}

// TestStrangersSignInFirst: whoever is not known, by whatever is wrong with them, is led
// to sign in, and a program is told that its key is wrong.
func TestStrangersSignInFirst(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	g.account(t, "an", access.Official)
	g.account(t, "bình", access.Official)
	over := cookie(t, signIn(t, g, typed{"an", password, ""}))
	g.later.Add(int64(time.Hour))
	disabled := cookie(t, signIn(t, g, typed{"bình", password, ""}))
	if err := g.keys.Disable(t.Context(), "bình"); err != nil {
		t.Fatal(err)
	}
	for name, headers := range map[string][]string{
		"nothing": nil, "a session that is over": over, "a disabled account": disabled, "no session": {"Cookie", "congvu=cvs_x"},
	} {
		for page, want := range needed {
			w := send(t, g, page, "", headers...)
			location := "/dang-nhap"
			if want.back != "" {
				location += "?ve=" + url.QueryEscape(want.back)
			}
			if w.Code != http.StatusSeeOther || w.Header().Get("Location") != location {
				t.Errorf("%s with %s = %d to %q, want %q", page, name, w.Code, w.Header().Get("Location"), location)
			}
		}
		for _, address := range []string{"/dang-nhap", "/static/congvu.css"} {
			if w := send(t, g, "GET "+address, "", headers...); w.Code != http.StatusOK {
				t.Errorf("%s with %s = %d", address, name, w.Code)
			}
		}
	}
	for page := range needed {
		w := send(t, g, page, "", "Authorization", "Bearer "+access.KeyPrefix+"wrong")
		if w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" {
			t.Errorf("%s with a wrong key = %d %v", page, w.Code, w.Header())
		}
	}
}

// TestPagesAskForPermissions tries every page as people of every role, and by keys.
func TestPagesAskForPermissions(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	check := func(who string, headers []string, may func(access.Permission) bool) {
		for page, want := range needed {
			w := send(t, g, page, "", headers...)
			if refused := w.Code == http.StatusForbidden; refused == may(want.permission) || w.Code == http.StatusSeeOther && strings.HasPrefix(page, "GET ") {
				t.Errorf("%s by %s = %d %s", page, who, w.Code, w.Body)
			} else if refused && (!strings.Contains(w.Body.String(), "không có quyền") || strings.Contains(w.Body.String(), `name="q"`)) {
				t.Errorf("%s by %s does not say what is missing: %s", page, who, w.Body)
			}
		}
	}
	for _, role := range access.Roles() {
		g.account(t, string(role), role)
		check(string(role), cookie(t, signIn(t, g, typed{string(role), password, ""})), role.May)
	}
	for _, s := range access.Scopes()[:4] {
		secret, _, err := g.keys.CreateKey(t.Context(), access.Key{Name: string(s), Role: access.Official, Scopes: []access.Scope{s}}, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		check("a key to "+string(s), []string{"Authorization", "Bearer " + secret}, s.Opens)
	}
}

func TestSigningIn(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	g.account(t, "an", access.Official)
	g.account(t, "kiểm", access.Auditor)
	w := send(t, g, "GET /dang-nhap?ve=/van-ban%3Floc=a", "")
	for _, want := range []string{`action="/dang-nhap" method="post"`, `type="password"`, `autocomplete="current-password"`, `name="ve" value="/van-ban?loc=a"`} {
		if w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("the form lacks %s: %d %s", want, w.Code, w.Body)
		}
	}
	if w := send(t, g, "GET /kiem-tra-can-cu", ""); strings.Contains(w.Body.String(), "Đăng xuất") {
		t.Error("a stranger is shown as signed in")
	}
	in := signIn(t, g, typed{" AN ", password, "/van-ban?loc=a"}) // names are compared in one form
	headers := cookie(t, in)
	if in.Header().Get("Location") != "/van-ban?loc=a" || in.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("after signing in: %v", in.Header())
	}
	page := send(t, g, "GET /", "", headers...)
	if page.Code != 200 || !strings.Contains(page.Body.String(), `<span title="cán bộ">an</span>`) || !strings.Contains(page.Body.String(), `action="/dang-xuat" method="post"`) {
		t.Errorf("the page does not say who is signed in: %d %s", page.Code, page.Body)
	}
	if w := send(t, g, "POST /dang-xuat", "", append(headers, "Sec-Fetch-Site", "cross-site")...); w.Code != http.StatusForbidden {
		t.Errorf("another site signs out: %d", w.Code)
	}
	if w := send(t, g, "GET /dang-xuat", "", headers...); w.Code == http.StatusSeeOther {
		t.Errorf("a link signs out: %d", w.Code)
	}
	out := send(t, g, "POST /dang-xuat", "", headers...)
	if out.Code != http.StatusSeeOther || out.Header().Get("Location") != "/dang-nhap" || out.Result().Cookies()[0].MaxAge >= 0 {
		t.Errorf("signing out: %d %v", out.Code, out.Header())
	}
	if w := send(t, g, "GET /", "", headers...); w.Code != http.StatusSeeOther {
		t.Errorf("the session goes on after signing out: %d", w.Code)
	}
	if w := signIn(t, g, typed{"kiểm", password, ""}); w.Header().Get("Location") != "/van-ban" {
		t.Errorf("an auditor, who may not ask, is led to %q", w.Header().Get("Location"))
	}
}

// TestSigningInRefused: nothing tells whether there is an account, and no way of refusing
// sets a cookie or shows the password again.
func TestSigningInRefused(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	g.account(t, "an", access.Official)
	g.account(t, "gone", access.Official)
	if err := g.keys.Disable(t.Context(), "gone"); err != nil {
		t.Fatal(err)
	}
	const wrong = "ba con ngựa non"
	for round := range 7 {
		var said []string
		for _, name := range []string{"an", "nobody", "gone"} {
			w := signIn(t, g, typed{name, wrong, "/van-ban"})
			status, text := http.StatusUnauthorized, "Tên hoặc mật khẩu không đúng."
			if round == 6 {
				status, text = http.StatusTooManyRequests, "Hãy thử lại sau 30 giây."
				if w.Header().Get("Retry-After") != "30" {
					t.Errorf("%s: Retry-After %q", name, w.Header().Get("Retry-After"))
				}
			}
			if w.Code != status || !strings.Contains(w.Body.String(), text) || !strings.Contains(w.Body.String(), `name="ve" value="/van-ban"`) {
				t.Errorf("%s, %d times: %d %s", name, round+1, w.Code, w.Body)
			}
			if len(w.Result().Cookies()) != 0 || strings.Contains(w.Body.String(), wrong) {
				t.Errorf("%s: %v %s", name, w.Header(), w.Body)
			}
			said = append(said, strings.Replace(w.Body.String(), `value="`+name+`"`, `value=""`, 1))
		}
		if said[0] != said[1] || said[0] != said[2] {
			t.Errorf("round %d tells which names have an account", round)
		}
	}
	if w := signIn(t, g, typed{"an", password, ""}); w.Code != http.StatusTooManyRequests {
		t.Errorf("a locked account signs in: %d", w.Code)
	}
	g.later.Add(int64(time.Minute))
	if w := signIn(t, g, typed{"gone", password, ""}); w.Code != http.StatusUnauthorized {
		t.Errorf("a disabled account signs in: %d", w.Code)
	}
	cookie(t, signIn(t, g, typed{"an", password, ""}))
	for name, w := range map[string]*httptest.ResponseRecorder{
		"no password": signIn(t, g, typed{"an", "", ""}), "no name": signIn(t, g, typed{" ", password, ""}), "too much": signIn(t, g, typed{"an", strings.Repeat("x", 20<<10), ""}),
	} {
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `role="alert"`) {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	for _, foreign := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
		if w := signIn(t, g, typed{"an", password, ""}, foreign...); w.Code != http.StatusForbidden || len(w.Result().Cookies()) != 0 {
			t.Errorf("another site signs in: %d", w.Code)
		}
	}
}

// TestSigningInTooFast: an address that tries too fast is told to wait.
func TestSigningInTooFast(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts, SignIns: access.Rate{PerSecond: 1, Burst: 2}, PerAddress: access.Rate{PerSecond: 1, Burst: 2}})
	for range 2 {
		signIn(t, g, typed{"an", password, ""})
		send(t, g, "GET /", "")
	}
	if w := signIn(t, g, typed{"an", password, ""}); w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), "thử lại sau 1 giây") {
		t.Errorf("too fast: %d %s", w.Code, w.Body)
	}
	if w := send(t, g, "GET /", ""); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "1" {
		t.Errorf("a flood of strangers: %d %v", w.Code, w.Header())
	}
}

// TestNoPasswordInTheClear: over a connection that anybody reads there is no form.
func TestNoPasswordInTheClear(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	g.account(t, "an", access.Official)
	for name, w := range map[string]*httptest.ResponseRecorder{
		"the form": send(t, g, "GET /dang-nhap", "", "Host", "congvu.example.vn"),
		"sent":     signIn(t, g, typed{"an", password, ""}, "Host", "congvu.example.vn"),
	} {
		if w.Code != http.StatusForbidden || strings.Contains(w.Body.String(), "<form") || !strings.Contains(w.Body.String(), "https://") || len(w.Result().Cookies()) != 0 {
			t.Errorf("%s: %d %v %s", name, w.Code, w.Header(), w.Body)
		}
	}
}

// TestSigningInBehindAProxy: a proxy that is trusted says that the connection is
// encrypted, and the browser gets a cookie for that alone.
func TestSigningInBehindAProxy(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts, Proxies: access.Proxies{netip.MustParsePrefix("192.0.2.1/32")}})
	g.account(t, "an", access.Official)
	through := []string{"Host", "congvu.example.vn", "X-Forwarded-Proto", "https", "X-Forwarded-For", "198.51.100.7"}
	w := signIn(t, g, typed{"an", password, ""}, through...)
	headers := cookie(t, w)
	if c := w.Result().Cookies()[0]; c.Name != access.SessionCookie || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("the cookie is %s", c)
	}
	if w := send(t, g, "GET /", "", slices.Concat(headers, through)...); w.Code != http.StatusOK {
		t.Errorf("after signing in: %d", w.Code)
	}
}

var backValue = regexp.MustCompile(`name="ve" value="([^"]*)"`)

// TestOnlyBackToOwnPages: signing in leads nowhere else, whatever the link says.
func TestOnlyBackToOwnPages(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	g.account(t, "an", access.Official)
	for _, elsewhere := range []string{
		"https://evil.example/", "//evil.example/", `/\evil.example`, `\\evil.example`, "/..//evil.example", "/%2e%2e//evil.example", "/\t/evil.example",
		"/%5cevil.example/..", "javascript:alert(1)", "evil.example", " //evil.example", "/dang-xuat", "/dang-nhap", "/a\r\nSet-Cookie: x=y", "",
		"/" + strings.Repeat("x", 5000),
	} {
		form := send(t, g, "GET /dang-nhap?"+url.Values{"ve": {elsewhere}}.Encode(), "")
		if m := backValue.FindStringSubmatch(form.Body.String()); m == nil || m[1] != "/" {
			t.Errorf("%q is led back to by the form: %v", elsewhere, m)
		}
		if w := signIn(t, g, typed{"an", password, elsewhere}); w.Header().Get("Location") != "/" {
			t.Errorf("%q leads to %q", elsewhere, w.Header().Get("Location"))
		}
	}
	for _, own := range []string{"/van-ban", "/?q=l%E1%BA%ADp+tr%E1%BA%A1m&c=x", "/van-ban/90-2018-qh14/1?as_of=01/02/2020"} {
		if w := signIn(t, g, typed{"an", password, own}); w.Header().Get("Location") != own {
			t.Errorf("%q leads to %q", own, w.Header().Get("Location"))
		}
	}
}

// FuzzBack asks for the form with anything to come back to: it stays here.
func FuzzBack(f *testing.F) {
	g := gated(f, access.GateConfig{Mode: access.Accounts})
	for _, seed := range []string{"/van-ban?loc=a#x", "//evil.example", `/\evil`, "/%2f%2fevil", "/a/../b", "http:/evil", "/?q=%zz"} {
		f.Add(seed)
	}
	base, err := url.Parse("http://congvu.example.vn/dang-nhap")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w := send(t, g, "GET /dang-nhap?"+url.Values{"ve": {text}}.Encode(), "")
		m := backValue.FindStringSubmatch(w.Body.String())
		if w.Code != http.StatusOK || m == nil {
			t.Fatalf("%q: %d %s", text, w.Code, w.Body)
		}
		to, err := base.Parse(strings.NewReplacer("&amp;", "&", "&#43;", "+", "&#39;", "'", "&#34;", `"`, "&lt;", "<", "&gt;", ">").Replace(m[1]))
		if err != nil || to.Host != base.Host || to.Scheme != "http" || strings.HasPrefix(m[1], "//") || strings.ContainsAny(m[1], "\\\t\r\n ") {
			t.Errorf("%q leads to %q: %v %v", text, m[1], to, err)
		}
	})
}

// TestNothingShowsWithoutAccounts: where nobody is asked there is no word of signing in,
// and where programs alone are known a page says so.
func TestNothingShowsWithoutAccounts(t *testing.T) {
	none := gated(t, access.GateConfig{Mode: access.None})
	for page := range needed {
		w := send(t, none, page, "")
		for _, word := range []string{"Đăng nhập", "Đăng xuất", "dang-nhap", "dang-xuat"} {
			if strings.Contains(w.Body.String(), word) || w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden {
				t.Errorf("%s = %d with %q: %s", page, w.Code, word, w.Body)
			}
		}
		if w := send(t, none, page, "", "Host", "evil.example"); w.Code != http.StatusForbidden {
			t.Errorf("%s under another name = %d", page, w.Code)
		}
	}
	if w := send(t, none, "GET /dang-nhap", ""); w.Code != http.StatusNotFound {
		t.Errorf("there is a page to sign in: %d", w.Code)
	}
	keys := gated(t, access.GateConfig{Mode: access.Keys})
	for page := range needed {
		if w := send(t, keys, page, ""); w.Code != http.StatusUnauthorized || strings.HasPrefix(page, "GET ") && !strings.Contains(w.Body.String(), "chỉ nhận khóa API") {
			t.Errorf("%s among programs = %d %s", page, w.Code, w.Body)
		}
	}
}

// TestFeedbackBehindTheGate: an answer shown again is its owner's alone.
func TestFeedbackBehindTheGate(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	g.account(t, "an", access.Official)
	g.account(t, "bình", access.Official)
	an, bình := cookie(t, signIn(t, g, typed{"an", password, ""})), cookie(t, signIn(t, g, typed{"bình", password, ""}))
	w := send(t, g, "GET /?"+url.Values{"q": {question}}.Encode(), "", an...)
	_, section, _ := strings.Cut(w.Body.String(), `action="/gop-y"`)
	section, _, _ = strings.Cut(section, "</form>")
	form := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(section, -1) {
		form.Set(m[1], m[2])
	}
	said := with(form, "danh-gia", "up")
	if w := send(t, g, "POST /gop-y", said, bình...); w.Code != http.StatusNotFound {
		t.Errorf("bình votes on an's answer: %d %s", w.Code, w.Body)
	}
	if w := send(t, g, "POST /gop-y", said, an...); w.Code != http.StatusSeeOther {
		t.Errorf("an votes: %d %s", w.Code, w.Body)
	}
}
