package access

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// MaxKeyAge is the longest time for which a key may be made.
const MaxKeyAge = 2 * 366 * 24 * time.Hour

// Key is what is known of an API key: everything but the key.
type Key struct {
	Name    string    `json:"name"`
	Start   string    `json:"start"` // its first characters
	Role    Role      `json:"role"`
	Scopes  []Scope   `json:"scopes"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
	Used    time.Time `json:"used,omitzero"`    // last, to a minute
	Revoked time.Time `json:"revoked,omitzero"` // zero when it is not
}

// Valid tells whether the key opens anything at a time.
func (k Key) Valid(now time.Time) bool { return k.Revoked.IsZero() && now.Before(k.Expires) }

func (k Key) identity() Identity {
	return Identity{Person: keyPerson + k.Name, Role: k.Role, Scopes: slices.Clone(k.Scopes), Kind: ByKey}
}

// CreateKey makes a key that holds for a time and returns it, which nobody can do a
// second time. A name that a key ever had is ErrExists: what was kept for one program
// never becomes another's.
func (s *Store) CreateKey(ctx context.Context, k Key, age time.Duration) (secret string, made Key, err error) {
	if k, err = checkKey(k, age); err != nil {
		return "", Key{}, err
	}
	k.Created = s.moment()
	k.Expires, k.Used, k.Revoked = timeOf(instant(k.Created.Add(age))), time.Time{}, time.Time{}
	err = s.db.Change(ctx, func(tx *sql.Tx) error {
		switch _, err := keyBy(ctx, tx, keyByName, k.Name); {
		case err == nil:
			return fmt.Errorf("%w khóa tên %q, kể cả khi đã thu hồi; chọn tên khác", ErrExists, k.Name)
		case !errors.Is(err, ErrNotFound):
			return err
		}
		for {
			if secret, err = drawSecret(s.random, KeyPrefix); err != nil {
				return err
			}
			k.Start = startOf(secret)
			if _, err := keyBy(ctx, tx, keyByStart, k.Start); errors.Is(err, ErrNotFound) {
				break
			} else if err != nil {
				return err
			}
		}
		_, err := exec(ctx, tx, `INSERT INTO access_key (name, start, sum, role, scopes, created, expires, used, revoked)
			VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)`,
			k.Name, k.Start, sumOf(secret), k.Role, joinScopes(k.Scopes), instant(k.Created), instant(k.Expires))
		return err
	})
	if err != nil {
		return "", Key{}, err
	}
	return secret, k, nil
}

// checkKey puts a key to be made in its kept form.
func checkKey(k Key, age time.Duration) (_ Key, err error) {
	if k.Name, err = parseName("tên khóa", k.Name); err != nil {
		return k, err
	}
	if _, err := ParseRole(string(k.Role)); err != nil {
		return k, err
	}
	if k.Scopes, err = ParseScopes(joinScopes(k.Scopes)); err != nil {
		return k, err
	}
	if slices.Contains(k.Scopes, ScopeAdmin) && !slices.ContainsFunc(opened[ScopeAdmin], k.Role.May) {
		return k, invalid("phạm vi", "vai trò %s không có quyền nào trong phạm vi admin", k.Role)
	}
	if age < time.Minute || age > MaxKeyAge {
		return k, invalid("thời hạn", "%v phải từ 1 phút đến %d ngày", age, int(MaxKeyAge.Hours()/24))
	}
	return k, nil
}

// Keys lists all keys by name, revoked and expired ones too.
func (s *Store) Keys(ctx context.Context) (list []Key, err error) {
	err = s.db.View(ctx, func(tx *sql.Tx) error {
		list = nil
		return each(ctx, tx, func(scan func(...any) error) error {
			k, _, err := scanKey(scan)
			list = append(list, k)
			return err
		}, `SELECT `+keyColumns+` FROM access_key ORDER BY name`)
	})
	return list, err
}

// RevokeKey ends a key, named by its name or its first characters, for good. One that is
// revoked already stays revoked since then.
func (s *Store) RevokeKey(ctx context.Context, nameOrStart string) (k Key, err error) {
	now := s.moment()
	err = s.db.Change(ctx, func(tx *sql.Tx) error {
		by, value := keyByName, CanonicalName(nameOrStart)
		if strings.HasPrefix(value, KeyPrefix) {
			by = keyByStart
		}
		if k, err = keyBy(ctx, tx, by, value); err != nil || !k.Revoked.IsZero() {
			return err
		}
		k.Revoked = now
		_, err := exec(ctx, tx, `UPDATE access_key SET revoked = ? WHERE name = ?`, instant(now), k.Name)
		return err
	})
	return k, err
}

// A key is found by what only one has.
const (
	keyColumns = `name, start, sum, role, scopes, created, expires, used, revoked`
	keyByName  = `SELECT ` + keyColumns + ` FROM access_key WHERE name = ?`
	keyByStart = `SELECT ` + keyColumns + ` FROM access_key WHERE start = ?`
)

func scanKey(scan func(...any) error) (k Key, sum []byte, err error) {
	var scopes string
	var created, expires, used, revoked int64
	if err := scan(&k.Name, &k.Start, &sum, &k.Role, &scopes, &created, &expires, &used, &revoked); err != nil {
		return Key{}, nil, err
	}
	k.Created, k.Expires, k.Used, k.Revoked = timeOf(created), timeOf(expires), timeOf(used), timeOf(revoked)
	k.Scopes, err = ParseScopes(scopes)
	return k, sum, err
}

// keyBy finds a key by one of the queries above.
func keyBy(ctx context.Context, tx *sql.Tx, query, value string) (Key, error) {
	k, _, err := keyAndSum(ctx, tx, query, value)
	return k, err
}

func keyAndSum(ctx context.Context, tx *sql.Tx, query, value string) (k Key, sum []byte, err error) {
	k, sum, err = scanKey(tx.QueryRowContext(ctx, query, value).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w khóa %q", ErrNotFound, value)
	}
	return k, sum, err
}

// keyOf finds the key that a secret is, whatever its state. A secret whose first
// characters are no key's is compared as well, with nothing that it could be.
func (s *Store) keyOf(ctx context.Context, secret string) (k Key, err error) {
	if !isSecret(secret, KeyPrefix) {
		return Key{}, ErrNotFound
	}
	kept := make([]byte, len(sumOf("")))
	err = s.db.View(ctx, func(tx *sql.Tx) error {
		found, sum, err := keyAndSum(ctx, tx, keyByStart, startOf(secret))
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		k, kept = found, sum
		return err
	})
	if err != nil {
		return Key{}, err
	}
	if subtle.ConstantTimeCompare(sumOf(secret), kept) != 1 {
		return Key{}, ErrNotFound
	}
	return k, nil
}

// touchKey keeps that a key was used now, to a minute.
func (s *Store) touchKey(ctx context.Context, k Key, now time.Time) error {
	if now.Sub(k.Used) < touchInterval {
		return nil
	}
	return s.db.Change(ctx, func(tx *sql.Tx) error {
		_, err := exec(ctx, tx, `UPDATE access_key SET used = max(used, ?) WHERE name = ?`, instant(now), k.Name)
		return err
	})
}
