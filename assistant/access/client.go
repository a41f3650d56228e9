package access

import (
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the addresses whose word on the client's address is taken. There are none
// unless somebody names them: who may write X-Forwarded-For may be anybody.
type Proxies []netip.Prefix

// ParseProxies reads addresses and networks, "10.0.0.5" and "10.0.0.0/24". One text may
// hold several with commas between them, as the environment has it.
func ParseProxies(list []string) (Proxies, error) {
	var all Proxies
	for text := range strings.SplitSeq(strings.Join(list, ","), ",") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		p, err := netip.ParsePrefix(text)
		if addr, addrErr := netip.ParseAddr(text); addrErr == nil {
			p, err = addr.Unmap().Prefix(addr.Unmap().BitLen())
		}
		if err != nil {
			return nil, invalid("máy chủ trung gian", "%q không phải địa chỉ như 10.0.0.5 hoặc mạng như 10.0.0.0/24", text)
		}
		all = append(all, p.Masked())
	}
	return all, nil
}

func (p Proxies) trust(addr netip.Addr) bool {
	for _, prefix := range p {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// Client is the address that a request comes from: that of the connection or, when a
// trusted proxy holds it, the last address in X-Forwarded-For that no trusted proxy has.
// It is the zero Addr of a connection without an address, such as a Unix socket.
func (p Proxies) Client(r *http.Request) netip.Addr {
	addr := parseHop(r.RemoteAddr)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trust(addr); i-- {
		hop := parseHop(strings.TrimSpace(hops[i]))
		if !hop.IsValid() {
			break
		}
		addr = hop
	}
	return addr
}

// parseHop reads an address with or without a port, the zero Addr when it is none.
func parseHop(s string) netip.Addr {
	if ap, err := netip.ParseAddrPort(s); err == nil {
		return ap.Addr().Unmap().WithZone("")
	}
	addr, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		return netip.Addr{}
	}
	return addr.Unmap().WithZone("")
}

// encrypted tells whether the client's own connection is: to us, or to a trusted proxy
// that says so.
func (p Proxies) encrypted(r *http.Request) bool {
	return r.TLS != nil || p.trust(parseHop(r.RemoteAddr)) && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}
