package access

import (
	"fmt"
	"net"
	"net/netip"
	"strings"
)

// Mode says how people and programs show who they are.
type Mode string

// The modes. Each takes in what the one before it has.
const (
	None     Mode = "none"     // nobody is asked; this machine alone
	Keys     Mode = "keys"     // programs by API keys
	Accounts Mode = "accounts" // people by local accounts too
)

// ParseMode reads the name of a mode.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(s); m {
	case None, Keys, Accounts:
		return m, nil
	}
	return "", invalid("kiểu xác thực", "%q không phải none, keys hoặc accounts", s)
}

// MayBind is nil when a server may listen at addr, "host:port": anywhere where it asks
// who sends a request, otherwise at loopback addresses alone. A host is an address or
// "localhost": what another name stands for is known only once it listens, so that a
// server asks again with the address at which it does.
func (m Mode) MayBind(addr string) error {
	if m == Keys || m == Accounts {
		return nil
	}
	host, _, err := net.SplitHostPort(addr)
	if err == nil && isLoopback(host) {
		return nil
	}
	return fmt.Errorf("%w: không mở %q, vì ai trong mạng cũng hỏi và đọc được; "+
		"đặt auth.mode là keys hoặc accounts (CONGVU_AUTH_MODE), hoặc chỉ mở trên máy này: 127.0.0.1:8080", ErrBind, addr)
}

// isLoopback tells whether host, without a port, is this machine and nothing else.
func isLoopback(host string) bool {
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback()
}

// isLoopbackHost is isLoopback of a Host header, which may have a port.
func isLoopbackHost(header string) bool {
	if host, _, err := net.SplitHostPort(header); err == nil {
		return isLoopback(host)
	}
	return isLoopback(header)
}
