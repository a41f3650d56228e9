package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotEmpty is a place that would have to be overwritten.
var ErrNotEmpty = errors.New("đã có dữ liệu")

// restorePrefix names the working folders of Restore inside the data folder.
const restorePrefix = ".restore-"

// replaced are the files that Restore takes away besides those of the archive:
// SQLite's companions belong to the old databases, the index to the old corpus.
var replaced = []string{
	FileName, FileName + "-wal", FileName + "-shm", "state.db", "state.db-wal", "state.db-shm",
	"bots.db", "bots.db-wal", "bots.db-shm", "index",
}

// Restore replaces the data folder dir by the archive r that Backup wrote. The
// archive is unpacked beside the data and verified, sums and databases, before
// anything is touched; an archive that fails leaves the folder as it was. A
// folder that is not empty is refused (ErrNotEmpty) without force. The index
// must be built again afterwards. No program may have the folder in use.
func Restore(ctx context.Context, dir string, r io.Reader, force bool) (err error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fail(dir, err)
	}
	if err := refuseFull(dir, force); err != nil {
		return err
	}
	place, err := acquire(ctx, dir, 0)
	if err != nil {
		return err
	}
	defer place.release()
	work, err := os.MkdirTemp(dir, restorePrefix)
	if err != nil {
		return fail(dir, err)
	}
	fresh, old := filepath.Join(work, "new"), filepath.Join(work, "old")
	if err = errors.Join(os.Mkdir(fresh, 0o700), os.Mkdir(old, 0o700)); err == nil {
		err = verified(ctx, fresh, r)
	}
	if err == nil {
		err = swap(dir, fresh, old)
	}
	if errors.Is(err, errHalfway) {
		return err // work holds the data: it must stay
	}
	err = errors.Join(err, os.RemoveAll(work))
	if err == nil { // what earlier restores left halfway is replaced now
		err = sweep(dir, restorePrefix, 0)
	}
	return err
}

// refuseFull returns ErrNotEmpty when dir holds anything that counts.
func refuseFull(dir string, force bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fail(dir, err)
	}
	for _, e := range entries {
		if !force && e.Name() != lockName {
			return fmt.Errorf("%w: %s có %s; thêm --force nếu muốn thay bằng bản sao lưu", ErrNotEmpty, dir, e.Name())
		}
	}
	return nil
}

// verified unpacks the archive to dir and opens what it held.
func verified(ctx context.Context, dir string, r io.Reader) error {
	m, err := unpackArchive(ctx, dir, r)
	if err != nil {
		return err
	}
	for _, f := range m.Files {
		if err := verifyDB(ctx, filepath.Join(dir, f.Name), f.Name == FileName); err != nil {
			return fmt.Errorf("%w: %s: %w", ErrArchive, f.Name, err)
		}
	}
	return nil
}

// verifyDB checks that file is a whole database, and ours if it has to be.
func verifyDB(ctx context.Context, file string, ours bool) (err error) {
	db, err := openDB(file, "rw")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	if ours {
		version, err := schemaVersion(ctx, conn)
		switch {
		case err != nil:
			return errors.Join(fail(file, err), conn.Close())
		case version > len(migrations):
			return errors.Join(fmt.Errorf("%w: hãy nâng cấp Công vụ", ErrTooNew), conn.Close())
		}
	}
	if err := conn.Close(); err != nil {
		return err
	}
	if err := checkDB(ctx, db, file); err != nil || !ours {
		return err
	}
	// A snapshot has lost the mode; setting it needs the file for oneself.
	_, err = db.ExecContext(ctx, `PRAGMA journal_mode = WAL`)
	return err
}

// errHalfway is a swap that could be neither ended nor undone.
var errHalfway = errors.New("việc thay dữ liệu dở dang")

// swap moves the old files of dir to old and those of fresh into dir, and moves
// everything back when that fails.
func swap(dir, fresh, old string) error {
	var moved []string
	for _, name := range replaced {
		err := os.Rename(filepath.Join(dir, name), filepath.Join(old, name))
		switch {
		case err == nil:
			moved = append(moved, name)
		case !errors.Is(err, fs.ErrNotExist):
			return errors.Join(fail(dir, err), moveBack(dir, old, moved))
		}
	}
	for _, name := range archived {
		err := os.Rename(filepath.Join(fresh, name), filepath.Join(dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return errors.Join(fail(dir, err), moveBack(dir, old, moved))
		}
	}
	return nil
}

func moveBack(dir, old string, names []string) error {
	for _, name := range names {
		if err := os.Rename(filepath.Join(old, name), filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("%w: dữ liệu cũ còn trong %s: %w", errHalfway, old, err)
		}
	}
	return nil
}
