package access

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"io"
	"sync"
	"time"
)

// Database is the file that holds the tables of this package; *assistant/store.Store is
// one. Both methods run do in a transaction, whole or not at all.
type Database interface {
	Change(ctx context.Context, do func(*sql.Tx) error) error
	View(ctx context.Context, do func(*sql.Tx) error) error
}

// Options change how a Store works. The zero Options are fit for use.
type Options struct {
	Now    func() time.Time // nil is time.Now
	Random io.Reader        // nil is crypto/rand.Reader
	Cost   Cost             // of passwords hashed from now on; zero is Recommended
}

// Store keeps keys, accounts, sessions and failed attempts. Its methods are safe for
// concurrent use, by several processes on one file too.
type Store struct {
	db     Database
	now    func() time.Time
	random io.Reader
	cost   Cost
}

// NewStore returns a Store that keeps its tables in db.
func NewStore(db Database, o Options) *Store {
	s := &Store{db: db, now: o.Now, random: o.Random, cost: o.Cost}
	if s.now == nil {
		s.now = time.Now
	}
	if s.random == nil {
		s.random = rand.Reader
	} else {
		s.random = &locked{r: o.Random}
	}
	if s.cost == (Cost{}) {
		s.cost = Recommended
	}
	return s
}

// locked lets several read from one source of random bytes.
type locked struct {
	mu sync.Mutex
	r  io.Reader
}

func (l *locked) Read(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.r.Read(p)
}

// touchInterval is how exactly last uses are kept: writing every one would make every
// request wait for the writer.
const touchInterval = time.Minute

// instant is a time as it is kept, to the millisecond; 0 is never.
func instant(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// timeOf is the time of an instant.
func timeOf(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// moment is now as it is kept.
func (s *Store) moment() time.Time { return timeOf(instant(s.now())) }

// exec runs a statement and returns how many rows it changed.
func exec(ctx context.Context, tx *sql.Tx, query string, args ...any) (int64, error) {
	res, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// each calls do with every row of a query.
func each(ctx context.Context, tx *sql.Tx, do func(scan func(...any) error) error, query string, args ...any) (err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
