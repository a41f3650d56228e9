package endpoint

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

// names resolves host names for a test.
type names map[string][]netip.Addr

func (n names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	if len(n[host]) == 0 {
		return nil, errors.New("no such host")
	}
	return n[host], nil
}

var tested = Errors{
	Config: errors.New("config"), Remote: errors.New("remote"), Refused: errors.New("refused"),
	Unavailable: errors.New("unavailable"), Busy: errors.New("busy"), Answer: errors.New("answer"),
}

func TestIsLocal(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1": true, "127.8.9.9": true, "::1": true, "10.1.2.3": true, "172.16.0.1": true, "172.31.255.255": true,
		"192.168.1.10": true, "169.254.3.4": true, "fe80::1": true, "fd12:3456::1": true, "::ffff:10.0.0.1": true,
		"8.8.8.8": false, "172.32.0.1": false, "192.169.0.1": false, "100.64.0.1": false, "0.0.0.0": false, "::": false,
		"2001:db8::1": false, "::ffff:8.8.8.8": false, "224.0.0.1": false, "255.255.255.255": false, "64:ff9b::a00:1": false, "2002:7f00:1::": false,
	} {
		if got := isLocal(netip.MustParseAddr(address)); got != want {
			t.Errorf("isLocal(%s) = %v, want %v", address, got, want)
		}
	}
}

// TestLocalOnly: a name counts as local only with all its addresses.
func TestLocalOnly(t *testing.T) {
	reached := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached++
		_, _ = w.Write([]byte("{}"))
	}))
	defer server.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	here, outside := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("203.0.113.7")
	known := names{"model.lan": {here}, "model.vn": {outside}, "both.vn": {here, outside}, "wrapped.lan": {netip.MustParseAddr("::ffff:127.0.0.1")}}
	for _, test := range []struct {
		host string
		want error
	}{
		{"model.lan", nil},
		{"wrapped.lan", nil},
		{"127.0.0.1", nil},
		{"model.vn", tested.Remote},
		{"both.vn", tested.Remote},
		{"unknown.vn", tested.Unavailable},
	} {
		e, err := New(Config{BaseURL: "http://" + test.host + ":" + port + "/v1/", LocalOnly: true, MaxAnswer: 1 << 20, Errors: tested, Names: known})
		if err != nil {
			t.Fatal(err)
		}
		reached = 0
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, e.BaseURL()+"/x", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		res, err := e.Do(req)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.host, err, test.want)
		}
		if err == nil {
			res.Body.Close()
		}
		if reached > 0 != (test.want == nil) {
			t.Errorf("%s: reached %d times", test.host, reached)
		}
	}
	if _, err := New(Config{BaseURL: "http://8.8.8.8/v1", LocalOnly: true, Errors: tested}); !errors.Is(err, tested.Remote) {
		t.Errorf("an address outside: %v", err)
	}
	if _, err := New(Config{BaseURL: "http://127.0.0.1/v1", LocalOnly: true, Errors: tested, Transport: http.DefaultTransport}); !errors.Is(err, tested.Config) {
		t.Errorf("another transport under LocalOnly: %v", err)
	}
}

// TestDialChecksTheAddress: what is connected to is checked whatever the names said.
func TestDialChecksTheAddress(t *testing.T) {
	d := newLocalDialer(&Config{Errors: tested})
	for _, address := range []string{"203.0.113.7:80", "[2001:db8::1]:80"} {
		if _, err := d.net.DialContext(t.Context(), "tcp", address); !errors.Is(err, tested.Remote) {
			t.Errorf("%s: got %v, want remote", address, err)
		}
	}
}

// TestLocalOnlyUsesNoProxy: a proxy would carry texts out of sight.
func TestLocalOnlyUsesNoProxy(t *testing.T) {
	if newTransport(&Config{LocalOnly: true}).Proxy != nil {
		t.Error("there is a proxy under LocalOnly")
	}
	if newTransport(&Config{}).Proxy == nil {
		t.Error("there is no proxy without LocalOnly")
	}
}
