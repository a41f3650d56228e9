package access

import (
	"database/sql"
	"testing"
)

// KeptPassword is the PHC string of an account.
func KeptPassword(t testing.TB, s *Store, account string) (phc string) {
	t.Helper()
	if err := s.db.View(t.Context(), func(tx *sql.Tx) (err error) {
		_, phc, err = accountOf(t.Context(), tx, account)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return phc
}

// BreakTouch keeps last uses of keys from being noted.
func BreakTouch(t testing.TB, s *Store) {
	t.Helper()
	if err := s.db.Change(t.Context(), func(tx *sql.Tx) error {
		_, err := exec(t.Context(), tx, `CREATE TRIGGER broken BEFORE UPDATE ON access_key BEGIN SELECT raise(ABORT, 'broken'); END`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// Remember makes a Limiter that remembers n names.
func Remember(l *Limiter, n int) *Limiter {
	l.most = n
	return l
}
