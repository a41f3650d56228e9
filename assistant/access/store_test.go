package access_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/access"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// start is when the clock of every test begins.
var start = time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)

// clock is a clock that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// cheap makes tests quick; it is no cost for passwords that people have.
var cheap = access.Cost{Memory: 64, Passes: 1, Threads: 1}

const good = "bốn con ngựa già" // a password

func openState(t testing.TB, dir string) *state.Store {
	t.Helper()
	st, err := state.Open(t.Context(), dir, state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func fresh(t testing.TB) (*access.Store, *clock) {
	t.Helper()
	c := &clock{at: start}
	o := access.Options{Now: c.now, Random: rand.NewChaCha8([32]byte{7}), Cost: cheap}
	return access.NewStore(openState(t, t.TempDir()), o), c
}

// must fails the test on an error and returns the value.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func newKey(t testing.TB, s *access.Store, name string, scopes ...access.Scope) string {
	t.Helper()
	secret, _, err := s.CreateKey(t.Context(), access.Key{Name: name, Role: access.Official, Scopes: scopes}, 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestKeysAreKept(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	secret, made, err := s.CreateKey(ctx, access.Key{Name: "Trợ-lý", Role: access.Editor, Scopes: []access.Scope{access.ScopeSearch, access.ScopeAsk}}, 90*24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	want := access.Key{
		Name: "trợ-lý", Start: secret[:11], Role: access.Editor, Scopes: []access.Scope{access.ScopeAsk, access.ScopeSearch},
		Created: start, Expires: start.Add(90 * 24 * time.Hour),
	}
	if diff := cmp.Diff(want, made); diff != "" {
		t.Errorf("CreateKey (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]access.Key{want}, must(s.Keys(ctx))(t)); diff != "" {
		t.Errorf("Keys (-want +got):\n%s", diff)
	}
	if !strings.HasPrefix(secret, "cv_") || len(secret) != 55 {
		t.Errorf("a key of %d characters", len(secret))
	}
	c.pass(time.Hour)
	want.Revoked = start.Add(time.Hour)
	for _, by := range []string{want.Start, "TRỢ-LÝ"} { // revoked once, told twice
		if diff := cmp.Diff(want, must(s.RevokeKey(ctx, by))(t)); diff != "" {
			t.Errorf("RevokeKey %s (-want +got):\n%s", by, diff)
		}
		c.pass(time.Hour)
	}
	if _, _, err := s.CreateKey(ctx, access.Key{Name: "trợ-lý", Role: access.Official, Scopes: access.Scopes()[:1]}, time.Hour); !errors.Is(err, access.ErrExists) {
		t.Errorf("the name of a revoked key: %v", err)
	}
	if _, err := s.RevokeKey(ctx, "khác"); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a key that there is not: %v", err)
	}
}

func TestKeysThatCannotBe(t *testing.T) {
	s, _ := fresh(t)
	ask := access.Scopes()[:1]
	for _, tt := range []struct {
		name string
		key  access.Key
		age  time.Duration
	}{
		{"no name", access.Key{Role: access.Official, Scopes: ask}, time.Hour},
		{"a name of two parts", access.Key{Name: "key:a", Role: access.Official, Scopes: ask}, time.Hour},
		{"a reserved name", access.Key{Name: "Anonymous", Role: access.Official, Scopes: ask}, time.Hour},
		{"no role", access.Key{Name: "a", Scopes: ask}, time.Hour},
		{"no scope", access.Key{Name: "a", Role: access.Official}, time.Hour},
		{"a scope that there is not", access.Key{Name: "a", Role: access.Official, Scopes: []access.Scope{"all"}}, time.Hour},
		{"an administrator's scope for an official", access.Key{Name: "a", Role: access.Official, Scopes: access.Scopes()}, time.Hour},
		{"over at once", access.Key{Name: "a", Role: access.Official, Scopes: ask}, 0},
		{"for ever", access.Key{Name: "a", Role: access.Official, Scopes: ask}, 1000 * 24 * time.Hour},
	} {
		if _, _, err := s.CreateKey(t.Context(), tt.key, tt.age); !errors.Is(err, access.ErrInvalid) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	if list := must(s.Keys(t.Context()))(t); len(list) != 0 {
		t.Errorf("kept %v", list)
	}
}

func TestAccountsAreKept(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	want := must(s.CreateAccount(ctx, "Nguyễn.An", access.Official, good))(t)
	if diff := cmp.Diff(access.Account{Name: "nguyễn.an", Role: access.Official, Created: start, Changed: start}, want); diff != "" {
		t.Errorf("CreateAccount (-want +got):\n%s", diff)
	}
	for _, again := range []string{"nguyễn.an", "NGUYỄN.AN", "nguyễn.an"} { // the last with its marks apart
		if _, err := s.CreateAccount(ctx, again, access.Official, good); !errors.Is(err, access.ErrExists) {
			t.Errorf("%q again: %v", again, err)
		}
	}
	c.pass(time.Hour)
	must(0, s.SetRole(ctx, "nguyễn.an", access.Admin))(t)
	must(0, s.SetPassword(ctx, "nguyễn.an", good+"!"))(t)
	must(0, s.Disable(ctx, "nguyễn.an"))(t)
	c.pass(time.Hour)
	must(0, s.Disable(ctx, "nguyễn.an"))(t) // since the first time
	want.Role, want.Changed, want.Disabled = access.Admin, start.Add(time.Hour), start.Add(time.Hour)
	if diff := cmp.Diff([]access.Account{want}, must(s.Accounts(ctx))(t)); diff != "" {
		t.Errorf("Accounts (-want +got):\n%s", diff)
	}
	must(0, s.Enable(ctx, "nguyễn.an"))(t)
	if a := must(s.Accounts(ctx))(t)[0]; !a.Disabled.IsZero() {
		t.Errorf("enabled, and disabled at %v", a.Disabled)
	}
}

func TestAccountsThatAreNot(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	for name, err := range map[string]error{
		"SetRole": s.SetRole(ctx, "an", access.Admin), "SetPassword": s.SetPassword(ctx, "an", good),
		"Disable": s.Disable(ctx, "an"), "Enable": s.Enable(ctx, "an"),
	} {
		if !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"", "a b", "key:a", "anonymous", "ANONYMOUS", ".a", "a.", "a\x00", strings.Repeat("a", 65), "a/b"} {
		if _, err := s.CreateAccount(ctx, name, access.Official, good); !errors.Is(err, access.ErrInvalid) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := s.CreateAccount(ctx, "an", "root", good); !errors.Is(err, access.ErrInvalid) {
		t.Errorf("a role that there is not: %v", err)
	}
}

// TestSecretsAreNotKept: neither a key nor a token nor a password is in any file.
func TestSecretsAreNotKept(t *testing.T) {
	dir := t.TempDir()
	s := access.NewStore(openState(t, dir), access.Options{Cost: cheap})
	must(s.CreateAccount(t.Context(), "an", access.Official, good))(t)
	key := newKey(t, s, "k", access.ScopeAsk)
	a := access.NewAuthenticator(s, day, nil)
	token, _, err := a.SignIn(t.Context(), "an", good, home)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.SignIn(t.Context(), "mật khẩu gõ nhầm chỗ", good, home); !errors.Is(err, access.ErrPassword) {
		t.Fatal(err)
	}
	for _, file := range must(filepath.Glob(filepath.Join(dir, "*")))(t) {
		content := must(os.ReadFile(file))(t)
		for _, secret := range []string{key[11:], token[4:], good, "gõ nhầm chỗ"} {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s holds %q", file, secret)
			}
		}
	}
}
