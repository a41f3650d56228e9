package endpoint

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// isLocal tells whether an address is of this machine or of a private network.
func isLocal(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast()
}

func (c *Config) remote(host string, a netip.Addr) error {
	return fmt.Errorf("%w: %s là %s; dùng máy chủ nội bộ, hoặc tắt llm.local_only nếu cơ quan cho phép", c.Errors.Remote, host, a)
}

// Resolver is the part of net.Resolver that is used.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// localDialer connects to local addresses only. All addresses of a name must be
// local, for a name with one outside is not under the operator's hand; and what
// is connected to in the end is checked once more by the system call's hook.
type localDialer struct {
	config *Config
	net    net.Dialer
}

func newLocalDialer(config *Config) *localDialer {
	d := &localDialer{config: config}
	d.net.Timeout = 10 * time.Second
	d.net.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("%w: %s", config.Errors.Remote, address)
		}
		if !isLocal(at.Addr()) {
			return config.remote(address, at.Addr())
		}
		return nil
	}
	return d
}

// DialContext connects to the host of address when all its addresses are local.
func (d *localDialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	addrs, err := d.config.Names.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	for _, a := range addrs {
		if !isLocal(a) {
			return nil, d.config.remote(host, a)
		}
	}
	err = fmt.Errorf("không tìm thấy địa chỉ của %s", host)
	for _, a := range addrs {
		conn, dialErr := d.net.DialContext(ctx, network, net.JoinHostPort(a.Unmap().String(), port))
		if dialErr == nil {
			return conn, nil
		}
		err = errors.Join(err, dialErr)
	}
	return nil, err
}

// newTransport is how requests leave. Under LocalOnly no proxy is used: it would
// carry what the dialer only sees going to the proxy.
func newTransport(c *Config) *http.Transport {
	t := &http.Transport{
		MaxIdleConnsPerHost: c.Connections,
		IdleConnTimeout:     90 * time.Second,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
	}
	if c.LocalOnly {
		t.DialContext = newLocalDialer(c).DialContext
		return t
	}
	t.Proxy = http.ProxyFromEnvironment
	t.DialContext = (&net.Dialer{Timeout: 10 * time.Second}).DialContext
	return t
}
