package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// FileName is the name of the database in the data folder.
const FileName = "state.db"

// applicationID marks the file as ours in SQLite's header ("CVs1").
const applicationID = 0x43567331

// busyTimeout is how long a write waits for another process.
const busyTimeout = 10 * time.Second

// readers is how many connections read at once; more readers wait for one.
const readers = 4

// Options change how a store is opened. The zero Options are fit for use.
type Options struct {
	Logger *slog.Logger     // nil is slog.Default; texts are never logged
	Now    func() time.Time // nil is time.Now
	Random io.Reader        // nil is crypto/rand.Reader; makes identifiers unguessable
}

// Store is an open state.db. Its methods are safe for concurrent use.
type Store struct {
	file  string
	log   *slog.Logger
	now   func() time.Time
	read  *sql.DB
	write *sql.DB // one connection, whose transactions take the right to write at once

	drawing sync.Mutex // guards random
	random  io.Reader

	packers sync.Pool // of *packer
}

// Open opens the store in folder dir. A folder or file that is missing is created,
// for its owner alone; a file of an older schema is migrated, saying so in the log. A
// file that is damaged (ErrCorrupt) or written by a newer program (ErrTooNew) is left
// as it is.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	s := &Store{file: filepath.Join(dir, FileName), log: opts.Logger, now: opts.Now, random: opts.Random}
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.random == nil {
		s.random = rand.Reader
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fail(dir, err)
	}
	if err := touch(s.file); err != nil {
		return nil, fail(s.file, err)
	}
	if err := s.connect(ctx); err != nil {
		if isOurs(err) {
			err = fmt.Errorf("%s: %w", s.file, err)
		}
		return nil, errors.Join(fail(s.file, err), s.Close())
	}
	return s, nil
}

// touch makes an empty file that only its owner reads; SQLite gives the files that
// it puts beside the database the same rights.
func touch(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// connect opens both pools.
func (s *Store) connect(ctx context.Context) (err error) {
	if s.write, err = openDB(s.file, "_auto_vacuum", "INCREMENTAL", "_txlock", "immediate"); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if err := migrate(ctx, s.write, migrations, s.log.With("file", s.file)); err != nil {
		return err
	}
	if err := useLog(ctx, s.write); err != nil {
		return err
	}
	if s.read, err = openDB(s.file, "_query_only", "1", "_txlock", "deferred"); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	return s.read.PingContext(ctx)
}

// useLog switches the file to write-ahead logging. Unlike a write, the switch does
// not wait for a process that has the file to itself just then, so it is tried again.
func useLog(ctx context.Context, db *sql.DB) error {
	for deadline := time.Now().Add(busyTimeout); ; {
		_, err := db.ExecContext(ctx, `PRAGMA journal_mode = WAL`)
		if !isBusy(err) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Close ends the use of the store.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// openDB opens file with further parameters in pairs. Nothing is touched on disk
// until the first use.
func openDB(file string, params ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	query := url.Values{
		"mode": {"rw"}, "_busy_timeout": {fmt.Sprint(busyTimeout.Milliseconds())}, "_synchronous": {"NORMAL"},
		"_foreign_keys": {"1"}, "_dqs": {"0"},
		"_pragma": {"secure_delete(1)", "journal_size_limit(4194304)"},
	}
	for i := 0; i+1 < len(params); i += 2 {
		query.Set(params[i], params[i+1])
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: query.Encode()}
	return sql.Open("sqlite", name.String())
}

// change runs do with the right to write, whole or not at all.
func (s *Store) change(ctx context.Context, do func(*sql.Tx) error) error {
	return s.within(ctx, s.write, do)
}

// view runs do on one state of the store, whatever is written meanwhile.
func (s *Store) view(ctx context.Context, do func(*sql.Tx) error) error {
	return s.within(ctx, s.read, do)
}

func (s *Store) within(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fail(s.file, err)
	}
	defer tx.Rollback() // of what was not committed
	if err := do(tx); err != nil {
		return fail(s.file, err)
	}
	return fail(s.file, tx.Commit())
}
