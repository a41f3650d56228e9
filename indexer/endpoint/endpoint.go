// Package endpoint is how this program speaks to a model server over HTTP,
// whatever the model is for: it decides where a connection may go, how much of
// an answer is read, what a status means, when to ask again and when to leave a
// server alone that fails.
//
// It keeps three things. Under LocalOnly no byte goes to an address outside the
// machine or its private network, whatever name the address hides behind. The
// API key stands in no error. And a request goes to the configured place alone:
// no redirect is followed.
//
// The requests themselves are made by packages embedding and openai, whose
// errors it gives.
package endpoint

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Errors are what a client calls the ways to fail. All must be set.
type Errors struct {
	Config      error // the address cannot be used
	Remote      error // LocalOnly forbids the address
	Refused     error // the server works and says no
	Unavailable error // another try may fare better
	Busy        error // the same, for a server that has too much to do
	Answer      error // what came back is no answer
}

// Config says where the server is and how to speak to it.
type Config struct {
	BaseURL string // up to the version: http://127.0.0.1:8000/v1
	APIKey  string // only to be kept out of errors

	// LocalOnly forbids any address that is not of this machine or of a private
	// network: loopback, RFC 1918, unique local and link-local.
	LocalOnly   bool
	Connections int   // kept open between requests, at most
	MaxAnswer   int64 // the largest answer that is read, in bytes

	Section string // of the settings that the person is pointed to: embedding, llm
	Shorter string // what to do about a text that is too long for the model
	Errors  Errors

	// Check looks at a whole answer with status 200 before it is parsed; nil is none.
	Check func(body []byte) error

	Logger *slog.Logger // nil is slog.Default

	// What follows is for tests. A Transport cannot go with LocalOnly, which is
	// kept by the one made here.
	Transport http.RoundTripper
	Names     Resolver         // nil is net.DefaultResolver
	Now       func() time.Time // nil is time.Now
	Random    func() float64   // in [0,1); nil is the shared generator
	Pause     Pause            // nil is Sleep
}

// Endpoint speaks to one server. It is safe for concurrent use.
type Endpoint struct {
	config  Config
	base    *url.URL
	http    *http.Client
	breaker breaker
}

// New checks the configuration; it sends nothing. Errors wrap Errors.Config, or
// Errors.Remote for an address that LocalOnly forbids.
func New(config Config) (*Endpoint, error) {
	config.fill()
	base, err := config.address()
	if err != nil {
		return nil, err
	}
	transport := config.Transport
	if transport == nil {
		transport = newTransport(&config)
	}
	return &Endpoint{
		config:  config,
		base:    base,
		breaker: breaker{errors: config.Errors},
		http: &http.Client{
			Transport: transport,
			// What is redirected is not sent: another place was not configured.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

func (c *Config) fill() {
	if c.Names == nil {
		c.Names = net.DefaultResolver
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Random == nil {
		c.Random = rand.Float64
	}
	if c.Pause == nil {
		c.Pause = Sleep
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
}

// address is where the server is, or why it cannot be used.
func (c *Config) address() (*url.URL, error) {
	bad := func(format string, args ...any) (*url.URL, error) {
		return nil, fmt.Errorf("%w: "+format, append([]any{c.Errors.Config}, args...)...)
	}
	base, err := url.Parse(c.BaseURL)
	switch {
	case err != nil, base.Scheme != "http" && base.Scheme != "https", base.Hostname() == "":
		return bad("%s.base_url phải có dạng http://máy:cổng/v1", c.Section)
	case base.User != nil, base.RawQuery != "", base.Fragment != "":
		return bad("%s.base_url chỉ gồm máy, cổng và đường dẫn; khóa đặt ở %s.api_key", c.Section, c.Section)
	case strings.ContainsFunc(c.APIKey, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return bad("%s.api_key chứa ký tự xuống dòng hoặc ký tự điều khiển", c.Section)
	case c.LocalOnly && c.Transport != nil:
		return bad("không đổi được cách kết nối khi chỉ dùng mạng nội bộ")
	}
	if c.LocalOnly {
		if addr, err := netip.ParseAddr(base.Hostname()); err == nil && !isLocal(addr) {
			return nil, c.remote(base.Hostname(), addr)
		}
	}
	return base, nil
}

// BaseURL is the address without a slash at its end.
func (e *Endpoint) BaseURL() string { return strings.TrimRight(e.base.String(), "/") }

// Host is the host of the address, with its port.
func (e *Endpoint) Host() string { return e.base.Host }

// Pause waits for d or the end of ctx, whose error it returns.
type Pause func(ctx context.Context, d time.Duration) error

// Sleep is the Pause that really waits.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
