package access_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/access"
)

func from(remote string, forwarded ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.RemoteAddr = remote
	for _, f := range forwarded {
		r.Header.Add("X-Forwarded-For", f)
	}
	return r
}

func TestClientAddress(t *testing.T) {
	proxies, err := access.ParseProxies([]string{"10.0.0.5, 10.1.0.0/16", "fd00::/8"})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		proxies access.Proxies
		r       *http.Request
		want    string
	}{
		{"no proxy is trusted", nil, from("192.0.2.9:1", "198.51.100.1"), "192.0.2.9"},
		{"not this one", proxies, from("192.0.2.9:1", "198.51.100.1"), "192.0.2.9"},
		{"one proxy", proxies, from("10.0.0.5:1", "198.51.100.1"), "198.51.100.1"},
		{"what the client made up stands before", proxies, from("10.0.0.5:1", "1.1.1.1, 198.51.100.1"), "198.51.100.1"},
		{"two proxies, two headers", proxies, from("10.0.0.5:1", "1.1.1.1,198.51.100.1", "10.1.2.3"), "198.51.100.1"},
		{"proxies alone", proxies, from("10.0.0.5:1", "10.1.2.3"), "10.1.2.3"},
		{"a proxy that says nothing", proxies, from("10.0.0.5:1"), "10.0.0.5"},
		{"a proxy that says nonsense", proxies, from("10.0.0.5:1", "198.51.100.1, unknown"), "10.0.0.5"},
		{"with ports", proxies, from("[fd00::1]:1", "[2001:db8::7]:443"), "2001:db8::7"},
		{"IPv4 in IPv6", proxies, from("[::ffff:10.0.0.5]:1", "::ffff:198.51.100.1"), "198.51.100.1"},
		{"no address", proxies, from("@", "198.51.100.1"), "invalid IP"},
	} {
		if got := tt.proxies.Client(tt.r).String(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	for _, bad := range []string{"proxy.example.vn", "10.0.0.0/33", "*"} {
		if _, err := access.ParseProxies([]string{bad}); !errors.Is(err, access.ErrInvalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// FuzzClient: whatever a client writes, its address is one that it has or that a trusted
// proxy wrote.
func FuzzClient(f *testing.F) {
	f.Add("192.0.2.9:1", "198.51.100.1")
	f.Add("10.0.0.5:1", "1.1.1.1, [::1%eth0]:7,,unknown")
	f.Fuzz(func(t *testing.T, remote, header string) {
		trusted := access.Proxies{netip.MustParsePrefix("10.0.0.0/8")}
		got := trusted.Client(from(remote, header))
		if none := access.Proxies(nil).Client(from(remote, header)); none != access.Proxies(nil).Client(from(remote)) {
			t.Errorf("an untrusted header made %v of %q", none, remote)
		}
		if got.IsValid() && got != trusted.Client(from(remote)) && !strings.ContainsAny(header, ".:") {
			t.Errorf("%q behind %q is %v", header, remote, got)
		}
	})
}
