package access_test

import (
	"errors"
	"net"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/access"
)

func TestWithoutAuthenticationLoopbackAlone(t *testing.T) {
	for addr, want := range map[string]bool{
		"127.0.0.1:8080": true, "127.8.9.10:0": true, "[::1]:8080": true, "localhost:80": true, "LocalHost.:80": true, "[::ffff:127.0.0.1]:1": true,
		":8080": false, "0.0.0.0:8080": false, "[::]:8080": false, "10.0.0.5:8080": false, "congvu.example.vn:80": false,
		"localhost.example.vn:80": false, "127.0.0.1": false, "": false, "127.0.0.1.example.vn:80": false, "[::ffff:10.0.0.5]:1": false, "128.0.0.1:1": false,
	} {
		err := access.None.MayBind(addr)
		if (err == nil) != want {
			t.Errorf("none at %q: %v, want %v", addr, err, want)
		}
		if err != nil && (!errors.Is(err, access.ErrBind) || !strings.Contains(err.Error(), "auth.mode")) {
			t.Errorf("none at %q says %v", addr, err)
		}
		if err := access.Mode("").MayBind(addr); (err == nil) != want {
			t.Errorf("a mode that is none at %q: %v", addr, err)
		}
		for _, m := range []access.Mode{access.Keys, access.Accounts} {
			if err := m.MayBind(addr); err != nil {
				t.Errorf("%s at %q: %v", m, addr, err)
			}
		}
	}
	if _, err := access.ParseMode("ldap"); !errors.Is(err, access.ErrInvalid) {
		t.Errorf("a mode that there is not: %v", err)
	}
}

// FuzzMayBind: what passes is a loopback address to another reader of addresses too.
func FuzzMayBind(f *testing.F) {
	f.Add("127.0.0.1:8080")
	f.Add("[::1%lo]:80")
	f.Add("Localhost.:1")
	f.Fuzz(func(t *testing.T, addr string) {
		if access.None.MayBind(addr) != nil {
			return
		}
		host, _, err := net.SplitHostPort(addr)
		bare, _, _ := strings.Cut(host, "%")
		if err != nil || !net.ParseIP(bare).IsLoopback() && !strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
			t.Errorf("%q passed", addr)
		}
	})
}
