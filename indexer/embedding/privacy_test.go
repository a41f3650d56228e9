package embedding

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"regexp"
	"strings"
	"sync/atomic"
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

func TestLocalOnlyRefusesAtOnce(t *testing.T) {
	for _, base := range []string{"http://8.8.8.8/v1", "https://[2001:db8::1]:8000/v1", "http://0.0.0.0:1/v1", "http://[::ffff:1.1.1.1]/v1"} {
		config := Defaults()
		config.BaseURL, config.Model = base, "m"
		if _, err := New(config); !errors.Is(err, ErrRemote) {
			t.Errorf("%s: got %v, want ErrRemote", base, err)
		}
	}
}

// TestLocalOnly: a name counts as local only with all its addresses.
func TestLocalOnly(t *testing.T) {
	s := newServer(t)
	_, port, _ := strings.Cut(strings.TrimPrefix(s.URL, "http://"), ":")
	here, outside := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("203.0.113.7")
	known := names{"model.lan": {here}, "model.vn": {outside}, "both.vn": {here, outside}, "wrapped.lan": {netip.MustParseAddr("::ffff:127.0.0.1")}}
	for _, test := range []struct {
		host string
		want error
	}{{"model.lan", nil}, {"wrapped.lan", nil}, {"127.0.0.1", nil}, {"model.vn", ErrRemote}, {"both.vn", ErrRemote}, {"unknown.vn", ErrUnavailable}} {
		config := s.config()
		config.BaseURL, config.Attempts = "http://"+test.host+":"+port+"/v1", 1
		c, err := newClient(config, surroundings{names: known})
		if err != nil {
			t.Fatal(err)
		}
		s.counted()
		_, err = c.Passages(t.Context(), []string{"một đoạn"})
		if !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.host, err, test.want)
		}
		if n := s.counted(); n > 0 != (test.want == nil) {
			t.Errorf("%s: %d requests", test.host, n)
		}
		if errors.Is(err, ErrRemote) && !strings.Contains(err.Error(), "llm.local_only") {
			t.Errorf("%v does not say what to do", err)
		}
	}
}

// TestRedirectsAreNotFollowed: the text goes to the configured place alone.
func TestRedirectsAreNotFollowed(t *testing.T) {
	var reached atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer other.Close()
	s := newServer(t)
	s.upset = func(_ int, w http.ResponseWriter, r *http.Request) bool {
		http.Redirect(w, r, other.URL, http.StatusPermanentRedirect)
		return true
	}
	c, _ := client(t, s.config())
	if _, err := c.Passages(t.Context(), []string{"a"}); !errors.Is(err, ErrRefused) || reached.Load() != 0 {
		t.Errorf("got %v, the other place was reached %d times", err, reached.Load())
	}
}

func TestConfigRefuses(t *testing.T) {
	base := Defaults()
	base.BaseURL, base.Model = "http://127.0.0.1:1/v1", "m"
	for name, change := range map[string]func(*Config){
		"no address":        func(c *Config) { c.BaseURL = "" },
		"no model":          func(c *Config) { c.Model = " " },
		"another scheme":    func(c *Config) { c.BaseURL = "ftp://127.0.0.1/v1" },
		"no scheme":         func(c *Config) { c.BaseURL = "127.0.0.1:8000/v1" },
		"key in address":    func(c *Config) { c.BaseURL = "http://user:secret@127.0.0.1/v1" },
		"query":             func(c *Config) { c.BaseURL = "http://127.0.0.1/v1?key=secret" },
		"dimensions":        func(c *Config) { c.Dimensions = -1 },
		"limit":             func(c *Config) { c.MaxChars = -1 },
		"outside, unmasked": func(c *Config) { c.LocalOnly = false },
	} {
		config := base
		change(&config)
		_, err := New(config)
		if !errors.Is(err, ErrConfig) {
			t.Errorf("%s: got %v, want ErrConfig", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v tells the key", name, err)
		}
	}
}

// TestNothingUnmaskedLeaves looks at every byte that reached the server, with
// numbers at every place where a text could be cut.
func TestNothingUnmaskedLeaves(t *testing.T) {
	digits := regexp.MustCompile(`\d{9,12}`)
	s := newServer(t)
	config := s.config()
	config.MaxChars = 60
	config.Mask = func(text string) string { return digits.ReplaceAllString(text, "[đã che]") }
	c, _ := client(t, config)
	var texts []string
	for n := range 80 {
		texts = append(texts, strings.Repeat("a ", n/2)+strings.Repeat("b", n%2)+" 079123456789 hết "+strings.Repeat("c", n))
	}
	if _, err := c.Passages(t.Context(), texts); err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if _, err := c.Question(t.Context(), text); err != nil {
			t.Fatal(err)
		}
	}
	cache := openCache(t, t.TempDir())
	if _, _, err := Build(t.Context(), c, cache, source(texts), nil); err != nil {
		t.Fatal(err)
	}
	whole := strings.Join(s.received, "\n")
	if found := regexp.MustCompile(`079\d*`).FindAllString(whole, 3); found != nil {
		t.Errorf("the server received %q", found)
	}
	if !strings.Contains(whole, "[đã che]") {
		t.Error("the server received no masked text, so nothing was shown")
	}
}
