package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// FileName is the name of the database in the data folder.
const FileName = "bots.db"

// lockName is the file whose lock is the right to answer. It stays empty: only
// SQLite's lock on it counts, which the system drops when the process dies.
const lockName = "bots.lock"

// busyTimeout is how long a write waits for a backup that holds the file.
const busyTimeout = 10 * time.Second

// Store is an open bots.db. Its methods are safe for concurrent use.
type Store struct {
	file string
	now  func() time.Time
	db   *sql.DB // one connection, whose transactions take the right to write at once

	place *sql.DB   // of the file lockName
	lock  *sql.Conn // holds it
}

// Open opens the store in folder dir, creating what is missing for its owner alone.
// now is the clock, time.Now when nil. The error wraps ErrBusy while another
// process has the store.
func Open(ctx context.Context, dir string, now func() time.Time) (*Store, error) {
	if now == nil {
		now = time.Now
	}
	s := &Store{file: filepath.Join(dir, FileName), now: now}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fail(dir, err)
	}
	if err := s.acquire(ctx, filepath.Join(dir, lockName)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.connect(ctx); err != nil {
		return nil, errors.Join(fail(s.file, err), s.Close())
	}
	return s, nil
}

// acquire takes the sole right to answer.
func (s *Store) acquire(ctx context.Context, file string) (err error) {
	if s.place, err = openDB(file, "0"); err != nil {
		return fail(file, err)
	}
	if s.lock, err = s.place.Conn(ctx); err != nil {
		return fail(file, err)
	}
	_, err = s.lock.ExecContext(ctx, `BEGIN EXCLUSIVE`)
	return fail(file, err)
}

func (s *Store) connect(ctx context.Context) (err error) {
	if s.db, err = openDB(s.file, fmt.Sprint(busyTimeout.Milliseconds())); err != nil {
		return err
	}
	s.db.SetMaxOpenConns(1)
	if err := migrate(ctx, s.db); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, `PRAGMA journal_mode = WAL`)
	return err
}

// openDB opens file, which only its owner reads; busy is in milliseconds. SQLite
// gives the files that it puts beside the database the same rights.
func openDB(file, busy string) (*sql.DB, error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	query := url.Values{
		"mode": {"rw"}, "_busy_timeout": {busy}, "_synchronous": {"FULL"}, "_txlock": {"immediate"}, "_dqs": {"0"},
		"_pragma": {"secure_delete(1)", "journal_size_limit(4194304)"},
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: query.Encode()}
	return sql.Open("sqlite", name.String())
}

// Close ends the use of the store and gives up the right to answer.
func (s *Store) Close() error {
	var errs []error
	if s.db != nil {
		errs = append(errs, s.db.Close())
	}
	if s.lock != nil { // closing the connection ends its transaction
		errs = append(errs, s.lock.Close())
	}
	if s.place != nil {
		errs = append(errs, s.place.Close())
	}
	return errors.Join(errs...)
}

// exec runs a statement and returns how many rows it changed.
func (s *Store) exec(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := s.db.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, fail(s.file, err)
	}
	n, err := res.RowsAffected()
	return n, fail(s.file, err)
}
