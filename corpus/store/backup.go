package store

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// manifestName is the first entry of an archive, and archiveFormat its version.
const (
	manifestName  = "manifest.json"
	archiveFormat = 1
)

// archived are the files of a data folder that a backup holds. The index is not
// among them: it is built again from corpus.db.
var archived = []string{FileName, "state.db", "bots.db"}

// manifest says what an archive holds.
type manifest struct {
	Format  int            `json:"format"`
	Created string         `json:"created"`
	Files   []manifestFile `json:"files"`
}

type manifestFile struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Backup writes a snapshot of the store to the new file dest. Others may read
// and import meanwhile; the snapshot holds what was committed when it started.
func (s *Store) Backup(ctx context.Context, dest string) error {
	return snapshot(ctx, s.file, dest)
}

// snapshot copies the SQLite database file to dest, which must not exist.
func snapshot(ctx context.Context, file, dest string) (err error) {
	if _, err := os.Lstat(dest); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %s đã có, chọn tên khác", ErrNotEmpty, dest)
	}
	db, err := openDB(file, "rw")
	if err != nil {
		return fail(file, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err = db.ExecContext(ctx, `VACUUM INTO ?`, dest); err != nil {
		_ = os.Remove(dest) // what was begun is of no use
		return fail(dest, err)
	}
	return nil
}

// Backup writes an archive of the data folder dir to w: consistent snapshots of
// corpus.db and, where there are any, state.db and bots.db, with their SHA-256
// sums, as tar.gz. Programs may go on using the folder. Restore reads the archive.
func Backup(ctx context.Context, dir string, w io.Writer) (err error) {
	if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
		return fmt.Errorf("%w: %s không có %s để sao lưu", ErrNotFound, dir, FileName)
	}
	if err := sweep(dir, backupPrefix, 24*time.Hour); err != nil {
		return fail(dir, err)
	}
	temp, err := os.MkdirTemp(dir, backupPrefix)
	if err != nil {
		return fail(dir, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	m := manifest{Format: archiveFormat, Created: time.Now().UTC().Format(time.RFC3339)}
	for _, name := range archived {
		file := filepath.Join(dir, name)
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		copied := filepath.Join(temp, name)
		if err := snapshot(ctx, file, copied); err != nil {
			return err
		}
		entry, err := describe(copied)
		if err != nil {
			return fail(copied, err)
		}
		m.Files = append(m.Files, entry)
	}
	return writeArchive(ctx, w, temp, m)
}

// backupPrefix names the working folders of Backup inside the data folder.
const backupPrefix = ".backup-"

// sweep removes working folders that a killed program left, once they are old.
func sweep(dir, prefix string, age time.Duration) error {
	left, err := filepath.Glob(filepath.Join(dir, prefix+"*"))
	for _, name := range left {
		if info, statErr := os.Stat(name); statErr == nil && time.Since(info.ModTime()) > age {
			err = errors.Join(err, os.RemoveAll(name))
		}
	}
	return err
}

// describe measures a file for the manifest.
func describe(file string) (entry manifestFile, err error) {
	f, err := os.Open(file)
	if err != nil {
		return entry, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sum := sha256.New()
	size, err := io.Copy(sum, f)
	return manifestFile{Name: filepath.Base(file), Size: size, SHA256: hexSum(sum)}, err
}

func hexSum(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil)) }

func writeArchive(ctx context.Context, w io.Writer, dir string, m manifest) error {
	zipped, err := gzip.NewWriterLevel(w, gzip.BestSpeed) // most of the content is compressed already
	if err != nil {
		return err
	}
	out := tar.NewWriter(zipped)
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	header := tar.Header{Name: manifestName, Mode: 0o600, Size: int64(len(b)), Typeflag: tar.TypeReg}
	if err := out.WriteHeader(&header); err != nil {
		return fail("bản sao lưu", err)
	}
	if _, err := out.Write(b); err != nil {
		return fail("bản sao lưu", err)
	}
	for _, entry := range m.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := appendFile(out, dir, entry); err != nil {
			return fail("bản sao lưu", err)
		}
	}
	return fail("bản sao lưu", errors.Join(out.Close(), zipped.Close()))
}

func appendFile(out *tar.Writer, dir string, entry manifestFile) (err error) {
	f, err := os.Open(filepath.Join(dir, entry.Name))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	header := tar.Header{Name: entry.Name, Mode: 0o600, Size: entry.Size, Typeflag: tar.TypeReg}
	if err := out.WriteHeader(&header); err != nil {
		return err
	}
	_, err = io.Copy(out, f)
	return err
}
