package access_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/access"
)

var (
	day  = access.Lifetimes{Idle: time.Hour, Most: 8 * time.Hour}
	home = netip.MustParseAddr("192.0.2.1")
)

func signIn(t testing.TB, a *access.Authenticator, name, password string) string {
	t.Helper()
	token, _, err := a.SignIn(t.Context(), name, password, home)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func refused(t testing.TB, a *access.Authenticator, what, secret string) {
	t.Helper()
	if id, err := a.Authenticate(t.Context(), secret); !errors.Is(err, access.ErrUnauthenticated) || id.Kind != "" {
		t.Errorf("%s: %+v, %v", what, id, err)
	}
}

func TestKeyOpensUntilItIsOver(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	a := access.NewAuthenticator(s, day, nil)
	secret, revoked := newKey(t, s, "k", access.ScopeAsk), newKey(t, s, "r", access.ScopeAsk)
	want := access.Identity{Person: "key:k", Role: access.Official, Scopes: []access.Scope{access.ScopeAsk}, Kind: access.ByKey}
	if diff := cmp.Diff(want, must(a.Authenticate(ctx, secret))(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	must(a.Authenticate(ctx, revoked))(t)
	must(s.RevokeKey(ctx, "r"))(t)
	refused(t, a, "revoked", revoked)
	other := "0"
	if strings.HasSuffix(secret, other) {
		other = "g"
	}
	for name, wrong := range map[string]string{
		"nothing": "", "the prefix": "cv_", "the first characters": secret[:11], "a wrong last one": secret[:54] + other,
		"one more": secret + "0", "another case": strings.ToUpper(secret), "without its prefix": secret[3:], "as a session": "cvs_" + secret[3:],
		"with a space": " " + secret, "no letters of ours": "cv_" + strings.Repeat("u", 52), "wrong after the start": secret[:11] + strings.Repeat("0", 44),
	} {
		refused(t, a, name, wrong)
	}
	c.pass(24*time.Hour - time.Millisecond)
	must(a.Authenticate(ctx, secret))(t)
	if k := must(s.Keys(ctx))(t)[0]; !k.Used.Equal(c.now()) {
		t.Errorf("last used %v", k.Used)
	}
	c.pass(time.Millisecond)
	refused(t, a, "expired", secret)
}

func TestSessionEnds(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	a := access.NewAuthenticator(s, day, nil)
	must(s.CreateAccount(ctx, "an", access.Editor, good))(t)
	begin := func() string { return signIn(t, a, " AN"[1:], good) }
	token := begin()
	if diff := cmp.Diff(access.Identity{Person: "an", Role: access.Editor, Kind: access.BySession}, must(a.Authenticate(ctx, token))(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for range 7 { // at work
		c.pass(59 * time.Minute)
		must(a.Authenticate(ctx, token))(t)
	}
	c.pass(59 * time.Minute)
	must(a.Authenticate(ctx, token))(t)
	c.pass(8 * time.Minute)
	refused(t, a, "longer than a day's work", token)
	token = begin()
	c.pass(time.Hour)
	refused(t, a, "idle", token)

	first, second := begin(), begin()
	must(0, a.SignOut(ctx, first))(t)
	must(0, a.SignOut(ctx, first))(t)
	must(0, a.SignOut(ctx, "no token"))(t)
	refused(t, a, "signed out", first)
	must(a.Authenticate(ctx, second))(t)
	must(0, s.SetRole(ctx, "an", access.Auditor))(t)
	if id := must(a.Authenticate(ctx, second))(t); id.Role != access.Auditor {
		t.Errorf("after a change of role: %s", id.Role)
	}
	must(0, s.SetPassword(ctx, "an", good+"2"))(t)
	refused(t, a, "another password", second)
	if _, _, err := a.SignIn(ctx, "an", good, home); !errors.Is(err, access.ErrPassword) {
		t.Errorf("the old password: %v", err)
	}
	token = signIn(t, a, "an", good+"2")
	must(0, s.Disable(ctx, "an"))(t)
	refused(t, a, "disabled", token)
	if _, _, err := a.SignIn(ctx, "an", good+"2", home); !errors.Is(err, access.ErrPassword) {
		t.Errorf("a disabled account: %v", err)
	}
	must(0, s.Enable(ctx, "an"))(t)
	refused(t, a, "enabled again, the old session", token)
	token = signIn(t, a, "an", good+"2")
	must(0, s.EndSessions(ctx, "AN"))(t)
	refused(t, a, "ended", token)
}

func TestSessionsOfOneAccountAreBounded(t *testing.T) {
	s, c := fresh(t)
	a := access.NewAuthenticator(s, day, nil)
	must(s.CreateAccount(t.Context(), "an", access.Official, good))(t)
	var tokens []string
	for range 21 {
		tokens = append(tokens, signIn(t, a, "an", good))
		c.pass(time.Second)
	}
	refused(t, a, "the oldest of 21", tokens[0])
	for _, token := range tokens[1:] {
		must(a.Authenticate(t.Context(), token))(t)
	}
}

// try signs in with a wrong password and returns for how long that locked, or was locked.
func try(t testing.TB, a *access.Authenticator, name string, from netip.Addr) time.Duration {
	t.Helper()
	_, _, err := a.SignIn(t.Context(), name, "sai mật khẩu rồi", from)
	var wait *access.WaitError
	switch {
	case errors.As(err, &wait) && errors.Is(err, access.ErrLocked):
		return wait.Wait
	case !errors.Is(err, access.ErrPassword):
		t.Fatalf("%s: %v", name, err)
	}
	return 0
}

// TestNamesAreLocked: after five failures for 30 seconds, and twice as long each time,
// whether or not there is an account; a right password does not open it, sessions go on,
// and another process knows it.
func TestNamesAreLocked(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	must(s.CreateAccount(ctx, "an", access.Official, good))(t)
	week := access.Lifetimes{Idle: 100 * time.Hour, Most: 100 * time.Hour}
	a := access.NewAuthenticator(s, week, nil)
	token := signIn(t, a, "an", good)
	for _, name := range []string{"an", "không-có"} {
		addr := home
		for range 5 {
			if d := try(t, a, name, addr); d != 0 {
				t.Fatalf("%s: locked for %v too early", name, d)
			}
		}
		want := 30 * time.Second
		for range 8 {
			addr = addr.Next() // so that only the name is locked
			if d := try(t, a, name, addr); d != 0 {
				t.Fatalf("%s: the try after the wait is refused for %v", name, d)
			}
			if d := try(t, access.NewAuthenticator(s, week, nil), strings.ToUpper(name), addr); d != want {
				t.Errorf("%s: locked for %v, want %v", name, d, want)
			}
			if _, _, err := a.SignIn(ctx, name, good, addr); !errors.Is(err, access.ErrLocked) {
				t.Errorf("%s: while locked: %v", name, err)
			}
			c.pass(want)
			want = min(2*want, 15*time.Minute)
		}
	}
	must(a.Authenticate(ctx, token))(t)
	signIn(t, a, "an", good) // which forgives
	for range 5 {
		if d := try(t, a, "an", home.Next()); d != 0 {
			t.Errorf("after a right password: locked for %v", d)
		}
	}
	try(t, a, "an", home)
	must(0, s.SetPassword(ctx, "an", good))(t) // the administrator's way to open it
	signIn(t, a, "an", good)
}

func TestFailuresAreForgotten(t *testing.T) {
	s, c := fresh(t)
	a := access.NewAuthenticator(s, day, nil)
	for range 6 {
		try(t, a, "an", home)
	}
	c.pass(6 * time.Hour)
	for range 5 {
		if d := try(t, a, "an", home); d != 0 {
			t.Fatalf("locked for %v", d)
		}
	}
}

// TestAddressesAreLocked: many names from one address, or from one network of IPv6.
func TestAddressesAreLocked(t *testing.T) {
	for _, first := range []string{"192.0.2.1", "2001:db8::1"} {
		s, _ := fresh(t)
		must(s.CreateAccount(t.Context(), "an", access.Official, good))(t)
		a := access.NewAuthenticator(s, day, nil)
		addr := netip.MustParseAddr(first)
		for i := range 31 {
			if addr.Is6() {
				addr = addr.Next()
			}
			if d := try(t, a, fmt.Sprint("tên", i), addr); d != 0 {
				t.Fatalf("%s: locked for %v after %d", first, d, i)
			}
		}
		if d := try(t, a, "tên-mới", addr); d != 30*time.Second {
			t.Errorf("%s: locked for %v", first, d)
		}
		if _, _, err := a.SignIn(t.Context(), "an", good, netip.MustParseAddr("198.51.100.7")); err != nil {
			t.Errorf("from elsewhere: %v", err)
		}
	}
}

// TestGuessesAtOnce: many guesses at once are looked at no more than one after another.
func TestGuessesAtOnce(t *testing.T) {
	s, _ := fresh(t)
	must(s.CreateAccount(t.Context(), "an", access.Official, good))(t)
	a := access.NewAuthenticator(s, day, nil)
	var looked, locked atomic.Int32
	var guessers sync.WaitGroup
	for range 30 {
		guessers.Go(func() {
			_, _, err := a.SignIn(context.Background(), "an", "sai mật khẩu rồi", home)
			switch {
			case errors.Is(err, access.ErrPassword):
				looked.Add(1)
			case errors.Is(err, access.ErrLocked):
				locked.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	guessers.Wait()
	if looked.Load() != 6 || locked.Load() != 24 {
		t.Errorf("%d guesses looked at and %d locked out, want 6 and 24", looked.Load(), locked.Load())
	}
}

// TestSignInsAtOnce: people who know their passwords come in, and read while others do.
func TestSignInsAtOnce(t *testing.T) {
	s, _ := fresh(t)
	a := access.NewAuthenticator(s, day, nil)
	var people sync.WaitGroup
	for i := range 20 {
		name := fmt.Sprint("người", i)
		must(s.CreateAccount(t.Context(), name, access.Official, good))(t)
		people.Go(func() {
			token, _, err := a.SignIn(context.Background(), name, good, home)
			if err != nil {
				t.Error(err)
				return
			}
			if id, err := a.Authenticate(context.Background(), token); err != nil || id.Person != name {
				t.Errorf("%s: %+v, %v", name, id, err)
			}
		})
	}
	people.Wait()
}

// TestUnknownNameTakesAsLong: the password of nobody is hashed too.
func TestUnknownNameTakesAsLong(t *testing.T) {
	c := &clock{at: start}
	s := access.NewStore(openState(t, t.TempDir()), access.Options{Now: c.now, Cost: access.Cost{Memory: 8 << 10, Passes: 2, Threads: 1}})
	must(s.CreateAccount(t.Context(), "an", access.Official, good))(t)
	must(s.CreateAccount(t.Context(), "khóa", access.Official, good))(t)
	must(0, s.Disable(t.Context(), "khóa"))(t)
	a := access.NewAuthenticator(s, day, nil)
	quickest := map[string]time.Duration{}
	said := map[string]string{}
	for i := range 4 {
		for _, name := range []string{"an", "khóa", "không-có"} {
			began := time.Now()
			_, _, err := a.SignIn(t.Context(), name, "sai mật khẩu rồi", home)
			if took := time.Since(began); i == 0 || took < quickest[name] {
				quickest[name] = took
			}
			said[name] = fmt.Sprint(err)
		}
	}
	for _, name := range []string{"khóa", "không-có"} {
		if quickest[name] < quickest["an"]/2 || said[name] != said["an"] {
			t.Errorf("%s: %v and %q, where a real account takes %v and says %q", name, quickest[name], said[name], quickest["an"], said["an"])
		}
	}
}

// TestPasswordIsHashedAnew when it was hashed with less than is asked for now.
func TestPasswordIsHashedAnew(t *testing.T) {
	st := openState(t, t.TempDir())
	old := access.NewStore(st, access.Options{Cost: cheap})
	must(old.CreateAccount(t.Context(), "an", access.Official, good))(t)
	dearer := access.NewStore(st, access.Options{Cost: access.Cost{Memory: 128, Passes: 2, Threads: 1}})
	if got := access.KeptPassword(t, old, "an"); !strings.HasPrefix(got, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Fatalf("kept as %s", got)
	}
	for _, s := range []*access.Store{dearer, old, dearer} { // the cheaper one lets it be
		signIn(t, access.NewAuthenticator(s, day, nil), "an", good)
		if got := access.KeptPassword(t, old, "an"); !strings.HasPrefix(got, "$argon2id$v=19$m=128,t=2,p=1$") {
			t.Errorf("kept as %s", got)
		}
	}
}

// TestPasswordInAnyEncoding: marks typed apart are the same password.
func TestPasswordInAnyEncoding(t *testing.T) {
	s, _ := fresh(t)
	a := access.NewAuthenticator(s, day, nil)
	must(s.CreateAccount(t.Context(), "an", access.Official, "bo\u0302\u0301n con ngu\u031b\u0323a gia\u0300"))(t)
	signIn(t, a, "an", good)
}

func TestNothingSecretIsLogged(t *testing.T) {
	dir := t.TempDir()
	st := openState(t, dir)
	c := &clock{at: start}
	s := access.NewStore(st, access.Options{Now: c.now, Cost: cheap})
	var log bytes.Buffer
	a := access.NewAuthenticator(s, day, slog.New(slog.NewTextHandler(&log, nil)))
	secret := newKey(t, s, "k", access.ScopeAsk)
	c.pass(time.Hour)
	access.BreakTouch(t, s)
	if id, err := a.Authenticate(t.Context(), secret); err != nil || id.Person != "key:k" {
		t.Errorf("a use that cannot be noted: %+v, %v", id, err)
	}
	if log.Len() == 0 || strings.Contains(log.String(), secret[11:]) {
		t.Errorf("logged %q", log.String())
	}
}
