package access

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Account is a person's local account: everything but the password.
type Account struct {
	Name     string    `json:"name"`
	Role     Role      `json:"role"`
	Created  time.Time `json:"created"`
	Changed  time.Time `json:"changed"`           // when the password was set
	Used     time.Time `json:"used,omitzero"`     // last sign-in
	Disabled time.Time `json:"disabled,omitzero"` // zero when it is not
}

func (a Account) identity() Identity {
	return Identity{Person: a.Name, Role: a.Role, Kind: BySession}
}

// CreateAccount makes an account. A name that is taken, by a disabled one too, is
// ErrExists.
func (s *Store) CreateAccount(ctx context.Context, name string, role Role, password string) (a Account, err error) {
	if a.Name, err = parseName("tên tài khoản", name); err != nil {
		return Account{}, err
	}
	if a.Role, err = ParseRole(string(role)); err != nil {
		return Account{}, err
	}
	phc, err := s.hashNew(a.Name, password)
	if err != nil {
		return Account{}, err
	}
	a.Created = s.moment()
	a.Changed = a.Created
	return a, s.db.Change(ctx, func(tx *sql.Tx) error {
		n, err := exec(ctx, tx, `INSERT INTO account (name, role, password, created, changed, used, disabled)
			VALUES (?, ?, ?, ?, ?, 0, 0) ON CONFLICT DO NOTHING`, a.Name, a.Role, phc, instant(a.Created), instant(a.Changed))
		if err == nil && n == 0 {
			err = fmt.Errorf("%w tài khoản %q", ErrExists, a.Name)
		}
		return err
	})
}

// hashNew is the PHC string of a new password that may be an account's.
func (s *Store) hashNew(account, password string) (string, error) {
	if err := CheckPassword(account, password); err != nil {
		return "", err
	}
	h, err := s.cost.hash(s.random, canonicalPassword(password))
	if err != nil {
		return "", err
	}
	return h.String(), nil
}

// Accounts lists all accounts by name.
func (s *Store) Accounts(ctx context.Context) (list []Account, err error) {
	err = s.db.View(ctx, func(tx *sql.Tx) error {
		list = nil
		return each(ctx, tx, func(scan func(...any) error) error {
			a, _, err := scanAccount(scan)
			list = append(list, a)
			return err
		}, `SELECT `+accountColumns+` FROM account ORDER BY name`)
	})
	return list, err
}

// SetRole changes what an account may do, in sessions that have begun too.
func (s *Store) SetRole(ctx context.Context, name string, role Role) error {
	if _, err := ParseRole(string(role)); err != nil {
		return err
	}
	return s.db.Change(ctx, func(tx *sql.Tx) error {
		return one(ctx, tx, name, `UPDATE account SET role = ?2 WHERE name = ?1`, role)
	})
}

// SetPassword changes a password, ends all sessions of the account and forgives the
// failed attempts on its name.
func (s *Store) SetPassword(ctx context.Context, name, password string) error {
	phc, err := s.hashNew(CanonicalName(name), password)
	if err != nil {
		return err
	}
	now := s.moment()
	return s.db.Change(ctx, func(tx *sql.Tx) error {
		if err := one(ctx, tx, name, `UPDATE account SET password = ?2, changed = ?3 WHERE name = ?1`, phc, instant(now)); err != nil {
			return err
		}
		if err := forgive(ctx, tx, attemptOn(name)); err != nil {
			return err
		}
		return endSessions(ctx, tx, name)
	})
}

// Disable keeps an account from signing in and ends all its sessions.
func (s *Store) Disable(ctx context.Context, name string) error {
	now := s.moment()
	return s.db.Change(ctx, func(tx *sql.Tx) error {
		if err := one(ctx, tx, name, `UPDATE account SET disabled = iif(disabled = 0, ?2, disabled) WHERE name = ?1`, instant(now)); err != nil {
			return err
		}
		return endSessions(ctx, tx, name)
	})
}

// Enable lets a disabled account sign in again.
func (s *Store) Enable(ctx context.Context, name string) error {
	return s.db.Change(ctx, func(tx *sql.Tx) error {
		return one(ctx, tx, name, `UPDATE account SET disabled = 0 WHERE name = ?1`)
	})
}

// one runs a statement on the account that ?1 names, which must be there.
func one(ctx context.Context, tx *sql.Tx, name, query string, args ...any) error {
	n, err := exec(ctx, tx, query, append([]any{CanonicalName(name)}, args...)...)
	if err == nil && n == 0 {
		err = fmt.Errorf("%w tài khoản %q", ErrNotFound, name)
	}
	return err
}

const accountColumns = `name, role, password, created, changed, used, disabled`

func scanAccount(scan func(...any) error) (a Account, phc string, err error) {
	var created, changed, used, disabled int64
	if err := scan(&a.Name, &a.Role, &phc, &created, &changed, &used, &disabled); err != nil {
		return Account{}, "", err
	}
	a.Created, a.Changed, a.Used, a.Disabled = timeOf(created), timeOf(changed), timeOf(used), timeOf(disabled)
	return a, phc, nil
}

// accountOf finds an account and its PHC string.
func accountOf(ctx context.Context, tx *sql.Tx, name string) (a Account, phc string, err error) {
	a, phc, err = scanAccount(tx.QueryRowContext(ctx, `SELECT `+accountColumns+` FROM account WHERE name = ?`, CanonicalName(name)).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w tài khoản %q", ErrNotFound, name)
	}
	return a, phc, err
}
