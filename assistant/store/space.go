package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Space is what the file takes on disk.
type Space struct {
	Bytes int64 `json:"bytes"` // with the write-ahead log
	Free  int64 `json:"free"`  // of them, bytes of pages that wait for use
}

// Space measures the file.
func (s *Store) Space(ctx context.Context) (sp Space, err error) {
	var pages, size int64
	if err := s.read.QueryRowContext(ctx, `SELECT freelist_count, page_size FROM pragma_freelist_count, pragma_page_size`).
		Scan(&pages, &size); err != nil {
		return sp, fail(s.file, err)
	}
	sp.Free = pages * size
	for _, suffix := range []string{"", "-wal"} {
		info, err := os.Stat(s.file + suffix)
		if err == nil {
			sp.Bytes += info.Size()
		} else if !errors.Is(err, fs.ErrNotExist) {
			return sp, fail(s.file, err)
		}
	}
	return sp, nil
}

// reclaim gives the pages of deleted rows back to the file system and empties the
// write-ahead log, which still holds what they said. whole is false when a reader
// kept the log from being emptied: a later call or the last Close empties it.
func (s *Store) reclaim(ctx context.Context) (whole bool, err error) {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return false, fail(s.file, err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := freePages(ctx, conn); err != nil {
		return false, fail(s.file, err)
	}
	whole, err = emptyLog(ctx, conn)
	return whole, fail(s.file, err)
}

// forget reclaims what a deletion left and tells the log when some of it is still there.
func (s *Store) forget(ctx context.Context) error {
	whole, err := s.reclaim(ctx)
	if err == nil && !whole {
		s.log.WarnContext(ctx, "đã xóa, nhưng tệp ghi trước chưa dọn được vì có tiến trình đang đọc; lần xóa sau sẽ dọn", "file", s.file+"-wal")
	}
	return err
}

// emptyLog writes the log into the file and truncates it. It waits a short while only for
// readers, since nobody can write meanwhile.
func emptyLog(ctx context.Context, conn *sql.Conn) (whole bool, err error) {
	if _, err := conn.ExecContext(ctx, `PRAGMA busy_timeout = 500`); err != nil {
		return false, err
	}
	defer func() {
		_, restored := conn.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf(`PRAGMA busy_timeout = %d`, busyTimeout.Milliseconds()))
		err = errors.Join(err, restored)
	}()
	var busy, pages, moved int
	err = conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved)
	if isBusy(err) {
		return false, nil
	}
	return busy == 0, err
}

// step is how many pages are freed at once, so that others can write in between.
const step = 1000

// freePages takes the unused pages out of the file.
func freePages(ctx context.Context, conn *sql.Conn) error {
	for last := int64(-1); ; {
		if err := each(ctx, conn, func(scanner) error { return nil }, fmt.Sprintf(`PRAGMA incremental_vacuum(%d)`, step)); err != nil {
			return err
		}
		var left int64
		if err := conn.QueryRowContext(ctx, `PRAGMA freelist_count`).Scan(&left); err != nil || left == 0 || left == last {
			return err
		}
		last = left
	}
}
