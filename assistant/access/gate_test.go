package access_test

import (
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/access"
)

// gate is a gate over a store with one key and one account, an.
func gate(t *testing.T, mode access.Mode) (g *access.Gate, key string, c *clock) {
	t.Helper()
	s, c := fresh(t)
	must(s.CreateAccount(t.Context(), "an", access.Official, good))(t)
	config := access.GateConfig{
		Mode: mode, Authenticator: access.NewAuthenticator(s, day, nil), Now: c.now,
		Proxies:     access.Proxies{netip.MustParsePrefix("10.0.0.0/8")},
		PerIdentity: access.Rate{PerSecond: 1, Burst: 3}, PerAddress: access.Rate{PerSecond: 1, Burst: 2}, SignIns: access.Rate{PerSecond: 1, Burst: 4},
	}
	return must(access.NewGate(config))(t), newKey(t, s, "k", access.ScopeAsk), c
}

// request is one to host, with headers in pairs.
func request(method, host string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "/", nil)
	r.Host = host
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	return r
}

func TestNobodyIsAskedOnThisMachine(t *testing.T) {
	g := must(access.NewGate(access.GateConfig{Mode: access.None, PerAddress: access.Rate{PerSecond: 1, Burst: 1}}))(t)
	for range 10 { // no rate
		r := must(g.Admit(request("POST", "127.0.0.1:8080")))(t)
		if id := access.From(r.Context()); id.Kind != access.Nobody || id.Role != access.Official {
			t.Fatalf("got %+v", id)
		}
	}
	for name, r := range map[string]*http.Request{
		"another name for this machine": request("GET", "evil.example"),
		"a page of another site":        request("POST", "localhost:8080", "Sec-Fetch-Site", "cross-site"),
	} {
		if _, err := g.Admit(r); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := g.SignIn(httptest.NewRecorder(), request("POST", "localhost"), "an", good); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("signing in where there are no accounts: %v", err)
	}
	for _, mode := range []access.Mode{access.Keys, access.Accounts, "ldap", ""} {
		if _, err := access.NewGate(access.GateConfig{Mode: mode}); !errors.Is(err, access.ErrInvalid) {
			t.Errorf("mode %q with nobody who knows keys: %v", mode, err)
		}
	}
}

func TestKeysAtTheGate(t *testing.T) {
	g, key, _ := gate(t, access.Keys)
	r := must(g.Admit(request("POST", "congvu.example.vn", "Authorization", "bearer  "+key, "Sec-Fetch-Site", "cross-site")))(t)
	if id := access.From(r.Context()); id.Person != "key:k" {
		t.Errorf("got %+v", id)
	}
	for name, headers := range map[string][]string{
		"nothing": nil, "another scheme": {"Authorization", "Basic " + key}, "no scheme": {"Authorization", key},
		"as a cookie": {"Cookie", "__Host-congvu=" + key}, "of nobody": {"Authorization", "Bearer cv_" + strings.Repeat("0", 52)},
	} {
		if _, err := g.Admit(request("GET", "h", headers...)); !errors.Is(err, access.ErrUnauthenticated) && !errors.Is(err, access.ErrLimited) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFlood: a flood on one key slows neither another key nor a person at the same
// address; a flood without a key slows its address.
func TestFlood(t *testing.T) {
	s, c := fresh(t)
	g := must(access.NewGate(access.GateConfig{
		Mode: access.Keys, Authenticator: access.NewAuthenticator(s, day, nil), Now: c.now,
		PerIdentity: access.Rate{PerSecond: 1, Burst: 3}, PerAddress: access.Rate{PerSecond: 1, Burst: 2},
	}))(t)
	with := func(key string) *http.Request {
		r := request("GET", "h", "Authorization", "Bearer "+key)
		r.RemoteAddr = "192.0.2.1:1"
		return r
	}
	loud, quiet := newKey(t, s, "loud", access.ScopeAsk), newKey(t, s, "quiet", access.ScopeAsk)
	passed := 0
	for range 50 {
		if _, err := g.Admit(with(loud)); err == nil {
			passed++
		} else if !errors.Is(err, access.ErrLimited) {
			t.Fatal(err)
		}
	}
	if passed != 3 {
		t.Errorf("%d of the flood passed, want 3", passed)
	}
	for range 50 {
		if _, err := g.Admit(with("none")); err == nil {
			t.Fatal("nobody passed")
		}
	}
	if _, err := g.Admit(with("none")); !errors.Is(err, access.ErrLimited) {
		t.Errorf("nobody known, again and again: %v", err)
	}
	must(g.Admit(with(quiet)))(t)
	elsewhere := with("none")
	elsewhere.RemoteAddr = "192.0.2.2:1"
	if _, err := g.Admit(elsewhere); !errors.Is(err, access.ErrUnauthenticated) {
		t.Errorf("nobody known elsewhere: %v", err)
	}
	c.pass(time.Second)
	must(g.Admit(with(loud)))(t)
}

// signedIn signs an in and returns the cookie.
func signedIn(t *testing.T, g *access.Gate, r *http.Request) *http.Cookie {
	t.Helper()
	w := httptest.NewRecorder()
	must(g.SignIn(w, r, "an", good))(t)
	cookies := w.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("cookies %v", cookies)
	}
	return cookies[0]
}

func TestCookies(t *testing.T) {
	g, _, _ := gate(t, access.Accounts)
	encrypted := request("POST", "localhost:8080")
	encrypted.TLS = new(tls.ConnectionState)
	proxied := request("POST", "127.0.0.1:8080", "X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.7")
	proxied.RemoteAddr = "10.0.0.1:1"
	pretended := request("POST", "127.0.0.1:8080", "X-Forwarded-Proto", "https")
	for _, tt := range []struct {
		name   string
		r      *http.Request
		secure bool
	}{
		{"this machine", request("POST", "localhost:8080"), false},
		{"this machine, encrypted", encrypted, true},
		{"a name", request("POST", "congvu.example.vn"), true},
		{"behind a proxy that encrypts", proxied, true},
		{"who pretends to be one", pretended, false},
	} {
		tt.r.RemoteAddr = strings.Replace(tt.r.RemoteAddr, "192.0.2.1:", "192.0.2.9:", 1)
		c := signedIn(t, g, tt.r)
		name := map[bool]string{true: "__Host-congvu", false: "congvu"}[tt.secure]
		if c.Name != name || c.Secure != tt.secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 0 {
			t.Errorf("%s: %s", tt.name, c)
		}
	}
}

func TestPeopleAtTheGate(t *testing.T) {
	g, key, c := gate(t, access.Accounts)
	cookie := signedIn(t, g, request("POST", "congvu.example.vn"))
	with := func(method string, headers ...string) *http.Request {
		r := request(method, "congvu.example.vn", headers...)
		r.AddCookie(cookie)
		return r
	}
	r := must(g.Admit(with("GET", "Sec-Fetch-Site", "cross-site")))(t) // a link from elsewhere
	if id := access.From(r.Context()); id.Person != "an" || id.Kind != access.BySession {
		t.Errorf("got %+v", id)
	}
	must(g.Admit(with("POST", "Sec-Fetch-Site", "same-origin")))(t)
	for name, r := range map[string]*http.Request{
		"another site's form": with("POST", "Sec-Fetch-Site", "cross-site"),
		"a neighbour's form":  with("POST", "Sec-Fetch-Site", "same-site"),
		"an old browser's":    with("DELETE", "Origin", "https://evil.example"),
	} {
		if _, err := g.Admit(r); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := g.SignIn(httptest.NewRecorder(), with("POST", "Sec-Fetch-Site", "cross-site"), "an", good); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("another site signs in: %v", err)
	}
	if err := g.SignOut(httptest.NewRecorder(), with("POST", "Sec-Fetch-Site", "cross-site")); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("another site signs out: %v", err)
	}
	c.pass(time.Minute)
	if id := access.From(must(g.Admit(with("GET", "Authorization", "Bearer "+key)))(t).Context()); id.Person != "key:k" {
		t.Errorf("a key beside a cookie: %+v", id)
	}
	old := cookie
	cookie = signedIn(t, g, with("POST")) // again, which ends the first
	for name, gone := range map[string]func() *http.Cookie{
		"an earlier session": func() *http.Cookie { return old },
		"after signing out": func() *http.Cookie {
			w := httptest.NewRecorder()
			must(0, g.SignOut(w, with("POST")))(t)
			if c := w.Result().Cookies(); len(c) != 1 || c[0].MaxAge != -1 || c[0].Value != "" {
				t.Errorf("signing out sets %v", c)
			}
			return cookie
		},
	} {
		r := request("GET", "congvu.example.vn")
		r.AddCookie(gone())
		if _, err := g.Admit(r); !errors.Is(err, access.ErrUnauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSessionsEndWithAccounts: where accounts are not in use, a session opens nothing.
func TestSessionsEndWithAccounts(t *testing.T) {
	s, _ := fresh(t)
	must(s.CreateAccount(t.Context(), "an", access.Official, good))(t)
	a := access.NewAuthenticator(s, day, nil)
	token := signIn(t, a, "an", good)
	g := must(access.NewGate(access.GateConfig{Mode: access.Keys, Authenticator: a}))(t)
	for _, headers := range [][]string{{"Authorization", "Bearer " + token}, {"Cookie", "__Host-congvu=" + token}} {
		if _, err := g.Admit(request("GET", "h", headers...)); !errors.Is(err, access.ErrUnauthenticated) {
			t.Errorf("%s: %v", headers[0], err)
		}
	}
}

func TestSignInsAreLimited(t *testing.T) {
	g, _, _ := gate(t, access.Accounts)
	for i := range 5 {
		_, err := g.SignIn(httptest.NewRecorder(), request("POST", "h"), "không-có", good)
		want := access.ErrPassword
		if i == 4 {
			want = access.ErrLimited
		}
		if !errors.Is(err, want) {
			t.Errorf("try %d: %v", i, err)
		}
	}
}

func TestGuard(t *testing.T) {
	g, key, _ := gate(t, access.Keys)
	next := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(access.From(r.Context()).Person))
	})
	refuse := func(w http.ResponseWriter, _ *http.Request, err error) {
		http.Error(w, err.Error(), access.Status(err))
	}
	for _, tt := range []struct {
		need   access.Permission
		header string
		status int
		header2, value,
		said string
	}{
		{access.Ask, "Bearer " + key, 200, "Www-Authenticate", "", "key:k"},
		{access.Search, "Bearer " + key, 403, "Www-Authenticate", "", `không có quyền "search"`},
		{access.Upload, "Bearer " + key, 403, "Retry-After", "", "không có quyền"},
		{access.Ask, "", 401, "Www-Authenticate", `Bearer realm="congvu"`, "chưa xác thực"},
		{access.Ask, "Bearer " + key, 429, "Retry-After", "1", "thử lại sau 1 giây"},
	} {
		r := request("GET", "h")
		if tt.header != "" {
			r.Header.Set("Authorization", tt.header)
		}
		w := httptest.NewRecorder()
		g.Guard(tt.need, next, refuse).ServeHTTP(w, r)
		if w.Code != tt.status || w.Header().Get(tt.header2) != tt.value || !strings.Contains(w.Body.String(), tt.said) {
			t.Errorf("%s: %d %v %s", tt.need, w.Code, w.Header(), w.Body)
		}
	}
}
