package access

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"time"
)

// Passwords are hashed a few at a time, since each takes the memory of its Cost, and a
// few more wait; whoever comes then is asked to come again.
const (
	hashTogether = 2
	hashWaiting  = 30
)

// touchTimeout is how long a request waits for the note that a key or session was used.
const touchTimeout = time.Second

// Authenticator turns secrets into identities. Its methods are safe for concurrent use.
type Authenticator struct {
	store *Store
	lives Lifetimes
	log   *slog.Logger

	hashing, waiting chan struct{}
	nobody           hashed // the password that a name without an account has
}

// NewAuthenticator returns an Authenticator over a store whose sessions live so long. A
// nil logger is slog.Default; secrets and names that people typed are not logged.
func NewAuthenticator(s *Store, lives Lifetimes, log *slog.Logger) *Authenticator {
	if log == nil {
		log = slog.Default()
	}
	return &Authenticator{
		store: s, lives: lives, log: log,
		hashing: make(chan struct{}, hashTogether), waiting: make(chan struct{}, hashTogether+hashWaiting),
		nobody: hashed{cost: s.cost, salt: make([]byte, saltBytes), tag: make([]byte, tagBytes)},
	}
}

// Authenticate returns whose an API key or session token is. One that is nobody's, has
// expired, was revoked or is of a disabled account is ErrUnauthenticated; another error
// is one of the database.
func (a *Authenticator) Authenticate(ctx context.Context, secret string) (Identity, error) {
	find := a.byKey
	if strings.HasPrefix(secret, sessionPrefix) {
		find = a.bySession
	}
	id, err := find(ctx, secret, a.store.now())
	if errors.Is(err, ErrNotFound) {
		err = ErrUnauthenticated
	}
	return id, err
}

func (a *Authenticator) byKey(ctx context.Context, secret string, now time.Time) (Identity, error) {
	k, err := a.store.keyOf(ctx, secret)
	if err != nil {
		return Identity{}, err
	}
	if !k.Valid(now) {
		return Identity{}, ErrUnauthenticated
	}
	a.touch(ctx, func(ctx context.Context) error { return a.store.touchKey(ctx, k, now) })
	return k.identity(), nil
}

func (a *Authenticator) bySession(ctx context.Context, token string, now time.Time) (Identity, error) {
	ss, err := a.store.sessionOf(ctx, token)
	if err != nil {
		return Identity{}, err
	}
	if a.lives.over(ss, now) {
		return Identity{}, ErrUnauthenticated
	}
	a.touch(ctx, func(ctx context.Context) error { return a.store.touchSession(ctx, ss, now) })
	return ss.account.identity(), nil
}

// touch notes a use. A request does not fail because that could not be noted in time.
func (a *Authenticator) touch(ctx context.Context, note func(context.Context) error) {
	ctx, cancel := context.WithTimeout(ctx, touchTimeout)
	defer cancel()
	if err := note(ctx); err != nil && !errors.Is(err, context.Canceled) {
		a.log.WarnContext(ctx, "không ghi được lần dùng cuối của khóa hoặc phiên", "error", err)
	}
}

// SignIn begins a session of an account for a person at an address and returns its
// token. A name and password that do not belong together are ErrPassword, whether or not
// there is such an account; too many of them are a WaitError of ErrLocked, and too many
// people at once one of ErrLimited.
func (a *Authenticator) SignIn(ctx context.Context, name, password string, from netip.Addr) (token string, id Identity, err error) {
	release, err := a.turn(ctx)
	if err != nil {
		return "", Identity{}, err
	}
	defer release()
	tried := []attempt{attemptOn(name), attemptFrom(from)}
	account, known, err := a.begin(ctx, name, tried)
	if err != nil {
		return "", Identity{}, err
	}
	password = canonicalPassword(password)
	if len(password) > maxPassword || !known.matches(password) || account.Name == "" {
		return "", Identity{}, ErrPassword
	}
	again := known
	if known.cost.less(a.store.cost) {
		if again, err = a.store.cost.hash(a.store.random, password); err != nil {
			return "", Identity{}, err
		}
	}
	if token, err = a.admit(ctx, account, tried, passwords{known.String(), again.String()}); err != nil {
		return "", Identity{}, err
	}
	return token, account.identity(), nil
}

// turn waits for a place to hash in.
func (a *Authenticator) turn(ctx context.Context) (release func(), err error) {
	select {
	case a.waiting <- struct{}{}:
	default:
		return nil, &WaitError{ErrLimited, 5 * time.Second}
	}
	select {
	case a.hashing <- struct{}{}:
		return func() { <-a.hashing; <-a.waiting }, nil
	case <-ctx.Done():
		<-a.waiting
		return nil, ctx.Err()
	}
}

// begin counts an attempt, unless what it is made on is locked, and finds the account
// and its password. Where there is no account that may sign in, the password is nobody's
// and the account has no name.
func (a *Authenticator) begin(ctx context.Context, name string, tried []attempt) (account Account, known hashed, err error) {
	now := a.store.moment()
	open := func(tx *sql.Tx) error {
		until, err := lockedUntil(ctx, tx, tried...)
		if err == nil && until.After(now) {
			err = &WaitError{ErrLocked, until.Sub(now)}
		}
		return err
	}
	if err := a.store.db.View(ctx, open); err != nil { // so that a flood does not write
		return Account{}, hashed{}, err
	}
	phc := ""
	err = a.store.db.Change(ctx, func(tx *sql.Tx) error {
		if err := open(tx); err != nil {
			return err
		}
		if err := sweepAttempts(ctx, tx, now); err != nil {
			return err
		}
		for _, t := range tried {
			if err := count(ctx, tx, t, now); err != nil {
				return err
			}
		}
		account, phc, err = accountOf(ctx, tx, name)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		return err
	})
	if err != nil {
		return Account{}, hashed{}, err
	}
	if phc == "" || !account.Disabled.IsZero() {
		return Account{}, a.nobody, nil
	}
	if known, err = parseHashed(phc); err != nil {
		return Account{}, hashed{}, fmt.Errorf("tài khoản %s: %w", account.Name, err)
	}
	return account, known, nil
}

// passwords are the PHC strings of one password, as it was kept and as it is to be.
type passwords struct{ old, fresh string }

// admit takes the attempt for one that did not fail and begins the session, unless the
// account was disabled or its password changed meanwhile.
func (a *Authenticator) admit(ctx context.Context, account Account, tried []attempt, p passwords) (token string, err error) {
	now := a.store.moment()
	err = a.store.db.Change(ctx, func(tx *sql.Tx) error {
		n, err := exec(ctx, tx, `UPDATE account SET password = ?, used = ? WHERE name = ? AND password = ? AND disabled = 0`,
			p.fresh, instant(now), account.Name, p.old)
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrPassword
		}
		if err := forgive(ctx, tx, tried[0]); err != nil {
			return err
		}
		if err := uncount(ctx, tx, tried[1], now); err != nil {
			return err
		}
		token, err = a.store.beginSession(ctx, tx, account.Name, a.lives)
		return err
	})
	return token, err
}

// SignOut ends the session of a token; one that is none, or over, is signed out already.
func (a *Authenticator) SignOut(ctx context.Context, token string) error {
	if !isSecret(token, sessionPrefix) {
		return nil
	}
	return a.store.endSession(ctx, token)
}
