package access

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Lifetimes say when a session is over.
type Lifetimes struct {
	Idle time.Duration // without a request
	Most time.Duration // since it began
}

// maxSessions is how many sessions an account has at once; the oldest makes room.
const maxSessions = 20

// session is a person's stay, from signing in to its end.
type session struct {
	sum           []byte
	account       Account
	created, used time.Time
}

// over tells whether a session has come to its end.
func (l Lifetimes) over(ss session, now time.Time) bool {
	return now.Sub(ss.used) >= l.Idle || now.Sub(ss.created) >= l.Most
}

// beginSession lets a session of an account begin and returns its token. Sessions that
// are over, of whomever, are swept away.
func (s *Store) beginSession(ctx context.Context, tx *sql.Tx, account string, l Lifetimes) (token string, err error) {
	if token, err = drawSecret(s.random, sessionPrefix); err != nil {
		return "", err
	}
	now := s.moment()
	if _, err := exec(ctx, tx, `DELETE FROM session WHERE used <= ? OR created <= ?`, instant(now.Add(-l.Idle)), instant(now.Add(-l.Most))); err != nil {
		return "", err
	}
	if _, err := exec(ctx, tx, `INSERT INTO session (sum, account, created, used) VALUES (?, ?, ?, ?)`,
		sumOf(token), account, instant(now), instant(now)); err != nil {
		return "", err
	}
	_, err = exec(ctx, tx, `DELETE FROM session WHERE sum IN
		(SELECT sum FROM session WHERE account = ? ORDER BY created DESC, sum LIMIT -1 OFFSET ?)`, account, maxSessions)
	return token, err
}

// sessionOf finds the session of a token, over or not, unless its account is disabled.
func (s *Store) sessionOf(ctx context.Context, token string) (ss session, err error) {
	if !isSecret(token, sessionPrefix) {
		return session{}, ErrNotFound
	}
	ss.sum = sumOf(token)
	err = s.db.View(ctx, func(tx *sql.Tx) error {
		var name string
		var created, used int64
		if err := tx.QueryRowContext(ctx, `SELECT account, created, used FROM session WHERE sum = ?`, ss.sum).Scan(&name, &created, &used); err != nil {
			return err
		}
		ss.created, ss.used = timeOf(created), timeOf(used)
		ss.account, _, err = accountOf(ctx, tx, name)
		return err
	})
	if errors.Is(err, sql.ErrNoRows) || err == nil && !ss.account.Disabled.IsZero() {
		return session{}, ErrNotFound
	}
	return ss, err
}

// touchSession keeps that a session was used now, to a minute.
func (s *Store) touchSession(ctx context.Context, ss session, now time.Time) error {
	if now.Sub(ss.used) < touchInterval {
		return nil
	}
	return s.db.Change(ctx, func(tx *sql.Tx) error {
		_, err := exec(ctx, tx, `UPDATE session SET used = max(used, ?) WHERE sum = ?`, instant(now), ss.sum)
		return err
	})
}

// endSession ends the session of a token, if there is one.
func (s *Store) endSession(ctx context.Context, token string) error {
	return s.db.Change(ctx, func(tx *sql.Tx) error {
		_, err := exec(ctx, tx, `DELETE FROM session WHERE sum = ?`, sumOf(token))
		return err
	})
}

// EndSessions ends all sessions of an account.
func (s *Store) EndSessions(ctx context.Context, account string) error {
	return s.db.Change(ctx, func(tx *sql.Tx) error { return endSessions(ctx, tx, account) })
}

func endSessions(ctx context.Context, tx *sql.Tx, account string) error {
	_, err := exec(ctx, tx, `DELETE FROM session WHERE account = ?`, CanonicalName(account))
	return err
}
