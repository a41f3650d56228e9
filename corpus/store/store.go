package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// FileName is the name of the database in the data folder.
const FileName = "corpus.db"

// applicationID marks the file as ours in SQLite's header ("CVu1").
const applicationID = 0x43567531

// busyTimeout is how many milliseconds SQLite waits for a lock. Readers need
// none; it serves programs that open a new folder at the same moment.
const busyTimeout = "10000"

// readers is how many connections read at once; more readers wait for one.
const readers = 8

// Options change how a store is opened. The zero Options are fit for use.
type Options struct {
	Logger *slog.Logger     // nil is slog.Default
	Now    func() time.Time // nil is time.Now
}

// Store is an open corpus.db. Its methods are safe for concurrent use.
type Store struct {
	dir, file string
	log       *slog.Logger
	now       func() time.Time
	read      *sql.DB
	write     *sql.DB // one connection
}

// Open opens the store in folder dir. A folder or file that is missing is
// created; a file of an older schema is migrated, saying so in the log. A file
// that is damaged (ErrCorrupt) or written by a newer program (ErrTooNew) is
// left as it is.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	s := &Store{dir: dir, file: filepath.Join(dir, FileName), log: opts.Logger, now: opts.Now}
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.now == nil {
		s.now = time.Now
	}
	if err := s.ensure(ctx); err != nil {
		return nil, err
	}
	if err := s.connect(ctx); err != nil {
		if isOurs(err) {
			err = fmt.Errorf("%s: %w", s.file, err)
		}
		return nil, errors.Join(fail(s.file, err), s.Close())
	}
	return s, nil
}

// connect opens both pools on a file that exists.
func (s *Store) connect(ctx context.Context) error {
	var err error
	if s.write, err = openDB(s.file, "rw"); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if err := migrate(ctx, s.write, migrations, s.log.With("file", s.file)); err != nil {
		return err
	}
	if _, err := s.write.ExecContext(ctx, `PRAGMA journal_mode = WAL`); err != nil {
		return err
	}
	if s.read, err = openDB(s.file, "rw", "_query_only", "1", "_pragma", "cache_size(-8000)"); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	return s.read.PingContext(ctx)
}

// Close ends the use of the store. An import that is still open keeps its place
// until it is closed too.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Check reads the whole file and returns ErrCorrupt when SQLite finds damage.
func (s *Store) Check(ctx context.Context) error {
	return checkDB(ctx, s.read, s.file)
}

func checkDB(ctx context.Context, db *sql.DB, file string) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return fail(file, err)
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s: %s (%s)", ErrCorrupt, file, verdict, remedies[ErrCorrupt])
	}
	return nil
}

// ensure makes the folder and an empty database where there is none. The
// database is made under another name and renamed once it is whole, so an empty
// corpus.db can only be the rest of a damaged one.
func (s *Store) ensure(ctx context.Context) error {
	if err := os.MkdirAll(s.dir, 0o750); err != nil {
		return fail(s.dir, err)
	}
	done, err := s.exists()
	if done || err != nil {
		return err
	}
	place, err := acquire(ctx, s.dir, 10*time.Second)
	if err != nil {
		return err
	}
	defer place.release()
	if done, err := s.exists(); done || err != nil {
		return err
	}
	if left, _ := filepath.Glob(filepath.Join(s.dir, restorePrefix+"*")); len(left) > 0 {
		return fmt.Errorf("%w: %s: lần khôi phục trước bị ngắt giữa chừng, dữ liệu còn trong %s (chạy lại congvu restore --force)",
			ErrCorrupt, s.file, left[0])
	}
	return fail(s.file, s.create(ctx))
}

// exists tells whether there is a database, and refuses what cannot be one.
func (s *Store) exists() (bool, error) {
	info, err := os.Stat(s.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fail(s.file, err)
	case info.IsDir(), info.Size() == 0:
		return false, fmt.Errorf("%w: %s rỗng hoặc không phải tệp (%s)", ErrCorrupt, s.file, remedies[ErrCorrupt])
	}
	return true, nil
}

// create makes the database; the caller holds the import's place.
func (s *Store) create(ctx context.Context) error {
	fresh := s.file + ".new"
	for _, name := range []string{fresh, fresh + "-journal", fresh + "-wal", fresh + "-shm"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	db, err := openDB(fresh, "rwc", "_pragma", "journal_mode(WAL)")
	if err != nil {
		return err
	}
	err = migrate(ctx, db, migrations, slog.New(slog.DiscardHandler))
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	return os.Rename(fresh, s.file)
}

// openDB opens file with SQLite's mode (ro, rw, rwc) and further parameters in
// pairs. Nothing is touched on disk until the first use.
func openDB(file, mode string, params ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	query := url.Values{
		"mode": {mode}, "_busy_timeout": {busyTimeout}, "_synchronous": {"NORMAL"},
		"_foreign_keys": {"1"}, "_txlock": {"deferred"}, "_dqs": {"0"},
	}
	for i := 0; i+1 < len(params); i += 2 {
		query.Set(params[i], params[i+1])
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: query.Encode()}
	return sql.Open("sqlite", name.String())
}
