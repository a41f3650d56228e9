package access

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// GateConfig is what a Gate is made of.
type GateConfig struct {
	Mode    Mode
	Proxies Proxies

	PerIdentity Rate // of each key and person
	PerAddress  Rate // of each address, for requests of nobody known
	SignIns     Rate // of each address

	Authenticator *Authenticator   // needed unless Mode is None
	Now           func() time.Time // nil is time.Now
}

// Gate stands before a server: it tells who sends a request and whether it may pass. Its
// methods are safe for concurrent use.
type Gate struct {
	mode          Mode
	proxies       Proxies
	authenticator *Authenticator

	identities, addresses, signIns *Limiter
	crossing                       *http.CrossOriginProtection
}

// NewGate returns a Gate. A mode that asks who people are needs an Authenticator.
func NewGate(c GateConfig) (*Gate, error) {
	if _, err := ParseMode(string(c.Mode)); err != nil {
		return nil, err
	}
	if c.Mode != None && c.Authenticator == nil {
		return nil, invalid("kiểu xác thực", "%s cần nơi giữ khóa và tài khoản", c.Mode)
	}
	return &Gate{
		mode: c.Mode, proxies: c.Proxies, authenticator: c.Authenticator,
		identities: NewLimiter(c.PerIdentity, c.Now), addresses: NewLimiter(c.PerAddress, c.Now), signIns: NewLimiter(c.SignIns, c.Now),
		crossing: http.NewCrossOriginProtection(),
	}, nil
}

// Mode is how people show who they are.
func (g *Gate) Mode() Mode { return g.mode }

// Client is the address that a request comes from.
func (g *Gate) Client(r *http.Request) netip.Addr { return g.proxies.Client(r) }

// Admit returns the request with the identity of who sent it (From), or why it may not
// pass: ErrUnauthenticated, ErrForbidden when another site made a browser send it, a
// WaitError of ErrLimited, or an error of the database. Whoever is known is held to the
// rate of their key or account, whatever their neighbours do; nobody known to that of
// their address. Where nobody is asked there is no rate: it is the operator's machine.
func (g *Gate) Admit(r *http.Request) (*http.Request, error) {
	id, err := g.identify(r)
	switch {
	case errors.Is(err, ErrUnauthenticated):
		if limited := g.addresses.Allow(network(g.Client(r))); limited != nil {
			return nil, limited
		}
		return nil, err
	case err != nil:
		return nil, err
	case id.Kind != Nobody:
		if err := g.identities.Allow(id.Person); err != nil {
			return nil, err
		}
	}
	return r.WithContext(With(r.Context(), id)), nil
}

// identify tells who sends a request: by its Authorization header if it has one,
// otherwise by its cookie.
func (g *Gate) identify(r *http.Request) (Identity, error) {
	if g.mode == None {
		// A page elsewhere whose name suddenly stands for this machine may ask nothing.
		if !isLoopbackHost(r.Host) {
			return Identity{}, fmt.Errorf("%w: tên máy %q không phải máy này", ErrForbidden, r.Host)
		}
		return Unasked(), g.sameSite(r)
	}
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, secret, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return Identity{}, ErrUnauthenticated
		}
		return g.authenticate(r, strings.TrimSpace(secret))
	}
	token := g.tokenOf(r)
	if token == "" || !strings.HasPrefix(token, sessionPrefix) {
		return Identity{}, ErrUnauthenticated
	}
	id, err := g.authenticate(r, token)
	if err == nil {
		err = g.sameSite(r) // a browser sends the cookie by itself
	}
	return id, err
}

func (g *Gate) authenticate(r *http.Request, secret string) (Identity, error) {
	if g.mode != Accounts && strings.HasPrefix(secret, sessionPrefix) {
		return Identity{}, ErrUnauthenticated
	}
	return g.authenticator.Authenticate(r.Context(), secret)
}

// sameSite refuses what changes something and comes from a page of another site.
func (g *Gate) sameSite(r *http.Request) error {
	if err := g.crossing.Check(r); err != nil {
		return fmt.Errorf("%w: yêu cầu đến từ trang khác", ErrForbidden)
	}
	return nil
}

// SignIn begins a session and gives the browser its cookie; an earlier session of the
// browser ends. Errors are those of Authenticator.SignIn, ErrForbidden where there are no
// accounts or another site sent the form, and a WaitError of ErrLimited.
func (g *Gate) SignIn(w http.ResponseWriter, r *http.Request, name, password string) (Identity, error) {
	if g.mode != Accounts {
		return Identity{}, fmt.Errorf("%w: chưa bật tài khoản", ErrForbidden)
	}
	if err := g.sameSite(r); err != nil {
		return Identity{}, err
	}
	from := g.Client(r)
	if err := g.signIns.Allow(network(from)); err != nil {
		return Identity{}, err
	}
	token, id, err := g.authenticator.SignIn(r.Context(), name, password, from)
	if err != nil {
		return Identity{}, err
	}
	if err := g.authenticator.SignOut(r.Context(), g.tokenOf(r)); err != nil {
		return Identity{}, err
	}
	g.setCookie(w, r, token)
	return id, nil
}

// SignOut ends the session of the browser and takes its cookie away.
func (g *Gate) SignOut(w http.ResponseWriter, r *http.Request) error {
	if err := g.sameSite(r); err != nil {
		return err
	}
	g.setCookie(w, r, "")
	if g.authenticator == nil {
		return nil
	}
	return g.authenticator.SignOut(r.Context(), g.tokenOf(r))
}

// Refuse answers a request that may not pass.
type Refuse func(w http.ResponseWriter, r *http.Request, err error)

// Guard is next behind the gate, for those who may do p.
func (g *Gate) Guard(p Permission, next http.Handler, refuse Refuse) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		admitted, err := g.Admit(r)
		if err == nil {
			err = From(admitted.Context()).Require(p)
		}
		if err != nil {
			SetHeaders(w.Header(), err)
			refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, admitted)
	})
}

// Status is the HTTP status of an error of this package, 500 of another.
func Status(err error) int {
	for _, row := range []struct {
		is     error
		status int
	}{
		{ErrUnauthenticated, http.StatusUnauthorized},
		{ErrPassword, http.StatusUnauthorized},
		{ErrForbidden, http.StatusForbidden},
		{ErrLocked, http.StatusTooManyRequests},
		{ErrLimited, http.StatusTooManyRequests},
		{ErrNotFound, http.StatusNotFound},
		{ErrExists, http.StatusConflict},
		{ErrInvalid, http.StatusBadRequest},
	} {
		if errors.Is(err, row.is) {
			return row.status
		}
	}
	return http.StatusInternalServerError
}

// SetHeaders sets what goes with an error: Retry-After, and WWW-Authenticate (RFC 6750,
// section 3) where a key would have helped.
func SetHeaders(h http.Header, err error) {
	var wait *WaitError
	if errors.As(err, &wait) {
		h.Set("Retry-After", strconv.Itoa(wait.Seconds()))
	}
	if errors.Is(err, ErrUnauthenticated) {
		h.Set("WWW-Authenticate", `Bearer realm="congvu"`)
	}
}
