package main

import (
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/access"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// typed makes text what the program reads from standard input.
func typed(t *testing.T, text string) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteString(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	before := os.Stdin
	os.Stdin = r
	t.Cleanup(func() { os.Stdin = before; _ = r.Close() })
}

func TestKeyCommands(t *testing.T) {
	dir := t.TempDir()
	code, stdout, stderr := congvu(t, dir, "key", "create", "--name", "Bot", "--role", "editor", "--scope", "search,ask", "--expires", "90d")
	secret := strings.TrimSpace(stdout)
	if code != exitOK || !strings.HasPrefix(secret, access.KeyPrefix) || !strings.Contains(stderr, "không hiện lại") {
		t.Fatalf("key create: exit %d: %s%s", code, stdout, stderr)
	}
	for _, test := range []struct {
		args string
		code int
		said string // on either output
	}{
		{"key list", exitOK, "bot  " + secret[:11] + "…  editor, ask,search  dùng được đến "},
		{"key create --name bot", exitUsage, "đã có khóa tên"},
		{"key create --name a --scope ask,all", exitUsage, `"all" không phải`},
		{"key create --name a --scope admin", exitUsage, "vai trò official không có quyền nào"},
		{"key create --name a --role root", exitUsage, `"root" không phải`},
		{"key create --name a:b", exitUsage, "tên khóa"},
		{"key create --name a --expires 9999d", exitUsage, "thời hạn"},
		{"key create --name a --expires mai", exitUsage, "--expires"},
		{"key create", exitUsage, "thiếu tùy chọn --name"},
		{"key revoke khác", exitFailed, "không tìm thấy"},
		{"key revoke " + secret[:11] + "…", exitOK, "Khóa bot"},
		{"key list", exitOK, "đã thu hồi"},
	} {
		code, stdout, stderr := congvu(t, dir, strings.Fields(test.args)...)
		if code != test.code || !strings.Contains(stdout+stderr, test.said) {
			t.Errorf("congvu %s: exit %d, want %d; said %s%s, want %q", test.args, code, test.code, stdout, stderr, test.said)
		}
		if strings.Contains(stdout+stderr, secret) {
			t.Errorf("congvu %s shows the key again", test.args)
		}
	}
	made := mustJSON[createdKey](t, dir, "key", "create", "--name", "json", "--expires", "12h")
	if made.Secret == "" || made.Expires.Sub(made.Created) != 12*time.Hour {
		t.Errorf("made %+v", made.Key)
	}
	if list := mustJSON[[]access.Key](t, dir, "key", "list"); len(list) != 2 || list[1].Name != "json" {
		t.Errorf("list %+v", list)
	}
}

func TestAccountCommands(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := congvu(t, dir, "account", "list"); code != exitOK || !strings.Contains(stderr, "Chưa có tài khoản") {
		t.Errorf("account list: exit %d: %s", code, stderr)
	}
	for _, test := range []struct {
		args, typed string
		code        int
		said        string // on either output
	}{
		{"account create An --role admin", "bốn con ngựa già\r\nhai", exitOK, "Đã tạo tài khoản an, vai trò quản trị"},
		{"account create an", "bốn con ngựa già", exitUsage, "đã có tài khoản"},
		{"account create bình", "ngắn\n", exitUsage, "12 ký tự"},
		{"account create bình", "", exitUsage, "12 ký tự"},
		{"account create bình --role root", "bốn con ngựa già\n", exitUsage, `"root" không phải`},
		{"account create a:b", "bốn con ngựa già\n", exitUsage, "tên tài khoản"},
		{"account create nguyen.van.an", "Nguyễn.Văn.An.1\n", exitUsage, "trùng với tên tài khoản"},
		{"account list", "", exitOK, "an  admin  dùng được; chưa dùng lần nào"},
		{"account role an auditor", "", exitOK, "vai trò kiểm tra"},
		{"account role an chủ", "", exitUsage, `"chủ" không phải`},
		{"account role khác auditor", "", exitFailed, "không tìm thấy"},
		{"account password an", "bốn con ngựa non\n", exitOK, "Đã đặt lại mật khẩu"},
		{"account password khác", "bốn con ngựa non\n", exitFailed, "không tìm thấy"},
		{"account disable an", "", exitOK, "Đã khóa tài khoản an"},
		{"account list", "", exitOK, "an  auditor  đã khóa "},
		{"account enable an", "", exitOK, "dùng được"},
		{"account disable", "", exitUsage, "thiếu tham số"},
	} {
		typed(t, test.typed)
		code, stdout, stderr := congvu(t, dir, strings.Fields(test.args)...)
		if code != test.code || !strings.Contains(stdout+stderr, test.said) {
			t.Errorf("congvu %s: exit %d, want %d; said %s%s, want %q", test.args, code, test.code, stdout, stderr, test.said)
		}
		if test.typed != "" && strings.Contains(stdout+stderr, strings.TrimSpace(test.typed)) {
			t.Errorf("congvu %s shows the password", test.args)
		}
	}
	if list := mustJSON[[]access.Account](t, dir, "account", "list"); len(list) != 1 || list[0].Role != access.Auditor {
		t.Errorf("list %+v", list)
	}
	st, err := state.Open(t.Context(), dir, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	a := access.NewAuthenticator(access.NewStore(st, access.Options{}), access.Lifetimes{Idle: time.Hour, Most: time.Hour}, nil)
	for password, want := range map[string]bool{"bốn con ngựa già": false, "bốn con ngựa non": true} { // of the first line, and the later
		if _, _, err := a.SignIn(t.Context(), "an", password, netip.MustParseAddr("192.0.2.1")); (err == nil) != want {
			t.Errorf("%s: %v", password, err)
		}
	}
}

func TestAuthConfiguration(t *testing.T) {
	for name, test := range map[string]struct{ key, value, said string }{
		"a mode that there is not": {"CONGVU_AUTH_MODE", "ldap", `"ldap" không phải none, keys hoặc accounts`},
		"a proxy by name":          {"CONGVU_AUTH_TRUSTED_PROXIES", "10.0.0.5,proxy", `"proxy" không phải địa chỉ`},
		"a negative rate":          {"CONGVU_AUTH_RATE", "-1", "auth.rate"},
		"no number":                {"CONGVU_AUTH_ADDRESS_RATE", "NaN", "auth.address_rate"},
		"no burst":                 {"CONGVU_AUTH_BURST", "0", "burst"},
		"a session of a minute":    {"CONGVU_AUTH_SESSION_IDLE", "1m", "auth.session_idle"},
		"a day shorter than idle":  {"CONGVU_AUTH_SESSION_MAX", "30m", "auth.session_max"},
		"no duration":              {"CONGVU_AUTH_SESSION_MAX", "lâu", "cấu hình"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(test.key, test.value)
			if code, _, stderr := congvu(t, t.TempDir(), "config", "show"); code != exitUsage || !strings.Contains(stderr, test.said) {
				t.Errorf("exit %d: %s, want %q", code, stderr, test.said)
			}
		})
	}
	t.Setenv("CONGVU_AUTH_TRUSTED_PROXIES", "10.0.0.5,10.1.0.0/16")
	t.Setenv("CONGVU_AUTH_MODE", "accounts")
	_, c, err := loadConfig(Flags{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Auth.gate()
	if err != nil {
		t.Fatal(err)
	}
	identity, address := access.Rate{PerSecond: 10, Burst: 40}, access.Rate{PerSecond: 5, Burst: 40}
	if got.Mode != access.Accounts || len(got.Proxies) != 2 || got.PerIdentity != identity || got.PerAddress != address || got.SignIns != signInRate {
		t.Errorf("got %+v", got)
	}
}
