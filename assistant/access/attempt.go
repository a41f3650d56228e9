package access

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"net/netip"
	"time"
)

// patience says how failed attempts to sign in lock what they were made on.
type patience struct {
	free    int           // failures without a delay
	first   time.Duration // delay after the next one; each further one doubles it
	most    time.Duration
	forgive time.Duration // without a failure, after which one is forgotten
}

// An account gives way to about a hundred guesses a day. Many people share an address.
var (
	onName    = patience{free: 5, first: 30 * time.Second, most: 15 * time.Minute, forgive: time.Hour}
	onAddress = patience{free: 30, first: 30 * time.Second, most: 15 * time.Minute, forgive: time.Minute}
)

// delay is how long things are locked after so many failures.
func (p patience) delay(failures int64) time.Duration {
	over := failures - int64(p.free)
	if over <= 0 {
		return 0
	}
	d := p.first
	for i := int64(1); i < over && d < p.most; i++ {
		d *= 2
	}
	return min(d, p.most)
}

// left is how many failures are not forgotten yet.
func (p patience) left(failures int64, since time.Duration) int64 {
	return max(0, failures-int64(max(since, 0)/p.forgive))
}

// attempt is what a try to sign in is made on.
type attempt struct {
	kind    string
	subject []byte
	patience
}

// attemptOn is an attempt on a name, whether or not it has an account.
func attemptOn(name string) attempt {
	sum := sha256.Sum256([]byte(CanonicalName(name)))
	return attempt{"name", sum[:16], onName}
}

// attemptFrom is an attempt from an address. Whoever has one IPv6 address has the
// network of 64 bits around it.
func attemptFrom(addr netip.Addr) attempt {
	sum := sha256.Sum256([]byte(network(addr)))
	return attempt{"address", sum[:16], onAddress}
}

// network is the address as it is counted: an IPv6 one by its first 64 bits.
func network(addr netip.Addr) string {
	addr = addr.Unmap().WithZone("")
	if addr.Is6() {
		if p, err := addr.Prefix(64); err == nil {
			return p.String()
		}
	}
	return addr.String()
}

// standing is what is kept of the attempts on one thing.
type standing struct {
	failures    int64
	last, until time.Time
}

func standingOf(ctx context.Context, tx *sql.Tx, a attempt) (st standing, err error) {
	var last, until int64
	err = tx.QueryRowContext(ctx, `SELECT failures, last, until FROM attempt WHERE kind = ? AND subject = ?`, a.kind, a.subject).
		Scan(&st.failures, &last, &until)
	if errors.Is(err, sql.ErrNoRows) {
		return standing{}, nil
	}
	st.last, st.until = timeOf(last), timeOf(until)
	return st, err
}

// lockedUntil is the latest instant before which one of the attempts may not be made.
func lockedUntil(ctx context.Context, tx *sql.Tx, attempts ...attempt) (until time.Time, err error) {
	for _, a := range attempts {
		st, err := standingOf(ctx, tx, a)
		if err != nil {
			return until, err
		}
		if st.until.After(until) {
			until = st.until
		}
	}
	return until, nil
}

// count takes an attempt for failed.
func count(ctx context.Context, tx *sql.Tx, a attempt, now time.Time) error {
	st, err := standingOf(ctx, tx, a)
	if err != nil {
		return err
	}
	failures := 1 + a.left(st.failures, now.Sub(st.last))
	until := now.Add(a.delay(failures))
	gone := now.Add(time.Duration(failures) * a.forgive)
	_, err = exec(ctx, tx, `INSERT INTO attempt (kind, subject, failures, last, until, gone) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET failures = excluded.failures, last = excluded.last, until = excluded.until, gone = excluded.gone`,
		a.kind, a.subject, failures, instant(now), instant(until), instant(gone))
	return err
}

// uncount takes the last attempt back, since it did not fail after all. What an earlier
// one locked was open by then.
func uncount(ctx context.Context, tx *sql.Tx, a attempt, now time.Time) error {
	_, err := exec(ctx, tx, `UPDATE attempt SET failures = max(failures - 1, 0), until = ? WHERE kind = ? AND subject = ?`,
		instant(now), a.kind, a.subject)
	return err
}

// forgive forgets all failures on a thing.
func forgive(ctx context.Context, tx *sql.Tx, a attempt) error {
	_, err := exec(ctx, tx, `DELETE FROM attempt WHERE kind = ? AND subject = ?`, a.kind, a.subject)
	return err
}

// sweepAttempts deletes what is forgiven.
func sweepAttempts(ctx context.Context, tx *sql.Tx, now time.Time) error {
	_, err := exec(ctx, tx, `DELETE FROM attempt WHERE gone <= ?`, instant(now))
	return err
}
