package access

import "net/http"

// The names of the session's cookie. Browsers take the first only with Secure, for the
// whole host and from the host itself, and never from its neighbours (RFC 6265bis,
// section 4.1.3.2). The second is for this machine, where there is no encryption.
const (
	SessionCookie = "__Host-congvu"
	localCookie   = "congvu"
)

// cookieName is the name of the cookie in a request and its answer. Outside this machine
// a connection must be encrypted: a browser does not keep the cookie otherwise.
func (g *Gate) cookieName(r *http.Request) string {
	if g.proxies.encrypted(r) || !isLoopbackHost(r.Host) {
		return SessionCookie
	}
	return localCookie
}

// KeepsSession tells whether a browser keeps the session that a sign-in over this
// connection begins: one that is not encrypted, from elsewhere, would tell the password
// to the network besides.
func (g *Gate) KeepsSession(r *http.Request) bool {
	return g.proxies.encrypted(r) || isLoopbackHost(r.Host)
}

// setCookie has the browser keep a token until it is closed, out of reach of scripts,
// and not send it along with what other sites ask; an empty one takes it away.
func (g *Gate) setCookie(w http.ResponseWriter, r *http.Request, token string) {
	name, age := g.cookieName(r), 0
	if token == "" {
		age = -1
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // not Secure on this machine alone, where nothing is encrypted
		Name: name, Value: token, Path: "/", MaxAge: age,
		Secure: name == SessionCookie, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// tokenOf is the session token that a request's cookie holds, empty when there is none.
func (g *Gate) tokenOf(r *http.Request) string {
	c, err := r.Cookie(g.cookieName(r))
	if err != nil {
		return ""
	}
	return c.Value
}
