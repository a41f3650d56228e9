package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// lockName is the file whose lock is the importer's place. It stays empty: only
// SQLite's lock on it counts, which the system drops when the process dies.
const lockName = "import.lock"

// place is the sole right to write to a data folder.
type place struct {
	db   *sql.DB
	conn *sql.Conn
}

// acquire takes the place, waiting at most wait for it. It returns ErrBusy when
// another process, or another import of this one, has it.
func acquire(ctx context.Context, dir string, wait time.Duration) (*place, error) {
	file := filepath.Join(dir, lockName)
	db, err := openDB(file, "rwc", "_busy_timeout", fmt.Sprint(wait.Milliseconds()))
	if err != nil {
		return nil, fail(file, err)
	}
	conn, err := db.Conn(ctx)
	if err == nil {
		_, err = conn.ExecContext(ctx, "BEGIN EXCLUSIVE")
	}
	if err == nil {
		return &place{db: db, conn: conn}, nil
	}
	p := place{db: db, conn: conn}
	p.release()
	if isBusy(err) {
		return nil, fmt.Errorf("%w: %s đang được một tiến trình khác nạp dữ liệu (%s)", ErrBusy, dir, remedies[ErrBusy])
	}
	return nil, fail(file, err)
}

// release gives the place up. Closing the connection ends its transaction.
func (p *place) release() {
	if p.conn != nil {
		_, _ = p.conn.ExecContext(context.Background(), "ROLLBACK")
		_ = p.conn.Close()
	}
	_ = p.db.Close()
}

// holder describes this process for whoever finds the place taken.
func holder() string {
	name, err := os.Executable()
	if err != nil {
		name = os.Args[0]
	}
	return fmt.Sprintf("%s, pid %d", filepath.Base(name), os.Getpid())
}

// whoHolds adds to ErrBusy the process that the last open import names.
func (s *Store) whoHolds(ctx context.Context, busy error) error {
	var who, started string
	err := s.read.QueryRowContext(ctx,
		`SELECT holder, started FROM import WHERE finished = '' ORDER BY n DESC LIMIT 1`).Scan(&who, &started)
	if errors.Is(err, sql.ErrNoRows) {
		return busy
	}
	if err != nil {
		return errors.Join(busy, fail(s.file, err))
	}
	return fmt.Errorf("%w: %s (từ %s) đang nạp dữ liệu vào %s (%s)", ErrBusy, who, started, s.dir, remedies[ErrBusy])
}
