package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/access"
)

// TestServeRefusesTheNetwork: a server that asks nobody who they are opens nothing
// outside this machine, and makes nothing either.
func TestServeRefusesTheNetwork(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:8080", "congvu.example.vn:8080"} {
		dir := filepath.Join(t.TempDir(), "data")
		code, _, stderr := congvu(t, dir, "serve", "--addr", addr)
		if code != exitUsage || !strings.Contains(stderr, "chưa bật xác thực") || !strings.Contains(stderr, "CONGVU_AUTH_MODE") || !strings.Contains(stderr, "127.0.0.1:8080") {
			t.Errorf("serve --addr %s: exit %d, %s", addr, code, stderr)
		}
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			t.Errorf("serve --addr %s made a folder: %v", addr, err)
		}
	}
	t.Setenv("CONGVU_ADDR", "0.0.0.0:0")
	if code, _, stderr := congvu(t, t.TempDir(), "serve"); code != exitUsage || !strings.Contains(stderr, "chưa bật xác thực") {
		t.Errorf("by the environment: exit %d, %s", code, stderr)
	}
}

// TestServeSaysWhoMay: whoever starts a server that nobody can use yet is told how to
// change that, once.
func TestServeSaysWhoMay(t *testing.T) {
	said := new(lockedBuffer)
	a, err := newApp(t.Context(), Flags{Data: t.TempDir(), LogLevel: "warn"}, io.Discard, said)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := a.openState()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = kept.Close() }()
	tell := func(mode access.Mode, addr string) string {
		before := len(said.String())
		a.sayWhoMay(t.Context(), access.GateConfig{Mode: mode}, kept, addr)
		return said.String()[before:]
	}
	const local, network = "127.0.0.1:8080", "10.0.0.1:8080"
	for _, test := range []struct {
		mode access.Mode
		addr string
		want string // empty is nothing at all
	}{
		{access.None, local, ""},
		{access.Keys, network, "congvu key create"},
		{access.Accounts, local, "congvu account create"},
		{access.Accounts, network, "HTTPS"},
	} {
		if got := tell(test.mode, test.addr); !strings.Contains(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s at %s: %q, want %q", test.mode, test.addr, got, test.want)
		}
	}
	scopes := []access.Scope{access.ScopeAsk}
	if _, _, err := access.NewStore(kept, access.Options{}).CreateKey(t.Context(), access.Key{Name: "k", Role: access.Official, Scopes: scopes}, time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := tell(access.Keys, network) + tell(access.Accounts, local); got != "" {
		t.Errorf("with a key: %q", got)
	}
}

// visited is what a client got, after redirects.
type visited struct {
	status int
	at     *url.URL
	said   string
}

// visit sends a request by a client, with headers in pairs; target is method and address.
func visit(t *testing.T, c *http.Client, target, body string, headers ...string) visited {
	t.Helper()
	method, address, _ := strings.Cut(target, " ")
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	said, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return visited{res.StatusCode, res.Request.URL, string(said)}
}

const (
	asksJSON = `{"question": "thời hạn giải quyết khiếu nại lần đầu"}`
	asksPage = "/?q=thoi+han+giai+quyet+khieu+nai+lan+dau"
	isForm   = "application/x-www-form-urlencoded"
)

// TestKeysAndAccounts makes a key and an account, serves, and asks: with the key, without
// one, and on the page after signing in.
func TestKeysAndAccounts(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("CONGVU_AUTH_MODE", "accounts")
	typed(t, "bốn con ngựa già\n")
	if code, _, stderr := congvu(t, dir, "account", "create", "an"); code != exitOK {
		t.Fatal(stderr)
	}
	key := mustJSON[createdKey](t, dir, "key", "create", "--name", "may")
	narrow := mustJSON[createdKey](t, dir, "key", "create", "--name", "tim", "--scope", "search")
	base := served(t, dir)

	program := http.DefaultClient
	for name, test := range map[string]struct {
		secret string
		status int
		said   string
	}{
		"no key": {"", http.StatusUnauthorized, "urn:congvu:problem:unauthenticated"}, "a wrong key": {narrow.Secret[:len(narrow.Secret)/2] + key.Secret[len(key.Secret)/2:], http.StatusUnauthorized, "unauthenticated"},
		"a key to search": {narrow.Secret, http.StatusForbidden, "urn:congvu:problem:forbidden"}, "the key": {key.Secret, http.StatusOK, `"status":"answered"`},
	} {
		v := visit(t, program, "POST "+base+"/v1/ask", asksJSON, "Content-Type", "application/json", "Authorization", "Bearer "+test.secret)
		if v.status != test.status || !strings.Contains(v.said, test.said) {
			t.Errorf("%s: %d %s", name, v.status, v.said)
		}
	}

	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	person := &http.Client{Jar: jar}
	v := visit(t, person, "GET "+base+asksPage, "")
	if v.at.Path != "/dang-nhap" || strings.Contains(v.said, "Luật Khiếu nại") {
		t.Fatalf("a stranger gets %s: %s", v.at, v.said)
	}
	form := url.Values{"ten": {"an"}, "mat-khau": {"ba con ngựa non"}, "ve": {v.at.Query().Get("ve")}}
	if v := visit(t, person, "POST "+base+"/dang-nhap", form.Encode(), "Content-Type", isForm); v.status != http.StatusUnauthorized || !strings.Contains(v.said, "không đúng") {
		t.Errorf("a wrong password: %d %s", v.status, v.said)
	}
	form.Set("mat-khau", "bốn con ngựa già")
	v = visit(t, person, "POST "+base+"/dang-nhap", form.Encode(), "Content-Type", isForm)
	if v.status != http.StatusOK || v.at.RequestURI() != asksPage || !strings.Contains(v.said, "Luật Khiếu nại") || !strings.Contains(v.said, "Đăng xuất") {
		t.Fatalf("after signing in: %d %s: %s", v.status, v.at, v.said)
	}
	if v := visit(t, person, "GET "+base+"/v1/conversations", ""); !strings.Contains(v.said, `"title":"thoi han giai quyet khieu nai lan dau"`) {
		t.Errorf("what was asked on the page is not among an's conversations: %s", v.said)
	}
	if v := visit(t, program, "GET "+base+"/v1/conversations", "", "Authorization", "Bearer "+key.Secret); !strings.Contains(v.said, `"conversations":[]`) {
		t.Errorf("the key sees the conversations of others: %s", v.said)
	}
	if code, _, stderr := congvu(t, dir, "account", "disable", "an"); code != exitOK {
		t.Fatal(stderr)
	}
	if code, _, stderr := congvu(t, dir, "key", "revoke", "may"); code != exitOK {
		t.Fatal(stderr)
	}
	if v := visit(t, person, "GET "+base+asksPage, ""); v.at.Path != "/dang-nhap" {
		t.Errorf("a disabled account asks: %s", v.at)
	}
	if v := visit(t, program, "GET "+base+"/v1/models", "", "Authorization", "Bearer "+key.Secret); v.status != http.StatusUnauthorized {
		t.Errorf("a revoked key: %d", v.status)
	}
	if v := visit(t, program, "GET "+base+"/readyz", ""); v.status != http.StatusOK {
		t.Errorf("readyz: %d %s", v.status, v.said)
	}
}
